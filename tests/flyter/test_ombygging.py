"""New rules on running agreements: tried first, then applied, and nobody told of what was over."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import update

from flyter.grunnlag import Grunnlag
from flyter.livsloep import BYGDEVEKST, LIVSLOEP
from flyter.ombygging import Flytting, Varselflytting, bygg_om, sist_regnet_ut, ta_i_bruk_nye_regler
from flyter.registrer import Hendt, registerstroem, registrer_alle
from modeller.arbeidskalender import Arbeidskalender
from modeller.avstand import Avstand
from modeller.fakta import (
    Hendelse,
    KontaktRegistrert,
    MoeteFlyttet,
    MoeteplanFastsatt,
    OrganRegistrert,
    PartRegistrert,
    avtalestroem,
)
from modeller.lager import utboks
from modeller.lager.lager import I_MINNET, Lager
from modeller.lager.projeksjon import les_plan
from modeller.lager.tabeller import PLANSTEG, Utbokstilstand
from modeller.livsloep import Livsloep
from modeller.regler import Foer, Fristregel
from tests.rollebesetning import AVTALE, KALENDER, OPPRETTET, REGISTER
from varsler.utsikt import varselsutsikt

DAG_1, OKTOBER = date(2024, 3, 1), date(2024, 10, 16)
FOER = Grunnlag(livsloep=LIVSLOEP, kalender=KALENDER, varsle=varselsutsikt)


def naa(dag: date) -> datetime:
    return datetime.combine(dag, time(9), UTC)


def med_frist(noekkel: str, uker: int) -> Grunnlag:
    """The lifecycle with one step's date a deadline so many weeks before the submission."""

    def endret(livsloep: Livsloep) -> Livsloep:
        faser = tuple(
            replace(
                fase,
                steg=tuple(
                    replace(s, frist=Fristregel(Foer("innsending", Avstand(uker=uker)))) if s.noekkel == noekkel else s
                    for s in fase
                ),
            )
            for fase in livsloep.faser
        )
        return replace(livsloep, faser=faser)

    return replace(FOER, livsloep={**LIVSLOEP, "bygdevekst": endret(BYGDEVEKST)})


@pytest.fixture
async def lager() -> AsyncIterator[Lager]:
    hendelser: list[Hendelse] = [PartRegistrert(part=part) for part in REGISTER.parter.values()]
    hendelser += [KontaktRegistrert(kontakt=kontakt) for kontakt in REGISTER.kontakter.values()]
    for organ in REGISTER.organer.values():
        hendelser.append(OrganRegistrert(organ=organ))
        moeter = tuple(m for m in organ.moeter if m.dato.year == DAG_1.year)
        hendelser.append(MoeteplanFastsatt(organ=organ.id, aar=DAG_1.year, moeter=moeter))
    hendte = [Hendt(stroem=registerstroem(h), hendelse=h, skjedde=DAG_1) for h in hendelser]
    hendte.append(Hendt(stroem=avtalestroem(AVTALE), hendelse=OPPRETTET, skjedde=DAG_1))
    async with await Lager.aapne(I_MINNET) as lager:
        async with lager.skriving() as tx:
            await registrer_alle(tx, hendte, av="test", naa=naa(DAG_1), grunnlag=FOER)
        await bygg_om(lager, naa=naa(OKTOBER), grunnlag=FOER)
        yield lager


async def test_nye_regler_vises_foer_de_tas_i_bruk(lager: Lager) -> None:
    async with lager.lesing() as tx:
        foer = await les_plan(tx), await utboks.les_koe(tx)
    proevd = await bygg_om(lager, naa=naa(OKTOBER), grunnlag=med_frist("fylkets_rolle", 5), proev=True)
    steg = "fylkets_rolle.innlandet"
    assert proevd.datoer == (Flytting(avtale=AVTALE, steg=steg, fra=date(2024, 9, 27), til=date(2024, 10, 25)),)
    # The last is the coordinator's first.
    kommer = (date(2024, 10, 22), date(2024, 10, 25), date(2024, 11, 4), date(2024, 11, 18))
    assert proevd.varsler == (Varselflytting(avtale=AVTALE, steg=steg, kommer=kommer, gaar=()),)
    async with lager.lesing() as tx:
        assert (await les_plan(tx), await utboks.les_koe(tx)) == foer, "nothing is stored by asking"


async def test_tatt_i_bruk_flytter_de_nye_reglene_det_proeven_sa(lager: Lager) -> None:
    nye_regler = med_frist("fylkets_rolle", 5)
    proevd = await bygg_om(lager, naa=naa(OKTOBER), grunnlag=nye_regler, proev=True)
    assert await bygg_om(lager, naa=naa(OKTOBER), grunnlag=nye_regler) == proevd
    igjen = await bygg_om(lager, naa=naa(OKTOBER), grunnlag=nye_regler)
    assert (igjen.datoer, igjen.varsler, igjen.nye, igjen.trukne, igjen.forbigaatte) == ((), (), (), (), ())


async def test_milepaeler_som_flytter_seg_vises_ogsaa_naar_fristen_staar(lager: Lager) -> None:
    """The day the saksframlegg is due is a day off from now on."""
    fri = replace(KALENDER, fridager={**KALENDER.fridager, date(2024, 10, 8): "Kommunens dag"})
    foer = date(2024, 9, 2)
    await bygg_om(lager, naa=naa(foer), grunnlag=FOER)
    proevd = await bygg_om(lager, naa=naa(foer), grunnlag=replace(FOER, kalender=fri), proev=True)
    trysil = [flytting for flytting in proevd.datoer if flytting.steg == "forankring.trysil"]
    assert trysil == [
        Flytting(
            avtale=AVTALE,
            steg="forankring.trysil",
            milepael="saksframlegg",
            fra=date(2024, 10, 8),
            til=date(2024, 10, 7),
        )
    ]
    assert [v.steg for v in proevd.varsler if v.steg == "forankring.trysil"]


async def test_en_projeksjon_fra_foer_milepaelene_ble_notert_gir_ingen_falske_flyttinger(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await tx.execute(update(PLANSTEG).values(milepaeler=None, varsler=None))
    proevd = await bygg_om(lager, naa=naa(OKTOBER), grunnlag=FOER, proev=True)
    assert (proevd.datoer, proevd.varsler) == ((), ())


async def test_ingen_faar_beskjed_om_en_dag_som_var_over_da_regelen_kom(lager: Lager) -> None:
    """Seven weeks before 29.11 is 11.10: over. The reminder due that day is passed over for good."""
    nye_regler = med_frist("fylkets_rolle", 7)
    ombygging = await bygg_om(lager, naa=naa(OKTOBER), grunnlag=nye_regler)
    assert ombygging.nye == ()
    assert {rad.slag for rad in ombygging.forbigaatte} == {"paa_dagen"}
    async with lager.lesing() as tx:
        venter = await utboks.les_koe(tx, Utbokstilstand.VENTER)
        forbi = await utboks.les_koe(tx, Utbokstilstand.FORBIGAATT)
    assert all(koerad.rad.forfaller <= OKTOBER for koerad in forbi)
    assert not {koerad.rad.noekkel for koerad in forbi} & {koerad.rad.noekkel for koerad in venter}
    assert [koerad.rad for koerad in forbi] == list(ombygging.forbigaatte)


async def test_det_en_morgen_ikke_fikk_koet_er_skyldig_ogsaa_etter_en_ombygging(lager: Lager) -> None:
    """The rules of before asked for it too: three days asleep are made up for."""
    etter_tre_dager = date(2024, 11, 19)
    async with lager.lesing() as tx:
        ventet = {
            rad.steg_id
            for rad in await les_plan(tx)
            if rad.fase == "forslag" and rad.neste_varsel and rad.neste_varsel < etter_tre_dager
        }
    assert ventet, "there is a reminder in those days"
    ombygging = await bygg_om(lager, naa=naa(etter_tre_dager), grunnlag=FOER)
    assert {rad.steg for rad in ombygging.tiden.nye} >= ventet
    assert (ombygging.nye, ombygging.forbigaatte) == ((), ())
    async with lager.lesing() as tx:
        koe = {koerad.rad.noekkel for koerad in await utboks.les_koe(tx, Utbokstilstand.VENTER)}
    assert {rad.noekkel for rad in ombygging.tiden.nye} <= koe


async def test_det_tiden_alene_har_endret_staar_for_seg(lager: Lager) -> None:
    """A meeting was known to be moved from a day on, and the service slept over it; the rule it wakes to moves one
    date.
    """
    senere, steg = date(2024, 10, 28), "fylkets_rolle.innlandet"
    [organ] = [o for o in REGISTER.organer.values() if o.id == "trysil-kommunestyre"]
    [moete] = [m.id for m in organ.moeter if m.dato == date(2024, 11, 7)]
    flyttes = MoeteFlyttet(organ=organ.id, moete=moete, til=date(2024, 11, 14))
    async with lager.skriving() as tx:
        hendt = Hendt(stroem=registerstroem(flyttes), hendelse=flyttes, skjedde=date(2024, 10, 25))
        await registrer_alle(tx, [hendt], av="test", naa=naa(OKTOBER), grunnlag=FOER)
    like_regler = await bygg_om(lager, naa=naa(senere), grunnlag=FOER, proev=True)
    assert (like_regler.endrede_steg, like_regler.datoer, like_regler.varsler) == (0, (), ())
    assert (like_regler.nye, like_regler.trukne, like_regler.forbigaatte) == ((), (), ())
    trysils = Flytting(avtale=AVTALE, steg="forankring.trysil", fra=date(2024, 11, 7), til=date(2024, 11, 14))
    assert trysils in like_regler.tiden.datoer
    assert all("trysil" in f.steg for f in like_regler.tiden.datoer)
    nye_regler = await bygg_om(lager, naa=naa(senere), grunnlag=med_frist("fylkets_rolle", 5), proev=True)
    assert nye_regler.datoer == (Flytting(avtale=AVTALE, steg=steg, fra=date(2024, 9, 27), til=date(2024, 10, 25)),)
    assert {rad.steg for rad in (*nye_regler.nye, *nye_regler.forbigaatte)} == {steg}
    assert nye_regler.tiden.datoer == like_regler.tiden.datoer


async def test_den_siste_dagen_det_ble_regnet_ut_er_kjent(lager: Lager) -> None:
    assert await sist_regnet_ut(lager) == OKTOBER
    await bygg_om(lager, naa=naa(date(2024, 11, 19)), grunnlag=FOER, proev=True)
    assert await sist_regnet_ut(lager) == OKTOBER
    await bygg_om(lager, naa=naa(date(2024, 11, 19)), grunnlag=FOER)
    assert await sist_regnet_ut(lager) == date(2024, 11, 19)


async def test_framdriften_fortelles_avtale_for_avtale(lager: Lager) -> None:
    sett: list[tuple[int, int]] = []
    await bygg_om(lager, naa=naa(OKTOBER), grunnlag=FOER, fremdrift=lambda gjort, alle: sett.append((gjort, alle)))
    assert sett == [(1, 1)]


async def test_nye_regler_merkes_ved_start_og_tas_i_bruk_en_gang(lager: Lager) -> None:
    nye_regler = med_frist("fylkets_rolle", 5)
    assert await ta_i_bruk_nye_regler(lager, naa=naa(OKTOBER), grunnlag=FOER) is None
    ombygging = await ta_i_bruk_nye_regler(lager, naa=naa(OKTOBER), grunnlag=nye_regler)
    assert ombygging is not None
    assert [f.steg for f in ombygging.datoer] == ["fylkets_rolle.innlandet"]
    assert await ta_i_bruk_nye_regler(lager, naa=naa(OKTOBER), grunnlag=nye_regler) is None


async def test_en_fridag_til_er_ogsaa_en_ny_regel(lager: Lager) -> None:
    fridager = {**KALENDER.fridager, date(2024, 10, 8): "Lokal fridag"}
    ny_kalender = replace(FOER, kalender=Arbeidskalender(fridager))
    ombygging = await ta_i_bruk_nye_regler(lager, naa=naa(OKTOBER), grunnlag=ny_kalender)
    assert ombygging is not None


def test_fingeravtrykket_er_det_samme_i_enhver_prosess() -> None:
    kode = "from tests.flyter.test_ombygging import FOER\nprint(FOER.fingeravtrykk)"
    avtrykk = {
        subprocess.run(
            [sys.executable, "-c", kode],
            env=os.environ | {"PYTHONHASHSEED": froe},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for froe in ("1", "2")
    }
    assert avtrykk == {f"{FOER.fingeravtrykk}\n"}
