"""A lifecycle drawn: a band for each phase, a box for each step, arrows from what must come first. For paper too.

Nothing is told by colour alone: the edge of a box says how binding the step is, its shape what kind of step it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from fristvakt.forklaring.boks import RESERVELETTER, SLAGSORD, Boks, boks_for
from fristvakt.forklaring.oppsett import Kant, Oppsett, Plass, lengste_vei, sett_opp
from fristvakt.forklaring.regelord import KRAVORD, hyppighet, stegord
from modeller.livsloep import Fase, Krav, Livsloep
from modeller.tekst import Maalform, Tekst
from tavle.hjul.skrift import SKRIFT, tekstbredde

BREDDE, MELLOMROM_X, MELLOMROM_Y = 188, 36, 14
"""Width of a box, and the room between boxes, in the drawing's units (a unit is a pixel on a screen)."""
MARG, BAANDTOPP, BAANDBUNN, MELLOM_BAAND, TOPP = 24, 44, 18, 18, 64
FAERREST_KOLONNER = 4
STIL = f"""\
text {{ font-family: {SKRIFT}; fill: #111; }}
.overskrift {{ font-size: 20px; font-weight: bold; }}
.fase {{ font-size: 14px; font-weight: bold; }}
.ofte, .foran, .forklart {{ font-size: 11px; }}
.tittel {{ font-size: 12px; font-weight: bold; }}
.hvem {{ font-size: 11px; }}
.slag {{ font-size: 10px; letter-spacing: .3px; }}
.baand {{ fill: #f3f4f6; stroke: #6b7280; }}
.boks {{ fill: #fff; stroke: #111; }}
.paakrevd {{ stroke-width: 2; }}
.anbefalt {{ stroke-width: 1.4; stroke-dasharray: 7 4; }}
.uten_krav {{ stroke-width: 1.4; stroke-dasharray: 1.5 3.5; stroke-linecap: round; }}
.pil {{ fill: none; stroke: #374151; stroke-width: 1.4; }}
.spiss {{ fill: #374151; }}"""
PILSPISS = (
    '<defs><marker id="spiss" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
    'markerUnits="userSpaceOnUse" orient="auto"><path class="spiss" d="M0 0L8 4L0 8z"/></marker></defs>'
)

ORD = {
    "beskrivelse": Tekst(
        "{faser} faser med {steg} steg. Pilene går fra det som må være gjort først. "
        "Alt på tegningen står også i ord: fristvakt livsloep vis {navn}.",
        "{faser} fasar med {steg} steg. Pilene går frå det som må vere gjort først. "
        "Alt på teikninga står òg i ord: fristvakt livsloep vis {navn}.",
    ),
    "alle_etter": Tekst("Må vente på: {hva}.", "Må vente på: {hva}."),
}


def tegn(livsloep: Livsloep, maalform: Maalform) -> str:
    """The drawing as an SVG document."""
    kolonner = max(FAERREST_KOLONNER, *(lengste_vei(*_net(fase)) for fase in livsloep.faser))
    bredde = 2 * MARG + kolonner * (BREDDE + MELLOMROM_X) - MELLOMROM_X + 2 * BAANDBUNN
    y = TOPP
    deler: list[str] = []
    for fase in livsloep.faser:
        baand = _Baand(fase, livsloep, kolonner, maalform)
        deler += baand.tegn(y, bredde - 2 * MARG)
        y += baand.hoeyde + MELLOM_BAAND
    deler += _tegnforklaring(y + 4, maalform)
    hoeyde = y + 64
    tittel = escape(livsloep.tittel.paa(maalform))
    steg = sum(len(fase.steg) for fase in livsloep.faser)
    beskrivelse = ORD["beskrivelse"].paa(maalform).format(faser=len(livsloep.faser), steg=steg, navn=livsloep.navn)
    aapning = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {bredde} {hoeyde}" width="{bredde}" height="{hoeyde}" '
        f'role="img" aria-labelledby="tittel beskrivelse" lang="{maalform.value}">'
    )
    linjer = [
        aapning,
        f'<title id="tittel">{tittel}</title>',
        f'<desc id="beskrivelse">{escape(beskrivelse)}</desc>',
        f"<style>{STIL}</style>",
        PILSPISS,
        f'<rect width="{bredde}" height="{hoeyde}" fill="#fff"/>',
        f'<text class="overskrift" x="{MARG}" y="40">{tittel}</text>',
        *deler,
        "</svg>",
        "",
    ]
    return "\n".join(linjer)


def _net(fase: Fase) -> tuple[list[str], list[Kant]]:
    """The steps of a phase with what must come first, as far as that is in the phase too."""
    egne = [steg.noekkel for steg in fase]
    return egne, [(n, steg.noekkel) for steg in fase for alle in steg.etter for n in alle.steg if n in egne]


class _Baand:
    """A phase: where its boxes stand, how high its rows are, and what all of it waits for."""

    def __init__(self, fase: Fase, livsloep: Livsloep, kolonner: int, maalform: Maalform) -> None:
        self._fase = fase
        self._maalform = maalform
        self._oppsett: Oppsett = sett_opp(*_net(fase), kolonner)
        utenfor = _utenfra(fase)
        felles = frozenset.intersection(*utenfor.values()) if utenfor else frozenset()
        self._felles = stegord([n for _, s in livsloep if (n := s.noekkel) in felles], livsloep, Tekst("og", "og"))
        self._bokser: dict[str, Boks] = {
            steg.noekkel: boks_for(
                steg, [n for n in utenfor.get(steg.noekkel, ()) if n not in felles], livsloep, maalform, BREDDE
            )
            for steg in fase
        }
        hoeyder = [0] * self._oppsett.rader
        for noekkel, (_, rad) in self._oppsett.plasser.items():
            hoeyder[rad] = max(hoeyder[rad], self._bokser[noekkel].hoeyde)
        self._hoeyder = hoeyder
        self.hoeyde = BAANDTOPP + sum(hoeyder) + MELLOMROM_Y * (len(hoeyder) - 1) + BAANDBUNN

    def tegn(self, y: int, bredde: int) -> Iterator[str]:
        """The band with its top at `y`."""
        if self._fase.hvert_aar:  # a stack of sheets: it comes again
            for skritt in (8, 4):
                yield self._ark(MARG + skritt, y - skritt, bredde)
        yield self._ark(MARG, y, bredde)
        navn = self._fase.tittel.paa(self._maalform)
        yield f'<text class="fase" x="{MARG + BAANDBUNN}" y="{y + 26}">{escape(navn)}</text>'
        ved_siden = [o.paa(self._maalform) for o in (hyppighet(self._fase),) if o]
        x = MARG + BAANDBUNN + tekstbredde(navn, 14, fet=True) / RESERVELETTER + 18
        if ved_siden:
            yield _runding(x, y + 21)
            yield f'<text class="ofte" x="{x + 16:.0f}" y="{y + 26}">{escape(ved_siden[0])}</text>'
            x += 16 + tekstbredde(ved_siden[0], 11) + 14
        if self._felles.nb:
            hva = ORD["alle_etter"].paa(self._maalform).format(hva=self._felles.paa(self._maalform))
            yield f'<text class="foran" x="{x:.0f}" y="{y + 26}">{escape(hva)}</text>'
        for pil in self._oppsett.piler:
            yield self._pil(pil, y)
        for noekkel, plass in self._oppsett.plasser.items():
            yield from self._bokser[noekkel].tegn(*self._hjoerne(plass, y), BREDDE, self._hoeyder[plass[1]])

    def _ark(self, x: int, y: int, bredde: int) -> str:
        return f'<rect class="baand" x="{x}" y="{y}" width="{bredde}" height="{self.hoeyde}"/>'

    def _hjoerne(self, plass: Plass, y: int) -> tuple[int, int]:
        kolonne, rad = plass
        return (
            MARG + BAANDBUNN + kolonne * (BREDDE + MELLOMROM_X),
            y + BAANDTOPP + sum(self._hoeyder[:rad]) + MELLOMROM_Y * rad,
        )

    def _pil(self, punkter: Sequence[Plass], y: int) -> str:
        """From the right edge of the first box to the left edge of the last, level through the columns between."""
        x0, y0 = self._midt(punkter[0], y)
        vei = f"M{x0 + BREDDE} {y0}"
        fra = (x0 + BREDDE, y0)
        for nr, punkt in enumerate(punkter[1:], 1):
            x, midt = self._midt(punkt, y)
            # The last bit is straight, so that the head of the arrow lies flat against the box.
            til = (x - 8 if nr == len(punkter) - 1 else x, midt)
            vei += (
                f" C{fra[0] + MELLOMROM_X / 2:.0f} {fra[1]} {til[0] - MELLOMROM_X / 2:.0f} {til[1]} {til[0]} {til[1]}"
            )
            if nr < len(punkter) - 1:
                vei += f" H{x + BREDDE}"
                fra = (x + BREDDE, midt)
            else:
                vei += f" H{x - 1}"
        return f'<path class="pil" marker-end="url(#spiss)" d="{vei}"/>'

    def _midt(self, plass: Plass, y: int) -> Plass:
        x, topp = self._hjoerne(plass, y)
        return x, topp + self._hoeyder[plass[1]] // 2


def _utenfra(fase: Fase) -> dict[str, frozenset[str]]:
    """What the steps that begin the phase wait for in other phases."""
    egne = {steg.noekkel for steg in fase}
    foran = {steg.noekkel: {n for alle in steg.etter for n in alle.steg} for steg in fase}
    return {noekkel: frozenset(n - egne) for noekkel, n in foran.items() if not n & egne or n - egne}


def _runding(x: float, y: float) -> str:
    """A round arrow: again and again."""
    return (
        f'<path class="pil" d="M{x + 9:.1f} {y - 3:.1f} A5 5 0 1 0 {x + 10:.1f} {y + 2:.1f}"/>'
        f'<path class="spiss" d="M{x + 11.5:.1f} {y - 6:.1f} l.5 5.5 l-5 -1.5 z"/>'
    )


def _tegnforklaring(y: int, maalform: Maalform) -> Iterator[str]:
    """What edges and shapes mean."""
    x = float(MARG)
    for krav in Krav:
        yield f'<rect class="boks {krav.value}" x="{x + 1:.0f}" y="{y}" width="30" height="18"/>'
        ord_ = KRAVORD[krav].paa(maalform)
        yield f'<text class="forklart" x="{x + 38:.0f}" y="{y + 13}">{ord_}</text>'
        x += 38 + tekstbredde(ord_, 11) + 22
    for form, navn in SLAGSORD.items():
        yield Boks.form(form, "paakrevd", x + 1, y, 30, 18)
        ord_ = navn.paa(maalform).lower()
        yield f'<text class="forklart" x="{x + 38:.0f}" y="{y + 13}">{ord_}</text>'
        x += 38 + tekstbredde(ord_, 11) + 22
