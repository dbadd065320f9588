"""What stands in a calendar, for whom, and in which words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from flyter.livsloep import LIVSLOEP
from modeller.abonnement import Abonnementsvalg, Ferdige
from modeller.fakta import AvtaleAvsluttet, Fristart, MoeteInnkalt, StegIkkeAktuelt, StegPauset, StegUtfoert
from modeller.plan import Plan
from modeller.register import Register
from modeller.tekst import Maalform
from tests.kalendergull import LENKE, for_part, poster_av
from tests.rollebesetning import AVTALE, KOMMUNER, REGISTER, Historie, fram_til_signering
from varsler.kalender.oppfoering import Kalenderpost, Oppfoering, Tilstand, uid_for
from varsler.kalender.sammensetting import KATEGORIER, oppfoeringer
from varsler.kalender.versjon import som_publiseres, versjoner

I_DAG = date(2024, 9, 2)
NAA = datetime(2024, 9, 2, 6, tzinfo=UTC)


def alle(plan: Plan, register: Register = REGISTER) -> tuple[Oppfoering, ...]:
    return oppfoeringer(plan, register, LENKE)


def finn(oppfoeringene: tuple[Oppfoering, ...], steg: str, milepael: str | None = None) -> Oppfoering:
    (en,) = (o for o in oppfoeringene if o.steg == steg and o.milepael == milepael)
    return en


def post(poster: tuple[Kalenderpost, ...], oppfoering: Oppfoering) -> Kalenderpost | None:
    return next((p for p in poster if p.uid == oppfoering.uid), None)


def test_en_part_faar_det_den_skal_gjoere_det_den_deltar_i_og_det_som_gjelder_alle() -> None:
    plan = Historie().plan(I_DAG)
    for oppfoering in for_part(plan, "aamot"):
        steg = plan.finn(oppfoering.steg)
        assert steg is not None
        assert not steg.parter or "aamot" in (*steg.parter, *steg.deltar)
    steg_i_feeden = {o.steg for o in for_part(plan, "aamot")}
    assert {"forankring.aamot", "innsending", "tekstdialog", "ikraft"} <= steg_i_feeden
    assert "forankring.vaaler" not in steg_i_feeden


def test_den_som_har_ballen_paa_vegne_av_en_annen_ser_steget() -> None:
    historie = Historie().den(
        date(2024, 8, 20), StegPauset(steg="forankring.aamot", hos="husbanken", grunn="avklaring")
    )
    assert "forankring.aamot" in {o.steg for o in for_part(historie.plan(I_DAG), "husbanken")}


def test_et_avlyst_moete_blir_staaende_som_avlyst_paa_sin_dag_i_tretti_dager_eller_til_det_kalles_inn_igjen() -> None:
    dagen, uid = date(2025, 1, 23), uid_for(AVTALE, "tekstdialog")
    historie = Historie().gjoer(date(2024, 11, 29), "innsending").kaller_inn(date(2025, 1, 10), "tekstdialog", dagen)
    avlyst = MoeteInnkalt(steg="tekstdialog", dato=None, grunn="Statsråden er syk.")
    historie.den(date(2025, 1, 22), avlyst)

    dag_foer = finn(alle(historie.plan(date(2025, 1, 22))), "tekstdialog")
    assert (dag_foer.dag, dag_foer.tilstand, dag_foer.uid) == (dagen, Tilstand.AVLYST, uid)
    assert dag_foer.tittel.nb == "AVLYST: Dialog om endelig ordlyd – Bygdevekstavtale for fire kommuner"
    assert dag_foer.beskrivelse.nn.startswith("Møtet 23.1.2025 er avlyst med grunngjevinga «Statsråden er syk».")
    assert "Hvorfor denne datoen" not in dag_foer.beskrivelse.nb

    etterpaa = finn(alle(historie.plan(dagen + timedelta(days=31))), "tekstdialog")
    assert (etterpaa.tilstand, etterpaa.bare_maaned) == (Tilstand.USIKKER, True)

    historie.kaller_inn(date(2025, 1, 24), "tekstdialog", date(2025, 2, 6))
    paa_nytt = finn(alle(historie.plan(date(2025, 1, 24))), "tekstdialog")
    assert (paa_nytt.dag, paa_nytt.tilstand, paa_nytt.uid) == (date(2025, 2, 6), Tilstand.FAST, uid)


def test_et_moete_etter_avtaleslutt_staar_som_avlyst_til_dagen_er_over() -> None:
    dagen = date(2026, 11, 26)
    historie = fram_til_signering().kaller_inn(date(2026, 8, 20), "politisk_dialog.2026", dagen)
    historie.den(date(2026, 9, 14), AvtaleAvsluttet(til=date(2026, 10, 31)))
    moetet = finn(alle(historie.plan(date(2026, 11, 2))), "politisk_dialog.2026")
    assert (moetet.dag, moetet.tilstand) == (dagen, Tilstand.AVLYST)
    assert moetet.beskrivelse.nb.startswith("Dette er ikke aktuelt lenger.")
    assert "politisk_dialog.2026" not in {o.steg for o in alle(historie.plan(dagen + timedelta(days=1)))}


def test_milepaelene_mot_et_vedtak_er_egne_oppfoeringer() -> None:
    egne = for_part(Historie().plan(I_DAG), "aamot")
    dager = {o.milepael: o.dag for o in egne if o.steg == "forankring.aamot"}
    assert dager == {
        "saksframlegg": date(2024, 10, 8),
        "papirer:aamot-formannskap": date(2024, 10, 15),
        "behandling:aamot-formannskap": date(2024, 10, 22),
        "papirer:aamot-kommunestyre": date(2024, 10, 28),
        None: date(2024, 11, 7),
    }
    saksframlegg = finn(egne, "forankring.aamot", "saksframlegg")
    assert saksframlegg.tittel.nb == (
        "Saksframlegg klart: Politisk forankring av forslaget (Åmot kommune) – Bygdevekstavtale for fire kommuner"
    )


def test_en_frist_sier_hvem_som_har_ballen_og_hvorfor_datoen_er_den_den_er() -> None:
    frist = finn(alle(Historie().plan(I_DAG)), "forankring.aamot")
    assert frist.tittel.nb.startswith("Frist: Politisk forankring av forslaget (Åmot kommune)")
    assert "Ballen ligger hos Åmot kommune." in frist.beskrivelse.nb
    assert "Ballen ligg hos Åmot kommune." in frist.beskrivelse.nn
    assert "Hvorfor denne datoen: siste møte i Åmot kommunestyre før" in frist.beskrivelse.nb
    assert "Kvifor denne datoen: siste møte i Åmot kommunestyre før" in frist.beskrivelse.nn


def test_den_som_venter_faar_vite_paa_hvem() -> None:
    innsending = finn(alle(Historie().plan(I_DAG)), "innsending")
    assert "Trysil kommune venter på Engerdal kommune, Våler kommune og Åmot kommune." in innsending.beskrivelse.nb


def test_bare_det_noen_har_satt_heter_frist() -> None:
    plan = Historie().plan(I_DAG)
    for oppfoering in alle(plan):
        steg = plan.finn(oppfoering.steg)
        assert steg is not None
        if steg.art is not Fristart.FRIST:
            assert "Frist:" not in oppfoering.tittel.nb
            assert oppfoering.tilstand in {Tilstand.USIKKER, Tilstand.AVLYST}
    veiledende = finn(alle(plan), "fylkets_rolle.innlandet")
    assert veiledende.tittel.nb.startswith("Veiledende: ")
    assert veiledende.tittel.nn.startswith("Rettleiande: ")
    assert "ikke en frist noen har satt" in veiledende.beskrivelse.nb
    ventet = finn(alle(plan), "godkjenning.aamot")
    assert ventet.tittel.nb.startswith("Ventet: ")
    assert ventet.tittel.nn.startswith("Venta: ")


def test_en_tentativ_maaned_er_en_dag_den_foerste_og_sier_det() -> None:
    dialog = finn(alle(Historie().plan(I_DAG)), "tekstdialog")
    assert dialog.dag == date(2025, 1, 1)
    assert dialog.tilstand is Tilstand.USIKKER
    assert dialog.tittel.nb.endswith("(tentativt, januar 2025)")
    assert "Måneden er tentativ" in dialog.beskrivelse.nb


def test_et_moete_med_satt_dato_er_ingen_frist() -> None:
    historie = fram_til_signering()
    dialog = finn(alle(historie.plan(date(2025, 1, 15))), "tekstdialog")
    assert dialog.dag == date(2025, 1, 23)
    assert dialog.tilstand is Tilstand.FAST
    assert dialog.tittel.nb == "Dialog om endelig ordlyd – Bygdevekstavtale for fire kommuner"


def test_avtalen_gjelder_den_dagen_den_gjelder_fra() -> None:
    ikraft = finn(alle(fram_til_signering().plan(date(2025, 5, 2))), "ikraft")
    assert ikraft.dag == date(2025, 3, 28)
    assert ikraft.tittel.nb.startswith("Avtalen gjelder")


def test_oppdiktet_moeteplan_staar_i_tittelen_paa_alt_som_bygger_paa_den() -> None:
    organer = {i: replace(o, oppdiktet=o.part == "aamot") for i, o in REGISTER.organer.items()}
    register = replace(REGISTER, organer=organer)
    historie = Historie()
    historie.register = register
    egne = [o for o in alle(historie.plan(I_DAG), register) if o.steg == "forankring.aamot"]
    assert len(egne) == 5
    assert all("(oppdiktet møteplan)" in o.tittel.nb and "(oppdikta møteplan)" in o.tittel.nn for o in egne)
    assert all(o.beskrivelse.nb.count("oppdiktet møteplan") == 1 for o in egne)
    # A date the source expects is not made up, though the meetings before it are.
    ventet = finn(alle(historie.plan(I_DAG), register), "godkjenning.aamot")
    assert "oppdiktet" not in ventet.tittel.nb
    assert "oppdiktet møteplan" in ventet.beskrivelse.nb
    andre = [o for o in alle(historie.plan(I_DAG), register) if o.steg == "forankring.vaaler"]
    assert not any("oppdikt" in o.tittel.nb for o in andre)


def test_utfoert_er_merket_eller_borte_slik_abonnenten_vil() -> None:
    historie = Historie().vedtar(date(2024, 11, 7), "forankring", *KOMMUNER)
    dag = date(2024, 11, 8)
    egne = for_part(historie.plan(dag), "aamot")
    vedtak = finn(egne, "forankring.aamot")
    merket = post(poster_av(egne, dag), vedtak)
    assert merket is not None
    assert merket.tittel.startswith("✓ Politisk forankring av forslaget")
    assert "Utført 7.11.2024." in merket.beskrivelse
    assert post(poster_av(egne, dag, Abonnementsvalg(ferdige=Ferdige.FJERN)), vedtak) is None


def test_et_forbehold_som_er_en_setning_faar_ikke_to_punktum() -> None:
    utfoert = StegUtfoert(steg="innsending", forbehold="Åmot vedtar 12. desember.")
    dag = date(2024, 11, 30)
    egne = for_part(Historie().vedtar(date(2024, 11, 7), "forankring", *KOMMUNER).den(dag, utfoert).plan(dag), "aamot")
    merket = post(poster_av(egne, dag), finn(egne, "innsending"))
    assert merket is not None
    assert "med forbehold: Åmot vedtar 12. desember.\n" in merket.beskrivelse


def test_milepaeler_ingen_registrerte_er_borte_naar_vedtaket_er_fattet() -> None:
    historie = Historie().naar(date(2024, 10, 4), "forankring.aamot", "saksframlegg")
    historie.vedtar(date(2024, 11, 7), "forankring", *KOMMUNER)
    egne = for_part(historie.plan(date(2024, 11, 8)), "aamot")
    assert [o.milepael for o in egne if o.steg == "forankring.aamot"] == ["saksframlegg", None]
    assert finn(egne, "forankring.aamot", "saksframlegg").tittel.nb.startswith("✓ Saksframlegg klart")


def test_et_avlyst_moete_blir_staaende_tretti_dager_etter_datoen_for_dem_som_hadde_det() -> None:
    historie = fram_til_signering()
    historie.fakta = [f for f in historie.fakta if f.skjedde <= date(2025, 1, 10)]
    foer = alle(historie.plan(date(2025, 1, 10)))
    kjent = versjoner("a", som_publiseres(foer, ()), {}, NAA)
    historie.den(date(2025, 1, 15), StegIkkeAktuelt(steg="tekstdialog", grunn="tas skriftlig"))
    etter = alle(historie.plan(date(2025, 1, 16)))
    avlyst = finn(etter, "tekstdialog")
    assert avlyst.tilstand is Tilstand.AVLYST

    senere = NAA + timedelta(days=1)
    vist = post(poster_av(etter, avlyst.dag + timedelta(days=30), naa=senere, foer=kjent), avlyst)
    assert vist is not None
    assert vist.tittel.startswith("AVLYST: ")
    assert (vist.sekvens, vist.endret) == (1, senere)
    assert post(poster_av(etter, avlyst.dag + timedelta(days=31), naa=senere, foer=kjent), avlyst) is None
    assert post(poster_av(etter, avlyst.dag), avlyst) is None


def test_en_frist_som_ikke_gjelder_lenger_utgaar() -> None:
    foer = versjoner("a", som_publiseres(alle(Historie().plan(I_DAG)), ()), {}, NAA)
    ikke_aktuelt = StegIkkeAktuelt(steg="handlingsplan_utkast", grunn="sendes senere")
    egne = alle(Historie().den(date(2024, 9, 10), ikke_aktuelt).plan(date(2024, 9, 11)))
    vist = post(poster_av(egne, date(2024, 9, 11), foer=foer), finn(egne, "handlingsplan_utkast"))
    assert vist is not None
    assert vist.tittel.startswith("UTGÅR: Utkast til handlingsplan")
    assert "ikke aktuelt lenger" in vist.beskrivelse


def test_kalenderen_gaar_tolv_maaneder_tilbake_og_saa_langt_fram_planen_gaar() -> None:
    historie = fram_til_signering()
    dag = date(2026, 1, 23)
    egne = alle(historie.plan(dag))
    dager = [p.dag for p in poster_av(egne, dag)]
    assert min(dager) >= date(2025, 1, 23)
    assert finn(egne, "tekstdialog").dag == date(2025, 1, 23) == min(dager)
    assert max(dager) == date(2028, 12, 30)
    assert dager == sorted(dager)


def test_teksten_er_i_abonnentens_maalform() -> None:
    egne = for_part(Historie().plan(I_DAG), "aamot")
    nynorsk = poster_av(egne, I_DAG, Abonnementsvalg(maalform=Maalform.NN))
    assert all("Meir i Fristvakt: " in p.beskrivelse and "maal=nn" in p.url for p in nynorsk)
    assert not any("ikke " in p.beskrivelse.replace("«", " ") for p in nynorsk)


def test_uid_er_den_samme_for_alle_og_ulik_for_alt() -> None:
    plan = Historie().plan(I_DAG)
    uider = [o.uid for o in alle(plan)]
    assert len(uider) == len(set(uider))
    assert {o.uid for o in for_part(plan, "aamot")} <= set(uider)
    assert uid_for("a", "b.c") != uid_for("a", "b", "c")
    # A UID that changes would give every subscriber everything twice.
    assert uid_for("avtale", "steg") == "e6419da3cf7983d4eecfa13839eff873accf572e@fristvakt"
    assert all(len(uid) < 60 and uid.endswith("@fristvakt") for uid in uider)


def test_feeden_er_godt_under_en_megabyte() -> None:
    dag = date(2025, 5, 2)
    tegn = sum(len(p.beskrivelse) + len(p.tittel) for p in poster_av(alle(fram_til_signering().plan(dag)), dag))
    assert tegn < 500_000


def test_hvert_livsloep_har_sin_kategori_og_sin_farge() -> None:
    assert set(KATEGORIER) == set(LIVSLOEP)
    assert len({farge for _, farge in KATEGORIER.values()}) == len(KATEGORIER)
