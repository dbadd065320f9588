"""The annual cycle on a terminal: a table per month, collisions, and what is not wholly in the year."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from fristvakt.utskrift import ARTSORD, STATUSORD, UT
from modeller.aarshjul import Aarshjul
from modeller.fakta import Fristart
from modeller.kollisjoner import Innslagsslag
from modeller.register import Register
from modeller.tekst import MAANEDER, dato_kort
from tavle.aarshjullinjer import Linje, linjer
from tavle.aarshjulord import avtaler_telt, kollisjoner, navngitt, overskrift, spenn, uten_dato, utenfor

FAA_AVTALER, HOEYST_NAVN = 3, 8


def skriv_aarshjul(hjul: Aarshjul, register: Register) -> None:
    """Print the year."""
    avtaler = next(iter(hjul.avtaler.values())) if len(hjul.avtaler) == 1 else avtaler_telt(len(hjul.avtaler))
    _si(f"{overskrift(hjul, register).nb} – {avtaler.nb}, per {dato_kort(hjul.dag)}", style="bold")
    for maaned, navn in enumerate(MAANEDER, start=1):
        if rader := linjer(hjul.maaned(maaned)):
            UT.print(_maanedstabell(f"{navn.capitalize()} {hjul.aar}", rader, hjul, register))
    if not hjul.innslag:
        _si(f"Ingen datoer i {hjul.aar}.")
    for linje in _merknader(hjul, register):
        _si(linje)


def _maanedstabell(tittel: str, rader: list[Linje], hjul: Aarshjul, register: Register) -> Table:
    """One line for what is alike. Dates and status are never broken: what it is and who may be."""
    flere = len(hjul.avtaler) > 1
    tabell = Table(title=tittel, title_justify="left", header_style="bold")
    for kolonne in ("Dato", "Hva", "Hvem og avtale" if flere else "Hvem", "Status"):
        tabell.add_column(kolonne, overflow="fold", no_wrap=kolonne in {"Dato", "Status"})
    for linje in rader:
        hvem = [_hvem(linje, register), *([_avtaler(linje)] if flere else [])]
        naar = datoord(linje).replace(" (", "\n(")
        tabell.add_row(*map(Text, (naar, linje.tittel.nb, "\n".join(filter(None, hvem)), _status(linje, hjul))))
    return tabell


def datoord(linje: Linje) -> str:
    """The day with what kind of date it is; a month has no day yet."""
    if linje.bare_maaned:
        return "i måneden"
    naar = spenn(linje.fra, linje.til)
    if linje.prognose:
        return f"{naar} (tidligst)"
    art = linje.innslag[0].steg.art
    eget = linje.innslag[0].slag in {Innslagsslag.STEG, Innslagsslag.MOETE}
    return naar if not eget or art is Fristart.FRIST or linje.gjort else f"{naar} ({ARTSORD[art]})"


def _avtaler(linje: Linje) -> str:
    antall = len(linje.avtaler)
    return ", ".join(linje.avtaler) if antall <= FAA_AVTALER else f"i {avtaler_telt(antall).nb}"


def _hvem(linje: Linje, register: Register) -> str:
    parter = navngitt(linje.parter, register, HOEYST_NAVN).nb
    return f"{parter} med {navngitt(linje.moeter_med, register, HOEYST_NAVN).nb}" if linje.moeter_med else parter


def _status(linje: Linje, hjul: Aarshjul) -> str:
    if linje.forfalt(hjul.dag):
        return "forfalt"
    if linje.ferdig:
        return "utført"
    if linje.gjort:
        return f"{linje.gjort} av {len(linje.innslag)} utført"
    statuser = {en.steg.status for en in linje.innslag}
    return STATUSORD[statuser.pop()] if len(statuser) == 1 else ""


def _merknader(hjul: Aarshjul, register: Register) -> Iterator[str]:
    if hjul.kollisjoner:
        yield "Kollisjoner:"
    for like, setning in kollisjoner(hjul, register):
        yield f"• {setning.nb}"
        for en in linjer(like[0].innslag):
            yield f"    {datoord(en)} {en.tittel.nb} ({', '.join(en.avtaler)})"
    if udaterte := uten_dato(hjul):
        yield f"Uten dato: {'; '.join(navn.nb for navn in udaterte)}."
    for grunn in utenfor(hjul):
        yield f"• {grunn.nb}"


def _si(linje: str, style: str = "") -> None:
    UT.print(Text(linje, style=style))
