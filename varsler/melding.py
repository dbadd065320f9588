"""A message: all that one recipient is owed on one day, with its subject, text, HTML and calendar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from modeller.publisering import Publisert
from modeller.register import Kontakt
from modeller.tekst import Maalform
from varsler.emne import emne_for
from varsler.fordeling import gjelder_moete
from varsler.fortelling import fortell
from varsler.kalender.epostdel import Kalenderdel, Kalenderskriver
from varsler.kalender.ics import Person
from varsler.kalender.lenker import tavlelenker
from varsler.maalform import maalform_for
from varsler.maler import mal
from varsler.meldingsfelt import meldingsfelt
from varsler.mottakere import dekning
from varsler.oppsett import Meldingsoppsett
from varsler.regler import OVERSIKTER, TIL_KOORDINATOR, UTEN_DATO
from varsler.sak import Varselsak
from varsler.sakord import Sakord
from varsler.samlesak import Samlesak, saml
from varsler.svarvalg import Brev, avmeldingsadresse
from varsler.traad import message_id, traad_id
from varsler.utvalg import i_rekkefoelge

OSLO = ZoneInfo("Europe/Oslo")


@dataclass(frozen=True, kw_only=True)  # no slots: what is composed on asking is kept on the object
class Melding:
    """One message to one recipient, written as read at `tid` (aware UTC); `skriv` makes it. What it says is composed
    when somebody asks for it.

    `alle_saker` are all the items it settles, `publisert` is what feeds have said about the steps' UIDs. On trial the
    message goes to the coordinator `proeve_til`, as its recipient would have got it but for a word on top.
    """

    alle_saker: tuple[Varselsak, ...]
    tid: datetime
    oppsett: Meldingsoppsett
    publisert: Mapping[str, Publisert]
    proeve_til: Kontakt | None = None

    @property
    def mottaker(self) -> str:
        """The address it is for."""
        return self.alle_saker[0].rad.mottaker

    @property
    def kontakt(self) -> str | None:
        """The contact it is for, None at a party's postmottak."""
        return self._foerst.rad.kontakt

    @property
    def part(self) -> str:
        """The party it is for."""
        return self._foerst.rad.part

    @cached_property
    def navn(self) -> str:
        """The recipient's name."""
        kontakt = self._kontakten
        return kontakt.navn if kontakt else self._foerst.register.navn(self.part).paa(self.maalform)

    @cached_property
    def maalform(self) -> Maalform:
        """What it is written in."""
        return maalform_for(self.part, self._kontakten, self._foerst.register)

    @cached_property
    def message_id(self) -> str:
        """Its name: the same for the same items to the same recipient."""
        return message_id(self._hvem, (s.rad.noekkel for s in self.alle_saker), self.oppsett.domene)

    @property
    def traad(self) -> str:
        """The root of the thread it belongs to."""
        return traad_id(self._hvem, self._foerst.rad.avtale, self.oppsett.domene)

    @cached_property
    def emne(self) -> str:
        """The subject."""
        return emne_for(self.saker, self.samlesaker, self.maalform, proeve=self.proeve_til is not None)

    @property
    def saker(self) -> tuple[Varselsak, ...]:
        """The items as told, the most pressing first; those about the same step are told as one."""
        return self._fortalt[0]

    @property
    def ord_(self) -> tuple[Sakord, ...]:
        """The told items in words."""
        return self._fortalt[1]

    @cached_property
    def samlesaker(self) -> tuple[Samlesak, ...]:
        """The told items, with those as one that are one notice about several agreements."""
        return tuple(saml(self.saker, self.ord_, self.maalform))

    @property
    def til(self) -> Person:
        """Where the message goes."""
        if self.proeve_til is None:
            return Person(self.mottaker, self.navn)
        return Person(self.proeve_til.epost, self.proeve_til.navn)

    @cached_property
    def tekst(self) -> str:
        """The plain text part."""
        return mal(f"ramme/tekst.{self.maalform}.txt").render(self._felt)

    @cached_property
    def html(self) -> str:
        """The HTML part."""
        return mal(f"ramme/html.{self.maalform}.html").render(self._felt)

    @cached_property
    def kalender(self) -> Kalenderdel | None:
        """The calendar part: the meeting, when the message is an invitation to one or calls it off, else the dates of
        the recipient's own steps. None when no such date is still ahead.
        """
        skriver = Kalenderskriver(
            register=self.saker[0].register,
            lenke=tavlelenker(self.oppsett.nettadresse),
            med_lenker=self.oppsett.tavla_naas,
            avsender=self.oppsett.avsender,
            bokfoert=self.publisert,
            maalform=self.maalform,
            naa=self.tid,
        )
        if not self.gjelder_moete:
            egne = (s for s in self.saker if s.slag not in TIL_KOORDINATOR | UTEN_DATO)
            return skriver.til_orientering([(s.plan, s.steg) for s in egne])
        [sak] = self.saker
        return skriver.innkalling(
            sak.plan, sak.steg, innkaller=_innkaller(sak), deltaker=Person(self.mottaker, self.navn)
        )

    @property
    def gjelder_moete(self) -> bool:
        """Whether the message is about one meeting that others have called: a calendar asks its reader about it."""
        return gjelder_moete(self.saker)

    @property
    def bare_oversikter(self) -> bool:
        """Whether there is nothing but digests in the message, which its reader may ask to be spared."""
        return all(sak.slag in OVERSIKTER for sak in self.saker)

    @property
    def avmelding(self) -> str | None:
        """Where one POST spares the reader more of these (RFC 8058); None for a message that obliges anybody."""
        if self.proeve_til is not None or not self.bare_oversikter:
            return None
        return avmeldingsadresse(self.saker[0], self.brev, self.oppsett.svar)

    @property
    def svar_til(self) -> tuple[str, ...]:
        """Whom an answer goes to: the coordinators, the recipient left out."""
        return tuple(a for a in _koordinatorer(self.saker) if a != self.mottaker)

    @cached_property
    def _utvalg(self) -> list[Varselsak]:
        return i_rekkefoelge(self.alle_saker)

    @property
    def _foerst(self) -> Varselsak:
        return self._utvalg[0]

    @property
    def _kontakten(self) -> Kontakt | None:
        return self._foerst.register.kontakter.get(self.kontakt or "")

    @property
    def _hvem(self) -> str:
        # What is shown on trial is another message than the one that its recipient is sent afterwards.
        return self.mottaker if self.proeve_til is None else f"{self.mottaker} {self.proeve_til.epost}"

    @cached_property
    def _fortalt(self) -> tuple[tuple[Varselsak, ...], tuple[Sakord, ...]]:
        return fortell(self.alle_saker, self._utvalg, self.maalform, self.brev, self.oppsett)

    @property
    def brev(self) -> Brev:
        """What links are written from."""
        return Brev(self.message_id, self.tid, self.tid.astimezone(OSLO).date(), proeve=self.proeve_til is not None)

    @cached_property
    def _felt(self) -> Mapping[str, object]:
        return meldingsfelt(self)


def skriv(
    saker: Iterable[Varselsak],
    *,
    naa: datetime,
    oppsett: Meldingsoppsett,
    publisert: Mapping[str, Publisert] | None = None,
    proeve_til: Kontakt | None = None,
) -> Melding:
    """One message of all that is owed one recipient, written as read at `naa` (aware UTC).

    `publisert` is what feeds have said about the steps' UIDs. With `proeve_til` it goes to that coordinator instead,
    who is told whom it was for. All items must be to the same address.
    Raises ValueError when there is nothing to say or the items are to several recipients.
    """
    alle = tuple(saker)
    if len({s.rad.mottaker for s in alle}) != 1:
        raise ValueError("a message needs items, all of them to the same address")
    return Melding(alle_saker=alle, tid=naa, oppsett=oppsett, publisert=publisert or {}, proeve_til=proeve_til)


def _innkaller(sak: Varselsak) -> Person | None:
    """Whoever calls the meeting, as the party can be reached: somebody other than the reader."""
    for part in sak.steg.parter:
        for mottaker in dekning(part, sak.plan.avtale, sak.register, sak.plan.dag, ()).mottakere:
            if mottaker.epost != sak.rad.mottaker:
                kontakt = sak.register.kontakter.get(mottaker.kontakt or "")
                return Person(mottaker.epost, kontakt.navn if kontakt else sak.register.navn(part).nb)
    return None


def _koordinatorer(saker: Sequence[Varselsak]) -> tuple[str, ...]:
    kontakter = (s.register.kontakt_naa(s.plan.koordinator, s.plan.dag) for s in saker)
    return tuple(dict.fromkeys(k.epost for k in kontakter if k is not None))
