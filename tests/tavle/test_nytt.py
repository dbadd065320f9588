"""The page of what is new: all that the week's digest tells some of, over the agreements of one coordinator or all."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest

from modeller.fakta import Faktum, Hendelse, KontaktRegistrert, StegUtfoert
from modeller.plan import Plan
from modeller.tekst import lik
from tests.tavlebesetning import DAG, REGISTER, Proevekilde, klient_for, pulje2

HENNES = "vaaler-sekretariat"
I_GAAR = DAG - timedelta(days=1)


def faktum(stroem: str, hendelse: Hendelse, dag: date = I_GAAR, nr: int = 1) -> Faktum:
    registrert = datetime(dag.year, dag.month, dag.day, 10, tzinfo=UTC)
    return Faktum(
        id=f"{stroem}-{nr}", stroem=stroem, nr=nr, skjedde=dag, registrert=registrert, av="test", hendelse=hendelse
    )


def avtale(nr: int, *dager: date, koordinator: str | None = HENNES) -> Plan:
    gjort = (
        faktum(f"avtale/a{nr}", StegUtfoert(steg="respons.kdd", merknad=f"nr. {n}"), dag, n)
        for n, dag in enumerate(dager)
    )
    return pulje2(avtale=f"a{nr}", navn=lik(f"Avtale {nr}"), fakta=tuple(gjort), koordinator=koordinator)


@pytest.fixture
async def tavla() -> AsyncIterator[httpx.AsyncClient]:
    kontakt = REGISTER.kontakter[HENNES]
    planer = (
        *(avtale(nr, *[I_GAAR] * 6) for nr in range(1, 13)),
        avtale(13, DAG - timedelta(days=8), DAG),
        avtale(14, I_GAAR, koordinator=None),
    )
    registeret = replace(REGISTER, fakta=(faktum(f"kontakt/{HENNES}", KontaktRegistrert(kontakt=kontakt)),))
    async with klient_for(Proevekilde(planene=planer, registeret=registeret)) as klient:
        yield klient


async def test_alt_som_er_nytt_staar_avtale_for_avtale(tavla: httpx.AsyncClient) -> None:
    side = (await tavla.get("/nytt?siden=2024-11-04")).text
    assert side.count("(«nr. ") == 12 * 6 + 1 + 1
    assert side.index('<a class="ds-link" href="/avtale/a1#logg">') < side.index('href="/avtale/a12#logg"')
    assert "Nytt siden 4.11.2024" in side
    assert "ny kontakt" in side.split("Kontakter og møteplaner")[1]


async def test_uten_dag_gjelder_det_den_siste_uka_og_dagen_i_dag_er_med(tavla: httpx.AsyncClient) -> None:
    side = (await tavla.get("/nytt")).text
    assert "Nytt siden 1.11.2024" in side
    _, _, den = side.partition("/avtale/a13#logg")
    assert "8.11.2024" in den.partition("</ul>")[0]
    assert "31.10.2024" not in side
    assert "31.10.2024" in (await tavla.get("/nytt?siden=2024-10-31")).text


async def test_en_koordinator_ser_sine_avtaler_og_kan_se_alle(tavla: httpx.AsyncClient) -> None:
    side = (await tavla.get(f"/nytt?siden=2024-11-04&koordinator={HENNES}")).text
    assert "/avtale/a12#logg" in side
    assert "/avtale/a14#logg" not in side
    assert "Koordinator: Politisk sekretariat." in side
    assert 'href="/nytt?siden=2024-11-04"' in side
    assert "/avtale/a14#logg" in (await tavla.get("/nytt?siden=2024-11-04&koordinator=ukjent")).text


async def test_det_som_ligger_langt_tilbake_staar_i_avtalenes_egne_logger(tavla: httpx.AsyncClient) -> None:
    assert "Nytt siden 8.8.2024" in (await tavla.get("/nytt?siden=1999-01-01")).text
    fram = await tavla.get("/nytt?siden=2999-01-01&maal=nn")
    assert "Nytt sidan 8.11.2024" in fram.text
    assert (await tavla.get("/nytt?siden=i%20fjor")).status_code == 400


async def test_er_ingenting_nytt_sier_siden_det() -> None:
    async with klient_for(Proevekilde(planene=(pulje2(),))) as klient:
        assert "Ingenting er registrert siden da." in (await klient.get("/nytt")).text
        assert 'href="/nytt"' in (await klient.get("/avtaler")).text
