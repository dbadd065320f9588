"""The names a message has for mail programs: its own, and that of the thread it belongs to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def message_id(mottaker: str, noekler: Iterable[str], domene: str) -> str:
    """A Message-ID that is the same whenever the same items go to the same recipient.

    The items' identities are unique for ever and name their dates, so the day of sending is left out: a message
    killed between delivery and confirmation keeps its id even when it is resent the next morning.
    """
    return _id(mottaker, *sorted(noekler), domene=domene)


def traad_id(mottaker: str, avtale: str, domene: str) -> str:
    """The root that all messages to a recipient that lead with the same agreement refer to (RFC 5322, 3.6.4).

    No message has this id: the thread then holds together whichever was the first, and although one of them is gone.
    A message that spans agreements refers to the root of the one it leads with alone. To refer to each of them would
    make one thread of all, also of what is about one agreement, in every program that threads by references.
    """
    return _id("traad", mottaker, avtale, domene=domene)


def _id(*deler: str, domene: str) -> str:
    innhold = "\n".join(deler)
    return f"<{hashlib.sha256(innhold.encode()).hexdigest()[:32]}@{domene}>"
