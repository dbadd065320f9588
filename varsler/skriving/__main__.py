"""`python -m varsler.skriving`: the process beside a `Medskriver`. It knows nothing but what each message brings."""

from __future__ import annotations

import gc
import pickle
import sys
from contextlib import suppress
from typing import BinaryIO

from varsler.konvolutt import Konvolutt, i_konvolutt
from varsler.melding import Melding
from varsler.skriving.avtrykk import avtrykk
from varsler.skriving.pakking import pakk_ut
from varsler.skriving.svarlinje import med_lengde

SOEPPEL_FOER_RYDDING = 50_000
"""A message leaves much behind, but nothing that goes in circles: the collector need not look for that so often."""


def main() -> None:
    """Say what it is written by, and then write what comes in, in turn, until nobody can ask for more."""
    ut = sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing else may come between the answers
    gc.freeze()
    gc.set_threshold(SOEPPEL_FOER_RYDDING)
    with suppress(BrokenPipeError):
        _svar(ut, avtrykk())
        for melding in pakk_ut(sys.stdin.buffer):
            _svar(ut, _skrevet(melding))


def _skrevet(melding: Melding) -> Konvolutt | None:
    """None when it cannot be written: whoever asked meets the same when they try, and knows what to do about it."""
    try:
        return i_konvolutt(melding)
    except Exception:  # noqa: BLE001 - as said
        return None


def _svar(ut: BinaryIO, svar: object) -> None:
    ut.write(med_lengde(pickle.dumps(svar, pickle.HIGHEST_PROTOCOL)))
    ut.flush()


main()
