"""A meeting plan that was held back at night, through the store and the outbox, to the coordinator on Monday."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

from flyter.grunnlag import Grunnlag
from flyter.livsloep import LIVSLOEP
from flyter.oppdatering import oppdater
from flyter.registrer import Hendt, registrer_alle
from modeller.fakta import KalenderkildeSatt
from modeller.kildestand import Kildetilstand
from modeller.lager import utboks
from modeller.lager.lager import I_MINNET, Lager
from modeller.lager.moeteplankilder import les_kilde, skriv_kilde
from modeller.tekst import lik
from tests.flyter.avtaleverden import fyll
from tests.flyter.test_planvarsler import Postkasse
from tests.rollebesetning import AVTALE, KALENDER
from tests.varsler.varselbygg import OPPSETT
from varsler.bilde import bildetaker
from varsler.melding import Melding
from varsler.regler import STANDARDREGLER, Slag
from varsler.utsending import Utsending
from varsler.utsikt import varselsutsikt

ORGAN, ADRESSE = "trysil-kommunestyre", "https://trysil.example/moeter.ics"
SATT, NATT = datetime(2024, 9, 18, 9, tzinfo=UTC), datetime(2024, 9, 20, 1, 10, tzinfo=UTC)
MANDAG = datetime(2024, 9, 23, 4, tzinfo=UTC)
VARSLE = partial(varselsutsikt, regler=STANDARDREGLER)
GRUNNLAG = Grunnlag(livsloep=LIVSLOEP, kalender=KALENDER, varsle=VARSLE)
HOLDT = Kildetilstand(
    organ=ORGAN,
    adresse=ADRESSE,
    forsoekt=NATT,
    hentet=NATT - timedelta(days=1),
    feil=lik("Kilden mangler."),
    holdt=True,
)


async def natt(lager: Lager, tilstand: Kildetilstand) -> None:
    async with lager.skriving() as tx:
        await skriv_kilde(tx, tilstand)


async def morgen(lager: Lager, naa: datetime = MANDAG) -> list[object]:
    """What the agreement's digests note of sources."""
    async with lager.skriving() as tx:
        await oppdater(tx, AVTALE, naa=naa, grunnlag=GRUNNLAG)
        koe = await utboks.les_koe(tx)
    ukens = [k.rad for k in koe if k.rad.slag == Slag.UKESOVERSIKT and k.rad.forfaller == naa.date()]
    return [rad.data["kilder"] for rad in ukens]


async def send(lager: Lager) -> list[Melding]:
    postkasse, naa = Postkasse(), MANDAG + timedelta(hours=2)
    utsending = Utsending(
        lager=lager,
        levering=postkasse,
        ta_bilder=bildetaker(LIVSLOEP, KALENDER, VARSLE),
        kalender=KALENDER,
        oppsett=OPPSETT,
        klokke=lambda: naa,
    )
    await utsending.send(naa)
    return [m for m in postkasse.meldinger if any(s.slag is Slag.UKESOVERSIKT for s in m.saker)]


async def med_kilde(lager: Lager) -> None:
    await fyll(lager)
    satt = Hendt(
        stroem=f"organ/{ORGAN}", hendelse=KalenderkildeSatt(organ=ORGAN, adresse=ADRESSE), skjedde=date(2024, 9, 18)
    )
    async with lager.skriving() as tx:
        await registrer_alle(tx, [satt], av="test", naa=SATT, grunnlag=GRUNNLAG)


async def test_en_plan_som_holdes_igjen_om_natten_staar_i_mandagens_oversikt() -> None:
    async with await Lager.aapne(I_MINNET) as lager:
        await med_kilde(lager)
        await natt(lager, HOLDT)
        assert await morgen(lager) == [[[ORGAN, "holdt", "2024-09-20", "2024-09-19", 0]]]
        (melding,) = await send(lager)
        assert "venter på at du ser på den" in melding.tekst
        assert f"{OPPSETT.nettadresse}/part/trysil/moeteplan?organ=trysil-kommunestyre#kilder" in melding.tekst


async def test_har_noen_sett_paa_den_foer_meldingen_gaar_er_det_ingenting_aa_si() -> None:
    async with await Lager.aapne(I_MINNET) as lager:
        await med_kilde(lager)
        await natt(lager, HOLDT)
        await morgen(lager)
        await natt(lager, Kildetilstand(organ=ORGAN, adresse=ADRESSE, forsoekt=MANDAG, hentet=MANDAG))
        (melding,) = await send(lager)
        assert "venter på at du ser på den" not in melding.tekst


async def test_en_kilde_som_ikke_lenger_er_den_planen_hentes_fra_nevnes_ikke() -> None:
    async with await Lager.aapne(I_MINNET) as lager:
        await med_kilde(lager)
        await natt(lager, replace(HOLDT, adresse="https://foer.example/moeter.ics"))
        assert await morgen(lager) == [[]]


async def test_natt_etter_natt_er_det_den_samme_ulagen() -> None:
    async with await Lager.aapne(I_MINNET) as lager:
        for nr in range(3):
            forsoekt = NATT + timedelta(days=nr)
            await natt(
                lager, Kildetilstand(organ=ORGAN, adresse=ADRESSE, forsoekt=forsoekt, feil=lik("503"), holdt=True)
            )
        async with lager.lesing() as tx:
            kjent = await les_kilde(tx, ORGAN)
        assert kjent is not None
        assert (kjent.siden, kjent.holdt) == (NATT, True)
