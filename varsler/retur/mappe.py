"""A Maildir others deliver into: what has not been read, so much of it as is needed, and marking it read."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from varsler.retur.lesing import LESES

SETT = "S"
"""The Maildir flag of mail that has been seen."""


@dataclass(frozen=True, slots=True)
class Fil:
    """A file with mail that has not been read. `navn` is the same wherever in the Maildir it is moved."""

    sti: Path

    @property
    def navn(self) -> str:
        """The name without its flags."""
        return self.sti.name.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Returmappe:
    """The Maildir `mappe`. Nothing is ever deleted from it."""

    mappe: Path

    def uleste(self) -> Iterator[Fil]:
        """What nobody has seen, the oldest names first: new mail, and what a mail server has moved without showing it
        to anybody. Anything but an ordinary file is left alone.
        """
        funnet = [
            oppfoering
            for undermappe in ("new", "cur")
            for oppfoering in self._oppfoeringer(undermappe)
            if not oppfoering.name.startswith(".") and SETT not in _flagg(oppfoering.name)
        ]
        for oppfoering in sorted(funnet, key=lambda o: o.name):
            if oppfoering.is_file(follow_symlinks=False):
                yield Fil(Path(oppfoering.path))

    def les(self, fil: Fil) -> tuple[str, bytes] | None:
        """What the mail is known by for ever, and its beginning; None when it is gone. Raises `OSError`.

        However large a file is, so much and no more is held in memory.
        """
        try:
            # Not to wait for a pipe that has come in its place, nor follow a link out of here.
            fd = os.open(fil.sti, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
        except FileNotFoundError:
            return None
        with os.fdopen(fd, "rb") as aapen:
            om = os.fstat(fd)
            if not stat.S_ISREG(om.st_mode):
                return None
            start = aapen.read(LESES)
        return hashlib.sha256(b"%d\n%b" % (om.st_size, start)).hexdigest()[:32], start

    def merk_lest(self, fil: Fil) -> None:
        """Move it to `cur`, marked as seen; one that is gone is somebody else's doing. Raises `OSError`."""
        flagg = "".join(sorted({*_flagg(fil.sti.name), SETT}))
        cur = self.mappe / "cur"
        maal = cur / f"{fil.navn}:2,{flagg}"
        nr = 1
        while maal.exists():  # names are unique in a Maildir, but nothing is overwritten on that belief
            nr += 1
            maal = cur / f"{fil.navn}-{nr}:2,{flagg}"
        try:
            fil.sti.rename(maal)
        except FileNotFoundError:
            return

    def _oppfoeringer(self, undermappe: str) -> list[os.DirEntry[str]]:
        with os.scandir(self.mappe / undermappe) as alle:
            return list(alle)


def _flagg(navn: str) -> str:
    return navn.rpartition(":2,")[2] if ":2," in navn else ""
