"""Answering from a mail: each form from its link to the fact, and again."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from modeller.fakta import (
    FerdigAnslaatt,
    Fristart,
    FristUtsatt,
    KontaktlisteBekreftet,
    KontaktRegistrert,
    KontaktSluttet,
    MerTidAvslaatt,
    MerTidOensket,
    MilepaelNaadd,
    MoeteInnkalt,
    PaaminnelserUtsatt,
    StegLagtTil,
    StegOverlatt,
    StegUtfoert,
    Utfall,
    VarselvalgTatt,
    VedtakFattet,
)
from modeller.plan import Status
from modeller.regelvalg import Samling
from modeller.register import Kontakt
from modeller.tekst import Maalform, dato_kort, lik
from tests.rollebesetning import REGISTER
from tests.svar.svarverden import STEG, Svarverden, feltet, ordene
from varsler.stegord import tittel_i_ord
from varsler.svarlenke import Formaal

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


async def test_et_oenske_som_er_for_langt_fram_avvises_ved_datoen(verden: Svarverden) -> None:
    svar = await verden.send(verden.lenke(Formaal.MER_TID), til="2029-10-01", grunn="Kommunestyret er utsatt")
    assert svar.status_code == 422
    assert ordene(svar).count("1.10.2029 er for langt fram. Velg en dag til og med 9.11.2025.") == 2
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


async def test_mer_tid_gaar_til_koordinatoren_som_sier_ja_med_en_annen_dato(verden: Svarverden) -> None:
    await verden.send(verden.lenke(Formaal.MER_TID), til="2024-12-12", grunn="Kommunestyret er utsatt")
    svarlenke = verden.lenke(Formaal.SVAR_MER_TID, part="innlandet", kontakt="sekretariat.innlandet", gjelder="trysil")
    skjema = await verden.hent(svarlenke)
    assert "Trysil kommune ber om mer tid" in ordene(skjema)
    assert "utsatt datoen til 12.12.2024, med denne grunnen: «Kommunestyret er utsatt»" in ordene(skjema)
    assert feltet(skjema, "til") == "2024-12-12"
    await verden.send(svarlenke, svar="ja", til="2024-12-10", grunn="")
    oensket, utsatt = [f.hendelse for f in await verden.fakta()]
    assert oensket == MerTidOensket(steg=STEG, part="trysil", til=date(2024, 12, 12), grunn="Kommunestyret er utsatt")
    assert utsatt == FristUtsatt(steg=STEG, til=date(2024, 12, 10), grunn="Kommunestyret er utsatt")
    igjen = await verden.send(svarlenke, svar="nei", grunn="Nei")
    assert "Dette er allerede registrert" in ordene(igjen)


async def test_et_ja_til_mer_tid_maa_gi_mer_tid(verden: Svarverden) -> None:
    verden.naa = datetime(2024, 10, 1, 8, tzinfo=UTC)
    frist = (await verden.steg()).frist
    assert frist is not None
    await verden.send(verden.lenke(Formaal.MER_TID), til="2024-12-12", grunn="Kommunestyret er utsatt")
    lenke = verden.lenke(Formaal.SVAR_MER_TID, part="innlandet", kontakt="sekretariat.innlandet", gjelder="trysil")
    naa = f"Datoen er nå {dato_kort(frist)}. Du kan velge en annen dag enn den de ba om, men den må være senere."
    assert naa in ordene(await verden.hent(lenke))
    for til in (frist, frist - timedelta(days=3)):
        svar = await verden.send(lenke, svar="ja", til=til.isoformat(), grunn="")
        assert svar.status_code == 422
        assert f"Det gir ikke mer tid: datoen er nå {dato_kort(frist)}. Skriv en senere dag, eller svar nei." in ordene(
            svar
        )
    assert not any(isinstance(f.hendelse, FristUtsatt) for f in await verden.fakta())
    await verden.send(lenke, svar="ja", til=(frist + timedelta(days=1)).isoformat(), grunn="")
    assert isinstance((await verden.fakta())[-1].hendelse, FristUtsatt)


async def test_et_nei_til_mer_tid_krever_en_grunn_og_bare_koordinatoren_kan_gi_det(verden: Svarverden) -> None:
    await verden.skjer(MerTidOensket(steg=STEG, part="trysil", til=date(2024, 12, 12), grunn="Travelt"))
    falsk = verden.lenke(Formaal.SVAR_MER_TID, gjelder="trysil")
    assert (await verden.send(falsk, svar="nei", grunn="Nei")).status_code == 410
    lenke = verden.lenke(Formaal.SVAR_MER_TID, part="innlandet", kontakt="sekretariat.innlandet", gjelder="trysil")
    assert "Skriv hvorfor datoen må stå." in ordene(await verden.send(lenke, svar="nei", grunn=""))
    await verden.send(lenke, svar="nei", grunn="Fristen er departementets")
    assert (await verden.fakta())[-1].hendelse == MerTidAvslaatt(
        steg=STEG, part="trysil", grunn="Fristen er departementets"
    )


async def test_en_kontakt_blir_minnet_senere(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.UTSETT)
    assert feltet(await verden.hent(lenke), "til") == "2024-11-15"
    await verden.send(lenke, til="2024-11-20")
    assert [f.hendelse for f in await verden.fakta()] == [
        PaaminnelserUtsatt(steg=STEG, kontakt="sekretariat.trysil", til=date(2024, 11, 20))
    ]


async def test_saken_overlates_til_en_ny_kollega_paa_samme_domene(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.OVERLAT)
    svar = await verden.send(lenke, epost="saksbehandler@trysil.example", rolle="Saksbehandler plan", omfang="dette")
    assert "Sekretariat overlot steget til Saksbehandler plan" in ordene(svar)
    [kontakt] = await verden.fakta("kontakt/trysil.saksbehandler-plan")
    assert isinstance(kontakt.hendelse, KontaktRegistrert)
    assert kontakt.hendelse.kontakt.avtaler == ("bygdevekst-innlandet",)
    assert [f.hendelse for f in await verden.fakta()] == [
        StegOverlatt(steg=STEG, kontakt="sekretariat.trysil", til_kontakt="trysil.saksbehandler-plan")
    ]


async def test_en_ny_kollega_tar_over_i_stedet_for_den_foerste(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.OVERLAT)
    foerste = {"kollega": "ny", "epost": "plan@trysil.example", "rolle": "Planlegger", "omfang": "dette"}
    await verden.send(lenke, **foerste)
    skjema = ordene(await verden.hent(lenke))
    assert "Slik står det nå: Sekretariat overlot steget til Planlegger." in skjema
    assert (
        "Registrert 8.11.2024 kl. 09.00 av sekretariat hos Trysil kommune, fra e-post. Sender du inn noe nytt,"
        in skjema
    )
    igjen = ordene(await verden.send(lenke, **foerste))
    assert "Dette er allerede registrert" in igjen and "overlot steget til Planlegger. Registrert 8.11.2024" in igjen
    glemt = await verden.send(lenke, kollega="trysil.planlegger", epost="jurist@trysil.example", omfang="dette")
    assert glemt.status_code == 422
    assert "Du har valgt Planlegger, men skrevet en annen adresse under." in ordene(glemt), "what was typed is not lost"
    verden.naa += timedelta(days=3)
    ny = await verden.send(lenke, kollega="ny", epost="jurist@trysil.example", rolle="Jurist", omfang="dette")
    assert "Jurist (jurist@trysil.example) får e-postene om dette fra nå av." in ordene(ny)
    assert "Det gjelder i stedet for dette:" in ordene(ny)
    assert "overlot steget til Planlegger. Registrert 8.11.2024 kl. 09.00" in ordene(ny)
    assert (await verden.steg()).oppfoelging.kontakten("sekretariat.trysil") == "trysil.jurist"
    assert [f.hendelse.til_kontakt for f in await verden.fakta() if isinstance(f.hendelse, StegOverlatt)] == [
        "trysil.planlegger",
        "trysil.jurist",
    ]


async def test_alt_som_ligger_her_overlates_til_en_kollega_som_er_registrert(verden: Svarverden) -> None:
    kollega = Kontakt(id="plan", part="trysil", navn="Planlegger", epost="plan@trysil.example")
    await verden.skjer(KontaktRegistrert(kontakt=kollega), register=True)
    await verden.skjer(StegLagtTil(id="kart", tittel=lik("Kart over området"), parter=("trysil",)))
    await verden.skjer(StegLagtTil(id="skisse", tittel=lik("Skisse"), parter=("aamot",)))
    lenke = verden.lenke(Formaal.OVERLAT)
    assert "Planlegger" in ordene(await verden.hent(lenke))
    svar = ordene(await verden.send(lenke, kollega="plan", omfang="alt"))
    assert "Planlegger (plan@trysil.example) får e-postene om dette fra nå av." in svar
    overlatt = {s.id for s in await verden.plan() if s.oppfoelging.overlatt.get("sekretariat.trysil") == "plan"}
    assert {STEG, "tillegg.kart"} <= overlatt
    assert "tillegg.skisse" not in overlatt


async def test_samme_adresse_blir_ikke_to_kontakter(verden: Svarverden) -> None:
    """A postmottak sees no contacts to choose among, and a contact only those of the agreement."""
    annet_sted = Kontakt(
        id="plan", part="trysil", navn="Planlegger", epost="plan@trysil.example", avtaler=("en-annen",)
    )
    await verden.skjer(KontaktRegistrert(kontakt=annet_sted), register=True)
    for kontakt in (None, ""):
        svar = await verden.send(
            verden.lenke(Formaal.OVERLAT, kontakt=kontakt),
            kollega="ny",
            epost="Plan@trysil.example",
            rolle="Arealplanlegger",
            omfang="dette",
        )
        assert svar.status_code == 200, ordene(svar)
    kontakter = await verden.kontakter()
    assert [k.avtaler for k in kontakter if k.epost.lower() == "plan@trysil.example"] == [
        ("en-annen", "bygdevekst-innlandet")
    ]
    assert (await verden.steg()).oppfoelging.kontakten("sekretariat.trysil") == "plan"


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


async def test_til_et_annet_domene_maa_koordinatoren_gjoere_det(verden: Svarverden) -> None:
    svar = await verden.send(
        verden.lenke(Formaal.OVERLAT), epost="noen@konsulent.example", rolle="Innleid", omfang="dette"
    )
    assert svar.status_code == 422
    assert "bare overlate saken til en adresse som slutter på @trysil.example" in ordene(svar)
    assert "ber koordinatoren registrere dem" in ordene(svar)
    egen = await verden.send(
        verden.lenke(Formaal.OVERLAT), epost="Sekretariat@trysil.example", rolle="Meg", omfang="dette"
    )
    assert "Dette er adressen e-posten ble sendt til." in ordene(egen)
    assert await verden.fakta() == []


async def test_den_som_har_sluttet_overlater_alt_og_far_ikke_svare_mer(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.OVERLAT)
    svar = await verden.send(lenke, epost="ny@trysil.example", rolle="Ny sekretær", omfang="sluttet")
    assert "Takk, det er registrert" in ordene(svar), ordene(svar)
    [sluttet] = await verden.fakta("kontakt/sekretariat.trysil")
    assert sluttet.hendelse == KontaktSluttet(kontakt="sekretariat.trysil", etterfoelger="trysil.ny-sekretaer")
    for sti in (lenke, verden.lenke(Formaal.FERDIG)):
        assert (await verden.hent(sti)).status_code == 410
        assert "Du står ikke lenger som kontakt" in ordene(await verden.send(sti, dato="2024-11-07"))


async def test_postmottaket_sier_hvem_som_har_saken(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.OVERLAT, kontakt=None)
    assert "Hvem har saken hos dere?" in ordene(await verden.hent(lenke))
    await verden.send(lenke, epost="plan@trysil.example", rolle="Planlegger")
    [kontakt] = await verden.fakta("kontakt/trysil.planlegger")
    assert kontakt.av == "postmottak hos Trysil kommune, fra e-post"
    assert await verden.fakta() == []


async def test_postmottaket_som_nevner_en_kjent_kontakt_faar_vite_hvem_det_er(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.OVERLAT, kontakt=None)
    svar = ordene(await verden.send(lenke, epost="Sekretariat@trysil.example", rolle="Planlegger"))
    assert "sekretariat (sekretariat@trysil.example) er allerede kontakt for avtalen. Ingenting er endret." in svar
    assert "Det står slik fra før" not in svar
    assert await verden.fakta() == []


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
        assert "Vil du ha dem igjen? Velg hvor ofte du får e-post" in ordene(svar)
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


async def test_koordinatoren_kan_ikke_gi_mer_tid_til_en_dag_som_er_passert(verden: Svarverden) -> None:
    passert = await verden.send(verden.lenke(Formaal.MER_TID), til="2024-11-08", grunn="Sykdom")
    assert "8.11.2024 er ikke etter 8.11.2024. Velg en senere dag." in ordene(passert), "neither can it be asked for"
    assert "Sykdom" in passert.text
    await verden.send(verden.lenke(Formaal.MER_TID), til="2024-12-20", grunn="Sykdom")
    svar = verden.lenke(Formaal.SVAR_MER_TID, part="innlandet", kontakt="sekretariat.innlandet", gjelder="trysil")
    avvist = await verden.send(svar, svar="ja", til="2024-11-08", grunn="")
    assert "Den nye datoen er passert." in ordene(avvist)
    assert not any(isinstance(f.hendelse, FristUtsatt) for f in await verden.fakta())


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


async def test_koordinatoren_som_trenger_mer_tid_spoer_ikke_seg_selv(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.MER_TID, steg=FYLKETS, part="innlandet")
    assert "Du er koordinator, så datoen flyttes med en gang og vises på tavla." in ordene(await verden.hent(lenke))
    assert "Hvorfor flyttes datoen? Kan leses av alle partene." in ordene(await verden.hent(lenke))
    assert "Skriv hvorfor datoen flyttes." in ordene(await verden.send(lenke, til="2025-01-10", grunn=""))
    svar = await verden.send(lenke, til="2024-12-20", grunn="Fylkestinget er flyttet")
    assert "Datoen er flyttet." in ordene(svar), ordene(svar)
    igjen = ordene(await verden.send(lenke, til="2024-12-20", grunn="Fylkestinget er flyttet"))
    assert "Dette er allerede registrert" in igjen and "fra e-post." in igjen
    [faktum] = await verden.fakta()
    assert faktum.hendelse == FristUtsatt(steg=FYLKETS, til=date(2024, 12, 20), grunn="Fylkestinget er flyttet")
