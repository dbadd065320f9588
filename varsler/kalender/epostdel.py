"""The `.ics` part of an e-mail: for information, so that a reader may keep a date without subscribing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from modeller.plan import Plan, Plansteg
from modeller.register import Register
from modeller.tekst import Maalform
from varsler.kalender.abonnent import som_poster
from varsler.kalender.ics import OSLO, melding
from varsler.kalender.lenker import Lenker
from varsler.kalender.oppfoering import Kalenderpost, Oppfoering, Tilstand
from varsler.kalender.sammensetting import oppfoeringer
from varsler.kalender.versjon import Versjoner, som_publiseres, versjoner

METODE = "PUBLISH"
INNHOLDSTYPE = f"text/calendar; charset=utf-8; method={METODE}"
"""The MIME part's content type: its `method` must be the calendar's METHOD."""


def ics_for_steg(poster: Iterable[Kalenderpost], organizer: str) -> bytes:
    """The calendar with these entries; `organizer` is the sender's bare e-mail address.

    The UIDs are those of the feeds, so an entry kept from a message and one from a feed are the same. Raises
    ValueError without entries, as a calendar must hold at least one.
    """
    liste = tuple(poster)
    if not liste:
        raise ValueError("a calendar part needs at least one entry")
    return melding(METODE, organizer, liste)


def lag_kalenderdel(
    register: Register, lenke: Lenker, organizer: str, bokfoert: Versjoner
) -> Callable[[Sequence[tuple[Plan, Plansteg]], Maalform, datetime], str | None]:
    """What message composition calls to have its calendar part made; None when no step has a date still ahead of it.

    `bokfoert` is the ledger of what was published, of at least the agreements concerned. A change that feeds have
    not published yet gets the version it will have when they do (`varsler.kalender.publisering` writes it down).
    """

    def kalenderdel(steg: Sequence[tuple[Plan, Plansteg]], maalform: Maalform, naa: datetime) -> str | None:
        dag = naa.astimezone(OSLO).date()
        poster: dict[str, Kalenderpost] = {}
        for plan, ett in steg:
            egne = [o for o in oppfoeringer(plan, register, lenke, steg={ett.id}) if _ligger_foran(o, dag)]
            nye = versjoner(plan.avtale, som_publiseres(egne, bokfoert.keys()), bokfoert, naa)
            poster |= {post.uid: post for post in som_poster(egne, nye, maalform)}
        return ics_for_steg(poster.values(), organizer).decode() if poster else None

    return kalenderdel


def _ligger_foran(oppfoering: Oppfoering, dag: date) -> bool:
    """Whether there is still a day to note, or to strike out; a month goes on till its end."""
    if oppfoering.tilstand is Tilstand.FERDIG:
        return False
    if oppfoering.bare_maaned:
        return (oppfoering.dag.year, oppfoering.dag.month) >= (dag.year, dag.month)
    return oppfoering.dag >= dag
