"""From dialogue to signatures, and the years that follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from flyter.livsloep import BYGDEVEKST
from modeller.fakta import (
    DatoSatt,
    Fristart,
    OrganValgt,
    Rolle,
    RolleEndret,
    StegIkkeAktuelt,
    StegPauset,
    Utfall,
    VedtakFattet,
)
from modeller.plan import Status
from modeller.register import Register
from modeller.regler import alle
from modeller.setninger import i_ord
from modeller.tekst import Maalform
from modeller.venting import hvem_venter
from tests.rollebesetning import KALENDER, KOMMUNER, Historie, fram_til_signering


def til_enighet() -> Historie:
    historie = Historie().fylket_blir_hovedpart(date(2024, 9, 17)).vedtar(date(2024, 11, 7), "forankring", *KOMMUNER)
    historie.vedtar(date(2024, 11, 16), "forankring_fylket", "innlandet").gjoer(date(2024, 11, 29), "innsending")
    historie.gjoer(date(2025, 1, 10), "respons").kaller_inn(date(2025, 1, 10), "tekstdialog", date(2025, 1, 23))
    return historie.gjoer(date(2025, 1, 23), "tekstdialog").enes(date(2025, 2, 3), 1)


def test_dialogen_er_tentativ_til_departementet_har_kalt_inn() -> None:
    historie = Historie()
    foer = historie.steg("tekstdialog", date(2024, 9, 2))
    assert (foer.art, foer.bare_maaned, foer.frist) == (Fristart.TENTATIV, True, date(2025, 1, 31))
    etter = historie.kaller_inn(date(2025, 1, 10), "tekstdialog", date(2025, 1, 23)).steg(
        "tekstdialog", date(2025, 1, 11)
    )
    assert (etter.art, etter.bare_maaned, etter.frist) == (Fristart.FRIST, False, date(2025, 1, 23))


def test_en_part_som_er_angret_ut_av_registeret_har_ingen_moeter_selv_om_organet_er_valgt() -> None:
    historie = til_enighet().den(date(2025, 2, 4), OrganValgt(steg="godkjenning.trysil", organ="trysil-formannskap"))
    register = historie.register
    historie.register = Register(
        parter={id_: part for id_, part in register.parter.items() if id_ != "trysil"}, organer=register.organer
    )
    steg = historie.steg("godkjenning.trysil", date(2025, 2, 5))
    assert (steg.frist, steg.milepaeler, steg.status) == (date(2025, 4, 11), (), Status.AAPEN)


def test_godkjenning_er_ventet_foer_paaskeuken_og_blir_aldri_forfalt() -> None:
    steg = til_enighet().steg("godkjenning.vaaler", date(2025, 4, 22))
    assert (steg.frist, steg.art) == (date(2025, 4, 11), Fristart.VENTET)
    assert not steg.forfalt(date(2025, 4, 22))
    assert steg.dager_over(date(2025, 4, 22)) == 0
    assert steg.dager_etter_ventet(date(2025, 4, 22)) == 11
    assert i_ord(steg.merknader, Maalform.NB, 2025).startswith("senere enn KDD regnet med (11.4)")


def test_avtalen_gjelder_fra_siste_godkjenning_selv_om_den_signeres_senere() -> None:
    historie = fram_til_signering()
    assert historie.steg("ikraft", date(2025, 5, 1)).utfoert == date(2025, 3, 28)
    assert historie.steg("signering.trysil", date(2025, 5, 1)).utfoert == date(2025, 4, 25)


def test_et_vedtak_som_bare_stadfester_det_forrige_flytter_ingen_dato() -> None:
    historie = fram_til_signering().vedtar(date(2026, 10, 1), "godkjenning", "aamot")
    plan = historie.plan(date(2026, 10, 2))
    assert plan.finn("ikraft").utfoert == date(2025, 3, 28)  # type: ignore[union-attr]
    assert plan.finn("aarsvurdering.2025") is not None


def test_et_forbehold_er_borte_naar_et_nytt_vedtak_er_uten() -> None:
    historie = til_enighet()
    historie.vedtar(date(2025, 2, 27), "godkjenning", "trysil", utfall=Utfall.VEDTATT_MED_FORBEHOLD)
    assert historie.steg("godkjenning.trysil", date(2025, 2, 28)).forbehold
    steg = historie.vedtar(date(2025, 3, 27), "godkjenning", "trysil").steg("godkjenning.trysil", date(2025, 3, 28))
    assert (steg.forbehold, steg.utfoert) == (None, date(2025, 2, 27))


def test_ny_tekst_etter_godkjenning_aapner_godkjenningen_paa_nytt() -> None:
    historie = til_enighet().enes(date(2025, 2, 20), 2).vedtar(date(2025, 2, 27), "godkjenning", "engerdal")
    assert historie.steg("godkjenning.engerdal", date(2025, 2, 28)).status is Status.UTFOERT
    historie.enes(date(2025, 3, 10), 3)
    steg = historie.steg("godkjenning.engerdal", date(2025, 3, 11))
    assert (steg.status, steg.runde, steg.aapnet) == (Status.AAPEN, 3, date(2025, 3, 10))


def test_en_godkjenning_av_en_eldre_tekst_sies_aa_vaere_nettopp_det() -> None:
    historie = til_enighet().enes(date(2025, 2, 20), 2).enes(date(2025, 3, 10), 3)
    historie.den(date(2025, 3, 12), VedtakFattet(steg="godkjenning.engerdal", utfall=Utfall.VEDTATT, tekstversjon=2))
    steg = historie.steg("godkjenning.engerdal", date(2025, 3, 13))
    assert steg.status is Status.AAPEN
    assert "vedtaket 12.3 gjaldt tekstversjon 2; teksten ble endret, og versjon 3 må vedtas" in i_ord(
        steg.merknader, Maalform.NB, 2025
    )


def test_ny_tekst_etter_signering_maa_godkjennes_og_signeres_paa_nytt_men_avtalen_er_fortsatt_i_kraft() -> None:
    historie = fram_til_signering().enes(date(2026, 5, 4), 2)
    plan = historie.plan(date(2026, 5, 5))
    status = {s.id: s.status for s in plan}
    assert status["godkjenning.trysil"] is Status.AAPEN
    assert status["signering.trysil"] is Status.VENTER
    assert status["ikraft"] is Status.UTFOERT


def test_det_som_regnes_ut_av_signaturer_staar_selv_om_en_ny_tekst_maa_signeres() -> None:
    """Both what was signed before the new text and what is signed after it is remembered."""
    ikraft = BYGDEVEKST.finn("ikraft")
    assert ikraft is not None
    ved_signering = replace(
        BYGDEVEKST,
        faser=tuple(
            replace(f, steg=tuple(replace(s, etter=(alle("signering"),)) if s is ikraft else s for s in f))
            for f in BYGDEVEKST.faser
        ),
    )
    historie = fram_til_signering().enes(date(2026, 5, 4), 2)
    historie.livsloep = ved_signering
    assert historie.steg("ikraft", date(2026, 5, 5)).utfoert == date(2025, 4, 25)
    historie.vedtar(date(2026, 6, 11), "godkjenning", *KOMMUNER, "innlandet", "kdd")
    historie.gjoer(date(2026, 6, 20), *(f"signering.{p}" for p in (*KOMMUNER, "innlandet", "kdd")))
    assert historie.steg("ikraft", date(2026, 6, 21)).utfoert == date(2025, 4, 25)
    assert historie.steg("signering.trysil", date(2026, 6, 21)).utfoert == date(2026, 6, 20)


def test_spoersmaalet_om_fylkets_rolle_bortfaller_naar_avtalen_er_i_kraft() -> None:
    historie = til_enighet()
    historie.fakta = [f for f in historie.fakta if not isinstance(f.hendelse, RolleEndret)]
    foer = historie.steg("fylkets_rolle.innlandet", date(2025, 3, 1))
    assert foer.status is Status.AAPEN
    historie.vedtar(date(2025, 3, 28), "godkjenning", *KOMMUNER, "kdd")
    assert historie.steg("fylkets_rolle.innlandet", date(2025, 3, 29)).status is Status.BORTFALT


def test_en_redaksjonell_tekst_lar_godkjenningen_staa() -> None:
    historie = til_enighet().enes(date(2025, 2, 20), 2).vedtar(date(2025, 2, 27), "godkjenning", "engerdal")
    historie.enes(date(2025, 3, 10), 3, redaksjonell=True)
    assert historie.steg("godkjenning.engerdal", date(2025, 3, 11)).status is Status.UTFOERT


def test_et_nei_lar_steget_staa_uavgjort_og_ingen_maser() -> None:
    historie = til_enighet().vedtar(date(2025, 2, 27), "godkjenning", "engerdal", utfall=Utfall.AVSLAATT)
    steg = historie.steg("godkjenning.engerdal", date(2025, 2, 28))
    assert steg.status is Status.AAPEN and steg.avslaatt and steg.hvilende
    assert historie.steg("ikraft", date(2025, 2, 28)).utfoert is None


def test_etter_et_nei_maa_saken_gjoeres_paa_nytt_men_en_utsatt_sak_er_klar_til_neste_moete() -> None:
    dag = date(2025, 2, 28)
    etter = {
        utfall: til_enighet().vedtar(date(2025, 2, 27), "godkjenning", "engerdal", utfall=utfall)
        for utfall in (Utfall.AVSLAATT, Utfall.UTSATT)
    }
    tidligst = {utfall: historie.steg("godkjenning.engerdal", dag).tidligst for utfall, historie in etter.items()}
    uten_behandling = til_enighet().steg("godkjenning.engerdal", dag).tidligst
    assert tidligst[Utfall.AVSLAATT] == uten_behandling, "the whole way to a meeting lies ahead"
    utsatt = tidligst[Utfall.UTSATT]
    assert utsatt is not None and uten_behandling is not None
    assert utsatt < uten_behandling


def test_vedtak_med_endringer_eller_forbehold_er_vedtak() -> None:
    historie = til_enighet()
    historie.vedtar(date(2025, 2, 27), "godkjenning", "engerdal", utfall=Utfall.VEDTATT_MED_ENDRINGER)
    historie.vedtar(date(2025, 2, 27), "godkjenning", "trysil", utfall=Utfall.VEDTATT_MED_FORBEHOLD)
    assert historie.steg("godkjenning.engerdal", date(2025, 2, 28)).status is Status.UTFOERT
    assert historie.steg("godkjenning.trysil", date(2025, 2, 28)).forbehold


def test_aarshjulet_gaar_hvert_aar_fra_ikrafttredelse_til_slutt() -> None:
    plan = fram_til_signering().plan(date(2025, 5, 1))
    assert sorted({s.aar for s in plan if s.aar}) == [2025, 2026, 2027, 2028]
    siste = plan.finn("tilskudd_soeknad.2028")
    assert siste is not None and siste.status is Status.IKKE_AKTUELL, "siste år har ikke noe neste år å søke for"


def test_status_har_bare_en_veiledende_dato_til_dialogen_er_satt() -> None:
    historie = fram_til_signering()
    foer = historie.steg("status_politisk.2026.trysil", date(2026, 8, 20))
    assert foer.art is Fristart.VEILEDENDE
    assert "før den politiske dialogen (tentativt i november 2026) er" in i_ord(foer.begrunnelse, Maalform.NB)
    historie.kaller_inn(date(2026, 8, 25), "politisk_dialog.2026", date(2026, 11, 19))
    etter = historie.steg("status_politisk.2026.trysil", date(2026, 9, 1))
    assert (etter.art, etter.frist) == (Fristart.FRIST, date(2026, 11, 5))
    assert etter.milepaeler[0].dato == date(2026, 10, 6)


def test_ingen_er_for_sen_til_et_moete_som_var_holdt_foer_noen_kalte_inn_til_dialogen() -> None:
    historie = fram_til_signering().kaller_inn(date(2026, 9, 30), "politisk_dialog.2026", date(2026, 10, 20))
    trysil = historie.steg("status_politisk.2026.trysil", date(2026, 10, 1))
    assert (trysil.frist, trysil.art) == (date(2026, 9, 24), Fristart.VEILEDENDE)
    assert trysil.dager_over(date(2026, 10, 1)) == 0
    assert "det ble ikke kalt inn til den politiske dialogen før 30.9" in i_ord(trysil.begrunnelse, Maalform.NB)


def test_en_frist_som_var_kjent_staar_selv_om_dialogen_flyttes_etterpaa() -> None:
    historie = fram_til_signering().kaller_inn(date(2026, 8, 25), "politisk_dialog.2026", date(2026, 11, 19))
    historie.kaller_inn(date(2026, 11, 10), "politisk_dialog.2026", date(2026, 11, 26))
    trysil = historie.steg("status_politisk.2026.trysil", date(2026, 11, 11))
    assert (trysil.frist, trysil.art) == (date(2026, 11, 5), Fristart.FRIST)
    assert trysil.dager_over(date(2026, 11, 11)) == 6


def test_vinduet_aapner_i_tide_til_saksframlegget_ogsaa_naar_dialogen_er_tidlig() -> None:
    historie = fram_til_signering().kaller_inn(date(2027, 3, 1), "politisk_dialog.2027", date(2027, 8, 26))
    trysil = historie.steg("status_politisk.2027.trysil", date(2027, 4, 12))
    assert (trysil.frist, trysil.status) == (date(2027, 6, 10), Status.AAPEN)
    assert trysil.aapner is not None and trysil.aapner <= trysil.milepaeler[0].dato - timedelta(weeks=6)


def test_fjoraarets_steg_bortfaller_naar_aarets_aapner() -> None:
    historie = fram_til_signering()
    assert historie.steg("handlingsplan.2025", date(2026, 8, 13)).status is Status.AAPEN
    assert historie.steg("handlingsplan.2025", date(2026, 8, 14)).status is Status.BORTFALT


def test_handlingsplan_og_politisk_dialog_venter_ikke_paa_hverandre() -> None:
    historie = fram_til_signering()
    plan = historie.plan(date(2025, 11, 20))
    dialog = plan.finn("politisk_dialog.2025")
    assert dialog is not None
    assert not {s.split(".")[0] for s in dialog.venter_paa} & {"handlingsplan", "samtykke"}


def test_samtykket_er_en_port_per_delmaal_foer_departementet_godkjenner() -> None:
    historie = fram_til_signering().gjoer(date(2025, 9, 30), "handlingsplan.2025")
    historie.gjoer(date(2025, 10, 10), "samtykke.2025.d1.innlandet")
    soeknad = historie.steg("tilskudd_soeknad.2025", date(2025, 10, 11))
    assert soeknad.venter_paa == ("samtykke.2025.d3.husbanken",)


def test_uten_avtaleslutt_vises_det_som_mangler_og_aarene_gaar_videre() -> None:
    historie = fram_til_signering().den(date(2025, 5, 1), DatoSatt(navn="avtaleslutt", verdi=None))
    plan = historie.plan(date(2026, 6, 1))
    assert plan.slutt is None
    assert max(s.aar for s in plan if s.aar) == 2027
    rapport = plan.finn("sluttrapport.d1")
    assert rapport is not None and rapport.frist is None
    assert i_ord(rapport.begrunnelse, Maalform.NB) == "datoen for avtaleslutt er ikke satt"


def test_pause_flytter_ballen_men_ikke_fristen() -> None:
    historie = til_enighet().den(
        date(2025, 2, 10), StegPauset(steg="godkjenning.trysil", hos="kdd", grunn="venter på avklaring")
    )
    steg = historie.steg("godkjenning.trysil", date(2025, 2, 11))
    assert (steg.ball, steg.hvilende, steg.frist) == (("kdd",), True, date(2025, 4, 11))
    ventinger = hvem_venter([historie.plan(date(2025, 2, 11))])
    assert ("trysil", "kdd") in {(v.venter, v.paa) for v in ventinger if v.steg.id == "godkjenning.trysil"}


def test_ingen_venter_paa_seg_selv_og_den_med_ballen_har_aapent_steg() -> None:
    for dag in (date(2024, 11, 8), date(2025, 3, 1), date(2026, 10, 1)):
        for venting in hvem_venter([fram_til_signering().plan(dag)]):
            assert venting.venter != venting.paa
            assert venting.steg.status is Status.AAPEN
            assert venting.siden <= dag


@pytest.mark.parametrize(
    ("aar", "siste"), [(2024, date(2024, 3, 22)), (2025, date(2025, 4, 11)), (2027, date(2027, 3, 19))]
)
def test_siste_arbeidsdag_foer_paaskeuken_tidlig_og_sent(aar: int, siste: date) -> None:
    from dataclasses import replace

    from modeller.fakta import Datoverdi
    from tests.rollebesetning import OPPRETTET

    opprettet = replace(OPPRETTET, datoer={"forslagsfrist": Datoverdi(date(aar - 1, 11, 29))})
    historie = Historie(opprettet=opprettet)
    assert historie.steg("godkjenning.kdd", date(max(aar, 2025) - 1, 12, 1)).frist == siste


def test_ny_tekst_etter_ikrafttredelsen_tar_ikke_avtalen_ut_av_kraft() -> None:
    """A running agreement that is amended runs on: its years, and since when its steps were open, stay."""
    foer = fram_til_signering().steg("handlingsplan.2025", date(2025, 9, 10))
    historie = fram_til_signering().enes(date(2025, 9, 1), 2)
    plan = historie.plan(date(2025, 9, 10))
    assert historie.steg("ikraft", date(2025, 9, 10)).utfoert == date(2025, 3, 28)
    assert historie.steg("godkjenning.trysil", date(2025, 9, 10)).status is Status.AAPEN
    assert historie.steg("handlingsplan.2025", date(2025, 9, 10)).aapnet == foer.aapnet
    historie.vedtar(date(2026, 2, 26), "godkjenning", *KOMMUNER, "innlandet", "kdd")
    assert historie.steg("ikraft", date(2026, 3, 1)).utfoert == date(2025, 3, 28)
    assert {s.aar for s in plan} == {s.aar for s in historie.plan(date(2026, 3, 1))}


def test_en_fylkeskommune_som_blir_hovedpart_senere_tar_ikke_avtalen_ut_av_kraft() -> None:
    historie = til_enighet().den(date(2025, 2, 10), RolleEndret(part="innlandet", rolle=Rolle.UAVKLART))
    historie.vedtar(date(2025, 3, 27), "godkjenning", *KOMMUNER, "kdd")
    assert historie.steg("ikraft", date(2025, 3, 28)).utfoert == date(2025, 3, 27)
    historie.fylket_blir_hovedpart(date(2026, 2, 1))
    assert historie.steg("godkjenning.innlandet", date(2026, 2, 2)).status is Status.AAPEN
    assert historie.steg("ikraft", date(2026, 2, 2)).utfoert == date(2025, 3, 27)


def test_en_godkjenning_som_ikke_er_aktuell_holder_ikke_ikrafttredelsen_tilbake() -> None:
    historie = til_enighet().vedtar(date(2025, 3, 27), "godkjenning", *KOMMUNER, "innlandet")
    historie.den(date(2025, 4, 1), StegIkkeAktuelt(steg="godkjenning.kdd", grunn="regjeringen har godkjent samlet"))
    assert historie.steg("ikraft", date(2025, 4, 2)).utfoert == date(2025, 3, 27)


def test_avtalens_siste_dag_hoerer_med_til_avtalen() -> None:
    historie = fram_til_signering()
    assert historie.steg("viderefoering.trysil", date(2028, 12, 30)).status is Status.AAPEN
    assert historie.steg("viderefoering.trysil", date(2028, 12, 31)).status is Status.BORTFALT


def test_uten_avtaleslutt_sier_planen_selv_at_nyttaar_bringer_nye_aar() -> None:
    historie = fram_til_signering().den(date(2025, 5, 1), DatoSatt(navn="avtaleslutt", verdi=None))
    assert historie.steg("ikraft", date(2025, 6, 1)).neste_skifte == date(2026, 1, 1)
    assert fram_til_signering().steg("ikraft", date(2025, 6, 1)).neste_skifte is None


def test_prognosen_for_ikrafttredelsen_er_dagen_for_siste_vedtak() -> None:
    """In force counts from the decision, signing from when its saksutskrift is there."""
    historie = til_enighet()
    naa = date(2025, 2, 10)
    siste = max(s.tidligst or naa for s in historie.plan(naa) if s.steg == "godkjenning")
    assert historie.steg("ikraft", naa).tidligst == siste
    assert (historie.steg("signering.trysil", naa).tidligst or naa) > siste


def test_prognosen_regner_med_at_departementet_trenger_tid_til_svaret() -> None:
    historie = Historie().vedtar(date(2024, 11, 7), "forankring", *KOMMUNER).gjoer(date(2024, 11, 29), "innsending")
    respons = historie.steg("respons", date(2024, 12, 2))
    assert respons.tidligst == KALENDER.flytt(date(2024, 11, 29), 20)
