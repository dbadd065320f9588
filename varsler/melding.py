"""From what is owed one recipient on one day to one gathered message: subject, text, HTML and calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from modeller.publisering import Publisert
from modeller.register import Kontakt
from modeller.tekst import Maalform, oppramsing
from varsler.emne import emne_for
from varsler.fordeling import gjelder_moete
from varsler.kalender.epostdel import Kalenderdel, Kalenderskriver
from varsler.kalender.ics import Person
from varsler.kalender.lenker import tavlelenker
from varsler.maalform import maalform_for
from varsler.maler import mal
from varsler.meldingsavsnitt import avsnitt_om, innledning_til
from varsler.mottakere import dekning
from varsler.nymottaker import begynner_naa, nye_mottakere, stedfortredere
from varsler.oppsett import Meldingsoppsett
from varsler.ordlegging import i_sakord
from varsler.oversikt.lenker import Oversiktslenker, fortalt_av
from varsler.overtakelse import overtakelser
from varsler.partsrader import partene_i
from varsler.rader import I_STEDET_FOR
from varsler.regler import OM_MOETET, OM_REGISTERET, OVERSIKTER, TIL_KOORDINATOR, UTEN_DATO, Slag
from varsler.saerord import med_det_neste, med_saerord
from varsler.sak import Varselsak
from varsler.sakord import Sakord
from varsler.samlesak import Samlesak, saml
from varsler.svarlenke import INGEN_SVAR, Formaal
from varsler.svarmulighet import muligheter
from varsler.svarord import SAMLET_POSTMOTTAK
from varsler.svarvalg import Brev, avmeldingsadresse, svarvalg, valglenke
from varsler.traad import message_id, traad_id
from varsler.utvalg import i_rekkefoelge

OSLO = ZoneInfo("Europe/Oslo")
INGENTING_AA_MELDE = (
    TIL_KOORDINATOR | OM_MOETET | {Slag.AVKLARING, Slag.TAKK, Slag.KONTAKTLISTE, Slag.UKESOVERSIKT, Slag.NY_LENKE}
)
"""Kinds whose reader has nothing to say is done."""


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
        return avmeldingsadresse(self.saker[0], self._brev, self.oppsett.svar)

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
        i_dag = self.tid.astimezone(OSLO).date()
        lenker = Oversiktslenker(
            oppsett=self.oppsett, maalform=self.maalform, brev=self._brev, fortalt=fortalt_av(self._utvalg)
        )
        i_ord = [_i_ord(sak, self.alle_saker, self.maalform, i_dag, lenker) for sak in self._utvalg]
        saker, i_ord = _uten_tomme_oversikter(self._utvalg, i_ord)
        ord_ = _for_flere(saker, list(med_det_neste(saker, i_ord, self.maalform)), self.maalform)
        return tuple(saker), tuple(ord_)

    @property
    def _brev(self) -> Brev:
        return Brev(self.message_id, self.tid, self.tid.astimezone(OSLO).date(), proeve=self.proeve_til is not None)

    @cached_property
    def _felt(self) -> Mapping[str, object]:
        dag = self.tid.astimezone(OSLO).date()
        samlet = {nr for en in self.samlesaker if en.egne for nr in en.numre}
        svar = [
            svarvalg(sak, self.maalform, self._brev, self.oppsett.svar, blant_flere=nr in samlet)
            for nr, sak in enumerate(self.saker)
        ]
        valg = valglenke(self.saker[0], self.maalform, self._brev, self.oppsett.svar)
        return {
            "emne": self.emne,
            "saker": [
                avsnitt_om(en, self.maalform, [svar[nr] for nr in en.numre])
                for en in self.samlesaker
                if en.felles.oversikt is None
            ],
            "oversikter": [
                (en.felles, innledning_til(en, self.maalform))
                for en in self.samlesaker
                if en.felles.oversikt is not None
            ],
            "antall": sum(s.felles.oversikt is None and s.felles.slag is not Slag.TAKK for s in self.samlesaker),
            "kan_svare": any(valg != INGEN_SVAR for valg in svar)
            or any(s.oversikt.har_svar for s in self.ord_ if s.oversikt),
            "valg": None if any(en.hoved == valg for en in svar) else valg,
            "dag": f"{dag.day}.{dag.month}.{dag.year}",
            "demo": self.oppsett.demo,
            "proeve": self._om_proeven(),
            "kan_gjoeres": any(
                s.slag not in INGENTING_AA_MELDE and (s.oversikt is None or s.oversikt.antall) for s in self.ord_
            ),
            "foerste_gang": self._foerste_gang(),
            "overtakelser": self._hvorfor_deg(),
            "kalender": self.kalender.metode.name.lower() if self.kalender else "",
            "koordinator": bool(self.svar_til),
        }

    def _om_proeven(self) -> Mapping[str, str] | None:
        """On trial, whom the message was for, in the words of the coordinator who gets it instead."""
        if self.proeve_til is None:
            return None
        register = self.saker[0].register
        maalform = maalform_for(self.proeve_til.part, self.proeve_til, register)
        felt = {
            "navn": self.navn if self.kontakt else "",
            "part": register.navn(self.part).paa(maalform),
            "adresse": self.mottaker,
            "moete": self.gjelder_moete and self.kalender is not None,
        }
        return {"maalform": maalform, "tekst": mal(f"ramme/proeve.{maalform}.txt").render(felt).strip()}

    def _hvorfor_deg(self) -> list[str]:
        """Why it goes to this address, where that is not what it has been."""
        staar_inn = any(I_STEDET_FOR in sak.rad.data for sak in self.saker)
        lenket = (
            staar_inn
            and self.oppsett.svar is not None
            and any(mulighet.formaal is Formaal.OVERLAT for sak in self.saker for mulighet in muligheter(sak))
        )
        lenken = SAMLET_POSTMOTTAK.paa(self.maalform) if lenket else ""
        return [
            *stedfortredere(self.saker, self.maalform, lenken, kan_besvares=bool(self.svar_til)),
            *overtakelser((s.rad for s in self.alle_saker), self.saker[0].register, self.maalform),
            *nye_mottakere(self.saker, self.maalform),
        ]

    def _foerste_gang(self) -> str:
        """The agreements this is the first word about."""
        nye = (f"«{o.avtale}»" for s, o in zip(self.saker, self.ord_, strict=True) if begynner_naa(s.rad))
        return oppramsing(list(dict.fromkeys(nye)))


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


def _uten_tomme_oversikter(saker: Sequence[Varselsak], ord_: Sequence[Sakord]) -> tuple[list[Varselsak], list[Sakord]]:
    """The items without the digests that the others leave nothing to tell; all of them when nothing would be left."""
    med = [nr for nr, en in enumerate(ord_) if en.oversikt is None or not en.oversikt.er_tom] or range(len(ord_))
    return [saker[nr] for nr in med], [ord_[nr] for nr in med]


def _i_ord(
    sak: Varselsak, alle: Iterable[Varselsak], maalform: Maalform, i_dag: date, lenker: Oversiktslenker
) -> Sakord:
    like = [en for en in alle if en.slag is sak.slag]
    return med_saerord(i_sakord(sak, maalform, i_dag, lenker.oppsett), sak, like, maalform, lenker)


def _for_flere(saker: Sequence[Varselsak], ord_: Sequence[Sakord], maalform: Maalform) -> Iterator[Sakord]:
    """The items in words, with the parties each is for when one address gets the mail of several."""
    ingens = TIL_KOORDINATOR | OM_REGISTERET | OVERSIKTER
    egne = {sak.rad.part for sak in saker if sak.slag not in ingens}
    for sak, ord_et in zip(saker, ord_, strict=True):
        navngitt = partene_i(sak.rad.data)
        if sak.slag in ingens or (len(egne) == 1 and not navngitt):
            yield ord_et
            continue
        alle = (*(sak.steg.ball or sak.steg.parter), *sak.steg.deltar)
        deres = navngitt or [part for part in alle if part in egne] or [sak.rad.part]
        yield replace(ord_et, paa_vegne_av=oppramsing([sak.register.navn(part).paa(maalform) for part in deres]))


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
