"""Facts that cannot be are refused, with the reason."""

from __future__ import annotations

from datetime import date

import pytest

from flyter.livsloep.bygdevekst import BYGDEVEKST
from modeller.fakta import (
    AvtaleForlenget,
    Avtalehendelse,
    DatoSatt,
    Datoverdi,
    FristUtsatt,
    MilepaelNaadd,
    MoeteInnkalt,
    OrganValgt,
    Rolle,
    RolleEndret,
    StegGjenopptatt,
    StegUtfoert,
    TekstversjonLaget,
    Utfall,
    VedtakFattet,
)
from modeller.kontroll import innvendinger
from tests.rollebesetning import KOMMUNER, REGISTER, Historie, fram_til_signering

NAA = date(2024, 12, 1)


def avslag(hendelse: Avtalehendelse, skjedde: date = NAA, historie: Historie | None = None, naa: date = NAA) -> str:
    historie = historie or Historie()
    return " ".join(t.nb for t in innvendinger(hendelse, skjedde, historie.plan(naa), REGISTER, BYGDEVEKST, naa))


@pytest.mark.parametrize(
    ("hendelse", "grunn"),
    [
        (StegUtfoert(steg="innsendig"), "Finner ikke steget «innsendig». Mente du «innsending»"),
        (VedtakFattet(steg="godkjenning.oslo", utfall=Utfall.VEDTATT), "Finner ikke steget «godkjenning.oslo»."),
        (VedtakFattet(steg="innsending", utfall=Utfall.VEDTATT), "avgjøres ikke ved vedtak"),
        (StegUtfoert(steg="signering.trysil"), "kan ikke registreres før «Formell godkjenning» er på plass"),
        (StegUtfoert(steg="ikraft"), "regnes ut og kan ikke registreres"),
        (StegUtfoert(steg="fylkets_rolle.innlandet"), "registreres ved at rollen endres"),
        (StegUtfoert(steg="enighet"), "registreres som en tekstversjon"),
        (StegUtfoert(steg="tekstdialog_innkalling"), "registreres ved at møtet kalles inn"),
        (MoeteInnkalt(steg="innsending", dato=date(2025, 1, 1)), "er ikke et møte"),
        (MilepaelNaadd(steg="forankring.trysil", milepael="saksframleg"), "Mente du «saksframlegg»?"),
        (OrganValgt(steg="forankring.trysil", organ="vaaler-kommunestyre"), "Finner ikke organet"),
        (RolleEndret(part="tyrsil", rolle=Rolle.HOVEDPART), "Mente du «trysil»?"),
        (AvtaleForlenget(til=date(2027, 1, 1)), "må gå lenger enn avtaleslutt 30.12.2028"),
        (DatoSatt(navn="sluttdato", verdi=None), "Datoene er: forslagsfrist, tekstdialog, avtaleslutt"),
        (DatoSatt(navn="avtaleslutt", verdi=Datoverdi(date(2208, 12, 30))), "mer enn 30 år unna"),
        (FristUtsatt(steg="innsending", til=date(3024, 1, 1)), "mer enn 30 år unna"),
        (TekstversjonLaget(nummer=1, redaksjonell=True), "må ha en grunn"),
        (StegGjenopptatt(steg="innsending"), "er ikke satt på vent"),
    ],
)
def test_et_faktum_som_ikke_kan_vaere_blir_avvist_med_grunnen(hendelse: Avtalehendelse, grunn: str) -> None:
    assert grunn in avslag(hendelse)


def test_det_som_ikke_har_skjedd_ennaa_er_ikke_et_faktum() -> None:
    assert "er fram i tid" in avslag(StegUtfoert(steg="innsending"), date(2034, 1, 1))


def test_ingenting_skjer_foer_avtalen_begynte() -> None:
    assert "er før avtalen begynte 1.3.2024" in avslag(StegUtfoert(steg="innsending"), date(2023, 1, 1))


def test_en_tekstversjon_kan_ikke_komme_to_ganger_og_ikke_godkjennes_foer_den_finnes() -> None:
    historie = Historie().enes(date(2024, 11, 1), 1)
    assert "Neste nummer er 2" in avslag(TekstversjonLaget(nummer=1), historie=historie)
    vedtak = VedtakFattet(steg="godkjenning.trysil", utfall=Utfall.VEDTATT, tekstversjon=4)
    assert "Tekstversjon 4 finnes ikke. Siste versjon er 1." in avslag(vedtak, historie=historie)


def test_det_som_kan_vaere_blir_ikke_avvist() -> None:
    historie = Historie().vedtar(date(2024, 11, 7), "forankring", *KOMMUNER)
    assert avslag(StegUtfoert(steg="innsending"), date(2024, 11, 29), historie) == ""
    assert avslag(StegUtfoert(steg="innsending", forbehold="Åmot"), date(2024, 11, 29)) == "", "mulig med forbehold"
    naa = date(2025, 5, 1)
    assert avslag(StegUtfoert(steg="signering.trysil"), date(2025, 4, 25), fram_til_signering(), naa) == ""
