"""The annual cycle on a terminal: a table per month, collisions, and what is not wholly in the year."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from fristvakt.utskrift import UT
from modeller.aarshjul import Aarshjul
from modeller.fakta import Fristart
from modeller.kollisjoner import Innslagsslag
from modeller.plan import Status
from modeller.register import Register
from modeller.tekst import MAANEDER, Maalform, Tekst, dato_kort
from tavle.aarshjullinjer import Linje, linjer
from tavle.aarshjulord import avtaler_telt, kollisjoner, navngitt, overskrift, spenn, uten_dato, utenfor

FAA_AVTALER, HOEYST_NAVN = 3, 8
STATUS = {
    Status.KOMMENDE: Tekst("kommende", "komande"),
    Status.VENTER: Tekst("venter", "ventar"),
    Status.AAPEN: Tekst("åpen", "ope"),
    Status.UTFOERT: Tekst("utført", "utført"),
    Status.IKKE_AKTUELL: Tekst("ikke aktuell", "ikkje aktuelt"),
    Status.BORTFALT: Tekst("bortfalt", "falle bort"),
}
ART = {
    Fristart.FRIST: Tekst("frist", "frist"),
    Fristart.VENTET: Tekst("ventet", "venta"),
    Fristart.TENTATIV: Tekst("tentativt", "førebels"),
    Fristart.VEILEDENDE: Tekst("veiledende", "rettleiande"),
}
KOLONNER = (Tekst("Dato", "Dato"), Tekst("Hva", "Kva"), Tekst("Hvem", "Kven"), Tekst("Status", "Status"))
HVEM_OG_AVTALE = Tekst("Hvem og avtale", "Kven og avtale")
BRYTES_IKKE = {"Dato", "Status"}


def skriv_aarshjul(hjul: Aarshjul, register: Register, maalform: Maalform = Maalform.NB) -> None:
    """Print the year."""
    avtaler = next(iter(hjul.avtaler.values())) if len(hjul.avtaler) == 1 else avtaler_telt(len(hjul.avtaler))
    hva, hvilke = overskrift(hjul, register).paa(maalform), avtaler.paa(maalform)
    _si(f"{hva} – {hvilke}, per {dato_kort(hjul.dag)}", style="bold")
    tabell = _Tabell(hjul, register, maalform)
    for maaned, navn in enumerate(MAANEDER, start=1):
        if rader := linjer(hjul.maaned(maaned)):
            UT.print(tabell.maaned(f"{navn.capitalize()} {hjul.aar}", rader))
    if not hjul.innslag:
        _si(Tekst(f"Ingen datoer i {hjul.aar}.", f"Ingen datoar i {hjul.aar}.").paa(maalform))
    for linje in tabell.merknader():
        _si(linje)


class _Tabell:
    """The year in one written standard."""

    def __init__(self, hjul: Aarshjul, register: Register, maalform: Maalform) -> None:
        self._hjul, self._register, self._maalform = hjul, register, maalform
        self._flere = len(hjul.avtaler) > 1

    def maaned(self, tittel: str, rader: list[Linje]) -> Table:
        """One line for what is alike. Dates and status are never broken: what it is and who may be."""
        tabell = Table(title=tittel, title_justify="left", header_style="bold")
        for kolonne in KOLONNER:
            navn = self._paa(HVEM_OG_AVTALE if self._flere and kolonne.nb == "Hvem" else kolonne)
            tabell.add_column(navn, overflow="fold", no_wrap=navn in BRYTES_IKKE)
        for linje in rader:
            hvem = [self._hvem(linje), *([self._avtaler(linje)] if self._flere else [])]
            naar = self._datoord(linje).replace(" (", "\n(")
            celler = (naar, self._paa(linje.tittel), "\n".join(filter(None, hvem)), self._status(linje))
            tabell.add_row(*celler)
        return tabell

    def merknader(self) -> Iterator[str]:
        """Collisions, and what is not wholly in the year."""
        if self._hjul.kollisjoner:
            yield self._paa(Tekst("Kollisjoner:", "Kollisjonar:"))
        for like, setning in kollisjoner(self._hjul, self._register):
            yield f"• {self._paa(setning)}"
            for en in linjer(like[0].innslag):
                yield f"    {self._datoord(en)} {self._paa(en.tittel)} ({', '.join(en.avtaler)})"
        if udaterte := uten_dato(self._hjul):
            uten = self._paa(Tekst("Uten dato", "Utan dato"))
            yield f"{uten}: {'; '.join(self._paa(navn) for navn in udaterte)}."
        for grunn in utenfor(self._hjul):
            yield f"• {self._paa(grunn)}"

    def _datoord(self, linje: Linje) -> str:
        """The day with what kind of date it is; a month has no day yet."""
        if linje.bare_maaned:
            return self._paa(Tekst("i måneden", "i månaden"))
        naar = spenn(linje.fra, linje.til)
        if linje.prognose:
            return f"{naar} ({self._paa(Tekst('tidligst', 'tidlegast'))})"
        art = linje.innslag[0].steg.art
        eget = linje.innslag[0].slag in {Innslagsslag.STEG, Innslagsslag.MOETE}
        return naar if not eget or art is Fristart.FRIST or linje.gjort else f"{naar} ({self._paa(ART[art])})"

    def _avtaler(self, linje: Linje) -> str:
        antall = len(linje.avtaler)
        return ", ".join(linje.avtaler) if antall <= FAA_AVTALER else f"i {self._paa(avtaler_telt(antall))}"

    def _hvem(self, linje: Linje) -> str:
        parter, med = (
            self._paa(navngitt(hvem, self._register, HOEYST_NAVN)) for hvem in (linje.parter, linje.moeter_med)
        )
        return f"{parter} med {med}" if med else parter

    def _status(self, linje: Linje) -> str:
        if linje.forfalt(self._hjul.dag):
            return self._paa(Tekst("forfalt", "forfalle"))
        if linje.ferdig:
            return "utført"
        if linje.gjort:
            return f"{linje.gjort} av {len(linje.innslag)} utført"
        statuser = {en.steg.status for en in linje.innslag}
        return self._paa(STATUS[statuser.pop()]) if len(statuser) == 1 else ""

    def _paa(self, tekst: Tekst) -> str:
        return tekst.paa(self._maalform)


def _si(linje: str, style: str = "") -> None:
    UT.print(Text(linje, style=style))
