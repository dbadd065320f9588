"""Every program reads in our calendars what we wrote there: the same events, at the same time, in the same words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.kalenderprogrammer.kalendere import VANSKELIG, Poster, eksempelfeeder, vanskelige, ventet
from tests.kalenderprogrammer.programmer import PROGRAMMER, les
from varsler.kalender.ics import Person, feed, melding
from varsler.kalender.oppfoering import Tilstand

pytestmark = pytest.mark.treg

EPOST = ".epost"
AVSENDER = Person("fristvakt@fristvakt.example")
Lest = Callable[[str], Mapping[str, Sequence[Any]]]


@pytest.fixture(scope="module")
def kalendere() -> Mapping[str, Poster]:
    return {**dict(eksempelfeeder()), VANSKELIG: vanskelige()}


@pytest.fixture(scope="module")
def lest(kalendere: Mapping[str, Poster], tmp_path_factory: pytest.TempPathFactory) -> Lest:
    """What a program reads in each calendar, as a feed and as a part of an e-mail; each program is run once."""
    mappe = tmp_path_factory.mktemp("kalendere")
    for navn, poster in kalendere.items():
        (mappe / f"{navn}.ics").write_bytes(feed(f"Fristvakt – {navn}, «æøå»; \\", poster))
        (mappe / f"{navn}{EPOST}.ics").write_bytes(melding("PUBLISH", AVSENDER, poster))
    svar: dict[str, Mapping[str, Sequence[Any]]] = {}

    def av(program: str) -> Mapping[str, Sequence[Any]]:
        if program not in svar:
            funnet = les(program, sorted(mappe.iterdir()))
            svar[program] = {Path(fil).stem: hva for fil, hva in funnet.items()}
        return svar[program]

    return av


def i_rekkefoelge(hendelser: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return sorted(hendelser, key=lambda hendelse: str(hendelse["uid"]))


@pytest.mark.parametrize("program", PROGRAMMER)
def test_hver_feed_og_hver_epostdel_leses_som_den_er_skrevet(
    program: str, lest: Lest, kalendere: Mapping[str, Poster]
) -> None:
    assert len(kalendere) > 30
    assert sum(len(poster) for poster in kalendere.values()) > 1000
    for navn, poster in kalendere.items():
        skrevet = i_rekkefoelge([ventet(post) for post in poster])
        assert i_rekkefoelge(lest(program)[navn]) == skrevet, navn
        assert i_rekkefoelge(lest(program)[navn + EPOST]) == skrevet, navn


@pytest.mark.parametrize("program", PROGRAMMER)
def test_klokka_ett_i_oslo_er_elleve_om_sommeren_og_tolv_om_vinteren(program: str, lest: Lest) -> None:
    start = {hendelse["uid"]: hendelse["start"] for hendelse in lest(program)[VANSKELIG]}
    assert start["klokka-2026-03-28@fristvakt"] == "2026-03-28T12:00:00Z"
    assert start["klokka-2026-03-29@fristvakt"] == "2026-03-29T11:00:00Z"
    assert start["klokka-2026-10-19@fristvakt"] == "2026-10-19T11:00:00Z"
    assert start["klokka-2026-10-26@fristvakt"] == "2026-10-26T12:00:00Z"


def test_libical_finner_ingen_brudd_paa_standarden(lest: Lest, kalendere: Mapping[str, Poster]) -> None:
    assert lest("libical") == {navn + del_: [] for navn in kalendere for del_ in ("", EPOST)}


@pytest.mark.parametrize("felt", [b"DTSTAMP", b"UID", b"DTSTART", b"SUMMARY", b"ORGANIZER"])
def test_libical_ville_ha_funnet_et_felt_som_mangler(felt: bytes, tmp_path: Path) -> None:
    helt = melding("PUBLISH", AVSENDER, vanskelige()[:1])
    (tmp_path / "brudd.ics").write_bytes(helt.replace(b"\r\n" + felt, b"\r\nX-UTEN"))
    [brudd] = les("libical", [tmp_path / "brudd.ics"])["brudd.ics"]
    assert felt.decode() in brudd


@pytest.mark.parametrize("metode", ["REQUEST", "CANCEL"])
def test_libical_godtar_innkallinger_og_avlysninger(metode: str, tmp_path: Path) -> None:
    tilstand = Tilstand.AVLYST if metode == "CANCEL" else Tilstand.FAST
    poster = [replace(post, tilstand=tilstand) for post in vanskelige()]
    innkaller = Person("koordinator@kdd.example", 'Koordinator, "kontakt"; KDD', AVSENDER.epost)
    for nr, post in enumerate(poster):
        kalender = melding(metode, innkaller, [post], Person("saksbehandler@vaaler.example", "Saksbehandler i Våler"))
        (tmp_path / f"{nr}.ics").write_bytes(kalender)
    filer = sorted(tmp_path.iterdir())
    assert les("libical", filer) == {fil.name: [] for fil in filer}
    lest = les("ical.js", filer)
    assert [hendelse["uid"] for fil in filer for hendelse in lest[fil.name]] == [poster[int(f.stem)].uid for f in filer]
