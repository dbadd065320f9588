"""From the bytes of a file to what kind of mail it is and what it says; a pure function that takes anything."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser

from varsler.retur import fravaer
from varsler.retur.hoder import avsender, foerste_tekst, hode, ider_i, skrevet
from varsler.retur.innkommet import Art, Innkommet, Uforstaatt
from varsler.retur.rapport import er_om_innholdet, opprinnelige_ider, statuser

LESES = 256 * 1024
"""So many bytes of a file are looked at: a report stands first in its mail, and what was returned after it."""
DELER_MAKS = 20
"""Parts within parts take the parser ever longer; no mail program makes so many."""
TYPE_MAKS = 8_000
PROGRAMMER = frozenset({"", "mailer-daemon", "postmaster"})
"""Who write of what went wrong; nobody is away there."""
_DEL = re.compile(rb"(?im)^content-type:[ \t\r\n]*(?:multipart|message)/")
_TYPE = re.compile(rb"(?im)^content-type:[^\n]*(?:\n[ \t][^\n]*)*")


def les(innhold: bytes) -> Innkommet:
    """What the mail is; what cannot be read is `UFORSTAATT` with the reason. Only `LESES` bytes are read.

    Of mail with parts within parts beyond measure the headers alone are read, which tell who has written about what.
    """
    start = innhold[:LESES]
    if len(_DEL.findall(start)) > DELER_MAKS or any(len(t[0]) > TYPE_MAKS for t in _TYPE.finditer(start)):
        return _les_hodet(start)
    try:
        return _les(message_from_bytes(start))
    except RecursionError:
        return _les_hodet(start)


def _les_hodet(start: bytes) -> Innkommet:
    melding = BytesHeaderParser().parsebytes(start)
    er_rapport = hode(melding, "Content-Type").lower().startswith("multipart/report")
    del melding["Content-Type"]  # which the parser may take for ever to read
    lest = _les(melding)
    return replace(lest, art=Art.UFORSTAATT, grunn=Uforstaatt.FOR_DYP) if er_rapport else lest


def _les(melding: Message) -> Innkommet:
    fra, emne, dag = avsender(melding), hode(melding, "Subject"), skrevet(melding)
    ider = (*ider_i(hode(melding, "In-Reply-To")), *ider_i(hode(melding, "References")))

    def uforstaatt(grunn: Uforstaatt) -> Innkommet:
        return Innkommet(
            art=Art.UFORSTAATT, avsender=fra, emne=emne, skrevet=dag, ider=tuple(dict.fromkeys(ider)), grunn=grunn
        )

    if not melding.keys() or not (fra or emne or ider or melding.get("Return-Path") or melding.get("Received")):
        return uforstaatt(Uforstaatt.IKKE_EPOST)
    if melding.get_content_type() == "multipart/report":
        return _rapport(melding, fra, ider) or uforstaatt(_annen_rapport(melding))
    svar = fravaer.er_automatisk_svar(melding)
    if fra.partition("@")[0].lower() in PROGRAMMER or (hode(melding, "Return-Path") == "<>" and not svar):
        return uforstaatt(Uforstaatt.UTEN_AVSENDER)
    tekst = foerste_tekst(melding)
    if not svar:
        if fravaer.er_annen_automatikk(melding):
            return uforstaatt(Uforstaatt.AUTOMATIKK)
        return Innkommet(art=Art.SVAR, avsender=fra, emne=emne, skrevet=dag, ider=tuple(dict.fromkeys(ider)))
    borte = fravaer.sier_borte(emne, tekst)
    kvittering = not borte and fravaer.ser_ut_som_kvittering(emne, tekst)
    til, tilbake = (None, None) if kvittering else fravaer.sagte_dager(tekst, dag)
    return Innkommet(
        art=Art.AUTOSVAR if kvittering else Art.FRAVAER,
        avsender=fra,
        emne=emne,
        skrevet=dag,
        ider=tuple(dict.fromkeys(ider)),
        sier_borte=borte,
        borte_til=til,
        tilbake=tilbake,
    )


def _rapport(melding: Message, fra: str, ider: tuple[str, ...]) -> Innkommet | None:
    funnet = statuser(melding)
    if not funnet:
        return None
    return Innkommet(
        art=Art.RAPPORT,
        avsender=fra,
        emne=hode(melding, "Subject"),
        skrevet=skrevet(melding),
        # Exchange and Gmail answer the message itself as well.
        ider=tuple(dict.fromkeys((*opprinnelige_ider(melding), *ider))),
        statuser=funnet,
        om_innholdet=er_om_innholdet(melding),
    )


def _annen_rapport(melding: Message) -> Uforstaatt:
    slag = str(melding.get_param("report-type", "")).lower()
    return {"disposition-notification": Uforstaatt.LESEKVITTERING, "feedback-report": Uforstaatt.KLAGE}.get(
        slag, Uforstaatt.RAPPORT_UTEN_STATUS
    )
