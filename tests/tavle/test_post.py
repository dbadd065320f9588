"""The pages of sent mail: personal links are not shown, and what was sent can be searched in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import httpx
import pytest

from modeller.tekst import lik
from tavle.kilde import Meldingsjournal, StansetPost
from tests.tavle.test_sider import ordene
from tests.tavlebesetning import NAA, STEGENE, Proevekilde, pulje2
from varsler.svarlenke import Formaal, Svaradresser, Svarlenke

ADRESSER = Svaradresser(nettadresse="https://svar.example", noekkel=b"k" * 32)
LENKE = ADRESSER.adresse(
    Svarlenke(formaal=Formaal.FERDIG, part="vaaler", mottaker="m", melding="ab", siste_dag=date(2024, 12, 1)), NAA
)


@pytest.mark.parametrize(("maal", "ordet"), [("nb", "(personlig lenke)"), ("nn", "(personleg lenke)")])
async def test_den_som_leser_sendt_post_kan_ikke_svare_for_mottakeren(
    kilde: Proevekilde, tavla: httpx.AsyncClient, maal: str, ordet: str
) -> None:
    kilde.meldinger = (
        replace(kilde.meldinger[0], tekst=f"Svar her:\n{LENKE}\n", html=f'<p><a href="{LENKE}">Meld ferdig</a></p>'),
    )
    side = (await tavla.get(f"/post/m-1?maal={maal}")).text
    assert f"Svar her:\n{ordet}\n" in side
    ramme = f"/post/m-1/html{'?maal=nn' if maal == 'nn' else ''}"
    assert f'src="{ramme}"' in side
    brev = (await tavla.get(ramme)).text
    assert brev == f"<p><span>Meld ferdig</span> {ordet}</p>"
    for hva in (side, brev):
        assert "/s/" not in hva
        assert LENKE.rpartition("/")[2] not in hva


@pytest.mark.parametrize(
    ("antall", "maal", "ordet"),
    [
        (1, "nb", "1 melding ble sendt 18.11.2024 uten at det var mulig å ta vare på en kopi."),
        (1, "nn", "1 melding vart send 18.11.2024 utan at det var mogleg å ta vare på ein kopi."),
        (3, "nb", "3 meldinger, den siste 18.11.2024, ble sendt uten at det var mulig å ta vare på en kopi."),
        (3, "nn", "3 meldingar, den siste 18.11.2024, vart sende utan at det var mogleg å ta vare på ein kopi."),
    ],
)
async def test_det_sies_at_kopier_mangler(
    kilde: Proevekilde, tavla: httpx.AsyncClient, antall: int, maal: str, ordet: str
) -> None:
    assert "en kopi" not in ordene((await tavla.get(f"/post?maal={maal}")).text)
    kilde.mangler_kopi = (antall, date(2024, 11, 18))
    assert ordet in ordene((await tavla.get(f"/post?maal={maal}")).text)
    assert ordet not in ordene((await tavla.get(f"/post?maal={maal}&soek=forankring")).text)


async def test_sendt_post_kan_soekes_i(kilde: Proevekilde, tavla: httpx.AsyncClient) -> None:
    en = kilde.meldinger[0]
    kilde.meldinger = (replace(en, id="m-1", emne="Møtet i Åmot"), replace(en, id="m-2"), replace(en, id="m-3"))
    side = (await tavla.get("/post", params={"soek": " åmot "})).text
    assert 'href="/post/m-1"' in side
    assert 'href="/post/m-2"' not in side
    assert "1 melding med «åmot»" in ordene(side)
    assert 'name="soek" value="åmot"' in side
    assert "2 meldinger med «forankring»" in ordene((await tavla.get("/post?soek=forankring")).text)
    assert "2 meldingar med «forankring»" in ordene((await tavla.get("/post?soek=forankring&maal=nn")).text)


@pytest.mark.parametrize(
    ("maal", "ingen"), [("nb", "Ingen meldinger med «<b>x»."), ("nn", "Ingen meldingar med «<b>x».")]
)
async def test_et_soek_som_ikke_finner_noe_sier_det(tavla: httpx.AsyncClient, maal: str, ingen: str) -> None:
    svar = await tavla.get("/post", params={"soek": "<b>x", "maal": maal})
    assert svar.status_code == 200
    assert ingen in ordene(svar.text)
    assert "<b>x" not in svar.text
    assert "<table" not in svar.text


@pytest.mark.parametrize("soek", ["", "  "])
async def test_et_tomt_soek_viser_alt(tavla: httpx.AsyncClient, soek: str) -> None:
    assert (await tavla.get("/post", params={"soek": soek})).text.count('href="/post/m-') == 1


async def test_soeket_foelger_med_naar_en_blar(kilde: Proevekilde, tavla: httpx.AsyncClient) -> None:
    kilde.meldinger = tuple(
        replace(kilde.meldinger[0], id=f"m-{nr}", emne="Frist" if nr % 2 else "Møte") for nr in range(240)
    )
    foerste = (await tavla.get("/post?soek=frist&maal=nn")).text
    assert "120 meldingar med «frist»" in ordene(foerste)
    assert 'href="/post?side=2&amp;soek=frist&amp;maal=nn"' in foerste
    siste = (await tavla.get("/post?soek=frist&side=3")).text
    assert siste.count('href="/post/m-') == 20
    assert 'href="/post?side=2&amp;soek=frist"' in siste
    assert 'rel="next"' not in siste


@pytest.mark.parametrize(
    ("maal", "ordet", "veien"),
    [
        ("nb", "Det er ingen meldinger på side 9. Til de nyeste", 'href="/post"'),
        ("nn", "Det er ingen meldingar på side 9. Til dei nyaste", 'href="/post?maal=nn"'),
    ],
)
async def test_en_side_som_ikke_finnes_sier_det_og_viser_veien(
    tavla: httpx.AsyncClient, maal: str, ordet: str, veien: str
) -> None:
    side = (await tavla.get(f"/post?side=9&maal={maal}")).text
    assert ordet in ordene(side)
    assert veien in side
    assert 'name="soek"' in side


async def test_skjemaet_virker_uten_skript_og_holder_maalformen(tavla: httpx.AsyncClient) -> None:
    side = (await tavla.get("/post?maal=nn")).text
    assert 'method="get" action="/post"' in side
    assert '<input type="hidden" name="maal" value="nn">' in side
    assert '<label class="ds-label" for="soek">Søk i sendt post</label>' in side


async def test_foer_noe_er_sendt_er_det_ikke_noe_aa_soeke_i(kilde: Proevekilde, tavla: httpx.AsyncClient) -> None:
    kilde.meldinger = ()
    side = (await tavla.get("/post")).text
    assert "Ingen meldinger er sendt ennå." in side
    assert 'name="soek"' not in side


STEGENE_SOM_ER_BORTE = (("pulje2", "borte.vaaler"), ("fjernet-avtale", "forankring.2025.vaaler"))


async def test_fra_en_melding_kommer_en_tilbake_til_avtalen_steget_og_parten(
    kilde: Proevekilde, tavla: httpx.AsyncClient
) -> None:
    grunner = (
        ("pulje2", "forankring.aamot", lik("Like før."), ""),
        ("pulje2", "aarsvurdering.2025", lik("I god tid før."), ""),
        ("pulje2", "", lik("Parten har ingen kontakt."), ""),
        ("", "", lik("Oversikt over uka."), ""),
    )
    kilde.planene = (pulje2(steg=tuple(s._replace(id="aarsvurdering.2025") if s.aar == 2025 else s for s in STEGENE)),)
    kilde.meldinger = (replace(kilde.meldinger[0], journal=Meldingsjournal(grunner=grunner)),)
    side = (await tavla.get("/post/m-1?maal=nn")).text
    for lenke in (
        'href="/avtale/pulje2?maal=nn"',
        'href="/avtale/pulje2?maal=nn#forankring.aamot"',
        'href="/part/vaaler?maal=nn"',
    ):
        assert lenke in side
    tekst = ordene(side)
    assert "Åmot kommune, tittelen til forankring : Like før." in tekst
    assert "Tittelen til aarsvurdering 2025 : I god tid før." in tekst
    assert "aarsvurdering.2025" not in tekst and "forankring.aamot" not in tekst
    assert tekst.count("Bygdevekstavtale for fire kommunar") == 1, "one agreement is said but once"


@pytest.mark.parametrize(("maal", "ikke"), [("nb", "ikke"), ("nn", "ikkje")])
async def test_det_som_ikke_er_med_lenger_sies_med_ord(
    kilde: Proevekilde, tavla: httpx.AsyncClient, maal: str, ikke: str
) -> None:
    grunner = tuple((*sak, lik("Like før."), "") for sak in STEGENE_SOM_ER_BORTE)
    kilde.meldinger = (replace(kilde.meldinger[0], part="nedlagt", journal=Meldingsjournal(grunner=grunner)),)
    svar = await tavla.get(f"/post/m-1?maal={maal}")
    tekst = ordene(svar.text)
    assert f"steg som {ikke} er med lenger: Like før." in tekst
    assert tekst.count("borte.vaaler") == tekst.count("fjernet-avtale/forankring.2025.vaaler") == 1
    assert "med lenger (" not in tekst, "said but once"
    assert "/avtale/fjernet-avtale" not in svar.text
    assert "/part/nedlagt" not in svar.text


@pytest.mark.parametrize(("maal", "ikke"), [("nb", "ikke"), ("nn", "ikkje")])
async def test_post_som_er_stanset_har_stegets_navn_ogsaa_naar_det_er_borte(
    kilde: Proevekilde, tavla: httpx.AsyncClient, maal: str, ikke: str
) -> None:
    stegene = (*STEGENE_SOM_ER_BORTE, ("pulje2", "politisk_dialog.2031"), ("pulje2", "forankring.vaaler"))
    saker = tuple((*steg, lik("like før")) for steg in stegene)
    kilde.stanset_post = (
        *(StansetPost(til="a@b.example", part="vaaler", saker=(sak,), grunn="554 nei") for sak in saker),
        StansetPost(til="c@d.example", part="vaaler", saker=(("", "", lik("oversikt over uka")),), grunn="554 nei"),
    )
    tekst = ordene((await tavla.get(f"/post?maal={maal}")).text)
    assert f"steg som {ikke} er med lenger Bygdevekstavtale for fire" in tekst
    assert f"Steget er {ikke} med lenger (politisk_dialog.2031)." in tekst
    assert f" avtale som {ikke} er med lenger fjernet-avtale/forankring.2025.vaaler" in tekst
    assert "Oversikt over uka" in tekst
    assert "forankring.vaaler" not in tekst


TIL_VAALER_OM_PULJE_2 = Meldingsjournal(grunner=(("pulje2", "forankring.vaaler", lik("Like før."), ""),))


@pytest.mark.parametrize(
    ("maal", "alt"),
    [
        ("nb", "Alt Fristvakt har sendt om «Bygdevekstavtale for fire kommuner» til Våler kommune, nyeste først."),
        ("nn", "Alt Fristvakt har sendt om «Bygdevekstavtale for fire kommunar» til Våler kommune, det nyaste først."),
    ],
)
async def test_posten_kan_avgrenses_til_en_avtale_og_en_part(
    kilde: Proevekilde, tavla: httpx.AsyncClient, maal: str, alt: str
) -> None:
    en = kilde.meldinger[0]
    kilde.meldinger = (
        replace(en, id="m-1", journal=TIL_VAALER_OM_PULJE_2),
        replace(en, id="m-2", part="aamot", journal=TIL_VAALER_OM_PULJE_2),
        replace(en, id="m-3"),
    )
    kilde.stanset_post = (
        StansetPost(til="a@b.example", part="kdd", saker=(("", "", lik("oversikt over uka")),), grunn="554 nei"),
    )
    side = (await tavla.get("/post", params={"avtale": "pulje2", "part": "vaaler", "maal": maal})).text
    assert 'href="/post/m-1' in side
    assert 'href="/post/m-2' not in side
    assert 'href="/post/m-3' not in side
    assert alt in ordene(side)
    assert '<option value="pulje2" selected>' in side
    assert '<option value="vaaler" selected>' in side
    assert "554 nei" not in side, "only what was asked for"
    side = (await tavla.get("/post?part=aamot&soek=forankring")).text
    assert "1 melding med «forankring» til Åmot kommune." in ordene(side)


@pytest.mark.parametrize(
    ("sporring", "maal", "ordet"),
    [
        ("avtale=pulje2", "nb", "Ingen meldinger er sendt om «Bygdevekstavtale for fire kommuner»."),
        ("part=kdd", "nn", "Ingen meldingar er sende til Kommunal- og distriktsdepartementet (KDD)."),
        ("avtale=<b>", "nb", "Ingen avtale har id-en «<b>»."),
        ("part=finnes-ikke", "nn", "Ingen part har id-en «finnes-ikke»."),
    ],
)
async def test_er_det_ingen_post_om_det_som_er_valgt_sies_det(
    tavla: httpx.AsyncClient, sporring: str, maal: str, ordet: str
) -> None:
    side = (await tavla.get(f"/post?{sporring}&maal={maal}")).text
    assert ordet in ordene(side)
    assert "<table" not in side
    assert "Vis alle" in side


async def test_det_som_er_valgt_foelger_med_naar_en_blar(kilde: Proevekilde, tavla: httpx.AsyncClient) -> None:
    kilde.meldinger = tuple(replace(kilde.meldinger[0], id=f"m-{nr}") for nr in range(60))
    side = (await tavla.get("/post?part=vaaler&maal=nn")).text
    assert 'href="/post?side=2&amp;part=vaaler&amp;maal=nn"' in side


@pytest.mark.parametrize(
    ("sti", "lenke", "ordet"),
    [
        ("/avtale/pulje2", "/post?avtale=pulje2&amp;maal=nn", "E-post om avtalen"),
        ("/part/vaaler", "/post?part=vaaler&amp;maal=nn", "E-post til parten"),
    ],
)
async def test_fra_en_avtale_og_en_part_kommer_en_til_posten_om_dem(
    tavla: httpx.AsyncClient, sti: str, lenke: str, ordet: str
) -> None:
    assert f'href="{lenke}">{ordet}</a>' in (await tavla.get(f"{sti}?maal=nn")).text
