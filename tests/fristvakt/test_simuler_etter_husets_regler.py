"""`simuler` shows what this installation would send: by its settings and by what has been said in it of being told."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fristvakt.filer import les_avtalefiler
from fristvakt.husregler import Husregler, les_husregler
from fristvakt.innstillinger import les_innstillinger
from tests.fristvakt.conftest import LASTET
from tests.fristvakt.kommandoproeve import AVTALE, EKSEMPLER, PULJE_2, Svar, fristvakt

SPENN = ("--fra", "2024-10-07", "--til", "2024-10-09")
NOE_BLIR_GJORT = ("--fra", "2024-11-20", "--til", "2024-11-22")
TRYSIL, VAALER = "prosjektleder@trysil.example", "saksbehandler@vaaler.example"
NYTT, I_DAG, UTE = "ligger_hos_dere", "paa_dagen", "loep_utgaatt"
NAVN = "Bygdevekstavtale for Engerdal, Trysil, Våler og Åmot"

Sendt = set[tuple[str, str]]


def simuler(*ord_: object, spenn: tuple[str, ...] = SPENN) -> list[dict[str, Any]]:
    meldinger: list[dict[str, Any]] = fristvakt("simuler", PULJE_2, *spenn, *ord_, "--json").json()
    return meldinger


def sendt(meldinger: list[dict[str, Any]]) -> Sendt:
    """Who is told what."""
    return {(m["til"], sak["slag"]) for m in meldinger for sak in m["saker"]}


def sett(*ord_: object) -> None:
    svar = fristvakt("varsler", *ord_, "--naa", LASTET)
    assert (svar.kode, svar.feil) == (0, "")


def husreglene(avtale: str = AVTALE) -> Husregler:
    return asyncio.run(les_husregler(les_innstillinger(), [avtale]))


@pytest.fixture(scope="module")
def vanlig(tmp_path_factory: pytest.TempPathFactory) -> Sendt:
    """What is sent where nothing has been chosen and nobody answers."""
    with pytest.MonkeyPatch.context() as m:
        m.setenv("FRISTVAKT_MAPPE", str(tmp_path_factory.mktemp("ingen") / "data"))
        return sendt(simuler("--ingen-svarer"))


def test_det_som_er_sagt_her_for_alle_avtalen_parten_og_kontakten_gjelder(
    data: Path, tom_maskin: Path, vanlig: Sendt
) -> None:
    """It was said after the days that are simulated, and holds as if it had always been so."""
    assert {(TRYSIL, I_DAG), (TRYSIL, UTE), (VAALER, I_DAG), (VAALER, UTE), (TRYSIL, NYTT)} <= vanlig
    sett("sett", "loepet_gikk_ut", "av", "--for", "part/trysil")
    sett("sett", "paa_dagen", "av", "--for", "kontakt/vaaler-saksbehandler")
    sett("sett", "ligger_hos_dere", "av", "--for", f"avtale/{AVTALE}", "--steg", "forankring")
    sett("sett", "i_god_tid", "8uker", "--for", "installasjon")
    sett("samle", "trysil-prosjektleder", "ukentlig")
    data = data.rename(tom_maskin / "annen")
    foer = (data / "fristvakt.db").read_bytes()
    meldinger = simuler("--ingen-svarer", "--mappe", data)
    assert {(TRYSIL, I_DAG), (VAALER, UTE)} <= sendt(meldinger)
    assert not {(TRYSIL, UTE), (VAALER, I_DAG)} & sendt(meldinger)
    nye = {sak["steg"] for m in meldinger for sak in m["saker"] if sak["slag"] == NYTT}
    assert nye
    assert "forankring" not in nye
    tekst = fristvakt("simuler", PULJE_2, "--fra", "2024-10-07", "--til", "2024-10-07", "--tabell", "--mappe", data).ut
    assert tekst.partition("Reglene")[2].splitlines() == [
        " er slik de er satt her. Dette er annerledes enn standard:",
        "• Alle avtaler: påminnelsen «i god tid» har fått avstanden 8 uker.",
        f"• {NAVN}: påminnelsen «det som ligger hos dere» for «Politisk forankring av forslaget» ble slått av.",
        "• Trysil kommune: påminnelsen «løpet gikk ut» ble slått av.",
        "• Våler kommune, Saksbehandler: påminnelsen «på dagen» ble slått av.",
        "• Trysil kommune, Prosjektleder: vil ha det som ikke haster, samlet én gang i uka, og oversiktene.",
    ]
    assert (data / "fristvakt.db").read_bytes() == foer


def test_innstillingene_gjelder_ogsaa_der_ingenting_er_begynt(monkeypatch: pytest.MonkeyPatch, vanlig: Sendt) -> None:
    monkeypatch.setenv("FRISTVAKT_STILLE", "1.10-31.10")
    monkeypatch.setenv("FRISTVAKT_SENDETID", "13-15")
    meldinger = simuler("--ingen-svarer")
    assert (TRYSIL, I_DAG) in sendt(meldinger)
    assert sendt(meldinger) < vanlig
    assert {m["tid"][11:16] for m in meldinger} == {"13:00"}
    avvik = list(husreglene().avvik(les_avtalefiler([PULJE_2])))
    assert avvik[0] == "E-post går ut på arbeidsdager fra kl. 13 til kl. 15."
    assert avvik[1].startswith("I de stille periodene (1. oktober–31. oktober) kommer bare det som må gjøres da")


@pytest.mark.parametrize(("timer", "tider"), [("07-10", {"07:00"}), ("13-16", {"13:00", "13:10"})])
def test_det_som_foelger_av_dagens_arbeid_gaar_i_sendetiden(
    monkeypatch: pytest.MonkeyPatch, timer: str, tider: set[str]
) -> None:
    monkeypatch.setenv("FRISTVAKT_SENDETID", timer)
    sendt_tid = [m["tid"] for m in simuler(spenn=NOE_BLIR_GJORT)]
    assert {tid[11:16] for tid in sendt_tid} == tider
    assert sendt_tid == sorted(sendt_tid)


def test_et_valg_som_er_tatt_tilbake_og_et_om_andre_enn_dem_i_filene_er_ikke_med(data: Path) -> None:
    for hva in ("av", "som-ellers"):
        sett("sett", "paa_dagen", hva, "--for", "installasjon")
    for samling in ("ukentlig", "daglig"):
        sett("samle", "trysil-prosjektleder", samling)
    assert husreglene() == Husregler()
    sett("sett", "paa_dagen", "av", "--for", f"avtale/{AVTALE}")
    sett("sett", "like_foer", "av", "--for", "part/trysil")
    andre = les_avtalefiler([EKSEMPLER / "indre-namdal.toml"])
    assert len(husreglene().valg) == 2
    for avtale in (AVTALE, "indre-namdal"):
        assert [h.stroem for h in husreglene(avtale).som_hendt(andre, date(2024, 10, 7))] in ([], ["part/trysil"])


# --- what if --------------------------------------------------------------------------------------------------------


def hva_om(*ord_: object) -> Svar:
    faktum = "frist_utsatt steg=innsending til=2025-03-20"
    return fristvakt("hva-om", PULJE_2, "--naa", "2024-10-16", "--faktum", faktum, *ord_)


def neste_varsel(svar: Svar) -> str:
    """The next day that the anchoring of Våler would be reminded of on."""
    [avtalen] = svar.json()
    [dag] = [v["etter"] for v in avtalen["varsler"] if v["id"] == "forankring.vaaler"]
    return str(dag)


def test_hva_om_en_fil_gaar_etter_reglene_her(data: Path) -> None:
    assert neste_varsel(hva_om("--json")) == "2025-01-02"
    assert "Reglene" not in hva_om().ut
    sett("sett", "i_god_tid", "av", "--for", f"avtale/{AVTALE}")
    foer = (data / "fristvakt.db").read_bytes()
    assert neste_varsel(hva_om("--json")) == "2025-01-28"
    assert hva_om().ut.partition("Reglene")[2].splitlines() == [
        " er slik de er satt her. Dette er annerledes enn standard:",
        f"• {NAVN}: påminnelsen «i god tid» ble slått av.",
    ]
    assert (data / "fristvakt.db").read_bytes() == foer


def test_hva_om_en_fil_gaar_etter_innstillingene_ogsaa_der_ingenting_er_begynt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRISTVAKT_STILLE", "20.12-31.1")
    assert neste_varsel(hva_om("--json")) == "2025-02-03"
