"""What a message says: golden files for every kind in both written standards, and what is gathered in one."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from modeller.begrunnelse import Ledd
from modeller.fakta import Faktum, Fristart, FristUtsatt, avtalestroem
from modeller.oppfoelging import Innvilget, Oppfoelging
from modeller.plan import Plansteg, Status
from modeller.publisering import Publisert
from modeller.register import Register
from modeller.tekst import Maalform, lik
from modeller.varselrad import Fortalt
from tests.varsler.brevbygg import (
    MOETE,
    PAUSET,
    SOEKNAD,
    STATUS,
    TILSLUTNING,
    UTEN_PLAN,
    bestilt,
    brev,
    eksempel,
    klokka,
    varslet,
)
from tests.varsler.varselbygg import (
    OPPSETT,
    POSTMOTTAK,
    REGISTER,
    RUTE,
    TRYSIL,
    VAALER,
    hver_mandag,
    i_maalform,
    lenker_i,
    med_lesbare_lenker,
    saker,
    steg,
    vedtak,
)
from varsler.kalender.oppfoering import uid_for
from varsler.maler import MALER
from varsler.melding import Melding, skriv
from varsler.regler import Slag
from varsler.svarlenke import Formaal
from varsler.vedtaksgang import vedtaksmoetet_er_over

GULL = Path(__file__).parent / "gull"


@pytest.mark.parametrize("maalform", list(Maalform))
@pytest.mark.parametrize("slag", list(Slag))
def test_hvert_slag_er_som_gullfilen(slag: Slag, maalform: Maalform) -> None:
    """Run with GULL=skriv to write them anew, and read what changed."""
    melding = eksempel(slag, maalform)
    assert [s.slag for s in melding.saker] == [slag]
    for ending, skrevet in (("txt", f"Emne: {melding.emne}\n\n{melding.tekst}"), ("html", melding.html)):
        innhold = med_lesbare_lenker(skrevet, melding.tid)
        fil = GULL / f"{slag}.{maalform}.{ending}"
        if os.environ.get("GULL") == "skriv":
            fil.write_text(innhold, encoding="utf-8")
        assert innhold == fil.read_text(encoding="utf-8")


def test_en_ny_lenke_er_til_det_samme_som_den_gamle_saa_langt_det_kan_besvares() -> None:
    dag = date(2024, 12, 2)

    def brevet(steget: Plansteg, formaal: Formaal) -> Melding:
        return skriv([bestilt(steget, dag, REGISTER, formaal)], naa=klokka(dag), oppsett=OPPSETT)

    gjort = brevet(vedtak(status=Status.UTFOERT, utfoert=dag, ball=(), aapnet=None), Formaal.PAA_SAKEN)
    assert "Men det er ingenting å svare på nå: «Politisk forankring av forslaget» er ferdig" in gjort.tekst
    assert {lenke.formaal for lenke in lenker_i(gjort.tekst, gjort.tid)} == {Formaal.VALG}
    for formaal, emne, ventet in (
        (Formaal.VALG, "Lenken du ba om: Hvor ofte du får e-post", {Formaal.VALG}),
        (Formaal.AVMELD, "Lenken du ba om: Hvor ofte du får e-post", {Formaal.VALG}),
        (Formaal.KONTAKTLISTE, "Lenken du ba om: Kontakter hos Våler kommune", {Formaal.KONTAKTLISTE, Formaal.VALG}),
    ):
        melding = brevet(vedtak(), formaal)
        assert melding.emne == emne
        assert "Her er en ny til «" in melding.tekst
        assert "Avtale:" not in melding.tekst
        assert melding.tekst.count("Velg hvordan du får e-post:") == 1
        assert {lenke.formaal for lenke in lenker_i(melding.tekst, melding.tid)} == ventet
    to = [bestilt(vedtak(), dag, REGISTER, formaal) for formaal in (Formaal.VALG, Formaal.FERDIG)]
    assert len(skriv(to, naa=klokka(dag), oppsett=OPPSETT).saker) == 2


def test_en_flyttet_dato_som_svarer_paa_et_oenske_sier_det() -> None:
    dag, gammel = date(2024, 10, 2), {("innsending.vaaler", VAALER): Fortalt(date(2024, 11, 22))}
    nynorsk = i_maalform(REGISTER, Maalform.NN)
    ja = Oppfoelging(innvilget={"vaaler": Innvilget(date(2024, 12, 6), date(2024, 11, 29), dag)})
    brevet = brev(saker(dag, steg(oppfoelging=ja), register=nynorsk, fortalt=gammel), VAALER, dag)
    assert (
        "De bad om meir tid til «Innsending av forslaget», til fredag 6. desember 2024. Koordinatoren har svart ja, "
        "men den nye datoen er fredag 29. november 2024. Før var han fredag 22. november 2024."
    ) in brevet.tekst
    flyttet_siden = Oppfoelging(innvilget={"vaaler": Innvilget(date(2024, 12, 6), date(2024, 11, 25), dag)})
    assert "Merk dere ny dato" in brev(saker(dag, steg(oppfoelging=flyttet_siden), fortalt=gammel), VAALER, dag).tekst


def test_hvert_slag_har_maler_i_begge_maalformer_og_ingen_andre() -> None:
    ventede = {f"{navn}.{maalform}.txt" for navn in ("emne", "innledning") for maalform in Maalform}
    assert {mappe.name for mappe in MALER.iterdir()} == {*Slag, "ramme"}
    for slag in Slag:
        assert {fil.name for fil in (MALER / slag).iterdir()} == ventede


def test_slagene_sier_det_ulikt_paa_nynorsk_og_bokmaal() -> None:
    for slag in Slag:
        assert eksempel(slag, Maalform.NB).tekst != eksempel(slag, Maalform.NN).tekst
        assert "ikke " not in eksempel(slag, Maalform.NN).tekst


def test_flere_saker_samles_i_en_melding_med_den_som_haster_mest_foerst() -> None:
    dag = date(2024, 10, 18)
    melding = brev(
        saker(
            dag,
            steg(steg="respons", tittel=lik("Respons"), aapnet=dag, aapnet_registrert=dag, frist=date(2025, 1, 31)),
            steg(),
            steg(steg="signering", tittel=lik("Signering"), aapnet=dag, aapnet_registrert=dag, frist=None),
        ),
        VAALER,
        dag,
    )
    assert [s.rad.steg for s in melding.saker] == ["innsending.vaaler", "respons.vaaler", "signering.vaaler"]
    assert melding.emne == (
        "Innsending av forslaget – frist 29.11.2024, og 2 saker til – Bygdevekstavtale Engerdal–Trysil–Våler–Åmot"
    )
    assert "Her er 3 saker. De som haster mest, står først." in melding.tekst


@pytest.mark.parametrize(("part", "til_slutt"), [("vaaler", "og én sak til"), ("trysil", "og éi sak til")])
def test_emnet_med_to_saker_sier_det_slik_folk_sier_det(part: str, til_slutt: str) -> None:
    dag = date(2024, 9, 2)
    stegene = (steg(part=part), steg(part=part, steg="respons", frist=date(2025, 1, 31)))
    emne = brev(saker(dag, *stegene), f"{part}@kontakt.example", dag).emne
    assert f"Innsending av forslaget – frist 29.11.2024, {til_slutt} – Bygdevekstavtale" in emne


def test_foerste_melding_samler_det_som_ligger_der_og_sier_hva_som_er_over_fristen() -> None:
    dag, foer = date(2024, 12, 5), date(2024, 8, 20)
    stegene = (
        steg(aapnet=foer, aapnet_registrert=dag),
        steg(steg="respons", tittel=lik("Respons"), frist=date(2025, 1, 31), aapnet=foer, aapnet_registrert=dag),
    )
    melding = brev(saker(dag, *stegene, registrert=dag), VAALER, dag)
    assert melding.emne.startswith("Dette ligger hos dere: Innsending av forslaget – frist 29.11.2024, og én sak til")
    assert "Fristvakt følger nå opp «Bygdevekstavtale Engerdal–Trysil–Våler–Åmot»." in melding.tekst
    assert "Fristen er passert. Den var fredag 29. november 2024, for 6 dager siden." in melding.tekst
    assert "Fristen er fredag 31. januar 2025" in melding.tekst


def test_grunnen_noen_skrev_staar_som_et_sitat() -> None:
    dag = date(2024, 10, 2)
    utsatt = Ledd("utsatt_med_grunn", {"dato": date(2024, 11, 29), "grunn": "Departementet har satt søknadsfrist"})
    melding = brev(saker(dag, steg(part="trysil", begrunnelse=(utsatt,))), TRYSIL, dag)
    assert "sett til 29.11.2024 med grunngjevinga «Departementet har satt søknadsfrist»" in melding.tekst


def test_et_vedtak_som_ble_utsatt_minner_om_det_neste_moetet() -> None:
    utsatt = vedtak(
        merknader=(
            Ledd("utsatt_i_moete", {"dato": date(2024, 11, 7)}),
            Ledd("neste_moete", {"organ": lik("Våler kommunestyre"), "dato": date(2024, 12, 12)}),
        )
    )
    dag = date(2024, 12, 12)
    melding = brev(saker(dag, utsatt), VAALER, dag)
    assert melding.emne.startswith("I dag: Nytt møte i Våler kommunestyre 12.12.2024: Politisk forankring")
    assert "ble utsatt og kan komme opp igjen i Våler kommunestyre torsdag 12. desember 2024, i dag." in melding.tekst


VEIEN = {
    Maalform.NB: ("Veien dit:", "Veien var:", "Slik ble datoen regnet ut: ", "(møtet holdes ikke)"),
    Maalform.NN: ("Vegen dit:", "Vegen var:", "Slik vart datoen rekna ut: ", "(møtet blir ikkje halde)"),
}


@pytest.mark.parametrize("maalform", Maalform)
def test_en_vei_som_er_ute_vises_ikke_som_om_den_er_veien(maalform: Maalform) -> None:
    dit, var, ble, holdes_ikke = VEIEN[maalform]
    register = i_maalform(REGISTER, maalform)

    def brevet(steget: Plansteg, dag: date) -> Melding:
        return skriv([varslet(Slag.FORFALT, steget, dag, register=register)], naa=klokka(dag), oppsett=OPPSETT)

    underveis = brevet(vedtak(), date(2024, 10, 17)).tekst
    assert f"{dit}\n  - 8.10.2024  Saksframlegg klart (passert)\n" in underveis
    assert "22.10.2024  Behandling i formannskapet\n" in underveis
    naadd = (RUTE[0]._replace(naadd=date(2024, 10, 7)), *RUTE[1:])
    passert = brevet(vedtak(milepaeler=naadd), date(2024, 11, 8))
    assert f"{var}\n  - 8.10.2024  Saksframlegg klart (nådd)\n" in passert.tekst
    assert "7.11.2024  Vedtak i kommunestyret (passert)\n" in passert.tekst
    assert ble in passert.tekst
    assert f"<strong>{var.removesuffix(':')}</strong>" in passert.html and "(passert)" in passert.html
    avlyst = (*RUTE[:-1], RUTE[-1]._replace(avlyst=True))
    tapt = brevet(vedtak(milepaeler=avlyst), date(2024, 10, 1)).tekst
    assert var in tapt and f"Vedtak i kommunestyret {holdes_ikke}\n" in tapt


def test_en_sak_som_ble_utsatt_har_en_vei_igjen_foerst_naar_datoen_er_flyttet() -> None:
    utsatt = (Ledd("utsatt_i_moete", {"dato": date(2024, 11, 7)}),)
    assert vedtaksmoetet_er_over(vedtak(merknader=utsatt), date(2024, 11, 7))
    senere = tuple(m._replace(dato=m.dato + timedelta(weeks=5)) for m in RUTE)
    assert not vedtaksmoetet_er_over(vedtak(merknader=utsatt, milepaeler=senere), date(2024, 11, 8))
    assert not vedtaksmoetet_er_over(steg(), date(2025, 11, 8))


def test_den_som_holder_opp_en_frist_faar_vite_det_foer_den_gaar_ut() -> None:
    dag = date(2024, 9, 11)
    foer, etter = (brev(saker(d, TILSLUTNING, SOEKNAD), VAALER, d).tekst for d in (dag, date(2024, 9, 23)))
    assert "Først da er det mulig å gjøre dette: «Søknad om tilskudd 2024» (frist 16.9.2024)." in foer
    assert "gjøre dette, som er over fristen: «Søknad om tilskudd 2024» (frist 16.9.2024)." in etter


@pytest.mark.parametrize("maalform", Maalform)
def test_det_flere_parter_har_hvert_sitt_av_staar_en_gang_med_hvem_som_har_det(maalform: Maalform) -> None:
    dag = date(2024, 9, 23)
    soeknadene = [
        SOEKNAD._replace(id=f"tilskudd_soeknad.2024.{part}", parter=(part,)) for part in ("engerdal", "trysil", "kdd")
    ]
    soeknadene[2] = soeknadene[2]._replace(frist=date(2024, 9, 20))
    tekst = brev(saker(dag, TILSLUTNING, *soeknadene, register=i_maalform(REGISTER, maalform)), VAALER, dag).tekst
    tittel = {Maalform.NB: "Søknad om tilskudd 2024", Maalform.NN: "Søknad om tilskot 2024"}[maalform]
    assert (
        f"«{tittel}» (frist 16.9.2024) hos Engerdal kommune og Trysil kommune og "
        f"«{tittel}» (frist 20.9.2024) hos Kommunal- og distriktsdepartementet."
    ) in tekst


def test_den_som_faar_posten_for_flere_parter_ser_hvem_hver_sak_gjelder() -> None:
    dag = date(2024, 9, 2)
    felles = replace(
        REGISTER,
        kontakter={
            **REGISTER.kontakter,
            "trysil.leder": replace(REGISTER.kontakter["trysil.leder"], epost=VAALER, maalform=Maalform.NB),
        },
    )
    stegene = [
        TILSLUTNING,
        TILSLUTNING._replace(id="samtykke.trysil", parter=("trysil",), ball=("trysil",)),
        steg(id="innsending", parter=("engerdal", "trysil", "vaaler"), ball=("engerdal", "trysil", "vaaler")),
        PAUSET,
    ]
    melding = brev(saker(dag, *stegene, register=felles), VAALER, dag)
    overskrifter = [linje for linje in melding.tekst.splitlines() if linje[:3] in {"1. ", "2. ", "3. "}]
    assert overskrifter == [
        "1. Våler kommune: Politisk forankring av forslaget",
        "2. Trysil kommune og Våler kommune: Innsending av forslaget",
        "3. Tilslutning til handlingsplanen for 2 parter",
    ]
    assert ">2. Trysil kommune og Våler kommune: Innsending av forslaget</h2>" in melding.html
    begge = melding.tekst.partition("for 2 parter\n")[2]
    assert begge.index("\nGjelder: Trysil kommune\n") < begge.index("\nGjelder: Våler kommune\n")
    alene = brev(saker(dag, *stegene), VAALER, dag)
    assert ". Tilslutning til handlingsplanen\n" in alene.tekst


def test_et_moete_som_holdes_opp_kalles_et_moete() -> None:
    dag = date(2024, 9, 11)
    melding = brev(saker(dag, TILSLUTNING, SOEKNAD._replace(moete=True)), VAALER, dag)
    assert "«Søknad om tilskudd 2024» (møte 16.9.2024)" in melding.tekst


def test_innkallingen_har_moetet_i_kalenderen_med_samme_uid_som_feeden() -> None:
    melding = eksempel(Slag.MOETE_INNKALT, Maalform.NB)
    assert melding.kalender is not None
    assert uid_for("hedmark", "politisk_dialog") in melding.kalender.innhold.replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20241205" in melding.kalender.innhold
    assert "Registrer" not in melding.tekst


@pytest.mark.parametrize(
    ("maalform", "emnet", "flyttet", "uten_innkaller", "ny_tid"),
    [
        (
            Maalform.NB,
            "Ny møtedag 5.12.2024 i stedet for 28.11.2024: Politisk dialog",
            "departementet har flyttet møtet fra torsdag 28. november 2024 med begrunnelsen «Statsråden er på reise».",
            "Møtet er flyttet fra torsdag 28. november 2024.",
            "har fått ny tid eller nytt sted.",
        ),
        (
            Maalform.NN,
            "Ny møtedag 5.12.2024 i staden for 28.11.2024: Politisk dialog",
            "departementet har flytta møtet frå torsdag 28. november 2024 med grunngjevinga «Statsråden er på reise».",
            "Møtet er flytta frå torsdag 28. november 2024.",
            "har fått ny tid eller ny stad.",
        ),
    ],
)
def test_den_som_faar_vite_at_et_moete_er_flyttet_ser_den_gamle_dagen_hvem_som_flyttet_det_og_hvorfor(
    maalform: Maalform, emnet: str, flyttet: str, uten_innkaller: str, ny_tid: str
) -> None:
    melding = eksempel(Slag.MOETE_FLYTTET, maalform)
    assert melding.emne.startswith(emnet)
    assert flyttet in melding.tekst
    dag, register = date(2024, 9, 2), i_maalform(REGISTER, maalform)
    satt = MOETE._replace(begrunnelse=(Ledd("satt", {"hva": lik("datoen"), "dato": date(2024, 12, 5)}),))
    kjent = {("politisk_dialog", VAALER): Fortalt(date(2024, 11, 28))}
    assert uten_innkaller in brev(saker(dag, satt, register=register, fortalt=kjent), VAALER, dag).tekst
    samme_dag = {("politisk_dialog", VAALER): Fortalt(date(2024, 12, 5), "kl. 10.00–11.00")}
    melding = brev(saker(dag, MOETE, register=register, fortalt=samme_dag), VAALER, dag)
    assert ny_tid in melding.tekst and "(tid" not in melding.emne


@pytest.mark.parametrize(("art", "ord_"), [(Fristart.FRIST, "må"), (Fristart.VEILEDENDE, "bør")])
def test_det_ingen_har_krevd_foer_et_moete_er_noe_dere_boer_gjoere(art: Fristart, ord_: str) -> None:
    dag = date(2024, 9, 2)
    melding = brev(saker(dag, MOETE, STATUS._replace(art=art)), VAALER, dag)
    assert f"Før møtet {ord_} dere ha gjort ferdig" in melding.tekst


def test_et_moete_som_ikke_lenger_er_aktuelt_staar_som_avlyst_ogsaa_i_kalenderfilen() -> None:
    dag, kjent = date(2024, 9, 2), {("politisk_dialog", VAALER): Fortalt(date(2024, 12, 5))}
    uid = uid_for("hedmark", "politisk_dialog")
    foer = Publisert(
        uid=uid, avtale="hedmark", hash="a:b", sekvens=0, foerst=klokka(dag), endret=klokka(dag), fjernet=None
    )
    alle = saker(dag, MOETE._replace(status=Status.IKKE_AKTUELL), fortalt=kjent)
    melding = skriv(alle, naa=klokka(dag), oppsett=OPPSETT, publisert={uid: foer})
    assert "Det blir ikke satt noen ny dato" in melding.tekst
    assert melding.kalender is not None
    assert "STATUS:CANCELLED" in melding.kalender.innhold


def test_flyttet_frist_og_paaminnelse_om_samme_steg_blir_en_sak() -> None:
    dag = date(2024, 10, 18)
    melding = brev(saker(dag, steg(), fortalt={("innsending.vaaler", VAALER): Fortalt(date(2024, 12, 6))}), VAALER, dag)
    assert [s.slag for s in melding.saker] == [Slag.FRIST_FLYTTET]
    assert {s.slag for s in melding.alle_saker} == {Slag.FRIST_FLYTTET, Slag.SEKS_UKER}


def test_postmottaket_faar_saksnummeret_i_emnet_og_kontakten_ikke() -> None:
    dag = date(2024, 9, 2)
    uten = Register(parter=REGISTER.parter, organer=REGISTER.organer)
    assert brev(saker(dag, steg(), register=uten), POSTMOTTAK, dag).emne.startswith("Sak 24/1234: Deres tur: ")
    assert "24/1234" not in brev(saker(dag, steg()), VAALER, dag).emne


def test_nynorskparten_faar_nynorsk_og_kontaktens_valg_gaar_foran() -> None:
    dag = date(2024, 9, 2)
    trysil = steg(part="trysil")
    assert brev(saker(dag, trysil), "trysil@kontakt.example", dag).maalform is Maalform.NN
    valgt = i_maalform(REGISTER, Maalform.NB)
    assert brev(saker(dag, trysil, register=valgt), "trysil@kontakt.example", dag).maalform is Maalform.NB


def test_demoen_er_merket_i_begge_deler() -> None:
    dag = date(2024, 9, 2)
    melding = brev(saker(dag, steg()), VAALER, dag, demo=True)
    assert "Dette er en demonstrasjon" in melding.tekst
    assert "Dette er en demonstrasjon" in melding.html
    assert "2.9.2024" in melding.tekst


def test_ingen_linje_i_meldingen_er_tom_for_verdi() -> None:
    for slag in Slag:
        for linje in eksempel(slag, Maalform.NB).tekst.splitlines():
            assert not linje.endswith(": "), (slag, linje)
            assert "None" not in linje
        assert "\n\n\n" not in eksempel(slag, Maalform.NB).tekst, slag


def test_vedtaksmoetet_i_en_ventet_sak_er_moetet_og_ikke_den_ventede_datoen() -> None:
    ventet = vedtak(art=Fristart.VENTET, frist=date(2024, 12, 20))
    melding = brev(saker(date(2024, 9, 24), ventet), VAALER, date(2024, 9, 24))
    assert "på dagsordenen i vedtaksmøtet 7.11.2024" in melding.tekst


def test_dagen_for_et_moete_er_ingen_frist() -> None:
    moete = steg(moete=True, frist=date(2024, 11, 29), begrunnelse=())
    foer = brev(saker(date(2024, 11, 26), moete), VAALER, date(2024, 11, 26))
    etter = brev(saker(date(2024, 12, 9), moete), VAALER, date(2024, 12, 9))
    assert foer.emne.startswith("Snart: Innsending av forslaget – møte 29.11.2024")
    assert "Møtedagen for «Innsending av forslaget» er fredag 29. november 2024" in foer.tekst
    assert etter.emne.startswith("Er møtet holdt? Innsending av forslaget – 29.11.2024")
    assert "frist" not in etter.tekst.lower().replace("fristvakt", "")


def test_den_som_kan_sende_med_forbehold_faar_vite_hvem_det_venter_paa() -> None:
    dag = date(2024, 11, 26)
    mangler = vedtak(id="forankring.trysil", parter=("trysil",), ball=("trysil",))
    venter = steg(status=Status.VENTER, aapnet=None, ball=(), venter_paa=(mangler.id,), kan_ha_forbehold=True)
    melding = brev(saker(dag, mangler, venter), VAALER, dag)
    assert "Dere venter på: Trysil kommune" in melding.tekst
    assert venter.forventet.nb in melding.tekst


SAMMEN = ("kdd", "trysil", "vaaler")


def _felles_innsending() -> tuple[Plansteg, ...]:
    """What three parties send together, with a reservation for those that have not decided."""
    forankring = [vedtak(part=part) for part in SAMMEN]
    felles = steg(
        id="innsending",
        parter=SAMMEN,
        ball=SAMMEN,
        status=Status.VENTER,
        aapnet=None,
        venter_paa=tuple(s.id for s in forankring),
        kan_ha_forbehold=True,
    )
    return (felles, *forankring)


@pytest.mark.parametrize("maalform", Maalform)
def test_ingen_faar_vite_at_hun_venter_paa_seg_selv(maalform: Maalform) -> None:
    dag, register = date(2024, 11, 26), i_maalform(REGISTER, maalform)
    alle = [s for s in saker(dag, *_felles_innsending(), register=register) if s.rad.steg == "innsending"]
    venter = {Maalform.NB: "Dere venter på", Maalform.NN: "De ventar på"}[maalform]
    assert f"{venter}: Kommunal- og distriktsdepartementet og Trysil kommune\n" in brev(alle, VAALER, dag).tekst
    assert f"{venter}: Kommunal- og distriktsdepartementet og Våler kommune\n" in brev(alle, TRYSIL, dag).tekst
    felles_adresse = replace(register.kontakter["trysil.leder"], epost=VAALER)
    begges = replace(register, kontakter={**register.kontakter, felles_adresse.id: felles_adresse})
    alle = [s for s in saker(dag, *_felles_innsending(), register=begges) if s.rad.steg == "innsending"]
    assert f"{venter}: Kommunal- og distriktsdepartementet\n" in brev(alle, VAALER, dag).tekst


@pytest.mark.parametrize("maalform", Maalform)
def test_koordinatoren_faar_vite_hva_saken_venter_paa_og_ikke_at_hun_selv_venter(maalform: Maalform) -> None:
    dag, register = date(2025, 1, 6), i_maalform(REGISTER, maalform)
    fortalt = {
        ("innsending", f"{part}@kontakt.example"): Fortalt(
            date(2024, 11, 29), "", hver_mandag("forfalt", date(2024, 12, 9))
        )
        for part in SAMMEN
    }
    alle = saker(dag, *_felles_innsending(), register=register, fortalt=fortalt)
    [sak] = [s for s in alle if s.slag is Slag.KOORDINATOR_FORFALT and s.rad.steg == "innsending"]
    venter = {Maalform.NB: "Saken venter på", Maalform.NN: "Saka ventar på"}[maalform]
    melding = skriv([sak], naa=klokka(dag), oppsett=OPPSETT)
    assert f"{venter}: Kommunal- og distriktsdepartementet, Trysil kommune og Våler kommune\n" in melding.tekst
    assert f"<strong>{venter}</strong>" in melding.html
    assert "Dere venter" not in melding.tekst and "De ventar" not in melding.tekst


@pytest.mark.parametrize(
    ("koordinator", "ventet"),
    [
        ("vaaler.leder", "Legg den inn på siden til Våler kommune, eller med «fristvakt moeteplan les FIL»."),
        (None, "Send planen til dem som drifter Fristvakt når den er vedtatt"),
    ],
)
def test_den_som_mangler_en_moeteplan_faar_vite_hva_den_selv_kan_gjoere(koordinator: str | None, ventet: str) -> None:
    dag = date(2024, 11, 1)
    alle = [replace(s, plan=replace(s.plan, koordinator=koordinator)) for s in saker(dag, UTEN_PLAN)]
    assert ventet in brev(alle, VAALER, dag).tekst


def test_en_moeteplan_som_mangler_staar_for_seg_etter_det_som_haster() -> None:
    dag = date(2024, 11, 1)
    naa = steg(aapnet=dag, aapnet_registrert=dag)
    melding = brev(saker(dag, UTEN_PLAN, naa), VAALER, dag)
    assert [s.slag for s in melding.saker] == [Slag.BALL, Slag.MOETEPLAN_MANGLER]
    assert melding.emne.startswith("Deres tur: Innsending av forslaget")
    assert "2. Møteplan for 2025" in melding.tekst
    assert melding.kalender is not None
    assert "status_politisk" not in melding.kalender.innhold


def test_den_som_faar_turen_etter_fristen_faar_ikke_skylden() -> None:
    dag = date(2024, 12, 9)
    sent = steg(aapnet=dag, aapnet_registrert=dag)
    tekst = brev(saker(dag, sent), VAALER, dag).tekst
    assert "Fristen var fredag 29. november 2024, for 10 dager siden. Den gikk ut før det ble deres tur." in tekst
    assert "Den gikk ut" not in brev(saker(date(2024, 9, 2), steg()), VAALER, date(2024, 9, 2)).tekst


def test_en_takk_teller_ikke_som_en_sak_til() -> None:
    dag = date(2024, 11, 11)
    gjort = vedtak(status=Status.UTFOERT, utfoert=date(2024, 11, 8), ball=())
    fortalt = {(gjort.id, VAALER): Fortalt(date(2024, 11, 7))}
    melding = brev(saker(dag, steg(), gjort, fortalt=fortalt), VAALER, dag)
    assert {sak.slag for sak in melding.saker} >= {Slag.TAKK} and len(melding.saker) == 2
    assert "sak til" not in melding.emne
    assert "De som haster mest" not in melding.tekst
    assert "\nPolitisk forankring av forslaget\n\nTakk." in melding.tekst


def test_det_loves_ikke_mer_tid_til_en_dato_som_bare_er_veiledende() -> None:
    dag = date(2024, 9, 2)
    assert "trenger mer tid" in brev(saker(dag, steg()), VAALER, dag).tekst
    raad = brev(saker(dag, steg(art=Fristart.VEILEDENDE)), VAALER, dag).tekst
    assert "mer tid" not in raad
    assert "Andre svar: vi er på saken, en kollega overtar, minn meg senere" in raad


def test_bare_det_som_telles_har_nummer() -> None:
    dag = date(2024, 11, 11)
    takken = eksempel(Slag.TAKK, Maalform.NB).saker[0]
    sakene = [*saker(dag, steg(aapnet=dag)), *saker(dag, steg(steg="annet", tittel=lik("Noe annet"), aapnet=dag))]
    for talte, overskrifter in ((sakene, ["1. ", "2. ", ""]), (sakene[:1], ["", ""])):
        melding = skriv([*(s for s in talte if s.rad.mottaker == VAALER), takken], naa=klokka(dag), oppsett=OPPSETT)
        titler = [linje for linje in melding.tekst.splitlines() if linje[:3] in {"1. ", "2. ", "3. "}]
        assert len(titler) == sum(map(bool, overskrifter))
        assert ("Her er 2 saker." in melding.tekst) is (len(talte) > 1)
        assert "3. " not in melding.html
        assert "Politisk forankring av forslaget\n\nTakk." in melding.tekst


def test_en_dato_som_flyttes_sier_hva_den_kommer_i_stedet_for_og_om_den_ble_en_frist() -> None:
    dag, gammel = date(2024, 10, 2), {("innsending.vaaler", VAALER): Fortalt(date(2024, 12, 20))}

    def flyttet(*arter: Fristart | None) -> Melding:
        fakta = tuple(
            Faktum(
                id=f"f{nr}",
                stroem=avtalestroem("hedmark"),
                nr=nr,
                skjedde=dag,
                registrert=klokka(dag),
                av="test",
                hendelse=FristUtsatt(steg="innsending.vaaler", til=date(2024, 11, 29), art=art),
            )
            for nr, art in enumerate(arter, start=1)
        )
        return brev(saker(dag, steg(), fortalt=gammel, fakta=fakta), VAALER, dag)

    assert flyttet(None).emne.startswith("Ny dato 29.11.2024 i stedet for 20.12.2024: Innsending av forslaget")
    ble = flyttet(Fristart.VEILEDENDE, Fristart.FRIST)
    assert ble.emne.startswith("Ny frist 29.11.2024 i stedet for 20.12.2024: ")
    assert "Den nye datoen er en frist." in ble.tekst
    assert "Den nye datoen er en frist" not in flyttet(Fristart.FRIST, Fristart.FRIST).tekst


def test_et_punkt_foer_et_som_er_naadd_kalles_ikke_passert() -> None:
    dag = date(2024, 11, 1)
    naadde = (RUTE[0]._replace(naadd=dag), RUTE[1], RUTE[2]._replace(naadd=dag), RUTE[3])
    melding = brev(saker(dag, vedtak(milepaeler=naadde, aapnet=dag)), VAALER, dag)
    for innhold in (melding.tekst, melding.html):
        assert "(passert)" not in innhold
        assert innhold.count("(nådd)") == len(naadde) / 2
