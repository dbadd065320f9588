"""Delivery through a real Postfix: what it takes, what it turns away, what it turns back, and what has become of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from modeller.tekst import lik
from tests.varsler.postfix import AVSENDER, GRAALISTET, STOERST, VENDER_TILBAKE, Postfix, postfix
from tests.varsler.varselbygg import OPPSETT, REGISTER, saker, steg
from varsler.konvolutt import i_konvolutt
from varsler.levering import Avvist, Hvem, Leveringssvar, Nektet, Sendt, Senere
from varsler.melding import Melding, skriv

pytestmark = [pytest.mark.enable_socket, pytest.mark.treg, pytest.mark.asyncio(loop_scope="module")]

NAA = datetime(2024, 9, 2, 6, 0, tzinfo=UTC)
NODE = Path(__file__).parents[2] / ".venv" / "kalender" / "node"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def tjener() -> AsyncIterator[Postfix]:
    async with postfix() as kjoerer:
        yield kjoerer


def melding(til: str, navn: str = "Bjørg Ærlig", tittel: str = "Møte på Øståsen") -> Melding:
    kontakt = replace(REGISTER.kontakter["vaaler.leder"], epost=til, navn=navn)
    register = replace(REGISTER, kontakter={**REGISTER.kontakter, "vaaler.leder": kontakt})
    return skriv(saker(date(2024, 9, 2), steg(tittel=lik(tittel)), register=register), naa=NAA, oppsett=OPPSETT)


async def lever(tjener: Postfix, melding: Melding, passord: str | None = None) -> Leveringssvar:
    levering = tjener.levering(passord) if passord else tjener.levering()
    svar = await levering.lever(melding)
    await levering.slipp()
    return svar


def lest_av_andre(innhold: bytes, mappe: Path) -> Any:  # noqa: ANN401 - JSON
    """The message as read by a library other than ours."""
    if not (NODE / "node_modules" / "postal-mime").exists():
        pytest.skip("postal-mime IS MISSING: run «make kalender», which says what to do")
    (mappe / "melding.eml").write_bytes(innhold)
    # A module is looked for where the script that imports it lies.
    skript = shutil.copy(Path(__file__).with_name("postleser.mjs"), NODE)
    node = shutil.which("node") or str(Path(sys.executable).with_name("node"))
    kjoert = subprocess.run(
        [node, str(skript), str(mappe / "melding.eml")], env=os.environ, capture_output=True, check=True, text=True
    )
    return json.loads(kjoert.stdout)[0]


async def test_postfix_tar_imot_over_tls_etter_paalogging_og_andre_leser_det_vi_skrev(
    tjener: Postfix, tmp_path: Path
) -> None:
    sendt = melding("ok@kommune.example")
    svar = await lever(tjener, sendt)
    assert isinstance(svar, Sendt)
    assert str(svar.svar).startswith("250 2.0.0 Ok: queued as ")
    mottatt = await tjener.post("ok@kommune.example")
    assert b"with ESMTPSA" in mottatt  # TLS, and signed in
    lest = lest_av_andre(mottatt, tmp_path)
    assert lest["from"] == {"address": AVSENDER, "name": "Fristvakt"}
    assert lest["to"] == [{"address": "ok@kommune.example", "name": "Bjørg Ærlig"}]
    assert lest["subject"] == sendt.emne
    assert lest["messageId"] == sendt.message_id
    assert lest["date"] == "2024-09-02T06:00:00.000Z"
    assert lest["text"].strip().splitlines() == [linje.rstrip() for linje in sendt.tekst.strip().splitlines()]
    assert lest["html"].split() == sendt.html.split()
    [vedlegg] = lest["attachments"]
    assert (vedlegg["mimeType"], vedlegg["method"]) == ("text/calendar", "PUBLISH")
    assert sendt.kalender is not None
    assert vedlegg["content"].split() == sendt.kalender.innhold.split()


async def test_hodene_kommer_fram_slik_de_ble_skrevet(tjener: Postfix) -> None:
    sendt = melding("ok@kommune.example")
    assert isinstance(await lever(tjener, sendt), Sendt)
    skrevet = message_from_bytes(i_konvolutt(sendt).innhold, policy=default)
    mottatt = message_from_bytes(await tjener.post("ok@kommune.example"), policy=default)
    lagt_til = ["Return-Path", "X-Original-To", "Delivered-To", "Received"]
    assert [(n, str(v)) for n, v in mottatt.items() if n not in lagt_til] == [(n, str(v)) for n, v in skrevet.items()]


async def test_en_adresse_med_norske_bokstaver_kommer_fram(tjener: Postfix, tmp_path: Path) -> None:
    sendt = melding("bjørg@kommune.example")
    assert isinstance(await lever(tjener, sendt), Sendt)
    mottatt = await tjener.post("bjørg@kommune.example")
    assert b"with UTF8SMTPSA" in mottatt
    assert lest_av_andre(mottatt, tmp_path)["to"] == [{"address": "bjørg@kommune.example", "name": "Bjørg Ærlig"}]


async def test_en_mottaker_postfix_ikke_kjenner_er_avvist(tjener: Postfix) -> None:
    svar = await lever(tjener, melding("ukjent@kommune.example"))
    assert isinstance(svar, Avvist)
    assert svar.svar.startswith("550 5.1.1")


async def test_en_graalistet_mottaker_proeves_igjen(tjener: Postfix) -> None:
    svar = await lever(tjener, melding(GRAALISTET))
    assert isinstance(svar, Senere)
    assert (svar.kode, svar.hvem, svar.full) == (450, Hvem.ADRESSEN, False)


async def test_en_for_stor_melding_er_nektet_og_adressen_er_like_god(tjener: Postfix) -> None:
    for_stor = melding("ok@kommune.example", tittel="Ø" * STOERST)
    svar = await lever(tjener, for_stor)
    assert isinstance(svar, Nektet)
    assert svar.kode == 552
    assert isinstance(await lever(tjener, melding("ok@kommune.example")), Sendt)
    await tjener.post("ok@kommune.example")


async def test_feil_passord_og_fremmed_sertifikat_merker_ingen_mottaker(tjener: Postfix) -> None:
    for svar in (
        await lever(tjener, melding("ok@kommune.example"), passord="feil"),
        await replace(tjener.levering(), tls=None).lever(melding("ok@kommune.example")),
    ):
        assert isinstance(svar, Senere)
        assert svar.hvem is Hvem.TJENEREN


async def test_det_neste_server_avviser_kommer_tilbake_som_returmelding(tjener: Postfix, tmp_path: Path) -> None:
    sendt = melding(VENDER_TILBAKE)
    assert isinstance(await lever(tjener, sendt), Sendt)
    retur = message_from_bytes(await tjener.post(AVSENDER), policy=default)
    assert retur["Return-Path"] == "<>"
    assert retur.get_content_type() == "multipart/report"
    assert retur.get_param("report-type") == "delivery-status"
    _, status, hele = retur.iter_parts()
    felt = list(status.get_payload())[1]  # the message's own fields first, then each recipient's
    assert felt["Final-Recipient"] == f"rfc822; {VENDER_TILBAKE}"
    assert (felt["Action"], felt["Status"]) == ("failed", "5.1.1")
    assert hele.get_content()["Message-ID"] == sendt.message_id
