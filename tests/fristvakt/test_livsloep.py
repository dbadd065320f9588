"""`livsloep` lists the lifecycles, explains and draws one, and finds what is wrong with those an organisation made."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from flyter.livsloep import LIVSLOEP, SAMARBEID
from fristvakt.filer import les_avtalefiler
from fristvakt.forklaring import forklar, linjer, tegn
from fristvakt.forklaring.boks import brutt
from fristvakt.forklaring.oppsett import Oppsett, sett_opp
from modeller.livsloep import Livsloep
from modeller.regler import Fristregel, HvertAar
from modeller.tekst import Maalform
from tavle.hjul.skrift import tekstbredde
from tests.fristvakt.kommandoproeve import EKSEMPLER, fristvakt

EGET = EKSEMPLER / "livsloep" / "tettstedsavtale.toml"
GULL = Path(__file__).parent / "gull"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def eget(tom_maskin: Path) -> Path:
    """An own lifecycle in the data folder."""
    fil = tom_maskin / "data" / "livsloep" / "tettsted.toml"
    fil.parent.mkdir(parents=True)
    fil.write_text(EGET.read_text(encoding="utf-8"), encoding="utf-8")
    return fil


@pytest.mark.parametrize("maalform", Maalform)
@pytest.mark.parametrize("navn", ["bygdevekst", "samarbeid"])
def test_forklaringen_er_som_gullfilen(navn: str, maalform: Maalform) -> None:
    fil = GULL / f"{navn}.{maalform.value}.txt"
    tekst = "\n".join(linjer(forklar(LIVSLOEP[navn]), maalform)) + "\n"
    if os.environ.get("GULL") == "skriv":
        fil.write_text(tekst, encoding="utf-8")
    assert tekst == fil.read_text(encoding="utf-8")


@pytest.mark.parametrize("navn", LIVSLOEP)
def test_hvert_steg_er_forklart_med_hvem_naar_og_kilde(navn: str) -> None:
    for maalform in Maalform:
        for fase in forklar(LIVSLOEP[navn]).faser:
            for steg in fase.steg:
                ord_ = " ".join(setning.paa(maalform) for setning in steg.setninger)
                assert "{" not in ord_ + steg.tittel.paa(maalform)
                assert "Kilde:" in ord_ or "Kjelde:" in ord_
                assert steg.hvem.paa(maalform)
                assert all(setning.paa(maalform).endswith((".", "?")) for setning in steg.setninger)


def test_det_ingen_har_sagt_er_vaar_anbefaling_og_frister_har_kilde() -> None:
    tekst = "\n".join(linjer(forklar(LIVSLOEP["bygdevekst"]), Maalform.NB))
    assert "Kilde: ingen. Steget og datoen er vår anbefaling." in tekst
    assert "Ventet av KDD: siste arbeidsdag før påskeuken, den første påsken etter innsendingen." in tekst
    for avsnitt in tekst.split("\n\n"):
        if "    Frist:" in avsnitt:
            assert "Kilde: ingen" not in avsnitt


def test_listen_har_de_innebygde_og_de_egne(eget: Path) -> None:
    rader = fristvakt("livsloep", "--json").json()
    assert {rad["navn"] for rad in rader if rad["innebygd"]} == set(LIVSLOEP)
    (egen,) = (rad for rad in rader if not rad["innebygd"])
    assert egen == {"navn": "tettstedsavtale", "tittel": "Tettstedsavtale", "faser": 3, "steg": 11, "innebygd": False}
    assert "dere selv" in fristvakt("livsloep").ut


def test_vis_forklarer_ogsaa_et_eget_livsloep_og_en_fil(eget: Path) -> None:
    etter_navn = fristvakt("livsloep", "vis", "tettstedsavtale", "--json").json()
    assert etter_navn["hull"][0]["noekkel"] == "uenighet"
    assert [fase["noekkel"] for fase in etter_navn["faser"]] == ["inngaaelse", "aarlig", "slutt"]
    vedtak = etter_navn["faser"][0]["steg"][0]
    assert (vedtak["krav"], vedtak["fullfoeres"], vedtak["frist_art"]) == ("paakrevd", "vedtak", "frist")
    assert vedtak["kilde"] == "Retningslinjene for tettstedsavtaler, punkt 2"
    assert fristvakt("livsloep", "vis", EGET, "--json").json() == etter_navn
    nynorsk = fristvakt("livsloep", "vis", "tettstedsavtale", "--maalform", "nn").ut
    assert "Førebels: i desember, til nokon set datoen." in nynorsk


VARSLER = {
    Maalform.NB: """
  Påminnelsen «i god tid» kommer 8 uker før fristen, eller før første punkt på veien til et vedtak (ellers 6 uker).
  Påminnelsen «på dagen» er slått av for dette steget.
  Påminnelsen «på møtedagen» er slått på for dette steget og kommer den dagen møtet som skal vedta, er.
  Påminnelsen «løpet gikk ut» kommer 2 uker etter at saken skulle vært klar til møtet (ellers 1 arbeidsdag).""",
    Maalform.NN: """
  Påminninga «i god tid» kjem 8 veker før fristen, eller før det første punktet på vegen til eit vedtak (elles 6 veker).
  Påminninga «på dagen» er slått av for dette steget.
  Påminninga «på møtedagen» er slått på for dette steget og kjem den dagen møtet som skal vedta, er.
  Påminninga «løpet gjekk ut» kjem 2 veker etter at saka skulle ha vore klar til møtet (elles 1 arbeidsdag).""",
}


@pytest.mark.parametrize("maal", Maalform)
def test_egne_varselregler_for_et_steg_forklares(tom_maskin: Path, maal: Maalform) -> None:
    """Where a step of an own lifecycle says so; the others say nothing of it."""
    fil = tom_maskin / "tettsted.toml"
    regler = (
        '[[fase.steg.varsler]]\nregel = "i_god_tid"\navstand = { uker = 8 }\n'
        '[[fase.steg.varsler]]\nregel = "paa_dagen"\npaa = false\n'
        '[[fase.steg.varsler]]\nregel = "paa_moetedagen"\npaa = true\n'
        '[[fase.steg.varsler]]\nregel = "loepet_gikk_ut"\navstand = { uker = 2 }\n\n'
    )
    foer, skille, etter = EGET.read_text(encoding="utf-8").partition("[[fase.steg]]\n")
    foerste, neste, resten = etter.partition("[[fase.steg]]\n")
    fil.write_text(foer + skille + foerste + regler + neste + resten, encoding="utf-8")
    forklart = "\n".join(linjer(forklar(les_avtalefiler([fil]).livsloep["tettstedsavtale"]), maal))
    assert [linje.strip() for linje in forklart.splitlines() if "Påminn" in linje] == [
        linje.strip() for linje in VARSLER[maal].splitlines()[1:]
    ]
    steg = [ett for fase in fristvakt("livsloep", "vis", fil, "--json").json()["faser"] for ett in fase["steg"]]
    assert [v["regel"] for v in steg[0]["varsler"]] == ["i_god_tid", "paa_dagen", "paa_moetedagen", "loepet_gikk_ut"]
    assert steg[0]["varsler"][:2] == [
        {"regel": "i_god_tid", "paa": None, "avstand": {"uker": 8}},
        {"regel": "paa_dagen", "paa": False, "avstand": None},
    ]
    assert not any(ett["varsler"] for ett in steg[1:])


def test_et_ukjent_livsloep_faar_det_naermeste_som_forslag() -> None:
    svar = fristvakt("livsloep", "vis", "bygdevext")
    assert (svar.kode, svar.linjer) == (2, ["Livsløpet «bygdevext» finnes ikke. Mente du «bygdevekst»?"])
    assert "Mente du «samarbeid»?" in fristvakt("livsloep", "sjekk", "samarbed").feil
    assert "Mente du «vis»?" in fristvakt("livsloep", "viss").feil


def test_sjekk_finner_ingenting_i_livsloepene_som_er(eget: Path) -> None:
    svar = fristvakt("livsloep", "sjekk")
    assert (svar.kode, svar.feil) == (0, "")
    assert all(navn in svar.ut for navn in (*LIVSLOEP, "tettstedsavtale"))
    assert fristvakt("livsloep", "sjekk", "samarbeid", "--json").json() == []


def test_sjekk_sier_hver_feil_med_fil_og_linje_og_slutter_med_2(eget: Path) -> None:
    eget.write_text(eget.read_text(encoding="utf-8").replace('felles = "fylket"\n', "", 1), encoding="utf-8")
    svar = fristvakt("livsloep", "sjekk")
    assert (svar.kode, svar.ut) == (2, "")
    grunn = (
        f"{eget}:63: fase[1].steg[3]: Ingen kan gjøre steget «svar». Skriv hvem med «hver» eller «felles», "
        'eller fullfoeres = "beregnet" når det følger av andre steg.'
    )
    assert svar.linjer == [grunn]
    assert fristvakt("livsloep", "sjekk", eget).linjer == svar.linjer
    som_json = fristvakt("livsloep", "sjekk", "--json")
    assert (som_json.kode, som_json.feil) == (2, "")
    assert '"linje": 63' in som_json.ut


def test_sjekk_sier_feil_i_et_innebygd_livsloep_paa_norsk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIVSLOEP, "samarbeid", _uten_kilde(SAMARBEID))
    svar = fristvakt("livsloep", "sjekk", "samarbeid")
    hva = "Steget «signering» har en frist, men ingen kilde som sier det."
    riktig = "Skriv «kilde», eller la datoen være veiledende."
    assert (svar.kode, svar.linjer) == (2, [f"samarbeid: frist: {hva} {riktig}"])


def _uten_kilde(livsloep: Livsloep) -> Livsloep:
    foerste, *resten = livsloep.faser
    signering = replace(foerste.steg[0], kilde=None, frist=Fristregel(HvertAar(1, 1)))
    return replace(livsloep, faser=(replace(foerste, steg=(signering, *foerste.steg[1:])), *resten))


def test_tegningen_skrives_i_filen_og_er_merket_for_dem_som_ikke_ser_den(tom_maskin: Path) -> None:
    svar = fristvakt("livsloep", "vis", "samarbeid", "--svg", "tegning.svg")
    assert (svar.kode, svar.ut) == (0, "Tegningen ligger i tegning.svg.\n")
    rot = ET.parse(tom_maskin / "tegning.svg").getroot()  # noqa: S314 - our own file
    assert rot.get("role") == "img"
    assert rot.findtext(f"{SVG}title") == "Samarbeidsavtale"
    assert "fristvakt livsloep vis samarbeid" in (rot.findtext(f"{SVG}desc") or "")


@pytest.mark.parametrize("maalform", Maalform)
@pytest.mark.parametrize("navn", LIVSLOEP)
def test_hvert_steg_er_en_boks_og_ingen_bokser_ligger_oppaa_hverandre(navn: str, maalform: Maalform) -> None:
    rot = ET.fromstring(tegn(LIVSLOEP[navn], maalform))  # noqa: S314 - our own drawing
    titler = "".join(t.text or "" for t in rot.iter(f"{SVG}text") if t.get("class") == "tittel").replace("-", "")
    for _, steg in LIVSLOEP[navn]:
        ord_ = steg.tittel.paa(maalform).replace("{neste_aar}", "neste år")
        assert re.sub(r"[ -]", "", ord_) in re.sub(" ", "", titler)
    bokser = [_hjoerner(b) for b in rot.iter() if "boks" in (b.get("class") or "") and b.get("class") != "boks"]
    for nr, (x, y, bredde, hoeyde) in enumerate(bokser):
        for x2, y2, bredde2, hoeyde2 in bokser[:nr]:
            assert x >= x2 + bredde2 or x2 >= x + bredde or y >= y2 + hoeyde2 or y2 >= y + hoeyde


def _hjoerner(boks: ET.Element) -> tuple[float, float, float, float]:
    if boks.tag == f"{SVG}rect":
        x, y, bredde, hoeyde = (float(boks.get(navn, 0)) for navn in ("x", "y", "width", "height"))
        return x, y, bredde, hoeyde
    punkter = [tuple(map(float, p.split(","))) for p in (boks.get("points") or "").split()]
    xer, yer = [p[0] for p in punkter], [p[1] for p in punkter]
    return min(xer), min(yer), max(xer) - min(xer), max(yer) - min(yer)


def test_tegningen_viser_hvert_aar_og_hva_hele_fasen_venter_paa() -> None:
    tegning = tegn(LIVSLOEP["bygdevekst"], Maalform.NB)
    assert "gjentas hvert år" in tegning
    assert "Må vente på: ikrafttredelsen." in tegning
    assert "Må vente på: revisjonen av" in tegning


def test_oppsettet_utelater_omveier_og_legger_pilene_fra_venstre_mot_hoeyre() -> None:
    oppsett = sett_opp("abcde", [("a", "b"), ("b", "c"), ("a", "c"), ("d", "c")], bredde=4)
    assert oppsett == Oppsett(
        plasser={"a": (0, 0), "b": (1, 0), "c": (2, 0), "d": (1, 1), "e": (3, 1)},
        piler=(((0, 0), (1, 0)), ((1, 0), (2, 0)), ((1, 1), (2, 0))),
        kolonner=4,
        rader=2,
    )


def test_en_pil_over_flere_kolonner_gaar_utenom_boksene() -> None:
    oppsett = sett_opp("abcdex", [("a", "b"), ("b", "c"), ("c", "d"), ("a", "e"), ("e", "d"), ("x", "d")], bredde=4)
    (lang,) = (pil for pil in oppsett.piler if len(pil) > 2)
    assert not set(lang[1:-1]) & set(oppsett.plasser.values())
    assert [kolonne for kolonne, _ in lang] == [1, 2, 3]
    assert all(til[0] - fra[0] == 1 for pil in oppsett.piler for fra, til in pairwise(pil))


@pytest.mark.parametrize(
    "tekst", ["Departementets godkjenning av handlingsplanen", "Programstatusvurderingsrapportering"]
)
def test_teksten_brytes_saa_den_faar_plass(tekst: str) -> None:
    delt = brutt(tekst, 140, 12, fet=True)
    assert all(tekstbredde(linje, 12, fet=True) <= 140 for linje in delt)
    assert re.sub(r"[ -]", "", "".join(delt)) == tekst.replace(" ", "")
