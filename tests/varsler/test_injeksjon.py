"""Whatever stands in a name, a title or a note: it is read as text, and nothing else of the message is another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings, strategies as st
from icalendar import Calendar

from modeller.arbeidskalender import EN_DAG
from modeller.begrunnelse import Ledd
from modeller.moeteramme import Moeteramme
from modeller.plan import Milepael, Plan, Plansteg, Status
from modeller.register import Register
from modeller.regler import Kilde
from modeller.tekst import lik
from tests.varsler.varselbygg import KALENDER, OPPSETT, REGISTER, plan, vedtak
from varsler.fordeling import fordel
from varsler.konvolutt import i_konvolutt
from varsler.melding import skriv
from varsler.sak import Varselsak
from varsler.utsikt import varselsutsikt

DAG = date(2024, 9, 2)
NAA = datetime(2024, 9, 2, 6, tzinfo=UTC)
SNUR = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
HODER = {
    "MIME-Version",
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "Content-Language",
    "Content-Type",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
}
ONDT = (
    "x\r\nBcc: alle@ond.example",
    "x\r\n\r\n<html>",
    "x\n--=_0\nContent-Type: text/html",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>'",
    "{{ 7 * 7 }}{% for x in y %}",
    "a\u202egpj.exe\u2066",
    "=?utf-8?b?PHNjcmlwdD4=?=",
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:y\\nDESCRIPTION:z;LOCATION=w,",
    '"; boundary="z',
    "javascript:alert(1)",
    "\x00\x07\x1b[31m\x7f\x85\u2028\u2029\ufeff",
    "Å" * 10_000,
    "x" * 10_000,
)
tekster = st.one_of(
    st.sampled_from(ONDT),
    st.text(max_size=200),
    st.lists(st.sampled_from(["\r\n", "\n", " ", ".", "<", ">", '"', "=?", "?=", ":", ";", "\u202e", "æ", "b"])).map(
        "".join
    ),
)


def verden(ondt: str) -> tuple[Plan, Register]:
    """An agreement in which the text stands wherever somebody may write, and the register it is about."""
    tekst = lik(ondt)
    moetet = Moeteramme(time(13), time(15), ondt)
    rute = (
        Milepael(noekkel="saksframlegg", tittel=tekst, dato=date(2024, 10, 8)),
        Milepael(noekkel="vedtak:vaaler.kommunestyre", tittel=tekst, dato=date(2024, 11, 7)),
    )
    felles = {"tittel": tekst, "forventet": tekst, "fasetittel": tekst, "kilde": Kilde("003", ondt, tekst)}
    grunner = (Ledd("ikke_aktuelt_med_grunn", {"dato": DAG, "grunn": ondt}),)
    begrunnelse = (Ledd("satt", {"hva": tekst, "dato": date(2024, 11, 7)}),)
    steg: list[Plansteg] = [
        vedtak(milepaeler=rute, begrunnelse=begrunnelse, merknader=grunner, **felles),
        vedtak(
            steg="dialog",
            parter=("kdd",),
            deltar=("vaaler", "kdd"),
            ball=(),
            moete=True,
            milepaeler=(),
            status=Status.KOMMENDE,
            aapnet=None,
            ramme=moetet,
            begrunnelse=begrunnelse,
            merknader=grunner,
            **felles,
        ),
    ]
    parter = {id_: replace(part, navn=tekst) for id_, part in REGISTER.parter.items()}
    kontakter = {id_: replace(kontakt, navn=ondt) for id_, kontakt in REGISTER.kontakter.items()}
    organer = {id_: replace(organ, navn=tekst) for id_, organ in REGISTER.organer.items()}
    avtalen = plan(*steg, navn=tekst, merknad=ondt, saksnumre={"vaaler": ondt})
    return avtalen, replace(REGISTER, parter=parter, kontakter=kontakter, organer=organer)


def meldinger(ondt: str) -> Iterator[bytes]:
    """Every message that is owed when the text stands everywhere, as handed to the server."""
    avtalen, register = verden(ondt)
    for dag in (DAG, date(2024, 10, 4), date(2024, 10, 10), date(2024, 11, 18)):
        paa_dagen = replace(avtalen, dag=dag)
        utsikt = varselsutsikt(plan=paa_dagen, register=register, kalender=KALENDER)
        for mottaker in sorted({rad.mottaker for rad in utsikt.rader}):
            egne = [
                Varselsak(rad=rad, plan=paa_dagen, steg=ett, register=register)
                for rad in utsikt.rader
                if rad.mottaker == mottaker and (ett := paa_dagen.finn(rad.steg))
            ]
            for brev in fordel(egne):
                yield i_konvolutt(skriv(brev, naa=NAA + (dag - DAG) // EN_DAG * EN_DAG, oppsett=OPPSETT)).innhold


class Elementer(HTMLParser):
    """The elements of a page and what they point at."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.navn: list[str] = []
        self.felt: set[str] = set()
        self.lenker: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.navn.append(tag)
        self.felt |= {navn for navn, _ in attrs}
        self.lenker += [verdi or "" for navn, verdi in attrs if navn in {"href", "src"}]


def delene(melding: EmailMessage) -> dict[str, str]:
    return {d.get_content_type(): d.get_content() for d in melding.walk() if not d.is_multipart()}


def kalenderfelt(ics: str) -> list[str]:
    """The names of the calendar's properties, in order."""
    linjer = ics.replace("\r\n", "\n").replace("\n ", "").splitlines()
    return [linje.replace(";", ":").partition(":")[0] for linje in linjer]


VANLIG = [message_from_bytes(raa, policy=default) for raa in meldinger("Vanlig tekst")]


@settings(deadline=None, max_examples=25)
@given(tekster)
@example("\r\n".join(ONDT[:-2]))
def test_ingenting_som_skrives_noe_sted_blir_til_noe_annet_enn_tekst(ondt: str) -> None:
    skrevet = list(meldinger(f"x{ondt}"))
    assert len(skrevet) == len(VANLIG) > 5
    for raa, vanlig in zip(skrevet, VANLIG, strict=True):
        assert raa.isascii()
        assert max(map(len, raa.split(b"\r\n"))) <= 998
        assert b"\n" not in raa.replace(b"\r\n", b"")
        lest = message_from_bytes(raa, policy=default)
        assert lest.keys() == vanlig.keys()
        assert set(lest.keys()) <= HODER
        assert not [feil for del_ in lest.walk() for feil in del_.defects]
        assert [d.get_content_type() for d in lest.walk()] == [d.get_content_type() for d in vanlig.walk()]
        for hode in {"To", "From", "Reply-To"} & set(vanlig.keys()):
            assert [a.addr_spec for a in lest[hode].addresses] == [a.addr_spec for a in vanlig[hode].addresses]
        assert (lest["Message-ID"], lest["Date"]) == (vanlig["Message-ID"], vanlig["Date"])
        deler, vanlige = delene(lest), delene(vanlig)
        synlig = "".join((str(lest["Subject"]), str(lest["To"]), *deler.values()))
        assert not SNUR & set(synlig)
        assert not [tegn for tegn in synlig if tegn < " " and tegn not in "\r\n\t"]
        html, vanlig_html = Elementer(deler["text/html"]), Elementer(vanlige["text/html"])
        assert set(html.navn) <= set(vanlig_html.navn) | {"br", "p"}
        assert html.felt <= vanlig_html.felt
        assert set(html.lenker) == set(vanlig_html.lenker)
        if "text/calendar" in vanlige:
            assert kalenderfelt(deler["text/calendar"]) == kalenderfelt(vanlige["text/calendar"])
            assert Calendar.from_ical(deler["text/calendar"]).events


@pytest.mark.parametrize("ondt", ONDT)
def test_emnet_er_en_linje_som_leses_slik_den_ble_skrevet(ondt: str) -> None:
    for raa in meldinger(ondt):
        emne = str(message_from_bytes(raa, policy=default)["Subject"])
        assert len(emne) <= 200
        assert "<script>" not in emne or "<script>" in ondt, "an encoded word in a title is no encoded word"
