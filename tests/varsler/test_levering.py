"""Delivery for real: SMTP servers on loopback that answer, and misbehave, as servers do; and a Maildir on disk."""

from __future__ import annotations

import asyncio
import errno
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default
from mailbox import Maildir
from pathlib import Path
from typing import Any, cast

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.varsler.sertifikater import sertifikater
from tests.varsler.smtpskript import DRYPPE, GODE_SVAR, LEGG_PAA, TIE, Smtpskript, server
from tests.varsler.varselbygg import OPPSETT, REGISTER, VAALER, saker, steg
from varsler.konvolutt import i_konvolutt
from varsler.levering import (
    Avvist,
    Hvem,
    Kryptering,
    MaildirLevering,
    Nektet,
    Passord,
    Sendt,
    Senere,
    SmtpLevering,
)
from varsler.melding import Melding, skriv

# Loopback only: the server under test is in this process.
pytestmark = pytest.mark.enable_socket

NAA = datetime(2024, 9, 2, 6, 0, tzinfo=UTC)


def melding() -> Melding:
    return skriv(saker(date(2024, 9, 2), steg()), naa=NAA, oppsett=OPPSETT)


class Postkontor:
    """A handler that keeps what it takes."""

    def __init__(self) -> None:
        self.mottatt: list[Envelope] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's own
        self.mottatt.append(envelope)
        return "250 OK"


@asynccontextmanager
async def tjener(kontor: Postkontor, **valg: object) -> AsyncIterator[SmtpLevering]:
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(kontor, **cast("Any", valg)), "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        yield SmtpLevering(vert="127.0.0.1", port=port, kryptering=Kryptering.INGEN, timeout=5)


async def test_meldingen_kommer_hel_fram() -> None:
    kontor = Postkontor()
    async with tjener(kontor) as levering:
        svar = await levering.lever(melding())
    assert isinstance(svar, Sendt)
    (konvolutt,) = kontor.mottatt
    assert (konvolutt.mail_from, konvolutt.rcpt_tos) == ("fristvakt@fristvakt.example", [VAALER])
    assert isinstance(konvolutt.content, bytes)
    lest = message_from_bytes(konvolutt.content, policy=default)
    assert lest["Subject"] == melding().emne
    assert [d.get_content_type() for d in lest.walk() if not d.is_multipart()] == [
        "text/plain",
        "text/html",
        "text/calendar",
    ]


def smtp(skript: Smtpskript, **valg: Any) -> SmtpLevering:  # noqa: ANN401 - any field of it
    return SmtpLevering(vert="127.0.0.1", port=skript.port, **{"kryptering": Kryptering.INGEN, "timeout": 5, **valg})


HVER_FOR_SEG = GODE_SVAR["EHLO"]
SAMMEN = "250-smtpskript.example\r\n250-PIPELINING\r\n250-AUTH PLAIN\r\n250 8BITMIME"

DOK = Path(__file__).parents[2] / "docs" / "levering.md"
TRINN = {"Hilsen": ("", "STARTTLS", "AUTH"), "Avsender": ("MAIL",), "Mottaker": ("RCPT",), "Innhold": ("DATA", ".")}
HVEM = {"alle": Hvem.TJENEREN, "domenet": Hvem.DOMENET, "adressen": Hvem.ADRESSEN}


def tabellen() -> list[Any]:
    """Each code of the document's table: where it is given, whole, whom it concerns, and the outcome."""
    rader = [linje.strip("|").split("|") for linje in DOK.read_text().splitlines() if linje.startswith("|")]
    funnet = []
    for trinn, koder, gjelder, utfall in (tuple(r.strip() for r in rad) for rad in rader if len(rad) == 4):
        for kommando in TRINN.get(re.split(r"\W", trinn)[0], ()):
            for kode in koder.split(", "):
                helt = kode if kode[:3].isdigit() else f"450 {kode}"
                navn = f"{kommando or 'hilsen'}-{kode}"
                funnet.append(pytest.param(kommando, f"{helt} sorry", gjelder, utfall, id=navn))
    assert len(funnet) > 60, "the table has lost its form"
    return funnet


@pytest.mark.parametrize("ehlo", [HVER_FOR_SEG, SAMMEN], ids=["hver for seg", "sammen"])
@pytest.mark.parametrize(("kommando", "sier", "gjelder", "utfall"), tabellen())
async def test_serverens_svar_betyr_det_dokumentet_sier(
    kommando: str, sier: str, gjelder: str, utfall: str, ehlo: str
) -> None:
    tls = kommando == "STARTTLS"
    async with server({"EHLO": ehlo.replace("AUTH PLAIN", "STARTTLS") if tls else ehlo, kommando: sier}) as skript:
        kryptering = Kryptering.STARTTLS if tls else Kryptering.INGEN
        paalogging = {"bruker": "b", "passord": Passord("p")} if kommando == "AUTH" else {}
        svar = await smtp(skript, kryptering=kryptering, **paalogging).lever(melding())
    assert not isinstance(svar, Sendt)
    assert svar.kode == int(sier[:3])
    if utfall.startswith("Avvist"):
        assert isinstance(svar, Avvist)
        assert gjelder == "adressen"
    elif utfall.startswith("Nektet"):
        assert isinstance(svar, Nektet)
        assert gjelder == "meldingen"
    else:
        assert isinstance(svar, Senere)
        assert svar.hvem is HVEM[gjelder]
        assert svar.full or not utfall.startswith("Full")


async def test_et_nei_til_en_mottaker_oedelegger_ikke_forbindelsen_for_den_neste() -> None:
    async with server({"RCPT": ["550 5.1.1 nobody", "250 OK"]}) as skript:
        levering = smtp(skript)
        assert isinstance(await levering.lever(melding()), Avvist)
        assert isinstance(await levering.lever(melding()), Sendt)
        await levering.slipp()
    assert skript.forbindelser == 1
    assert skript.kommandoer[-1] == "QUIT"


async def test_et_nei_som_kom_sammen_med_de_andre_svarene_oedelegger_heller_ikke_forbindelsen() -> None:
    nei = "554 5.5.1 no valid recipients"
    async with server({"EHLO": SAMMEN, "RCPT": ["550 5.1.1 nobody", "250 OK"], "DATA": [nei, "354 go on"]}) as skript:
        levering = smtp(skript)
        assert isinstance(avvist := await levering.lever(melding()), Avvist)
        assert avvist.kode == 550
        assert isinstance(await levering.lever(melding()), Sendt)
        await levering.slipp()
    assert skript.forbindelser == 1
    assert len(skript.mottatt) == 1


async def test_arkivet_faar_ingenting_naar_mottakeren_er_avvist_og_serveren_likevel_sier_i_vei() -> None:
    async with server({"EHLO": SAMMEN, "RCPT": ["550 5.1.1 nobody", "250 OK"]}) as skript:
        levering = smtp(skript, arkiv="arkiv@fylke.example")
        assert isinstance(await levering.lever(melding()), Avvist)
        assert isinstance(await levering.lever(melding()), Sendt)
    assert skript.forbindelser == 2
    assert len(skript.mottatt) == 1


async def test_en_server_som_sier_nei_og_legger_paa_har_sagt_nei() -> None:
    async with server({"EHLO": SAMMEN, "RCPT": "421 4.3.2 closing", "DATA": LEGG_PAA}) as skript:
        svar = await smtp(skript).lever(melding())
    assert isinstance(svar, Senere)
    assert (svar.kode, svar.hvem) == (421, Hvem.DOMENET)


@pytest.mark.parametrize("tull", ["hello there", "250-" + "x" * 9000])
async def test_et_svar_som_ikke_er_smtp_er_en_brutt_forbindelse(tull: str) -> None:
    async with server({"MAIL": tull}) as skript:
        svar = await smtp(skript).lever(melding())
    assert isinstance(svar, Senere)
    assert svar.hvem is Hvem.TJENEREN


async def test_det_serveren_sier_uoppfordret_blir_ikke_tatt_for_svar_paa_neste_melding() -> None:
    async with server({".": ["250 OK\r\n421 4.4.2 idle", "250 OK"]}) as skript:
        levering = smtp(skript)
        assert isinstance(await levering.lever(melding()), Sendt)
        assert isinstance(await levering.lever(melding()), Sendt)
    assert skript.forbindelser == 2


async def test_linjer_med_bare_punktum_kommer_fram_som_de_var() -> None:
    innhold = i_konvolutt(melding()).innhold + b".\r\n..\r\n.x\r\n"
    konvolutt = replace(i_konvolutt(melding()), innhold=innhold)
    kontor = Postkontor()
    async with tjener(kontor) as levering:
        assert isinstance(await levering._svaret(konvolutt), Sendt)
        await levering.slipp()
    assert kontor.mottatt[0].content == innhold


async def test_en_forbindelse_som_doede_mens_den_laa_ledig_byttes_ut_uten_at_meldingen_venter() -> None:
    async with server({"MAIL": ["250 OK", LEGG_PAA, "250 OK"]}) as skript:
        levering = smtp(skript)
        assert isinstance(await levering.lever(melding()), Sendt)
        assert isinstance(await levering.lever(melding()), Sendt)
    assert skript.forbindelser == 2


@pytest.mark.parametrize("kommando", ["", "EHLO", "MAIL", "RCPT", "DATA", "."])
@pytest.mark.parametrize("hva", [LEGG_PAA, TIE, DRYPPE])
@pytest.mark.parametrize("ehlo", [HVER_FOR_SEG, SAMMEN], ids=["hver for seg", "sammen"])
async def test_en_forbindelse_som_brytes_eller_stanser_hvor_som_helst_proeves_igjen(
    kommando: str, hva: str, ehlo: str
) -> None:
    async with server({"EHLO": ehlo, kommando: hva}) as skript:
        svar = await smtp(skript, timeout=0.05).lever(melding())
    assert isinstance(svar, Senere)
    assert (svar.hvem, svar.underveis) == (Hvem.TJENEREN, kommando not in {"", "EHLO"})
    assert bool(skript.mottatt) is (kommando == ".")


async def test_en_server_som_svarer_litt_og_litt_faar_ikke_holde_paa_i_det_uendelige() -> None:
    async with server({"EHLO": TIE}) as skript:
        svar = await smtp(skript, timeout=60, meldingen=0.1).lever(melding())
    assert svar == Senere(svar="Serveren svarer for sent.", hvem=Hvem.TJENEREN)


async def test_samme_melding_har_samme_message_id_naar_svaret_gikk_tapt() -> None:
    async with server({".": [LEGG_PAA, "250 OK"]}) as skript:
        levering = smtp(skript)
        assert isinstance(await levering.lever(melding()), Senere)
        assert isinstance(await levering.lever(melding()), Sendt)
    foerste, andre = (message_from_bytes(m, policy=default)["Message-ID"] for m in skript.mottatt)
    assert foerste == andre


async def test_arkivet_faar_en_kopi_som_mottakeren_ikke_ser_og_et_nei_derfra_stanser_ingenting() -> None:
    async with server({"RCPT": ["250 OK", "250 OK", "250 OK", "550 full"]}) as skript:
        levering = smtp(skript, arkiv="arkiv@fylke.example")
        assert isinstance(await levering.lever(melding()), Sendt)
        assert isinstance(await levering.lever(melding()), Sendt)
    assert skript.kommandoer.count("RCPT TO:<arkiv@fylke.example>") == 2
    assert len(skript.mottatt) == 2
    assert all(b"arkiv@" not in m for m in skript.mottatt)


async def test_en_kopi_av_det_som_er_sendt_ligger_i_datamappen_byte_for_byte(tmp_path: Path) -> None:
    kopi = MaildirLevering(tmp_path)
    async with server({".": ["250 OK", "554 no"]}) as skript:
        levering = smtp(skript, kopi=kopi)
        svar = await levering.lever(melding())
        assert isinstance(await levering.lever(melding()), Nektet)
    assert isinstance(svar, Sendt)
    assert svar.fil is not None
    # A line that begins with a full stop has two on its way (RFC 5321, 4.5.2).
    paa_veien = skript.mottatt[0].removesuffix(b".\r\n")
    assert kopi.innhold(svar.fil) == paa_veien.replace(b"\r\n..", b"\r\n.")
    assert len(Maildir(tmp_path)) == 1


async def test_er_det_ikke_plass_til_kopien_er_meldingen_like_fullt_sendt(tmp_path: Path) -> None:
    opptatt = tmp_path / "post"
    opptatt.write_text("no folder")
    async with server() as skript:
        svar = await smtp(skript, kopi=MaildirLevering(opptatt)).lever(melding())
    assert svar == Sendt(svar="250 2.0.0 OK queued")


def filer_i(mappe: Path) -> list[str]:
    return [fil.name for fil in mappe.rglob("*") if fil.is_file()]


async def test_en_full_disk_blir_ikke_fylt_av_halve_kopier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("varsler.levering.maildir.os.fsync", full)
    async with server() as skript:
        svar = await smtp(skript, kopi=MaildirLevering(tmp_path)).lever(melding())
    assert svar == Sendt(svar="250 2.0.0 OK queued")
    assert filer_i(tmp_path) == []


def til(adresse: str) -> Melding:
    kontakt = replace(REGISTER.kontakter["vaaler.leder"], epost=adresse)
    register = replace(REGISTER, kontakter={**REGISTER.kontakter, "vaaler.leder": kontakt})
    return skriv(saker(date(2024, 9, 2), steg(), register=register), naa=NAA, oppsett=OPPSETT)


async def test_en_adresse_med_norske_bokstaver_gaar_der_serveren_kan_det() -> None:
    kan = {"EHLO": "250-smtpskript.example\r\n250-8BITMIME\r\n250 SMTPUTF8"}
    async with server(kan) as skript:
        assert isinstance(await smtp(skript).lever(til("bjørg@blåbær.example")), Sendt)
    assert "MAIL FROM:<fristvakt@fristvakt.example> SMTPUTF8" in skript.kommandoer
    assert "RCPT TO:<bjørg@xn--blbr-roah.example>" in skript.kommandoer
    async with server() as skript:
        svar = await smtp(skript).lever(til("bjørg@blåbær.example"))
    assert isinstance(svar, Avvist)
    assert "SMTPUTF8" in svar.svar


async def test_er_bare_domenet_norsk_gaar_meldingen_overalt() -> None:
    async with server() as skript:
        assert isinstance(await smtp(skript).lever(til("post@blåbær.example")), Sendt)
    assert "RCPT TO:<post@xn--blbr-roah.example>" in skript.kommandoer


async def test_en_tjener_som_ikke_svarer_er_midlertidig_og_gjelder_alle() -> None:
    async with server() as skript:
        pass
    svar = await smtp(skript).lever(melding())
    assert isinstance(svar, Senere)
    assert svar.hvem is Hvem.TJENEREN


async def test_manglende_starttls_er_vaart_problem_og_sender_ikke_i_klartekst() -> None:
    async with server() as skript:
        svar = await smtp(skript, kryptering=Kryptering.STARTTLS).lever(melding())
    assert isinstance(svar, Senere)
    assert svar.hvem is Hvem.TJENEREN
    assert not skript.mottatt


@pytest.mark.parametrize(("gyldig", "sendes"), [(True, True), (False, False)])
async def test_et_utloept_sertifikat_stanser_sendingen(tmp_path: Path, gyldig: bool, sendes: bool) -> None:
    """The answer is the same under TLS from the first byte as under STARTTLS; the certificate is checked by OpenSSL."""
    serverens, klientens = sertifikater(tmp_path, utloept=not gyldig)
    async with server(tls=serverens) as skript:
        svar = await smtp(skript, kryptering=Kryptering.TLS, tls=klientens).lever(melding())
    assert isinstance(svar, Sendt) is sendes
    assert sendes or (isinstance(svar, Senere) and svar.hvem is Hvem.TJENEREN)
    assert bool(skript.mottatt) is sendes


@pytest.mark.parametrize("gyldig", [True, False])
async def test_starttls_krever_et_gyldig_sertifikat(tmp_path: Path, gyldig: bool) -> None:
    serverens, klientens = sertifikater(tmp_path, utloept=not gyldig)
    kontor = Postkontor()
    async with tjener(kontor, tls_context=serverens, require_starttls=True) as levering:
        svar = await replace(levering, kryptering=Kryptering.STARTTLS, tls=klientens).lever(melding())
    assert isinstance(svar, Sendt) is gyldig
    assert bool(kontor.mottatt) is gyldig


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
async def test_feil_passord_merker_ingen_mottaker() -> None:
    nei = {"auth_required": True, "auth_require_tls": False, "authenticator": lambda *_: False}
    async with tjener(Postkontor(), **nei) as levering:
        utfall = await replace(levering, bruker="b", passord=Passord("feil")).lever(melding())
    assert isinstance(utfall, Senere)
    assert utfall.hvem is Hvem.TJENEREN


def test_passordet_vises_aldri() -> None:
    assert "hemmelig" not in repr(SmtpLevering(vert="x", port=25, passord=Passord("hemmelig")))


# --- Maildir ---------------------------------------------------------------------------------------------------------


async def test_maildiren_kan_leses_av_python(tmp_path: Path) -> None:
    svar = await MaildirLevering(tmp_path / "post").lever(melding())
    assert isinstance(svar, Sendt)
    (lest,) = Maildir(tmp_path / "post", factory=None)
    assert lest["Message-ID"] == melding().message_id
    assert not list((tmp_path / "post" / "tmp").iterdir())


async def test_samme_melding_to_ganger_er_en_fil_ogsaa_naar_den_er_lest(tmp_path: Path) -> None:
    levering = MaildirLevering(tmp_path)
    foerst = await levering.lever(melding())
    igjen = await levering.lever(melding())
    assert foerst == igjen
    assert isinstance(foerst, Sendt)
    assert foerst.fil is not None
    (tmp_path / "new" / foerst.fil).rename(tmp_path / "cur" / f"{foerst.fil}:2,S")
    assert await levering.lever(melding()) == foerst
    assert len(Maildir(tmp_path)) == 1
    lest = levering.les(foerst.fil)
    assert lest is not None
    assert lest["To"].addresses[0].addr_spec == VAALER


async def test_gaar_en_melding_igjen_med_andre_ord_er_begge_kopiene_der_som_de_ble_sendt(tmp_path: Path) -> None:
    kopi = MaildirLevering(tmp_path)
    foerst = i_konvolutt(melding())
    igjen = replace(foerst, innhold=foerst.innhold.replace(b"Subject: ", b"Subject: Ny: "))
    filer = [await kopi.legg(en, som_sendt=True) for en in (foerst, igjen, foerst, igjen)]
    assert filer[:2] == filer[2:]
    assert [kopi.innhold(fil) for fil in filer[:2]] == [foerst.innhold, igjen.innhold]


@pytest.mark.parametrize("fil", ["../hemmelig", "", ".", "..", "finnes.ikke", "/etc/hostname"])
async def test_bare_filer_i_maildiren_kan_leses(tmp_path: Path, fil: str) -> None:
    (tmp_path / "hemmelig").write_text("x")
    assert MaildirLevering(tmp_path / "post").les(fil) is None
