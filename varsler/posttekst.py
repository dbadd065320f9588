"""The texts of the copies that are kept of messages, for searching in many of them."""

from __future__ import annotations

import re
from binascii import a2b_qp
from collections.abc import Mapping
from email import message_from_bytes
from email.policy import default as standardpolicy
from functools import cached_property
from pathlib import Path
from typing import Final

from varsler.lenkeskjul import uten_personlige_lenker
from varsler.levering import MaildirLevering

# As `konvolutt` writes it. A mail library takes fifty times as long for what search does with every message there is.
_VAAR_TEKST: Final = re.compile(
    rb'^--(?P<skille>[^\r\n]+)\r?\nContent-Type: text/plain; charset="utf-8"\r?\n'
    rb"Content-Transfer-Encoding: quoted-printable\r?\n(?:[^\r\n]+\r?\n)*\r?\n",
    re.MULTILINE,
)


class Posttekster:
    """What kept copies say, as it is shown to others than their readers: without the links that one answers with. Who
    can search for a part of a link could otherwise find out the rest.

    Looks into the Maildir once, when it is first asked, and is for one search.
    """

    def __init__(self, maildir: MaildirLevering | None) -> None:
        self._maildir = maildir

    def av(self, fil: str | None) -> str:
        """The text of the copy with this file name; empty when there is none, or it cannot be read."""
        if fil is None or (hvor := self._filene.get(fil)) is None:
            return ""
        try:
            innhold = hvor.read_bytes()
        except OSError:
            return ""
        return uten_personlige_lenker(klartekst(innhold), "")

    @cached_property
    def _filene(self) -> Mapping[str, Path]:
        return self._maildir.filene() if self._maildir else {}


def klartekst(innhold: bytes) -> str:
    """The plain text of a message, whoever wrote it; empty when it has none."""
    if del_ := _VAAR_TEKST.search(innhold):
        slutt = innhold.find(b"\n--" + del_["skille"], del_.end())
        kropp = innhold[del_.end() : slutt if slutt >= 0 else None].removesuffix(b"\r")
        return a2b_qp(kropp).decode(errors="replace")
    try:
        tekst = message_from_bytes(innhold, policy=standardpolicy).get_body(("plain",))
        return str(tekst.get_content()) if tekst else ""
    except (LookupError, ValueError):  # a charset nobody knows
        return ""
