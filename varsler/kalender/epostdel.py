"""The `.ics` part of an e-mail: dates for information, and meetings as invitations that are updated and cancelled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from modeller.plan import Plan, Plansteg
from modeller.register import Register
from modeller.tekst import Maalform
from varsler.kalender.abonnent import som_poster
from varsler.kalender.ics import OSLO, Person, melding
from varsler.kalender.lenker import Lenker
from varsler.kalender.oppfoering import Kalenderpost, Oppfoering, Tilstand
from varsler.kalender.sammensetting import oppfoeringer
from varsler.kalender.versjon import Versjoner, som_publiseres, versjoner


class Metode(StrEnum):
    """What a calendar asks of its reader (RFC 5546)."""

    TIL_ORIENTERING = "PUBLISH"
    INNKALLING = "REQUEST"
    AVLYSNING = "CANCEL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kalenderdel:
    """A calendar for one e-mail. `hasher` is what it says, by agreement and UID, for the ledger of what is published:
    the next change must have a higher sequence, whether or not anybody has fetched a feed meanwhile.
    """

    metode: Metode
    innhold: str
    hasher: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kalenderskriver:
    """Writes the calendar parts of one message. `bokfoert` is the ledger of what was published, of at least the
    agreements concerned; the UIDs are those of the feeds, so an entry kept from either is the same. It is the same to
    the ledger too when it is written without its link (`med_lenker`), which leads where its reader cannot go.
    """

    register: Register
    lenke: Lenker
    avsender: str
    bokfoert: Versjoner
    maalform: Maalform
    naa: datetime
    med_lenker: bool = True

    def til_orientering(self, steg: Sequence[tuple[Plan, Plansteg]]) -> Kalenderdel | None:
        """The steps' dates, so that a reader may keep them without subscribing; None when none is still ahead."""
        dag = self.naa.astimezone(OSLO).date()
        poster: dict[str, Kalenderpost] = {}
        hasher: dict[str, dict[str, str]] = {}
        for plan, ett in steg:
            egne = [o for o in self._oppfoeringer(plan, ett) if _ligger_foran(o, dag)]
            summer = som_publiseres(egne, self.bokfoert.keys())
            poster |= {post.uid: post for post in self._poster(plan, egne, summer)}
            hasher.setdefault(plan.avtale, {}).update(summer)
        if not poster:
            return None
        innhold = melding(Metode.TIL_ORIENTERING, Person(self.avsender), poster.values()).decode()
        return Kalenderdel(metode=Metode.TIL_ORIENTERING, innhold=innhold, hasher=hasher)

    def innkalling(
        self, plan: Plan, steg: Plansteg, *, innkaller: Person | None, deltaker: Person
    ) -> Kalenderdel | None:
        """A meeting as an invitation, or as the cancelling of one; None when it has no day to write.

        `innkaller` is who calls it, None when nobody there can be reached: then we do, for them.
        """
        moetet = [o for o in self._oppfoeringer(plan, steg) if o.milepael is None]
        summer = som_publiseres(moetet, [o.uid for o in moetet])
        poster = self._poster(plan, moetet, summer)
        if not poster:
            return None
        avlyst = all(post.tilstand is Tilstand.AVLYST for post in poster)
        metode = Metode.AVLYSNING if avlyst else Metode.INNKALLING
        organisator = innkaller._replace(sendt_av=self.avsender) if innkaller else Person(self.avsender)
        innhold = melding(metode, organisator, poster, deltaker).decode()
        return Kalenderdel(metode=metode, innhold=innhold, hasher={plan.avtale: summer})

    def _oppfoeringer(self, plan: Plan, steg: Plansteg) -> tuple[Oppfoering, ...]:
        return oppfoeringer(plan, self.register, self.lenke, steg={steg.id})

    def _poster(self, plan: Plan, egne: Sequence[Oppfoering], summer: Mapping[str, str]) -> tuple[Kalenderpost, ...]:
        if not self.med_lenker:
            uten = oppfoeringer(plan, self.register, lambda *_: "", steg={o.steg for o in egne})
            egne = [o for o in uten if o.uid in {en.uid for en in egne}]
        return som_poster(egne, versjoner(plan.avtale, summer, self.bokfoert, self.naa), self.maalform)


def _ligger_foran(oppfoering: Oppfoering, dag: date) -> bool:
    """Whether there is still a day to note, or to strike out; a month goes on till its end."""
    if oppfoering.tilstand is Tilstand.FERDIG:
        return False
    if oppfoering.bare_maaned:
        return (oppfoering.dag.year, oppfoering.dag.month) >= (dag.year, dag.month)
    return oppfoering.dag >= dag
