"""The list beside the wheel: what each number means, month by month, laid out in one or two columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from html import escape

from modeller.aarshjul import Aarshjul
from modeller.register import Register
from modeller.tekst import MAANEDER, Maalform, Tekst
from tavle.aarshjullinjer import Linje
from tavle.aarshjulord import avtaler_telt, kollisjoner, navngitt, uten_dato, utenfor
from tavle.hjul.geometri import Punkt
from tavle.hjul.merker import merke
from tavle.hjul.skrift import Ord, brutt, ord_i, skrevet

HOEYDE, LITEN, LINJEHOEYDE = 2.5, 2.25, 3.0
INNRYKK, LUFT, SPALTEROM = 5.4, 0.9, 4.5
HOEYST_NAVN = 5

ORD = {
    "kollisjoner": Tekst("Kollisjoner", "Kollisjonar"),
    "uten_dato": Tekst("Uten dato", "Utan dato"),
    "utenfor": Tekst("Ikke med, eller ikke hele året", "Ikkje med, eller ikkje heile året"),
    "tomt": Tekst("Ingen datoer i {aar}.", "Ingen datoar i {aar}."),
    "dato_ikke_satt": Tekst("Dato ikke satt.", "Dato ikkje sett."),
    "tidligst": Tekst("Tidligst mulig:", "Tidlegast mogleg:"),
    "gjort": Tekst("{antall} av {alle} utført", "{antall} av {alle} utført"),
    "ferdig": Tekst("utført", "utført"),
    "forfalt": Tekst("forfalt", "forfalle"),
    "med": Tekst("{hvem} med {andre}", "{hvem} med {andre}"),
    "i_avtaler": Tekst("i {avtaler}", "i {avtaler}"),
}


class Detalj(IntEnum):
    """How much the list says of each line besides what and when."""

    ALT = 0
    HVEM = 1
    KORT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Blokk:
    """Something that stands together: SVG drawn with its upper left corner in (0, 0), and how high it is."""

    svg: str
    hoeyde: float
    holdes_med_neste: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Liste:
    """Writes the list in one written standard."""

    hjul: Aarshjul
    register: Register
    maalform: Maalform
    detalj: Detalj = Detalj.ALT

    def blokker(self, linjer: Sequence[Linje], bredde: float) -> list[Blokk]:
        """Collisions, the months with what is numbered from 1 in them, and what is not (wholly) in the year."""
        ut: list[Blokk] = []
        if self.hjul.kollisjoner:
            ut.append(overskrift(self.ord("kollisjoner"), bredde))
            for nr, (_, setning) in enumerate(kollisjoner(self.hjul, self.register)):
                ut.append(_avsnitt(setning.paa(self.maalform), bredde, bokstav(nr)))
        maaned = 0
        for nr, linje in enumerate(linjer, start=1):
            if linje.fra.month != maaned:
                maaned = linje.fra.month
                ut.append(overskrift(MAANEDER[maaned - 1].capitalize(), bredde))
            ut.append(self._linje(linje, nr, bredde))
        if not linjer:
            ut.append(_avsnitt(self.ord("tomt", aar=self.hjul.aar), bredde))
        for noekkel, tekster in (("uten_dato", uten_dato(self.hjul)), ("utenfor", utenfor(self.hjul))):
            if tekster:
                ut.append(overskrift(self.ord(noekkel), bredde))
                ut += [_avsnitt(tekst.paa(self.maalform), bredde) for tekst in tekster]
        return ut

    def ord(self, noekkel: str, **felt: object) -> str:
        """A text of the list."""
        return ORD[noekkel].paa(self.maalform).format(**felt)

    def i_ord(self, linje: Linje) -> str:
        """The whole line as one text, for who points at its mark."""
        hvem = self.hvem(linje)
        return f"{self._naar(linje)} {linje.tittel.paa(self.maalform)}{f' – {hvem}' if hvem else ''}"

    def _linje(self, linje: Linje, nr: int, bredde: float) -> Blokk:
        plass = bredde - INNRYKK
        ord_ = [Ord(self._naar(linje), "fet"), *ord_i(linje.tittel.paa(self.maalform))]
        rader = [(rad, "linje") for rad in brutt(ord_, plass, HOEYDE)]
        rader += [(rad, "hvem") for rad in brutt(ord_i(self.hvem(linje)), plass, LITEN)]
        tegnet = [merke(linje, nr, Punkt(2.3, 1.75), "", maal=0.86)]
        tegnet += [skrevet(rad, INNRYKK, 2.6 + i * LINJEHOEYDE, klasse) for i, (rad, klasse) in enumerate(rader)]
        return Blokk(svg="".join(tegnet), hoeyde=max(len(rader) * LINJEHOEYDE, 4.2) + LUFT)

    def _naar(self, linje: Linje) -> str:
        """The days in the month, which the heading names."""
        if linje.bare_maaned:
            return self.ord("dato_ikke_satt")
        dager = f"{linje.fra.day}." if linje.fra == linje.til else f"{linje.fra.day}.–{linje.til.day}."
        return f"{self.ord('tidligst')} {dager}" if linje.prognose else dager

    def hvem(self, linje: Linje) -> str:
        """Who acts, in which agreements, and how much of it is done."""
        deler = [] if self.detalj is Detalj.KORT else [self._parter(linje)]
        if self.detalj is Detalj.ALT:
            deler.append(self._avtaler(linje))
        if linje.forfalt(self.hjul.dag):
            deler.append(self.ord("forfalt"))
        if linje.ferdig:
            deler.append(self.ord("ferdig"))
        elif linje.gjort:
            deler.append(self.ord("gjort", antall=linje.gjort, alle=len(linje.innslag)))
        return "\N{NO-BREAK SPACE}· ".join(filter(None, deler))

    def _parter(self, linje: Linje) -> str:
        organer = {en.organ for en in linje.innslag}
        organ = self.register.organer.get(next(iter(organer)) or "") if len(organer) == 1 else None
        if organ is not None:
            return organ.navn.stor.paa(self.maalform)
        egen = linje.parter == (self.hjul.part,)
        hvem = "" if egen else self._navngitt(linje.parter)
        if linje.moeter_med:
            return self.ord("med", hvem=hvem, andre=self._navngitt(linje.moeter_med)).strip()
        return hvem

    def _navngitt(self, parter: tuple[str, ...]) -> str:
        return navngitt(parter, self.register, HOEYST_NAVN).paa(self.maalform)

    def _avtaler(self, linje: Linje) -> str:
        if len(self.hjul.avtaler) < 2:
            return ""
        if len(linje.avtaler) == 1:
            return self.hjul.avtaler[linje.avtaler[0]].paa(self.maalform)
        return self.ord("i_avtaler", avtaler=avtaler_telt(len(linje.avtaler)).paa(self.maalform))


def bokstav(nr: int) -> str:
    """A, B … Z, AA, AB …: what a collision is called, `nr` from 0."""
    return (bokstav(nr // 26 - 1) if nr >= 26 else "") + chr(ord("A") + nr % 26)


def overskrift(tekst: str, bredde: float) -> Blokk:
    """A heading with a rule under it; it never stands alone at the foot of a column."""
    tittel = skrevet((Ord(tekst),), 0, 5.0, "overskrift")
    return Blokk(svg=f'{tittel}<path class="regel" d="M0 6.1H{bredde:.2f}"/>', hoeyde=7.4, holdes_med_neste=True)


def _avsnitt(tekst: str, bredde: float, skilt: str = "") -> Blokk:
    innrykk = INNRYKK if skilt else 0
    rader = brutt(ord_i(tekst), bredde - innrykk, HOEYDE)
    tegnet = [kollisjonsskilt(skilt, Punkt(2.3, 1.75))] if skilt else []
    tegnet += [skrevet(rad, innrykk, 2.6 + i * LINJEHOEYDE, "linje") for i, rad in enumerate(rader)]
    return Blokk(svg="".join(tegnet), hoeyde=max(len(rader) * LINJEHOEYDE, 4.2 if skilt else 0) + LUFT)


def kollisjonsskilt(tekst: str, sted: Punkt, hva: str = "") -> str:
    """The black sign of a collision with its letter."""
    bredde = 3.9 if len(tekst) == 1 else 5.2
    tittel = f"<title>{escape(hva)}</title>" if hva else ""
    return (
        f'<g class="kollisjon" transform="translate({sted.x:.2f} {sted.y:.2f})">{tittel}'
        f'<rect x="{-bredde / 2:.2f}" y="-1.95" width="{bredde}" height="3.9" rx=".7"/>'
        f'<text class="bokstav" y=".95">{tekst}</text></g>'
    )


def i_spalter(blokker: Iterable[Blokk], hoeyde: float, antall: int) -> list[list[Blokk]] | None:
    """The blocks in at most so many columns of this height, in order; None when they do not fit. A column that begins
    under a heading repeats it.
    """
    spalter: list[list[Blokk]] = [[]]
    brukt = 0.0
    under: Blokk | None = None
    for gruppe in _holdt_sammen(blokker):
        plass = sum(blokk.hoeyde for blokk in gruppe)
        egen = gruppe[0] if gruppe[0].holdes_med_neste else None
        if spalter[-1] and brukt + plass > hoeyde:
            gjentatt = [under] if under and not egen else []
            spalter.append(gjentatt)
            brukt = sum(blokk.hoeyde for blokk in gjentatt)
        under = egen or under
        if plass > hoeyde or len(spalter) > antall:
            return None
        spalter[-1] += gruppe
        brukt += plass
    return spalter


def _holdt_sammen(blokker: Iterable[Blokk]) -> Iterator[list[Blokk]]:
    gruppe: list[Blokk] = []
    for blokk in blokker:
        gruppe.append(blokk)
        if not blokk.holdes_med_neste:
            yield gruppe
            gruppe = []
    if gruppe:
        yield gruppe
