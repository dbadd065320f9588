"""What the board says of sources: each agreement leans on its own, and nothing is passed off as more than it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import httpx
import pytest

from flyter.livsloep import BYGDEVEKST
from modeller.avledning import avled
from modeller.fakta import Avtalepart, Datoverdi, Delmaal, Fristart, Rolle
from modeller.plan import Plan
from modeller.tekst import lik
from tavle.kilder import dokumenter, har_moenster, kildelinjer
from tavle.rader import planrader
from tests.rollebesetning import KALENDER, OPPRETTET, REGISTER, Historie
from tests.tavle.test_sider import ordene
from tests.tavlebesetning import Proevekilde, klient_for

DAG = date(2024, 10, 1)
EGEN = replace(
    OPPRETTET,
    kilder=(),
    kilde="002 punkt 1.3.4",
    parter=(
        *(replace(p, kilde="002 punkt 1.3.4") for p in OPPRETTET.parter[:4]),
        Avtalepart("kdd", Rolle.HOVEDPART, "002 punkt 1.2"),
    ),
    delmaal=(Delmaal("d1", lik("Bolig"), ("trysil",), "002 punkt 1.3.4, delmål 1"),),
    datoer={
        "forslagsfrist": Datoverdi(date(2024, 11, 29), kilde="002 vedlegg 1"),
        "tekstdialog": Datoverdi(date(2025, 1, 31), Fristart.TENTATIV, bare_maaned=True, kilde="møtereferatet"),
    },
)


@cache
def plan(*, egne_kilder: bool = True) -> Plan:
    historie = Historie(opprettet=EGEN if egne_kilder else OPPRETTET)
    return avled(historie.fakta, BYGDEVEKST, REGISTER, DAG, KALENDER)


async def siden(maal: str = "nb", *, egne_kilder: bool = True) -> str:
    vist = plan(egne_kilder=egne_kilder)
    fakta = [replace(f, kilde="002 punkt 1.2 (dagen er diktet opp)") for f in Historie(opprettet=EGEN).fakta]
    kilde = Proevekilde(planene=(vist,), registeret=REGISTER, fakta_i_avtalen=fakta)
    async with klient_for(kilde) as tavla:
        svar: httpx.Response = await tavla.get(f"/avtale/{vist.avtale}", params={"maal": maal})
    assert svar.status_code == 200
    return ordene(svar.text)


def test_hver_kilde_staar_en_gang_med_det_som_staar_der() -> None:
    linjer = {linje.kilde.nb: [hva.nb for hva in linje.hva] for linje in kildelinjer(plan(), REGISTER, BYGDEVEKST)}
    sintef = "Sintefs midtveisrapport om bygdevekstavtaler"
    assert linjer[f"{sintef}, punkt 1.3.4"][0] == "avtalen"
    assert len(linjer[f"{sintef}, punkt 1.3.4"]) == 5
    assert linjer[f"{sintef}, vedlegg 1"] == ["fristen for forslaget 29.11.2024 (frist)"]
    assert linjer["møtereferatet"] == ["dialogen om teksten januar 2025 (foreløpig)"]
    assert linjer[f"{sintef}, punkt 1.3.4, delmål 1"] == ["delmålet «Bolig»"]


def test_bare_dokumentene_som_gjelder_blir_nevnt_og_de_for_alle_til_slutt() -> None:
    assert [d.id for d in dokumenter(plan(), BYGDEVEKST)] == ["002", "004"]
    assert [d.id for d in dokumenter(plan(egne_kilder=False), BYGDEVEKST)] == ["001", "003", "002", "004"]
    assert har_moenster(plan())
    assert not har_moenster(plan(egne_kilder=False))


@pytest.mark.parametrize(
    ("maal", "setninger"),
    [
        (
            "nb",
            [
                "Ingen egen, men etter mønster av KDDs brev om veien videre for pulje 2",
                "Steg som ingen av kildene nevner, er våre egne forslag",
                "Ingen kilde krever dette i avtalen, men andre steg venter på det.",
                "Kilde: Sintefs midtveisrapport om bygdevekstavtaler, punkt 1.2 (dagen er diktet opp)",
                "Fristen for forslaget 29.11.2024 (frist)",
            ],
        ),
        (
            "nn",
            [
                "Inga eiga, men etter mønster av brevet frå KDD om vegen vidare for pulje 2",
                "Steg som ingen av kjeldene nemner, er våre eigne framlegg",
                "Inga kjelde krev dette i avtalen, men andre steg ventar på det.",
                "Kjelde: Midtvegsrapporten frå Sintef om bygdevekstavtalar, punkt 1.2 (dagen er diktet opp)",
            ],
        ),
    ],
)
async def test_avtalesiden_skiller_kilder_fra_moenstre(maal: str, setninger: list[str]) -> None:
    side = await siden(maal)
    for setning in setninger:
        assert setning in side


async def test_avtalen_som_har_brevet_og_avtaleteksten_har_ingen_moenstre() -> None:
    side = await siden(egne_kilder=False)
    assert "mønster" not in side
    assert "KDDs brev om veien videre for pulje 2, «Politisk forankring i kommunene»" in side


def test_radene_skiller_kilder_fra_moenstre() -> None:
    rader = {rad["id"]: rad for rad in planrader(plan(), REGISTER)}
    assert rader["innsending"]["kilde"] == "002: Sintefs midtveisrapport om bygdevekstavtaler, vedlegg 1"
    assert rader["tekstdialog"]["kilde"] == "møtereferatet"
    assert rader["forankring.trysil"]["kilde"] is None
    assert rader["forankring.trysil"]["moenster"] == (
        "003: KDDs brev om veien videre for pulje 2, «Politisk forankring i kommunene»"
    )
    assert rader["forankring.trysil"]["frist_art"] == "veiledende"
