"""Other quiet periods after a new start: nothing is sent about the past, and what lies ahead goes by the new ones.

Days are lived through as the service lives them: the settings are read, the store is opened, new rules are taken into
use before the clock starts, then the morning's flow and the send job run on the day's clock.
"""

from __future__ import annotations

import asyncio
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import update

from flyter.drift import med_drift
from flyter.flyter import FLYTER, flyt_for
from flyter.forbigaatt import FOER_REGLENE
from flyter.ombygging import ta_i_bruk_nye_regler
from flyter.registrer import registrer
from fristvakt.innstillinger import les_innstillinger
from fristvakt.installasjon import aapne
from fristvakt.klokke import Klokke
from modeller.fakta import Avtalehendelse, KontaktRegistrert, MilepaelNaadd, StegUtfoert, Utfall, VedtakFattet
from modeller.lager import hovedboker, utboks
from modeller.lager.tabeller import REGELVERK, Utbokstilstand
from modeller.register import Kontakt
from tests.fristvakt.kommandoproeve import AVTALE, EKSEMPLER, fristvakt
from varsler.regler import OVERSIKTER

Sendt = set[tuple[str, str]]
TRYSIL = "prosjektleder@trysil.example"
UTE, SNART, I_DAG = ((slag, "forankring.trysil") for slag in ("forfalt", "tre_arbeidsdager", "paa_dagen"))
"""The weekly reminder of an approval that is late, the one just before it, and the one on its day."""


@pytest.fixture
def stille(data: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Sets the quiet periods, of an installation that has run with the ordinary ones until the end of October."""
    for dag in ("2024-10-16", "2024-10-31"):
        lev(dag)
    return monkeypatch


def lev(dag: str, hvem: str = TRYSIL) -> Sendt:
    """A day of the service; what Trysil is sent on it but digests, by kind and step."""

    async def leves() -> Sendt:
        naa = date.fromisoformat(dag)
        async with aapne(les_innstillinger(), Klokke.fra(naa)) as her:
            await ta_i_bruk_nye_regler(her.lager, naa=her.klokke.naa(), grunnlag=her.grunnlag)
            with med_drift(her.drift):
                await flyt_for("bygdevekst")()
                await FLYTER["send"]()
            async with her.lager.lesing() as tx:
                sendt = await hovedboker.les_sendt(tx, hoeyst=None)
        dagens = [m for m in sendt if m.dag == naa and m.mottaker == hvem]
        return {(p.slag, p.steg) for m in dagens for p in m.poster if p.slag not in OVERSIKTER}

    return asyncio.run(leves())


def forbigaatt() -> list[tuple[str, str, str]]:
    """What was laid aside because its day was over when the rules came."""

    async def les() -> list[tuple[str, str, str]]:
        async with aapne(les_innstillinger(), Klokke.fra(date(2024, 11, 20))) as her, her.lager.lesing() as tx:
            rader = await utboks.les_koe(tx, Utbokstilstand.FORBIGAATT)
        egne = (k for k in rader if k.rad.mottaker == TRYSIL and k.merknad == FOER_REGLENE)
        return [(k.rad.slag, k.rad.steg, k.rad.forfaller.isoformat()) for k in egne]

    return asyncio.run(les())


def test_uten_stille_perioder_purres_det_mandagen_etter_fristen(stille: pytest.MonkeyPatch) -> None:
    """What the others are held against."""
    assert [lev(dag) for dag in ("2024-11-04", "2024-11-07", "2024-11-18")] == [{SNART}, {I_DAG}, {UTE}]


def test_en_ny_stille_periode_gjelder_fra_naa_av_og_det_som_kan_vente_venter(stille: pytest.MonkeyPatch) -> None:
    stille.setenv("FRISTVAKT_STILLE", "1.11-30.11")
    assert lev("2024-10-31") == set(), "a new start is no reason to write to anybody"
    dager = ("2024-11-04", "2024-11-07", "2024-11-18", "2024-11-25")
    assert [lev(dag) for dag in dager] == [{SNART}, {I_DAG}, set(), set()]
    assert UTE in lev("2024-12-02")
    assert forbigaatt() == []


def test_det_som_gjentas_sendes_ikke_for_en_mandag_som_var_stille_naar_perioden_blir_tatt_bort(
    stille: pytest.MonkeyPatch,
) -> None:
    """It would have been due on the eighteenth, had the rules been these; two days later that is past.

    What is repeated was passed over and not held back: it comes on the next Monday.
    """
    stille.setenv("FRISTVAKT_STILLE", "1.11-30.11")
    assert lev("2024-11-18") == {I_DAG}
    stille.setenv("FRISTVAKT_STILLE", "ingen")
    assert lev("2024-11-20") == set()
    assert forbigaatt() == [(*UTE, "2024-11-18")]
    assert [lev(dag) for dag in ("2024-11-21", "2024-11-25")] == [set(), {UTE}]


def skjer(dag: str, *hendelser: Avtalehendelse) -> None:
    """What is registered that day."""

    async def registreres() -> None:
        async with aapne(les_innstillinger(), Klokke.fra(date.fromisoformat(dag))) as her:
            naa = her.klokke.naa()
            om = partial(registrer, her.lager, avtale=AVTALE, skjedde=naa.date(), grunnlag=her.grunnlag)
            await om(hendelser, av="koordinator", naa=naa)

    asyncio.run(registreres())


VEDTATT = [
    VedtakFattet(steg=f"forankring.{part}", utfall=Utfall.VEDTATT, organ=f"{part}-kommunestyre")
    for part in ("engerdal", "trysil", "vaaler", "aamot")
]
"""With these it is Trysil's turn: it sends the proposal in."""
TUR, TAKK = ("ball", "innsending"), ("takk", "forankring.trysil")


def test_det_som_ble_holdt_tilbake_gaar_naar_perioden_blir_tatt_bort(stille: pytest.MonkeyPatch) -> None:
    """On the twelfth it was said that the turn should be told on the second of December: that is not past."""
    stille.setenv("FRISTVAKT_STILLE", "1.11-30.11")
    lev("2024-11-11")
    skjer("2024-11-12", *VEDTATT)
    assert lev("2024-11-18") == set()
    stille.setenv("FRISTVAKT_STILLE", "ingen")
    assert lev("2024-11-20") == {TUR, TAKK}
    assert forbigaatt() == []
    assert lev("2024-11-21") == set()


def glem_periodene() -> None:
    """As a version left it that did not note which quiet periods it had."""

    async def glemmes() -> None:
        async with aapne(les_innstillinger(), Klokke.fra(date(2024, 12, 23))) as her, her.lager.skriving() as tx:
            await tx.execute(update(REGELVERK).values(stille=None))

    asyncio.run(glemmes())


def test_var_periodene_ikke_notert_var_de_de_vanlige(stille: pytest.MonkeyPatch) -> None:
    lev("2024-12-20")
    skjer("2024-12-23", *VEDTATT)
    assert lev("2024-12-23") == set()
    glem_periodene()
    stille.setenv("FRISTVAKT_STILLE", "ingen")
    assert {TUR, TAKK} <= lev("2024-12-27")


def test_det_som_er_gjort_i_mellomtiden_sendes_ikke(stille: pytest.MonkeyPatch) -> None:
    stille.setenv("FRISTVAKT_STILLE", "1.11-30.11")
    lev("2024-11-11")
    skjer("2024-11-12", *VEDTATT)
    skjer("2024-11-19", StegUtfoert(steg="innsending"))
    stille.setenv("FRISTVAKT_STILLE", "ingen")
    assert TUR not in lev("2024-11-20")


@pytest.mark.parametrize("kommando", ["registrer", "bygg-om"])
def test_det_som_ble_holdt_tilbake_gaar_ogsaa_naar_andre_regner_ut_foer_tjenesten_starter(
    stille: pytest.MonkeyPatch, kommando: str
) -> None:
    stille.setenv("FRISTVAKT_STILLE", "1.11-30.11")
    lev("2024-11-11")
    skjer("2024-11-12", *VEDTATT)
    stille.setenv("FRISTVAKT_STILLE", "ingen")
    ord_ = {"registrer": ("registrer", AVTALE, "steg_utfoert", "steg=mandat.vaaler"), "bygg-om": ("bygg-om",)}
    svar = fristvakt(*ord_[kommando], "--naa", "2024-11-20")
    assert (svar.kode, svar.feil) == (0, "")
    assert TUR in lev("2024-11-20")


def test_bygg_om_viser_det_foerst_og_tjenesten_gjoer_det_ikke_om_igjen(stille: pytest.MonkeyPatch) -> None:
    stille.setenv("FRISTVAKT_STILLE", "1.11-30.11")
    assert lev("2024-11-18") == {I_DAG}
    stille.setenv("FRISTVAKT_STILLE", "ingen")
    proevd = fristvakt("bygg-om", "--naa", "2024-11-20", "--proev", "--json").json()
    [rad] = [r for r in proevd["forbigaatte"] if r["id"] == UTE[1]]
    assert (rad["slag"], rad["forfaller"]) == (UTE[0], "2024-11-18")
    assert forbigaatt() == []
    assert fristvakt("bygg-om", "--naa", "2024-11-20", "--json").json() == proevd
    assert lev("2024-11-20") == set()
    assert forbigaatt() == [(*UTE, "2024-11-18")]
    assert lev("2024-11-25") == {UTE}


@pytest.mark.parametrize("kommando", ["registrer", "sett", "les"])
def test_det_som_registreres_med_de_nye_innstillingene_foer_starten_sier_heller_ingenting_om_det_som_var(
    stille: pytest.MonkeyPatch, kommando: str
) -> None:
    stille.setenv("FRISTVAKT_STILLE", "1.11-30.11")
    assert lev("2024-11-18") == {I_DAG}
    stille.setenv("FRISTVAKT_STILLE", "ingen")
    ord_ = {
        "registrer": ("registrer", AVTALE, "milepael_naadd", "steg=forankring.engerdal", "milepael=saksframlegg"),
        "sett": ("varsler", "sett", "like_foer", "av", "--for", f"avtale/{AVTALE}"),
        "les": ("les", EKSEMPLER / "indre-namdal.toml"),
    }
    svar = fristvakt(*ord_[kommando], "--naa", "2024-11-20")
    assert (svar.kode, svar.feil) == (0, "")
    assert lev("2024-11-20") == set()
    assert forbigaatt() == [(*UTE, "2024-11-18")]


def test_et_svar_paa_en_epost_foer_tjenesten_har_startet_sier_heller_ingenting_om_det_som_var(
    stille: pytest.MonkeyPatch,
) -> None:
    """Nor does a form on the board in its first seconds, or a worker's morning: whoever derives, derives alike."""
    stille.setenv("FRISTVAKT_STILLE", "1.11-30.11")
    assert lev("2024-11-18") == {I_DAG}
    stille.setenv("FRISTVAKT_STILLE", "ingen")

    async def svar() -> None:
        async with aapne(les_innstillinger(), Klokke.fra(date(2024, 11, 20))) as her:
            naa, hendelse = her.klokke.naa(), MilepaelNaadd(steg="forankring.engerdal", milepael="saksframlegg")
            om = partial(registrer, her.lager, avtale=AVTALE, skjedde=naa.date(), grunnlag=her.grunnlag)
            await om([hendelse], av="Engerdal", naa=naa)

    asyncio.run(svar())
    assert lev("2024-11-20") == set()
    assert forbigaatt() == [(*UTE, "2024-11-18")]
    assert lev("2024-11-25") == {UTE}


def test_den_som_kommer_til_samtidig_faar_vite_det_som_gjelder_naa(stille: pytest.MonkeyPatch) -> None:
    """That is new because of the contact, and not of the rules: those of July say nothing of November."""
    assert UTE in lev("2024-11-18")
    stille.setenv("FRISTVAKT_STILLE", "1.7-10.7")
    ny = Kontakt(id="trysil.ny", part="trysil", navn="Rådgiver", epost="ny@trysil.example")

    async def registrer_kontakten() -> None:
        async with aapne(les_innstillinger(), Klokke.fra(date(2024, 11, 20))) as her:
            om = partial(registrer, her.lager, skjedde=her.klokke.dag(), grunnlag=her.grunnlag)
            await om([KontaktRegistrert(kontakt=ny)], av="Trysil", naa=her.klokke.naa())

    asyncio.run(registrer_kontakten())
    assert UTE in lev("2024-11-20", ny.epost)


def test_andre_timer_aa_sende_i_regner_ingenting_ut_paa_nytt(stille: pytest.MonkeyPatch) -> None:
    stille.setenv("FRISTVAKT_SENDETID", "10-12")
    assert lev("2024-11-04") == set(), "the clock is eight"
    stille.setenv("FRISTVAKT_SENDETID", "06-12")
    assert lev("2024-11-04") == {SNART}
    assert forbigaatt() == []
