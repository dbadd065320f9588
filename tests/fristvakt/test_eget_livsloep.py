"""An agreement that follows an own lifecycle loads, is planned, mailed and shown like any other."""

from __future__ import annotations

from datetime import date
from importlib.metadata import version
from pathlib import Path

import httpx
import pytest

from flyter.drift import med_drift
from fristvakt.innstillinger import les_innstillinger
from fristvakt.installasjon import aapne
from fristvakt.klokke import Klokke
from modeller.lager.laas import Tjeneste, laas_mappe
from tavle.app import lag_app
from tavle.kilde import Tavleinfo
from tavle.lagerkilde import Lagerkilde
from tests.fristvakt.kommandoproeve import EKSEMPLER, fristvakt, rad, rader

LIVSLOEP = (EKSEMPLER / "livsloep" / "tettstedsavtale.toml").read_text(encoding="utf-8")
REGISTER = """\
gjelder_fra = 2025-01-01

[[part]]
id = "fjordvik"
navn = "Fjordvik kommune"
slag = "kommune"
maalform = "nynorsk"
postmottak = "post@fjordvik.example"
rute = ["fjordvik-kommunestyre"]

[[part]]
id = "fylket"
navn = "Fylkeskommunen"
slag = "fylkeskommune"
postmottak = "post@fylket.example"

[[organ]]
id = "fjordvik-kommunestyre"
part = "fjordvik"
navn = "kommunestyret i Fjordvik"
oppdiktet = true

[organ.moeter]
2025 = [2025-02-13, 2025-03-27, 2025-05-08]
"""
AVTALE = """\
id = "fjordvik-sentrum"
livsloep = "tettstedsavtale"
opprettet = 2025-01-06
register = "register.toml"
navn = "Fjordvik sentrum"

[[part]]
id = "fjordvik"
rolle = "hovedpart"

[[part]]
id = "fylket"
rolle = "hovedpart"

[datoer]
soeknadsfrist = 2025-04-15
avtaleslutt = 2027-12-31
"""


@pytest.fixture
def avtale(tom_maskin: Path) -> Path:
    """The agreement in a folder with its lifecycle beside it."""
    mappe = tom_maskin / "avtaler"
    (mappe / "livsloep").mkdir(parents=True)
    (mappe / "livsloep" / "tettsted.toml").write_text(LIVSLOEP, encoding="utf-8")
    (mappe / "register.toml").write_text(REGISTER, encoding="utf-8")
    (mappe / "avtale.toml").write_text(AVTALE, encoding="utf-8")
    return mappe / "avtale.toml"


def test_planen_fra_fila_foelger_livsloepet_ved_siden_av(avtale: Path) -> None:
    plan = fristvakt("plan", avtale, "--naa", "2025-01-06", "--json")
    vedtak = rad(plan, steg="vedtak")
    assert (vedtak["frist"], vedtak["frist_art"]) == ("2025-03-27", "frist")
    assert vedtak["kilde"] == "retningslinjer: Retningslinjene for tettstedsavtaler, punkt 2"
    assert "søknaden om avtale" in vedtak["begrunnelse"]["nb"]
    svar = rad(plan, steg="svar")
    assert (svar["frist"], svar["frist_art"], svar["status"]) == ("2025-05-27", "ventet", "venter")
    assert rad(plan, steg="soeknad")["begrunnelse"]["nn"] == "søknadsfristen er sett til 15.4.2025"
    assert {r["aar"] for r in rader(plan, steg="rapport")} == {2025, 2026, 2027}


def test_lest_inn_er_avtalen_i_datamappen_med_livsloepet_sitt(avtale: Path, tom_maskin: Path) -> None:
    proevd = fristvakt("les", avtale, "--naa", "2025-01-06", "--proev", "--json").json()
    assert "Nytt livsløp: Tettstedsavtale («tettstedsavtale»)." in proevd["endringer"]
    assert not (tom_maskin / "data").exists()
    assert fristvakt("les", avtale, "--naa", "2025-01-06", "--json").json()["endringer"] == proevd["endringer"]
    assert (tom_maskin / "data" / "livsloep" / "tettstedsavtale.toml").read_text(encoding="utf-8") == LIVSLOEP
    assert fristvakt("les", avtale, "--naa", "2025-01-06", "--json").json()["endringer"] == []
    registrert = fristvakt(
        "registrer",
        "fjordvik-sentrum",
        "vedtak_fattet",
        "steg=vedtak.fjordvik",
        "utfall=vedtatt",
        "--naa",
        "2025-03-28",
    )
    assert registrert.kode == 0, registrert.feil
    assert rad(fristvakt("plan", "--naa", "2025-03-29", "--json"), steg="soeknad")["status"] == "aapen"
    assert rad(fristvakt("hvem", "--naa", "2025-03-29", "--json"), venter="fylket")["paa"] == "fjordvik"


def test_et_endret_livsloep_gjelder_avtalene_som_foelger_det(avtale: Path) -> None:
    assert fristvakt("les", avtale, "--naa", "2025-01-06").kode == 0
    fil = avtale.parent / "livsloep" / "tettsted.toml"
    fil.write_text(LIVSLOEP.replace('anker = "soeknad", uker = 6', 'anker = "soeknad", uker = 8'), encoding="utf-8")
    svar = fristvakt("les", fil, "--naa", "2025-01-07", "--json").json()
    assert svar["endringer"] == ["Livsløpet «tettstedsavtale» (Tettstedsavtale) er endret."]
    assert rad(fristvakt("plan", "--naa", "2025-01-07", "--json"), steg="svar")["frist"] == "2025-06-10"
    assert fristvakt("bygg-om", "--naa", "2025-01-07", "--json").json()["endrede_steg"] == 0


def test_et_aar_med_avtalen_gir_paaminnelser_som_i_en_annen_avtale(avtale: Path) -> None:
    meldinger = fristvakt("simuler", avtale, "--fra", "2025-01-06", "--til", "2026-01-05", "--json").json()
    saker = {(sak["steg"], sak["slag"]) for melding in meldinger for sak in melding["saker"]}
    assert {
        ("vedtak", "to_uker"),
        ("rapport", "to_uker"),
        ("aarsmoete", "moete_innkalt"),
    } <= saker
    assert {melding["til"] for melding in meldinger} == {"post@fjordvik.example", "post@fylket.example"}
    assert any("Vedtak i kommunen" in melding["emne"] for melding in meldinger)


async def test_tavla_og_morgenflyten_tar_avtalen_med(avtale: Path, tom_maskin: Path) -> None:
    from flyter.flyter import egne
    from fristvakt.filer import les_avtalefiler
    from fristvakt.innlasting import last_inn

    innstillinger = les_innstillinger()
    klokke = Klokke.fra(date(2025, 1, 6))
    async with aapne(innstillinger, klokke) as installasjon:
        await last_inn(installasjon.lager, les_avtalefiler([avtale]), klokke.naa(), mappe=innstillinger.mappe)
    senere = Klokke.fra(date(2025, 4, 22))
    async with aapne(innstillinger, senere) as installasjon:
        with med_drift(installasjon.drift):
            assert await egne() == 1
        info = Tavleinfo(versjon=version("fristvakt"), demoklokke=False, eksempeldata=False)
        app = lag_app(Lagerkilde(installasjon.lager, installasjon.grunnlag, naa=senere.naa, info=info))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:8710") as leser:
            side = await leser.get("/avtale/fjordvik-sentrum")
            forside = await leser.get("/")
    assert side.status_code == forside.status_code == 200
    assert "Søknad om avtale" in side.text
    assert "Retningslinjene for tettstedsavtaler" in side.text
    assert "Fjordvik" in forside.text


def test_feil_i_livsloepet_sies_som_feil_i_avtalen_og_ingenting_lagres(avtale: Path, tom_maskin: Path) -> None:
    fil = avtale.parent / "livsloep" / "tettsted.toml"
    fil.write_text(LIVSLOEP.replace('etter = ["vedtak"]', 'etter = ["vedtk"]'), encoding="utf-8")
    svar = fristvakt("les", avtale, "--naa", "2025-01-06")
    assert (svar.kode, svar.ut) == (2, "")
    assert svar.linjer == [
        f"{fil}:57: fase[1].steg[2].etter: Steget «vedtk» finnes ikke. Mente du «vedtak»?",
    ]
    assert not (tom_maskin / "data").exists()


def test_en_avtale_uten_livsloepet_sitt_sier_hva_som_mangler(avtale: Path, tom_maskin: Path) -> None:
    assert fristvakt("les", avtale, "--naa", "2025-01-06").kode == 0
    (tom_maskin / "data" / "livsloep" / "tettstedsavtale.toml").unlink()
    svar = fristvakt("plan", "--naa", "2025-01-06")
    assert (svar.kode, len(svar.linjer)) == (1, 1)
    assert "«fjordvik-sentrum» følger livsløpet «tettstedsavtale», som ikke finnes her" in svar.feil
    start = fristvakt("start", "--port", "0")
    assert (start.kode, start.linjer) == (svar.kode, svar.linjer)


def test_livsloep_endres_ikke_under_en_tjeneste_som_kjoerer(avtale: Path, tom_maskin: Path) -> None:
    with laas_mappe(tom_maskin / "data") as laas:
        laas.fortell(Tjeneste(adresse="http://127.0.0.1:8710", forskyvning=Klokke.fra(date(2025, 1, 6)).forskyvning))
        svar = fristvakt("les", avtale)
    assert svar.kode == 3
    assert "Stopp den, les inn på nytt" in svar.feil
    assert not (tom_maskin / "data" / "livsloep").exists()
