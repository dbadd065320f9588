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
    Delmaal,
    DelmaalEndret,
    FaktumAngret,
    FristUtsatt,
    MilepaelNaadd,
    MoeteInnkalt,
    OrganValgt,
    Rolle,
    RolleEndret,
    StegGjenopptatt,
    StegIkkeAktuelt,
    StegPauset,
    StegUtfoert,
    TekstversjonLaget,
    Utfall,
    VedtakFattet,
)
from modeller.kontroll import innvendinger
from modeller.tekst import Tekst
from tests.rollebesetning import KOMMUNER, REGISTER, Historie, fram_til_signering

NAA = date(2024, 12, 1)
SIGNERING = "signering.trysil"


def avslag(hendelse: Avtalehendelse, skjedde: date = NAA, historie: Historie | None = None, naa: date = NAA) -> str:
    historie = historie or Historie()
    return " ".join(t.nb for t in innvendinger(hendelse, skjedde, historie.plan(naa), REGISTER, BYGDEVEKST, naa))


def uten_signatur() -> Historie:
    """Everyone has approved and all but Trysil have signed."""
    historie = fram_til_signering()
    historie.fakta = [f for f in historie.fakta if f.hendelse != StegUtfoert(steg=SIGNERING)]
    return historie


def test_den_som_steget_ikke_er_aktuelt_for_nevnes_ikke_blant_dem_som_har_det() -> None:
    historie = Historie().den(date(2024, 9, 17), RolleEndret(part="innlandet", rolle=Rolle.SAMARBEIDSPART))
    assert "«aamot» og «kdd», ikke for «husbanken»." in avslag(
        VedtakFattet(steg="godkjenning.husbanken", utfall=Utfall.VEDTATT), historie=historie
    )


@pytest.mark.parametrize(
    ("hendelse", "grunn"),
    [
        (StegUtfoert(steg="innsendig"), "Finner ikke steget «innsendig». Mente du «innsending»"),
        (
            VedtakFattet(steg="godkjenning.oslo", utfall=Utfall.VEDTATT),
            "«oslo» er ikke part i avtalen. «Formell godkjenning» er et steg for «engerdal», ",
        ),
        (
            VedtakFattet(steg="godkjenning.husbanken", utfall=Utfall.VEDTATT),
            "er et steg for «engerdal», «trysil», «vaaler», «aamot», «innlandet» og «kdd», ikke for «husbanken».",
        ),
        (
            VedtakFattet(steg="godkjenning.trysl", utfall=Utfall.VEDTATT),
            "Finner ikke steget «godkjenning.trysl». Mente du «godkjenning.trysil»",
        ),
        (VedtakFattet(steg="godkjent.oslo", utfall=Utfall.VEDTATT), "Finner ikke steget «godkjent.oslo»."),
        (VedtakFattet(steg="innsending", utfall=Utfall.VEDTATT), "avgjøres ikke ved vedtak"),
        (StegUtfoert(steg="signering.trysil"), "før «Formell godkjenning» er på plass. Det mangler hos Engerdal, "),
        (StegUtfoert(steg="forankring.trysil"), "registreres som et vedtak, så det går fram hva møtet kom til"),
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
        (FristUtsatt(steg="innsending", til=date(2020, 12, 1)), "1.12.2020 er før avtalen begynte"),
        (
            DelmaalEndret(delmaal=Delmaal("d9", Tekst("Skole", "Skule"), ("tyrsil",))),
            "«tyrsil» er ikke part i avtalen. Mente du «trysil»?",
        ),
        (MoeteInnkalt(steg="tekstdialog", dato=date(2020, 1, 31)), "31.1.2020 er før avtalen begynte"),
        (TekstversjonLaget(nummer=1, redaksjonell=True), "må ha en grunn"),
        (StegGjenopptatt(steg="innsending"), "er ikke satt på vent"),
        (StegPauset(steg="innsending", hos="trysil", grunn="venter"), "Trysil kommune har steget selv"),
        (DatoSatt(navn="avtaleslutt", verdi=Datoverdi(date(2024, 1, 1))), "kan ikke slutte 1.1.2024: den begynte"),
        (StegUtfoert(steg="innsending", vedtaksdato=date(2094, 11, 7)), "kan ikke være senere enn 1.12.2024"),
    ],
)
def test_et_faktum_som_ikke_kan_vaere_blir_avvist_med_grunnen(hendelse: Avtalehendelse, grunn: str) -> None:
    assert grunn in avslag(hendelse)


def test_det_som_staar_endres_ikke_av_noe_som_ikke_virker() -> None:
    """A fact without effect would only look as if it had one."""
    historie, naa = fram_til_signering(), date(2025, 6, 1)
    historie.kaller_inn(date(2025, 5, 20), "politisk_dialog.2025", date(2025, 12, 4))

    def grunnen(hendelse: Avtalehendelse) -> str:
        return avslag(hendelse, naa, historie, naa)

    flyttet = FristUtsatt(steg="politisk_dialog.2025", til=date(2025, 12, 10))
    assert "er kalt inn til 4.12.2025. Flytt møtet ved å kalle inn på nytt" in grunnen(flyttet)
    assert "ble holdt 23.1.2025" in grunnen(MoeteInnkalt(steg="tekstdialog", dato=date(2025, 7, 1)))
    assert "er utført 29.11.2024" in grunnen(StegIkkeAktuelt(steg="innsending", grunn="tull"))
    assert grunnen(MoeteInnkalt(steg="politisk_dialog.2025", dato=date(2025, 12, 10))) == ""
    assert "regnes ut av det andre gjør" in avslag(StegIkkeAktuelt(steg="ikraft", grunn="tull"))
    historie.den(naa, RolleEndret(part="aamot", rolle=None))
    assert "«aamot» er ikke part i avtalen." in grunnen(RolleEndret(part="aamot", rolle=None))


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
    assert avslag(StegUtfoert(steg=SIGNERING), date(2025, 4, 25), uten_signatur(), date(2025, 5, 1)) == ""


def test_det_som_registreres_sent_maa_ogsaa_ha_skjedd_i_riktig_rekkefoelge() -> None:
    """Signing before approval is refused by its date too, not only while approvals are missing."""
    naa = date(2025, 5, 1)
    historie = uten_signatur()
    for_tidlig = avslag(StegUtfoert(steg=SIGNERING), date(2025, 3, 1), historie, naa)
    assert (
        "«Signering» kan ikke ha skjedd 1.3.2025: «Formell godkjenning» var ikke på plass før 28.3.2025" in for_tidlig
    )
    godkjent = VedtakFattet(steg="godkjenning.trysil", utfall=Utfall.VEDTATT, tekstversjon=1)
    assert "«Enighet om avtaletekst» var ikke på plass før 3.2.2025" in avslag(
        godkjent, date(2024, 12, 12), historie, naa
    )


def test_et_gammelt_vedtak_om_en_tekst_som_er_byttet_ut_kan_fortsatt_registreres() -> None:
    historie = fram_til_signering().enes(date(2025, 4, 28), 2)
    vedtak = VedtakFattet(steg="godkjenning.trysil", utfall=Utfall.VEDTATT, tekstversjon=1)
    assert avslag(vedtak, date(2025, 2, 27), historie, date(2025, 5, 1)) == ""


def test_en_godkjenning_som_ikke_er_aktuell_hindrer_ikke_signering() -> None:
    historie = fram_til_signering()
    historie.fakta = [
        f for f in historie.fakta if getattr(f.hendelse, "steg", "") not in {"godkjenning.kdd", SIGNERING}
    ]
    assert "før «Formell godkjenning»" in avslag(
        StegUtfoert(steg=SIGNERING), date(2025, 4, 25), historie, date(2025, 5, 1)
    )
    historie.den(date(2025, 3, 20), StegIkkeAktuelt(steg="godkjenning.kdd", grunn="samlet godkjenning"))
    assert avslag(StegUtfoert(steg=SIGNERING), date(2025, 4, 25), historie, date(2025, 5, 1)) == ""


def test_det_samme_blir_ikke_utfoert_to_ganger_uten_at_det_foerste_er_angret() -> None:
    """A second one would quietly move the day the step was done."""
    historie = fram_til_signering()
    assert "allerede registrert som utført 29.11.2024" in avslag(
        StegUtfoert(steg="innsending"), date(2025, 1, 5), historie, date(2025, 5, 1)
    )
    innsendt = next(f for f in historie.fakta if f.hendelse == StegUtfoert(steg="innsending"))
    historie.den(date(2025, 1, 4), FaktumAngret(faktum=innsendt.id))
    assert avslag(StegUtfoert(steg="innsending"), date(2025, 1, 5), historie, date(2025, 5, 1)) == ""


def test_pause_og_gjenopptakelse_kan_registreres_lenge_etter_at_steget_bortfalt() -> None:
    historie = fram_til_signering()
    naa = date(2027, 3, 1)
    pause = StegPauset(steg="handlingsplan.2025", hos="kdd", grunn="venter på avklaring")
    assert avslag(pause, date(2025, 9, 1), historie, naa) == ""
    historie.den(date(2025, 9, 1), pause)
    assert avslag(StegGjenopptatt(steg="handlingsplan.2025"), date(2025, 10, 1), historie, naa) == ""
    assert "er utført og kan ikke settes på vent" in avslag(
        StegPauset(steg="innsending", hos="kdd", grunn="venter"), date(2025, 4, 1), historie, naa
    )


def test_et_moete_kan_ikke_vaere_holdt_en_annen_dag_enn_det_er_kalt_inn_til() -> None:
    historie = fram_til_signering().kaller_inn(date(2026, 8, 25), "politisk_dialog.2026", date(2026, 11, 19))
    holdt = StegUtfoert(steg="politisk_dialog.2026")
    dag = date(2026, 11, 25)
    assert "er kalt inn til 19.11.2026" in avslag(holdt, date(2026, 11, 24), historie, dag)
    assert avslag(holdt, date(2026, 11, 19), historie, dag) == ""


def test_innsending_foer_alle_har_avgjort_krever_at_forbeholdet_foeres_opp() -> None:
    historie = Historie().vedtar(date(2024, 11, 7), "forankring", "engerdal", "trysil", "vaaler")
    historie.vedtar(date(2024, 11, 7), "forankring", "aamot", utfall=Utfall.UTSATT)
    uten, med = StegUtfoert(steg="innsending"), StegUtfoert(steg="innsending", forbehold="vedtak i Åmot 12.12")
    dag = date(2024, 11, 29)
    assert "er ikke avgjort hos Åmot. Skjer" in avslag(uten, dag, historie, dag)
    assert avslag(med, dag, historie, dag) == ""


@pytest.mark.parametrize(
    ("hendelse", "grunn"),
    [
        (StegUtfoert(steg="tilskuddsbrev.2028"), "«Tilskuddsbrev for 2029» åpner 15.12.2028, lenge etter 16.10.2024."),
        (FristUtsatt(steg="tilskuddsbrev.2028", til=date(2026, 1, 15)), "«Tilskuddsbrev for 2029» åpner 15.12.2028"),
        (
            VedtakFattet(steg="status_politisk.2027.vaaler", utfall=Utfall.VEDTATT),
            "«Politisk behandling av status 2027» åpner",
        ),
        (MoeteInnkalt(steg="politisk_dialog.2026", dato=date(2024, 11, 1)), "«Politisk dialog 2026» åpner"),
    ],
)
def test_det_som_hoerer_til_et_senere_aar_kan_ikke_ha_hendt_naa(hendelse: Avtalehendelse, grunn: str) -> None:
    dag = date(2024, 10, 16)
    historie = Historie()
    plan = historie.plan(dag)
    svar = [t.nb for t in innvendinger(hendelse, dag, plan, REGISTER, historie.livsloep, dag)]
    assert any(t.startswith(grunn) and t.endswith("Sjekk årstallet.") for t in svar), svar
