"""The mail server tried at start, over real sockets: what is wrong is named by its setting; to wait is not wrong."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

from fristvakt.epostproeve import proev_eposten, proev_returposten
from fristvakt.innstillinger import Innstillinger, Innstillingsfeil, les_innstillinger
from tests.varsler.sertifikater import sertifikater
from tests.varsler.smtpskript import LEGG_PAA, TIE, server
from varsler.levering import Kryptering, Passord, SmtpLevering

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def innstillinger(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Innstillinger:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FRISTVAKT_AVSENDER", "fristvakt@fylke.example")
    return les_innstillinger()


def levering(port: int, **valg: Any) -> SmtpLevering:  # noqa: ANN401 - any field of it
    valg = {"vert": "127.0.0.1", "kryptering": Kryptering.INGEN, "timeout": 5, **valg}
    return SmtpLevering(port=port, **valg)


MED_PASSORD = {"bruker": "fristvakt", "passord": Passord("hemmelig")}


async def test_en_server_som_virker_sier_ingenting_og_faar_ingen_melding(innstillinger: Innstillinger) -> None:
    async with server() as skript:
        await proev_eposten(levering(skript.port, **MED_PASSORD), innstillinger)
    assert skript.mottatt == []
    assert skript.kommandoer[-1] == "QUIT"


@pytest.mark.parametrize(
    ("svar", "valg", "sier"),
    [
        ({"AUTH": "535 5.7.8 no"}, MED_PASSORD, "godtar ikke FRISTVAKT_SMTP_BRUKER med FRISTVAKT_SMTP_PASSORD"),
        ({"MAIL": "550 5.7.1 not yours"}, {}, "tar ikke imot post fra FRISTVAKT_AVSENDER: 550 5.7.1 not yours"),
        ({"": "554 go away"}, {}, "vil ikke snakke med oss: 554 go away"),
        ({}, {"kryptering": Kryptering.STARTTLS}, "tilbyr ikke STARTTLS. Sett FRISTVAKT_SMTP_KRYPTERING"),
        ({}, {"kryptering": Kryptering.TLS}, "snakker ikke TLS fra første stund. Sett FRISTVAKT_SMTP_KRYPTERING"),
        ({"EHLO": "250 plain"}, MED_PASSORD, "tilbyr ikke pålogging uten kryptering. Sett FRISTVAKT_SMTP_KRYPTERING"),
    ],
)
async def test_en_gal_innstilling_nevnes_ved_navn(
    innstillinger: Innstillinger, svar: dict[str, str], valg: dict[str, Any], sier: str
) -> None:
    async with server(svar) as skript:
        with pytest.raises(Innstillingsfeil, match="E-post kan ikke sendes") as feil:
            await proev_eposten(levering(skript.port, **valg), innstillinger)
    assert sier in str(feil.value)
    assert "hemmelig" not in str(feil.value)


async def test_et_utloept_sertifikat_nevnes(innstillinger: Innstillinger, tmp_path: Path) -> None:
    serverens, klientens = sertifikater(tmp_path, utloept=True)
    async with server(tls=serverens) as skript:
        with pytest.raises(Innstillingsfeil, match=r"Sertifikatet til 127\.0\.0\.1 kan ikke godtas .*expired"):
            await proev_eposten(levering(skript.port, kryptering=Kryptering.TLS, tls=klientens), innstillinger)


async def test_en_server_som_venter_paa_tls_kjennes_naar_den_tier(innstillinger: Innstillinger, tmp_path: Path) -> None:
    serverens, _ = sertifikater(tmp_path)
    async with server(tls=serverens) as skript:
        for kryptering in (Kryptering.STARTTLS, Kryptering.INGEN):
            with pytest.raises(Innstillingsfeil, match=r"krypterer fra første stund\. Sett FRISTVAKT_SMTP_KRYPTERING"):
                await proev_eposten(levering(skript.port, kryptering=kryptering, timeout=1), innstillinger)


async def test_et_domene_med_norske_bokstaver_sies_slik_serverne_skriver_det(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRISTVAKT_AVSENDER", "fristvakt@sør-fylke.example")
    async with server() as skript:
        await proev_eposten(levering(skript.port), les_innstillinger())
    assert any("<fristvakt@xn--sr-fylke-54a.example>" in sagt for sagt in skript.kommandoer)


async def test_arkivets_adresse_proeves_uten_at_noe_sendes(innstillinger: Innstillinger) -> None:
    async with server() as skript:
        await proev_eposten(levering(skript.port, arkiv="arkiv@fylke.example"), innstillinger)
    assert "RCPT TO:<arkiv@fylke.example>" in skript.kommandoer
    assert (skript.kommandoer[-1], skript.mottatt) == ("QUIT", [])


async def test_et_arkiv_som_serveren_ikke_kjenner_nevnes(innstillinger: Innstillinger) -> None:
    async with server({"RCPT": "550 5.1.1 no such user"}) as skript:
        with pytest.raises(Innstillingsfeil, match=r"FRISTVAKT_ARKIVADRESSE \(arkiv@fylke\.example\): 550 5\.1\.1 no"):
            await proev_eposten(levering(skript.port, arkiv="arkiv@fylke.example"), innstillinger)
        await proev_eposten(levering(skript.port), innstillinger)


async def test_et_arkiv_som_bare_er_opptatt_stanser_ikke_tjenesten(innstillinger: Innstillinger) -> None:
    async with server({"RCPT": "451 4.7.1 later"}) as skript:
        await proev_eposten(levering(skript.port, arkiv="arkiv@fylke.example"), innstillinger)
    assert skript.kommandoer[-1] == "QUIT"


async def test_en_vert_som_ikke_finnes_nevnes_men_ikke_en_navnetjeneste_som_tier(
    innstillinger: Innstillinger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoer(grunn: int) -> None:
        def ingen(*_: object, **__: object) -> None:
            raise socket.gaierror(grunn, "no answer")

        monkeypatch.setattr(socket, "getaddrinfo", ingen)

    spoer(socket.EAI_NONAME)
    with pytest.raises(Innstillingsfeil, match=r"Finner ingen server som heter «post\.fylke\.example»"):
        await proev_eposten(levering(25, vert="post.fylke.example"), innstillinger)
    spoer(socket.EAI_AGAIN)
    await proev_eposten(levering(25, vert="post.fylke.example"), innstillinger)


@pytest.mark.parametrize("svar", [{"": "421 busy"}, {"": LEGG_PAA}, {"": TIE}, {"MAIL": "451 later"}])
async def test_en_server_som_bare_er_opptatt_stanser_ikke_tjenesten(
    innstillinger: Innstillinger, svar: dict[str, str]
) -> None:
    async with server(svar) as skript:
        await proev_eposten(levering(skript.port, timeout=0.1), innstillinger)
    await proev_eposten(levering(skript.port, timeout=0.1), innstillinger)  # and now it is not there at all


def test_mappen_for_returpost_maa_vaere_en_maildir_som_kan_leses_og_flyttes_i(
    innstillinger: Innstillinger, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    proev_returposten(innstillinger)
    med = innstillinger.model_copy(update={"returpost": tmp_path / "retur"})
    with pytest.raises(Innstillingsfeil, match=r"FRISTVAKT_RETURPOST: «.*» er ikke en Maildir"):
        proev_returposten(med)
    for under in ("new", "cur"):
        (tmp_path / "retur" / under).mkdir(parents=True)
    proev_returposten(med)
    monkeypatch.setattr("fristvakt.epostproeve.os.access", lambda *_: False)
    with pytest.raises(Innstillingsfeil, match="Mangler tilgang til å lese og flytte posten"):
        proev_returposten(med)


def test_mappen_for_returpost_kan_ikke_vaere_den_med_kopier(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FRISTVAKT_MAPPE", str(tmp_path))
    monkeypatch.setenv("FRISTVAKT_RETURPOST", " ")
    assert les_innstillinger().returpost is None
    monkeypatch.setenv("FRISTVAKT_RETURPOST", str(tmp_path / "annet" / ".." / "post"))
    with pytest.raises(Innstillingsfeil, match="FRISTVAKT_RETURPOST er mappen der Fristvakt legger kopier"):
        les_innstillinger()
