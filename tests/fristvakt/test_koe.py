"""`koe` shows the mail that has not gone, and sends again what was laid aside."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fristvakt.innstillinger import les_innstillinger
from fristvakt.installasjon import aapne
from fristvakt.klokke import Klokke
from tests.fristvakt.kommandoproeve import AVTALE, PULJE_2, fristvakt
from varsler.levering import Avvist, Hvem, Leveringssvar, Nektet, Sendt, Senere
from varsler.melding import Melding

DAG = datetime(2024, 11, 18, 10, 0, tzinfo=UTC)
KDD, AAMOT, TRYSIL = "koordinator@kdd.example", "saksbehandler@aamot.example", "prosjektleder@trysil.example"


class Postkasse:
    """A delivery that says no to some, and takes note of whom it was given mail to."""

    def __init__(self, nei: Mapping[str, Leveringssvar] | None = None) -> None:
        self.nei = nei or {}
        self.til: list[str] = []

    async def lever(self, melding: Melding) -> Leveringssvar:
        self.til.append(melding.mottaker)
        return self.nei.get(melding.mottaker, Sendt(svar="250 OK"))

    async def slipp(self) -> None:
        """Nothing is held."""


NEI_AV_HVERT_SLAG: Mapping[str, Leveringssvar] = {
    KDD: Nektet(svar="554 5.7.1 spam", kode=554),
    AAMOT: Senere(svar="450 4.2.1 later", kode=450, hvem=Hvem.ADRESSEN),
    TRYSIL: Avvist(svar="550 5.1.1 nobody", kode=550),
}


class Stilt(Klokke):
    def naa(self) -> datetime:
        return DAG


def send(levering: Postkasse, tid: datetime = DAG) -> list[str]:
    async def kjoer() -> None:
        async with aapne(les_innstillinger(), Stilt(), levering=levering) as installasjon:
            await installasjon.drift.send(tid)

    asyncio.run(kjoer())
    return levering.til


@pytest.fixture
def stanset(data: Path) -> Path:
    assert fristvakt("les", PULJE_2, "--naa", "2024-11-18").kode == 0
    send(Postkasse(NEI_AV_HVERT_SLAG))
    return data


def test_det_som_er_stanset_staar_med_grunnen_og_det_som_skjer(stanset: Path) -> None:
    rader = {rad["til"]: rad for rad in fristvakt("koe", "--json").json()}
    assert set(rader) == {KDD, AAMOT, TRYSIL}
    assert {rad["avtale"] for rad in rader.values()} == {AVTALE}
    assert [(rader[til]["lagt_til_side"], rader[til]["grunn"]) for til in (KDD, AAMOT, TRYSIL)] == [
        (True, "554 5.7.1 spam"),
        (False, "450 4.2.1 later"),
        (True, "550 5.1.1 nobody"),
    ]
    assert rader[AAMOT]["neste_forsoek"] == "2024-11-18T11:05:00+01:00"
    tabell = fristvakt("koe").ut
    assert "lagt til side" in tabell
    assert "prøves igjen 18.11. kl. 11.05" in tabell


def test_det_som_er_lagt_til_side_gaar_naar_noen_sender_det_paa_nytt(stanset: Path) -> None:
    id_ = next(rad["id"] for rad in fristvakt("koe", "--json").json() if rad["til"] == KDD)
    assert fristvakt("koe", "send-paa-nytt", id_, "--json").json() == {"sendes_paa_nytt": 1}
    assert KDD in send(Postkasse())
    assert TRYSIL not in send(Postkasse())


def test_en_adresse_som_var_merket_proeves_igjen_naar_alt_sendes_paa_nytt(stanset: Path) -> None:
    lagt_til_side = [rad for rad in fristvakt("koe", "--json").json() if rad["lagt_til_side"]]
    assert f"{len(lagt_til_side)} saker går med neste utsending" in fristvakt("koe", "send-paa-nytt", "--alle").ut
    assert {KDD, TRYSIL} <= set(send(Postkasse()))
    assert {rad["til"] for rad in fristvakt("koe", "--json").json()} == {AAMOT}


def test_en_ukjent_id_foreslaar_den_naermeste_og_sender_ingenting(stanset: Path) -> None:
    foer = fristvakt("koe", "--json").json()
    id_ = next(rad["id"] for rad in foer if rad["til"] == KDD)
    svar = fristvakt("koe", "send-paa-nytt", id_[:-1] + "x")
    assert svar.kode == 2
    assert f"Mente du «{id_}»?" in svar.feil
    assert fristvakt("koe", "send-paa-nytt").kode == 2
    assert fristvakt("koe", "--json").json() == foer


def test_uten_noe_som_er_stanset_sies_det(data: Path) -> None:
    assert fristvakt("les", PULJE_2, "--naa", "2024-11-18").kode == 0
    assert fristvakt("koe").ut.strip() == "Ingenting er stanset."


def test_det_sies_hvor_mange_som_er_sendt_uten_kopi(stanset: Path) -> None:
    linje = fristvakt("koe").ut.splitlines()[-1]
    assert linje == "1 melding ble sendt 18.11.2024 uten at det var mulig å ta vare på en kopi i datamappen."
