"""Asking a party for a missing meeting plan, in a store: one message a party, however many agreements miss it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time

import pytest

from flyter.grunnlag import Grunnlag
from flyter.livsloep import LIVSLOEP
from flyter.oppdatering import oppdater
from flyter.registrer import Hendt, registerstroem, registrer_alle
from modeller.fakta import (
    AvtaleAvsluttet,
    Hendelse,
    KontaktRegistrert,
    MoeteplanFastsatt,
    OrganRegistrert,
    PartRegistrert,
    avtalestroem,
)
from modeller.lager import hovedboker, utboks
from modeller.lager.lager import I_MINNET, Lager
from modeller.lager.projeksjon import les_plan
from modeller.lager.tabeller import Utbokstilstand
from modeller.lager.utboks import Koerad
from tests.rollebesetning import KALENDER, KOMMUNER, OPPRETTET, REGISTER
from tests.varsler.varselbygg import OPPSETT
from varsler.bilde import bildetaker
from varsler.levering import Leveringssvar, Sendt
from varsler.melding import Melding
from varsler.regler import Slag
from varsler.utsending import Utsending
from varsler.utsikt import varselsutsikt

I_FJOR, FOERSTE, ANDRE = date(2025, 1, 7), date(2025, 11, 3), date(2025, 11, 17)
EN, TO = "avtale-en", "avtale-to"
GRUNNLAG = Grunnlag(livsloep=LIVSLOEP, kalender=KALENDER, varsle=varselsutsikt)


def naa(dag: date, timen: int = 4) -> datetime:
    return datetime.combine(dag, time(timen), UTC)


class Postkasse:
    """Takes note of what is delivered."""

    def __init__(self) -> None:
        self.meldinger: list[Melding] = []

    async def lever(self, melding: Melding) -> Leveringssvar:
        self.meldinger.append(melding)
        return Sendt(svar="250 OK")

    async def slipp(self) -> None:
        """Nothing is held."""


async def skjer(lager: Lager, dag: date, *hendte: tuple[str, Hendelse]) -> None:
    async with lager.skriving() as tx:
        nye = [Hendt(stroem=stroem, hendelse=hendelse, skjedde=dag) for stroem, hendelse in hendte]
        await registrer_alle(tx, nye, av="test", naa=naa(dag), grunnlag=GRUNNLAG)


async def morgen(lager: Lager, dag: date, *avtaler: str) -> None:
    async with lager.skriving() as tx:
        for avtale in avtaler:
            await oppdater(tx, avtale, naa=naa(dag), grunnlag=GRUNNLAG)


async def bedt(lager: Lager, part: str = "trysil") -> list[Koerad]:
    async with lager.lesing() as tx:
        return [k for k in await utboks.les_koe(tx) if (k.rad.slag, k.rad.part) == (Slag.MOETEPLAN_MANGLER, part)]


async def send(lager: Lager, dag: date) -> list[Melding]:
    postkasse = Postkasse()
    utsending = Utsending(
        lager=lager,
        levering=postkasse,
        ta_bilder=bildetaker(LIVSLOEP, KALENDER, varselsutsikt),
        kalender=KALENDER,
        oppsett=OPPSETT,
        klokke=lambda: naa(dag, 6),
    )
    await utsending.send(naa(dag, 6))
    return postkasse.meldinger


def med_planen(melding: Melding) -> list[str]:
    return [s.rad.avtale for s in melding.alle_saker if s.slag is Slag.MOETEPLAN_MANGLER]


@pytest.fixture
async def to_avtaler() -> AsyncIterator[Lager]:
    """Two agreements of the same parties, whose councils have planned 2025 and no further."""
    hendelser: list[Hendelse] = [PartRegistrert(part=part) for part in REGISTER.parter.values()]
    hendelser += [KontaktRegistrert(kontakt=kontakt) for kontakt in REGISTER.kontakter.values()]
    for organ in REGISTER.organer.values():
        i_aar = tuple(moete for moete in organ.moeter if moete.dato.year == I_FJOR.year)
        hendelser += [OrganRegistrert(organ=organ), MoeteplanFastsatt(organ=organ.id, aar=I_FJOR.year, moeter=i_aar)]
    async with await Lager.aapne(I_MINNET) as lager:
        registrert = [(registerstroem(h), h) for h in hendelser]
        await skjer(lager, I_FJOR, *registrert, (avtalestroem(EN), OPPRETTET), (avtalestroem(TO), OPPRETTET))
        yield lager


def planen(aar: int, *organer: str) -> list[tuple[str, Hendelse]]:
    fastsatt = [
        MoeteplanFastsatt(organ=o, aar=aar, moeter=tuple(m for m in REGISTER.organer[o].moeter if m.dato.year == aar))
        for o in organer
    ]
    return [(registerstroem(h), h) for h in fastsatt]


async def test_to_avtaler_ber_parten_om_planen_i_en_melding(to_avtaler: Lager) -> None:
    await morgen(to_avtaler, FOERSTE, EN, TO)
    assert [k.rad.avtale for k in await bedt(to_avtaler)] == [EN]
    meldinger = await send(to_avtaler, FOERSTE)
    til_trysil = [m for m in meldinger if m.mottaker == "sekretariat@trysil.example"]
    assert [med_planen(m) for m in til_trysil] == [[EN]]
    await morgen(to_avtaler, FOERSTE, EN, TO)
    assert [k.tilstand for k in await bedt(to_avtaler)] == [Utbokstilstand.SENDT]
    async with to_avtaler.lesing() as tx:  # it is no word on the date of the step it hangs on
        fortalt = await hovedboker.fortalt(tx, EN)
    steg = (await bedt(to_avtaler))[0].rad.steg
    assert (steg, "sekretariat@trysil.example") not in fortalt


async def test_avtalene_vekkes_den_foerste_arbeidsdagen_i_november(to_avtaler: Lager) -> None:
    async with to_avtaler.lesing() as tx:
        dager = {dag for rad in await les_plan(tx, EN) for dag in rad.varselsdager() or ()}
    assert {FOERSTE, ANDRE} <= dager


async def test_planen_som_kommer_trekker_det_som_ikke_er_sendt(to_avtaler: Lager) -> None:
    await morgen(to_avtaler, FOERSTE, EN, TO)
    await skjer(to_avtaler, FOERSTE, *planen(2026, "trysil-formannskap"))
    assert {k.tilstand for k in await bedt(to_avtaler)} == {Utbokstilstand.VENTER}
    await skjer(to_avtaler, FOERSTE, *planen(2026, "trysil-kommunestyre"))
    assert {k.tilstand for k in await bedt(to_avtaler)} == {Utbokstilstand.TRUKKET}
    assert {k.tilstand for k in await bedt(to_avtaler, "vaaler")} == {Utbokstilstand.VENTER}
    await morgen(to_avtaler, ANDRE, EN, TO)
    assert {k.tilstand for k in await bedt(to_avtaler)} == {Utbokstilstand.TRUKKET}


async def test_slutter_den_ene_avtalen_ber_den_andre(to_avtaler: Lager) -> None:
    await morgen(to_avtaler, FOERSTE, EN, TO)
    await skjer(to_avtaler, FOERSTE, (avtalestroem(EN), AvtaleAvsluttet(til=FOERSTE)))
    assert {k.tilstand for k in await bedt(to_avtaler)} == {Utbokstilstand.TRUKKET}
    await morgen(to_avtaler, FOERSTE, TO, EN)
    assert [(k.tilstand, k.rad.avtale) for k in await bedt(to_avtaler)] == [(Utbokstilstand.VENTER, TO)]
    meldinger = await send(to_avtaler, FOERSTE)
    assert [med_planen(m) for m in meldinger if m.part == "trysil"] == [[TO]]


async def test_departementet_og_de_som_ikke_har_organer_bes_ikke_om_noe(to_avtaler: Lager) -> None:
    await morgen(to_avtaler, FOERSTE, EN, TO)
    async with to_avtaler.lesing() as tx:
        parter = {k.rad.part for k in await utboks.les_koe(tx) if k.rad.slag == Slag.MOETEPLAN_MANGLER}
    assert parter == set(KOMMUNER)
