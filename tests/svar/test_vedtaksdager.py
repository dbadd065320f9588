"""A decision is registered on the day of the meeting that made it: which that is by the plan, and when none was."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from modeller.fakta import Hendelse, MoeteAvlyst, MoeteFlyttet, Utfall, VedtakFattet
from tests.svar.svarverden import STEG, Svarverden, feltet, ordene
from varsler.svarlenke import Formaal

ORGAN = "trysil-kommunestyre"
UTSATT = VedtakFattet(steg=STEG, utfall=Utfall.UTSATT, organ=ORGAN)
PLANLAGT = f"{ORGAN}-20241107"


@pytest.mark.parametrize(
    ("i_dag", "hendte", "foreslaatt"),
    [
        (date(2024, 11, 8), (), "2024-11-07"),
        (date(2024, 11, 7), (), "2024-11-07"),
        (date(2024, 11, 6), (), ""),
        (date(2024, 11, 8), (UTSATT,), ""),
        (date(2024, 12, 11), (UTSATT,), ""),
        (date(2024, 12, 12), (UTSATT,), "2024-12-12"),
        (date(2024, 12, 16), (UTSATT,), "2024-12-12"),
        (date(2024, 12, 16), (MoeteAvlyst(organ=ORGAN, moete=PLANLAGT),), "2024-12-12"),
        (date(2024, 11, 16), (MoeteAvlyst(organ=ORGAN, moete=PLANLAGT),), ""),
        (date(2024, 12, 11), (), "2024-11-07"),
        (date(2024, 12, 13), (), ""),
        (date(2025, 2, 12), (UTSATT,), "2024-12-12"),
        (date(2025, 5, 20), (), ""),
        (date(2024, 11, 16), (MoeteFlyttet(organ=ORGAN, moete=PLANLAGT, til=date(2024, 11, 14)),), "2024-11-14"),
    ],
)
async def test_datoen_som_staar_i_skjemaet_er_moetet_som_kan_ha_avgjort_saken(
    verden: Svarverden, i_dag: date, hendte: tuple[Hendelse, ...], foreslaatt: str
) -> None:
    for hendelse in hendte:
        om_steget = isinstance(hendelse, VedtakFattet)
        verden.naa = datetime(2024, 11, 7 if om_steget else 1, 18, tzinfo=UTC)
        await verden.skjer(hendelse, register=not om_steget)
    verden.naa = datetime(i_dag.year, i_dag.month, i_dag.day, 12, tzinfo=UTC)
    skjema = await verden.hent(verden.lenke(Formaal.FERDIG))
    assert feltet(skjema, "dato") == foreslaatt
    hjelpen = re.search("Neste møte i Trysil kommunestyre er |Trysil kommunestyre har hatt møte ", ordene(skjema))
    assert (hjelpen is not None) == (foreslaatt == "")


async def test_kan_flere_moeter_ha_avgjort_saken_staar_ingen_dato_der_men_dagene(verden: Svarverden) -> None:
    """The one that mails say passed without a decision is not proposed when the body has met since."""
    verden.naa = datetime(2025, 5, 20, 12, tzinfo=UTC)
    skjema = await verden.hent(verden.lenke(Formaal.FERDIG))
    assert feltet(skjema, "dato") == ""
    assert "Trysil kommunestyre har hatt møte 7.11.2024 og 12.12.2024." in ordene(skjema)


async def test_uten_moeteplan_for_aaret_foreslaas_dagen_i_dag(verden: Svarverden) -> None:
    verden.naa = datetime(2025, 1, 10, 12, tzinfo=UTC)
    lenke = verden.lenke(Formaal.FERDIG)
    assert feltet(await verden.hent(lenke), "dato") == "", "two meetings last year can have decided"
    svar = await verden.send(lenke, utfall="vedtatt", organ=ORGAN, dato="2025-01-09")
    assert "Takk, det er registrert" in ordene(svar), "of a year without a plan nobody knows better"


async def test_et_vedtak_paa_en_dag_uten_moete_maa_bekreftes(verden: Svarverden) -> None:
    lenke, felt = verden.lenke(Formaal.FERDIG), {"utfall": "vedtatt", "organ": ORGAN, "dato": "2024-11-06"}
    kryss = "Ja, det var møte den dagen"
    assert kryss not in ordene(await verden.hent(lenke))
    svar = await verden.send(lenke, **felt)
    assert svar.status_code == 422
    assert (
        ordene(svar).count(
            "Trysil kommunestyre har ikke møte 6.11.2024 i møteplanen. Nærmest er 26.9.2024 og 7.11.2024. Rett datoen, "
            "eller kryss av hvis det var møte likevel."
        )
        == 2
    )
    assert kryss in ordene(svar)
    assert await verden.fakta() == []
    uten_utfall = await verden.send(lenke, **{**felt, "utfall": "", "uten_moete": "ja"})
    assert 'name="uten_moete" value="ja" checked' in uten_utfall.text, "asked once"
    assert "Takk, det er registrert" in ordene(await verden.send(lenke, **felt, uten_moete="ja"))
    assert [f.skjedde for f in await verden.fakta()] == [date(2024, 11, 6)]
