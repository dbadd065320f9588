"""Times as iCalendar writes them: a day, or a wall clock with its zone, and never one that was guessed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, tzinfo
from typing import NamedTuple

from flyter.drift import OSLO
from flyter.moeteplan.ics.linjer import Linje
from flyter.moeteplan.ics.soner import Soner
from flyter.moeteplan.lest import Uleselig
from modeller.tekst import Tekst

_TID = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?")
AAR = range(1900, 2200)


class Tid(NamedTuple):
    """A day (`klokke` and `sone` None), or a wall-clock time in a zone."""

    dag: date
    klokke: time | None
    sone: tzinfo | None

    def i_oslo(self) -> tuple[date, time | None]:
        """The day, and the clock where it has one, in Oslo."""
        if self.klokke is None:
            return self.dag, None
        der = datetime.combine(self.dag, self.klokke, self.sone).astimezone(OSLO)
        return der.date(), der.time()

    def tidligere_enn(self, annen: Tid) -> bool:
        """Whether it is before the other, which is of the same kind."""
        if self.klokke is None or annen.klokke is None:
            return self.dag < annen.dag
        return datetime.combine(self.dag, self.klokke, self.sone) < datetime.combine(
            annen.dag, annen.klokke, annen.sone
        )

    def noekkel(self) -> str:
        """What tells one occurrence of a series from the others."""
        dag, klokke = self.i_oslo()
        return f"{dag:%Y%m%d}" if klokke is None else f"{dag:%Y%m%d}T{klokke:%H%M}"


def les_tid(linje: Linje, soner: Soner) -> Tid:
    """The one time of a content line. Raises `Uleselig`."""
    return _les(linje.verdi.strip(), linje, soner)


def les_tider(linje: Linje, soner: Soner) -> list[Tid]:
    """The times of a line that may have several; of a period its beginning. Raises `Uleselig`."""
    return [_les(verdi.strip().partition("/")[0], linje, soner) for verdi in linje.verdi.split(",")]


def les_slutt(verdi: str, sone: tzinfo | None) -> tuple[date, time | None]:
    """UNTIL as the day and clock in the zone of the series. Raises `Uleselig`."""
    lest = _del_opp(verdi.strip())
    if lest is None:
        raise _ugyldig(verdi)
    dag, klokke, er_utc = lest
    if sone is None and klokke is not None and er_utc:
        i_oslo = datetime.combine(dag, klokke, UTC).astimezone(OSLO).date()
        if i_oslo != dag:  # midnight here, told as the evening before in UTC: which of the days is the last?
            raise Uleselig(
                Tekst(
                    f"Serien har hele dager og slutter ved et klokkeslett ({verdi}). Det er uklart hvilken dag det er.",
                    f"Serien har heile dagar og sluttar ved eit klokkeslett ({verdi}). Det er uklart kva dag det er.",
                )
            )
    if klokke is None or not er_utc or sone is None:
        return dag, klokke if sone is not None else None
    der = datetime.combine(dag, klokke, UTC).astimezone(sone)
    return der.date(), der.time()


def _les(verdi: str, linje: Linje, soner: Soner) -> Tid:
    lest = _del_opp(verdi)
    slag = linje.parametre.get("VALUE", "").upper()
    if lest is None or (slag == "DATE" and lest[1] is not None) or (slag == "DATE-TIME" and lest[1] is None):
        raise _ugyldig(verdi)
    dag, klokke, er_utc = lest
    if klokke is None:
        return Tid(dag, None, None)
    tzid = linje.parametre.get("TZID")
    if er_utc and tzid and soner.finn(tzid) is not UTC:
        raise Uleselig(
            Tekst(
                f"Tiden {verdi} er oppgitt både i tidssonen «{tzid[:60]}» og i UTC (Z). Det kan bare være én av dem.",
                f"Tida {verdi} er oppgitt både i tidssona «{tzid[:60]}» og i UTC (Z). Det kan berre vere éi av dei.",
            )
        )
    return Tid(dag, klokke, UTC if er_utc else soner.finn(tzid))


def _del_opp(verdi: str) -> tuple[date, time | None, bool] | None:
    treff = _TID.fullmatch(verdi)
    if treff is None or not verdi.isascii():
        return None
    try:
        dag = date(int(treff[1]), int(treff[2]), int(treff[3]))
        klokke = time(int(treff[4]), int(treff[5]), int(treff[6])) if treff[4] else None
    except ValueError:
        return None
    return (dag, klokke, treff[7] == "Z") if dag.year in AAR else None


def _ugyldig(verdi: str) -> Uleselig:
    return Uleselig(Tekst(f"«{verdi[:40]}» er ikke en gyldig tid.", f"«{verdi[:40]}» er ikkje ei gyldig tid."))
