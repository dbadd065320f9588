"""The board's source over the store: plans derived from facts when read, and remembered until a fact comes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.message import EmailMessage

from flyter.grunnlag import Grunnlag
from flyter.moeteplan.vert import vert
from flyter.oppdatering import avled_plan, oslodag
from modeller.fakta import Faktum, avtalestroem
from modeller.kildestand import Kildetilstand, er_foreldet
from modeller.lager import faktalager, hovedboker, utboks
from modeller.lager.lager import Lager
from modeller.lager.moeteplankilder import les_kilder
from modeller.lager.postjournal import Journalpost, les_journal, les_navn, med_ord
from modeller.lager.returpost import Returpost, Returslag, les_returpost
from modeller.lager.tabeller import Utbokstilstand
from modeller.livsloep import Livsloep
from modeller.plan import Plan
from modeller.register import Register
from modeller.registerfold import brett_register
from modeller.varselrad import Utboksrad
from tavle.kilde import Meldingsjournal, SendtMelding, StansetPost, Tavleinfo, Tilbakepost
from tavle.planord import Planhenting
from varsler.grunnord import KLASSEORD, grunnen_i_ord, grunnlag_i_ord, slag_i_ord
from varsler.levering import MaildirLevering
from varsler.logg.postnavn import om_en_avtale, om_et_steg
from varsler.posttekst import Posttekster
from varsler.proevemodus import er_paa, kan_sendes_paa_nytt
from varsler.retur.returord import i_ord


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bilde:
    """Everything as of one day, at one number of stored facts."""

    dag: date
    antall: int
    register: Register
    planer: Mapping[str, Plan]


class Lagerkilde:
    """A `Tavlekilde` over the store.

    `naa` is the installation's clock (aware). `maildir` is where copies of mail are kept.
    """

    def __init__(
        self,
        lager: Lager,
        grunnlag: Grunnlag,
        *,
        naa: Callable[[], datetime],
        info: Tavleinfo,
        maildir: MaildirLevering | None = None,
    ) -> None:
        self._lager = lager
        self._grunnlag = grunnlag
        self._naa = naa
        self._info = info
        self._maildir = maildir
        self._sist: _Bilde | None = None
        self._laas = asyncio.Lock()

    @property
    def info(self) -> Tavleinfo:
        """What every page says about the installation."""
        return self._info

    def naa(self) -> datetime:
        """The clock, aware."""
        return self._naa()

    def livsloep(self, navn: str) -> Livsloep | None:
        """The lifecycle with this name."""
        return self._grunnlag.livsloep.get(navn)

    async def planer(self, dag: date) -> Sequence[Plan]:
        """Every agreement's plan as of `dag`; one not entered by then has none."""
        return tuple((await self._bilde(dag)).planer.values())

    async def plan(self, avtale: str, dag: date) -> Plan | None:
        """One agreement's plan; None when no agreement has the id on that day."""
        return (await self._bilde(dag)).planer.get(avtale)

    async def register(self, dag: date) -> Register:
        """Parties, contacts and bodies as of `dag`."""
        return (await self._bilde(dag)).register

    async def fakta(self, avtale: str) -> Sequence[Faktum]:
        """The agreement's facts in the order they were registered."""
        async with self._lager.lesing() as tx:
            return await faktalager.les_stroem(tx, avtalestroem(avtale))

    async def registerfakta(self) -> Sequence[Faktum]:
        """The facts of the whole register, by stream and number."""
        async with self._lager.lesing() as tx:
            return await faktalager.les_register(tx)

    async def proevemodus(self) -> bool:
        """Whether the coordinators get the mail that is to others."""
        async with self._lager.lesing() as tx:
            return await er_paa(tx, oslodag(self.naa()))

    async def planhentinger(self) -> Mapping[str, Planhenting]:
        """How it goes with the meeting plans that are fetched, by body."""
        async with self._lager.lesing() as tx:
            kilder = await les_kilder(tx)
        return {organ: _som_henting(kilde, self.naa()) for organ, kilde in kilder.items()}

    async def sendt(self, hoeyst: int, *, avtale: str = "", part: str = "") -> Sequence[SendtMelding]:
        """The newest so many sent messages, narrowed by what is given, newest first, without their texts."""
        async with self._lager.lesing() as tx:
            eldste_foerst = await hovedboker.les_sendt(tx, avtale=avtale or None, part=part or None, hoeyst=hoeyst)
        return [_som_melding(sendt) for sendt in reversed(eldste_foerst)]

    async def soek_i_post(self, soek: str, *, avtale: str = "", part: str = "") -> Sequence[SendtMelding]:
        """All sent messages that `fristvakt post --soek` finds, narrowed by what is given, newest first, without their
        texts.
        """
        async with self._lager.lesing() as tx:
            sendt = await hovedboker.les_sendt(tx, avtale=avtale or None, part=part or None)
            journal, navn = await les_journal(tx, sendt), await les_navn(tx)
        funnet = await asyncio.to_thread(med_ord, journal, soek, navn, Posttekster(self._maildir).av)
        return [_som_melding(en.melding) for en in reversed(funnet)]

    async def uten_kopi(self) -> hovedboker.UtenKopi | None:
        """How many of the sent messages no copy is kept of, and when the last went; None when there is one of each."""
        async with self._lager.lesing() as tx:
            return await hovedboker.uten_kopi(tx)

    async def stanset(self) -> Sequence[StansetPost]:
        """The mail that has not gone, gathered by address, reason and next attempt."""
        async with self._lager.lesing() as tx:
            koe = await utboks.les_stanset(tx)
        samlet: dict[tuple[str, str, str, datetime | None], list[utboks.Koerad]] = {}
        for k in koe:
            proeves = None if k.tilstand is Utbokstilstand.DOED else k.neste_forsoek
            noekkel = (k.rad.mottaker, k.rad.part, k.merknad or "", proeves)
            samlet.setdefault(noekkel, []).append(k)
        stanset = (
            StansetPost(
                til=til,
                part=part,
                grunn=grunn,
                proeves=proeves,
                saker=tuple((*_saken(k.rad), slag_i_ord(k.rad.slag)) for k in sammen),
                ider=tuple(k.id for k in sammen),
                kan_sendes=all(map(kan_sendes_paa_nytt, sammen)),
            )
            for (til, part, grunn, proeves), sammen in samlet.items()
        )
        return sorted(stanset, key=lambda s: (s.proeves is not None, s.proeves or self.naa(), s.til))

    async def tilbake(self, hoeyst: int) -> Sequence[Tilbakepost]:
        """The newest so many pieces of mail that came back, newest first."""
        async with self._lager.lesing() as tx:
            return [_som_tilbakepost(post) for post in await les_returpost(tx, hoeyst=hoeyst)]

    async def melding(self, melding_id: str) -> SendtMelding | None:
        """One sent message with its text, when it lies in the Maildir."""
        async with self._lager.lesing() as tx:
            funnet = await hovedboker.les_sendt(tx, message_id=f"<{melding_id}>")
            [journal] = await les_journal(tx, funnet[:1]) if funnet else [None]
        if journal is None:
            return None
        sendt = journal.melding
        epost = None
        if sendt.fil is not None and self._maildir is not None:
            epost = await asyncio.to_thread(self._maildir.les, sendt.fil)
        return replace(_som_melding(sendt, epost), journal=_som_journal(journal))

    async def _bilde(self, dag: date) -> _Bilde:
        # One derivation at a time: those who ask meanwhile get its answer.
        async with self._laas:
            async with self._lager.lesing() as tx:
                antall = await faktalager.antall(tx)
                if self._sist and (self._sist.dag, self._sist.antall) == (dag, antall):
                    return self._sist
                register = brett_register(await faktalager.les_register(tx), dag)
                fakta = {
                    avtale: await faktalager.les_stroem(tx, avtalestroem(avtale))
                    for avtale in await faktalager.avtaler(tx)
                }
            planer = await asyncio.to_thread(self._avled, fakta, register, dag)
            self._sist = _Bilde(dag=dag, antall=antall, register=register, planer=planer)
            return self._sist

    def _avled(self, fakta: Mapping[str, Sequence[Faktum]], register: Register, dag: date) -> dict[str, Plan]:
        avledet = ((avtale, avled_plan(egne, register, dag, self._grunnlag)) for avtale, egne in fakta.items())
        return {avtale: plan for avtale, plan in avledet if plan is not None}


def _som_henting(kilde: Kildetilstand, naa: datetime) -> Planhenting:
    return Planhenting(
        vert=vert(kilde.adresse),
        forsoekt=oslodag(kilde.forsoekt),
        hentet=oslodag(kilde.hentet) if kilde.hentet else None,
        foreldet=er_foreldet(kilde, naa),
        feil=kilde.feil,
        uforstaatt=kilde.uforstaatt,
    )


def _som_melding(sendt: hovedboker.SendtMelding, epost: EmailMessage | None = None) -> SendtMelding:
    return SendtMelding(
        id=sendt.message_id.strip("<>"),
        tid=sendt.sendt_tid,
        til=sendt.mottaker,
        emne=sendt.emne,
        part=sendt.part,
        tekst=_innhold(epost, "plain"),
        html=_innhold(epost, "html"),
        proeve_til=sendt.proeve_til or None,
    )


def _som_tilbakepost(post: Returpost) -> Tilbakepost:
    return Tilbakepost(
        dag=post.dag,
        slag=post.slag.value,
        hva=i_ord(post),
        svar="" if post.slag is Returslag.UFORSTAATT else post.svar,
        fra=post.avsender,
        til=post.mottaker or "",
        emne=post.emne,
        kontakt=post.kontakt,
        part=post.part,
        melding=post.melding.strip("<>") if post.melding else None,
    )


def _som_journal(en: Journalpost) -> Meldingsjournal:
    return Meldingsjournal(
        # Each once: a digest hangs on several steps.
        grunner=tuple(
            dict.fromkeys((*_saken(p), grunnen_i_ord(p), grunnlag_i_ord(p.grunn)) for p in en.melding.poster)
        ),
        svar=tuple((f.tid, KLASSEORD[f.klasse], f.ord) for f in en.forsoek),
        lenker=tuple((b.avtale, b.steg, b.formaal, b.aapninger, b.aapnet, b.brukt) for b in en.lenker),
        retur=tuple(map(_som_tilbakepost, en.retur)),
    )


def _saken(rad: Utboksrad | hovedboker.SendtPost) -> tuple[str, str]:
    """The agreement and the step that an item is about; "" for what is about none."""
    return (rad.avtale if om_en_avtale(rad.slag) else "", rad.steg if om_et_steg(rad.slag) else "")


def _innhold(epost: EmailMessage | None, slag: str) -> str | None:
    del_ = epost.get_body((slag,)) if epost else None
    innhold = del_.get_content() if del_ else None
    return innhold if isinstance(innhold, str) else None
