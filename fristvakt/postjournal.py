"""The record of one message for people and programs: why it went, every answer, its links' use, what came back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from fristvakt.klokke import OSLO
from modeller.lager.hovedboker import SendtPost
from modeller.lager.lenkebruk import Lenkebruk
from modeller.lager.leveringsforsoek import Leveringsforsoek
from modeller.lager.postjournal import Journalpost
from modeller.lager.returpost import Returpost
from varsler.grunnord import KLASSEORD, UKJENT_GRUNN, grunn_i_ord
from varsler.retur.returord import i_ord
from varsler.svarvalg import formaal_i_ord


def grunnen(post: SendtPost) -> str:
    """Why one item was sent."""
    return grunn_i_ord(post.grunn).nb if post.grunn else UKJENT_GRUNN.nb


def svaret(forsoek: Leveringsforsoek) -> str:
    """One answer: when, what it came to, and its words."""
    return f"{_naar(forsoek.tid)} {KLASSEORD[forsoek.klasse].nb}{f': {forsoek.ord}' if forsoek.ord else ''}"


def lenken(bruk: Lenkebruk) -> str:
    """The use of one link."""
    om = f" ({bruk.avtale}/{bruk.steg})" if bruk.steg else ""
    ganger = "én gang" if bruk.aapninger == 1 else f"{bruk.aapninger} ganger"
    aapnet = f"åpnet {ganger}, første gang {_naar(bruk.aapnet)}" if bruk.aapninger else "ikke åpnet først"
    brukt = f"brukt {_naar(bruk.brukt)}" if bruk.brukt else "ikke brukt"
    return f"{formaal_i_ord(bruk.formaal).nb}{om}: {aapnet}, {brukt}"


def tilbake(post: Returpost) -> str:
    """What came back: what it means, and its subject."""
    return f"{i_ord(post).nb}{f' «{post.emne}»' if post.emne else ''}"


def i_linjer(en: Journalpost) -> Iterator[str]:
    """For people, after the message itself."""
    yield ""
    yield "Hvorfor meldingen gikk:"
    for post in en.melding.poster:
        yield f"  {post.avtale}/{post.steg}: {grunnen(post)}"
    if en.forsoek:
        yield "Svar fra e-postserveren:"
        yield from (f"  {svaret(forsoek)}" for forsoek in en.forsoek)
    if en.lenker:
        yield "Lenkene i meldingen:"
        yield from (f"  {lenken(bruk)}" for bruk in en.lenker)
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
