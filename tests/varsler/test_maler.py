"""The e-mail templates against each other and against the programs that show them: nb and nn alike, nothing fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from jinja2 import Environment, nodes

from modeller.tekst import Maalform
from tests.varsler.brevbygg import eksempel
from tests.varsler.varselbygg import OPPSETT, SVAR
from varsler.maler import MALER
from varsler.regler import Slag

BOKMAAL = sorted(p.relative_to(MALER).as_posix() for p in MALER.glob("*/*.nb.*"))
TALL = re.compile(r"\d+(?:[.:/]\d+)*")
LENKE = re.compile(r"https?://[^\s\"<]+")
LYST, MOERKT = 0xFFFFFF, 0x1E1E1E
"""What a mail program shows behind a message, by day and by night."""


def motstykket(navn: str) -> str:
    mappe, _, fil = navn.partition("/")
    return f"{mappe}/{fil.replace('.nb.', '.nn.')}"


def skjelett(navn: str) -> list[str]:
    """What a template asks and puts in, in order, without its own words."""
    kilde = (MALER / navn).read_text(encoding="utf-8")
    return list(_skjelett(Environment(autoescape=True).parse(kilde)))


def _skjelett(node: nodes.Node) -> Iterator[str]:
    for barn in node.iter_child_nodes():
        match barn:
            case nodes.TemplateData() | nodes.Const():
                continue
            case nodes.If():
                yield f"if {_uttrykk(barn.test)}"
                for gren in (barn.body, barn.elif_, barn.else_):
                    for ett in gren:
                        yield from _skjelett(nodes.Output([ett]) if isinstance(ett, nodes.Expr) else _hylle(ett))
                    yield "|"
            case nodes.For():
                yield f"for {_uttrykk(barn.iter)}"
                yield from _skjelett(barn)
                yield "end"
            case nodes.Expr():
                yield _uttrykk(barn)
            case _:
                yield from _skjelett(barn)


def _hylle(node: nodes.Node) -> nodes.Template:
    return nodes.Template([node])


def _uttrykk(node: nodes.Node) -> str:
    """An expression without the words in it: what is compared with stays, what is shown does not."""
    if isinstance(node, nodes.Compare):
        return repr(node)
    if isinstance(node, nodes.Const):
        return "«»"
    return f"{type(node).__name__}({getattr(node, 'name', '')}{getattr(node, 'attr', '')}: " + (
        ", ".join(_uttrykk(barn) for barn in node.iter_child_nodes()) + ")"
    )


@pytest.mark.parametrize("navn", BOKMAAL)
def test_hver_mal_finnes_paa_begge_maalformer_og_spoer_om_det_samme(navn: str) -> None:
    assert (MALER / motstykket(navn)).is_file()
    assert skjelett(navn) == skjelett(motstykket(navn))
    assert ".nb." not in (MALER / motstykket(navn)).read_text(encoding="utf-8"), "it leans on those of its own kind"


def test_ingen_mal_finnes_bare_paa_nynorsk() -> None:
    assert sorted(p.relative_to(MALER).as_posix() for p in MALER.glob("*/*.nn.*")) == sorted(map(motstykket, BOKMAAL))
    assert all(".nb." in p.name or ".nn." in p.name for p in MALER.glob("*/*.*"))


@pytest.mark.parametrize("slag", list(Slag))
def test_begge_maalformer_sier_de_samme_tallene_datoene_og_lenkene(slag: Slag) -> None:
    nb, nn = (eksempel(slag, maalform) for maalform in Maalform)
    assert TALL.findall(nb.emne) == TALL.findall(nn.emne)
    for paa_nb, paa_nn in ((nb.tekst, nn.tekst), (nb.html, nn.html)):
        lenker_nb, lenker_nn = (
            [lenke.replace("?maal=nn", "") for lenke in LENKE.findall(tekst)] for tekst in (paa_nb, paa_nn)
        )
        assert lenker_nb == lenker_nn
        assert sorted(TALL.findall(LENKE.sub("", paa_nb))) == sorted(TALL.findall(LENKE.sub("", paa_nn)))
        assert len(paa_nb.splitlines()) == len(paa_nn.splitlines())


# --- what shows them -----------------------------------------------------------------------------------------------


class Elementer(HTMLParser):
    """Every element with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.alle: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.alle.append((tag, {navn: verdi or "" for navn, verdi in attrs}))

    @property
    def stilen(self) -> list[tuple[str, str]]:
        """Every declaration of every inline style."""
        regler = (regel for _, felt in self.alle for regel in felt.get("style", "").split(";") if regel.strip())
        return [(navn.strip(), verdi.strip()) for navn, _, verdi in (regel.partition(":") for regel in regler)]


KJENT_I_OUTLOOK = {
    *("margin", "padding", "border", "border-left", "border-top", "width", "max-width", "text-align"),
    *("vertical-align", "font-family", "font-size", "line-height"),
}
"""What is used of CSS. Word, which draws mail in Outlook, knows all but `max-width`, and goes by the attribute."""


def html(slag: Slag) -> Elementer:
    return Elementer(eksempel(slag, Maalform.NB).html)


@pytest.mark.parametrize("slag", list(Slag))
def test_ingenting_hentes_og_ingen_lenke_forteller_hvem_som_leser(slag: Slag) -> None:
    for tag, felt in html(slag).alle:
        assert tag not in {
            "img",
            "link",
            "script",
            "style",
            "iframe",
            "object",
            "svg",
            "video",
            "form",
            "input",
            "base",
        }
        assert not felt.keys() & {"src", "srcset", "background", "poster", "ping", "onclick", "onload"}
        assert "url(" not in felt.get("style", "")
        if "href" in felt:
            assert tag == "a"
            vaare = (f"{OPPSETT.nettadresse}/", f"{SVAR.nettadresse}/")
            assert felt["href"].startswith(vaare), "the board or the answers, without a detour"
            assert "?" not in felt["href"].replace("?maal=nn", "")


@pytest.mark.parametrize("slag", list(Slag))
def test_oppsettet_er_tabeller_som_outlook_kan_tegne(slag: Slag) -> None:
    lest = html(slag)
    assert {navn for navn, _ in lest.stilen} <= KJENT_I_OUTLOOK
    tabeller = [felt for tag, felt in lest.alle if tag == "table"]
    assert all(felt["role"] == "presentation" for felt in tabeller)
    assert "640" in {felt.get("width") for felt in tabeller}, "Outlook knows no max-width"
    assert not [felt for tag, felt in lest.alle if tag in {"p", "div"} and "border:" in felt.get("style", "")]


@pytest.mark.parametrize("slag", list(Slag))
def test_meldingen_kan_leses_paa_lyst_og_paa_moerkt(slag: Slag) -> None:
    lest = html(slag)
    meta = {felt.get("name"): felt.get("content") for tag, felt in lest.alle if tag == "meta"}
    assert meta["color-scheme"] == meta["supported-color-schemes"] == "light dark"
    assert not {"color", "background", "background-color"} & {navn for navn, _ in lest.stilen}
    assert not [felt for _, felt in lest.alle if felt.keys() & {"bgcolor", "color", "text"}]
    for _, verdi in lest.stilen:
        for farge in re.findall(r"#([0-9a-f]{6})", verdi):
            assert min(kontrast(int(farge, 16), bak) for bak in (LYST, MOERKT)) >= 3, farge


def kontrast(en: int, annen: int) -> float:
    """The contrast of two colours (WCAG 2.1, 1.4.11)."""
    lys = sorted((_lys(en), _lys(annen)), reverse=True)
    return (lys[0] + 0.05) / (lys[1] + 0.05)


def _lys(farge: int) -> float:
    deler = [((farge >> skift) & 0xFF) / 255 for skift in (16, 8, 0)]
    roed, groenn, blaa = (d / 12.92 if d <= 0.04045 else ((d + 0.055) / 1.055) ** 2.4 for d in deler)
    return 0.2126 * roed + 0.7152 * groenn + 0.0722 * blaa
