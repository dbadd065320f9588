"""The record of one message for people and programs: why it went, every answer, its links' use, what came back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from flyter.grunnlag import Grunnlag
from flyter.oppdatering import avled_plan
from fristvakt.klokke import OSLO
from modeller.fakta import avtalestroem
from modeller.lager.faktalager import les_register, les_stroem
from modeller.lager.hovedboker import SendtPost
from modeller.lager.lager import Tx
from modeller.lager.lenkebruk import Lenkebruk
from modeller.lager.leveringsforsoek import Leveringsforsoek
from modeller.lager.minne import MINNE, UkjentLivsloep
from modeller.lager.postjournal import Journalpost
from modeller.lager.returpost import Returpost
from modeller.register import Register
from modeller.tekst import Datoform, dato_kort
from varsler.grunnord import KLASSEORD, grunnen_i_ord, grunnlag_i_ord
from varsler.logg.postnavn import Postnavn, om_en_avtale, om_et_steg, postnavn
from varsler.retur.returord import i_ord
from varsler.svarord import formaal_i_ord


class Datoer(NamedTuple):
    """How days and instants are written."""

    dag: Datoform
    tid: Callable[[datetime], str]


FOR_LESERE = Datoer(dato_kort, lambda tid: f"{tid.astimezone(OSLO):%d.%m.%Y %H:%M}")
ISO = Datoer(date.isoformat, lambda tid: tid.astimezone(OSLO).isoformat(timespec="seconds"))
"""As archives and programs have them (ISO 8601): `2024-11-18`, `2024-11-18T11:00:00+01:00`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Navn:
    """What parties are called, and by agreement what it and its steps are."""

    register: Register
    avtaler: Mapping[str, Postnavn]


async def les_navnene(tx: Tx, journal: Iterable[Journalpost], grunnlag: Grunnlag, dag: date) -> Navn:
    """The names, on a day, of all agreements that the messages and their links are about."""
    avtaler = {post.avtale for en in journal for post in en.melding.poster}
    avtaler |= {bruk.avtale for en in journal for bruk in en.lenker if bruk.avtale}
    register = MINNE.register(await les_register(tx), dag)
    navn: dict[str, Postnavn] = {}
    for avtale in avtaler:
        fakta = await les_stroem(tx, avtalestroem(avtale))
        plan = None
        with suppress(UkjentLivsloep):  # what was sent can be read also when the lifecycle's file is gone
            plan = avled_plan(fakta, register, dag, grunnlag)
        navn[avtale] = postnavn(plan=plan, fakta=fakta, register=register, livsloep=grunnlag.livsloep.get)
    return Navn(register=register, avtaler=navn)


def saken(navn: Navn, avtale: str, steg: str, *, uten: str = "") -> str:
    """A step and its agreement by name; with the id too where it is no longer there. Without a step, the agreement."""
    avtalen = navn.avtaler[avtale]
    borte = ""
    if not avtalen.finnes:
        borte = f"{', avtalen er ikke med lenger' if avtalen.kjent else ''}: {avtale}{f'/{steg}' if steg else ''}"
    elif steg and not avtalen.har(steg):
        borte = f", {'ikke med lenger: ' if avtalen.kjenner(steg) else ''}{steg}"
    if not steg:
        return f"{avtalen.navn.nb}{borte}"
    return f"{avtalen.steg(steg, uten=uten).nb} ({avtalen.navn.nb}{borte})"


def posten(post: SendtPost, navn: Navn, *, uten: str = "") -> str:
    """What one item was about; empty for what is about no agreement."""
    if not om_en_avtale(post.slag):
        return ""
    return saken(navn, post.avtale, post.steg if om_et_steg(post.slag) else "", uten=uten)


def grunnen(post: SendtPost, navn: Navn, *, uten: str = "", datoer: Datoer = FOR_LESERE) -> str:
    """Why one item was sent, after what it was about."""
    om = posten(post, navn, uten=uten)
    grunn = f"{grunnen_i_ord(post, datoer.dag).nb} {grunnlag_i_ord(post.grunn)}".rstrip()
    return f"{om}: {grunn}" if om else grunn


def grunnene(en: Journalpost, navn: Navn, *, uten: str = "", datoer: Datoer = FOR_LESERE) -> Iterable[str]:
    """Why the message was sent, each reason once: a digest hangs on several steps."""
    return dict.fromkeys(grunnen(post, navn, uten=uten, datoer=datoer) for post in en.melding.poster)


def svaret(forsoek: Leveringsforsoek, datoer: Datoer = FOR_LESERE) -> str:
    """One answer: when, what it came to, and its words."""
    return f"{datoer.tid(forsoek.tid)} {KLASSEORD[forsoek.klasse].nb}{f': {forsoek.ord}' if forsoek.ord else ''}"


def lenken(bruk: Lenkebruk, navn: Navn, *, uten: str = "", datoer: Datoer = FOR_LESERE) -> str:
    """The use of one link."""
    om = f" – {saken(navn, bruk.avtale, bruk.steg, uten=uten)}" if bruk.steg else ""
    ganger = "én gang" if bruk.aapninger == 1 else f"{bruk.aapninger} ganger"
    aapnet = f"åpnet {ganger}, første gang {datoer.tid(bruk.aapnet)}" if bruk.aapninger else "ikke åpnet først"
    brukt = f"brukt {datoer.tid(bruk.brukt)}" if bruk.brukt else "ikke brukt"
    return f"{formaal_i_ord(bruk.formaal).nb}{om}: {aapnet}, {brukt}"


def tilbake(post: Returpost, datoer: Datoer = FOR_LESERE) -> str:
    """What came back: when it was read, what it means, and its subject."""
    return f"{datoer.tid(post.tid)} {i_ord(post, datoer.dag).nb}{f' «{post.emne}»' if post.emne else ''}"


def i_linjer(en: Journalpost, navn: Navn) -> Iterator[str]:
    """For people, after the message itself."""
    yield ""
    yield "Hvorfor meldingen gikk:"
    uten = en.melding.part
    yield from (f"  {linje}" for linje in grunnene(en, navn, uten=uten))
    if en.forsoek:
        yield "Svar fra e-postserveren:"
        yield from (f"  {svaret(forsoek)}" for forsoek in en.forsoek)
    if en.lenker:
        yield "Lenkene i meldingen:"
        yield from (f"  {lenken(bruk, navn, uten=uten)}" for bruk in en.lenker)
    if en.retur:
        yield "Kommet tilbake:"
        yield from (f"  {tilbake(post)}" for post in en.retur)


def som_json(en: Journalpost) -> dict[str, Any]:
    """For programs, beside the message itself."""
    return {
        "svarene": [
            {"tid": _iso(f.tid), "klasse": f.klasse.value, "kode": f.kode, "tekst": f.tekst} for f in en.forsoek
        ],
        "lenker": [
            {
                "avtale": b.avtale or None,
                "steg": b.steg or None,
                "formaal": b.formaal,
                "aapnet": _iso(b.aapnet),
                "aapninger": b.aapninger,
                "brukt": _iso(b.brukt) if b.brukt else None,
            }
            for b in en.lenker
        ],
        "retur": [
            {"tid": _iso(r.tid), "slag": r.slag.value, "fra": r.avsender, "emne": r.emne, "kode": r.kode}
            for r in en.retur
        ],
    }


def _iso(tid: datetime) -> str:
    return tid.astimezone(OSLO).isoformat()
