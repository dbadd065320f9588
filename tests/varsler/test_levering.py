"""Delivery for real: an SMTP server on loopback that answers as servers do, and a Maildir on disk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default
from mailbox import Maildir
from pathlib import Path
from typing import Any, cast

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.varsler.varselbygg import OPPSETT, VAALER, saker, steg
from varsler.levering import Avvist, Kryptering, MaildirLevering, Midlertidig, Passord, Sendt, SmtpLevering
from varsler.melding import Melding, skriv

# Loopback only: the server under test is in this process.
pytestmark = pytest.mark.enable_socket

NAA = datetime(2024, 9, 2, 6, 0, tzinfo=UTC)


def melding() -> Melding:
    return skriv(saker(date(2024, 9, 2), steg()), naa=NAA, oppsett=OPPSETT)


class Postkontor:
    """A handler that keeps what it takes and answers as it is told."""

    def __init__(self, rcpt: str = "", data: str = "250 OK", *, heng_opp: bool = False) -> None:
        self.rcpt, self.data, self.heng_opp = rcpt, data, heng_opp
        self.mottatt: list[Envelope] = []

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's own names
        self, server: SMTP, session: Session, envelope: Envelope, address: str, rcpt_options: list[Any]
    ) -> str:
        if self.rcpt:
            return self.rcpt
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        if self.heng_opp:
            assert server.transport is not None
            server.transport.close()
            return "250 never heard"
        self.mottatt.append(envelope)
        return self.data


@asynccontextmanager
async def tjener(kontor: Postkontor, **valg: object) -> AsyncIterator[SmtpLevering]:
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(kontor, **cast("Any", valg)), "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        yield SmtpLevering(vert="127.0.0.1", port=port, kryptering=Kryptering.INGEN, timeout=5)


async def test_meldingen_kommer_hel_fram() -> None:
    kontor = Postkontor()
    async with tjener(kontor) as smtp:
        svar = await smtp.lever(melding())
    assert isinstance(svar, Sendt)
    (konvolutt,) = kontor.mottatt
    assert (konvolutt.mail_from, konvolutt.rcpt_tos) == ("fristvakt@fristvakt.example", [VAALER])
    assert isinstance(konvolutt.content, bytes)
    lest = message_from_bytes(konvolutt.content, policy=default)
    assert lest["Subject"] == melding().emne
    assert [d.get_content_type() for d in lest.walk() if not d.is_multipart()] == [
        "text/plain",
        "text/html",
        "text/calendar",
    ]


@pytest.mark.parametrize("svar", ["421 Come back later", "451 Try again", "452 Mailbox full"])
async def test_midlertidig_nei_til_mottakeren_proeves_igjen(svar: str) -> None:
    async with tjener(Postkontor(rcpt=svar)) as smtp:
        utfall = await smtp.lever(melding())
    assert isinstance(utfall, Midlertidig)
    assert utfall.kode == int(svar[:3])


@pytest.mark.parametrize("kontor", [Postkontor(rcpt="550 No such user"), Postkontor(data="554 Refused")])
async def test_endelig_nei_er_endelig(kontor: Postkontor) -> None:
    async with tjener(kontor) as smtp:
        utfall = await smtp.lever(melding())
    assert isinstance(utfall, Avvist)
    assert utfall.kode in {550, 554}


async def test_brutt_forbindelse_er_midlertidig_og_gjelder_alle() -> None:
    async with tjener(Postkontor(heng_opp=True)) as smtp:
        utfall = await smtp.lever(melding())
    assert isinstance(utfall, Midlertidig)
    assert utfall.gjelder_alle


async def test_en_tjener_som_ikke_svarer_er_midlertidig_og_gjelder_alle() -> None:
    async with tjener(Postkontor()) as smtp:
        pass
    utfall = await smtp.lever(melding())
    assert isinstance(utfall, Midlertidig)
    assert utfall.gjelder_alle


async def test_manglende_starttls_er_vaart_problem_og_sender_ikke_i_klartekst() -> None:
    kontor = Postkontor()
    async with tjener(kontor) as smtp:
        utfall = await replace(smtp, kryptering=Kryptering.STARTTLS).lever(melding())
    assert isinstance(utfall, Midlertidig)
    assert utfall.gjelder_alle
    assert not kontor.mottatt


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
async def test_feil_passord_merker_ingen_mottaker() -> None:
    async with tjener(Postkontor(), auth_required=True, auth_require_tls=False, authenticator=lambda *_: False) as smtp:
        utfall = await replace(smtp, bruker="b", passord=Passord("feil")).lever(melding())
    assert isinstance(utfall, Midlertidig)
    assert utfall.gjelder_alle


def test_passordet_vises_aldri() -> None:
    assert "hemmelig" not in repr(SmtpLevering(vert="x", port=25, passord=Passord("hemmelig")))


# --- Maildir ---------------------------------------------------------------------------------------------------------


async def test_maildiren_kan_leses_av_python(tmp_path: Path) -> None:
    svar = await MaildirLevering(tmp_path / "post").lever(melding())
    assert isinstance(svar, Sendt)
    (lest,) = Maildir(tmp_path / "post", factory=None)
    assert lest["Message-ID"] == melding().message_id
    assert not list((tmp_path / "post" / "tmp").iterdir())


async def test_samme_melding_to_ganger_er_en_fil_ogsaa_naar_den_er_lest(tmp_path: Path) -> None:
    levering = MaildirLevering(tmp_path)
    foerst = await levering.lever(melding())
    igjen = await levering.lever(melding())
    assert foerst == igjen
    assert isinstance(foerst, Sendt)
    assert foerst.fil is not None
    (tmp_path / "new" / foerst.fil).rename(tmp_path / "cur" / f"{foerst.fil}:2,S")
    assert await levering.lever(melding()) == foerst
    assert len(Maildir(tmp_path)) == 1
    lest = levering.les(foerst.fil)
    assert lest is not None
    assert lest["To"].addresses[0].addr_spec == VAALER


@pytest.mark.parametrize("fil", ["../hemmelig", "", ".", "..", "finnes.ikke", "/etc/hostname"])
async def test_bare_filer_i_maildiren_kan_leses(tmp_path: Path, fil: str) -> None:
    (tmp_path / "hemmelig").write_text("x")
    assert MaildirLevering(tmp_path / "post").les(fil) is None
