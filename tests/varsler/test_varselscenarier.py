"""The issue's own stories, told through time: what each secretariat gets to read, and what it never gets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from modeller.fakta import AvtaleAvsluttet, FaktumAngret, StegGjenopptatt, StegPauset, Utfall
from modeller.plan import FERDIG
from modeller.register import Register
from tests.rollebesetning import KOMMUNER, REGISTER, Historie, fram_til_signering
from tests.varsler.tidsreise import Fortalt, reis
from varsler.regler import Slag


def til(meldinger: Sequence[Fortalt], part: str) -> list[Fortalt]:
    return [m for m in meldinger if m.melding.mottaker == f"sekretariat@{part}.example"]


def slag(meldinger: Sequence[Fortalt], steg: str) -> list[tuple[date, Slag]]:
    return [(m.dag, s.slag) for m in meldinger for s in m.melding.saker if s.rad.steg == steg]


@pytest.fixture(scope="module")
def hele_historien() -> Sequence[Fortalt]:
    return reis(fram_til_signering(), date(2024, 9, 1), date(2025, 6, 30))


def test_vaaler_faar_vite_at_loepet_gikk_ut_med_neste_moete_og_hva_det_forsinker() -> None:
    meldinger = til(reis(Historie(), date(2024, 9, 2), date(2024, 10, 16)), "vaaler")
    siste = meldinger[-1]
    assert siste.dag == date(2024, 10, 9)
    assert siste.melding.emne.startswith("Ble saksframlegget klart 8.10.2024?")
    assert (
        "aksframlegget til møtet 7.11.2024 skulle vært klart 8.10, men er ikke registrert som klart"
        in siste.melding.tekst
    )
    assert "este møte i Våler kommunestyre som kan nås, er 12.12" in siste.melding.tekst
    assert "«Innsending av forslaget» kan skje innen 29.11 med forbehold om vedtaket. Uten" in siste.melding.tekst


def test_aamot_som_utsetter_beholder_ballen_faar_ett_ord_og_de_andre_faar_fred() -> None:
    """The next council is after the submission that waits for this one: an extra meeting is all they could do."""
    historie = Historie()
    for kommune in KOMMUNER:
        historie.naar(date(2024, 10, 8), f"forankring.{kommune}", "saksframlegg")
    historie.vedtar(date(2024, 11, 7), "forankring", "engerdal", "trysil", "vaaler")
    historie.vedtar(date(2024, 11, 7), "forankring", "aamot", utfall=Utfall.UTSATT)
    meldinger = reis(historie, date(2024, 10, 9), date(2024, 11, 25))
    etter = [m for m in meldinger if m.dag > date(2024, 11, 7)]
    assert slag(etter, "forankring.aamot") == [(date(2024, 11, 18), Slag.FORFALT)]
    assert (
        "tas opp i et ekstraordinært møte? Det neste møtet, 12.12.2024, er for sent"
        in til(etter, "aamot")[0].melding.tekst
    )
    assert "aken ble utsatt 7.11" in til(etter, "aamot")[0].melding.tekst
    for kommune in ("engerdal", "vaaler"):
        assert {s for _, s in slag(etter, f"forankring.{kommune}")} == {Slag.TAKK}


def test_godkjenninger_som_mangler_etter_paaske_er_senere_enn_ventet_og_aldri_forfalt() -> None:
    historie = Historie().fylket_blir_hovedpart(date(2024, 9, 17))
    historie.vedtar(date(2024, 11, 7), "forankring", *KOMMUNER).vedtar(
        date(2024, 11, 16), "forankring_fylket", "innlandet"
    )
    historie.gjoer(date(2024, 11, 29), "innsending").gjoer(date(2025, 1, 10), "respons")
    historie.kaller_inn(date(2025, 1, 10), "tekstdialog", date(2025, 1, 23)).gjoer(date(2025, 1, 23), "tekstdialog")
    historie.enes(date(2025, 2, 3), 1)
    meldinger = reis(historie, date(2025, 4, 12), date(2025, 6, 30))
    om_vaaler = slag(meldinger, "godkjenning.vaaler")
    assert (date(2025, 5, 5), Slag.SENERE_ENN_VENTET) in om_vaaler
    assert not {Slag.FORFALT, Slag.KOORDINATOR_FORFALT} & {s for _, s in om_vaaler}
    brev = next(m for m in til(meldinger, "vaaler") if m.dag == date(2025, 5, 5))
    assert "enere enn ventet" in brev.melding.emne
    assert "forfalt" not in brev.melding.tekst.lower()


def test_ingen_faar_mer_enn_en_melding_om_dagen(hele_historien: Sequence[Fortalt]) -> None:
    assert max(Counter((m.dag, m.melding.mottaker) for m in hele_historien).values()) == 1


def test_ingen_faar_noe_om_det_som_er_gjort(hele_historien: Sequence[Fortalt]) -> None:
    historie = fram_til_signering()
    for fortalt in hele_historien:
        plan = historie.plan(fortalt.dag)
        for sak in (s for s in fortalt.melding.saker if s.slag is not Slag.TAKK):
            steg = plan.finn(sak.rad.steg)
            assert steg is not None
            assert steg.status not in FERDIG


def test_et_sekretariat_som_gjoer_sitt_faar_faa_meldinger() -> None:
    historie = fram_til_signering()
    historie.naar(date(2024, 10, 7), "forankring.engerdal", "saksframlegg")
    historie.naar(date(2025, 2, 19), "godkjenning.engerdal", "saksframlegg")
    egne = til(reis(historie, date(2024, 9, 1), date(2025, 6, 30)), "engerdal")
    per_maaned = Counter((m.dag.year, m.dag.month) for m in egne)
    assert max(per_maaned.values()) <= 3
    assert len([m for m in egne if not m.melding.bare_oversikter]) <= 13
    assert len(egne) <= 20


def test_ingen_varsles_om_steg_som_hviler_paa_en_uavklart_rolle() -> None:
    meldinger = reis(Historie(), date(2024, 9, 2), date(2024, 11, 15))
    assert {s.rad.steg for m in til(meldinger, "innlandet") for s in m.melding.saker if s.rad.part == "innlandet"} >= {
        "fylkets_rolle.innlandet"
    }
    assert slag(meldinger, "forankring_fylket.innlandet") == []


def test_parten_uten_kontakt_er_aldri_et_stille_hull() -> None:
    historie = Historie()
    historie.register = Register(
        parter=REGISTER.parter,
        kontakter={
            k: replace(v, slutter=date(2024, 10, 1)) if v.part == "vaaler" else v for k, v in REGISTER.kontakter.items()
        },
        organer=REGISTER.organer,
    )
    meldinger = reis(historie, date(2024, 9, 2), date(2024, 10, 9))
    etter = [m for m in meldinger if m.dag >= date(2024, 10, 1)]
    assert not [m for m in etter if m.melding.mottaker == "sekretariat@vaaler.example"]
    assert [m for m in etter if m.melding.mottaker == "postmottak@vaaler.example"]
    huller = [s for m in til(etter, "innlandet") for s in m.melding.saker if s.slag is Slag.UTEN_KONTAKT]
    assert [s.rad.data["om_part"] for s in huller] == ["vaaler"]


def test_naar_moetet_gaar_uten_at_noen_sier_hva_det_vedtok_spoer_vi_dagen_etter() -> None:
    """The approval is expected by 11.4, the last council before it is 27.3: silence until May would be too long."""
    historie = Historie().vedtar(date(2024, 11, 7), "forankring", *KOMMUNER).gjoer(date(2024, 11, 29), "innsending")
    historie.gjoer(date(2025, 1, 10), "respons").kaller_inn(date(2025, 1, 10), "tekstdialog", date(2025, 1, 23))
    historie.gjoer(date(2025, 1, 23), "tekstdialog").enes(date(2025, 2, 3), 1)
    historie.naar(date(2025, 2, 25), "godkjenning.trysil", "saksframlegg")
    meldinger = til(reis(historie, date(2025, 3, 1), date(2025, 3, 31)), "trysil")
    fra_moetet = [(dag, s) for dag, s in slag(meldinger, "godkjenning.trysil") if dag >= date(2025, 3, 27)]
    assert fra_moetet == [(date(2025, 3, 27), Slag.PAA_DAGEN), (date(2025, 3, 28), Slag.LOEP_UTGAATT)]
    assert "øtet 27.3.2025 er passert uten at vedtak er registrert" in meldinger[-1].melding.tekst
    assert meldinger[-1].melding.emne.startswith("Hva ble vedtatt 27.3.2025? Formell godkjenning")


def fram_til_dialogen() -> Historie:
    historie = Historie().vedtar(date(2024, 11, 7), "forankring", *KOMMUNER).gjoer(date(2024, 11, 29), "innsending")
    return historie.gjoer(date(2025, 1, 8), "respons").kaller_inn(date(2025, 1, 8), "tekstdialog", date(2025, 1, 23))


def test_de_som_kalles_inn_hoerer_en_gang_om_moetet_og_en_gang_om_at_det_flyttes() -> None:
    historie = fram_til_dialogen().kaller_inn(date(2025, 1, 14), "tekstdialog", date(2025, 1, 30))
    meldinger = reis(historie, date(2025, 1, 2), date(2025, 1, 30))
    for part in KOMMUNER:
        assert slag(til(meldinger, part), "tekstdialog") == [
            (date(2025, 1, 8), Slag.MOETE_INNKALT),
            (date(2025, 1, 14), Slag.MOETE_FLYTTET),
        ]
    assert not {Slag.MOETE_INNKALT, Slag.MOETE_FLYTTET} & {s for _, s in slag(til(meldinger, "kdd"), "tekstdialog")}
    (foerste, neste) = (m.melding for m in til(meldinger, "vaaler") if slag([m], "tekstdialog"))
    assert "har kalt inn til møtet" in foerste.tekst
    assert "torsdag 30. januar 2025" in neste.tekst
    assert foerste.kalender is not None
    assert neste.kalender is not None
    assert "20250123" in foerste.kalender.innhold
    assert "20250130" in neste.kalender.innhold


def test_statusbehandlingen_staar_som_noe_som_maa_gjoeres_foer_den_politiske_dialogen() -> None:
    historie = fram_til_signering()
    historie.kaller_inn(date(2025, 6, 2), "politisk_dialog.2025", date(2025, 11, 28))
    egne = til(reis(historie, date(2025, 5, 30), date(2025, 6, 10)), "vaaler")
    (innkalling,) = (m for m in egne if slag([m], "politisk_dialog.2025") == [(m.dag, Slag.MOETE_INNKALT)])
    assert "Før møtet må dere ha gjort ferdig «Politisk behandling av status 2025» (frist" in innkalling.melding.tekst


def test_en_godkjenning_som_blir_utsatt_minnes_det_om_foer_og_paa_det_neste_moetet() -> None:
    historie = fram_til_dialogen().gjoer(date(2025, 1, 23), "tekstdialog").enes(date(2025, 2, 3), 1)
    historie.naar(date(2025, 2, 25), "godkjenning.aamot", "saksframlegg")
    historie.vedtar(date(2025, 3, 27), "godkjenning", "aamot", utfall=Utfall.UTSATT)
    plan = historie.plan(date(2025, 3, 28))
    steg = plan.finn("godkjenning.aamot")
    assert steg is not None
    neste = steg.tidligst
    assert neste is not None
    alle = slag(til(reis(historie, date(2025, 3, 1), neste), "aamot"), "godkjenning.aamot")
    etter = [(dag, s) for dag, s in alle if dag > date(2025, 3, 27) and s is not Slag.SENERE_ENN_VENTET]
    assert [s for _, s in etter] == [Slag.TRE_ARBEIDSDAGER, Slag.PAA_DAGEN]
    assert etter[-1][0] == neste


def test_gaar_ogsaa_det_neste_moetet_uten_avgjoerelse_vaakner_vi_og_ser_mot_det_etter() -> None:
    historie = Historie().vedtar(date(2024, 11, 7), "forankring", "aamot", utfall=Utfall.UTSATT)
    steg = historie.plan(date(2024, 11, 8)).finn("forankring.aamot")
    assert steg is not None
    assert steg.tidligst is not None
    assert steg.neste_skifte == steg.tidligst + timedelta(days=1)
    etter = historie.plan(steg.tidligst + timedelta(days=1)).finn("forankring.aamot")
    assert etter is not None
    assert etter.tidligst is not None
    assert etter.neste_skifte == etter.tidligst + timedelta(days=1)


def aamot_utsetter() -> Historie:
    """Åmot's council puts the matter off on 7.11.2024; it meets again on 12.12 and then in February."""
    historie = Historie().naar(date(2024, 10, 7), "forankring.aamot", "saksframlegg")
    return historie.vedtar(date(2024, 11, 7), "forankring", "aamot", utfall=Utfall.UTSATT)


def om_forankringen(historie: Historie, fra: date, til_: date) -> list[tuple[date, str, Slag]]:
    return [
        (m.dag, m.melding.mottaker.partition("@")[0], s.slag)
        for m in reis(historie, date(2024, 11, 8), til_)
        for s in m.melding.saker
        if s.rad.steg == "forankring.aamot" and m.dag >= fra and "aamot" in m.melding.mottaker
    ]


def test_det_foerste_ordet_etter_det_nye_moetet_spoer_hva_det_vedtok_naar_saksutskriften_skal_vaere_klar() -> None:
    """What the reminders of the meeting overtook is not said after it: neither the morning after nor on the Monday."""
    moetet = date(2024, 12, 12)
    assert om_forankringen(aamot_utsetter(), date(2024, 12, 9), date(2024, 12, 20)) == [
        (date(2024, 12, 9), "sekretariat", Slag.TRE_ARBEIDSDAGER),
        (moetet, "sekretariat", Slag.PAA_DAGEN),
        (date(2024, 12, 17), "sekretariat", Slag.LOEP_UTGAATT),
    ]
    spoersmaalet = til(reis(aamot_utsetter(), date(2024, 11, 8), date(2024, 12, 17)), "aamot")[-1]
    assert spoersmaalet.melding.emne.startswith("Hva ble vedtatt 12.12.2024? Politisk forankring")
    assert (
        "Saken ble utsatt 7.11.2024. Møtet 12.12 er passert uten at vedtak er registrert." in spoersmaalet.melding.tekst
    )
    assert "er ikke avgjort" not in spoersmaalet.melding.tekst
    paa_mandagen = til(reis(aamot_utsetter(), date(2024, 11, 8), date(2025, 1, 6)), "aamot")[-1]
    assert "Si fra hvis møtet 12.12.2024 avgjorde saken" in paa_mandagen.melding.tekst
    koordinatoren = til(reis(aamot_utsetter(), date(2024, 11, 8), date(2024, 12, 16)), "innlandet")
    for mandag in (date(2024, 12, 9), date(2024, 12, 16)):
        (brevet,) = (m.melding.tekst for m in koordinatoren if m.dag == mandag)
        assert "Politisk forankring" in brevet
        assert "minner dem ikke" not in brevet, "they are, of the meeting"


def test_en_sak_som_blir_utsatt_igjen_minnes_det_heller_ikke_om_de_foerste_dagene_etter() -> None:
    historie = aamot_utsetter().vedtar(date(2024, 12, 12), "forankring", "aamot", utfall=Utfall.UTSATT)
    assert om_forankringen(historie, date(2024, 12, 13), date(2024, 12, 31)) == []


def test_den_et_steg_settes_paa_vent_hos_faar_vite_det_en_gang_og_eieren_naar_det_gaar_videre() -> None:
    historie = Historie()
    historie.den(date(2024, 9, 17), StegPauset(steg="forankring.aamot", hos="innlandet", grunn="Rollen må avklares."))
    historie.den(date(2024, 10, 1), StegGjenopptatt(steg="forankring.aamot"))
    meldinger = reis(historie, date(2024, 9, 16), date(2024, 10, 2))
    assert slag(til(meldinger, "innlandet"), "forankring.aamot") == [(date(2024, 9, 17), Slag.AVKLARING)]
    assert slag(til(meldinger, "aamot"), "forankring.aamot")[1:] == [(date(2024, 10, 1), Slag.BALL)]


def test_slutter_avtalen_foer_et_moete_det_er_kalt_inn_til_faar_deltakerne_vite_at_det_er_avlyst() -> None:
    historie = fram_til_signering().kaller_inn(date(2026, 8, 20), "politisk_dialog.2026", date(2026, 11, 26))
    historie.den(date(2026, 9, 14), AvtaleAvsluttet(til=date(2026, 10, 31)))
    meldinger = til(reis(historie, date(2026, 8, 20), date(2026, 11, 30)), "trysil")
    assert slag(meldinger, "politisk_dialog.2026") == [
        (date(2026, 8, 20), Slag.MOETE_INNKALT),
        (date(2026, 11, 2), Slag.MOETE_AVLYST),
    ]
    (avlysningen,) = (m for m in meldinger if m.dag == date(2026, 11, 2))
    assert "er avlyst. Det blir ikke satt noen ny dato." in avlysningen.melding.tekst


def test_en_innkalling_som_angres_er_et_avlyst_moete_og_en_ny_til_samme_dag_fortelles() -> None:
    historie = fram_til_dialogen()
    innkalt = historie.fakta[-1]
    historie.den(date(2025, 1, 9), FaktumAngret(faktum=innkalt.id))
    historie.kaller_inn(date(2025, 1, 13), "tekstdialog", date(2025, 1, 23))
    meldinger = til(reis(historie, date(2025, 1, 2), date(2025, 1, 23)), "vaaler")
    assert slag(meldinger, "tekstdialog") == [
        (date(2025, 1, 8), Slag.MOETE_INNKALT),
        (date(2025, 1, 9), Slag.MOETE_AVLYST),
        (date(2025, 1, 13), Slag.MOETE_FLYTTET),
    ]
    avlyst = next(m.melding for m in meldinger if m.dag == date(2025, 1, 9))
    assert avlyst.emne.startswith("Avlyst 23.1.2025: Dialog om endelig ordlyd")
    assert "Stryk torsdag 23. januar 2025 i kalenderen" in avlyst.tekst
