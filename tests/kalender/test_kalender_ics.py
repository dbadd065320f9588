"""The bytes: folding, zones, times and everything RFC 5545 and real clients ask of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
import vobject
from hypothesis import given, strategies as st
from icalendar import Event
from icalendar.parser import Contentline

from tests.kalendergull import PUBLISERT, les
from varsler.kalender.ics import Person, brettet, feed, hendelse
from varsler.kalender.oppfoering import Kalenderpost, Tilstand

POST = Kalenderpost(
    uid="abc@fristvakt",
    dag=date(2026, 10, 19),
    tilstand=Tilstand.FAST,
    tittel="Frist: Innsending",
    beskrivelse="Ballen ligger hos Åmot kommune.\nMer i Fristvakt: https://fristvakt.example/avtale/a#b",
    url="https://fristvakt.example/avtale/a#b",
    sekvens=3,
    endret=PUBLISERT,
    kategori="Bygdevekstavtale",
    farge="seagreen",
)
MOETE = replace(POST, start=time(13), slutt=time(15, 30), sted="Rådhuset, møterom 2; inngang B")
TEKST = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200)
NAVN = st.text(alphabet=st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" ,;:'^"), max_size=60).map(
    str.strip
)


def leste(kropp: bytes) -> Any:  # noqa: ANN401 - a property may be of any of thirty kinds
    (en,) = les(kropp).walk("VEVENT")
    return en


@given(tittel=TEKST, beskrivelse=TEKST, navn=TEKST)
def test_ingen_linje_er_over_75_oktetter_eller_brutt_inne_i_et_tegn(tittel: str, beskrivelse: str, navn: str) -> None:
    kropp = feed(navn, [replace(POST, tittel=tittel, beskrivelse=beskrivelse)])
    assert kropp.endswith(b"END:VCALENDAR\r\n")
    assert kropp.count(b"\n") == kropp.count(b"\r") == kropp.count(b"\r\n")
    for linje in kropp.split(b"\r\n"):
        assert len(linje) <= 75
        linje.decode()  # raises when a character was split


@given(linje=st.text(alphabet=st.sampled_from("abcæøå✓😀 \\^;,n")) | st.text(alphabet="aå\\", min_size=70))
def test_linjene_brytes_der_biblioteket_ville_brutt_dem(linje: str) -> None:
    bibliotekets: bytes = Contentline(linje).to_ical()  # type: ignore[no-untyped-call]
    assert brettet(linje) == bibliotekets + b"\r\n"


@given(tittel=TEKST, beskrivelse=TEKST)
def test_begge_biblioteker_leser_samme_tekst_uansett_tegn(tittel: str, beskrivelse: str) -> None:
    kropp = feed("x", [replace(POST, tittel=tittel, beskrivelse=beskrivelse)])
    en = leste(kropp)
    to = vobject.readOne(kropp.decode()).vevent
    assert str(en["SUMMARY"]) == to.summary.value
    assert str(en["DESCRIPTION"]) == to.description.value


@given(
    post=st.builds(
        replace,
        st.sampled_from([POST, MOETE]),
        tittel=TEKST,
        beskrivelse=TEKST,
        kategori=st.none() | st.text(alphabet="abø,;\\", min_size=1),
        farge=st.sampled_from([None, "seagreen"]),
        sted=st.none() | st.text(alphabet="abø ,;\\n", min_size=1),
        tilstand=st.sampled_from(Tilstand),
        sekvens=st.integers(0, 99),
        varsel_dager=st.sampled_from([(), (0,), (14, 1)]),
    ),
    organisator=st.none() | st.builds(Person, st.just("a@b.example"), NAVN, st.sampled_from(["", "c@d.example"])),
    deltaker=st.none() | st.builds(Person, st.just("e@f.example"), NAVN, st.just("")),
)
def test_biblioteket_leser_hendelsen_og_skriver_den_igjen_byte_for_byte(
    post: Kalenderpost, organisator: Person | None, deltaker: Person | None
) -> None:
    skrevet = hendelse(post, organisator, deltaker)
    assert Event.from_ical(skrevet).to_ical() == skrevet


@given(tittel=st.text(alphabet="abcæøå ,;:\\\"'–✓😀", max_size=120))
def test_vanlig_tekst_kommer_uendret_fram(tittel: str) -> None:
    assert str(leste(feed("x", [replace(POST, tittel=tittel)]))["SUMMARY"]) == tittel


def test_samme_innhold_gir_samme_byte() -> None:
    hendelse.cache_clear()
    foerste = feed("Fristvakt – Åmot kommune", [POST, replace(MOETE, uid="def@fristvakt")])
    hendelse.cache_clear()
    assert feed("Fristvakt – Åmot kommune", [POST, replace(MOETE, uid="def@fristvakt")]) == foerste


def test_kalenderen_har_det_klientene_trenger_og_ikke_det_som_skader() -> None:
    kropp = feed("Fristvakt – Åmot kommune", [POST])
    assert not kropp.startswith(b"\xef\xbb\xbf")
    linjer = kropp.decode().split("\r\n")
    assert linjer[:6] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Fristvakt//Fristvakt//NO",
        "CALSCALE:GREGORIAN",
        "NAME:Fristvakt – Åmot kommune",
        "X-WR-CALNAME:Fristvakt – Åmot kommune",
    ]
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT4H" in linjer
    assert "X-PUBLISHED-TTL:PT4H" in linjer
    for forbudt in ("METHOD", "VTODO", "ATTENDEE", "VALARM", "RDATE", "DURATION:P", "ORGANIZER"):
        assert not any(linje.startswith((forbudt, f"BEGIN:{forbudt}")) for linje in linjer)
    assert "UID" not in les(kropp)


def test_tidssonen_staar_der_alltid_og_er_regelen_selv() -> None:
    for poster in ([], [POST], [MOETE]):
        (sone,) = les(feed("x", poster)).walk("VTIMEZONE")
        assert sone["TZID"] == "Europe/Oslo"
        sommer, vinter = sone.walk("DAYLIGHT")[0], sone.walk("STANDARD")[0]
        assert sommer.to_ical().decode().split("\r\n")[1:6] == [
            "DTSTART:19960331T020000",
            "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
            "TZNAME:CEST",
            "TZOFFSETFROM:+0100",
            "TZOFFSETTO:+0200",
        ]
        assert (vinter["TZOFFSETFROM"].td.seconds, vinter["TZOFFSETTO"].td.seconds) == (7200, 3600)
        assert vinter["DTSTART"].dt.isoformat() == "1996-10-27T03:00:00"


@pytest.mark.parametrize(("dag", "utc"), [(date(2026, 10, 19), 11), (date(2026, 10, 26), 12)])
def test_klokka_13_i_oslo_er_den_samme_for_begge_biblioteker(dag: date, utc: int) -> None:
    kropp = feed("x", [replace(MOETE, dag=dag)])
    ventet = datetime(dag.year, dag.month, dag.day, utc, tzinfo=UTC)
    assert leste(kropp)["DTSTART"].dt.astimezone(UTC) == ventet
    assert vobject.readOne(kropp.decode()).vevent.dtstart.value.astimezone(UTC) == ventet


def test_et_moete_med_klokkeslett_har_sone_slutt_og_sted_og_opptar_tid() -> None:
    linjer = hendelse(MOETE).decode().split("\r\n")
    assert "DTSTART;TZID=Europe/Oslo:20261019T130000" in linjer
    assert "DTEND;TZID=Europe/Oslo:20261019T153000" in linjer
    assert "TRANSP:OPAQUE" in linjer
    assert "LOCATION:Rådhuset\\, møterom 2\\; inngang B" in linjer


def test_et_moete_kan_ikke_slutte_foer_det_begynner() -> None:
    with pytest.raises(ValueError, match="end after it starts"):
        hendelse(replace(MOETE, slutt=time(12)))


def test_en_frist_er_en_hel_dag_med_versjonen_fra_hovedboka() -> None:
    linjer = hendelse(POST).decode().split("\r\n")
    assert "DTSTART;VALUE=DATE:20261019" in linjer
    assert "DTEND;VALUE=DATE:20261020" in linjer
    assert "TRANSP:TRANSPARENT" in linjer
    assert "DTSTAMP:20240902T061500Z" in linjer
    assert "LAST-MODIFIED:20240902T061500Z" in linjer
    assert "SEQUENCE:3" in linjer
    assert "STATUS:CONFIRMED" in linjer
    assert "COLOR:seagreen" in linjer
    assert "CATEGORIES:Bygdevekstavtale" in linjer


@pytest.mark.parametrize(
    ("tilstand", "status"),
    [
        (Tilstand.FAST, "CONFIRMED"),
        (Tilstand.FERDIG, "CONFIRMED"),
        (Tilstand.USIKKER, "TENTATIVE"),
        (Tilstand.AVLYST, "CANCELLED"),
    ],
)
def test_tilstanden_blir_til_status(tilstand: Tilstand, status: str) -> None:
    assert f"STATUS:{status}\r\n".encode() in hendelse(replace(POST, tilstand=tilstand))


@pytest.mark.parametrize(
    ("post", "dager", "varsler"),
    [
        (POST, (7, 1, 0), ["-P6DT15H", "-PT15H", "PT9H"]),
        (MOETE, (7, 1, 0), ["-P7D", "-P1D", "-PT1H"]),
        (POST, (), []),
    ],
)
def test_et_varsel_er_bare_tekst_og_ringer_naar_folk_er_paa_jobb(
    post: Kalenderpost, dager: tuple[int, ...], varsler: list[str]
) -> None:
    en = leste(feed("x", [replace(post, varsel_dager=dager)]))
    alarmer = en.walk("VALARM")
    assert [alarm["TRIGGER"].to_ical().decode() for alarm in alarmer] == varsler
    assert {str(alarm["ACTION"]) for alarm in alarmer} <= {"DISPLAY"}
    assert {str(alarm["DESCRIPTION"]) for alarm in alarmer} <= {post.tittel}
