"""The texts of kept copies, read for searching: the same words as a reader of mail finds, and no personal links."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from modeller.tekst import Maalform
from tests.varsler.brevbygg import eksempel
from varsler.konvolutt import i_konvolutt
from varsler.levering import MaildirLevering
from varsler.posttekst import Posttekster, klartekst
from varsler.regler import Slag


@pytest.mark.parametrize("slag", Slag)
def test_teksten_er_den_samme_som_et_epostprogram_viser(slag: Slag) -> None:
    brev = eksempel(slag, Maalform.NN)
    innhold = i_konvolutt(brev).innhold
    kropp = message_from_bytes(innhold, policy=default).get_body(("plain",))
    assert kropp is not None
    assert klartekst(innhold).splitlines() == kropp.get_content().splitlines() == brev.tekst.splitlines()


@pytest.mark.parametrize("koding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("linje", ["\n", "\r\n"])
def test_brev_som_er_skrevet_paa_en_annen_maate_kan_ogsaa_leses(koding: str, linje: str) -> None:
    epost = EmailMessage()
    epost["Subject"] = "Møtet"
    epost.set_content("Sak 24/1234: Våler må svare på «forslaget».\n", cte=koding)
    epost.add_alternative("<p>bare i html</p>", subtype="html")
    innhold = epost.as_bytes().replace(b"\n", linje.encode())
    assert "Sak 24/1234: Våler må svare på «forslaget»." in klartekst(innhold)
    assert "bare i html" not in klartekst(innhold)


@pytest.mark.parametrize(
    "innhold",
    [b"", b"\0\xff", b"Content-Type: text/plain", b"Content-Type: text/plain; charset=tull\r\n\r\nHei"],
)
def test_det_som_ikke_er_et_brev_er_ingen_tekst_og_ingen_feil(innhold: bytes) -> None:
    assert isinstance(klartekst(innhold), str)


def test_tekstene_finnes_ogsaa_naar_et_epostprogram_har_flyttet_filene(tmp_path: Path) -> None:
    brev = i_konvolutt(eksempel(Slag.TO_UKER, Maalform.NB)).innhold
    for hvor, navn in (("new", "a.fristvakt"), ("cur", "b.fristvakt:2,S"), ("tmp", "c.fristvakt")):
        (tmp_path / hvor).mkdir()
        (tmp_path / hvor / navn).write_bytes(brev)
    tekster = Posttekster(MaildirLevering(tmp_path))
    assert "Hilsen" in tekster.av("a.fristvakt")
    assert tekster.av("b.fristvakt") == tekster.av("a.fristvakt")
    assert tekster.av("c.fristvakt") == tekster.av("finnes-ikke") == tekster.av(None) == ""
    assert Posttekster(MaildirLevering(tmp_path / "borte")).av("a.fristvakt") == ""


def test_en_personlig_lenke_kan_ikke_gjettes_ved_aa_soeke(tmp_path: Path) -> None:
    brev = eksempel(Slag.TO_UKER, Maalform.NB)
    assert "/s/" in brev.tekst
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "a.fristvakt").write_bytes(i_konvolutt(brev).innhold)
    tekst = Posttekster(MaildirLevering(tmp_path)).av("a.fristvakt")
    assert "/s/" not in tekst
    assert "svar.fristvakt.example" not in tekst


def test_en_kopi_som_ikke_kan_leses_stanser_ikke_soeket(tmp_path: Path) -> None:
    (tmp_path / "new" / "a.fristvakt").mkdir(parents=True)
    assert Posttekster(MaildirLevering(tmp_path)).av("a.fristvakt") == ""
