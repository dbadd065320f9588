"""Mail taken out for an archive: a folder with every message as it was sent, and an index that a spreadsheet opens."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import typer

from fristvakt.filskriving import skriv_fil
from fristvakt.postjournal import ISO, Navn, grunnene, lenken, posten, svaret, tilbake
from modeller.lager.postjournal import Journalpost
from varsler.adresse import en_linje
from varsler.levering import MaildirLevering

INDEKS = "indeks.csv"
KOLONNER = (
    "fil",
    "sendt",
    "til",
    "part",
    "emne",
    "saker",
    "svar_fra_server",
    "message_id",
    "proeve_til",
    "grunner",
    "alle_svar",
    "lenkebruk",
    "retur",
    "ider",
)
SKILLE = " | "
FORMELTEGN = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Eksport:
    """What was written: so many messages as files, so many in the index alone, and the index."""

    meldinger: int
    uten_kopi: int
    indeks: Path


def eksporter_post(journal: Sequence[Journalpost], maildir: MaildirLevering, mappe: Path, navn: Navn) -> Eksport:
    """Write the messages to a new folder, in the order they went.

    The index comes last: where it is, all is. What was begun and could not be finished is removed. Raises
    `typer.BadParameter` when the folder holds anything, and `OSError`.
    """
    if mappe.exists() and (not mappe.is_dir() or any(mappe.iterdir())):
        raise typer.BadParameter(f"«{mappe}» finnes og er ikke en tom mappe. Velg en ny mappe.")
    med_kopi = 0
    with _helt_eller_ikke(mappe) as skriv:
        indeks = StringIO(newline="")
        skriver = csv.writer(indeks, delimiter=";")
        skriver.writerow(KOLONNER)
        for nr, en in enumerate(journal, start=1):
            melding = en.melding
            innhold = maildir.innhold(melding.fil) if melding.fil else None
            fil = f"{nr:05}-{melding.dag:%Y-%m-%d}-{melding.part}.eml" if innhold else ""
            if innhold:
                skriv(fil, innhold)
                med_kopi += 1
            skriver.writerow([trygg(en_linje(verdi)) for verdi in _rad(en, fil, navn)])
        skriv(INDEKS, indeks.getvalue().encode("utf-8-sig"))
    return Eksport(meldinger=med_kopi, uten_kopi=len(journal) - med_kopi, indeks=mappe / INDEKS)


@contextmanager
def _helt_eller_ikke(mappe: Path) -> Iterator[Callable[[str, bytes], None]]:
    """What writes files into the folder. All are removed again, and the folder if it is new, when the block fails."""
    fantes = mappe.exists()
    mappe.mkdir(parents=True, exist_ok=True)
    skrevet: list[Path] = []

    def skriv(navn: str, innhold: bytes) -> None:
        skriv_fil(mappe / navn, innhold)
        skrevet.append(mappe / navn)

    try:
        yield skriv
    except BaseException:  # somebody who no longer waits for it, too
        with suppress(OSError):
            for fil in skrevet:
                fil.unlink(missing_ok=True)
            if not fantes:
                mappe.rmdir()
        raise


def _rad(en: Journalpost, fil: str, navn: Navn) -> tuple[str, ...]:
    melding = en.melding
    saker = dict.fromkeys(filter(None, (posten(post, navn) for post in melding.poster)))
    return (
        fil,
        ISO.tid(melding.sendt_tid),
        melding.mottaker,
        navn.register.navn(melding.part).nb,
        melding.emne,
        SKILLE.join(saker),
        melding.svar or "",
        melding.message_id,
        melding.proeve_til,
        SKILLE.join(grunnene(en, navn, datoer=ISO)),
        SKILLE.join(svaret(forsoek, ISO) for forsoek in en.forsoek),
        SKILLE.join(lenken(bruk, navn, datoer=ISO) for bruk in en.lenker),
        SKILLE.join(tilbake(post, ISO) for post in en.retur),
        SKILLE.join(f"{post.avtale}/{post.steg} ({post.slag})" for post in melding.poster),
    )


def trygg(verdi: str) -> str:
    """The value as a spreadsheet shows it, and does not reckon with."""
    return f"'{verdi}" if verdi.startswith(FORMELTEGN) else verdi
