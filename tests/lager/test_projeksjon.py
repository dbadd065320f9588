"""The projection: which agreements are due, and when the next thing happens."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from modeller.lager.lager import Lager
from modeller.lager.projeksjon import Planstegrad, avtaler_som_er_forfalt, les_plan, neste_dag, skriv_plan, slett_alt
from tests.lager.lagerbygg import DAG


def steg(
    avtale: str, steg_id: str, *, skifte: int | None = None, varsel: int | None = None, fase: str = "forslag"
) -> Planstegrad:
    def om(dager: int | None) -> date | None:
        return None if dager is None else DAG + timedelta(days=dager)

    return Planstegrad(
        avtale=avtale,
        steg_id=steg_id,
        livsloep="bygdevekst",
        fase=fase,
        aapner=None,
        frist=om(90),
        utfoert=None,
        neste_skifte=om(skifte),
        neste_varsel=om(varsel),
    )


async def test_en_avtales_rader_erstattes_hele(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await skriv_plan(tx, "a", [steg("a", "s2"), steg("a", "s1", skifte=1)])
        await skriv_plan(tx, "b", [steg("b", "s1")])
        assert await les_plan(tx, "a") == (steg("a", "s1", skifte=1), steg("a", "s2"))
        await skriv_plan(tx, "a", [steg("a", "s3")])
        assert await les_plan(tx) == (steg("a", "s3"), steg("b", "s1"))
        await slett_alt(tx)
        assert await les_plan(tx) == ()


@pytest.mark.parametrize(
    ("dag", "forfalte"), [(DAG, ("a",)), (DAG + timedelta(days=3), ("a", "b")), (DAG - timedelta(days=1), ())]
)
async def test_bare_det_som_har_kommet_til_dagen_er_forfalt(lager: Lager, dag: date, forfalte: tuple[str, ...]) -> None:
    async with lager.skriving() as tx:
        await skriv_plan(tx, "a", [steg("a", "s1", skifte=0), steg("a", "s2", skifte=0, varsel=5)])
        await skriv_plan(tx, "b", [steg("b", "s1", varsel=3)])
        await skriv_plan(tx, "c", [steg("c", "s1")])
        assert await avtaler_som_er_forfalt(tx, dag, livsloep="bygdevekst", fase="forslag") == forfalte
        assert await avtaler_som_er_forfalt(tx, dag) == forfalte
        assert await avtaler_som_er_forfalt(tx, dag, livsloep="samarbeid") == ()
        assert await avtaler_som_er_forfalt(tx, dag, fase="aarlig") == ()


async def test_neste_dag_er_den_tidligste_av_skifter_og_varsler(lager: Lager) -> None:
    async with lager.skriving() as tx:
        assert await neste_dag(tx) is None
        await skriv_plan(tx, "a", [steg("a", "s1", skifte=7), steg("a", "s2", varsel=4)])
        assert await neste_dag(tx) == DAG + timedelta(days=4)
