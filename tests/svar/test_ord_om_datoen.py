"""What the forms say of the date, by what kind of date it is and who reads it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from modeller.fakta import Fristart, MoeteInnkalt, StegLagtTil
from modeller.oppfoelgingskontroll import LENGSTE_UTSETTELSE
from modeller.tekst import lik
from tests.svar.svarverden import Svarverden, feltet, ordene
from varsler.svarlenke import Formaal

KOORDINATOREN_HOERER = "Har fristen vært ute i noen uker, får koordinatoren vite det."
MOETET = "tekstdialog"


async def med_tillegg(verden: Svarverden, art: Fristart, frist: date | None = date(2024, 12, 2)) -> str:
    """A step of Trysil's and the coordinator's, with a date of a kind."""
    await verden.skjer(StegLagtTil(id="kart", tittel=lik("Kart"), parter=("trysil", "innlandet"), frist=frist, art=art))
    return "tillegg.kart"


@pytest.mark.parametrize(
    ("art", "datoen", "hoerer"),
    [
        (Fristart.FRIST, "Fristen står, og", True),
        (Fristart.VENTET, "Datoen står, og", False),
        (Fristart.TENTATIV, "Den foreløpige datoen står, og", False),
        (Fristart.VEILEDENDE, "Den veiledende datoen står, og", False),
    ],
)
async def test_skjemaene_kaller_datoen_det_den_er(verden: Svarverden, art: Fristart, datoen: str, hoerer: bool) -> None:
    steg = await med_tillegg(verden, art)
    senere = ordene(await verden.hent(verden.lenke(Formaal.UTSETT, steg=steg)))
    assert f"{datoen} kollegaer blir minnet på det som før." in senere
    assert (KOORDINATOREN_HOERER in senere) is hoerer
    paa_saken = ordene(await verden.hent(verden.lenke(Formaal.PAA_SAKEN, steg=steg)))
    assert f"{datoen} de andre partene ser anslaget." in paa_saken


async def test_koordinatoren_faar_ikke_hoere_om_seg_selv(verden: Svarverden) -> None:
    steg = await med_tillegg(verden, Fristart.FRIST)
    assert KOORDINATOREN_HOERER not in ordene(
        await verden.hent(verden.lenke(Formaal.UTSETT, steg=steg, part="innlandet"))
    )


async def test_uten_dato_staar_ingen_dato(verden: Svarverden) -> None:
    steg = await med_tillegg(verden, Fristart.FRIST, frist=None)
    senere = ordene(await verden.hent(verden.lenke(Formaal.UTSETT, steg=steg)))
    assert "Kollegaer blir minnet på det som før." in senere and "står, og" not in senere
    assert feltet(await verden.hent(verden.lenke(Formaal.UTSETT, steg=steg)), "til") == "2024-11-15"


@pytest.mark.parametrize(
    ("frist", "foreslaatt"),
    [
        (date(2024, 12, 2), "2024-11-15"),
        (date(2024, 11, 18), "2024-11-15"),
        (date(2024, 11, 14), "2024-11-13"),
        (date(2024, 11, 11), ""),
        (date(2024, 11, 8), ""),
        (date(2024, 11, 1), "2024-11-15"),
    ],
)
async def test_forslaget_er_foer_datoen_kommer(verden: Svarverden, frist: date, foreslaatt: str) -> None:
    """Opened on Friday 8 November 2024."""
    verden.naa = datetime(2024, 10, 1, 8, tzinfo=UTC)
    steg = await med_tillegg(verden, Fristart.FRIST, frist)
    verden.naa = datetime(2024, 11, 8, 8, tzinfo=UTC)
    assert feltet(await verden.hent(verden.lenke(Formaal.UTSETT, steg=steg)), "til") == foreslaatt


@pytest.mark.parametrize(("art", "kan_be"), [(Fristart.FRIST, True), (Fristart.VEILEDENDE, False)])
async def test_mer_tid_nevnes_bare_der_det_kan_gis(verden: Svarverden, art: Fristart, kan_be: bool) -> None:
    steg = await med_tillegg(verden, art)
    for formaal, felt in ((Formaal.UTSETT, "til"), (Formaal.PAA_SAKEN, "dato")):
        svar = ordene(await verden.send(verden.lenke(formaal, steg=steg), **{felt: "2026-01-01"}))
        assert "er for langt fram. Velg en dag til og med " in svar
        assert ("eller be om mer tid" in svar) is kan_be
    hennes = verden.lenke(Formaal.UTSETT, steg=steg, part="innlandet")
    siste = verden.naa.date() + LENGSTE_UTSETTELSE
    assert siste == date(2025, 1, 9)
    assert "Velg en dag til og med 9.1.2025. " in ordene(await verden.send(hennes, til="2026-01-01")) + " "


async def test_et_moete_som_ikke_er_holdt_kan_ikke_registreres_ennaa(verden: Svarverden) -> None:
    await verden.skjer(MoeteInnkalt(steg=MOETET, dato=date(2024, 12, 11)))
    lenke = verden.lenke(Formaal.FERDIG, steg=MOETET, part="kdd", kontakt=None)
    skjema = await verden.hent(lenke)
    assert "Møtet er 11.12.2024, så det er for tidlig å registrere at det er holdt." in ordene(skjema)
    assert "<form" not in skjema.text
    assert (await verden.send(lenke, dato="2024-11-08")).status_code == 422
    assert len(await verden.fakta()) == 1
    verden.naa = datetime(2024, 12, 11, 15, tzinfo=UTC)
    skjema = await verden.hent(verden.lenke(Formaal.FERDIG, steg=MOETET, part="kdd", kontakt=None))
    assert "<form" in skjema.text and feltet(skjema, "dato") == "2024-12-11"


async def test_forslaget_er_foer_det_neste_paa_veien(verden: Svarverden) -> None:
    """The saksframlegg, which comes before the meeting, is what the mail reminds of."""
    milepael = (await verden.steg()).foerste_milepael
    assert milepael is not None
    verden.naa = datetime.combine(milepael.dato - timedelta(days=3), time(8), UTC)
    forslag = date.fromisoformat(feltet(await verden.hent(verden.lenke(Formaal.UTSETT)), "til"))
    assert verden.naa.date() < forslag < milepael.dato
