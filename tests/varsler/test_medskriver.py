"""A second process that writes messages: the same bytes as here, and every message written whatever becomes of it."""

from __future__ import annotations

import asyncio
import io
import os
import signal
from collections.abc import AsyncIterator
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given, strategies as st

from modeller.tekst import Maalform
from tests.varsler.brevbygg import eksempel
from varsler import melding as meldingsmodul
from varsler.adresse import UgyldigAdresse
from varsler.konvolutt import i_konvolutt
from varsler.melding import Melding
from varsler.regler import Slag
from varsler.skriving import medskriver, pakking
from varsler.skriving.medskriver import Medskriver
from varsler.skriving.pakking import Pakker, pakk_ut
from varsler.skriving.svarlinje import Svarlinje, med_lengde

pytestmark = pytest.mark.enable_socket

ALLE = [eksempel(slag, maalform) for slag in Slag for maalform in Maalform]


async def klar(skriver: Medskriver) -> int:
    """Wait till the second process is there; returns its number."""
    skriver._mange = 0
    await skriver.skriv(ALLE[0])
    prosess = skriver._prosess
    assert prosess is not None and prosess._transport is not None
    while not prosess._er_klar:
        await asyncio.sleep(0)
    return prosess._transport.get_pid()


@pytest.fixture
async def skriver() -> AsyncIterator[Medskriver]:
    async with Medskriver() as skriver:
        yield skriver


async def test_den_andre_prosessen_skriver_hver_melding_byte_for_byte_som_denne(
    skriver: Medskriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    await klar(skriver)
    ventet = [i_konvolutt(melding) for melding in ALLE]
    monkeypatch.setattr(medskriver, "i_konvolutt", lambda _: pytest.fail("written in this process"))
    assert await asyncio.gather(*map(skriver.skriv, ALLE)) == ventet
    assert await skriver.skriv(ALLE[0]) == ventet[0]
