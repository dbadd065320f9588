"""The board's pages as their readers meet them: words, dates, escaping and what happens when something is wrong."""

import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from html.parser import HTMLParser

import httpx
import pytest

from flyter.livsloep.kilder import OXFORD_63
from modeller.begrunnelse import Ledd
from modeller.fakta import Fristart, StegUtfoert
from modeller.livsloep import Hull, Krav
from modeller.plan import Plansteg, Status
from modeller.prognose import prognose
from modeller.tekst import Maalform, Tekst, dato_kort, lik
from modeller.venting import hvem_venter
from tavle.hvem import Avgrensing, ballrader, grupper
from tavle.kilde import Meldingsjournal, StansetPost, Tilbakepost
from tavle.matrise import faseblokker
from tavle.ord import ALLE_TEKSTER, artsord
from tavle.visning import SAERMERKER, Merke
from tests.tavlebesetning import DAG, Proevekilde, klient_for, pulje2

SIDER = (
    "/", "/?bare=over", "/?avtale=pulje2&part=aamot", "/avtaler", "/avtale/pulje2", "/parter", "/part/vaaler",
    "/part/kdd", "/post", "/post/m-1", "/om", "/nytt", "/nytt?siden=2024-10-01",
)  # fmt: skip
UTEN_SLUTT = frozenset({"meta", "link", "img", "input", "br", "wbr", "hr", "circle", "path", "option"})


class Sidesjekk(HTMLParser):
    """Reads a page and notes tags left open, ids used twice and cells without scope."""

    def __init__(self, side: str) -> None:
        super().__init__()
        self.aapne: list[str] = []
        self.feil: list[str] = []
        self.ider: list[str] = []
        self.feed(side)
        self.feil += [f"{merke} er ikke lukket" for merke in self.aapne]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        felt = dict(attrs)
        self.ider += [felt["id"] or ""] if "id" in felt else []
        if tag == "th" and "scope" not in felt:
            self.feil.append("th uten scope")
        if "style" in felt or any(navn.startswith("on") for navn in felt):
            self.feil.append(f"{tag} med stil eller skript som CSP stopper")
        if tag not in UTEN_SLUTT:
            self.aapne.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in UTEN_SLUTT:
            return
        if not self.aapne or self.aapne.pop() != tag:
            self.feil.append(f"</{tag}> lukker ikke det som er åpent")


def ordene(side: str) -> str:
    """The page's text without markup, in one line."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", side.replace("<wbr>", ""))))


@pytest.mark.parametrize("maal", ["nb", "nn"])
@pytest.mark.parametrize("sti", SIDER)
async def test_hver_side_vises_paa_begge_maalformer_med_gyldig_oppmerking(
    tavla: httpx.AsyncClient, sti: str, maal: str
) -> None:
    svar = await tavla.get(sti, params={"maal": maal} if "?" not in sti else None)
    if "?" in sti:
        svar = await tavla.get(f"{sti}&maal={maal}")
    assert svar.status_code == 200
    assert f'<html lang="{maal}"' in svar.text
    sjekk = Sidesjekk(svar.text)
    assert sjekk.feil == []
    assert len(sjekk.ider) == len(set(sjekk.ider))


@pytest.mark.parametrize("sti", SIDER)
async def test_ingen_side_viser_en_noekkel_eller_et_tomt_objekt_i_stedet_for_tekst(
    tavla: httpx.AsyncClient, sti: str
) -> None:
    tekst = ordene((await tavla.get(sti)).text)
    assert not [noekkel for noekkel in ALLE_TEKSTER if "_" in noekkel and noekkel in tekst]
    assert "None" not in tekst
    assert "{" not in tekst


async def test_nynorsk_foelger_med_i_lenkene(tavla: httpx.AsyncClient) -> None:
    side = (await tavla.get("/?maal=nn")).text
    assert 'href="/avtale/pulje2?maal=nn#forankring.vaaler"' in side
    assert 'name="maal" value="nn"' in side
    assert "Kven ventar på kven" in side


async def test_bare_en_frist_kalles_forfalt(tavla: httpx.AsyncClient) -> None:
    tekst = ordene((await tavla.get("/")).text)
    assert "7.11.2024 frist Forfalt 1 dag" in tekst
    assert "5.11.2024 ventet Senere enn ventet 3 dager" in tekst
    assert tekst.count("Forfalt") == 1


async def test_nynorsk_sier_forfalle_og_seinare_enn_venta(tavla: httpx.AsyncClient) -> None:
    tekst = ordene((await tavla.get("/?maal=nn")).text)
    assert "Forfalle 1 dag" in tekst
    assert "Seinare enn venta 3 dagar" in tekst


def test_det_som_haster_mest_staar_foerst(kilde: Proevekilde) -> None:
    plan = kilde.planene[0]
    alle = grupper(ballrader(hvem_venter([plan]), [plan]))
    assert [gruppe.part for gruppe in alle] == ["vaaler", "kdd", "aamot", "skurk"]
    assert alle[0].rader[0].venter == ("engerdal",)


def test_avgrensing_paa_part_tar_med_baade_den_som_har_ballen_og_den_som_venter(kilde: Proevekilde) -> None:
    plan = kilde.planene[0]
    rader = ballrader(hvem_venter([plan]), [plan])
    assert {rad.paa for rad in rader if Avgrensing(part="engerdal").slipper(rad)} == {"vaaler", "aamot"}
    assert {rad.steg.id for rad in rader if Avgrensing(bare_over=True).slipper(rad)} == {
        "forankring.vaaler",
        "respons.kdd",
    }


async def test_en_ukjent_avgrensing_gir_en_tom_liste_og_ingen_feil(tavla: httpx.AsyncClient) -> None:
    svar = await tavla.get("/?part=finnes-ikke")
    assert svar.status_code == 200
    assert "Ingen steg passer til avgrensingen." in svar.text


async def test_raad_som_ingen_venter_paa_er_lagt_sammen(tavla: httpx.AsyncClient) -> None:
    assert "1 valgfritt steg som ingen venter på" in ordene((await tavla.get("/")).text)


async def test_tom_tavle_sier_hva_du_skal_gjoere(kilde: Proevekilde, tavla: httpx.AsyncClient) -> None:
    kilde.planene = ()
    side = (await tavla.get("/")).text
    assert "fristvakt les" in side
    assert Sidesjekk(side).feil == []


async def test_naar_alt_er_rolig_vises_neste_dato(kilde: Proevekilde, tavla: httpx.AsyncClient) -> None:
    plan = kilde.planene[0]
    kommer = plan.steg[1]._replace(
        status=Status.KOMMENDE, ball=(), aapnet=None, frist=date(2024, 12, 1), art=Fristart.FRIST
    )
    kilde.planene = (replace(plan, steg=(kommer,)),)
    tekst = ordene((await tavla.get("/")).text)
    assert "Ingen har ballen akkurat nå." in tekst
    assert "Neste dato er 1. desember 2024." in tekst


async def test_manglende_sluttdato_vises_som_manglende(tavla: httpx.AsyncClient) -> None:
    assert "Sluttdato mangler i kildene" in (await tavla.get("/avtale/pulje2")).text


async def test_avtalesiden_viser_milepaeler_kilde_prognose_og_oppdiktet_plan(tavla: httpx.AsyncClient) -> None:
    tekst = ordene((await tavla.get("/avtale/pulje2")).text)
    for bit in (
        "KDDs brev, «Tidsplan»",
        "8.10.2024 Saksframlegget er klart",
        "Oppdiktet møteplan",
        "12. desember 2024 (35 dager etter datoen)",
        "Kan gjøres med forbehold",
        "januar 2025 foreløpig",
        "Engerdal kommune hovedpart",
        "24/1234",
    ):
        assert bit in tekst


async def test_en_fase_i_gang_sier_naar_den_kan_bli_ferdig(kilde: Proevekilde, tavla: httpx.AsyncClient) -> None:
    [plan] = [p for p in await kilde.planer(DAG) if p.avtale == "pulje2"]
    assert prognose(plan)
    for maal, ord_ in (("", "Kan tidligst bli ferdig"), ("?maal=nn", "Kan tidlegast bli ferdig")):
        side = (await tavla.get(f"/avtale/pulje2{maal}")).text
        for en in prognose(plan):
            assert f"{ord_} {dato_kort(en.ferdig)}" in side


async def test_aaret_naermest_er_brettet_ut_og_de_andre_er_lukket(tavla: httpx.AsyncClient) -> None:
    side = (await tavla.get("/avtale/pulje2")).text
    faser = re.findall(r'<details class="ds-details fv-fase"[^>]*?( open)?>\s*<summary><h3[^>]*>([^<]*)', side)
    assert {navn: bool(aapen) for aapen, navn in faser} == {
        "Forslag": True,
        "Dialog": True,
        "Hvert år 2025": True,
        "Hvert år 2026": False,
    }


async def test_hver_celle_i_matrisen_leder_til_et_steg_paa_siden(tavla: httpx.AsyncClient) -> None:
    side = (await tavla.get("/avtale/pulje2")).text
    maal = set(re.findall(r'class="fv-celle" href="#([^"]+)"', side))
    assert maal
    assert maal <= set(Sidesjekk(side).ider)


async def test_loggen_stryker_ut_det_som_er_angret_og_merker_det_oppdiktede(tavla: httpx.AsyncClient) -> None:
    side = (await tavla.get("/avtale/pulje2")).text
    assert "<s>Engerdal kommune, tittel for innsending: datoen ble flyttet til 6.12.2024</s>" in side
    assert re.search(r"vedtatt</a>\s*<span[^>]*fv-oppdiktet", side)
    assert "Hendelser som ikke hører til noe steg" in side
    assert "borte.vaaler: utført" in side


async def test_loggen_viser_ikke_det_som_ennaa_ikke_har_skjedd(tavla: httpx.AsyncClient) -> None:
    assert "24.12.2024" not in (await tavla.get("/avtale/pulje2")).text


async def test_partsiden_viser_hva_parten_skylder_kontakter_og_moeteplan(tavla: httpx.AsyncClient) -> None:
    tekst = ordene((await tavla.get("/part/vaaler")).text)
    for bit in (
        "Politisk forankring av forslaget",
        "sekretariat@vaaler.example",
        "sluttet 1.9.2024",
        "bare Bygdevekstavtale for fire kommuner",
        "12.12.2024",
        "19.12.2024 avlyst",
        "Oppdiktet møteplan",
        "fristvakt feed part vaaler",
    ):
        assert bit in tekst
    assert "Våler kommune venter ikke på noen." in tekst


async def test_partsiden_viser_hvem_parten_venter_paa(tavla: httpx.AsyncClient) -> None:
    tekst = ordene((await tavla.get("/part/engerdal")).text)
    assert "Politisk forankring av forslaget Bygdevekstavtale for fire kommuner Våler kommune" in tekst


async def test_navn_fra_registeret_kan_ikke_bli_til_oppmerking(tavla: httpx.AsyncClient) -> None:
    for sti in ("/", "/avtale/pulje2", "/part/skurk", "/parter", "/post/m-1"):
        side = (await tavla.get(sti)).text
        assert "<script" not in side
        assert "\u202e" not in side, "what turns the reading direction"
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in (await tavla.get("/part/skurk")).text


async def test_lenker_i_fakta_kan_ikke_kjoere_skript(kilde: Proevekilde, tavla: httpx.AsyncClient) -> None:
    ond = replace(kilde.fakta_i_avtalen[1], hendelse=StegUtfoert(steg="mandat.aamot", lenke="javascript:alert(1)"))
    kilde.fakta_i_avtalen = (ond,)
    assert "javascript:" not in (await tavla.get("/avtale/pulje2")).text


async def test_meldingens_html_vises_innelaast(tavla: httpx.AsyncClient) -> None:
    side = (await tavla.get("/post/m-1")).text
    assert 'sandbox="allow-popups"' in side
    brev = await tavla.get("/post/m-1/html")
    regler = brev.headers["content-security-policy"]
    assert "sandbox" in regler
    assert "default-src 'none'" in regler
    assert "frame-ancestors 'self'" in regler
    assert brev.headers["x-content-type-options"] == "nosniff"


async def test_en_melding_som_gikk_ut_med_smtp_sier_at_teksten_ikke_er_her(
    kilde: Proevekilde, tavla: httpx.AsyncClient
) -> None:
    kilde.meldinger = (replace(kilde.meldinger[0], tekst=None, html=None),)
    side = (await tavla.get("/post/m-1")).text
    assert "teksten er ikke tatt vare på her" in side
    assert "<iframe" not in side


async def test_post_som_er_stanset_staar_oeverst_med_grunn_og_det_som_skjer(
    kilde: Proevekilde, tavla: httpx.AsyncClient
) -> None:
    assert "Ikke sendt" not in (await tavla.get("/post")).text
    plan = kilde.planene[0]
    saker = tuple((plan.avtale, steg.id, lik("like før")) for steg in plan.steg[:3])
    kilde.stanset_post = (
        StansetPost(til="en@vaaler.example", part="vaaler", saker=saker, grunn="554 5.7.1 <spam>"),
        StansetPost(til="to@vaaler.example", part="vaaler", saker=saker[:1], grunn="450 later", proeves=kilde.naa()),
    )
    side = (await tavla.get("/post")).text
    assert side.index("Ikke sendt") < side.index('href="/post/m-1"')
    assert "554 5.7.1 &lt;spam&gt;" in side
    assert "og 2 til" in side
    assert f'href="/avtale/{plan.avtale}#{plan.steg[0].id}"' in side
    assert side.index("Lagt til side") < side.index("Prøves igjen")
    assert "Ikke sendt" not in (await tavla.get("/post?side=2")).text


BORTE = Tilbakepost(
    dag=date(2024, 11, 7),
    slag="fravaer",
    hva=Tekst(
        "Kontakten svarer at hen er borte til 25. november.", "Kontakten svarer at hen er borte til 25. november."
    ),
    svar="",
    fra="leder@vaaler.example",
    til="leder@vaaler.example",
    emne="Automatisk svar: <b>Fristen</b>",
    part="vaaler",
    melding="m-1",
)


@pytest.mark.parametrize(("maal", "tittel"), [("nb", "Kommet tilbake"), ("nn", "Kome tilbake")])
async def test_post_som_er_kommet_tilbake_staar_foer_den_sendte(
    kilde: Proevekilde, tavla: httpx.AsyncClient, maal: str, tittel: str
) -> None:
    assert tittel not in (await tavla.get(f"/post?maal={maal}")).text
    kilde.tilbakepost = (BORTE, replace(BORTE, fra="", til="", part=None, melding=None, emne=""))
    side = (await tavla.get(f"/post?maal={maal}")).text
    tekst = ordene(side)
    assert f"{tittel} " in tekst
    assert "leder@vaaler.example Våler kommune Kontakten svarer at hen er borte til 25. november." in tekst
    assert "&lt;b&gt;Fristen" in side
    assert 'href="/post/m-1' in side


async def test_en_melding_viser_hvorfor_den_gikk_og_hva_som_kom_av_den(
    kilde: Proevekilde, tavla: httpx.AsyncClient
) -> None:
    kilde.meldinger = (
        replace(
            kilde.meldinger[0],
            journal=Meldingsjournal(
                grunner=(("pulje2", "forankring.vaaler", lik("2 uker før; skulle gå 5.11.2024."), "Fakta: f2."),),
                svar=((kilde.naa(), lik("prøves igjen"), "450 4.2.1 <senere>"),),
                lenker=(
                    ("pulje2", "forankring.vaaler", "ferdig", 2, kilde.naa(), None),
                    ("", "", "valg", 1, kilde.naa(), kilde.naa()),
                ),
                retur=(BORTE,),
            ),
        ),
    )
    tekst = ordene((await tavla.get("/post/m-1")).text)
    for bit in (
        "Avtale Bygdevekstavtale for fire kommuner",
        "Hvorfor meldingen gikk Politisk forankring av forslaget : 2 uker før; skulle gå 5.11.2024. Fakta: f2.",
        "prøves igjen (450 4.2.1 <senere>)",
        "(Politisk forankring av forslaget): åpnet 2 ganger, første gang",
        ": åpnet én gang, 8.11.2024 kl. 10.30, brukt 8.11.2024",
        "ikke brukt",
        "Kommet tilbake 7.11.2024: Kontakten svarer",
    ):
        assert bit in tekst, tekst


async def test_lang_postliste_deles_i_sider(kilde: Proevekilde, tavla: httpx.AsyncClient) -> None:
    kilde.meldinger = tuple(replace(kilde.meldinger[0], id=f"m-{nr}") for nr in range(120))
    assert (await tavla.get("/post?side=3")).text.count('href="/post/m-') == 20
    assert 'href="/post?side=2"' in (await tavla.get("/post")).text
    assert (await tavla.get("/post?side=99")).status_code == 200


async def test_demobanneret_staar_paa_hver_side_og_bare_i_demo(kilde: Proevekilde, tavla: httpx.AsyncClient) -> None:
    for sti in (*SIDER, "/finnes-ikke"):
        tekst = ordene((await tavla.get(sti)).text)
        assert "Tavla viser situasjonen fredag 8. november 2024" in tekst
        assert "Eksempeldata" in tekst
    kilde.info = replace(kilde.info, demoklokke=False, eksempeldata=False)
    assert "Demoklokke" not in (await tavla.get("/")).text


@pytest.mark.parametrize(
    ("sti", "tekst", "forslag"),
    [
        ("/avtale/pulje3", "Ingen avtale heter «pulje3».", 'href="/avtale/pulje2"'),
        ("/part/våler", "Ingen part heter «våler».", 'href="/part/vaaler"'),
        ("/post/finnes-ikke", "Ingen sendt melding heter «finnes-ikke».", 'href="/"'),
        ("/finnes-ikke", "Det er ingenting på denne adressen.", 'href="/"'),
    ],
)
async def test_ukjent_adresse_gir_404_paa_norsk_med_naermeste_forslag(
    tavla: httpx.AsyncClient, sti: str, tekst: str, forslag: str
) -> None:
    svar = await tavla.get(sti)
    assert svar.status_code == 404
    assert tekst in ordene(svar.text)
    assert forslag in svar.text


async def test_ett_forslag_er_ikke_en_av_flere(tavla: httpx.AsyncClient) -> None:
    assert "Mente du denne?" in (await tavla.get("/avtale/pulje3")).text


async def test_ukjent_adresse_kan_ikke_smugle_inn_oppmerking(tavla: httpx.AsyncClient) -> None:
    svar = await tavla.get("/avtale/<script>alert(1)")
    assert svar.status_code == 404
    assert "<script" not in svar.text


async def test_en_uventet_feil_gir_norsk_side_uten_sporing(kilde: Proevekilde, tavla: httpx.AsyncClient) -> None:
    kilde.feil = RuntimeError("hemmelig tilkoblingsstreng")
    for sti in ("/", "/api/planer"):
        svar = await tavla.get(sti)
        assert svar.status_code == 500
        assert "Noe gikk galt" in svar.text
        assert "hemmelig" not in svar.text
        assert "Traceback" not in svar.text
        assert svar.headers["x-content-type-options"] == "nosniff"


async def test_tavla_kan_bare_leses(tavla: httpx.AsyncClient) -> None:
    svar = await tavla.post("/")
    assert svar.status_code == 405
    assert "Denne siden kan bare leses." in svar.text


async def test_feil_sidetall_gir_norsk_feilside(tavla: httpx.AsyncClient) -> None:
    svar = await tavla.get("/post?side=tre")
    assert svar.status_code == 400
    assert "Forespørselen kunne ikke brukes" in svar.text


def test_dagen_for_et_moete_heter_moete_og_ikke_frist(kilde: Proevekilde) -> None:
    steg = kilde.planene[0].steg[0]._replace(art=Fristart.FRIST)
    assert artsord(steg._replace(moete=True)).nb == "møte"
    assert artsord(steg._replace(moete=False)).nb == "frist"


def test_framdriften_teller_bare_steg_som_er_aktuelle(kilde: Proevekilde) -> None:
    plan = kilde.planene[0]
    borte = replace(plan, steg=tuple(s._replace(status=Status.IKKE_AKTUELL) for s in plan))
    assert [(fase.ferdige, fase.aktuelle) for fase in faseblokker(borte)] == [(0, ()) for _ in faseblokker(plan)]


def test_raad_som_ingen_venter_paa_staar_etter_det_som_maa_gjoeres(kilde: Proevekilde) -> None:
    rad = ballrader(hvem_venter([kilde.planene[0]]), [kilde.planene[0]])[0]
    raad = replace(rad, venter=(), steg=rad.steg._replace(krav=Krav.ANBEFALT, frist=rad.dag))
    maa = replace(rad, steg=rad.steg._replace(art=Fristart.VEILEDENDE, frist=rad.dag + timedelta(days=400)))
    assert maa.haster < raad.haster


async def test_en_forfalt_frist_som_venter_telles_og_staar_hos_den_som_holder_opp() -> None:
    """Its own party can do nothing, so no line of its own would show it."""
    forfalt = tuple(
        s._replace(frist=date(2024, 11, 1)) if s.steg == "innsending" else s._replace(frist=date(2024, 12, 1))
        for s in pulje2().steg
    )
    async with klient_for(Proevekilde(planene=(pulje2(steg=forfalt),))) as klient:
        alle = ordene((await klient.get("/")).text)
        bare_over = ordene((await klient.get("/?bare=over&maal=nn")).text)
        avtaler = ordene((await klient.get("/avtaler")).text)
    assert "forfalt 1 " in alle
    assert "Holder opp Tittel for innsending (forfalt 1.11.2024)" in alle
    assert "Held opp" in bare_over
    assert "1 forfalt" in avtaler


UTE_AV_LOEPET = (
    Ledd("loep_utgaatt", {"moete": date(2024, 11, 21), "dato": date(2024, 10, 22)}),
    Ledd(
        "neste_moete_med_milepael",
        {
            "organ": "kommunestyret i Åmot",
            "dato": date(2024, 12, 12),
            "milepael": "Saksframlegg klart",
            "klart": date(2024, 11, 19),
        },
    ),
    Ledd("forsinker", {"hva": "innsending", "tidligst": date(2024, 12, 17), "dager": "18 dager", "frist": DAG}),
)


async def test_et_loep_som_gikk_ut_staar_paa_forsiden_med_neste_moete_foer_datoen_er_passert() -> None:
    """The date lies ahead still, so nothing else on the page says that the meeting cannot be reached any more."""
    plan = pulje2(steg=tuple(_loepet_ute(s) if s.id == "forankring.aamot" else s for s in pulje2()))
    async with klient_for(Proevekilde(planene=(plan,))) as klient:
        forside = ordene((await klient.get("/")).text)
        avtale = ordene((await klient.get("/avtale/pulje2?maal=nn")).text)
    assert (
        "Saksframlegget til møtet 21.11 skulle vært klart 22.10, men er ikke registrert som klart. "
        "Neste møte i kommunestyret i Åmot som kan nås, er 12.12"
    ) in forside
    assert "kan tidligst skje 17.12" not in forside
    assert "Løp gjekk ut 21.11.2024" in avtale


def test_et_loep_som_gikk_ut_haster_mer_enn_en_naermere_dato() -> None:
    rad = next(r for r in ballrader(hvem_venter([pulje2()]), [pulje2()]) if r.steg.id == "forankring.aamot")
    naer = replace(rad, steg=rad.steg._replace(frist=rad.dag + timedelta(days=1)))
    raad = replace(rad, steg=_loepet_ute(rad.steg)._replace(art=Fristart.VEILEDENDE))
    assert replace(rad, steg=_loepet_ute(rad.steg)).haster < naer.haster < raad.haster
    assert raad.utloep == ()


async def test_kommandoen_for_en_kalenderadresse_kan_brukes_slik_den_staar(tavla: httpx.AsyncClient) -> None:
    assert "fristvakt feed part kdd" in (await tavla.get("/part/kdd")).text
    assert "fristvakt feed avtale pulje2" in (await tavla.get("/avtale/pulje2")).text


def _loepet_ute(steg: Plansteg) -> Plansteg:
    return steg._replace(merknader=UTE_AV_LOEPET)


async def test_et_steg_som_ikke_er_aktuelt_har_ingen_dato_i_matrisen() -> None:
    """A date there would be read as a deadline."""
    uaktuelt = tuple(s._replace(status=Status.IKKE_AKTUELL) if s.id == "forankring.aamot" else s for s in pulje2())
    async with klient_for(Proevekilde(planene=(pulje2(steg=uaktuelt),))) as klient:
        assert "Ikke aktuelt 21.11.2024" not in ordene((await klient.get("/avtale/pulje2")).text).split("begrunnet")[0]


@pytest.mark.parametrize("merke", SAERMERKER)
async def test_hvert_merke_som_kan_staa_i_stedet_for_statusen_er_forklart(
    tavla: httpx.AsyncClient, merke: Merke
) -> None:
    for maalform, adresse in ((Maalform.NB, "/om"), (Maalform.NN, "/om?maal=nn")):
        tekst = ordene((await tavla.get(adresse)).text)
        assert f"{merke.ord.paa(maalform)} {SAERMERKER[merke].paa(maalform)}" in tekst


HULL = Hull(
    noekkel="oppfoelging",
    tekst=Tekst("Avtalen sier ikke hvordan den følges opp.", "Avtalen seier ikkje korleis han blir følgd opp."),
    kilde=OXFORD_63,
)


@pytest.mark.parametrize(("maal", "overskrift"), [("nb", "Dette er ikke bestemt"), ("nn", "Dette er ikkje fastsett")])
async def test_det_kildene_ikke_sier_staar_paa_avtalens_side_med_hvor_det_skulle_staatt(
    maal: str, overskrift: str
) -> None:
    async with klient_for(Proevekilde([pulje2(hull=(HULL,))])) as klient:
        side = (await klient.get(f"/avtale/pulje2?maal={maal}")).text
    tekst = ordene(side)
    for del_ in (overskrift, HULL.tekst.paa(Maalform(maal)), OXFORD_63.tittel.paa(Maalform(maal))):
        assert del_ in tekst


async def test_uten_hull_er_det_ingen_overskrift_om_dem() -> None:
    async with klient_for(Proevekilde([pulje2()])) as klient:
        assert "Dette er ikke bestemt" not in (await klient.get("/avtale/pulje2")).text


async def test_avtalen_som_json_har_hullene_paa_begge_maalformer() -> None:
    async with klient_for(Proevekilde([pulje2(hull=(HULL,))])) as klient:
        (hull,) = (await klient.get("/api/avtaler/pulje2")).json()["hull"]
    assert hull == {
        "id": "oppfoelging",
        "tekst": {"nb": HULL.tekst.nb, "nn": HULL.tekst.nn},
        "kilde": {"nb": OXFORD_63.tittel.nb, "nn": OXFORD_63.tittel.nn},
    }
