"""Automatic answers: whether mail is one, whether it says that its reader is away, and until when if it says so."""

from __future__ import annotations

import re
from datetime import date
from email.message import Message

from modeller.tekst import MAANEDER
from varsler.retur.hoder import hode

SVARHODER = ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-AutoReply-From", "X-Mail-Autoreply")
EMNER = re.compile(
    r"^(?:fraværsmelding|fråværsmelding|fravær|fråvær|ikke til stede|ikkje til stades|borte fr[aå] kontoret|autosvar|"
    r"automatisk svar|auto(?:matic)?[ -]?(?:reply|response)|auto|out of (?:the )?office)\s*(?:[:–-]|$)",
    re.IGNORECASE,
)
"""What programs begin a subject with; the same words further on are a person's."""
BORTE = re.compile(
    r"fravær|fråvær|ikke til stede|ikkje til stades|ute av kontoret|(?:borte|vekke) fr[aå]|på ferie|har ferie|"
    r"feriefravær|permisjon|avspaser|sykmeldt|sjukmeld|tilbake (?:på|den|igjen|i |fra|frå|\d)|sluttet|slutta|"
    r"out of (?:the )?office|on (?:leave|vacation|holiday)|away from|back (?:in|on)",
    re.IGNORECASE,
)
KVITTERING = re.compile(
    r"(?:har|vi) (?:mottatt|motteke)|er (?:mottatt|motteken|registrert)|takk for (?:din |deres |di )?"
    r"(?:henvendelse|e-?post|førespurnad)|saksnummer|we have received",
    re.IGNORECASE,
)
_ENGELSK = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december")  # fmt: skip
_MAANED = {navn: nr for navnene in (MAANEDER, _ENGELSK) for nr, navn in enumerate(navnene, start=1)}
_MND = "|".join(sorted(_MAANED, key=len, reverse=True))
_UKEDAG = r"(?:(?:man|tirs|ons|tors|fre|lør|laur|søn|sun)dag,?\s+)?"
_DATO = (
    rf"(?:den\s+|the\s+)?{_UKEDAG}(?:den\s+)?"
    rf"(?:(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})|(?P<d>\d{{1,2}})(?:\.|st|nd|rd|th)?\s*"
    rf"(?:(?P<m>\d{{1,2}})(?:\.\s?(?P<aa>\d{{4}})(?!\d)|\.?(?![\d.:]))|(?P<mnd>{_MND})(?:\s+(?P<aar>\d{{4}})(?!\d))?))"
)
_TIL = re.compile(
    rf"\b(?:til og med|til\s*&\s*med|t\.?o\.?m\.?|fram til|frem til|inntil|til|until|through)\s+{_DATO}", re.IGNORECASE
)
_TILBAKE = re.compile(
    rf"\b(?:tilbake|attende|back|return(?:ing)?)\s+(?:igjen\s+|att\s+)?(?:på (?:kontoret|jobb)\s+|in the office\s+)?"
    rf"(?:on\s+)?{_DATO}",
    re.IGNORECASE,
)
_SITAT = re.compile(
    r"(?im)^(?:>|-{4,}|_{4,}|\*?(?:fra|frå|from|sendt|sent)\*?:|(?:den|på|on)\b.{0,120}\b(?:skrev|wrote)\b).*"
)


def er_automatisk_svar(melding: Message) -> bool:
    """Whether a program has answered for somebody (RFC 3834, and the headers from before it)."""
    if hode(melding, "Auto-Submitted").lower().startswith("auto-replied"):
        return True
    if any(melding.get(navn) is not None for navn in SVARHODER):
        return True
    if hode(melding, "Precedence").lower().replace("-", "_") == "auto_reply":
        return True
    # Exchange marks its answers with what keeps others from answering them, and calls them so in the subject; ours
    # have the same mark, and people answer them.
    return bool(EMNER.match(hode(melding, "Subject")))


def er_annen_automatikk(melding: Message) -> bool:
    """Whether a program has written it, but not for somebody who was written to."""
    sendt = hode(melding, "Auto-Submitted").lower()
    masse = hode(melding, "Precedence").lower() in {"bulk", "list", "junk"} or melding.get("List-Id") is not None
    return (bool(sendt) and sendt != "no") or masse


def sier_borte(emne: str, tekst: str) -> bool:
    """Whether the answer says that its reader is away, in so many words."""
    return bool(BORTE.search(emne) or BORTE.search(uten_sitat(tekst)))


def ser_ut_som_kvittering(emne: str, tekst: str) -> bool:
    """Whether the answer only says that what was sent has come."""
    return bool(KVITTERING.search(f"{emne}\n{uten_sitat(tekst)}"))


def uten_sitat(tekst: str) -> str:
    """What the answer says itself, before what it quotes: our own words have dates too."""
    sitat = _SITAT.search(tekst)
    return tekst[: sitat.start()] if sitat else tekst


def sagte_dager(tekst: str, skrevet: date | None) -> tuple[str | None, str | None]:
    """The day the absence lasts to and the day it is over, as far as the text says them as plain dates.

    As ISO dates, `--08-12` where no year is given. Nothing where it names several such days, or one long past: which
    of them is meant would be a guess.
    """
    egen = " ".join(uten_sitat(tekst).split())
    return _en_dag(_TIL, egen, skrevet), _en_dag(_TILBAKE, egen, skrevet)


def _en_dag(moenster: re.Pattern[str], tekst: str, skrevet: date | None) -> str | None:
    funnet = {_dato(f) for f in moenster.finditer(tekst)}
    if len(funnet) != 1:
        return None
    [dag] = funnet
    if dag and skrevet and not dag.startswith("--") and date.fromisoformat(dag) < skrevet:
        return None
    return dag


def _dato(funnet: re.Match[str]) -> str | None:
    """The date as stated; None when there is no such day."""
    if iso := funnet["iso"]:
        aar, maaned, dag = (int(del_) for del_ in iso.split("-"))
    else:
        aar = int(funnet["aa"] or funnet["aar"] or 0)
        maaned = int(funnet["m"]) if funnet["m"] else _MAANED[funnet["mnd"].lower()]
        dag = int(funnet["d"])
    try:
        hel = date(aar or 2000, maaned, dag)  # a leap year: the 29th of February is some year's
    except ValueError:
        return None
    return hel.isoformat() if aar else f"--{hel:%m-%d}"
