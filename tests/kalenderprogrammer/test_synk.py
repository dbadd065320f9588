"""vdirsyncer fetches a feed from the running service, again and again, and khal shows what it holds."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import icalendar
import pytest

from tests.fristvakt.kommandoproeve import AVTALE, PULJE_2, fristvakt
from tests.fristvakt.tjenesteproeve import start
from tests.kalenderprogrammer.programmer import fra_pypi

pytestmark = pytest.mark.treg
DAG = "2024-10-16"
RUTE = 'rute=["aamot-formannskap", "aamot-kommunestyre"]'


class Abonnent:
    """A contact with vdirsyncer and khal on a machine of its own."""

    def __init__(self, hjem: Path, adresse: str) -> None:
        self.hjem = hjem
        self.hendelser = hjem / "hendelser"
        self.hendelser.mkdir(parents=True)
        (hjem / "vdirsyncer").write_text(
            f"""
[general]
status_path = "{hjem / "status"}"
[pair fristvakt]
a = "feed"
b = "her"
collections = null
[storage feed]
type = "http"
url = "{adresse}"
[storage her]
type = "filesystem"
path = "{self.hendelser}"
fileext = ".ics"
""",
            encoding="utf-8",
        )
        (hjem / "khal").write_text(
            f"""
[calendars]
[[fristvakt]]
path = {self.hendelser}
readonly = True
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Oslo
[sqlite]
path = {hjem / "khal.db"}
""",
            encoding="utf-8",
        )
        self._kjoer("vdirsyncer", "discover")

    def synk(self) -> Mapping[str, icalendar.Event]:
        """Fetch the feed; what the folder then holds, one event in each file. vdirsyncer gives each a UID of its own,
        made of what it says, so those with the same are those that have not changed.
        """
        self._kjoer("vdirsyncer", "sync")
        funnet = {}
        for fil in self.hendelser.iterdir():
            [hendelse] = icalendar.Calendar.from_ical(fil.read_bytes()).events
            funnet[str(hendelse["UID"])] = hendelse
        return funnet

    def vist(self, fra: str, til: str) -> str:
        """What khal shows of those days."""
        return self._kjoer("khal", "list", "--notstarted", "--format", "{start} {title}", fra, til)

    def _kjoer(self, program: str, *ord_: str) -> str:
        miljoe = {
            **os.environ,
            "HOME": str(self.hjem),
            "XDG_CACHE_HOME": str(self.hjem / "cache"),
            "VDIRSYNCER_CONFIG": str(self.hjem / "vdirsyncer"),
        }
        valg = ("--config", str(self.hjem / "khal")) if program == "khal" else ()
        kjoert = subprocess.run(
            [str(fra_pypi(program)), *valg, *ord_], env=miljoe, capture_output=True, check=False, text=True
        )
        assert kjoert.returncode == 0, kjoert.stderr[-2000:]
        return kjoert.stdout


@pytest.fixture
def mappe(tmp_path: Path) -> Path:
    mappe = tmp_path / "data"
    assert fristvakt("les", PULJE_2, "--mappe", mappe, "--naa", DAG).kode == 0
    return mappe


@pytest.fixture
def abonnent(mappe: Path, tmp_path: Path) -> Iterator[Abonnent]:
    sti = fristvakt("feed", "part", "aamot", "--mappe", mappe, "--json").json()["adresse"]
    tjeneste = start(mappe, "--naa", DAG)
    try:
        yield Abonnent(tmp_path / "abonnent", tjeneste.adresse + sti[sti.index("/kalender/") :])
    finally:
        tjeneste.drep()


def om(steg: str, hendelser: Mapping[str, icalendar.Event]) -> icalendar.Event:
    """The one event about a step."""
    [funnet] = [hendelse for hendelse in hendelser.values() if str(hendelse["URL"]).endswith(f"#{steg}")]
    return funnet


def test_det_som_flyttes_avlyses_og_gjoeres_kommer_fram_uten_at_noe_dobles(abonnent: Abonnent, mappe: Path) -> None:
    def hendt(*ord_: str) -> None:
        assert fristvakt("registrer", *ord_, "--mappe", mappe).kode == 0

    foer = abonnent.synk()
    assert len(foer) > 20
    assert "2024-11-29 Frist: Innsending" in abonnent.vist("2024-11-20", "2024-12-31")
    assert abonnent.synk() == foer, "nothing has happened"

    hendt(AVTALE, "frist_utsatt", "steg=innsending", "til=2024-12-06", "grunn=Mer tid")
    hendt(AVTALE, "moete_innkalt", "steg=tekstdialog", "dato=2025-01-21")
    hendt(AVTALE, "steg_utfoert", "steg=forpliktelser.d1")
    flyttet = abonnent.synk()
    assert len(flyttet) == len(foer)
    assert flyttet.keys() & foer.keys(), "what has not changed is not fetched as something new"
    assert om("innsending", flyttet).sequence > om("innsending", foer).sequence
    vist = abonnent.vist("2024-11-20", "2025-01-31")
    assert vist.count("Innsending av forslaget") == 1
    assert "2024-12-06 Frist: Innsending av forslaget" in vist
    assert "2025-01-21 Dialog om endelig ordlyd" in vist

    assert "✓ Enighet om forpliktelser" in abonnent.vist("2024-10-01", "2024-12-31")

    hendt(AVTALE, "moete_innkalt", "steg=tekstdialog")
    hendt("part_registrert", "id=aamot", "navn=Nye Åmot", "slag=kommune", RUTE)
    avlyst = abonnent.synk()
    assert len(avlyst) == len(foer)
    assert om("tekstdialog", avlyst)["STATUS"] == "CANCELLED"
    vist = abonnent.vist("2024-11-01", "2025-01-31")
    assert "2025-01-21 AVLYST: Dialog om endelig ordlyd" in vist
    assert "(Nye Åmot)" in vist
    assert "(Åmot kommune)" not in vist
