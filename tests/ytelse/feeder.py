"""Calendar feeds against what they are held to: `icalendar` building the same one, and a bare uvicorn saying hello."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from statistics import median
from time import perf_counter
from urllib.parse import urlsplit

import icalendar

from modeller.abonnement import Abonnementsvalg
from modeller.publisering import neste_publisert
from modeller.tekst import lik
from tests.ytelse.maalinger import AVTALE, PULJE_2, ROT, miljoe_for, tjeneste
from varsler.kalender.abonnent import poster
from varsler.kalender.ics import OSLO, feed
from varsler.kalender.oppfoering import Kalenderpost, Oppfoering, Tilstand
from varsler.kalender.versjon import innholdshash

HENDELSER = 200
DAG = date(2026, 9, 1)
NAA = datetime(2026, 9, 1, 6, 15, tzinfo=UTC)
RUNDER = 9
FORBINDELSER = 8
INNKJOERING = 6.0
HILS = """
import sys, uvicorn
async def hei(scope, receive, send):
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"13")]})
        await send({"type": "http.response.body", "body": b"Hello, world!"})
uvicorn.run(hei, port=int(sys.argv[1]), log_level="critical", access_log=False, lifespan="off")
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skriving:
    """Seconds to write a feed of `HENDELSER` events after one of them changed, and for `icalendar` to build it."""

    vi: float
    icalendar: float

    @property
    def ganger(self) -> float:
        """How many times faster."""
        return self.icalendar / self.vi


def skriving() -> Skriving:
    """The medians of some changes, each read back and compared before it counts."""
    oppfoeringer = [_oppfoering(nr) for nr in range(HENDELSER)]
    versjoner = {o.uid: neste_publisert(None, o.uid, "a", innholdshash(o), NAA) for o in oppfoeringer}
    valg = Abonnementsvalg()
    feed("Fristvakt", poster(oppfoeringer, versjoner, valg, DAG))
    vi, bibliotek = [], []
    for runde in range(RUNDER):
        endret = replace(oppfoeringer[runde], dag=oppfoeringer[runde].dag + timedelta(days=1))
        oppfoeringer[runde] = endret
        naa = NAA + timedelta(hours=runde + 1)
        versjoner[endret.uid] = neste_publisert(versjoner[endret.uid], endret.uid, "a", innholdshash(endret), naa)
        begynte = perf_counter()
        egne = poster(oppfoeringer, versjoner, valg, DAG)
        skrevet = feed("Fristvakt", egne)
        ferdig = perf_counter()
        bygget = _med_icalendar(egne)
        bibliotek.append(perf_counter() - ferdig)
        vi.append(ferdig - begynte)
        assert _lest(skrevet) == _lest(bygget), "the two say the same to who reads them"
    return Skriving(vi=median(vi), icalendar=median(bibliotek))


def _oppfoering(nr: int) -> Oppfoering:
    hvorfor = "Hvorfor denne datoen: siste kommunestyremøte før innsending 29.11.2026 er 7.11; saken må være klar 8.10."
    lenke = f"https://fristvakt.example/avtale/a#forankring.kommune-{nr}"
    tekst = f"Ballen ligger hos Åmot kommune, og {nr} andre venter.\n{hvorfor}\nAvtale: Bygdevekstavtale\nMer: {lenke}"
    return Oppfoering(
        avtale="a",
        steg=f"forankring.kommune-{nr}",
        milepael=None,
        dag=DAG + timedelta(days=nr),
        tilstand=Tilstand.FAST,
        tittel=lik(f"Frist: Politisk forankring av forslaget (kommune {nr}) – Bygdevekstavtale for fire kommuner"),
        beskrivelse=lik(tekst),
        kort=lik(tekst),
        url=lik(lenke),
        kategori=lik("Bygdevekstavtale"),
        farge="seagreen",
    )


def _med_icalendar(egne: Sequence[Kalenderpost]) -> bytes:
    """The same feed as the library's documentation shows how to build one."""
    kalender = icalendar.Calendar()
    for navn, tekst in (("version", "2.0"), ("prodid", "-//Fristvakt//Fristvakt//NO"), ("calscale", "GREGORIAN")):
        kalender.add(navn, tekst)
    kalender.add("name", "Fristvakt")
    kalender.add("x-wr-calname", "Fristvakt")
    kalender.add("refresh-interval", timedelta(hours=4), parameters={"VALUE": "DURATION"})
    kalender.add("x-published-ttl", timedelta(hours=4))
    kalender.add_component(icalendar.Timezone.from_tzinfo(OSLO))
    for post in egne:
        hendelse = icalendar.Event()
        for felt, verdi in _felt(post):
            hendelse.add(felt, verdi)
        kalender.add_component(hendelse)
    return bytes(kalender.to_ical())


def _felt(post: Kalenderpost) -> Iterator[tuple[str, object]]:
    yield from (("uid", post.uid), ("dtstamp", post.endret), ("last-modified", post.endret))
    yield from (("sequence", post.sekvens), ("dtstart", post.dag), ("dtend", post.dag + timedelta(days=1)))
    yield from (("transp", "TRANSPARENT"), ("summary", post.tittel), ("description", post.beskrivelse))
    yield from (("url", post.url), ("status", "CONFIRMED"), ("categories", [post.kategori]), ("color", post.farge))


def _lest(ics: bytes) -> dict[str, dict[str, bytes]]:
    lest = icalendar.Calendar.from_ical(ics)
    return {str(en["UID"]): {felt: verdi.to_ical() for felt, verdi in en.items()} for en in lest.walk("VEVENT")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Svarevne:
    """Requests per second: the bare server's, an unchanged feed's whole, packed and with 304; and the feed's bytes."""

    hilsen: float
    hel: float
    pakket: float
    uendret: float
    hendelser: int
    byte: int


def svarevne(sekunder: float = 2.0, runder: int = 3) -> Svarevne:
    """The running service and the bare server, asked in turn by the same client over loopback; medians of the turns."""
    with tempfile.TemporaryDirectory(prefix="fristvakt-ytelse-") as mappe:
        adresse = _abonner(mappe)
        with tjeneste(mappe) as grunn, _hilsen() as hilseport:
            port, sti = urlsplit(grunn).port, urlsplit(adresse).path
            assert port is not None
            _per_sekund(port, _spoersmaal(sti), INNKJOERING)  # what a service catches up with when it starts
            hoder = _svar(port, _spoersmaal(sti))[0]
            merke = next(linje for linje in hoder.split("\r\n") if linje.lower().startswith("etag:"))[5:].strip()
            spoersmaal = (
                (hilseport, _spoersmaal("/")),
                (port, _spoersmaal(sti)),
                (port, _spoersmaal(sti, "Accept-Encoding: gzip")),
                (port, _spoersmaal(sti, f"If-None-Match: {merke}")),
            )
            tall: list[list[float]] = [[] for _ in spoersmaal]
            for _ in range(runder):
                for rad, (hvor, hva) in zip(tall, spoersmaal, strict=True):
                    rad.append(_per_sekund(hvor, hva, sekunder))
            kropp = _svar(port, _spoersmaal(sti))[1]
    hilsen, hel, pakket, uendret = map(median, tall)
    hendelser = kropp.count(b"BEGIN:VEVENT")
    return Svarevne(hilsen=hilsen, hel=hel, pakket=pakket, uendret=uendret, hendelser=hendelser, byte=len(kropp))


def _abonner(mappe: str) -> str:
    def fristvakt(*ord_: str) -> bytes:
        return subprocess.run(
            [sys.executable, "-m", "fristvakt.cli", *ord_],
            cwd=mappe,
            env=miljoe_for(mappe),
            check=True,
            capture_output=True,
        ).stdout

    fristvakt("les", str(PULJE_2))
    adresse: str = json.loads(fristvakt("feed", "avtale", AVTALE, "--json"))["adresse"]
    return adresse


@contextmanager
def _hilsen() -> Iterator[int]:
    with socket.socket() as ledig:
        ledig.bind(("127.0.0.1", 0))
        port: int = ledig.getsockname()[1]
    with subprocess.Popen([sys.executable, "-c", HILS, str(port)], cwd=ROT) as prosess:
        try:
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port)).close()
                    break
                except ConnectionRefusedError:
                    continue
            yield port
        finally:
            prosess.terminate()


def _spoersmaal(sti: str, *hoder: str) -> bytes:
    return "\r\n".join((f"GET {sti} HTTP/1.1", "Host: localhost", *hoder, "", "")).encode()


def _per_sekund(port: int, spoersmaal: bytes, sekunder: float) -> float:
    """Asked on some connections at a time, so that the server is never idle."""
    linjer = [socket.create_connection(("127.0.0.1", port)) for _ in range(FORBINDELSER)]
    try:
        antall, begynte = 0, perf_counter()
        while (gaatt := perf_counter() - begynte) < sekunder:
            for linje in linjer:
                linje.sendall(spoersmaal)
            for linje in linjer:
                _les_svar(linje)
            antall += len(linjer)
        return antall / gaatt
    finally:
        for linje in linjer:
            linje.close()


def _svar(port: int, spoersmaal: bytes) -> tuple[str, bytes]:
    with socket.create_connection(("127.0.0.1", port)) as linje:
        linje.sendall(spoersmaal)
        return _les_svar(linje)


def _les_svar(linje: socket.socket) -> tuple[str, bytes]:
    mottatt = linje.recv(1 << 18)
    while b"\r\n\r\n" not in mottatt:
        mottatt += linje.recv(1 << 18)
    hode, _, kropp = mottatt.partition(b"\r\n\r\n")
    hoder = hode.decode().lower()
    assert hoder.startswith(("http/1.1 200", "http/1.1 304")), hoder
    _, _, etter = hoder.partition("content-length: ")
    lengde = 0 if hoder.startswith("http/1.1 304") else int(etter.partition("\r\n")[0])
    deler = [kropp]
    igjen = lengde - len(kropp)
    while igjen > 0:
        deler.append(linje.recv(1 << 18))
        igjen -= len(deler[-1])
    return hode.decode(), b"".join(deler)
