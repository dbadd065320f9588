"""Streams of facts."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import IntegrityError, StatementError

from modeller.fakta import MoeteAvlyst
from modeller.lager.faktalager import (
    NyttFaktum,
    SamtidigEndring,
    avhengige,
    avtaler,
    fyll,
    laas,
    les_register,
    les_stroem,
    sett_avhengigheter,
    siste_nr,
    tilfoey,
)
from modeller.lager.lager import Lager
from tests.lager.lagerbygg import DAG, ETT_AV_HVERT, NAA, nytt


async def test_fakta_faar_loepenummer_i_sin_stroem_og_kommer_likt_tilbake(lager: Lager) -> None:
    async with lager.skriving() as tx:
        skrevet = await tilfoey(tx, "avtale/a", [nytt(f"f{i}", h) for i, h in enumerate(ETT_AV_HVERT)])
        await tilfoey(tx, "avtale/b", [nytt("b1")])
    async with lager.lesing() as tx:
        lest = await les_stroem(tx, "avtale/a")
        assert await siste_nr(tx, "avtale/b") == 1
        assert await siste_nr(tx, "avtale/c") == 0
    assert lest == skrevet
    assert [f.nr for f in lest] == list(range(1, len(ETT_AV_HVERT) + 1))
    assert lest[0].registrert == NAA
    assert lest[0].registrert.tzinfo is UTC


async def test_samme_id_lagres_bare_en_gang(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await tilfoey(tx, "avtale/a", [nytt("f1"), nytt("f1")])
        assert await tilfoey(tx, "avtale/a", [nytt("f1"), nytt("f2")]) == (await les_stroem(tx, "avtale/a"))[1:]


async def test_den_som_skriver_paa_gammelt_grunnlag_faar_vite_det(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await tilfoey(tx, "avtale/a", [nytt("f1")], forventet_nr=0)
    with pytest.raises(SamtidigEndring, match="avtale/a is at 1, expected 0"):
        async with lager.skriving() as tx:
            await tilfoey(tx, "avtale/a", [nytt("f2")], forventet_nr=0)


@pytest.mark.parametrize("senere", [timedelta(0), timedelta(minutes=1)])
async def test_det_som_ble_rullet_tilbake_leses_som_det_ble_da_det_kom_igjen(lager: Lager, senere: timedelta) -> None:
    naa = replace(nytt("f1"), registrert=NAA + senere, oppdiktet=True)
    with suppress(LookupError):
        async with lager.skriving() as tx:
            await tilfoey(tx, "avtale/a", [nytt("f1")])
            assert not (await les_stroem(tx, "avtale/a"))[0].oppdiktet
            raise LookupError
    async with lager.skriving() as tx:
        await tilfoey(tx, "avtale/a", [naa, nytt("f2")])
        assert [(f.id, f.oppdiktet) for f in await les_stroem(tx, "avtale/a")] == [("f1", True), ("f2", False)]


async def test_mange_stroemmer_skrevet_under_ett_er_de_samme_som_en_om_gangen(lager: Lager) -> None:
    stroemmer = {"avtale/a": [nytt(f"a{i}", h) for i, h in enumerate(ETT_AV_HVERT)], "avtale/b": [nytt("b1")]}
    with suppress(LookupError):
        async with lager.skriving() as tx:
            en_om_gangen = {stroem: await tilfoey(tx, stroem, nye) for stroem, nye in stroemmer.items()}
            raise LookupError
    async with lager.skriving() as tx:
        await fyll(tx, stroemmer)
        await fyll(tx, {})
    async with lager.lesing() as tx:
        assert {stroem: await les_stroem(tx, stroem) for stroem in stroemmer} == en_om_gangen
    with pytest.raises(IntegrityError):
        async with lager.skriving() as tx:
            await fyll(tx, {"avtale/b": [nytt("b2")]})


async def test_registerets_stroemmer_leses_uten_avtalenes(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await tilfoey(tx, "avtale/a", [nytt("f1")])
        await tilfoey(tx, "organ/aamot-ks", [nytt("r1", MoeteAvlyst(organ="aamot-ks", moete="m1"))])
        assert [f.id for f in await les_register(tx)] == ["r1"]
        assert await avtaler(tx) == ("a",)


async def test_tidspunkt_i_annen_sone_lagres_som_samme_oyeblikk(lager: Lager) -> None:
    oslo = NAA.astimezone(timezone(timedelta(hours=2)))
    async with lager.skriving() as tx:
        ny = NyttFaktum(id="f", skjedde=DAG, registrert=oslo, av="t", hendelse=ETT_AV_HVERT[-1])
        await tilfoey(tx, "organ/o", [ny])
        assert (await les_stroem(tx, "organ/o"))[0].registrert == NAA


async def test_tidspunkt_uten_sone_avvises(lager: Lager) -> None:
    naken = NyttFaktum(id="f", skjedde=DAG, registrert=datetime(2024, 1, 1), av="t", hendelse=ETT_AV_HVERT[-1])  # noqa: DTZ001
    with pytest.raises(StatementError, match="must carry its time zone"):
        async with lager.skriving() as tx:
            await tilfoey(tx, "organ/o", [naken])


async def test_det_som_feiler_underveis_etterlater_ingenting(lager: Lager) -> None:
    async def feil_underveis() -> None:
        async with lager.skriving() as tx:
            await tilfoey(tx, "avtale/a", [nytt("f1")])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await feil_underveis()
    async with lager.lesing() as tx:
        assert await les_stroem(tx, "avtale/a") == ()


async def test_avhengigheter_erstattes_hele_for_avtalen(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await sett_avhengigheter(tx, "a", ["part/aamot", "organ/aamot-ks"])
        await sett_avhengigheter(tx, "b", ["part/aamot"])
        await sett_avhengigheter(tx, "a", ["part/vaaler"])
        assert await avhengige(tx, ["part/aamot", "organ/aamot-ks"]) == ("b",)
        assert await avhengige(tx, ["part/aamot", "part/vaaler"]) == ("a", "b")


async def test_transaksjon_inni_transaksjon_avvises_i_stedet_for_aa_vente_paa_seg_selv(lager: Lager) -> None:
    async with lager.skriving():
        with pytest.raises(RuntimeError, match="already open in this task"):
            async with lager.lesing():
                pass


async def test_to_som_skriver_samtidig_mister_ingenting(delt_adresse: str) -> None:
    """Read, then write on what was read: without BEGIN IMMEDIATE one of the two would overwrite or fail."""
    async with await Lager.aapne(delt_adresse) as en, await Lager.aapne(delt_adresse) as to:

        async def skriv(lager: Lager, navn: str) -> None:
            for i in range(20):
                async with lager.skriving() as tx:
                    await laas(tx, "avtale/a")  # what BEGIN IMMEDIATE has done already on SQLite
                    siste = await siste_nr(tx, "avtale/a")
                    await asyncio.sleep(0)
                    await tilfoey(tx, "avtale/a", [nytt(f"{navn}{i}")], forventet_nr=siste)

        await asyncio.gather(skriv(en, "x"), skriv(to, "y"), skriv(to, "z"))
        async with en.lesing() as tx:
            assert [f.nr for f in await les_stroem(tx, "avtale/a")] == list(range(1, 61))


async def test_den_som_leser_ser_ett_oyeblikksbilde_mens_andre_skriver(delt_adresse: str) -> None:
    async with await Lager.aapne(delt_adresse) as en, await Lager.aapne(delt_adresse) as to:
        async with en.lesing() as leser:
            assert await siste_nr(leser, "avtale/a") == 0
            async with to.skriving() as tx:
                await tilfoey(tx, "avtale/a", [nytt("f1")])
            assert await siste_nr(leser, "avtale/a") == 0
        async with en.lesing() as leser:
            assert await siste_nr(leser, "avtale/a") == 1
