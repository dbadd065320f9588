"""The local engine: retries, timeouts, validation, history; and the ways round it that are closed."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError
from structlog.testing import capture_logs

from flyter.drift import Drift, drift, drift_i_bruk, med_drift, ved_foerste_bruk
from flyter.motor.flyt import flyt
from flyter.motor.kjoering import Minnelogg, TidsavbruddError
from flyter.motor.oppgave import oppgave
from flyter.motor.prefekt import som_flow, som_task
from flyter.motor.valg import LOKAL, PREFECT, Lokalmotor, gjeldende_motor, med_motor
from tests.flyter.kulisser import Stilleklokke, lag_drift

NAA = datetime(2024, 9, 2, 3, 5, tzinfo=UTC)  # what the clock of conftest.py shows


pytestmark = pytest.mark.usefixtures("sammenheng")


async def test_en_oppgave_som_feiler_proeves_igjen_etter_ventetidene(loggbok: Minnelogg) -> None:
    ventet: list[float] = []
    forsoek: list[int] = []

    async def vent(sekunder: float) -> None:
        ventet.append(sekunder)

    @oppgave(navn="ustoe", forsoek_igjen=(10, 60))
    async def ustoe() -> str:
        forsoek.append(1)
        if len(forsoek) < 3:
            raise ConnectionError("the post office is closed")
        return "framme"

    @flyt(navn="proeve")
    async def proeve() -> str:
        return await ustoe()

    with med_motor(Lokalmotor(vent=vent)), capture_logs() as linjer:
        assert await proeve() == "framme"
    assert ventet == [10, 60]
    assert [linje["error"] for linje in linjer] == ["ConnectionError: the post office is closed"] * 2
    assert loggbok.rader[0]["oppgaver"][0]["forsoek"] == 3
    assert loggbok.rader[0]["tilstand"] == "fullfoert"


async def test_naar_forsoekene_er_brukt_opp_feiler_kjoeringen_med_den_siste_feilen(loggbok: Minnelogg) -> None:
    async def vent(_: float) -> None: ...

    @oppgave(navn="umulig", forsoek_igjen=(1,))
    async def umulig() -> None:
        raise ConnectionError("the post office is closed")

    @flyt(navn="proeve")
    async def proeve() -> None:
        await umulig()

    with med_motor(Lokalmotor(vent=vent)), pytest.raises(ConnectionError):
        await proeve()
    rad = loggbok.rader[0]
    assert (rad["tilstand"], rad["feil"]) == ("feilet", "ConnectionError: the post office is closed")
    assert (rad["oppgaver"][0]["tilstand"], rad["oppgaver"][0]["forsoek"]) == ("feilet", 2)


async def test_en_oppgave_over_tidsgrensen_stoppes(loggbok: Minnelogg) -> None:
    @oppgave(navn="treg", tidsgrense=0.01)
    async def treg() -> None:
        await asyncio.Event().wait()

    @flyt(navn="proeve")
    async def proeve() -> None:
        await treg()

    with pytest.raises(TidsavbruddError):
        await proeve()
    assert loggbok.rader[0]["oppgaver"][0]["tilstand"] == "tidsavbrudd"


async def test_en_flyt_over_tidsgrensen_stoppes_og_oppgaven_den_holdt_paa_med_er_avbrutt(loggbok: Minnelogg) -> None:
    @oppgave(navn="treg")
    async def treg() -> None:
        await asyncio.Event().wait()

    @flyt(navn="proeve", tidsgrense=0.01)
    async def proeve() -> None:
        await treg()

    with pytest.raises(TidsavbruddError):
        await proeve()
    assert loggbok.rader[0]["tilstand"] == "tidsavbrudd"
    assert loggbok.rader[0]["oppgaver"][0]["tilstand"] == "avbrutt"


async def test_et_tidsavbrudd_i_kroppen_er_en_vanlig_feil(loggbok: Minnelogg) -> None:
    @flyt(navn="proeve", tidsgrense=60)
    async def proeve() -> None:
        raise TimeoutError("the mail server did not answer")

    with pytest.raises(TimeoutError):
        await proeve()
    assert loggbok.rader[0]["tilstand"] == "feilet"


async def test_en_stanset_kjoering_staar_som_avbrutt_i_historikken(loggbok: Minnelogg) -> None:
    begynt = asyncio.Event()

    @flyt(navn="proeve")
    async def proeve() -> None:
        begynt.set()
        await asyncio.Event().wait()

    kjoering = asyncio.create_task(proeve())
    await begynt.wait()
    kjoering.cancel()
    with pytest.raises(asyncio.CancelledError):
        await kjoering
    assert loggbok.rader[0]["tilstand"] == "avbrutt"


async def test_parametre_gjoeres_om_til_typene_i_signaturen() -> None:
    @flyt(navn="proeve")
    async def proeve(avtale: str, dag: date | None = None) -> object:
        return avtale, dag

    assert await proeve("pulje-2", "2024-11-29") == ("pulje-2", date(2024, 11, 29))  # type: ignore[arg-type]
    assert await proeve(avtale="pulje-2") == ("pulje-2", None)


@pytest.mark.parametrize("parametre", [{"dag": "29. november"}, {"dag": "2024-02-30"}, {"dag": {"aar": 2024}}])
async def test_en_ugyldig_parameter_avvises_foer_noe_har_skjedd(loggbok: Minnelogg, parametre: dict[str, Any]) -> None:
    @flyt(navn="proeve")
    async def proeve(dag: date) -> None:
        raise AssertionError("must not run")

    with pytest.raises(ValidationError, match="dag"):
        await proeve(**parametre)
    assert loggbok.rader == []


async def test_historikken_forteller_naar_hva_og_med_hvilke_parametre(klokke: Stilleklokke, loggbok: Minnelogg) -> None:
    @oppgave(navn="foerste")
    async def foerste() -> None:
        klokke.naa += timedelta(minutes=1)

    @oppgave(navn="andre")
    async def andre() -> None:
        klokke.naa += timedelta(minutes=2)

    @flyt(navn="proeve")
    async def proeve(dag: date) -> None:
        await foerste()
        await andre()

    await proeve(date(2024, 9, 2))
    rad = loggbok.rader[0]
    assert rad["parametre"] == {"dag": "2024-09-02"}
    assert (rad["start"], rad["slutt"]) == (NAA, NAA + timedelta(minutes=3))
    assert [(o["navn"], o["start"], o["slutt"]) for o in rad["oppgaver"]] == [
        ("foerste", NAA.isoformat(), (NAA + timedelta(minutes=1)).isoformat()),
        ("andre", (NAA + timedelta(minutes=1)).isoformat(), (NAA + timedelta(minutes=3)).isoformat()),
    ]


@pytest.mark.parametrize("omvei", ["with_options", "submit", "map", "delay", "apply_async"])
def test_prefects_omveier_rundt_motoren_finnes_ikke(omvei: str) -> None:
    @oppgave(navn="ledd")
    async def ledd() -> None: ...

    @flyt(navn="proeve")
    async def proeve() -> None: ...

    assert not hasattr(ledd, omvei)
    assert not hasattr(proeve, omvei)


def test_bare_asynkrone_kropper_med_id_er_og_datoer_godtas() -> None:
    def synkron() -> None: ...

    async def med_oekt(oekt: object) -> None: ...

    async def med_tidspunkt(naa: datetime) -> None: ...

    async def med_alt(*alt: str) -> None: ...

    for kropp in (synkron, med_oekt, med_tidspunkt, med_alt):
        with pytest.raises(TypeError):
            flyt(navn="proeve")(kropp)  # type: ignore[arg-type]
        with pytest.raises(TypeError):
            oppgave(navn="proeve")(kropp)  # type: ignore[arg-type]


def test_prefect_lagrer_ingenting_og_proever_oppgavene_igjen_som_vi() -> None:
    @oppgave(navn="ledd", forsoek_igjen=(5.0, 30.0))
    async def ledd() -> None: ...

    @flyt(navn="proeve")
    async def proeve() -> None: ...

    flow, task = som_flow(proeve), som_task(ledd)
    assert flow.persist_result is False
    assert task.persist_result is False
    assert type(task.cache_policy).__name__ == "_None"
    assert (flow.retries, task.retries, task.retry_delay_seconds) == (0, 2, [5.0, 30.0])


async def test_den_lokale_motoren_er_standard_og_kan_tvinges() -> None:
    assert gjeldende_motor() is LOKAL
    with med_motor(PREFECT):
        assert gjeldende_motor() is PREFECT
        with med_motor(LOKAL):
            assert gjeldende_motor() is LOKAL


async def test_uten_sammenheng_bygges_den_for_kjoeringen_og_lukkes_etter(
    klokke: Stilleklokke, loggbok: Minnelogg
) -> None:
    hendelser: list[str] = []

    class Bygg:
        async def __aenter__(self) -> Drift:
            hendelser.append("bygget")
            return lag_drift(klokke, loggbok)

        async def __aexit__(self, *_: object) -> None:
            hendelser.append("lukket")

    async def i_en_arbeider() -> None:
        async with drift_i_bruk() as denne:
            assert drift() is denne
            hendelser.append("brukt")

    ved_foerste_bruk(Bygg)
    try:
        with med_drift(None):  # type: ignore[arg-type]  # a process where nobody has set one
            await i_en_arbeider()
    finally:
        ved_foerste_bruk(None)
    assert hendelser == ["bygget", "brukt", "lukket"]
