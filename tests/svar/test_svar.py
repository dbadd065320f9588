"""Answering from a mail: each form from its link to the fact, and again."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time, timedelta

from modeller.fakta import (
    AvtaleAvsluttet,
    AvtaleEndret,
    FerdigAnslaatt,
    Fristart,
    KontaktlisteBekreftet,
    KontaktRegistrert,
    MerTidAvslaatt,
    MerTidOensket,
    MilepaelNaadd,
    MoeteInnkalt,
    PaaminnelserUtsatt,
    StegUtfoert,
    Utfall,
    VarselvalgTatt,
    VedtakFattet,
)
from modeller.plan import Status
from modeller.regelvalg import Samling
from modeller.tekst import Maalform
from tests.rollebesetning import REGISTER
from tests.svar.svarverden import STEG, Svarverden, feltet, ordene
from varsler.stegord import tittel_i_ord
from varsler.svarlenke import Formaal

BEGGE = ("trysil", "innlandet")
FYLKETS = "fylkets_rolle.innlandet"


async def test_et_vedtak_registreres_med_utfall_organ_dato_og_saksnummer(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.FERDIG)
    skjema = await verden.hent(lenke)
    assert skjema.status_code == 200
    for ord_ in ("Bygdevekstavtale for fire kommuner", "Trysil kommune", "sekretariat", "Hva kom møtet til?"):
        assert ord_ in ordene(skjema)
    assert feltet(skjema, "dato") == "2024-11-07", "the meeting that was planned"
    svar = await verden.send(
        lenke, utfall="vedtatt", organ="trysil-kommunestyre", dato="7.11.2024", saksnummer="24/88", lenke="", merknad=""
    )
    assert svar.status_code == 200, ordene(svar)
    assert "Takk, det er registrert" in ordene(svar)
    [faktum] = await verden.fakta()
    assert faktum.hendelse == VedtakFattet(
        steg=STEG, utfall=Utfall.VEDTATT, organ="trysil-kommunestyre", saksnummer="24/88"
    )
    assert faktum.skjedde == date(2024, 11, 7)
    assert faktum.av == "sekretariat hos Trysil kommune, fra e-post"
    assert (await verden.steg()).status is Status.UTFOERT


async def test_kvitteringen_viser_det_som_er_registrert_naa_og_siden(verden: Svarverden) -> None:
    lenke, felt = (
        verden.lenke(Formaal.FERDIG),
        {"utfall": "vedtatt_med_endringer", "organ": "trysil-kommunestyre", "dato": "2024-11-07", "saksnummer": "24/88",
         "lenke": "https://trysil.example/protokoll", "merknad": "Med ett tillegg"},
    )  # fmt: skip
    ny = ordene(await verden.send(lenke, **felt))
    for svar in (ny, ordene(await verden.hent(lenke))):
        assert "Vedtatt med endringer i Trysil kommunestyre. «Med ett tillegg»" in svar
        assert "Møtet var 7.11.2024 Saksnummer 24/88 Lenke https://trysil.example/protokoll" in svar
        assert "Er noe av dette feil, svarer du på e-posten, så retter koordinatoren det." in svar
    utsatt = verden.lenke(Formaal.FERDIG, steg="innsending")
    await verden.send(utsatt, dato="2024-11-08", forbehold="Åmot gjenstår", saksnummer="24/99")
    assert "Dato 8.11.2024 Saksnummer 24/99" in ordene(await verden.hent(utsatt))


async def test_det_som_kan_svares_paa_nytt_viser_hva_som_staar(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.FERDIG)
    svar = ordene(
        await verden.send(lenke, utfall="utsatt", organ="trysil-kommunestyre", dato="2024-11-07", saksnummer="24/88")
    )
    assert "Møtet var 7.11.2024 Saksnummer 24/88" in svar
    assert "retter koordinatoren det" not in svar, "another answer takes its place"
    assert "Møtet var 7.11.2024 Saksnummer 24/88" in ordene(await verden.hent(lenke))


async def test_koordinatoren_henvises_ikke_til_seg_selv(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.FERDIG, steg=FYLKETS, part="innlandet")
    for svar in (await verden.send(lenke, rolle="hovedpart", dato="2024-11-01"), await verden.hent(lenke)):
        assert "Innlandet fylkeskommune ble hovedpart. Dato 1.11.2024" in ordene(svar)
        assert "Er noe av dette feil, angrer du det i Fristvakt og registrerer det på nytt." in ordene(svar)
        assert "retter koordinatoren" not in ordene(svar)


async def test_paa_nynorsk_er_det_registrert_fraa_e_post(verden: Svarverden) -> None:
    kontakt = REGISTER.kontakter["sekretariat.trysil"]
    await verden.skjer(KontaktRegistrert(kontakt=replace(kontakt, maalform=Maalform.NN)), register=True)
    lenke, felt = verden.lenke(Formaal.FERDIG), {"organ": "trysil-kommunestyre", "dato": "2024-11-07"}
    await verden.send(lenke, utfall="vedtatt", **felt)
    igjen = ordene(await verden.hent(lenke))
    assert "Dette er allereie registrert" in igjen
    assert "av sekretariat hos Trysil kommune, frå e-post." in igjen


async def test_det_som_sendes_to_ganger_er_registrert_en_gang(verden: Svarverden) -> None:
    lenke, felt = (
        verden.lenke(Formaal.FERDIG),
        {"utfall": "vedtatt", "organ": "trysil-kommunestyre", "dato": "2024-11-07"},
    )
    await verden.send(lenke, **felt)
    igjen = await verden.send(lenke, **felt)
    assert "Dette er allerede registrert" in ordene(igjen)
    assert "av sekretariat hos Trysil kommune, fra e-post" in ordene(igjen)
    for formaal in (Formaal.SVAR, Formaal.PAA_SAKEN, Formaal.MER_TID, Formaal.OVERLAT, Formaal.UTSETT):
        andre = ordene(await verden.hent(verden.lenke(formaal)))
        assert "Vedtatt i Trysil kommunestyre." in andre and "av sekretariat hos Trysil kommune, fra e-post" in andre
    assert "Dette er allerede registrert" in ordene(await verden.hent(lenke)), "so says the link from then on"
    assert len(await verden.fakta()) == 1


async def test_en_sak_som_ble_utsatt_er_ikke_gjort_men_telles_en_gang(verden: Svarverden) -> None:
    lenke, felt = (
        verden.lenke(Formaal.FERDIG),
        {"utfall": "utsatt", "organ": "trysil-kommunestyre", "dato": "2024-11-07"},
    )
    assert "Fristvakt følger saken videre" in ordene(await verden.send(lenke, **felt))
    assert "Dette er allerede registrert" in ordene(await verden.send(lenke, **felt))
    assert len(await verden.fakta()) == 1
    assert (await verden.steg()).status is not Status.UTFOERT


async def test_den_som_kommer_som_nummer_to_faar_vite_hvem_som_gjorde_det(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.FERDIG)
    assert "Registrer vedtaket" in ordene(await verden.hent(lenke))
    await verden.skjer(VedtakFattet(steg=STEG, utfall=Utfall.VEDTATT), dag=date(2024, 11, 7))
    svar = await verden.send(lenke, utfall="avslaatt", organ="trysil-kommunestyre", dato="2024-11-07")
    assert "Registrert 8.11.2024 kl. 09.00 av koordinator, på tavla." in ordene(svar)
    assert "Dette er allerede registrert Vedtatt." in ordene(svar)
    assert [f.av for f in await verden.fakta()] == ["koordinator, på tavla"]


async def test_feil_staar_ved_feltene_og_det_som_var_skrevet_staar_der_ennaa(verden: Svarverden) -> None:
    svar = await verden.send(
        verden.lenke(Formaal.FERDIG), organ="", dato="i går", saksnummer="24/88", lenke="protokoll", merknad="<b>"
    )
    assert svar.status_code == 422
    assert "<title>Feil: Registrer vedtaket" in svar.text
    for grunn in (
        "Velg hva møtet kom til.",
        "Velg organet som behandlet saken.",
        "«i går» er ikke en dato. Skriv den slik: 7.11.2024.",
        "«protokoll» er ikke en nettadresse.",
    ):
        assert ordene(svar).count(grunn) == 2, "in the summary and at the field"
    assert (feltet(svar, "dato"), feltet(svar, "saksnummer")) == ("i går", "24/88")
    assert "&lt;b&gt;</textarea>" in svar.text
    assert 'aria-invalid="true"' in svar.text
    assert await verden.fakta() == []


async def test_et_vedtak_fram_i_tid_eller_uten_forbeholdet_sitt_avvises(verden: Svarverden) -> None:
    felt = {"utfall": "vedtatt_med_forbehold", "organ": "trysil-kommunestyre", "dato": "2024-12-24"}
    svar = ordene(await verden.send(verden.lenke(Formaal.FERDIG), **felt))
    assert "Datoen er fram i tid." in svar
    assert "Skriv hva forbeholdet er." in svar


async def test_regelverkets_innvendinger_vises_i_skjemaet(verden: Svarverden) -> None:
    svar = await verden.send(verden.lenke(Formaal.PAA_SAKEN), dato="2026-01-01")
    assert svar.status_code == 422
    assert "er for langt fram" in ordene(svar)
    assert feltet(svar, "dato") == "2026-01-01"
    assert await verden.fakta() == []


async def test_en_milepael_registreres(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.MILEPAEL, gjelder="saksframlegg")
    svar = await verden.send(lenke, dato="2024-10-01")
    assert "Takk, det er registrert" in ordene(svar), ordene(svar)
    assert "Milepælen «Saksframlegg klart» ble nådd 1.10.2024." in ordene(svar)
    assert "Dette er allerede registrert" in ordene(await verden.send(lenke, dato="2024-10-02"))
    assert [f.hendelse for f in await verden.fakta()] == [MilepaelNaadd(steg=STEG, milepael="saksframlegg")]


async def test_den_som_er_paa_saken_sier_naar_den_regner_med_aa_vaere_ferdig(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.PAA_SAKEN)
    for dato in ("2024-11-20", "2024-11-20", "2024-11-27", "2024-11-20"):
        await verden.send(lenke, dato=dato, merknad="")
    assert [f.hendelse for f in await verden.fakta()] == [
        FerdigAnslaatt(steg=STEG, part="trysil", dato=date(2024, 11, dag)) for dag in (20, 27, 20)
    ], "said again without a change it is nothing new, changed and changed back it is"
    assert feltet(await verden.hent(lenke), "dato") == "2024-11-20"


async def test_en_kontakt_blir_minnet_senere(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.UTSETT)
    assert feltet(await verden.hent(lenke), "til") == "2024-11-15"
    await verden.send(lenke, til="2024-11-20")
    assert [f.hendelse for f in await verden.fakta()] == [
        PaaminnelserUtsatt(steg=STEG, kontakt="sekretariat.trysil", til=date(2024, 11, 20))
    ]


async def test_hvert_svar_sier_hvem_og_naar_naar_det_ikke_er_noe_nytt(verden: Svarverden) -> None:
    await verden.skjer(MerTidOensket(steg=FYLKETS, part="innlandet", til=date(2025, 1, 12), grunn="Travelt"))
    svarene = {
        verden.lenke(Formaal.FERDIG): {"utfall": "utsatt", "organ": "trysil-kommunestyre", "dato": "2024-11-07"},
        verden.lenke(Formaal.MILEPAEL, gjelder="saksframlegg"): {"dato": "2024-10-01"},
        verden.lenke(Formaal.PAA_SAKEN): {"dato": "2024-11-20"},
        verden.lenke(Formaal.MER_TID): {"til": "2024-12-12", "grunn": "Travelt"},
        verden.lenke(Formaal.UTSETT): {"til": "2024-11-20"},
        verden.lenke(Formaal.VALG): {"samling": "ukentlig", "oversikter": "nei"},
        verden.lenke(Formaal.AVMELD): {"List-Unsubscribe": "One-Click"},
        verden.lenke(Formaal.KONTAKTLISTE): {},
        verden.lenke(Formaal.FERDIG, steg="innsending"): {"dato": "2024-11-08", "forbehold": "Åmot gjenstår"},
        verden.lenke(Formaal.FERDIG, steg=FYLKETS, part="innlandet"): {"rolle": "hovedpart", "dato": "2024-11-01"},
        verden.lenke(Formaal.FERDIG, steg="tekstdialog_innkalling", part="kdd", kontakt=None): {
            "moetedag": "2024-12-11"
        },
    }
    foer = verden.naa
    for lenke, felt in svarene.items():
        verden.naa = foer
        await verden.klient.post(lenke, data=felt)
        verden.naa = foer + timedelta(hours=2)
        igjen = ordene(await verden.klient.post(lenke, data=felt))
        assert "Dette er allerede registrert" in igjen, igjen
        assert re.search(r"Registrert 8\.11\.2024 kl\. 09\.00 av \w+ hos [^,]+, fra e-post\.", igjen), igjen


async def test_skjemaet_sier_hva_som_staar_foer_noe_endres(verden: Svarverden) -> None:
    assert "Slik står det nå" not in ordene(await verden.hent(verden.lenke(Formaal.PAA_SAKEN)))
    await verden.skjer(MerTidOensket(steg=STEG, part="trysil", til=date(2024, 12, 12), grunn="Travelt"))
    await verden.skjer(MerTidAvslaatt(steg=STEG, part="trysil", grunn="Fristen er felles"))
    skjema = ordene(await verden.hent(verden.lenke(Formaal.MER_TID)))
    assert "Slik står det nå: Trysil kommune fikk ikke mer tid. «Fristen er felles»" in skjema
    assert "av koordinator, på tavla." in skjema
    lenke = verden.lenke(Formaal.UTSETT)
    await verden.send(lenke, til="2024-11-20")
    assert "Sekretariat får ikke påminnelser før 20.11.2024" in ordene(await verden.hent(lenke))
    assert feltet(await verden.hent(lenke), "til") == "2024-11-20"
    verden.naa += timedelta(days=14)
    assert "Slik står det nå" not in ordene(await verden.hent(lenke)), "that day is past"


async def test_andre_svar_leder_til_lenker_med_hvert_sitt_formaal(verden: Svarverden) -> None:
    liste = await verden.hent(verden.lenke(Formaal.SVAR))
    for ord_ in ("Hva vil du svare?", "Registrer vedtaket", "Vi er på saken", "Vi trenger mer tid", "Minn meg senere"):
        assert ord_ in ordene(liste)
    stier = re.findall(r'href="(/s/[^"]+)"', liste.text)
    assert len(stier) == 5
    titler = [re.search(r"<h1[^>]*>(.*?)</h1>", (await verden.hent(sti)).text) for sti in stier]
    assert [t[1] for t in titler if t] == [
        "Registrer vedtaket",
        "Vi er på saken",
        "Be om mer tid",
        "Overlat til en kollega",
        "Minn meg senere",
    ]


async def test_et_steg_som_ikke_er_et_vedtak_registreres_med_forbeholdet_det_trenger(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.FERDIG, steg="innsending")
    assert "Skriv hvilket forbehold dette ble gjort med." in ordene(await verden.hent(lenke))
    assert "Skriv hva forbeholdet er." in ordene(await verden.send(lenke, dato="2024-11-08", forbehold=""))
    await verden.send(lenke, dato="2024-11-08", forbehold="Åmot behandler saken 12.12.", merknad="Sendt")
    [faktum] = await verden.fakta()
    assert isinstance(faktum.hendelse, StegUtfoert)
    assert (faktum.hendelse.forbehold, faktum.hendelse.merknad) == ("Åmot behandler saken 12.12.", "Sendt")


async def test_fylket_registrerer_rollen_sin(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.FERDIG, steg=FYLKETS, part="innlandet")
    assert "Hvilken rolle tar dere?" in ordene(await verden.hent(lenke))
    svar = await verden.send(lenke, rolle="hovedpart", dato="2024-11-01", merknad="")
    assert "Innlandet fylkeskommune ble hovedpart" in ordene(svar), ordene(svar)


async def test_et_moete_kalles_inn_med_klokka_paa_veggen(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.FERDIG, steg="tekstdialog_innkalling", part="kdd", kontakt=None)
    skjema = ordene(await verden.hent(lenke))
    assert "Hvilken dag er møtet?" in skjema
    assert "Fristvakt sender innkallingen til Engerdal kommune, Trysil kommune, " in skjema
    sone = await verden.send(lenke, moetedag="2024-12-11", fra="09:30+02:00", til="11:00", sted="Teams")
    assert (sone.status_code, "er ikke et klokkeslett" in ordene(sone)) == (422, True)
    assert await verden.fakta() == []
    svar = await verden.send(lenke, moetedag="2024-12-11", fra="09:30", til="11:00", sted="Teams")
    assert svar.status_code == 200, ordene(svar)
    [faktum] = await verden.fakta()
    assert isinstance(faktum.hendelse, MoeteInnkalt)
    assert (faktum.hendelse.fra, faktum.hendelse.til) == (time(9, 30), time(11))


async def test_en_kontakt_velger_hvor_ofte_e_posten_kommer(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.VALG)
    assert "Når vil du ha påminnelser?" in ordene(await verden.hent(lenke))
    svar = await verden.send(lenke, samling="ukentlig", oversikter="ja")
    assert "Takk, det er registrert" in ordene(svar)
    [faktum] = await verden.fakta("kontakt/sekretariat.trysil")
    assert faktum.hendelse == VarselvalgTatt(kontakt="sekretariat.trysil", samling=Samling.UKENTLIG, oversikter=True)
    assert "Dette er allerede registrert" in ordene(await verden.send(lenke, samling="ukentlig", oversikter="ja"))
    assert 'value="ukentlig" checked' in (await verden.hent(lenke)).text
    assert len(await verden.fakta("kontakt/sekretariat.trysil")) == 1


async def test_valgene_forteller_bare_om_det_som_gjelder_leseren(verden: Svarverden) -> None:
    """Trysil is a party, and Innlandet's contact coordinates the agreement."""
    partens, koordinatorens = [ordene(await verden.hent(verden.lenke(Formaal.VALG, part=p))) for p in BEGGE]
    assert "Én i måneden, om avtalene dere er part i." in partens
    assert "koordinerer" not in partens and "i uka, om" not in partens
    assert "Én i uka, om avtalene du koordinerer." in koordinatorens
    assert "Det som ikke haster i avtaler du koordinerer, kommer samlet på mandager uansett." in koordinatorens
    assert "i måneden" not in koordinatorens
    await verden.skjer(AvtaleEndret(koordinator="sekretariat.trysil"))
    partens, koordinatorens = [ordene(await verden.hent(verden.lenke(Formaal.VALG, part=p))) for p in BEGGE]
    assert "Én i uka, om avtalene du koordinerer." in partens
    assert "koordinerer" not in koordinatorens
    await verden.skjer(AvtaleAvsluttet(til=date(2024, 11, 20), grunn="Enighet"))
    verden.naa += timedelta(days=30)
    for part in BEGGE:
        etterpaa = ordene(await verden.hent(verden.lenke(Formaal.VALG, part=part)))
        assert "Vil du ha oversiktene også?" in etterpaa
        assert "koordinerer" not in etterpaa and "dere er part i" not in etterpaa


async def test_en_e_postleser_melder_av_oversiktene_med_ett_post_og_lar_resten_staa(verden: Svarverden) -> None:
    await verden.send(verden.lenke(Formaal.VALG), samling="ukentlig", oversikter="ja")
    lenke = verden.lenke(Formaal.AVMELD)
    assert "Meld meg av" in ordene(await verden.hent(lenke)), "opened, it only asks"
    ett_klikk = {"List-Unsubscribe": "One-Click"}
    assert (await verden.klient.post(lenke, data=ett_klikk)).status_code == 200
    assert (await verden.klient.post(lenke, data=ett_klikk)).status_code == 200
    fakta = await verden.fakta("kontakt/sekretariat.trysil")
    assert [f.hendelse for f in fakta[1:]] == [
        VarselvalgTatt(kontakt="sekretariat.trysil", samling=Samling.UKENTLIG, oversikter=False)
    ]
    assert 'value="nei" checked' in (await verden.hent(verden.lenke(Formaal.VALG))).text


async def test_den_som_er_meldt_av_ser_det_og_finner_veien_tilbake(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.AVMELD)
    for svar in (await verden.send(lenke), await verden.hent(lenke)):
        assert "Meld meg av" not in ordene(svar)
        assert "Vil du ha dem igjen? Velg hvordan du får e-post" in ordene(svar)
    [tilbake] = re.findall(r'href="(/s/[^"]+)"', svar.text)
    assert "Vil du ha oversiktene også?" in ordene(await verden.hent(tilbake))
    await verden.send(tilbake, samling="daglig", oversikter="ja")
    assert "Meld meg av" in ordene(await verden.hent(lenke))


async def test_en_dato_som_mangler_etterlyses(verden: Svarverden) -> None:
    svar = ordene(await verden.send(verden.lenke(Formaal.PAA_SAKEN), dato=""))
    assert svar.count("Datoen mangler. Skriv den slik: 7.11.2024.") == 2


async def test_en_kontakt_bekrefter_kontaktlisten_med_en_knapp(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.KONTAKTLISTE)
    foer = ordene(await verden.hent(lenke))
    assert "Stemmer kontaktlisten for Trysil kommune?" in foer
    assert "sekretariat@trysil.example" in foer and "postmottak@trysil.example" in foer
    assert await verden.fakta("part/trysil") == [], "opened, it only asks"
    assert "Trysil kommune: kontaktlisten ble bekreftet." in ordene(await verden.send(lenke))
    assert "Dette er allerede registrert" in ordene(await verden.send(lenke)), "twice is once"
    [faktum] = await verden.fakta("part/trysil")
    assert faktum.hendelse == KontaktlisteBekreftet(part="trysil")
    assert faktum.av.endswith("hos Trysil kommune, fra e-post")


async def test_skjemaet_kaller_datoen_det_samme_som_e_posten(verden: Svarverden) -> None:
    """A date of advice is not just «Veiledende»."""
    steg = next(s for s in await verden.plan() if s.art is Fristart.VEILEDENDE and s.frist and s.parter)
    side = ordene(await verden.hent(verden.lenke(Formaal.PAA_SAKEN, steg=steg.id, part=steg.parter[0])))
    assert "Veiledende dato" in side


async def test_siden_kaller_steget_det_samme_som_e_posten(verden: Svarverden) -> None:
    """With its delmål: a party has one such step for each."""
    plan = await verden.plan()
    steg = next(s for s in plan if s.delmaal == "d1" and "trysil" in s.parter)
    tittel = tittel_i_ord(plan, steg, Maalform.NB)
    assert tittel.endswith(": Rekruttering")
    for formaal in (Formaal.SVAR, Formaal.PAA_SAKEN):
        assert f"Steg {tittel} Gjelder" in ordene(await verden.hent(verden.lenke(formaal, steg=steg.id)))
    hos_andre = ordene(await verden.hent(verden.lenke(Formaal.PAA_SAKEN, steg=steg.id, part="kdd", kontakt=None)))
    assert f"«{tittel}» lå hos Kommunal- og distriktsdepartementet" in hos_andre


async def test_en_kontakt_velger_maalform_selv_eller_som_parten(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.VALG)
    skjema = await verden.hent(lenke)
    assert "Som parten (nøytral, altså bokmål)" in ordene(skjema)
    assert 'value="parten" checked' in skjema.text
    svar = await verden.send(lenke, samling="daglig", oversikter="ja", maalform="nn")
    assert "Trysil kommune: sekretariat vil ha e-post på nynorsk" in ordene(svar)
    assert 'lang="nn"' in svar.text, "from now on"
    [faktum] = await verden.fakta("kontakt/sekretariat.trysil")
    assert isinstance(faktum.hendelse, KontaktRegistrert)
    assert faktum.hendelse.kontakt.maalform is Maalform.NN
    assert await verden.fakta("part/trysil") == []
    igjen = await verden.send(lenke, samling="ukentlig", oversikter="ja", maalform="nn")
    assert "samla éin gong i veka" in ordene(igjen)
    assert len(await verden.fakta("kontakt/sekretariat.trysil")) == 2
    assert 'value="nn" checked' in (await verden.hent(lenke)).text
    tilbake = await verden.send(lenke, samling="ukentlig", oversikter="ja", maalform="parten")
    assert "sekretariat vil ha e-post i målformen til parten" in ordene(tilbake)
    [kontakt] = [k for k in await verden.kontakter() if k.id == "sekretariat.trysil"]
    assert kontakt.maalform is None
    galt = await verden.send(lenke, samling="ukentlig", oversikter="ja", maalform="dansk")
    assert galt.status_code == 422


async def test_forbeholdet_staar_som_et_sitat(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.FERDIG, steg="innsending")
    svar = ordene(await verden.send(lenke, dato="2024-11-08", forbehold="Våler, Åmot og Engerdal har ikke vedtatt."))
    assert "Utført med forbeholdet «Våler, Åmot og Engerdal har ikke vedtatt»." in svar
    nynorsk = replace(REGISTER.kontakter["sekretariat.trysil"], maalform=Maalform.NN)
    await verden.skjer(KontaktRegistrert(kontakt=nynorsk), register=True)
    assert "Utført med atterhaldet «Våler, Åmot og Engerdal har ikke vedtatt»." in ordene(await verden.hent(lenke))


async def test_det_samme_svaret_igjen_viser_hvordan_det_endres(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.PAA_SAKEN)
    await verden.send(lenke, dato="2024-11-20")
    igjen = ordene(await verden.send(lenke, dato="2024-11-20"))
    assert "åpner du lenken i e-posten igjen og sender inn det som er riktig." in igjen
    assert "svarer du på e-posten" not in igjen
