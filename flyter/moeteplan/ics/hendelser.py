"""One VEVENT as it was read: when it begins, what it repeats or replaces. Anything unclear about time is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from flyter.moeteplan.ics.gjentakelser import Regel, les_regel
from flyter.moeteplan.ics.linjer import Komponent, Linje
from flyter.moeteplan.ics.soner import Soner
from flyter.moeteplan.ics.tider import Tid, les_tid, les_tider
from flyter.moeteplan.lest import Uleselig
from flyter.moeteplan.tegn import er_avlyst
from modeller.tekst import Tekst

LENGSTE_ID = 200
_AVLYST = {"CANCELLED", "CANCELED"}  # the second is how some programs spell it
_EN_GANG = ("UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RECURRENCE-ID", "STATUS", "SEQUENCE", "SUMMARY")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hendelse:
    """A VEVENT. `erstatter` is the occurrence of its series it stands for, None for the series or a single event."""

    nr: int
    uid: str | None
    begynner: Tid
    tittel: str
    kategori: str
    avlyst: bool
    sekvens: int
    regel: Regel | None = None
    ekstra: Sequence[Tid] = ()
    unntatt: Sequence[Tid] = ()
    erstatter: Tid | None = None


def uid_i(komponent: Komponent) -> str | None:
    """What the source calls the event: its UID, by its sum where that is longer than a name; None without one."""
    uid = komponent.verdi("UID")
    return (uid if len(uid) <= LENGSTE_ID else sha256(uid.encode()).hexdigest()) or None


def les_hendelse(komponent: Komponent, soner: Soner, *, avlyst: bool) -> Hendelse:
    """The event; `avlyst` says that its calendar calls everything off. Raises `Uleselig`."""
    if linje := komponent.uleselig:
        raise Uleselig(
            Tekst(
                f"Linje {linje.nr}, «{linje.verdi[:60]}», kan ikke leses, så det er uklart når møtet er.",
                f"Linje {linje.nr}, «{linje.verdi[:60]}», kan ikkje lesast, så det er uklart når møtet er.",
            )
        )
    for navn in _EN_GANG:
        if len(komponent.alle(navn)) > 1:
            raise Uleselig(Tekst(f"{navn} står to ganger.", f"{navn} står to gonger."))
    start = _linje(komponent, "DTSTART")
    if start is None:
        raise Uleselig(Tekst("Oppføringen sier ikke når den begynner.", "Oppføringa seier ikkje når ho byrjar."))
    if komponent.alle("EXRULE"):
        raise Uleselig(
            Tekst(
                "Oppføringen har en unntaksregel (EXRULE), som ikke støttes. Før opp hvert møte for seg.",
                "Oppføringa har ein unntaksregel (EXRULE), som ikkje er støtta. Før opp kvart møte for seg.",
            )
        )
    begynner = les_tid(start, soner)
    _sjekk_slutten(komponent, begynner, soner)
    gjelder = _linje(komponent, "RECURRENCE-ID")
    if gjelder is not None and "RANGE" in gjelder.parametre:
        raise Uleselig(
            Tekst(
                "Endringen gjelder alle senere møter i serien, og det støttes ikke. Før opp hvert møte for seg.",
                "Endringa gjeld alle seinare møte i serien, og det er ikkje støtta. Før opp kvart møte for seg.",
            )
        )
    regel = _linje(komponent, "RRULE")
    unntatt = [tid for linje in komponent.alle("EXDATE") for tid in les_tider(linje, soner)]
    if any((tid.klokke is None) != (begynner.klokke is None) for tid in unntatt):
        raise Uleselig(
            Tekst(
                "Serien har klokkeslett og unntaket (EXDATE) bare en dag, eller omvendt. Programmer leser det ulikt.",
                "Serien har klokkeslett og unntaket (EXDATE) berre ein dag, eller omvendt. Program les det ulikt.",
            )
        )
    ekstra = [tid for linje in komponent.alle("RDATE") for tid in les_tider(linje, soner)]
    if any((tid.klokke is None) != (begynner.klokke is None) for tid in ekstra):
        raise Uleselig(
            Tekst(
                "Serien har klokkeslett og tillegget (RDATE) bare en dag, eller omvendt. Programmer leser det ulikt.",
                "Serien har klokkeslett og tillegget (RDATE) berre ein dag, eller omvendt. Program les det ulikt.",
            )
        )
    tittel = komponent.verdi("SUMMARY")
    sekvens = komponent.verdi("SEQUENCE")
    return Hendelse(
        nr=komponent.nr,
        uid=uid_i(komponent),
        begynner=begynner,
        tittel=tittel,
        kategori=komponent.verdi("CATEGORIES"),
        avlyst=avlyst or komponent.verdi("STATUS").upper() in _AVLYST or er_avlyst(tittel),
        sekvens=int(sekvens) if sekvens.isascii() and sekvens.isdigit() and len(sekvens) < 10 else 0,
        regel=les_regel(regel.verdi) if regel else None,
        ekstra=ekstra,
        unntatt=unntatt,
        erstatter=les_tid(gjelder, soner) if gjelder else None,
    )


def _sjekk_slutten(komponent: Komponent, begynner: Tid, soner: Soner) -> None:
    """What ends before it begins has one of the two wrong, and nobody can tell which."""
    varer = komponent.verdi("DURATION")
    slutt = _linje(komponent, "DTEND")
    slutter = les_tid(slutt, soner) if slutt else None
    if slutter is not None and (slutter.klokke is None) != (begynner.klokke is None):
        raise Uleselig(
            Tekst(
                "Begynnelsen er en dag og slutten et klokkeslett, eller omvendt.",
                "Byrjinga er ein dag og slutten eit klokkeslett, eller omvendt.",
            )
        )
    if varer.startswith("-") or (slutter is not None and slutter.tidligere_enn(begynner)):
        raise Uleselig(Tekst("Slutten er før begynnelsen.", "Slutten er før byrjinga."))


def _linje(komponent: Komponent, navn: str) -> Linje | None:
    return next(iter(komponent.alle(navn)), None)
