"""What those concerned read when an agreement changes under way: once, on the day, and with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from modeller.fakta import (
    AvtaleForlenget,
    FristUtsatt,
    MerTidAvslaatt,
    MerTidOensket,
    MoeteAvlyst,
    MoeteInnkalt,
    StegGjenaapnet,
    StegIkkeAktuelt,
    StegLagtTil,
    TekstversjonLaget,
    Utfall,
    VedtakFattet,
)
from modeller.tekst import lik
from tests.modeller.test_moeter_som_flyttes import ORGAN, foer_teksten, register
from tests.rollebesetning import REGISTER, Historie, fram_til_signering
from tests.varsler.tidsreise import Fortalt, reis
from varsler.regler import Slag


def hos(meldinger: Sequence[Fortalt], part: str, steg: str) -> list[tuple[date, Slag]]:
    """What a party's secretariat is told of a step."""
    return [
        (m.dag, sak.slag)
        for m in meldinger
        if m.melding.mottaker == f"sekretariat@{part}.example"
        for sak in m.melding.saker
        if sak.rad.steg == steg
    ]


def lest(meldinger: Sequence[Fortalt], part: str, dag: date) -> str:
    """The message a party's secretariat got on a day."""
    (melding,) = (m.melding for m in meldinger if (m.melding.mottaker, m.dag) == (f"sekretariat@{part}.example", dag))
    return melding.tekst


def test_det_som_maa_gjoeres_om_igjen_fortelles_med_begrunnelsen() -> None:
    historie = fram_til_signering().gjoer(date(2026, 9, 28), "handlingsplan.2026")
    historie.den(date(2026, 10, 5), StegGjenaapnet(steg="handlingsplan.2026", grunn="Tiltak 3 mangler."))
    meldinger = reis(historie, date(2026, 9, 28), date(2026, 10, 9))
    assert hos(meldinger, "trysil", "handlingsplan.2026") == [(date(2026, 10, 5), Slag.BALL)]
    assert "Merk: Åpnet igjen 5.10.2026 med begrunnelsen «Tiltak 3 mangler»." in lest(
        meldinger, "trysil", date(2026, 10, 5)
    )


def test_et_steg_koordinatoren_legger_til_fortelles_og_minnes_om_som_andre() -> None:
    tillegg = StegLagtTil(
        id="nettside", tittel=lik("Nettside"), parter=("trysil",), frist=date(2026, 12, 1), grunn="Avtalt i styret."
    )
    meldinger = reis(fram_til_signering().den(date(2026, 10, 16), tillegg), date(2026, 10, 16), date(2026, 12, 1))
    assert hos(meldinger, "trysil", "tillegg.nettside") == [
        (date(2026, 10, 16), Slag.BALL),
        (date(2026, 11, 17), Slag.TO_UKER),
        (date(2026, 11, 26), Slag.TRE_ARBEIDSDAGER),
        (date(2026, 12, 1), Slag.PAA_DAGEN),
    ]
    assert "med begrunnelsen «Avtalt i styret»" in lest(meldinger, "trysil", date(2026, 11, 17))
    assert not hos(meldinger, "aamot", "tillegg.nettside")


def test_blir_avtalen_forlenget_sier_den_nye_datoen_hvorfor() -> None:
    forlenget = AvtaleForlenget(til=date(2030, 12, 30), grunn="Stortinget har vedtatt det.")
    historie = fram_til_signering().den(date(2028, 12, 4), forlenget)
    meldinger = reis(historie, date(2028, 9, 1), date(2028, 12, 8))
    sagt = lest(meldinger, "trysil", date(2028, 12, 4))
    assert "Merk dere ny dato for «Sluttvurdering»: mandag 30. desember 2030." in sagt
    assert "avtalen ble forlenget 4.12.2028 med begrunnelsen «Stortinget har vedtatt det»" in sagt


@pytest.mark.parametrize("redaksjonell", [False, True])
def test_en_ny_tekst_gir_den_som_har_godkjent_den_forrige_saken_paa_nytt_naar_den_ikke_er_redaksjonell(
    redaksjonell: bool,
) -> None:
    historie = Historie().fylket_blir_hovedpart(date(2024, 9, 17)).enes(date(2025, 2, 3), 2)
    historie.den(date(2025, 2, 27), VedtakFattet(steg="godkjenning.engerdal", utfall=Utfall.VEDTATT, tekstversjon=2))
    historie.den(date(2025, 3, 10), TekstversjonLaget(nummer=3, redaksjonell=redaksjonell, grunn="Nye tall."))
    meldinger = reis(historie, date(2025, 2, 28), date(2025, 3, 12))
    if redaksjonell:
        assert not hos(meldinger, "engerdal", "godkjenning.engerdal")
        return
    assert hos(meldinger, "engerdal", "godkjenning.engerdal") == [(date(2025, 3, 10), Slag.BALL)]
    sagt = lest(meldinger, "engerdal", date(2025, 3, 10))
    assert "Vedtaket 27.2.2025 gjaldt tekstversjon 2. Teksten ble endret, og versjon 3 må vedtas." in sagt
    assert "Avtaleteksten ble endret 10.3.2025. Nå er det versjon 3 som gjelder." in lest(
        meldinger, "trysil", date(2025, 3, 10)
    )


def test_avlyses_et_moete_dagen_foer_hoerer_de_innkalte_det_straks_og_den_som_kalte_inn_maa_gjoere_det_igjen() -> None:
    historie = fram_til_signering().kaller_inn(date(2026, 8, 20), "politisk_dialog.2026", date(2026, 11, 26))
    historie.den(date(2026, 11, 25), MoeteInnkalt(steg="politisk_dialog.2026", dato=None, grunn="Statsråden er syk."))
    meldinger = reis(historie, date(2026, 8, 20), date(2026, 11, 27))
    dagen = date(2026, 11, 25)
    assert hos(meldinger, "trysil", "politisk_dialog.2026")[-1] == (dagen, Slag.MOETE_AVLYST)
    assert hos(meldinger, "kdd", "dialog_innkalling.2026")[-1] == (dagen, Slag.BALL)
    assert "Merk: Møtet 26.11.2026 er avlyst med begrunnelsen «Statsråden er syk»." in lest(meldinger, "kdd", dagen)


def test_blir_et_moete_ikke_noe_av_faar_deltakerne_vite_at_forberedelsene_ogsaa_faller_bort() -> None:
    historie = fram_til_signering().kaller_inn(date(2026, 8, 20), "politisk_dialog.2026", date(2026, 11, 26))
    historie.den(date(2026, 10, 1), StegIkkeAktuelt(steg="politisk_dialog.2026", grunn="Tas neste år."))
    meldinger = reis(historie, date(2026, 8, 20), date(2026, 11, 30))
    sagt = lest(meldinger, "trysil", date(2026, 10, 1))
    assert "«Politisk dialog 2026» er avlyst med begrunnelsen «Tas neste år»." in sagt
    assert "Det blir ikke satt noen ny dato. «Politisk behandling av status 2026» faller også bort." in sagt
    assert all(dag <= date(2026, 10, 1) for dag, _ in hos(meldinger, "trysil", "status_politisk.2026.trysil"))


def test_om_det_som_ikke_er_aktuelt_hoerer_ingen_mer() -> None:
    historie = Historie().den(date(2024, 10, 1), StegIkkeAktuelt(steg="forankring.trysil", grunn="Slås sammen."))
    meldinger = reis(historie, date(2024, 10, 1), date(2024, 12, 31))
    assert not hos(meldinger, "trysil", "forankring.trysil")
    assert hos(meldinger, "aamot", "forankring.aamot")


def test_den_som_tar_over_for_en_kontakt_faar_vite_alt_som_ligger_der_og_den_som_sluttet_ingenting() -> None:
    gammel = replace(REGISTER.kontakter["sekretariat.trysil"], slutter=date(2024, 10, 1), etterfoelger="ny")
    ny = replace(gammel, id="ny", epost="ny@trysil.example", avtaler=(), slutter=None, etterfoelger=None)
    historie = Historie()
    historie.register = replace(REGISTER, kontakter={**REGISTER.kontakter, gammel.id: gammel, ny.id: ny})
    meldinger = reis(historie, date(2024, 9, 2), date(2024, 10, 31))
    til_gammel = [m.dag for m in meldinger if m.melding.mottaker == gammel.epost]
    til_ny = [m for m in meldinger if m.melding.mottaker == ny.epost]
    assert til_gammel and max(til_gammel) < date(2024, 10, 1) == til_ny[0].dag
    aapne = {s.id for s in historie.plan(date(2024, 10, 1)) if "trysil" in s.ball}
    assert aapne <= {sak.rad.steg for sak in til_ny[0].melding.saker}


def test_etter_valget_bekreftes_mandat_og_kontakter_av_de_folkevalgte_og_ingen_andre() -> None:
    meldinger = reis(fram_til_signering(), date(2027, 9, 1), date(2027, 11, 5))
    for part in ("trysil", "aamot", "innlandet"):
        assert hos(meldinger, part, f"valgmandat.2027.{part}") == [(date(2027, 11, 1), Slag.BALL)]
    assert not any(sak.rad.steg.startswith("valgmandat.2027.kdd") for m in meldinger for sak in m.melding.saker)


@pytest.mark.parametrize(("moete", "hoert"), [("20250327", True), ("20250227", False)])
def test_koordinatoren_hoerer_om_et_tapt_moete_foer_saken_er_aapen_bare_naar_ingen_andre_er_i_tide(
    moete: str, hoert: bool
) -> None:
    historie, dag = foer_teksten(date(2025, 2, 3)), date(2025, 1, 10)
    historie.register = register((dag, MoeteAvlyst(organ=ORGAN, moete=f"{ORGAN}-{moete}")))
    meldinger = reis(historie, dag, date(2025, 1, 31))
    om_moetet = [
        (m.dag, m.melding.mottaker, sak.rad.steg)
        for m in meldinger
        for sak in m.melding.saker
        if sak.slag is Slag.KOORDINATOR_MOETE_BORTE
    ]
    assert om_moetet == ([(dag, "sekretariat@innlandet.example", "godkjenning.trysil")] if hoert else [])
    if hoert:
        sagt = lest(meldinger, "innlandet", dag)
        assert "Trysil kommune mister møtet som «Formell godkjenning» skulle opp i." in sagt
        assert "Møtet 27.3.2025 er avlyst. Neste møte i Trysil kommunestyre som kan nås, er 12.6" in sagt
        assert "Gjelder: Trysil kommune" in sagt
        assert "Ballen ligger hos" not in sagt


@pytest.mark.parametrize(("svar", "kortere"), [("ja", 0), ("ja", 7), ("nei", 0)])
def test_koordinatoren_hoerer_om_et_oenske_en_gang_og_den_som_ba_hoerer_svaret(svar: str, kortere: int) -> None:
    steg, ny_dag = "forankring.trysil", date(2024, 12, 19)
    historie = Historie().den(date(2024, 10, 1), MerTidOensket(steg=steg, part="trysil", til=ny_dag, grunn="Sykdom"))
    svaret = (
        FristUtsatt(steg=steg, til=ny_dag - timedelta(days=kortere))
        if svar == "ja"
        else MerTidAvslaatt(steg=steg, part="trysil", grunn="Fristen er felles")
    )
    meldinger = reis(historie.den(date(2024, 10, 3), svaret), date(2024, 9, 2), date(2024, 10, 7))
    spurt = [(m.dag, s.slag) for m in meldinger for s in m.melding.saker if s.slag is Slag.KOORDINATOR_MER_TID]
    assert spurt == [(date(2024, 10, 1), Slag.KOORDINATOR_MER_TID)]
    hoert = Slag.FRIST_FLYTTET if svar == "ja" else Slag.MER_TID_AVSLAG
    assert (date(2024, 10, 3), hoert) in hos(meldinger, "trysil", steg)
    assert not [sak for m in meldinger if m.dag > date(2024, 10, 3) for sak in m.melding.saker if sak.rad.steg == steg]
    if svar == "ja":
        bedt = "Dere ba om mer tid til «Politisk forankring av forslaget», til torsdag 19. desember 2024. "
        ny = ", men den nye datoen er torsdag 12. desember 2024." if kortere else ", og det er den nye datoen."
        sagt = lest(meldinger, "trysil", date(2024, 10, 3))
        assert f"{bedt}Koordinatoren har svart ja{ny} Før var den " in sagt
        assert "Merk dere ny dato" not in sagt
    if svar == "nei":
        assert "Koordinator" in lest(meldinger, "trysil", date(2024, 10, 3))
        assert "«Fristen er felles»" in lest(meldinger, "trysil", date(2024, 10, 3))


def test_hver_gang_et_moete_avlyses_faar_den_som_kalte_inn_vite_en_gang_at_det_maa_kalles_inn_paa_nytt() -> None:
    historie = fram_til_signering().kaller_inn(date(2026, 8, 20), "politisk_dialog.2026", date(2026, 11, 26))
    historie.den(date(2026, 10, 5), MoeteInnkalt(steg="politisk_dialog.2026", dato=None, grunn="Statsråden er syk."))
    historie.kaller_inn(date(2026, 10, 12), "politisk_dialog.2026", date(2026, 11, 26))
    historie.den(date(2026, 10, 20), MoeteInnkalt(steg="politisk_dialog.2026", dato=None, grunn="Fortsatt syk."))
    turene = [
        (m.dag, sak.rad.noekkel.split("|")[2:])
        for m in reis(historie, date(2026, 3, 2), date(2026, 11, 20))
        for sak in m.melding.saker
        if (sak.rad.steg, sak.slag, sak.rad.part) == ("dialog_innkalling.2026", Slag.BALL, "kdd")
    ]
    adressen = "sekretariat@kdd.example"
    assert turene == [
        (date(2026, 4, 1), ["1", "ball", "", "", "", adressen]),
        (date(2026, 10, 5), ["1", "ball", "", "", "", "2026-10-05", adressen]),
        (date(2026, 10, 20), ["1", "ball", "", "", "", "2026-10-20", adressen]),
    ]
