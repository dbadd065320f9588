"""What mail that comes back is held to be, whoever wrote it and whatever it is made of."""

from __future__ import annotations

import time
from datetime import date, timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from hypothesis import example, given, settings, strategies as st

from modeller.lager.returpost import Returslag
from tests.varsler.returbygg import epost, internasjonal, rapport, som_exchange, som_gmail
from varsler.retur.fravaer import sagte_dager
from varsler.retur.innkommet import Art, Innkommet, Uforstaatt
from varsler.retur.lesing import LESES, les
from varsler.retur.utfall import Utfall, gjelder, utfall

VAALER = "vaaler@kontakt.example"
ID = "<0123456789abcdef0123456789abcdef@fristvakt.example>"


def hva(raa: bytes, siden: timedelta = timedelta(minutes=1), til: str = VAALER) -> Utfall | None:
    lest = les(raa)
    assert lest.art is Art.RAPPORT, lest
    assert lest.ider[0] == ID
    [status] = lest.statuser
    assert gjelder(status, til)
    return utfall(status, om_innholdet=lest.om_innholdet, siden=siden)


@pytest.mark.parametrize("raa", [rapport(ID, VAALER), som_exchange(ID, VAALER), som_gmail(ID, VAALER)])
def test_en_rapport_leses_likt_hvem_som_enn_har_skrevet_den(raa: bytes) -> None:
    svar = hva(raa)
    assert svar is not None
    assert svar.slag is Returslag.IKKE_LEVERT
    assert svar.kode in {"5.1.1", "5.1.10"}
    assert svar.svar.startswith("550")


@pytest.mark.parametrize("kodet", [False, True])
def test_en_rapport_om_en_adresse_med_norske_bokstaver(kodet: bool) -> None:
    svar = hva(internasjonal(ID, kodet=kodet), til="blåbær@kontakt.example")
    assert svar is not None and svar.slag is Returslag.IKKE_LEVERT


DAGER = timedelta(days=1)


@pytest.mark.parametrize(
    ("status", "diagnose", "stadium", "siden", "slag"),
    [
        ("5.2.2", "smtp; 552 5.2.2 mailbox full", "RCPT TO", 0 * DAGER, Returslag.IKKE_LEVERT),
        ("4.2.2", "smtp; 452 4.2.2 mailbox full", "RCPT TO", 0 * DAGER, Returslag.PROEVES_IGJEN),
        ("4.2.2", "smtp; 452 4.2.2 mailbox full", "RCPT TO", 3 * DAGER, Returslag.PROEVES_IGJEN),
        ("4.2.2", "smtp; 452 4.2.2 mailbox full", "RCPT TO", 5 * DAGER, Returslag.IKKE_LEVERT),
        ("4.4.1", "X-Postfix; connect to mx.example: timed out", "RCPT TO", 5 * DAGER, Returslag.IKKE_LEVERT),
        ("4.4.1", "X-Postfix; connect to mx.example: timed out", "RCPT TO", DAGER, Returslag.PROEVES_IGJEN),
        ("5.4.300", "smtp;550 5.4.300 Message expired -> 451 4.4.0 DNS", "RCPT TO", DAGER, Returslag.IKKE_LEVERT),
        ("5.4.300", "smtp;451 4.4.0 DNS query failed", "RCPT TO", DAGER, Returslag.IKKE_LEVERT),
        ("5.4.4", "X-Postfix; Host or domain name not found", "RCPT TO", DAGER, Returslag.IKKE_LEVERT),
        ("5.7.1", "smtp; 550 5.7.1 spam", "RCPT TO", 0 * DAGER, Returslag.NEKTET),
        ("5.2.3", "smtp; 552 5.2.3 too big", "RCPT TO", 0 * DAGER, Returslag.NEKTET),
        ("5.0.0", "smtp; 550 no such user", "RCPT TO", 0 * DAGER, Returslag.IKKE_LEVERT),
        ("5.0.0", "smtp; 550 5.7.1 spam", "RCPT TO", 0 * DAGER, Returslag.NEKTET),
        ("5.0.0", "smtp; 554 looks like spam", "end of DATA", 0 * DAGER, Returslag.NEKTET),
    ],
)
def test_et_nei_i_en_rapport_betyr_det_samme_som_fra_serveren_selv(
    status: str, diagnose: str, stadium: str, siden: timedelta, slag: Returslag
) -> None:
    svar = hva(rapport(ID, VAALER, status=status, diagnose=diagnose, stadium=stadium), siden)
    assert svar is not None
    assert (svar.slag, svar.kode) == (slag, status)


DOK = Path(__file__).parents[2] / "docs" / "levering.md"
UTFALL = {
    "Avvist": {Returslag.IKKE_LEVERT},
    "Prøves": {Returslag.PROEVES_IGJEN},
    "Nektet": {Returslag.NEKTET},
    "Noteres": {Returslag.FORSINKET, Returslag.FRAMME},
}


def tabellen() -> list[tuple[str, str, str]]:
    """Each action and status of the document's table, with the first word of the outcome."""
    rader = [[felt.strip() for felt in linje.strip("|").split("|")] for linje in DOK.read_text().splitlines()]
    return [
        (handling, status, rad[2].split()[0].strip(":."))
        for rad in rader
        if len(rad) == 3 and rad[1][:1] in {"2", "4", "5"}
        for handling in rad[0].split(", ")
        for status in rad[1].split(", ")
    ]


@pytest.mark.parametrize(("handling", "status", "utfallet"), tabellen())
def test_en_rapport_betyr_det_dokumentet_sier(handling: str, status: str, utfallet: str) -> None:
    svar = hva(rapport(ID, VAALER, handling=handling, status=status, diagnose=f"smtp; {status[0]}50 {status} sorry"))
    assert svar is not None
    assert svar.slag in UTFALL[utfallet]


def test_dokumentet_har_tabellen() -> None:
    assert len(tabellen()) > 12


@pytest.mark.parametrize(
    ("handling", "status", "slag"),
    [
        ("delayed", "4.4.1", Returslag.FORSINKET),
        ("delivered", "2.0.0", Returslag.FRAMME),
        ("relayed", "2.0.0", Returslag.FRAMME),
        ("expanded", "2.0.0", Returslag.FRAMME),
        ("Delayed (and so on)", "4.2.2", Returslag.FORSINKET),
        ("sung", "5.1.1", None),
    ],
)
def test_bare_det_som_er_gitt_opp_er_kommet_i_retur(handling: str, status: str, slag: Returslag | None) -> None:
    svar = hva(rapport(ID, VAALER, handling=handling, status=status, diagnose="smtp; said so"))
    assert (svar.slag if svar else None) is slag


@pytest.mark.parametrize(
    ("endelig", "opprinnelig", "om_oss"),
    [
        (VAALER, None, True),
        ("Vaaler@KONTAKT.example", None, True),
        ("privat@annen.example", VAALER, True),
        ("privat@annen.example", None, False),
        ("arkiv@fristvakt.example", "arkiv@fristvakt.example", False),
    ],
)
def test_rapporten_maa_vaere_om_adressen_det_ble_skrevet_til(
    endelig: str, opprinnelig: str | None, om_oss: bool
) -> None:
    [status] = les(rapport(ID, endelig, opprinnelig=opprinnelig)).statuser
    assert gjelder(status, VAALER) is om_oss


def test_et_domene_med_norske_bokstaver_er_det_samme_i_begge_former() -> None:
    [status] = les(rapport(ID, "post@xn--vler-qoa.example")).statuser
    assert gjelder(status, "post@våler.example")


def art(raa: bytes) -> Art:
    return les(raa).art


@pytest.mark.parametrize(
    "hoder",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "Auto-Replied (vacation)"},
        {"X_Autoreply": "yes"},
        {"Precedence": "auto_reply"},
        {"X_Auto_Response_Suppress": "All", "Subject": "Automatisk svar: Innsending av forslaget"},
        {"Subject": "=?utf-8?q?Frav=C3=A6rsmelding?="},
        {"Subject": "Ikke til stede: Innsending av forslaget"},
        {"Subject": "Ikkje til stades"},
        {"Subject": "Autosvar"},
        {"Subject": "Automatic reply: Innsending"},
        {"Auto_Submitted": "auto-replied", "Return_Path": "<>"},
    ],
)
def test_den_som_er_borte_kjennes_igjen(hoder: dict[str, str]) -> None:
    assert art(epost("Jeg er borte fra kontoret.", **hoder)) is Art.FRAVAER


@pytest.mark.parametrize(
    "hoder",
    [
        {},
        {"Subject": "Fravær på møtet i neste uke"},
        {"Subject": "Sv: Autosvar i sommer?"},
        {"X_Auto_Response_Suppress": "OOF, AutoReply"},
        {"Auto_Submitted": "no"},
    ],
)
def test_det_folk_skriver_er_svar_fra_mennesker(hoder: dict[str, str]) -> None:
    lest = les(epost("Vi rekker ikke fristen, jeg er tilbake 9.9.", In_Reply_To=ID, **hoder))
    assert (lest.art, lest.avsender, lest.ider) == (Art.SVAR, VAALER, (ID,))
    assert (lest.borte_til, lest.tilbake) == (None, None)


def test_en_kvittering_er_ikke_et_fravaer() -> None:
    tekst = "Takk for din henvendelse. Den er registrert med saksnummer 24/1234."
    assert art(epost(tekst, Auto_Submitted="auto-replied", Subject="Automatisk svar")) is Art.AUTOSVAR


@pytest.mark.parametrize(
    ("raa", "grunn"),
    [
        (b"", Uforstaatt.IKKE_EPOST),
        (b"\x00\xff\xfe" * 1000, Uforstaatt.IKKE_EPOST),
        (b"PK\x03\x04" + bytes(range(256)) * 50, Uforstaatt.IKKE_EPOST),
        (b"Hei, dette er bare tekst\nog mer tekst\n", Uforstaatt.IKKE_EPOST),
        (rapport(ID, VAALER).replace(b"Action: failed", b"X: y"), Uforstaatt.RAPPORT_UTEN_STATUS),
        (
            epost(Content_Type="multipart/report; report-type=disposition-notification; boundary=x"),
            Uforstaatt.LESEKVITTERING,
        ),
        (epost(Content_Type="multipart/report; report-type=feedback-report; boundary=x"), Uforstaatt.KLAGE),
        (epost(Return_Path="<>"), Uforstaatt.UTEN_AVSENDER),
        (epost(From="Postmaster <postmaster@kontakt.example>", Auto_Submitted="auto-replied"), None),
        (epost(From="MAILER-DAEMON@kontakt.example", In_Reply_To=ID), None),
        (epost(Auto_Submitted="auto-generated"), None),
        (epost(List_Id="<nytt.kontakt.example>"), None),
    ],
)
def test_det_som_ikke_forstaas_sies_det_hvorfor(raa: bytes, grunn: Uforstaatt | None) -> None:
    lest = les(raa)
    assert lest.art is Art.UFORSTAATT
    assert lest.grunn
    assert grunn is None or lest.grunn == grunn


@pytest.mark.parametrize(
    ("tekst", "dager"),
    [
        ("Jeg er borte til og med 12.08.2024.", ("2024-08-12", None)),
        ("Jeg er borte t.o.m. 12. august 2024", ("2024-08-12", None)),
        ("Eg har ferie frå 8. juli til 12. august.", ("--08-12", None)),
        ("Ferie fram til mandag 12.8. Ring sentralbordet.", ("--08-12", None)),
        ("Tilbake på kontoret mandag 13. august 2024.", (None, "2024-08-13")),
        ("Eg er attende 13.8.", (None, "--08-13")),
        ("I am out of the office until 12 August 2024.", ("2024-08-12", None)),
        ("Back on 13th August", (None, "--08-13")),
        ("Borte til 2024-08-12, tilbake 13.8.2024", ("2024-08-12", "2024-08-13")),
        ("Jeg er borte noen dager.", (None, None)),
        ("Tilbake etter ferien, i uke 33.", (None, None)),
        ("Tilbake neste mandag.", (None, None)),
        ("Borte til 12.8.2024 eller kanskje til 19.8.2024.", (None, None)),
        ("Borte til 31.2.2024.", (None, None)),
        ("Borte til 12.08.2023.", (None, None)),
        ("Ring fra 8 til 15.30, eller til 12.8.90.", (None, None)),
        ("Borte.\n\n> Fristen er flyttet til 29.11.2024", (None, None)),
        ("Borte.\n\nFra: Fristvakt\nFristen er flyttet til 29.11.2024", (None, None)),
    ],
)
def test_bare_en_dag_som_staar_der_blir_sagt(tekst: str, dager: tuple[str | None, str | None]) -> None:
    assert sagte_dager(tekst, date(2024, 8, 1)) == dager


def test_dagene_leses_ogsaa_av_html_og_andre_tegnsett() -> None:
    html = epost(
        "<html><style>til 1.1.2030</style><p>Jeg er borte til&nbsp;<b>12.9.2024</b></p>".replace("&nbsp;", " "),
        Content_Type="text/html; charset=utf-8",
        Auto_Submitted="auto-replied",
    )
    latin = epost(Auto_Submitted="auto-replied", Content_Type="text/plain; charset=iso-8859-1")
    assert les(html).borte_til == "2024-09-12"
    assert les(latin + "Eg er bortreist på ferie til 12.9.2024".encode("latin-1")).borte_til == "2024-09-12"


def dypt(antall: int, type_: str = "multipart/mixed") -> bytes:
    deler = [f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(antall)]
    return (
        f"From: a@b.example\r\nSubject: x\r\nContent-Type: {type_}; boundary=b\r\n\r\n--b\r\n" + "".join(deler)
    ).encode()


DYPE = [
    dypt(5_000),
    b"From: a@b.example\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 20_000,
    b'From: a@b.example\r\nContent-Type: text/plain; x="' + b";" * 400_000,
]


@pytest.mark.parametrize("raa", DYPE)
def test_av_et_brev_som_er_dypere_enn_noe_brev_leses_bare_hodet(raa: bytes) -> None:
    lest = les(raa)
    assert (lest.art, lest.avsender) == (Art.SVAR, "a@b.example"), "somebody may have written it all the same"


def test_en_rapport_som_er_dypere_enn_noe_brev_forstaas_ikke() -> None:
    assert les(dypt(5_000, "multipart/report")).grunn == Uforstaatt.FOR_DYP


@pytest.mark.parametrize(
    "raa",
    [
        *DYPE,
        dypt(18),
        b"From: a@b.example\r\nSubject: " + b"=?utf-8?q?=" * 50_000,
        b"From: " + b"(" * 400_000,
        b"From: a@b.example\r\nReferences: " + b"<" * 400_000,
        b"From: a@b.example\r\nAuto-Submitted: auto-replied\r\n\r\n" + b"til " * 120_000,
        b"From: a@b.example\r\nAuto-Submitted: auto-replied\r\nContent-Type: text/html\r\n\r\n" + b"<style" * 80_000,
        dypt(18) + b"\n" * (LESES // 4),
    ],
)
def test_det_som_er_laget_for_aa_ta_tid_tar_ikke_tid(raa: bytes) -> None:
    begynt = time.process_time()
    les(raa)
    assert time.process_time() - begynt < 5


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=2_000))
def test_alt_kan_leses(raa: bytes) -> None:
    _er_hel(les(raa))


BITER = st.sampled_from(
    [
        b"--0123456789.1/relay.example\r\n",
        b"Content-Type: message/delivery-status\r\n",
        b"Content-Type: message/global-delivery-status\r\nContent-Transfer-Encoding: base64\r\n",
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=\r\n",
        b'Content-Type: text/plain; charset="\x00\xff"\r\n',
        b"Final-Recipient: utf-8; \\x{110000}\\x{d800}@x\r\n",
        b"Status: 9.9.9\r\n",
        b"Action:\r\n",
        b"Date: Mon, 99 Foo 99999 25:61:61 +9999\r\n",
        b"From: =?x?b?////?=, =?utf-8?q?=ff?= <@>\r\n",
        b"Content-Transfer-Encoding: x-uuencode\r\n",
        b"\r\n\r\n",
        b"\r",
        b"\xc3\x28",
    ]
)


@settings(max_examples=150, deadline=None)
@example(som_gmail(ID, VAALER), [(496, 0, b'Content-Type: text/plain; charset="\x00\xff"\r\n'), (535, 0, b"\x80")])
@given(
    st.sampled_from(
        [rapport(ID, VAALER), som_exchange(ID, VAALER), som_gmail(ID, VAALER), internasjonal(ID), epost("x")]
    ),
    st.lists(st.tuples(st.integers(0, 3_000), st.integers(0, 60), BITER | st.binary(max_size=20)), max_size=6),
)
def test_en_oedelagt_rapport_kan_leses(raa: bytes, hull: list[tuple[int, int, bytes]]) -> None:
    for sted, lengde, bit in hull:
        raa = raa[:sted] + bit + raa[sted + lengde :]
    lest = les(raa)
    _er_hel(lest)
    for status in lest.statuser:
        gjelder(status, VAALER)
        utfall(status, om_innholdet=lest.om_innholdet, siden=timedelta())


def _er_hel(lest: Innkommet) -> None:
    """Fit to be stored: letters that a database takes, of a length that it was meant for."""
    for tekst in (lest.avsender, lest.emne, *lest.ider, *(s.diagnose for s in lest.statuser)):
        assert "\x00" not in tekst
        tekst.encode()
        assert len(tekst) <= 2_000
    assert lest.art is not Art.UFORSTAATT or lest.grunn


def test_de_haandskrevne_er_riktige_rapporter() -> None:
    for raa in (rapport(ID, VAALER), som_exchange(ID, VAALER), som_gmail(ID, VAALER), internasjonal(ID)):
        melding = message_from_bytes(raa)
        assert melding.get_content_type() == "multipart/report"
        assert [m for del_ in melding.walk() for m in del_.defects] == []
