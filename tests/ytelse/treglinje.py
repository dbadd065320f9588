"""`python -m tests.ytelse.treglinje PORT SECONDS`: a port that hands all on to another, half of the seconds each way.

In a process of its own, so that what is measured does not share its time with the line. Prints its own port.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress


async def linje(port: int, forsinkelse: float) -> None:
    """Listen on a free port until the process is ended."""

    async def pump(les: asyncio.StreamReader, skriv: asyncio.StreamWriter) -> None:
        loop = asyncio.get_running_loop()
        with suppress(ConnectionError):
            while data := await les.read(1 << 16):
                loop.call_later(forsinkelse / 2, skriv.write, data)
        loop.call_later(forsinkelse, skriv.close)

    async def koble(les: asyncio.StreamReader, skriv: asyncio.StreamWriter) -> None:
        der_les, der_skriv = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(pump(les, der_skriv), pump(der_les, skriv))

    async with await asyncio.start_server(koble, "127.0.0.1", 0) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        asyncio.run(linje(int(sys.argv[1]), float(sys.argv[2])))
