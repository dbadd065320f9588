"""The flows over a real store: every phase moves what is due in it, and one that fails stops no other."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import update

from flyter import flyter
from flyter.drift import Drift, med_drift
from flyter.jobber import JOBBER
from flyter.livsloep import LIVSLOEP
from flyter.motor.kjoering import Minnelogg
from flyter.motor.valg import Lokalmotor, med_motor
from modeller.lager.kjoeringer import Kjoeringsbok, les_kjoeringer
from modeller.lager.lager import I_MINNET, Lager
from modeller.lager.projeksjon import avtaler_som_er_forfalt, les_plan
from modeller.lager.tabeller import PLANSTEG
from modeller.livsloep import Fase
from tests.flyter.avtaleverden import drift_over, fyll
from tests.flyter.kulisser import Stilleklokke

FORFALTE = ["forslag", "dialog", "godkjenning"]
"""The phases in which something is due in the agreement on the day, in the lifecycle's order."""
NAA = datetime(2025, 3, 3, 4, 5, tzinfo=UTC)


async def uten_venting(_: float) -> None: ...


@pytest.fixture
async def lager() -> AsyncIterator[Lager]:
    async with await Lager.aapne(I_MINNET) as aapnet:
        await fyll(aapnet)
        yield aapnet


@pytest.fixture
def verden(lager: Lager, loggbok: Minnelogg) -> Drift:
    return drift_over(lager, Stilleklokke(NAA), loggbok)


async def test_oppgavene_er_fasene_der_noe_er_forfalt_i_rekkefoelge(verden: Drift, loggbok: Minnelogg) -> None:
    with med_drift(verden):
        await flyter.bygdevekst()
    assert [o["navn"] for o in loggbok.rader[0]["oppgaver"]] == ["forfalte-faser", *FORFALTE]
    assert {o["tilstand"] for o in loggbok.rader[0]["oppgaver"]} == {"fullfoert"}


async def test_det_som_er_forfalt_flyttes_en_gang_og_er_saa_ikke_forfalt(verden: Drift) -> None:
    async with verden.lager.lesing() as tx:
        assert await avtaler_som_er_forfalt(tx, verden.dag()) == ("bygdevekst-innlandet",)
    with med_drift(verden):
        assert await flyter.bygdevekst() == 1
        assert await flyter.bygdevekst() == 0
    async with verden.lager.lesing() as tx:
        rader = await les_plan(tx)
    assert all(rad.neste_skifte is None or rad.neste_skifte > verden.dag() for rad in rader)


async def test_det_koordinatoren_har_lagt_til_flyttes_den_dagen_det_er_dets_tur(verden: Drift) -> None:
    async with verden.lager.skriving() as tx:
        await tx.execute(update(PLANSTEG).values(neste_skifte=None, neste_varsel=None))
        await tx.execute(
            update(PLANSTEG).where(PLANSTEG.c.steg_id == "innsending").values(fase="tillegg", neste_varsel=NAA.date())
        )
    with med_drift(verden):
        assert await flyter.bygdevekst() == 1


async def test_andre_livsloeps_avtaler_roeres_ikke(verden: Drift) -> None:
    with med_drift(verden):
        assert await flyter.samarbeid() == 0


async def test_en_fase_som_feiler_stopper_ikke_de_andre(
    verden: Drift, loggbok: Minnelogg, monkeypatch: pytest.MonkeyPatch
) -> None:
    virkelig = flyter.flytt_forfalte

    async def med_feil(dag: date, *, livsloep: str | None = None, fase: str | None = None) -> list[str]:
        if fase == FORFALTE[0]:
            raise RuntimeError("the disk is full")
        return await virkelig(dag, livsloep=livsloep, fase=fase)

    monkeypatch.setattr(flyter, "flytt_forfalte", med_feil)
    with med_drift(verden), med_motor(Lokalmotor(vent=uten_venting)), pytest.raises(ExceptionGroup, match="1 of"):
        await flyter.bygdevekst()
    rad = loggbok.rader[0]
    assert rad["tilstand"] == "feilet"
    assert "the disk is full" in rad["feil"]
    assert [o["tilstand"] for o in rad["oppgaver"]] == ["fullfoert", "feilet", "fullfoert", "fullfoert"]
    assert rad["oppgaver"][1]["forsoek"] == 1 + len(flyter.FORSOEK_IGJEN)


async def test_en_avtale_som_ikke_lar_seg_avlede_naevnes_ved_navn(verden: Drift) -> None:
    uten_livsloep = replace(verden.grunnlag, livsloep={"samarbeid": LIVSLOEP["samarbeid"]})
    with med_drift(replace(verden, grunnlag=uten_livsloep)), pytest.raises(ExceptionGroup) as feil:
        await flyter.flytt_forfalte(verden.dag())
    assert feil.value.exceptions[0].__notes__ == ["agreement bygdevekst-innlandet"]


async def test_natten_tar_igjen_det_som_forfalt_foer_i_dag_og_rydder(verden: Drift, loggbok: Minnelogg) -> None:
    async def rydd(_: datetime) -> int:
        return 5

    with med_drift(replace(verden, natt=rydd)):
        assert await flyter.natt() == 1 + 5
    assert [o["navn"] for o in loggbok.rader[0]["oppgaver"]] == ["etterslep", "opprydding"]


@pytest.mark.parametrize("navn", ["send", "retur", "demo"])
async def test_utsending_og_demo_gjoer_det_sammenhengen_sier_med_dens_klokke(verden: Drift, navn: str) -> None:
    kalt: list[datetime] = []

    async def arbeid(naa: datetime) -> int:
        kalt.append(naa)
        return 3

    with med_drift(replace(verden, **{navn: arbeid})):  # type: ignore[arg-type]
        assert await flyter.FLYTER[navn]() == 3
    assert kalt == [NAA]


async def test_historikken_skrives_i_databasen(lager: Lager) -> None:
    with med_drift(drift_over(lager, Stilleklokke(NAA), Kjoeringsbok(lager, "send"))):
        await flyter.bygdevekst(date(2025, 3, 3))
    async with lager.lesing() as tx:
        (kjoering,) = await les_kjoeringer(tx)
    assert (kjoering.jobb, kjoering.tilstand, kjoering.parametre) == ("bygdevekst", "fullfoert", {"dag": "2025-03-03"})
    assert [o["navn"] for o in kjoering.oppgaver] == ["forfalte-faser", *FORFALTE]


def test_hvert_livsloep_har_sin_flyt_og_hver_flyt_sin_jobb_og_sitt_navn_i_modulen() -> None:
    assert set(LIVSLOEP) <= set(flyter.FLYTER)
    assert {jobb.flyt for jobb in JOBBER} == set(flyter.FLYTER)
    assert all(getattr(flyter, navn) is flyt for navn, flyt in flyter.FLYTER.items())


def test_fasene_i_et_livsloep_har_hver_sin_noekkel() -> None:
    for livsloep in LIVSLOEP.values():
        faser: list[Fase] = list(livsloep.faser)
        assert len({fase.noekkel for fase in faser}) == len(faser)


async def test_livsloep_som_ikke_er_innebygd_flyttes_i_en_felles_flyt(verden: Drift, loggbok: Minnelogg) -> None:
    eget = replace(LIVSLOEP["bygdevekst"], navn="eget")
    async with verden.lager.skriving() as tx:
        await tx.execute(update(PLANSTEG).values(livsloep="eget"))
    med_eget = replace(verden.grunnlag, livsloep={**LIVSLOEP, "eget": eget})
    with med_drift(replace(verden, grunnlag=med_eget)):
        assert await flyter.flyt_for("bygdevekst")() == 0
        assert flyter.flyt_for("eget") is flyter.egne
        assert await flyter.egne() == 1
    assert [o["navn"] for o in loggbok.rader[1]["oppgaver"]] == [
        "forfalte-faser",
        *(f"eget-{fase}" for fase in FORFALTE),
    ]
