"""Anything at all into every reader: an answer or a refusal, soon, and never another time than the one written."""

from __future__ import annotations

import io
import json
import os
import time as klokke
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, example, given, settings, strategies as st
from icalendar import Calendar
from openpyxl import Workbook

from flyter.moeteplan.ics.gjentakelser import dager, les_regel
from flyter.moeteplan.les import les_moeteplan
from flyter.moeteplan.lest import Lest, Planfeil, Uleselig
from tests.moeteplan.kalenderfil import DAG, TESSERAKT_SONE, hendelse, kalender

SEKUNDER = 20
"""No content of a few kilobytes may take longer, however slow the machine."""
EKSEMPLER = int(os.environ.get("FRISTVAKT_TEST_EKSEMPLER", "0")) or None
"""How many examples of each: CI asks for as many as a minute has room for."""
MANGE = settings(max_examples=EKSEMPLER) if EKSEMPLER else settings()
OSLO = ZoneInfo("Europe/Oslo")


def les(innhold: bytes) -> Lest | None:
    """What was read, or None when it was refused in words; anything else is a fault."""
    start = klokke.perf_counter()
    lest, grunn = None, None
    try:
        lest = les_moeteplan(innhold, DAG)
    except Planfeil as feil:
        grunn = feil.grunn
    assert lest is not None or (grunn is not None and grunn.nb and grunn.nn)
    assert klokke.perf_counter() - start < SEKUNDER
    return lest


def regneark() -> bytes:
    bok = Workbook()
    bok.active.append(["Dato", "Organ", "Tid"])
    bok.active.append([date(2026, 10, 19), "Kommunestyret", time(13)])
    ut = io.BytesIO()
    bok.save(ut)
    return ut.getvalue()


SERIE = hendelse(
    "DTSTART;TZID=Europe/Oslo:20261019T130000",
    "RRULE:FREQ=MONTHLY;BYDAY=3MO;UNTIL=20271231T225959Z",
    "EXDATE;TZID=Europe/Oslo:20261116T130000",
)
GODE = {
    "ics": kalender(
        TESSERAKT_SONE,
        hendelse("DTSTART;TZID=Europe/Oslo:20261019T130000", "DTEND;TZID=Europe/Oslo:20261019T150000", uid="a"),
        hendelse("DTSTART;TZID=Tesserakt tid:20261026T130000", uid="b", tittel="Møte på Åmot"),
        SERIE,
        hendelse("RECURRENCE-ID:20261221T120000Z", "DTSTART;VALUE=DATE:20261222"),
    ),
    "csv": "Dato;Organ;Tid\r\n19.10.2026;Kommunestyret;13.00\r\n26.10.2026;Formannskapet på Åmot;18\r\n".encode(),
    "fiks": json.dumps(
        {"utvalg": [{"utvalgNavn": "Kommunestyret", "moete": [{"moeteid": "1", "moetedato": "2026-10-19T11:00:00Z"}]}]}
    ).encode(),
    "xlsx": regneark(),
}
BITER = [
    b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n", b"BEGIN:VCALENDAR\r\n", b"END:VCALENDAR\r\n", b"BEGIN:VTIMEZONE\r\n",
    b"\r", b"\n", b"\r\n ", b"DTSTART:20261019T130000Z\r\n", b"DTSTART;TZID=", b"RRULE:FREQ=SECONDLY\r\n",
    b"RRULE:FREQ=DAILY\r\n", b"RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n", b"00000101", b"99991231", b";", b":",
    b",", b'"', b"\x00", b"\xff\xfe", b"\xc3", b"\xe6", b"<html>", b"{", b"[", b"PK\x03\x04", b"1e400", b"-1", b"=",
]  # fmt: skip


@st.composite
def endrede(draw: st.DrawFn, slag: str) -> bytes:
    """A good file after a few accidents: bits cut out, put in, doubled and changed."""
    innhold = GODE[slag]
    for _ in range(draw(st.integers(1, 6))):
        fra = draw(st.integers(0, len(innhold)))
        til = min(fra + draw(st.integers(0, 80)), len(innhold))
        nytt = draw(st.sampled_from(BITER) | st.binary(max_size=8) | st.just(innhold[fra:til] * 2))
        innhold = innhold[:fra] + nytt + innhold[til:]
    return innhold


@MANGE
@given(st.binary(max_size=400))
@example(b"PK\x03\x04")
@example(b"BEGIN:VCALENDAR\nEND:VCALENDAR")
def test_tilfeldige_byte_velter_ingen_leser(innhold: bytes) -> None:
    les(innhold)
    les(b"BEGIN:VCALENDAR\r\n" + innhold)
    les(b"Dato;Organ\r\n" + innhold)
    les(b'{"utvalg": ' + innhold)


@pytest.mark.parametrize("slag", sorted(GODE))
def test_skadde_filer_velter_ingen_leser(slag: str) -> None:
    @MANGE
    @given(endrede(slag))
    def skadet(innhold: bytes) -> None:
        les(innhold)

    skadet()


@MANGE
@given(st.data())
def test_json_av_ethvert_slag_velter_ikke_leseren(data: st.DataObject) -> None:
    verdi = st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.text(max_size=20)
        | st.just("2026-10-19T11:00:00Z"),
        lambda indre: (
            st.lists(indre, max_size=3)
            | st.dictionaries(
                st.sampled_from(["utvalg", "moete", "moeteid", "moetedato", "tittel", "x"]), indre, max_size=4
            )
        ),
        max_leaves=12,
    )
    les(json.dumps({"utvalg": data.draw(verdi)}).encode())


# --- never another time than the one written -----------------------------------------------------------------------

SONER = ["Europe/Oslo", "Europe/Helsinki", "America/New_York", "Asia/Kathmandu", "Europe/London", "UTC"]
TIDER = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)).map(lambda t: t.replace(microsecond=0))  # noqa: DTZ001


@MANGE
@given(TIDER, st.sampled_from([*SONER, "W. Europe Standard Time", "Tesserakt tid"]))
def test_tiden_er_den_icalendar_ogsaa_leser(tid: datetime, sone: str) -> None:
    linje = f"DTSTART;TZID={sone}:{tid:%Y%m%dT%H%M%S}"
    lest = les(kalender(TESSERAKT_SONE, hendelse(linje)))
    assert lest is not None
    [en] = lest.oppfoeringer
    kjent = {"W. Europe Standard Time": "Europe/Berlin", "Tesserakt tid": "Europe/Oslo"}.get(sone, sone)
    ventet = (
        Calendar.from_ical(kalender(hendelse(linje.replace(sone, kjent))))
        .walk("VEVENT")[0]
        .decoded("DTSTART")
        .astimezone(OSLO)
    )
    assert (en.dato, en.klokkeslett) == (ventet.date(), ventet.time())


@MANGE
@given(endrede("ics"))
def test_det_som_leses_av_en_skadet_kalender_staar_i_den(innhold: bytes) -> None:
    """Every day that was read stands in the file, or in the next day's or the last's UTC, or is one of the series."""
    lest = les(innhold)
    if lest is None:  # refused, as most damaged ones are
        return
    tett = (
        b"".join(innhold.split(b"\r\n ")).replace(b"\r", b"").replace(b"\n", b"").replace(b"\t", b"").decode("latin-1")
    )
    for en in lest.oppfoeringer:
        i_serien = en.kilde_id is None or "/" in en.kilde_id  # a series may have lost its UID
        naboer = [f"{en.dato + timedelta(days=n):%Y%m%d}" for n in (-1, 0, 1)]
        assert i_serien or any(dag in tett for dag in naboer)


UKEDAGER = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])


@st.composite
def regler(draw: st.DrawFn) -> str:
    hyppighet = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    deler = [f"FREQ={hyppighet}"]
    nummerert = st.builds("".join, st.tuples(st.sampled_from(["1", "2", "3", "-1", "-2"]), UKEDAGER))
    # Not both at once: dateutil then wants a day to be of each kind, where RFC 5545 wants either.
    ukedager = st.lists(UKEDAGER, min_size=1, max_size=3, unique=True)
    if hyppighet in {"MONTHLY", "YEARLY"}:
        ukedager |= st.lists(nummerert, min_size=1, max_size=3, unique=True)
    valg: dict[str, st.SearchStrategy[Any]] = {
        "INTERVAL": st.integers(1, 4),
        "COUNT": st.integers(1, 20),
        "WKST": UKEDAGER,
        "BYDAY": ukedager.map(",".join),
        "BYMONTH": st.lists(st.integers(1, 12).map(str), min_size=1, max_size=3, unique=True).map(",".join),
        "BYMONTHDAY": st.lists(st.sampled_from(["1", "15", "31", "-1"]), min_size=1, max_size=2, unique=True).map(
            ",".join
        ),
        "BYSETPOS": st.sampled_from(["1", "-1", "2"]),
    }
    navnene = draw(st.lists(st.sampled_from(sorted(valg)), unique=True, max_size=4))
    if hyppighet == "YEARLY" and draw(st.booleans()):  # by the weeks or the days of the year, which take little else
        uker = st.lists(st.integers(2, 51) | st.integers(-51, -2), min_size=1, max_size=4, unique=True)
        dagene = st.lists(st.integers(1, 366) | st.integers(-366, -1), min_size=1, max_size=4, unique=True)
        navn, tall = draw(st.tuples(st.just("BYWEEKNO"), uker) | st.tuples(st.just("BYYEARDAY"), dagene))
        deler.append(f"{navn}={','.join(map(str, tall))}")
        navnene = [en for en in navnene if en == "COUNT" or (en == "INTERVAL" and navn == "BYYEARDAY")]
        if navn == "BYWEEKNO":
            deler.append(f"BYDAY={','.join(draw(st.lists(UKEDAGER, min_size=1, max_size=3, unique=True)))}")
    return ";".join([*deler, *(f"{navn}={draw(valg[navn])}" for navn in navnene)])


def ventede(regel: str, start: date, til: date) -> Iterator[date]:
    """The same days by dateutil, which is not ours."""
    for tid in islice(rrulestr(regel, dtstart=datetime.combine(start, time())), 2_000):
        if tid.date() > til:
            return
        yield tid.date()


@MANGE
@given(regler(), st.dates(date(2024, 1, 1), date(2026, 12, 31)))
def test_gjentakelser_er_de_dateutil_ogsaa_finner(regel: str, start: date) -> None:
    til = start + timedelta(days=900)
    try:
        lest = les_regel(regel)
    except Uleselig:
        assume(False)
    else:
        vaare = list(dager(lest, start, til))
        # The reader wants a series to begin with its first meeting; and without one dateutil looks to the year 9999.
        assume(vaare[:1] == [start])
        assert vaare == list(ventede(regel, start, til))
