"""Answering: what a link shows, and registering what its form comes to, once, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flyter.grunnlag import Grunnlag
from flyter.innfoering import Avvist
from flyter.oppdatering import hent_register, oslodag
from flyter.registrer import Registrert, registrer_alle
from modeller.fakta import avtalestroem
from modeller.lager import faktalager, hovedboker, lenkebruk, utboks
from modeller.lager.lager import Lager, Tx
from modeller.livsloep import Fullfoeres
from modeller.register import Register
from modeller.tekst import Maalform, Tekst
from modeller.varselrad import Utboksrad
from tavle.svar.felt import Skjemafeil, Utfylt
from tavle.svar.hinder import Hinder
from tavle.svar.leser import Leser
from tavle.svar.linje import Linje, linjer
from tavle.svar.sak import Svarsak, leser_av, slaa_opp
from tavle.svar.skjema import (
    AVKLART,
    AVMELD,
    INNKALLING,
    KONTAKTLISTE,
    MER_TID,
    MILEPAEL,
    MOETET,
    OVERLAT,
    PAA_SAKEN,
    ROLLE,
    SVAR_MER_TID,
    UTFOERT,
    UTSETT,
    VALG,
    VEDTAK,
    Svarskjema,
)
from tavle.svar.skjema.form import UENDRET, Gjort, Sak, ferdig_fra_foer
from varsler.nylenke import nylenkerad
from varsler.svarlenke import Formaal, LestLenke, Svarlenke

FERDIG: Mapping[Fullfoeres, Svarskjema[Svarsak]] = {
    Fullfoeres.UTFOERT: UTFOERT,
    Fullfoeres.VEDTAK: VEDTAK,
    Fullfoeres.INNKALLING: INNKALLING,
    Fullfoeres.ROLLE: ROLLE,
}
SKJEMAER: Mapping[Formaal, Svarskjema[Svarsak]] = {
    Formaal.MILEPAEL: MILEPAEL,
    Formaal.PAA_SAKEN: PAA_SAKEN,
    Formaal.MER_TID: MER_TID,
    Formaal.OVERLAT: OVERLAT,
    Formaal.UTSETT: UTSETT,
    Formaal.SVAR_MER_TID: SVAR_MER_TID,
    Formaal.FLYTT: MER_TID,
    Formaal.MOETE: MOETET,
    Formaal.AVKLART: AVKLART,
}
UTEN_SAK: Mapping[Formaal, Svarskjema[Leser]] = {
    Formaal.VALG: VALG,
    Formaal.AVMELD: AVMELD,
    Formaal.KONTAKTLISTE: KONTAKTLISTE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kvittering:
    """What is registered: now (`ny`, in place of `foer`, with `takk` as a word to go on) or before; `uaktuelt` when it
    need not be done any more, `uendret` says that it stood so where no line does. `stengt`: it cannot be answered anew;
    `kan_endres`: the same link takes another answer.
    """

    sak: Svarsak | Leser
    linjer: tuple[Linje, ...]
    takk: Tekst | None = None
    foer: tuple[Linje, ...] = ()
    ny: bool = False
    stengt: bool = False
    kan_endres: bool = False
    uaktuelt: bool = False
    uendret: Tekst = UENDRET


@dataclass(frozen=True, slots=True, kw_only=True)
class Utfylling:
    """A form to fill in: for the first time, or again with what was typed and what was wrong with it. `staar` is what
    was answered before and another answer takes the place of.
    """

    sak: Svarsak | Leser
    skjema: Svarskjema[Any]
    skrevet: Mapping[str, str]
    feil: Mapping[str, Tekst]
    staar: tuple[Linje, ...] = ()


@dataclass(frozen=True, slots=True)
class Bestilt:
    """A fresh link has been asked for."""

    maalform: Maalform


Utfall = Hinder | Bestilt | Svarsak | Utfylling | Kvittering
"""What a page shows. A `Svarsak` alone is the list of what can be answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Svartjeneste:
    """The answers of one installation. `naa` gives the instant, aware UTC; `noekkel` signs the links, and `domene` is
    that of the Message-IDs.
    """

    lager: Lager
    grunnlag: Grunnlag
    noekkel: bytes
    naa: Callable[[], datetime]
    domene: str

    async def vis(self, lest: LestLenke) -> Utfall:
        """What the link leads to. Nothing is registered by it."""
        async with self.lager.lesing() as tx:
            return self._vis(await self._slaa_opp(tx, lest), lest)

    async def aapnet(self, lest: LestLenke) -> None:
        """Note that the link was opened, by a person or by a program that looks through mail."""
        async with self.lager.skriving() as tx:
            await self._noter(tx, lest, brukt=False)

    async def svar(self, lest: LestLenke, skrevet: Mapping[str, str]) -> Utfall:
        """Register what the form comes to, unless it is registered already."""
        try:
            return await self._registrer(lest, skrevet)
        except (Skjemafeil, Avvist) as nei:
            async with self.lager.lesing() as tx:
                vist = self._vis(await self._slaa_opp(tx, lest), lest)
            if not isinstance(vist, Utfylling):
                return vist
            grunner = nei.feil if isinstance(nei, Skjemafeil) else {vist.skjema.hovedfelt: _samlet(nei.innvendinger)}
            return replace(vist, skrevet=skrevet, feil=grunner)

    async def ny_lenke(self, lest: LestLenke) -> Utfall:
        """Let a fresh link go, with the mail, to the address that this one was for, when it has run out: one a day at
        most. Whether there is anybody to send it to, the answer does not tell.
        """
        async with self.lager.skriving() as tx:
            vist = self._vis(await self._slaa_opp(tx, lest), lest)
            if not (isinstance(vist, Hinder) and vist.kan_fornyes):
                return vist
            if (rad := await self._nylenkerad(tx, lest.lenke)) is not None:
                await utboks.legg_i(tx, [rad], self.naa())
        return Bestilt(vist.maalform)

    async def _nylenkerad(self, tx: Tx, lenke: Svarlenke) -> Utboksrad | None:
        dag = oslodag(self.naa())
        leser = await leser_av(tx, lenke, self.noekkel, dag)
        avtale, steg = lenke.avtale, lenke.steg
        if not avtale:  # about no step: the mail it stood in told of some
            sendt = await hovedboker.les_sendt(tx, message_id=self._message_id(lenke))
            avtale, steg = next(((post.avtale, post.steg) for en in sendt for post in en.poster), ("", ""))
        if leser is None or not avtale:
            return None
        kontakt = leser.kontakt.id if leser.kontakt else None
        return nylenkerad(lenke, avtale=avtale, steg=steg, part=leser.part, kontakt=kontakt, epost=leser.epost, dag=dag)

    def _message_id(self, lenke: Svarlenke) -> str:
        return f"<{lenke.melding}@{self.domene}>"

    async def _registrer(self, lest: LestLenke, skrevet: Mapping[str, str]) -> Utfall:
        naa = self.naa()
        async with self.lager.skriving() as tx:
            if lest.lenke.avtale:
                await faktalager.laas(tx, avtalestroem(lest.lenke.avtale))
            vist = self._vis(await self._slaa_opp(tx, lest), lest)
            if not isinstance(vist, Utfylling):
                return vist
            sak, skjema = vist.sak, vist.skjema
            utfylt = Utfylt(skrevet)
            hendte = skjema.les(sak, utfylt)
            if not hendte:  # it stands so already
                kan_endres = bool(vist.staar and skjema.felter(sak))
                return Kvittering(
                    sak=sak, linjer=vist.staar, uendret=skjema.uendret(sak, utfylt), kan_endres=kan_endres
                )
            leser = sak if isinstance(sak, Leser) else sak.leser
            gjort = await registrer_alle(tx, hendte, av=leser.av, naa=naa, grunnlag=self.grunnlag)
            await self._noter(tx, lest, brukt=True)
            register = (await hent_register(tx, leser.dag)).register
        etter = _etter(sak, gjort, register)
        return Kvittering(
            sak=etter,
            linjer=linjer(etter, gjort.fakta),
            takk=skjema.kvittering(sak, etter) or skjema.takk(etter),
            foer=vist.staar,
            ny=True,
            stengt=skjema.gjort(etter) is not None,
        )

    async def _slaa_opp(self, tx: Tx, lest: LestLenke) -> Svarsak | Leser | Hinder:
        return await slaa_opp(tx, lest, self.noekkel, oslodag(self.naa()), self.grunnlag)

    def _vis(self, funnet: Svarsak | Leser | Hinder, lest: LestLenke) -> Utfall:
        if isinstance(funnet, Leser):
            eget = UTEN_SAK[lest.lenke.formaal]
            alt = eget.gjort(funnet)
            return _utfylling(funnet, eget) if alt is None else _fra_foer(funnet, alt)
        if isinstance(funnet, Hinder):
            return funnet
        if funnet.lenke.formaal is Formaal.SVAR:
            ferdig = ferdig_fra_foer(funnet)
            return funnet if ferdig is None else _fra_foer(funnet, ferdig)
        skjema = skjema_for(funnet)
        if (gjort := skjema.gjort(funnet)) is not None:
            return _fra_foer(funnet, gjort)
        return _utfylling(funnet, skjema)

    async def _noter(self, tx: Tx, lest: LestLenke, *, brukt: bool) -> None:
        lenke = lest.lenke
        await lenkebruk.noter(
            tx,
            message_id=self._message_id(lenke),
            formaal=lenke.formaal.value,
            naa=self.naa(),
            avtale=lenke.avtale,
            steg=lenke.steg,
            brukt=brukt,
        )


def skjema_for(sak: Svarsak) -> Svarskjema[Svarsak]:
    """The form of the one thing the link is for."""
    if sak.lenke.formaal in {Formaal.FERDIG, Formaal.FERDIG_FOR}:
        return FERDIG[sak.steg.fullfoeres]
    return SKJEMAER[sak.lenke.formaal]


def _etter(sak: Svarsak | Leser, gjort: Registrert, register: Register) -> Svarsak | Leser:
    """The same as it stands when all is registered."""
    if isinstance(sak, Leser):
        kontakt = register.kontakter.get(sak.kontakt.id) if sak.kontakt else None  # it may read another language now
        return replace(sak, register=register, kontakt=kontakt or sak.kontakt)
    plan = gjort.planer.get(sak.plan.avtale, sak.plan)
    leser = replace(sak.leser, register=register)
    return replace(sak, plan=plan, steg=plan.finn(sak.steg.id) or sak.steg, leser=leser)


def _fra_foer(sak: Svarsak | Leser, gjort: Gjort) -> Kvittering:
    """That it has been answered already, and by whom."""
    fakta = [gjort.faktum] if gjort.faktum else []
    return Kvittering(sak=sak, linjer=linjer(sak, fakta), uaktuelt=gjort.faktum is None, stengt=True)


def _utfylling(sak: Sak, skjema: Svarskjema[Sak]) -> Utfylling:
    """The form as it stands before anything is typed."""
    staar = skjema.staar(sak)
    return Utfylling(sak=sak, skjema=skjema, skrevet={}, feil={}, staar=linjer(sak, [staar] if staar else []))


def _samlet(innvendinger: Sequence[Tekst]) -> Tekst:
    return Tekst(" ".join(t.nb for t in innvendinger), " ".join(t.nn for t in innvendinger))
