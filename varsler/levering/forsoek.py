"""A delivery's outcome as the record keeps it: its kind, its code, and its words without others' addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from modeller.lager.leveringsforsoek import Klasse, Leveringsforsoek
from modeller.lager.utboks import kort_id
from varsler.adresse import en_linje
from varsler.levering.svar import Avvist, Leveringssvar, Nektet, Sendt

TEKST_MAKS = 500
_ADRESSE = re.compile(r"[^\s<>()\[\]:;,\"']+@[^\s<>()\[\]:;,\"']+")
_KODE = re.compile(r"^([2-5]\d\d)(?=$|[ -])")
UTELATT = "…@…"


def som_forsoek(
    svar: Leveringssvar, *, message_id: str, mottaker: str, noekler: Iterable[str], naa: datetime
) -> Leveringsforsoek:
    """The outcome of offering a message with the rows of these keys to `mottaker` at `naa` (aware UTC)."""
    tekst = svar.svar or ""
    funnet = _KODE.match(tekst)
    return Leveringsforsoek(
        message_id=message_id,
        mottaker=mottaker,
        tid=naa,
        klasse=_klasse(svar),
        kode=funnet[1] if funnet else "",
        tekst=uten_andres_adresser(tekst[3:] if funnet else tekst, mottaker),
        saker=tuple(map(kort_id, noekler)),
    )


def uten_andres_adresser(tekst: str, mottaker: str) -> str:
    """The words on one line, cut when they are long, with no address but the recipient's."""
    return _ADRESSE.sub(lambda a: a[0] if a[0].lower() == mottaker.lower() else UTELATT, en_linje(tekst)[:TEKST_MAKS])


def _klasse(svar: Leveringssvar) -> Klasse:
    match svar:
        case Sendt():
            return Klasse.SENDT
        case Avvist():
            return Klasse.AVVIST
        case Nektet():
            return Klasse.NEKTET
        case _:
            return Klasse.SENERE
