"""The marks on the wheel: a shape for each kind, so that nothing is told by colour alone."""

from __future__ import annotations

from html import escape

from tavle.aarshjullinjer import Linje, Ring
from tavle.hjul.geometri import Punkt

STOERRELSE = 2.45
"""From the middle of a mark to its edge, in millimetres."""
KLASSE = {
    Ring.VEILEDENDE: "veiledende",
    Ring.VEDTAK: "vedtak",
    Ring.SAKSFRAMLEGG: "framlegg",
    Ring.MOETE: "moete",
    Ring.FRIST: "frist",
}
STIL = """\
.form { stroke-width: .42; stroke-linejoin: round; }
.frist .form, .frist .prikk { fill: #9b1c1c; stroke: #9b1c1c; }
.moete .form, .moete .prikk { fill: #0b5563; stroke: #0b5563; }
.vedtak .form, .vedtak .prikk { fill: #3f2d84; stroke: #3f2d84; }
.framlegg .form { fill: #fff; stroke: #3f2d84; }
.framlegg .prikk { fill: #3f2d84; stroke: #3f2d84; }
.veiledende .form { fill: #fff; stroke: #4a4a4a; }
.veiledende .prikk { fill: #4a4a4a; stroke: #4a4a4a; }
.ventet .form { fill: #fff; }
.prognose .form { fill: #fff; stroke-dasharray: .9 .6; }
.nr { font-size: 2.5px; font-weight: bold; text-anchor: middle; fill: #fff; }
.framlegg .nr, .veiledende .nr, .ventet .nr, .prognose .nr { fill: #111; }
.ferdig .form { fill: #fff; stroke: #9a9a9a; }
.ferdig .nr { fill: #707070; }
.hake, .hakebunn { fill: none; stroke: #111; stroke-width: .5; stroke-linecap: round; stroke-linejoin: round; }
.hakebunn { stroke: #fff; stroke-width: 1.2; }
.prikk { stroke-width: .3; }
.frist .prikk.strek, .moete .prikk.strek, .vedtak .prikk.strek, .framlegg .prikk.strek, .veiledende .prikk.strek {
  fill: none; stroke-width: .5; }"""


def klasser(linje: Linje) -> str:
    """What the line is, as classes of the style sheet."""
    egne = {"ventet": linje.ventet, "prognose": linje.prognose, "ferdig": linje.ferdig}
    return " ".join([KLASSE[linje.ring], *(navn for navn, gjelder in egne.items() if gjelder)])


def merke(linje: Linje, nummer: int, sted: Punkt, hva: str, *, maal: float = 1) -> str:
    """The numbered mark of a line with its middle at `sted`; `hva` is told when it is pointed at."""
    tittel = f"<title>{escape(hva)}</title>" if hva else ""
    return (
        f'<g class="{klasser(linje)}" transform="translate({sted.x:.2f} {sted.y:.2f}) scale({maal:g})">{tittel}'
        f'{form(linje.ring)}<text class="nr" y=".9">{nummer}</text>{_hake() if linje.ferdig else ""}</g>'
    )


def ferdigmerke(sted: Punkt) -> str:
    """What a done mark looks like, for the legend."""
    return (
        f'<g class="veiledende ferdig" transform="translate({sted.x:.2f} {sted.y:.2f}) scale(.6)">'
        f"{form(Ring.VEILEDENDE)}{_hake()}</g>"
    )


def form(ring: Ring) -> str:
    """The shape alone, about its middle."""
    s = STOERRELSE
    match ring:
        case Ring.FRIST:
            kant = s * 0.88
            return (
                f'<rect class="form" x="{-kant:.2f}" y="{-kant:.2f}" width="{2 * kant:.2f}" height="{2 * kant:.2f}"/>'
            )
        case Ring.VEDTAK | Ring.SAKSFRAMLEGG:
            ut = s * 1.16
            return f'<path class="form" d="M0 {-ut:.2f}L{ut:.2f} 0L0 {ut:.2f}L{-ut:.2f} 0Z"/>'
        case Ring.MOETE | Ring.VEILEDENDE:
            return f'<circle class="form" r="{s * 0.97:.2f}"/>'


def _hake() -> str:
    """Done: a tick on the upper right edge."""
    vei = "M1.25 -1.95l.6 .65l1.1 -1.45"
    return f'<path class="hakebunn" d="{vei}"/><path class="hake" d="{vei}"/>'
