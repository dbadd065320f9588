"""Debian's Postfix as a relay of its own on loopback, unpacked and not installed (`deploy/postfixprogrammer.py`).

It takes mail from us, offers it to a server of ours, and delivers its reports into a Maildir.
"""

from __future__ import annotations

import asyncio
import grp
import os
import pwd
import shutil
import socket
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

POSTFIX = Path(__file__).parents[2] / ".venv" / "postfix"
BIBLIOTEKER = POSTFIX / "usr" / "lib" / "postfix"
EIER, GRUPPE = "daemon", "mail"
"""Accounts every Debian has; Postfix wants one of its own and a group that is not that one's."""
TAALMODIGHET = 60.0
MAPPER = ("active", "bounce", "corrupt", "defer", "deferred", "flush", "hold", "incoming", "private", "saved", "trace")
TJENESTER = """\
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


def mangler() -> str:
    """Why it cannot be run here; empty when it can."""
    if not (BIBLIOTEKER / "sbin" / "master").exists():
        return "Postfix is not unpacked here: run deploy/postfixprogrammer.py"
    if os.geteuid() != 0:
        return "Postfix must be started by root"
    return ""


@dataclass(frozen=True, slots=True)
class Postfix:
    """A running one: the port it takes mail on, and the Maildir of the sender's address."""

    port: int
    maildir: Path
    logg: Path

    async def nye(self, antall: int) -> list[Path]:
        """The reports, when there are so many."""
        async with asyncio.timeout(TAALMODIGHET):
            while len(funnet := sorted((self.maildir / "new").glob("*"))) < antall:  # noqa: ASYNC110 - other processes set no event
                await asyncio.sleep(0.02)
        return funnet


@asynccontextmanager
async def postfix(domene: str, neste_port: int) -> AsyncIterator[Postfix]:
    """Run one that has the mailboxes of `domene` and offers all else to `neste_port`, once."""
    with socket.create_server(("127.0.0.1", 0)) as ledig:
        port = ledig.getsockname()[1]
    rot = _sett_opp(domene, port, neste_port)
    herre = await asyncio.create_subprocess_exec(
        *(BIBLIOTEKER / "sbin" / "master", "-c", rot / "conf", "-d"),
        env={"PATH": os.environ["PATH"], "LD_LIBRARY_PATH": str(BIBLIOTEKER), "MAIL_CONFIG": str(rot / "conf")},
    )
    try:
        await _svarer(port)
        yield Postfix(port, rot / "post" / "retur", rot / "logg")
    finally:
        herre.terminate()
        await herre.wait()
        shutil.rmtree(rot, ignore_errors=True)


def _sett_opp(domene: str, port: int, neste_port: int) -> Path:
    """A folder with all it needs, as its own start script would have made it."""
    rot = Path(tempfile.mkdtemp(prefix="fristvakt-postfix-"))
    rot.chmod(0o755)  # its processes are not ours
    eier, gruppe = pwd.getpwnam(EIER).pw_uid, grp.getgrnam(GRUPPE).gr_gid
    for navn in ("conf", "spool/pid"):
        (rot / navn).mkdir(parents=True)
    for navn in ("data", "post", *(f"spool/{m}" for m in MAPPER)):
        (rot / navn).mkdir(mode=0o700)
        os.chown(rot / navn, eier, 0)
    for navn in ("spool/maildrop", "spool/public"):
        (rot / navn).mkdir(mode=0o730)
        os.chown(rot / navn, eier, gruppe)
    (rot / "conf" / "master.cf").write_text(TJENESTER.format(port=port))
    oppsett = {
        "compatibility_level": "3.6",
        "queue_directory": rot / "spool",
        "data_directory": rot / "data",
        "daemon_directory": BIBLIOTEKER / "sbin",
        "command_directory": POSTFIX / "usr" / "sbin",
        "meta_directory": rot / "conf",
        "shlib_directory": "no",
        "mail_owner": EIER,
        "setgid_group": GRUPPE,
        "import_environment": "MAIL_CONFIG LD_LIBRARY_PATH",
        "myhostname": f"relay.{domene}",
        "mydestination": "",
        "mynetworks": "127.0.0.0/8",
        "inet_protocols": "ipv4",
        "smtp_host_lookup": "native",
        "smtpd_peername_lookup": "no",
        "smtpd_relay_restrictions": "permit_mynetworks, reject",
        "local_recipient_maps": "",
        "alias_maps": "",
        "alias_database": "",
        "default_transport": f"smtp:[127.0.0.1]:{neste_port}",
        "virtual_mailbox_domains": domene,
        "virtual_mailbox_base": rot / "post",
        "virtual_mailbox_maps": "static:retur/",
        "virtual_uid_maps": f"static:{eier}",
        "virtual_gid_maps": f"static:{gruppe}",
        "virtual_minimum_uid": "1",
        "maximal_queue_lifetime": "0",
        "maillog_file": rot / "logg",
        "maillog_file_prefixes": rot,
    }
    (rot / "conf" / "main.cf").write_text("".join(f"{navn} = {verdi}\n" for navn, verdi in oppsett.items()))
    return rot


async def _svarer(port: int) -> None:
    async with asyncio.timeout(TAALMODIGHET):
        while True:
            try:
                _, skriv = await asyncio.open_connection("127.0.0.1", port)
            except ConnectionRefusedError:
                await asyncio.sleep(0.02)
            else:
                skriv.close()
                return
