"""The time zones a calendar names: IANA's, Windows' under their many names, and those it defines itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from flyter.drift import OSLO
from flyter.moeteplan.ics.gjentakelser import Regel, dager, les_regel
from flyter.moeteplan.ics.linjer import Komponent
from flyter.moeteplan.lest import Uleselig
from modeller.tekst import Tekst

_IANA = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*")
_VIST = re.compile(r"\((?:UTC|GMT)(?:([+-])(\d\d):(\d\d))?\)\s*(.+)")
_FORSKYVNING = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?")
_BEGYNNER = re.compile(r"(\d{8})T(\d{6})")
_VINTER = datetime(2025, 1, 15)  # noqa: DTZ001 - a wall clock, to be given a zone
FLEST_SKIFTER = 200
FLEST_REGLER = 8
"""So many changes of the clock, and rules for them, a zone may define."""


class Soner:
    """The zones of one calendar. `standard` is what it says of times without one; else they are Oslo's."""

    def __init__(self, egne: Sequence[Komponent], standard: str = "") -> None:
        self._egne = {sone.verdi("TZID"): sone for sone in egne if sone.verdi("TZID")}
        self._standard = standard
        self._kjente: dict[str, tzinfo | None] = {}

    def finn(self, tzid: str | None) -> tzinfo:
        """The zone of that name. Raises `Uleselig` for one nobody knows: a guess would be a wrong time."""
        navn = (tzid if tzid is not None else self._standard).strip()
        if not navn:
            return OSLO
        if navn not in self._kjente:
            self._kjente[navn] = _kjent(navn) or (_egen(self._egne[navn]) if navn in self._egne else None)
        sone = self._kjente[navn]
        if sone is None:
            raise Uleselig(
                Tekst(
                    f"Tidssonen «{navn[:80]}» er ukjent. Eksporter kalenderen med Europe/Oslo.",
                    f"Tidssona «{navn[:80]}» er ukjend. Eksporter kalenderen med Europe/Oslo.",
                )
            )
        return sone


def _kjent(navn: str) -> tzinfo | None:
    rent = navn.strip("/")
    if sone := _iana(WINDOWS_TO_OLSON.get(rent, rent)):
        return sone
    if treff := _VIST.fullmatch(rent):
        return _vist(treff)
    if navn.startswith("/"):  # a vendor's own name: what ends it is IANA's
        deler = rent.split("/")
        return next((sone for n in range(1, len(deler)) if (sone := _iana("/".join(deler[n:])))), None)
    return None


def _iana(navn: str) -> tzinfo | None:
    if navn.upper() in {"UTC", "GMT", "Z"}:
        return UTC
    if len(navn) > 60 or not _IANA.fullmatch(navn):
        return None
    try:
        return ZoneInfo(navn)
    except (KeyError, ValueError, OSError):  # a folder of zones is no zone
        return None


def _vist(treff: re.Match[str]) -> tzinfo | None:
    """`(UTC+01:00) Amsterdam, Berlin, …`: the zone of the cities IANA knows, when it is as far from UTC as it says."""
    fortegn, timer, minutter, byer = treff.groups()
    fra_utc = timedelta(hours=int(timer or 0), minutes=int(minutter or 0)) * (-1 if fortegn == "-" else 1)
    if byer == "Coordinated Universal Time":
        return UTC
    kandidater = (_iana(f"Europe/{by.strip().replace(' ', '_')}") for by in byer.split(","))
    passer = (sone for sone in kandidater if sone is not None and _VINTER.replace(tzinfo=sone).utcoffset() == fra_utc)
    return next(passer, None)


class _Skifte(NamedTuple):
    """From when, by the clock before it, the clock is `fra_utc`; again by `regel` until that ends."""

    begynner: datetime
    fra_utc: timedelta
    regel: Regel | None
    slutt: date


class Egensone(tzinfo):
    """A zone as the calendar defines it (VTIMEZONE)."""

    def __init__(self, navn: str, skifter: Sequence[_Skifte], foer: timedelta) -> None:
        self._navn, self._skifter, self._foer = navn, skifter, foer

    def utcoffset(self, dt: datetime | None) -> timedelta:
        """How far ahead of UTC the clock is when it shows `dt`."""
        if dt is None:
            return self._foer
        vegg = dt.replace(tzinfo=None)
        siste = [(naar, skifte.fra_utc) for skifte in self._skifter if (naar := _sist_foer(skifte, vegg))]
        return max(siste, key=lambda en: en[0])[1] if siste else self._foer

    def fromutc(self, dt: datetime) -> datetime:
        """What the clock shows at an instant in UTC: the time that is as far ahead of it as the clock then is."""
        utc = dt.replace(tzinfo=None)
        for fra_utc in dict.fromkeys((self._foer, *(skifte.fra_utc for skifte in self._skifter))):
            if self.utcoffset(utc + fra_utc) == fra_utc:
                return (utc + fra_utc).replace(tzinfo=self)
        return (utc + self._foer).replace(tzinfo=self)  # the missing hour of a zone that contradicts itself

    def dst(self, _: datetime | None) -> None:
        """Not told."""
        return

    def tzname(self, _: datetime | None) -> str:
        """What the calendar calls it."""
        return self._navn


def _sist_foer(skifte: _Skifte, vegg: datetime) -> datetime | None:
    """The last time the clock was changed so by the wall-clock time; None when it never was."""
    if skifte.begynner > vegg:
        return None
    if skifte.regel is None:
        return skifte.begynner
    # A yearly change was made this year or the last: the years before need not be counted through.
    aar = max(skifte.begynner.year, vegg.year - 1)
    start = skifte.begynner.date() if aar == skifte.begynner.year else date(aar, 1, 1)
    til = min(vegg.date(), skifte.slutt)
    naar = [datetime.combine(dag, skifte.begynner.time()) for dag in dager(skifte.regel, start, til)]
    return max((en for en in naar if en <= vegg), default=_foer_slutten(skifte))


def _foer_slutten(skifte: _Skifte) -> datetime | None:
    """The last change of a rule that ended long ago."""
    if skifte.slutt == date.max or skifte.regel is None:
        return skifte.begynner if skifte.slutt == date.max else None
    start = max(skifte.begynner.date(), date(skifte.slutt.year - 1, 1, 1))
    siste = max(dager(skifte.regel, start, skifte.slutt), default=skifte.begynner.date())
    return datetime.combine(siste, skifte.begynner.time())


def _egen(sone: Komponent) -> tzinfo | None:
    """The zone it defines; None when it does not hold together, so that it is unknown."""
    if any(del_.uleselig for del_ in (sone, *sone.barn)):
        return None
    try:
        skifter = [skifte for del_ in sone.barn for skifte in _skifter(del_)]
        foerste = min(sone.barn, key=lambda del_: del_.verdi("DTSTART"))
        foer = _forskyvning(foerste.verdi("TZOFFSETFROM"))
    except (ValueError, OverflowError):
        return None
    if not skifter or len(skifter) > FLEST_SKIFTER or sum(s.regel is not None for s in skifter) > FLEST_REGLER:
        return None
    return Egensone(sone.verdi("TZID"), skifter, foer)


def _skifter(del_: Komponent) -> list[_Skifte]:
    fra_utc, begynner = _forskyvning(del_.verdi("TZOFFSETTO")), _vegg(del_.verdi("DTSTART"))
    regler = del_.alle("RRULE")
    if len(regler) > 1:
        raise ValueError("a zone changes by one rule")
    if not regler:
        ekstra = [_vegg(naar) for linje in del_.alle("RDATE") for naar in linje.verdi.split(",")]
        return [_Skifte(naar, fra_utc, None, date.max) for naar in [begynner, *ekstra]]
    regel = les_regel(regler[0].verdi)
    if regel.hyppighet != "YEARLY" or regel.hver != 1 or len(regel.maaneder) != 1 or regel.antall or del_.alle("RDATE"):
        raise ValueError("a zone changes once a year, in one month")
    slutt = _vegg(regel.slutt.rstrip("Z")).date() if regel.slutt and "T" in regel.slutt else None
    if regel.slutt and slutt is None:
        raise ValueError("the end of a zone's rule is an instant")
    return [_Skifte(begynner, fra_utc, regel, slutt or date.max)]


def _vegg(verdi: str) -> datetime:
    treff = _BEGYNNER.fullmatch(verdi.strip())
    if treff is None:
        raise ValueError(verdi)
    return datetime.strptime(verdi.strip(), "%Y%m%dT%H%M%S")  # noqa: DTZ007 - a wall clock is what it is


def _forskyvning(verdi: str) -> timedelta:
    treff = _FORSKYVNING.fullmatch(verdi.strip())
    if treff is None or int(treff[2]) > 14 or int(treff[3]) > 59:
        raise ValueError(verdi)
    fra_utc = timedelta(hours=int(treff[2]), minutes=int(treff[3]), seconds=int(treff[4] or 0))
    return -fra_utc if treff[1] == "-" else fra_utc
