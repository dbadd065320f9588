"""Change under way: an agreement that ends early, work that must be done again, steps the coordinator adds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from flyter.livsloep import UTVIKLINGSAVTALE
from modeller.fakta import (
    AvtaleAvsluttet,
    AvtaleOpprettet,
    Avtalepart,
    DatoSatt,
    Datoverdi,
    Fristart,
    FristUtsatt,
    MoeteInnkalt,
    Rolle,
    RolleEndret,
    StegGjenaapnet,
    StegIkkeAktuelt,
    StegLagtTil,
    StegPauset,
)
from modeller.kontroll import innvendinger
from modeller.plan import Status
from modeller.setninger import i_ord
from modeller.stegkontroll import UTEN_PART
from modeller.tekst import Maalform, Tekst, lik
from tests.rollebesetning import KOMMUNER, OPPRETTET, REGISTER, Historie, fram_til_signering

TILLEGG = StegLagtTil(
    id="avklaring",
    tittel=Tekst("Avklaring av husleien", "Avklaring av husleiga"),
    parter=("trysil", "kdd"),
    frist=date(2026, 3, 20),
    grunn="avtalt i statusmøtet",
)


def naar_det_sies(historie: Historie, dag: date, *hendelser: object) -> list[str]:
    """The objections to each happening in turn, the ones before it taken as registered."""
    svar = []
    for hendelse in hendelser:
        plan = historie.plan(dag)
        svar += [t.nb for t in innvendinger(hendelse, dag, plan, REGISTER, historie.livsloep, dag)]  # type: ignore[arg-type]
    return svar


def test_en_avtale_som_avsluttes_foer_tiden_mister_aarene_etter() -> None:
    historie = fram_til_signering().den(date(2026, 9, 1), AvtaleAvsluttet(til=date(2026, 12, 31), grunn="enighet"))
    plan = historie.plan(date(2026, 9, 2))
    assert plan.slutt == date(2026, 12, 31)
    assert {steg.aar for steg in plan if steg.aar} == {2025, 2026}
    assert historie.steg("sluttrapport.d1", date(2026, 9, 2)).frist is not None


def test_en_avslutning_maa_vaere_foer_slutten_og_etter_begynnelsen() -> None:
    historie, dag = fram_til_signering(), date(2026, 9, 1)
    assert naar_det_sies(historie, dag, AvtaleAvsluttet(til=date(2029, 1, 1))) == [
        "Avtalen slutter 30.12.2028 uansett. Skal den avsluttes før tiden, må dagen være før det."
    ]
    foer_den_gjaldt = (
        "Avtalen kan ikke slutte 1.12.2024: den har vært gjeldende siden 28.3.2025. Velg den dagen eller en senere."
    )
    tidlig = date(2024, 12, 1)
    assert naar_det_sies(historie, dag, AvtaleAvsluttet(til=tidlig)) == [foer_den_gjaldt]
    assert naar_det_sies(historie, dag, DatoSatt(navn="avtaleslutt", verdi=Datoverdi(tidlig))) == [foer_den_gjaldt]
    assert naar_det_sies(Historie(), date(2024, 10, 1), AvtaleAvsluttet(til=date(2024, 2, 1))) == [
        "Avtalen kan ikke slutte 1.2.2024: den begynte 1.3.2024. Velg den dagen eller en senere."
    ]
    assert naar_det_sies(Historie(), date(2024, 10, 1), AvtaleAvsluttet(til=date(2024, 10, 15))) == []
    assert naar_det_sies(historie, dag, AvtaleAvsluttet(til=date(2027, 1, 1))) == []


def test_et_steg_som_maa_gjoeres_paa_nytt_er_aapent_fra_den_dagen_i_en_ny_runde() -> None:
    historie = Historie().gjoer(date(2024, 10, 1), "forpliktelser.d1")
    assert historie.steg("forpliktelser.d1", date(2024, 10, 2)).status is Status.UTFOERT
    historie.den(date(2024, 10, 9), StegGjenaapnet(steg="forpliktelser.d1", grunn="en part manglet"))
    steg = historie.steg("forpliktelser.d1", date(2024, 10, 10))
    assert (steg.status, steg.aapnet, steg.runde, steg.utfoert) == (Status.AAPEN, date(2024, 10, 9), 2, None)
    assert historie.gjoer(date(2024, 10, 20), "forpliktelser.d1").steg(
        "forpliktelser.d1", date(2024, 10, 21)
    ).utfoert == date(2024, 10, 20)


def test_bare_det_som_er_gjort_kan_aapnes_igjen() -> None:
    historie, dag = Historie(), date(2024, 10, 9)
    assert naar_det_sies(historie, dag, StegGjenaapnet(steg="innsending", grunn="feil")) == [
        "«Innsending av forslaget» er ikke gjort ennå."
    ]
    assert naar_det_sies(historie, dag, StegGjenaapnet(steg="ikraft", grunn="feil")) == [
        "«Avtalen gjelder» kan ikke åpnes igjen. Angre det som gjorde det ferdig."
    ]


def test_et_godkjent_vedtak_som_maa_tas_paa_nytt_tar_med_seg_ikrafttredelsen() -> None:
    historie = fram_til_signering()
    historie.den(date(2025, 5, 5), StegGjenaapnet(steg="godkjenning.vaaler", grunn="feil saksutredning"))
    assert historie.steg("godkjenning.vaaler", date(2025, 5, 6)).status is Status.AAPEN
    assert historie.steg("ikraft", date(2025, 5, 6)).utfoert is None


def test_aar_som_er_gjort_staar_naar_en_godkjenning_maa_tas_paa_nytt() -> None:
    historie = fram_til_signering().gjoer(date(2025, 9, 30), "handlingsplan.2025")
    historie.den(date(2026, 2, 2), StegGjenaapnet(steg="godkjenning.vaaler", grunn="lovlighetskontroll"))
    plan = historie.plan(date(2026, 2, 3))
    assert {steg.aar for steg in plan if steg.aar} == {2025, 2026, 2027, 2028}
    assert historie.steg("handlingsplan.2025", date(2026, 2, 3)).utfoert == date(2025, 9, 30)
    assert plan.loese_fakta == ()
    historie.vedtar(date(2026, 2, 26), "godkjenning", "vaaler")
    assert historie.steg("ikraft", date(2026, 2, 27)).utfoert == date(2026, 2, 26)
    assert historie.steg("handlingsplan.2025", date(2026, 2, 27)).utfoert == date(2025, 9, 30)


def test_det_som_skjer_annethvert_aar_kommer_i_de_samme_aarene_naar_inngaaelsen_maa_gjoeres_paa_nytt() -> None:
    parter = (Avtalepart("innlandet", Rolle.HOVEDPART), Avtalepart("trysil", Rolle.HOVEDPART))
    ny = AvtaleOpprettet(navn=lik("Trysilavtalen"), livsloep="utviklingsavtale", parter=parter)
    historie = Historie(UTVIKLINGSAVTALE, ny).gjoer(date(2024, 4, 1), "avtaleinngaaelse")
    historie.kaller_inn(date(2025, 9, 1), "statusmoete.2025", date(2025, 11, 3))
    historie.kaller_inn(date(2026, 3, 2), "politisk_moete.2026", date(2026, 5, 4))
    foer = {steg.id for steg in historie.plan(date(2026, 6, 1)) if steg.aar}
    historie.den(date(2026, 6, 1), StegGjenaapnet(steg="avtaleinngaaelse", grunn="feil part signerte"))
    assert {steg.id for steg in historie.plan(date(2026, 6, 2)) if steg.aar} == foer


def test_et_steg_koordinatoren_legger_til_har_sine_egne_parter_og_sin_egen_dato() -> None:
    historie = fram_til_signering().den(date(2026, 2, 2), TILLEGG)
    steg = historie.steg("tillegg.avklaring", date(2026, 2, 3))
    assert (steg.parter, steg.ball, steg.status) == (("trysil", "kdd"), ("trysil", "kdd"), Status.AAPEN)
    assert (steg.frist, steg.art, steg.aapnet) == (date(2026, 3, 20), Fristart.FRIST, date(2026, 2, 2))
    assert i_ord(steg.begrunnelse, Maalform.NN) == (
        "datoen er sett til 20.3.2026 med grunngjevinga «avtalt i statusmøtet»"
    )
    assert historie.steg("tillegg.avklaring", date(2026, 3, 21)).forfalt(date(2026, 3, 21))
    assert historie.gjoer(date(2026, 3, 21), "tillegg.avklaring").steg(
        "tillegg.avklaring", date(2026, 3, 22)
    ).utfoert == date(2026, 3, 21)


def test_et_tillegg_kan_vente_paa_et_annet_steg() -> None:
    etter = StegLagtTil(id="brev", tittel=Tekst("Brev", "Brev"), parter=("kdd",), etter=("innsending",))
    steg = Historie().den(date(2024, 10, 1), etter).steg("tillegg.brev", date(2024, 10, 2))
    assert (steg.status, "innsending" in steg.foran) == (Status.VENTER, True)


def test_et_tillegg_maa_ha_kjente_parter_og_steg_og_en_id_som_er_ledig() -> None:
    historie = fram_til_signering().den(date(2026, 2, 2), TILLEGG)
    ny = StegLagtTil(
        id="avklaring", tittel=TILLEGG.tittel, parter=("trysill",), etter=("innsendin",), fyller="oppfoelging"
    )
    assert naar_det_sies(historie, date(2026, 2, 3), ny) == [
        "Steget «avklaring» er lagt til fra før. Gi det nye en annen id.",
        "«trysill» er ikke part i avtalen. Mente du «trysil»?",
        "Finner ikke steget «innsendin». Mente du «innsending»?",
        "Finner ikke hullet «oppfoelging».",
    ]


def test_et_tillegg_kan_ikke_ha_frist_foer_avtalen() -> None:
    [grunn] = naar_det_sies(fram_til_signering(), date(2026, 2, 3), replace(TILLEGG, frist=date(2020, 5, 15)))
    assert "15.5.2020" in grunn


def test_et_moete_mellom_partene_som_avlyses_maa_kalles_inn_paa_nytt() -> None:
    historie = fram_til_signering().kaller_inn(date(2026, 3, 2), "politisk_dialog.2026", date(2026, 6, 18))
    assert historie.steg("dialog_innkalling.2026", date(2026, 3, 3)).status is Status.UTFOERT
    historie.den(date(2026, 6, 17), MoeteInnkalt(steg="politisk_dialog.2026", dato=None, grunn="sykdom"))
    innkalling = historie.steg("dialog_innkalling.2026", date(2026, 6, 18))
    assert (innkalling.status, innkalling.ball) == (Status.AAPEN, ("kdd",))
    assert historie.steg("politisk_dialog.2026", date(2026, 6, 18)).art is not Fristart.FRIST


def test_et_moete_som_ikke_er_kalt_inn_kan_ikke_avlyses() -> None:
    avlyst = MoeteInnkalt(steg="politisk_dialog.2026", dato=None)
    assert naar_det_sies(fram_til_signering(), date(2026, 3, 2), avlyst) == [
        "«Politisk dialog» er ikke kalt inn, så det kan ikke avlyses."
    ]


def test_en_dato_som_flyttes_igjen_er_av_samme_slag_som_foer() -> None:
    """Nobody who only says a new day says that the deadline is none any more."""
    dag = date(2026, 1, 20)
    historie = fram_til_signering().den(dag, TILLEGG)
    historie.den(dag, FristUtsatt(steg="evalueringsdesign", til=date(2026, 6, 1), art=Fristart.FRIST))
    for steg in (TILLEGG.steg, "evalueringsdesign"):
        historie.den(date(2026, 2, 2), FristUtsatt(steg=steg, til=date(2026, 8, 3)))
        flyttet = historie.steg(steg, date(2026, 2, 3))
        assert (flyttet.frist, flyttet.art) == (date(2026, 8, 3), Fristart.FRIST)


def test_det_som_er_registrert_sist_gjelder_ogsaa_naar_klokka_er_stilt_tilbake() -> None:
    dag = date(2026, 2, 2)
    historie = fram_til_signering().den(dag, FristUtsatt(steg="evalueringsdesign", til=date(2026, 6, 1)))
    historie.den(dag, FristUtsatt(steg="evalueringsdesign", til=date(2026, 8, 3)), registrert=date(2026, 2, 1))
    assert historie.steg("evalueringsdesign", dag).frist == date(2026, 8, 3)


def test_det_som_bare_forbereder_et_moete_faller_bort_sammen_med_moetet() -> None:
    dag = date(2026, 8, 3)
    historie = fram_til_signering().den(dag, StegIkkeAktuelt(steg="politisk_dialog.2026", grunn="møtes i februar"))
    for steg_id in ("dialog_innkalling.2026", *(f"status_politisk.2026.{kommune}" for kommune in KOMMUNER)):
        steg = historie.steg(steg_id, dag)
        assert (steg.status, steg.frist, steg.milepaeler) == (Status.IKKE_AKTUELL, None, ())
        assert i_ord(steg.begrunnelse, Maalform.NB) == "har ingen dato, siden den politiske dialogen faller bort"
    assert historie.steg("status_politisk.2027.trysil", dag).frist is not None
    historie.den(dag, StegGjenaapnet(steg="politisk_dialog.2026", grunn="vi møtes likevel"))
    assert historie.steg("status_politisk.2026.trysil", dag).status is Status.AAPEN


def test_det_som_er_et_krav_i_seg_selv_mister_bare_datoen_naar_det_telles_fra_noe_som_faller_bort() -> None:
    historie = Historie().den(date(2024, 12, 2), StegIkkeAktuelt(steg="tekstdialog", grunn="teksten er klar"))
    respons = historie.steg("respons", date(2024, 12, 3))
    assert (respons.status, respons.frist) == (Status.VENTER, None)
    assert historie.steg("tekstdialog_innkalling", date(2024, 12, 3)).status is Status.IKKE_AKTUELL
    assert historie.steg("enighet", date(2024, 12, 3)).frist is not None, "det som kommer etter, står"


def test_det_siste_aaret_er_ikke_handlingsplanens_vedtak_foer_en_godkjenning_som_ikke_kommer() -> None:
    vedtak = fram_til_signering().steg("handlingsplan_vedtak.2028.trysil", date(2028, 9, 1))
    assert (vedtak.frist, vedtak.status) == (None, Status.VENTER)


def test_det_som_falt_bort_med_et_moete_kommer_bare_tilbake_sammen_med_det() -> None:
    dag = date(2026, 8, 3)
    historie = fram_til_signering().den(dag, StegIkkeAktuelt(steg="politisk_dialog.2026", grunn="møtes i februar"))
    assert naar_det_sies(historie, dag, StegGjenaapnet(steg="status_politisk.2026.trysil", grunn="feil")) == [
        "«Politisk behandling av status» faller bort sammen med det som skulle forberedes. Åpne det igjen i stedet."
    ]


def test_ballen_kan_bare_ligge_hos_en_part() -> None:
    dag = date(2024, 10, 9)
    uten_husbanken = replace(OPPRETTET, parter=tuple(p for p in OPPRETTET.parter if p.part != "husbanken"))
    pause = StegPauset(steg="forankring.trysil", hos="husbanken", grunn="avklaring om lån")
    assert naar_det_sies(Historie(opprettet=uten_husbanken), dag, pause) == [
        f"Husbanken er ikke part i avtalen, så ballen kan ikke ligge der. {UTEN_PART.nb}"
    ]
    assert naar_det_sies(Historie(), dag, pause) == []


def test_en_part_som_gaar_ut_gir_fra_seg_ballen_den_hadde_faatt_paa_vent() -> None:
    pauset, gikk = date(2024, 10, 2), date(2024, 10, 9)
    historie = Historie().den(pauset, StegPauset(steg="forankring.trysil", hos="husbanken", grunn="avklaring om lån"))
    assert historie.steg("forankring.trysil", pauset).ball == ("husbanken",)
    historie.den(gikk, RolleEndret(part="husbanken", rolle=None, grunn="trakk seg"))
    steg = historie.steg("forankring.trysil", gikk)
    assert (steg.ball, steg.hvilende, steg.aapnet) == (("trysil",), False, gikk)


def test_det_som_maa_gjoeres_paa_nytt_er_ikke_forsinket_siden_foerste_gang() -> None:
    """The expected date of spring 2025 was met; a text that is changed in 2026 has its own first meetings."""
    dag = date(2026, 10, 30)
    historie = fram_til_signering().enes(dag, 2)
    trysil, signering = historie.steg("godkjenning.trysil", dag), historie.steg("signering.trysil", dag)
    assert (trysil.status, trysil.frist, trysil.art) == (Status.AAPEN, date(2027, 2, 25), Fristart.VEILEDENDE)
    assert i_ord(trysil.begrunnelse, Maalform.NB, 2026).startswith(
        "datoen 11.4.2025 var passert da teksten ble endret 30.10"
    )
    assert "senere enn" not in i_ord(trysil.merknader, Maalform.NB)
    assert (signering.frist, historie.steg("ikraft", dag).frist) == (None, date(2025, 3, 28))


def test_den_som_aldri_har_godkjent_er_fremdeles_senere_enn_ventet_naar_teksten_endres() -> None:
    historie = fram_til_signering()
    historie.fakta = [f for f in historie.fakta if getattr(f.hendelse, "steg", "") != "godkjenning.vaaler"][:-6]
    historie.enes(date(2025, 5, 5), 2)
    assert historie.steg("godkjenning.vaaler", date(2025, 5, 6)).art is Fristart.VENTET
    assert historie.steg("godkjenning.trysil", date(2025, 5, 6)).frist == date(2025, 6, 12)


def test_et_vedtak_som_aapnes_igjen_etter_datoen_sin_har_det_foerste_moetet_det_kan_naa() -> None:
    dag = date(2026, 2, 2)
    historie = fram_til_signering().den(dag, StegGjenaapnet(steg="godkjenning.vaaler", grunn="lovlighetskontroll"))
    vaaler = historie.steg("godkjenning.vaaler", dag)
    assert (vaaler.frist, vaaler.art) == (date(2026, 4, 23), Fristart.VEILEDENDE)
    assert "åpnet igjen 2.2" in i_ord(vaaler.begrunnelse, Maalform.NB, 2026)


def test_det_som_aapner_etter_at_avtalen_er_slutt_kommer_ikke() -> None:
    dag = date(2026, 9, 2)
    historie = fram_til_signering().den(dag, AvtaleAvsluttet(til=date(2027, 6, 30), grunn="enighet"))
    ute = {s.steg for s in historie.plan(dag) if s.aar == 2027 and s.status is Status.IKKE_AKTUELL}
    assert {"handlingsplan", "dialog_innkalling", "status_politisk", "politisk_dialog", "valgmandat"} <= ute
    historie.kaller_inn(dag, "politisk_dialog.2027", date(2027, 5, 27))
    assert historie.steg("politisk_dialog.2027", dag).status is Status.KOMMENDE
    assert historie.steg("status_politisk.2027.trysil", dag).frist == date(2027, 4, 22)


def test_en_dialog_som_avlyses_flytter_ingen_behandling_tilbake_til_et_moete_som_var_over() -> None:
    """Until it is called anew the dialogue is tentative in November: the last meetings before that are over."""
    dag = date(2026, 10, 30)
    historie = fram_til_signering().kaller_inn(date(2026, 3, 2), "politisk_dialog.2026", date(2026, 11, 19))
    historie.naar(date(2026, 10, 5), "status_politisk.2026.trysil", "saksframlegg")
    historie.den(dag, MoeteInnkalt(steg="politisk_dialog.2026", dato=None, grunn="sykdom"))
    trysil, engerdal = (historie.steg(f"status_politisk.2026.{k}", dag) for k in ("trysil", "engerdal"))
    assert (trysil.frist, engerdal.frist) == (date(2026, 11, 5), date(2027, 2, 25)), "Trysil's matter is on its way"
    assert "passert" not in i_ord(trysil.merknader, Maalform.NB)
    assert historie.steg("dialog_innkalling.2026", dag).frist is None


def test_det_som_regnes_ut_taaler_at_noen_har_sagt_at_det_maa_gjoeres_paa_nytt() -> None:
    """A fact that would be refused today must not stop a plan, if it is there."""
    historie = fram_til_signering().den(date(2026, 2, 2), StegGjenaapnet(steg="ikraft", grunn="feil"))
    assert historie.steg("ikraft", date(2026, 2, 3)).utfoert == date(2025, 3, 28)
