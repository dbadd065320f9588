"""Killed with -9 at any moment: the next start goes on with nothing lost and nothing sent twice."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import Counter
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.fristvakt.kommandoproeve import ALLE, fristvakt
from tests.fristvakt.tjenesteproeve import Tjeneste, start, vent_til

pytestmark = pytest.mark.treg

LASTET, POSTDAG = "2024-09-02", "2024-11-07"
RUNDER = 3


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Three agreements loaded in September, and mail due to many of the parties by the morning of 7 November."""
    mappe = tmp_path / "data"
    assert fristvakt("les", *ALLE, "--mappe", mappe, "--naa", LASTET).kode == 0
    return mappe


def spoer(data: Path, sql: str) -> list[tuple[str, ...]]:
    kobling = sqlite3.connect(data / "fristvakt.db", timeout=30)
    try:
        return list(kobling.execute(sql))
    finally:
        kobling.close()


def brev(data: Path) -> Counter[str]:
    """The Message-IDs in the Maildir with how many files have each."""
    filer = [fil for undermappe in ("new", "cur") for fil in (data / "post" / undermappe).glob("*")]
    return Counter(str(message_from_bytes(fil.read_bytes())["Message-ID"]) for fil in filer)


def bokfoert(data: Path) -> list[str]:
    return [message_id for (message_id,) in spoer(data, "SELECT message_id FROM sendt ORDER BY sendt_tid")]


def uferdig(data: Path) -> int:
    """Rows that are due and neither sent nor withdrawn."""
    [(antall,)] = spoer(
        data,
        f"SELECT count(*) FROM utboks WHERE tilstand IN ('venter', 'krevd') AND forfaller <= '{POSTDAG}'",  # noqa: S608 - ours
    )
    return int(antall)


def ferdig(data: Path) -> bool:
    """The send job of this start has come to its end."""
    # Not by time: a clock that was set begins at the same hour again.
    kjoeringer = spoer(data, "SELECT tilstand FROM kjoering WHERE jobb = 'send' ORDER BY rowid")
    return bool(kjoeringer) and kjoeringer[-1] == ("fullfoert",) and uferdig(data) == 0


def drep_etter_noen_brev(tjeneste: Tjeneste, data: Path, foer: int, brev_til: int) -> None:
    """Kill it when so many more letters lie there, or when it has sent all."""
    vent_til(lambda: antall_brev(data) >= foer + brev_til or ferdig(data), 30)
    tjeneste.drep()


def antall_brev(data: Path) -> int:
    return len(list((data / "post" / "new").glob("*")))


def la_sende_ferdig(data: Path) -> None:
    """Start it and let it work until nothing is due, then stop it."""
    tjeneste = start(data, "--naa", POSTDAG)
    try:
        assert vent_til(lambda: ferdig(data), 60), "the outbox is not empty"
        assert tjeneste.hent("/").status_code == 200
    finally:
        kode = tjeneste.stopp()
    assert kode == 0


def test_drept_mens_den_sender_gaar_den_videre_uten_aa_miste_eller_doble_noe(data: Path, tmp_path: Path) -> None:
    uroert = shutil.copytree(data, tmp_path / "uroert")
    tilfeldig = random.Random(20241107)  # noqa: S311 - not for secrets
    fakta_foer = spoer(data, "SELECT id FROM faktum ORDER BY id")
    sett: set[str] = set()
    for _ in range(RUNDER):
        tjeneste = start(data, "--naa", POSTDAG)
        drep_etter_noen_brev(tjeneste, data, antall_brev(data), tilfeldig.randint(1, 2))
        naa = brev(data)
        assert sett <= set(naa), "a letter that lay there is gone"
        assert set(bokfoert(data)) <= set(naa), "the ledger has a message that never went"
        sett |= set(naa)
    la_sende_ferdig(data)
    til_slutt = brev(data)
    assert len(til_slutt) > RUNDER
    assert set(til_slutt.values()) == {1}, "a message was sent twice"
    assert sorted(til_slutt) == sorted(bokfoert(data)), "the ledger and the Maildir agree"
    assert fakta_foer == spoer(data, "SELECT id FROM faktum ORDER BY id")
    # One message per recipient and day, whatever was killed in between.
    assert spoer(data, "SELECT mottaker, dag FROM sendt GROUP BY mottaker, dag HAVING count(*) > 1") == []
    # No item in two messages.
    assert spoer(data, "SELECT noekkel FROM sendt_post GROUP BY noekkel HAVING count(*) > 1") == []
    assert spoer(data, "SELECT tilstand FROM kjoering WHERE tilstand = 'kjoerer'") == []
    # All that is sent when nobody kills it, and nothing else.
    la_sende_ferdig(uroert)
    poster = "SELECT noekkel, mottaker FROM sendt_post ORDER BY noekkel"
    assert spoer(data, poster) == spoer(uroert, poster)
