"""One step as a box: text broken to fit its width, and a shape that says what kind of step it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from fristvakt.forklaring.regelord import hvemord, kravord, stegord, tittel
from modeller.livsloep import Fullfoeres, Krav, KravEtterRolle, Livsloep, Steg
from modeller.tekst import Maalform, Tekst, stor
from tavle.hjul import skrift
from tavle.hjul.skrift import ord_i

LUFT = 10
"""From the edge of the box to its text."""
LINJE = {"slag": (10, 13), "tittel": (12, 15), "hvem": (11, 14), "foran": (11, 14)}
"""Size of the letters, and from one line to the next, by kind of text."""
RESERVELETTER = 0.92
"""How much of the room text takes that is set in the font asked for, when it fits in any."""
SLAGSORD = {
    "vedtak": Tekst("Vedtak", "Vedtak"),
    "moete": Tekst("Møte", "Møte"),
    "beregnet": Tekst("Kommer av seg selv", "Kjem av seg sjølv"),
}
VENTER = Tekst("Må vente på: {hva}", "Må vente på: {hva}")


def brutt(tekst: str, bredde: float, stoerrelse: int, *, fet: bool = False) -> list[str]:
    """The text in lines that fit, also in the wider letters a browser without the font falls back on."""
    ord_ = ord_i(tekst, "fet" if fet else "")
    return [" ".join(en.tekst for en in linje) for linje in skrift.brutt(ord_, bredde * RESERVELETTER, stoerrelse)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Boks:
    """A step's box: lines of (kind of text, text), its shape and its edge."""

    linjer: tuple[tuple[str, str], ...]
    slag: str
    krav: str

    @property
    def hoeyde(self) -> int:
        """How high it must be."""
        return 2 * LUFT - 2 + sum(LINJE[klasse][1] for klasse, _ in self.linjer)

    def tegn(self, x: int, y: int, bredde: int, hoeyde: int) -> Iterator[str]:
        """The box with its corner there, its text in the middle of its height."""
        yield self.form(self.slag, self.krav, x, y, bredde, hoeyde)
        linje = y + (hoeyde - self.hoeyde) // 2 + LUFT - 2
        for klasse, tekst in self.linjer:
            linje += LINJE[klasse][1]
            yield f'<text class="{klasse}" x="{x + LUFT + 2}" y="{linje - 2}">{escape(tekst)}</text>'

    @staticmethod
    def form(slag: str, krav: str, x: float, y: float, bredde: float, hoeyde: float) -> str:
        """The outline: cut corners for a decision, round ends for a meeting, a double edge for what is computed."""
        klasse = f'class="boks {krav}"'
        if slag == "vedtak":
            k = min(9.0, hoeyde / 3)
            hjoerner = [
                (x + k, y), (x + bredde - k, y), (x + bredde, y + k), (x + bredde, y + hoeyde - k),
                (x + bredde - k, y + hoeyde), (x + k, y + hoeyde), (x, y + hoeyde - k), (x, y + k),
            ]  # fmt: skip
            return f'<polygon {klasse} points="{" ".join(f"{a:g},{b:g}" for a, b in hjoerner)}"/>'
        runding = min(16.0, hoeyde / 2) if slag == "moete" else 0
        ytre = f'<rect {klasse} x="{x:g}" y="{y:g}" width="{bredde:g}" height="{hoeyde:g}" rx="{runding:g}"/>'
        if slag != "beregnet":
            return ytre
        indre = f'x="{x + 4:g}" y="{y + 4:g}" width="{bredde - 8:g}" height="{hoeyde - 8:g}"'
        return f'{ytre}<rect class="boks" stroke-width=".8" {indre}/>'


def boks_for(steg: Steg, foran: Sequence[str], livsloep: Livsloep, maalform: Maalform, bredde: int) -> Boks:
    """The box of a step. `foran` are the steps of other phases it waits for, told in words."""
    slag = "moete" if steg.moete else steg.fullfoeres.value if steg.fullfoeres in _EGNE_FORMER else ""
    tekster = [("slag", SLAGSORD[slag].paa(maalform).upper())] if slag else []
    tekster.append(("tittel", tittel(steg).paa(maalform)))
    if steg.hvem is not None:
        hvem = hvemord(steg.hvem).paa(maalform)
        tekster.append(("hvem", stor(hvem)))
    if isinstance(steg.krav, KravEtterRolle):
        krav_ = kravord(steg.krav).paa(maalform)
        tekster.append(("foran", stor(krav_)))
    if foran:
        hva = stegord(foran, livsloep, Tekst("og", "og")).paa(maalform)
        tekster.append(("foran", VENTER.paa(maalform).format(hva=hva)))
    plass = bredde - 2 * (LUFT + 2)
    linjer = tuple(
        (klasse, linje)
        for klasse, tekst in tekster
        for linje in brutt(tekst, plass, LINJE[klasse][0], fet=klasse == "tittel")
    )
    krav = Krav.ANBEFALT if isinstance(steg.krav, KravEtterRolle) else steg.krav
    return Boks(linjer=linjer, slag=slag, krav=krav.value)


_EGNE_FORMER = {Fullfoeres.VEDTAK, Fullfoeres.BEREGNET}
