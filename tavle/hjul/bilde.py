"""The sheet: title, wheel, what the shapes mean, and the list, as one SVG document for A4 on its side."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from modeller.aarshjul import Aarshjul
from modeller.register import Register
from modeller.tekst import Maalform, Tekst, dato_kort
from tavle.aarshjullinjer import Linje, Ring, linjer
from tavle.aarshjulord import avtaler_telt, kollisjoner, overskrift
from tavle.hjul.geometri import Punkt
from tavle.hjul.hjulet import MIDT, hjulet
from tavle.hjul.liste import SPALTEROM, Blokk, Detalj, Liste, i_spalter, kollisjonsskilt
from tavle.hjul.merker import KLASSE, STIL as MERKESTIL, ferdigmerke, form
from tavle.hjul.skrift import SKRIFT, brutt, ord_i, skrevet

BREDDE, HOEYDE, MARG = 297, 210, 10
VENSTRE, TOPP, BUNN = 183, 9, 6
"""Where the list begins, and the room above and below it."""
TEGNBREDDE, NAVNEBREDDE = 42, 166
STIL = f"""\
@page {{ size: A4 landscape; margin: 0; }}
text {{ font-family: {SKRIFT}; fill: #111; }}
.tittel {{ font-size: 7px; font-weight: bold; }}
.hvis {{ font-size: 4.6px; }}
.undertittel {{ font-size: 3.2px; fill: #444; }}
.overskrift {{ font-size: 3.3px; font-weight: bold; }}
.linje {{ font-size: 2.5px; }}
.hvem, .forklart {{ font-size: 2.25px; fill: #444; }}
.fet {{ font-weight: bold; }}
.regel {{ stroke: #111; stroke-width: .25; }}
.bunn {{ fill: #efefec; }}
.bunn.lys {{ fill: #fafaf8; }}
.ring {{ fill: none; stroke: #b9b9b4; stroke-width: .2; }}
.maaned {{ fill: #333; stroke: #fff; stroke-width: .5; }}
.maanedsnavn {{ font-size: 3px; font-weight: bold; text-anchor: middle; fill: #fff; }}
.aaret {{ font-size: 12px; font-weight: bold; text-anchor: middle; }}
.idag {{ stroke: #111; stroke-width: .35; stroke-dasharray: 1.4 .9; }}
.dagen {{ font-size: 2.5px; text-anchor: middle; }}
.kollisjonsbue {{ fill: none; stroke: #111; stroke-width: 1.3; }}
.kollisjonsbue.tynn {{ stroke-width: .5; }}
.bokstav {{ font-size: 2.7px; font-weight: bold; text-anchor: middle; fill: #fff; }}
{MERKESTIL}"""

ORD = {
    "under": Tekst("{avtaler} · slik planene er {dag}", "{avtaler} · slik planane er {dag}"),
    "beskrivelse": Tekst(
        "{antall} punkter gjennom året for {avtaler}. Lista ved siden av hjulet forklarer dem. "
        "Kollisjoner: {kollisjoner}.",
        "{antall} punkt gjennom året for {avtaler}. Lista ved sida av hjulet forklarer dei. "
        "Kollisjonar: {kollisjoner}.",
    ),
    "utenfra": Tekst("Ringene, utenfra og inn", "Ringane, utanfrå og inn"),
    "idag": Tekst("dagen planene gjelder for", "dagen planane gjeld for"),
    "ferdig": Tekst("utført", "utført"),
    "kollisjon": Tekst("kollisjon", "kollisjon"),
    "tidligst": Tekst("tidligst mulig (for sent ute)", "tidlegast mogleg (for seint ute)"),
}
RINGNAVN = {
    Ring.VEILEDENDE: Tekst("veiledende dato", "rettleiande dato"),
    Ring.VEDTAK: Tekst("vedtak", "vedtak"),
    Ring.SAKSFRAMLEGG: Tekst("saksframlegg", "saksframlegg"),
    Ring.MOETE: Tekst("møte mellom parter", "møte mellom partar"),
    Ring.FRIST: Tekst("frist (åpen: ventet)", "frist (open: venta)"),
}


class Maate(NamedTuple):
    """One way to fill the sheet: gathered by day or month, how much is said, in how many columns, and how large the
    letters of the list and the wheel are.
    """

    hver_dag: bool
    detalj: Detalj
    spalter: int
    maal: float
    hjul: float = 1.0

    @property
    def venstre(self) -> float:
        """Where the list begins."""
        return MARG + (VENSTRE - MARG) * self.hjul


MAATER = (
    Maate(hver_dag=True, detalj=Detalj.ALT, spalter=1, maal=1.35),
    Maate(hver_dag=True, detalj=Detalj.ALT, spalter=1, maal=1.15),
    Maate(hver_dag=True, detalj=Detalj.ALT, spalter=1, maal=1.0),
    Maate(hver_dag=True, detalj=Detalj.ALT, spalter=2, maal=1.0),
    Maate(hver_dag=True, detalj=Detalj.HVEM, spalter=2, maal=1.0),
    Maate(hver_dag=False, detalj=Detalj.ALT, spalter=2, maal=1.0),
    Maate(hver_dag=False, detalj=Detalj.HVEM, spalter=2, maal=1.0),
    Maate(hver_dag=False, detalj=Detalj.HVEM, spalter=2, maal=0.9),
    Maate(hver_dag=False, detalj=Detalj.HVEM, spalter=3, maal=0.9, hjul=0.78),
    Maate(hver_dag=False, detalj=Detalj.KORT, spalter=3, maal=0.9, hjul=0.78),
)
"""The first that fits is taken."""


class Oppsett(NamedTuple):
    """The sheet as it will be: the lines by number, their writer, and the columns of the list."""

    linjer: list[Linje]
    liste: Liste
    spalter: list[list[Blokk]]
    maate: Maate
    hoeyde: float


def hjulbilde(hjul: Aarshjul, register: Register, maalform: Maalform) -> str:
    """The year as an SVG document of one A4 sheet. What is alike is gathered day by day; where the list would not fit,
    month by month, with less about who. A year with even more makes the sheet longer: nothing is left out.
    """
    oppsett = _sett_opp(hjul, register, maalform)
    tittel = escape(overskrift(hjul, register).paa(maalform))
    avtaler = avtaler_telt(len(hjul.avtaler)).paa(maalform)

    def ord_(noekkel: str, **felt: object) -> str:
        return escape(ORD[noekkel].paa(maalform).format(avtaler=avtaler, **felt))

    aapning = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {BREDDE} {oppsett.hoeyde:g}" width="{BREDDE}mm" '
        f'height="{oppsett.hoeyde:g}mm" role="img" aria-labelledby="tittel beskrivelse" lang="{maalform.value}">'
    )
    beskrivelse = ord_("beskrivelse", antall=len(oppsett.linjer), kollisjoner=len(kollisjoner(hjul, register)))
    return "\n".join(
        [
            aapning,
            f'<title id="tittel">{tittel}</title>',
            f'<desc id="beskrivelse">{beskrivelse}</desc>',
            f"<style>{STIL}</style>",
            f'<rect width="{BREDDE}" height="{oppsett.hoeyde:g}" fill="#fff"/>',
            *_overskriften(hjul, register, maalform, ord_("under", dag=dato_kort(hjul.dag))),
            f'<g transform="{_hjulets_plass(oppsett.maate.hjul)}">',
            hjulet(hjul, oppsett.linjer, oppsett.liste, register, maalform),
            "</g>",
            *_ringforklaring(maalform),
            *_tegnforklaring(hjul, oppsett, maalform),
            *_spaltene(oppsett),
            "</svg>",
            "",
        ]
    )


def _overskriften(hjul: Aarshjul, register: Register, maalform: Maalform, under: str) -> Iterator[str]:
    """The year, whose or what agreement's it is on lines of their own (names are long), and what it is drawn from."""
    yield f'<text class="tittel" x="{MARG}" y="17">Årshjul {hjul.aar}</text>'
    navn = (
        register.navn(hjul.part) if hjul.part else next(iter(hjul.avtaler.values())) if len(hjul.avtaler) == 1 else None
    )
    y = 17.5
    for rad in brutt(ord_i(navn.paa(maalform), "fet"), NAVNEBREDDE, 4.6) if navn else ():
        y += 6
        yield skrevet(rad, MARG, y, "hvis")
    yield f'<text class="undertittel" x="{MARG}" y="{y + 6:g}">{under}</text>'


def _hjulets_plass(maal: float) -> str:
    """A smaller wheel keeps to the left edge, and to the middle of its height."""
    return f"translate({MARG * (1 - maal):.2f} {MIDT.y * (1 - maal):.2f}) scale({maal:g})"


def _sett_opp(hjul: Aarshjul, register: Register, maalform: Maalform) -> Oppsett:
    hoeyde = float(HOEYDE)
    per = {hver_dag: linjer(hjul.innslag, hver_dag=hver_dag) for hver_dag in (True, False)}
    while True:
        for maate in MAATER if hoeyde == HOEYDE else MAATER[-1:]:
            samlet = per[maate.hver_dag]
            liste = Liste(hjul=hjul, register=register, maalform=maalform, detalj=maate.detalj)
            blokker = liste.blokker(samlet, _spaltebredde(maate) / maate.maal)
            spalter = i_spalter(blokker, (hoeyde - TOPP - BUNN) / maate.maal, maate.spalter)
            if spalter is not None:
                return Oppsett(samlet, liste, spalter, maate, hoeyde)
        hoeyde += 10


def _spaltebredde(maate: Maate) -> float:
    return (BREDDE - MARG - maate.venstre - SPALTEROM * (maate.spalter - 1)) / maate.spalter


def _spaltene(oppsett: Oppsett) -> Iterator[str]:
    for nr, spalte in enumerate(oppsett.spalter):
        x = oppsett.maate.venstre + nr * (_spaltebredde(oppsett.maate) + SPALTEROM)
        yield f'<g transform="translate({x:.2f} {TOPP}) scale({oppsett.maate.maal:g})">'
        y = 0.0
        for blokk in spalte:
            yield f'<g transform="translate(0 {y:.2f})">{blokk.svg}</g>'
            y += blokk.hoeyde
        yield "</g>"


def _ringforklaring(maalform: Maalform) -> Iterator[str]:
    """What the shapes mean, in the order of the rings, in the corner below the wheel."""
    yield f'<text class="forklart fet" x="{MARG}" y="182.2">{ORD["utenfra"].paa(maalform)}</text>'
    for ring in Ring:
        y = 185.7 + ring * 4.2
        yield f'<g class="{KLASSE[ring]}" transform="translate({MARG + 1.8} {y:.2f}) scale(.6)">{form(ring)}</g>'
        yield f'<text class="forklart" x="{MARG + 5}" y="{y + 0.8:.2f}">{RINGNAVN[ring].paa(maalform)}</text>'


def _tegnforklaring(hjul: Aarshjul, oppsett: Oppsett, maalform: Maalform) -> Iterator[str]:
    """The other signs, as far as they are used, in the other corner."""
    samlet, x = oppsett.linjer, oppsett.maate.venstre - TEGNBREDDE
    tegn = {
        "ferdig": ferdigmerke if any(linje.ferdig for linje in samlet) else None,
        "tidligst": _prognosemerke if any(linje.prognose for linje in samlet) else None,
        "kollisjon": _lite_skilt if hjul.kollisjoner else None,
        "idag": _strek if hjul.dag.year == hjul.aar else None,
    }
    brukte = [(noekkel, tegner) for noekkel, tegner in tegn.items() if tegner is not None]
    for nr, (noekkel, tegner) in enumerate(brukte):
        y = 202.5 - (len(brukte) - 1 - nr) * 4.2
        yield tegner(Punkt(x + 1.8, y))
        yield f'<text class="forklart" x="{x + 5}" y="{y + 0.8:.2f}">{ORD[noekkel].paa(maalform)}</text>'


def _prognosemerke(sted: Punkt) -> str:
    sted_ = f"translate({sted.x:.2f} {sted.y:.2f}) scale(.6)"
    return f'<g class="vedtak prognose" transform="{sted_}">{form(Ring.VEDTAK)}</g>'


def _lite_skilt(sted: Punkt) -> str:
    return f'<g transform="translate({sted.x:.2f} {sted.y:.2f}) scale(.75)">{kollisjonsskilt("A", Punkt(0, 0))}</g>'


def _strek(sted: Punkt) -> str:
    return f'<path class="idag" d="M{sted.x - 1.9:.2f} {sted.y:.2f}h3.9"/>'
