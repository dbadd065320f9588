"""A real Postfix on loopback in a folder of its own: Debian's package, unpacked by `deploy/postfixprogrammer.py`.

It takes mail for the towns it knows, turns some away and some back, and asks for a name and a password over TLS.
"""

from __future__ import annotations

import asyncio
import base64
import os
import pwd
import shutil
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from ssl import SSLContext

import pytest

from tests.varsler.sertifikater import sertifikater
from tests.varsler.smtpskript import Smtpskript, server as smtpskript
from varsler.levering import Kryptering, Passord, SmtpLevering

PAKKET_UT = Path(__file__).parents[2] / ".venv" / "postfix"
EIER, EIERGRUPPE, MOTTAKER = "daemon", "mail", "nobody"
"""Users and a group that every Debian has: Postfix wants its own to be others' than root's, and makes none."""
KOER = ("active", "bounce", "corrupt", "defer", "deferred", "flush", "hold", "incoming", "saved", "trace")
BRUKER, PASSORD = "fristvakt", "hemmelig æøå"
AVSENDER = "fristvakt@fristvakt.example"
STOERST = 200_000
"""Bytes of the largest message it takes."""
KJENTE = ("ok@kommune.example", "bjørg@kommune.example", AVSENDER)
GRAALISTET = "graa@kommune.example"
VENDER_TILBAKE = "sluttet@neste.example"
"""Taken in, and turned back by the server it is sent on to."""

MAIN_CF = """
compatibility_level = 3.6
queue_directory = {mappe}/koe
data_directory = {mappe}/data
daemon_directory = {pakket_ut}/usr/lib/postfix/sbin
command_directory = {pakket_ut}/usr/sbin
meta_directory = {mappe}/oppsett
mail_owner = {eier}
setgid_group = {gruppe}
default_privs = {mottaker}
import_environment = LD_LIBRARY_PATH MAIL_CONFIG
maillog_file = {mappe}/logg
maillog_file_prefixes = {mappe}
inet_protocols = ipv4
myhostname = postkontor.example
mydestination =
local_recipient_maps =
alias_maps =
smtp_dns_support_level = disabled
smtputf8_enable = yes
message_size_limit = {stoerst}
virtual_mailbox_domains = kommune.example, fristvakt.example
virtual_mailbox_base = {mappe}/post
virtual_mailbox_limit = 0
virtual_mailbox_maps = inline:{{ {kjente} }}
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
default_transport = smtp:[127.0.0.1]:{neste}
maximal_queue_lifetime = 0
smtpd_tls_security_level = encrypt
smtpd_tls_cert_file = {mappe}/oppsett/postkontor.pem
smtpd_tls_key_file = {mappe}/oppsett/postkontor.pem
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:{paalogging}
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = check_recipient_access inline:{{ {{ {graalistet} = 450 4.2.0 Greylisted }} }}
"""
MASTER_CF = """
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
virtual unix - n n - - virtual
smtp unix - - n - - smtp
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postfix:
    """One that runs: where it listens, what a client trusts it by, its folder, and the server it sends mail on to."""

    port: int
    tls: SSLContext
    mappe: Path
    neste: Smtpskript

    def levering(self, passord: str = PASSORD) -> SmtpLevering:
        """Our delivery, set up for it."""
        return SmtpLevering(
            vert="127.0.0.1",
            port=self.port,
            kryptering=Kryptering.STARTTLS,
            bruker=BRUKER,
            passord=Passord(passord),
            tls=self.tls,
        )

    def maildir(self, adresse: str) -> Path:
        """Where it lays mail to an address that it knows."""
        return self.mappe / "post" / adresse

    async def post(self, adresse: str) -> bytes:
        """Wait for one message to the address, and take it; fails when none comes."""
        fil = await self.kommet(adresse)
        innhold = fil.read_bytes()
        fil.unlink()
        return innhold

    async def kommet(self, adresse: str) -> Path:
        """Wait for a message to the address, and leave it; fails when none comes."""
        for _ in range(1000):
            for fil in (self.maildir(adresse) / "new").glob("*"):
                return fil
            await asyncio.sleep(0.01)  # another program is at work
        raise AssertionError(f"no mail to {adresse}: {self.logg()[-3000:]}")

    def logg(self) -> str:
        """What Postfix says of itself."""
        logg = self.mappe / "logg"
        return logg.read_text(encoding="utf-8", errors="replace") if logg.exists() else ""


@asynccontextmanager
async def postfix() -> AsyncIterator[Postfix]:
    """Start one and end it with the block. Skips the test where there is none."""
    if not (PAKKET_UT / "usr" / "sbin" / "postconf").exists() or os.geteuid() != 0:
        pytest.skip("POSTFIX IS MISSING: run «make test» as root on Debian")
    async with AsyncExitStack() as stabel:
        mappe = Path(stabel.enter_context(tempfile.TemporaryDirectory(prefix="fristvakt-postfix-")))
        neste = await stabel.enter_async_context(smtpskript({"RCPT": "550 5.1.1 No such user here"}))
        paalogging = await stabel.enter_async_context(await asyncio.start_server(_paalogging, "127.0.0.1", 0))
        klienten = _legg_til_rette(mappe, neste.port, paalogging.sockets[0].getsockname()[1], port := await _ledig())
        prosess = await asyncio.create_subprocess_exec(
            str(PAKKET_UT / "usr/lib/postfix/sbin/master"), "-d", "-c", str(mappe / "oppsett"), env=_miljoe(mappe)
        )
        try:
            kjoerer = Postfix(port=port, tls=klienten, mappe=mappe, neste=neste)
            await _til_den_svarer(kjoerer, prosess)
            yield kjoerer
        finally:
            with suppress(ProcessLookupError):
                prosess.terminate()
            await prosess.wait()


def _legg_til_rette(mappe: Path, neste: int, paalogging: int, port: int) -> SSLContext:
    """Make its folders and settings; returns what a client trusts it by."""
    mappe.chmod(0o755)
    eier, mottaker = pwd.getpwnam(EIER), pwd.getpwnam(MOTTAKER)
    for koe in KOER:
        _mappe(mappe / "koe" / koe, eier.pw_uid)
    for navn in ("private", "public", "maildrop"):
        _mappe(mappe / "koe" / navn, eier.pw_uid)
    (mappe / "koe" / "pid").mkdir()
    _mappe(mappe / "data", eier.pw_uid)
    _mappe(mappe / "post", mottaker.pw_uid)
    (mappe / "oppsett").mkdir()
    _, klienten = sertifikater(mappe / "oppsett")
    felt: Mapping[str, object] = {
        "mappe": mappe,
        "pakket_ut": PAKKET_UT.resolve(),
        "eier": EIER,
        "gruppe": EIERGRUPPE,
        "mottaker": MOTTAKER,
        "uid": mottaker.pw_uid,
        "gid": mottaker.pw_gid,
        "stoerst": STOERST,
        "kjente": ", ".join(f"{{ {adresse} = {adresse}/ }}" for adresse in (*KJENTE, GRAALISTET)),
        "graalistet": GRAALISTET,
        "neste": neste,
        "paalogging": paalogging,
        "port": port,
    }
    (mappe / "oppsett" / "main.cf").write_text(MAIN_CF.format_map(felt), encoding="utf-8")
    (mappe / "oppsett" / "master.cf").write_text(MASTER_CF.format_map(felt), encoding="utf-8")
    shutil.copy(PAKKET_UT / "etc" / "postfix" / "postfix-files", mappe / "oppsett")
    return klienten


def _mappe(mappe: Path, eier: int) -> None:
    mappe.mkdir(parents=True)
    mappe.chmod(0o700)
    os.chown(mappe, eier, -1)


def _miljoe(mappe: Path) -> dict[str, str]:
    return {
        "PATH": os.defpath,
        "LD_LIBRARY_PATH": str(PAKKET_UT / "usr/lib/postfix"),
        "MAIL_CONFIG": f"{mappe}/oppsett",
    }


async def _ledig() -> int:
    """A port nobody listens on."""
    async with await asyncio.start_server(lambda *_: None, "127.0.0.1", 0) as server:
        port: int = server.sockets[0].getsockname()[1]
        return port


async def _til_den_svarer(tjener: Postfix, prosess: asyncio.subprocess.Process) -> None:
    for _ in range(1500):
        assert prosess.returncode is None, tjener.logg()
        with suppress(ConnectionRefusedError):
            _, skriv = await asyncio.open_connection("127.0.0.1", tjener.port)
            skriv.close()
            return
        await asyncio.sleep(0.02)  # another program is at work
    raise AssertionError(tjener.logg())


async def _paalogging(les: asyncio.StreamReader, skriv: asyncio.StreamWriter) -> None:
    """Say yes to one name and password, as a Dovecot that Postfix asks does (its auth protocol, version 1)."""
    skriv.write(b"VERSION\t1\t1\nMECH\tPLAIN\tplaintext\nSPID\t1\nCUID\t1\nCOOKIE\t00\nDONE\n")
    rett = base64.b64encode(f"\0{BRUKER}\0{PASSORD}".encode()).decode()
    with suppress(ConnectionError):
        async for linje in les:
            felt = linje.decode().strip().split("\t")
            if felt[0] == "AUTH":
                svar = f"OK\t{felt[1]}\tuser={BRUKER}" if f"resp={rett}" in felt else f"FAIL\t{felt[1]}"
                skriv.write(f"{svar}\n".encode())
    skriv.close()
