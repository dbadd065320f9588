"""The record of one message for people and programs: why it went, every answer, its links' use, what came back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from flyter.grunnlag import Grunnlag
from flyter.oppdatering import avled_plan
from fristvakt.klokke import OSLO
from modeller.fakta import avtalestroem
from modeller.lager.faktalager import les_register, les_stroem
from modeller.lager.hovedboker import SendtPost
from modeller.lager.lager import Tx
from modeller.lager.lenkebruk import Lenkebruk
from modeller.lager.leveringsforsoek import Leveringsforsoek
from modeller.lager.minne import MINNE
from modeller.lager.postjournal import Journalpost
from modeller.lager.returpost import Returpost
from varsler.grunnord import KLASSEORD, grunnen_i_ord
from varsler.logg.postnavn import Postnavn, om_en_avtale, om_et_steg, postnavn
from varsler.retur.returord import i_ord
from varsler.svarvalg import formaal_i_ord

Navn = Mapping[str, Postnavn]
"""What agreements and their steps are called, by agreement."""


async def les_navnene(tx: Tx, journal: Iterable[Journalpost], grunnlag: Grunnlag, dag: date) -> Navn:
    """The names, on a day, of all agreements that the messages and their links are about."""
    avtaler = {post.avtale for en in journal for post in en.melding.poster}
    avtaler |= {bruk.avtale for en in journal for bruk in en.lenker if bruk.avtale}
    register = MINNE.register(await les_register(tx), dag)
    navn = {}
    for avtale in avtaler:
        fakta = await les_stroem(tx, avtalestroem(avtale))
        plan = avled_plan(fakta, register, dag, grunnlag)
        navn[avtale] = postnavn(plan=plan, fakta=fakta, register=register, livsloep=grunnlag.livsloep.get)
    return navn


def saken(navn: Navn, avtale: str, steg: str, *, uten: str = "") -> str:
    """A step and its agreement by name; with the id too where it is no longer there. Without a step, the agreement."""
    avtalen = navn[avtale]
    borte = ""
    if not avtalen.finnes:
        borte = f", avtalen er ikke med lenger: {avtale}{f'/{steg}' if steg else ''}"
    elif steg and not avtalen.har(steg):
        borte = f", ikke med lenger: {steg}"
    if not steg:
        return f"{avtalen.navn.nb}{borte}"
    return f"{avtalen.steg(steg, uten=uten).nb} ({avtalen.navn.nb}{borte})"


def grunnen(post: SendtPost, navn: Navn, *, uten: str = "") -> str:
    """Why one item was sent, after what it was about."""
    grunn = grunnen_i_ord(post).nb
    if not om_en_avtale(post.slag):
        return grunn
    return f"{saken(navn, post.avtale, post.steg if om_et_steg(post.slag) else '', uten=uten)}: {grunn}"


def svaret(forsoek: Leveringsforsoek) -> str:
    """One answer: when, what it came to, and its words."""
    return f"{_naar(forsoek.tid)} {KLASSEORD[forsoek.klasse].nb}{f': {forsoek.ord}' if forsoek.ord else ''}"


def lenken(bruk: Lenkebruk, navn: Navn, *, uten: str = "") -> str:
    """The use of one link."""
    om = f" om {saken(navn, bruk.avtale, bruk.steg, uten=uten)}" if bruk.steg else ""
    ganger = "én gang" if bruk.aapninger == 1 else f"{bruk.aapninger} ganger"
    aapnet = f"åpnet {ganger}, første gang {_naar(bruk.aapnet)}" if bruk.aapninger else "ikke åpnet først"
    brukt = f"brukt {_naar(bruk.brukt)}" if bruk.brukt else "ikke brukt"
    return f"{formaal_i_ord(bruk.formaal).nb}{om}: {aapnet}, {brukt}"


def tilbake(post: Returpost) -> str:
    """What came back: what it means, and its subject."""
    return f"{i_ord(post).nb}{f' «{post.emne}»' if post.emne else ''}"


def i_linjer(en: Journalpost, navn: Navn) -> Iterator[str]:
    """For people, after the message itself."""
    yield ""
    yield "Hvorfor meldingen gikk:"
    uten = en.melding.part
    yield from (f"  {grunnen(post, navn, uten=uten)}" for post in en.melding.poster)
    if en.forsoek:
        yield "Svar fra e-postserveren:"
        yield from (f"  {svaret(forsoek)}" for forsoek in en.forsoek)
    if en.lenker:
        yield "Lenkene i meldingen:"
        yield from (f"  {lenken(bruk, navn, uten=uten)}" for bruk in en.lenker)
    if en.retur:
        yield "Kommet tilbake:"
        yield from (f"  {_naar(post.tid)} {tilbake(post)}" for post in en.retur)


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


def _naar(tid: datetime) -> str:
    return f"{tid.astimezone(OSLO):%d.%m.%Y %H:%M}"


def _iso(tid: datetime) -> str:
    return tid.astimezone(OSLO).isoformat()
