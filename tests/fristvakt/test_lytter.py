"""Connections that hold their place on the answer app and come to nothing are hung up on; others are served."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from fristvakt import lytter
from fristvakt.svarsider import _Svartjener

pytestmark = pytest.mark.enable_socket
HODE = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n"


async def ekko(_: Scope, receive: Receive, send: Send) -> None:
    """Answers with the body, once all of it is there."""
    kropp, mer = b"", True
    while mer:
        melding = await receive()
        kropp, mer = kropp + melding.get("body", b""), melding.get("more_body", False)
    hoder = [(b"content-length", str(len(kropp)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": hoder})
    await send({"type": "http.response.body", "body": kropp})


@pytest.fixture
async def port(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[int]:
    monkeypatch.setattr(lytter, "TAALMODIGHET", 0.1)
    paa = socket.create_server(("127.0.0.1", 0))
    oppsett = uvicorn.Config(ekko, http=lytter.UtaalmodigForbindelse, lifespan="off", log_level="critical")
    tjener = _Svartjener(oppsett)
    oppgave = asyncio.create_task(tjener.serve(sockets=[paa]))
    yield int(paa.getsockname()[1])
    tjener.should_exit = True
    await oppgave


@pytest.mark.parametrize("sagt", [b"", b"GET / HT", HODE, HODE + b"\r\na"], ids=["nothing", "half", "head", "body"])
async def test_den_som_ikke_blir_ferdig_blir_lagt_paa(port: int, sagt: bytes) -> None:
    leser, skriver = await asyncio.open_connection("127.0.0.1", port)
    skriver.write(sagt)
    async with asyncio.timeout(10):
        with suppress(ConnectionResetError):
            assert await leser.read() == b"", "nothing is answered"
    skriver.close()


async def test_den_som_har_noe_paa_hjertet_faar_svar(port: int) -> None:
    leser, skriver = await asyncio.open_connection("127.0.0.1", port)
    async with asyncio.timeout(10):
        for svar in (b"ab", b"cd"):
            skriver.write(HODE + b"\r\n" + svar)
            assert (await leser.readuntil(svar)).startswith(b"HTTP/1.1 200")
    skriver.close()
