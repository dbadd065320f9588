"""The wheel to print: numbered marks that can be read, a list that fits the sheet, and text that is never markup."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, strategies as st

from modeller.aarshjul import Aarshjul, aarshjul
from modeller.plan import Plan
from modeller.tekst import Maalform, Tekst, lik
from tavle.aarshjulord import kollisjoner
from tavle.hjul import hjulbilde
from tavle.hjul.geometri import HELE, spredd, vinkel
from tavle.hjul.liste import Blokk, i_spalter, overskrift
from tavle.hjul.skrift import Ord, brutt, tekstbredde
from tests.rollebesetning import REGISTER, fram_til_signering

DAG = date(2026, 3, 2)
SVG = "{http://www.w3.org/2000/svg}"
MERKER = {"frist", "moete", "vedtak", "framlegg", "veiledende"}


def hjulet(antall: int = 1, aar: int = 2026, **valg: object) -> Aarshjul:
    planer = [replace(fram_til_signering().plan(DAG), avtale=f"avtale-{nr}") for nr in range(antall)]
    return aarshjul(planer, REGISTER, aar, DAG, **valg)  # type: ignore[arg-type]


def tegnet(hjul: Aarshjul, maalform: Maalform = Maalform.NB) -> ET.Element:
    return lest(hjulbilde(hjul, REGISTER, maalform))


def lest(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def merker(bilde: ET.Element) -> list[tuple[str, int, float, float]]:
    """Kind, number and place of every mark on the wheel (in the list the marks are smaller)."""
    funnet = []
    for gruppe in bilde.iter(f"{SVG}g"):
        nummer = gruppe.find(f"{SVG}text[@class='nr']")
        sted = re.fullmatch(r"translate\(([\d.-]+) ([\d.-]+)\) scale\(1\)", gruppe.get("transform", ""))
        if nummer is not None and sted is not None:
            assert nummer.text
            funnet.append((gruppe.get("class", "").split()[0], int(nummer.text), float(sted[1]), float(sted[2])))
    return funnet


def nummer_i_lista(bilde: ET.Element) -> list[int]:
    return [
        int(nummer.text or "")
        for gruppe in bilde.iter(f"{SVG}g")
        if gruppe.get("transform", "").endswith("scale(0.86)")
        for nummer in gruppe.iter(f"{SVG}text")
    ]


def tekst_i(bilde: ET.Element) -> str:
    return " ".join("".join(tekst.itertext()) for tekst in bilde.iter(f"{SVG}text"))


@pytest.mark.parametrize("antall", [1, 4])
def test_hvert_nummer_paa_hjulet_staar_i_lista_og_omvendt(antall: int) -> None:
    bilde = tegnet(hjulet(antall))
    lista = nummer_i_lista(bilde)
    assert lista == list(range(1, len(lista) + 1))
    assert sorted(nummer for _, nummer, _, _ in merker(bilde)) == lista
    assert len(lista) > 15


def test_hvert_slag_har_sin_ring_og_sin_form() -> None:
    funnet = merker(tegnet(hjulet(4)))
    avstand = {slag: {round(math.dist((93, 120.5), (x, y))) for s, _, x, y in funnet if s == slag} for slag in MERKER}
    assert all(len(radier) <= 1 for radier in avstand.values())
    brukte = [next(iter(radier)) for radier in avstand.values() if radier]
    assert len(brukte) == len(set(brukte)) >= 4


def test_ingen_merker_ligger_oppaa_hverandre() -> None:
    steder = [(x, y) for _, _, x, y in merker(tegnet(hjulet(4)))]
    naermest = min(math.dist(a, b) for nr, a in enumerate(steder) for b in steder[nr + 1 :])
    assert naermest > 4.8, "a mark is 4.9 mm across"


def test_merket_staar_der_dagen_er_i_aaret() -> None:
    (moete,) = [(x, y) for slag, _, x, y in merker(tegnet(hjulet())) if slag == "moete"]
    v = math.atan2(moete[0] - 93, 120.5 - moete[1]) % HELE
    assert vinkel(date(2026, 11, 1)) < v < vinkel(date(2026, 11, 30))


@pytest.mark.parametrize("hjul", [hjulet(1), hjulet(4), hjulet(1, 2031), hjulet(1, part="trysil")])
def test_alt_faar_plass_paa_et_liggende_a4_ark(hjul: Aarshjul) -> None:
    bilde = tegnet(hjul)
    assert (bilde.get("width"), bilde.get("height")) == ("297mm", "210mm")
    # The columns with their scale, and in them the blocks.
    for spalte in bilde.findall(f"{SVG}g"):
        plass = re.fullmatch(r"translate\(([\d.]+) 9\) scale\(([\d.]+)\)", spalte.get("transform", ""))
        if plass:
            for blokk in spalte:
                y = float((blokk.get("transform") or "").split()[1].rstrip(")"))
                linjer = [float(t.get("y", "0")) for t in blokk.findall(f"{SVG}text")]
                assert 9 + float(plass[2]) * (y + max(linjer, default=0)) < 206


def test_kollisjoner_har_en_bokstav_paa_hjulet_og_i_lista() -> None:
    hjul = hjulet(4, part="trysil")
    assert len(hjul.kollisjoner) > 2
    bilde = tegnet(hjul)
    bokstaver = [t.text for t in bilde.iter(f"{SVG}text") if t.get("class") == "bokstav"]
    setninger = kollisjoner(hjul, REGISTER)
    for nr in range(len(setninger)):
        assert bokstaver.count("ABCDEFGHIJKLMN"[nr]) >= 2
    buer = [bue for bue in bilde.iter(f"{SVG}path") if bue.get("class", "").startswith("kollisjonsbue")]
    assert len(buer) == len(setninger)
    assert "kollisjonsbue" not in {bue.get("class") for bue in tegnet(hjulet(1)).iter(f"{SVG}path")}


def test_det_som_er_gjort_er_haket_av() -> None:
    historie = fram_til_signering().gjoer(date(2025, 11, 3), "tilskudd_soeknad.2025")
    historie.gjoer(date(2026, 1, 20), "tilskuddsbrev.2025")
    hjul = aarshjul([historie.plan(DAG)], REGISTER, 2026, DAG)
    ferdige = [g for g in tegnet(hjul).iter(f"{SVG}g") if "ferdig" in g.get("class", "").split()]
    assert len(ferdige) == 3, "on the wheel, in the list, and in the legend"
    assert "utført" in tekst_i(tegnet(hjul))


def test_et_tomt_aar_sier_at_det_er_tomt_og_hvorfor() -> None:
    tekst = tekst_i(tegnet(hjulet(1, 2031)))
    assert "Ingen datoer i 2031." in tekst
    assert "er slutt i 2028." in re.sub(r"\s+", " ", tekst)
    assert merker(tegnet(hjulet(1, 2031))) == []


def test_hjulet_har_navn_og_beskrivelse_for_den_som_ikke_ser_det() -> None:
    bilde = tegnet(hjulet(1, part="trysil"), Maalform.NN)
    assert bilde.get("role") == "img"
    assert bilde.get("lang") == "nn"
    assert bilde.findtext(f"{SVG}title") == "Årshjul 2026 for Trysil kommune"
    assert "Lista ved sida av hjulet forklarer dei." in (bilde.findtext(f"{SVG}desc") or "")
    merke = next(g for g in bilde.iter(f"{SVG}g") if g.find(f"{SVG}text[@class='nr']") is not None)
    assert merke.findtext(f"{SVG}title"), "who points at a mark is told what it is"


def test_maalformen_gjelder_alt_paa_arket() -> None:
    nb, nn = (tekst_i(tegnet(hjulet(), maalform)) for maalform in Maalform)
    assert "Dato ikke satt." in nb
    assert "veiledende dato" in nb
    assert "Dato ikkje sett." in nn
    assert "rettleiande dato" in nn


def test_tekst_utenfra_blir_aldri_til_tegning() -> None:
    ond = "<script>&\"'</script>"
    plan: Plan = replace(fram_til_signering().plan(DAG), navn=lik(ond))
    plan = replace(plan, steg=tuple(s._replace(tittel=Tekst(ond, ond)) for s in plan))
    svg = hjulbilde(aarshjul([plan], REGISTER, 2026, DAG), REGISTER, Maalform.NB)
    assert "<script" not in svg
    bilde = lest(svg)
    assert ond in tekst_i(bilde)
    assert {e.tag.removeprefix(SVG) for e in bilde.iter()} == {
        "svg", "title", "desc", "style", "rect", "g", "text", "tspan", "textPath", "path", "circle",
    }  # fmt: skip


def test_et_langt_partsnavn_brytes_saa_det_ikke_naar_lista() -> None:
    navn = lik("Departementet for " + "samordning og distriktsutvikling " * 4)
    parter = {**REGISTER.parter, "kdd": replace(REGISTER.parter["kdd"], navn=navn)}
    register = replace(REGISTER, parter=parter)
    planer = [fram_til_signering().plan(DAG)]
    svg = hjulbilde(aarshjul(planer, register, 2026, DAG, part="kdd"), register, Maalform.NB)
    rader = ["".join(t.itertext()) for t in lest(svg).iter(f"{SVG}text") if t.get("class") == "hvis"]
    assert len(rader) > 1
    assert all(tekstbredde(rad, 4.6, fet=True) <= 166 for rad in rader)


def test_en_spalte_som_begynner_midt_i_en_maaned_gjentar_overskriften() -> None:
    juni, linje = overskrift("Juni", 40), Blokk(svg="<g/>", hoeyde=5)
    assert i_spalter([juni, linje, linje, linje], 20, 2) == [[juni, linje, linje], [juni, linje]]
    assert i_spalter([juni, linje, linje, juni, linje], 20, 2) == [[juni, linje, linje], [juni, linje]]
    assert i_spalter([juni, linje, linje, linje], 20, 1) is None


@given(st.lists(st.floats(0, HELE), max_size=40).map(sorted), st.floats(0.02, 0.3))
def test_merker_spres_med_avstand_i_samme_rekkefoelge_og_innenfor_aaret(oensket: list[float], avstand: float) -> None:
    spredt = spredd(oensket, avstand)
    assert len(spredt) == len(oensket)
    minst = min(avstand, HELE / max(len(oensket), 1))
    assert all(b - a >= minst - 1e-9 for a, b in pairwise(spredt))
    assert all(-1e-9 <= v <= HELE + 1e-9 for v in spredt)


def test_merker_med_plass_nok_blir_staaende() -> None:
    assert spredd([1.0, 2.0, 3.0], 0.1) == pytest.approx([1.0, 2.0, 3.0])
    assert spredd([1.0, 1.0], 0.1) == pytest.approx([0.95, 1.05])


@given(st.lists(st.text(alphabet="abcimæøåW-", min_size=1, max_size=40), max_size=20), st.floats(12, 60))
def test_tekst_brytes_i_linjer_som_faar_plass_uten_at_noe_blir_borte(ord_: list[str], bredde: float) -> None:
    linjer = brutt([Ord(en) for en in ord_], bredde, 2.5)
    assert all(tekstbredde(" ".join(o.tekst for o in linje), 2.5) <= bredde + 1e-6 for linje in linjer)
    skrevet = "".join(o.tekst for linje in linjer for o in linje).replace("-", "")
    assert skrevet == "".join(ord_).replace("-", "")
