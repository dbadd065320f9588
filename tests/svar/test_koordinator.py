"""What the coordinator does with other parties' steps by a link: moves the date, or registers that it is done."""

from __future__ import annotations

from datetime import date

from modeller.fakta import AvtaleEndret, FristUtsatt, MerTidOensket, StegLagtTil, StegUtfoert, Utfall, VedtakFattet
from modeller.plan import Status
from modeller.tekst import lik
from tests.svar.svarverden import STEG, Svarverden, feltet, ordene
from varsler.svarlenke import Formaal


def hennes(verden: Svarverden, formaal: Formaal, *, steg: str = STEG, gjelder: str = "") -> str:
    """A link in the coordinator's mail."""
    return verden.lenke(formaal, steg, part="innlandet", kontakt="sekretariat.innlandet", gjelder=gjelder)


async def test_koordinatoren_flytter_datoen_til_en_annen_part(verden: Svarverden) -> None:
    lenke = hennes(verden, Formaal.FLYTT, gjelder="trysil")
    skjema = ordene(await verden.hent(lenke))
    assert "Flytt datoen Du er koordinator, så datoen flyttes med en gang" in skjema
    assert "Gjelder Trysil kommune" in skjema
    svar = await verden.send(lenke, til="2024-12-20", grunn="Kommunestyret er utsatt")
    assert "Datoen er flyttet." in ordene(svar)
    [faktum] = await verden.fakta()
    assert faktum.hendelse == FristUtsatt(steg=STEG, til=date(2024, 12, 20), grunn="Kommunestyret er utsatt")
    assert faktum.av == "sekretariat hos Innlandet fylkeskommune, fra e-post"


async def test_blir_datoen_tidligere_spoerres_hun_om_det_er_meningen_og_leser_hva_det_gjoer(verden: Svarverden) -> None:
    lenke = hennes(verden, Formaal.FLYTT, gjelder="trysil")
    await verden.skjer(FristUtsatt(steg=STEG, til=date(2024, 11, 21)))
    assert "skal bli tidligere" not in ordene(await verden.hent(lenke))
    felt = {"til": "2024-11-14", "grunn": "Fylket trenger det før"}
    spurt = await verden.send(lenke, **felt)
    assert spurt.status_code == 422
    assert "14.11.2024 er før datoen nå, 21.11.2024." in ordene(spurt)
    foelge = "Trysil kommune får kortere tid. De som kjenner datoen, får beskjed om den nye i neste utsending."
    assert foelge in ordene(spurt)
    assert "Ja, datoen skal bli tidligere" in ordene(spurt)
    assert len(await verden.fakta()) == 1
    svar = ordene(await verden.send(lenke, **felt, tidligere="ja"))
    assert f"Datoen er nå tidligere enn før: 14.11.2024, ikke 21.11.2024. {foelge}" in svar
    [_, faktum] = await verden.fakta()
    assert faktum.hendelse == FristUtsatt(steg=STEG, til=date(2024, 11, 14), grunn=felt["grunn"])
    assert "tidligere enn før" not in ordene(await verden.send(lenke, til="2024-12-20", grunn="Utsatt likevel"))


async def test_en_dag_i_maaneden_er_ikke_tidligere_enn_maaneden(verden: Svarverden) -> None:
    """The dialogue on the text is expected in January."""
    lenke = hennes(verden, Formaal.FLYTT, steg="tekstdialog")
    for dag, spoerres in (("2024-12-19", True), ("2025-01-14", False)):
        svar = await verden.send(lenke, til=dag, grunn="Avtalt")
        assert ("Ja, datoen skal bli tidligere" in ordene(svar)) is spoerres


async def test_den_som_koordinerer_blir_ikke_bedt_om_aa_svare_seg_selv_om_kontaktene(verden: Svarverden) -> None:
    svarer = "Er noe feil, svarer du på e-posten og skriver hva som skal endres."
    hennes_egen = verden.lenke(Formaal.KONTAKTLISTE, part="innlandet", kontakt="sekretariat.innlandet")
    skjema = ordene(await verden.hent(hennes_egen))
    assert "Er noe feil, retter du det med «fristvakt registrer»." in skjema and svarer not in skjema
    assert svarer in ordene(await verden.hent(verden.lenke(Formaal.KONTAKTLISTE)))


async def test_er_steget_borte_blir_hun_ikke_bedt_om_aa_spoerre_koordinatoren(verden: Svarverden) -> None:
    borte = "dette skal ikke gjøres lenger."
    hennes_egen = ordene(await verden.hent(hennes(verden, Formaal.FLYTT, steg="finnes.ikke", gjelder="trysil")))
    assert borte in hennes_egen and "Svar på e-posten" not in hennes_egen
    andres = ordene(await verden.hent(verden.lenke(Formaal.FERDIG, "finnes.ikke")))
    assert f"{borte} Svar på e-posten" in andres


async def test_en_ny_dato_som_ikke_er_en_arbeidsdag_sies_fra_om_og_staar(verden: Svarverden) -> None:
    lenke = hennes(verden, Formaal.FLYTT, gjelder="trysil")
    for dag, ord_ in (
        ("2024-12-21", "Merk at 21.12.2024 er en lørdag."),
        ("2024-12-25", "Merk at 25.12.2024 er en fridag."),
        ("2024-12-22", "Merk at 22.12.2024 er en søndag."),
        ("2024-12-20", ""),
    ):
        svar = ordene(await verden.send(lenke, til=dag, grunn="Kommunestyret er utsatt", tidligere="ja"))
        assert "Datoen er flyttet." in svar or "Datoen er nå tidligere enn før" in svar
        assert ord_ in svar and ("Merk at" in svar) is bool(ord_)
    await verden.skjer(MerTidOensket(steg=STEG, part="trysil", til=date(2025, 1, 10), grunn="Travelt"))
    ja = hennes(verden, Formaal.SVAR_MER_TID, gjelder="trysil")
    assert "Merk at 11.1.2025 er en lørdag." in ordene(await verden.send(ja, svar="ja", til="2025-01-11"))


async def test_er_det_bedt_om_mer_tid_staar_det_i_skjemaet(verden: Svarverden) -> None:
    await verden.skjer(MerTidOensket(steg=STEG, part="trysil", til=date(2024, 12, 12), grunn="Travelt"))
    lenke = hennes(verden, Formaal.FLYTT, gjelder="trysil")
    assert feltet(await verden.hent(lenke), "til") == "2024-12-12"


async def test_koordinatoren_registrerer_vedtaket_for_parten(verden: Svarverden) -> None:
    lenke = hennes(verden, Formaal.FERDIG_FOR, gjelder="trysil")
    skjema = await verden.hent(lenke)
    assert "Du registrerer dette for Trysil kommune." in ordene(skjema)
    assert "Saksnummer i arkivet til Trysil kommune" in ordene(skjema)
    assert feltet(skjema, "dato") == "2024-11-07"
    await verden.send(lenke, utfall="vedtatt", organ="trysil-kommunestyre", dato="2024-11-07", saksnummer="24/88")
    [faktum] = await verden.fakta()
    assert faktum.hendelse == VedtakFattet(
        steg=STEG, utfall=Utfall.VEDTATT, organ="trysil-kommunestyre", saksnummer="24/88"
    )
    assert faktum.av == "sekretariat hos Innlandet fylkeskommune, fra e-post"
    assert (await verden.steg()).status is Status.UTFOERT


async def test_koordinatorens_eget_saksnummer_foreslaas_ikke_paa_andres_steg(verden: Svarverden) -> None:
    await verden.skjer(AvtaleEndret(saksnumre={"innlandet": "25/999"}))
    assert feltet(await verden.hent(hennes(verden, Formaal.FERDIG_FOR, steg="forpliktelser.d1")), "saksnummer") == ""


async def test_et_steg_flere_har_sammen_gjelder_dem_alle(verden: Svarverden) -> None:
    lenke = hennes(verden, Formaal.FERDIG_FOR, steg="forpliktelser.d1")
    skjema = ordene(await verden.hent(lenke))
    alle = "Engerdal kommune, Trysil kommune, Våler kommune og Åmot kommune"
    assert f"Du registrerer dette for {alle}." in skjema and f"Gjelder {alle}" in skjema
    assert "Saksnummer i arkivet" not in skjema
    await verden.send(lenke, dato="2024-11-08")
    assert isinstance((await verden.fakta())[-1].hendelse, StegUtfoert)


async def test_en_part_kan_ikke_flytte_datoen_selv(verden: Svarverden) -> None:
    for formaal in (Formaal.FLYTT, Formaal.FERDIG_FOR):
        lenke = verden.lenke(formaal, gjelder="trysil")
        for svar in (await verden.hent(lenke), await verden.send(lenke, til="2024-12-20", grunn="Travelt")):
            assert svar.status_code == 410
            assert "Du er ikke lenger koordinator" in ordene(svar)
    assert await verden.fakta() == []


async def test_koordinatorens_egen_liste_sier_flytt_datoen(verden: Svarverden) -> None:
    kart = StegLagtTil(id="kart", tittel=lik("Kart"), parter=("innlandet", "trysil"), frist=date(2024, 12, 1))
    await verden.skjer(kart)
    liste = ordene(await verden.hent(verden.lenke(Formaal.SVAR, steg="tillegg.kart", part="innlandet")))
    assert "Flytt datoen" in liste and "Vi trenger mer tid" not in liste
    partens = ordene(await verden.hent(verden.lenke(Formaal.SVAR, steg="tillegg.kart")))
    assert "Flytt datoen" not in partens and "Vi trenger mer tid" in partens
