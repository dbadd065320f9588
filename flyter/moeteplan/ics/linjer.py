"""An iCalendar file as components with their content lines, each with the line it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from flyter.moeteplan.lest import Planfeil
from flyter.moeteplan.tegn import dekod
from modeller.tekst import Tekst

# A parameter's value: quoted, or a Windows time zone somebody forgot to quote, or without the signs that end one.
_VERDI = r"""(?:"[^"]*"|\((?:UTC|GMT)[^)]*\)[^";:]*|[^";:,]*)"""
_LINJE = re.compile(rf"([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+={_VERDI}(?:,{_VERDI})*)*):(.*)", re.DOTALL)
_PARAMETER = re.compile(rf";([A-Za-z0-9-]+)=({_VERDI}(?:,{_VERDI})*)")
_ESKAPERT = re.compile(r"\\([\\;,nN])")
_AVGJOER = re.compile(
    r"(?:RRULE|RDATE|EXDATE|EXRULE|RECURRENCE-ID|DTSTART|DTEND|TZOFFSETFROM|TZOFFSETTO)\b|(?:UID|STATUS|DURATION)\s*[;:=]",
    re.IGNORECASE,
)
"""What decides when a meeting is: such a line cannot be passed over when it makes no sense. The last are words that a
description somebody forgot to fold may go on with."""
DYPEST = 10
"""Components inside components; a calendar has three at most."""


@dataclass(frozen=True, slots=True)
class Linje:
    """A content line: name and parameters in capitals, values as they stand, without quotes."""

    nr: int
    navn: str
    parametre: dict[str, str]
    verdi: str


@dataclass(slots=True)
class Komponent:
    """What stands between BEGIN and END, the components in it apart. `uleselig` is the first line that decides when
    it is and makes no sense.
    """

    navn: str
    nr: int
    linjer: dict[str, list[Linje]] = field(default_factory=dict)
    uleselig: Linje | None = None
    barn: list[Komponent] = field(default_factory=list)

    def alle(self, navn: str) -> list[Linje]:
        """The content lines of that name."""
        return self.linjer.get(navn, [])

    def verdi(self, navn: str) -> str:
        """The first value of that name, unescaped; empty when there is none."""
        return rentekst(self.linjer[navn][0].verdi) if navn in self.linjer else ""


def kalendere(innhold: bytes) -> list[Komponent]:
    """The VCALENDARs of a file, one after the other. Raises `Planfeil` when it is none, or has no end."""
    ferdige: list[Komponent] = []
    aapne: list[Komponent] = []
    for nr, bit in _foldet_ut(innhold):
        treff = _LINJE.fullmatch(tekst := dekod(bit))
        navn = treff[1].upper() if treff else ""
        if navn == "BEGIN" and treff:
            ny = Komponent(treff[3].strip().upper(), nr)
            _sjekk_plassen(ny, aapne)
            (aapne[-1].barn if aapne else ferdige).append(ny)
            aapne.append(ny)
        elif navn == "END" and treff:
            if not aapne or aapne.pop().navn != treff[3].strip().upper():
                raise Planfeil(
                    Tekst(
                        f"«{tekst[:40]}» avslutter noe annet enn det som er begynt. Hent filen på nytt.",
                        f"«{tekst[:40]}» avsluttar noko anna enn det som er byrja. Hent fila på nytt.",
                    ),
                    nr,
                )
        elif not aapne:
            raise _ikke_kalender(nr)
        elif treff and (linje := _linje(nr, navn, treff)):
            aapne[-1].linjer.setdefault(navn, []).append(linje)
        elif begynner := _AVGJOER.match(tekst):
            aapne[-1].uleselig = aapne[-1].uleselig or Linje(nr, begynner[0].upper(), {}, tekst)
    if aapne:
        raise _mangler_slutt(aapne[-1])
    if not ferdige:
        raise _ikke_kalender(1)
    return ferdige


def rentekst(verdi: str) -> str:
    """A text value without its escapes, on one line."""
    return " ".join(_ESKAPERT.sub(lambda m: "\n" if m[1] in "nN" else m[1], verdi).split())


def _foldet_ut(innhold: bytes) -> Iterator[tuple[int, bytes]]:
    """Each content line with the number of its first physical one. Unfolded as bytes: a fold may split a character."""
    biter: list[bytes] = []
    begynte = 0
    for nr, fysisk in enumerate(innhold.splitlines(), 1):  # of bytes: at CR, LF and CRLF, nothing else
        if fysisk[:1] in {b" ", b"\t"}:
            if biter:
                biter.append(fysisk[1:])
            continue
        if biter:
            yield begynte, b"".join(biter)
        biter, begynte = ([fysisk], nr) if fysisk.strip() else ([], nr)
    if biter:
        yield begynte, b"".join(biter)


def _linje(nr: int, navn: str, treff: re.Match[str]) -> Linje | None:
    """None for a line that says a parameter twice: whichever it means is a guess."""
    par = _PARAMETER.findall(treff[2]) if treff[2] else []
    parametre = {noekkel.upper(): verdi.replace('"', "") for noekkel, verdi in par}
    return Linje(nr, navn, parametre, treff[3]) if len(parametre) == len(par) else None


def _sjekk_plassen(ny: Komponent, aapne: list[Komponent]) -> None:
    """An event or a calendar inside what is not over would be passed over with it."""
    if not aapne and ny.navn != "VCALENDAR":
        raise _ikke_kalender(ny.nr)
    if aapne and (ny.navn == "VCALENDAR" or (ny.navn == "VEVENT" and aapne[-1].navn != "VCALENDAR")):
        raise _mangler_slutt(aapne[-1])
    if len(aapne) >= DYPEST:
        raise Planfeil(Tekst("Kalenderen er nøstet for dypt.", "Kalenderen er nøsta for djupt."), ny.nr)


def _mangler_slutt(aapen: Komponent) -> Planfeil:
    return Planfeil(
        Tekst(
            f"Filen er avkortet: {aapen.navn} som begynner her, har ingen slutt. Hent filen på nytt.",
            f"Fila er avkorta: {aapen.navn} som byrjar her, har ingen slutt. Hent fila på nytt.",
        ),
        aapen.nr,
    )


def _ikke_kalender(nr: int) -> Planfeil:
    return Planfeil(
        Tekst(
            "Dette er ikke en kalender: den skal begynne med BEGIN:VCALENDAR.",
            "Dette er ikkje ein kalender: han skal byrje med BEGIN:VCALENDAR.",
        ),
        nr,
    )
