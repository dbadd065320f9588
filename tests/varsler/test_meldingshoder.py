"""A message as bytes: its headers, and what is dangerous or odd in names, titles and addresses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import default
from email.utils import parseaddr

import pytest

from modeller.register import Kontakt, Part, Register
from modeller.tekst import Tekst, lik
from tests.varsler.brevbygg import brev, klokka
from tests.varsler.varselbygg import (
    FORFALT_SAGT,
    KOORDINATOR,
    OPPSETT,
    REGISTER,
    TRYSIL,
    VAALER,
    saker,
    som_lest,
    steg,
)
from varsler.adresse import UgyldigAdresse
from varsler.konvolutt import i_konvolutt


def test_et_emne_over_flere_linjer_har_ett_mellomrom_mellom_ordene() -> None:
    """Python's own folding doubles or drops the space where plain and encoded words meet at a break."""
    dag = date(2024, 9, 2)
    for lengde in range(20, 80):
        tittel = lik(("Politisk forankring i kommunestyret av avtalen vi har laget i år og til neste")[:lengde].strip())
        for navn in ("Engerdal, Trysil, Våler og Åmot", "Engerdal–Trysil–Våler–Åmot"):
            melding = brev(saker(dag, steg(tittel=tittel), navn=lik(navn)), VAALER, dag)
            raa = i_konvolutt(melding).innhold
            assert message_from_bytes(raa, policy=default)["Subject"] == melding.emne
            assert str(make_header(decode_header(message_from_bytes(raa)["Subject"]))) == melding.emne
            assert max(map(len, raa.partition(b"\r\n\r\n")[0].splitlines())) <= 78


def test_spraaket_staar_paa_meldingen_og_paa_begge_tekstene() -> None:
    dag = date(2024, 9, 2)
    lest = som_lest(brev(saker(dag, steg(part="trysil")), TRYSIL, dag))
    tekster = [d for d in lest.walk() if d.get_content_type() in {"text/plain", "text/html"}]
    assert [d["Content-Language"] for d in (lest, *tekster)] == ["nn", "nn", "nn"]


def test_message_id_er_den_samme_for_det_samme_ogsaa_dagen_etter() -> None:
    dag = date(2024, 9, 2)
    foerst = brev(saker(dag, steg()), VAALER, dag)
    neste = brev(saker(date(2024, 9, 3), steg()), VAALER, date(2024, 9, 3))
    assert foerst.message_id == neste.message_id
    assert foerst.message_id.endswith("@fristvakt.example>")
    annen = brev(saker(dag, steg(runde=2)), VAALER, dag)
    assert annen.message_id != foerst.message_id


def test_hodene_er_paa_plass() -> None:
    dag = date(2024, 9, 2)
    lest = som_lest(brev(saker(dag, steg()), VAALER, dag))
    assert lest["Auto-Submitted"] == "auto-generated"
    assert lest["Reply-To"] == KOORDINATOR
    assert lest["Date"].datetime == klokka(dag)
    assert lest["To"] == f"Prosjektleder <{VAALER}>"
    kalender = next(d for d in lest.walk() if d.get_content_type() == "text/calendar")
    assert kalender["Content-Type"].params["method"] == "PUBLISH"
    assert "METHOD:PUBLISH" in kalender.get_content()


def med_kontakt(**felt: str) -> Register:
    kontakt = {"id": "vaaler.leder", "part": "vaaler", "navn": "Prosjektleder", "epost": VAALER} | felt
    return replace(REGISTER, kontakter={**REGISTER.kontakter, "vaaler.leder": Kontakt(**kontakt)})  # type: ignore[arg-type]


def test_linjeskift_i_navn_blir_ikke_til_egne_hoder() -> None:
    dag = date(2024, 9, 2)
    ond = "Ond\r\nBcc: alle@kontakt.example"
    ett = steg(tittel=Tekst(ond, ond))
    lest = som_lest(brev(saker(dag, ett, register=med_kontakt(navn=ond)), VAALER, dag))
    assert lest["Bcc"] is None
    assert "Ond Bcc: alle" in lest["Subject"]


def test_html_i_navn_blir_staaende_som_tekst() -> None:
    dag = date(2024, 9, 2)
    ond = "<script>alert(1)</script><a href='http://ond.example'>"
    part = Part(id="vaaler", navn=lik(ond), slag=REGISTER.parter["vaaler"].slag)
    register = replace(REGISTER, parter={**REGISTER.parter, "vaaler": part})
    ett = steg(tittel=lik(ond), forventet=lik(ond))
    for til in (VAALER, KOORDINATOR):
        alle = saker(date(2025, 1, 6), ett, register=register, navn=lik(ond), fortalt=FORFALT_SAGT)
        melding = brev(alle, til, dag)
        assert "<script" not in melding.html
        assert "href='http://ond" not in melding.html


@pytest.mark.parametrize(
    "navn",
    [
        "Rådgiver Ærlig",
        'Leder, "bygd" (vikar)',
        "Seksjonsleder for nærings- og samfunnsutvikling i områdene øst for Glåma og sør for Åsta, vikar",
    ],
)
def test_mottakerens_navn_kommer_helt_fram(navn: str) -> None:
    dag = date(2024, 9, 2)
    melding = brev(saker(dag, steg(), register=med_kontakt(navn=navn)), VAALER, dag)
    raa = i_konvolutt(melding).innhold
    # Python's newer library leaves a space where a name goes on in a second encoded word.
    kodet, adresse = parseaddr(message_from_bytes(raa)["To"])
    assert (str(make_header(decode_header(kodet))), adresse) == (navn, VAALER)
    assert max(map(len, raa.splitlines())) <= 78
    assert raa.isascii()


def test_tegn_som_snur_leseretningen_er_borte_overalt() -> None:
    dag = date(2024, 9, 2)
    ond = "for\u202eslag\u2066et\u200f"
    melding = brev(saker(dag, steg(tittel=lik(ond)), register=med_kontakt(navn=ond), navn=lik(ond)), VAALER, dag)
    lest = som_lest(melding)
    deler = [d.get_content() for d in lest.walk() if d.get_content_type() in {"text/plain", "text/html"}]
    for tekst in (lest["Subject"], lest["To"].addresses[0].display_name, *deler):
        assert "forslaget" in tekst
        assert not set(tekst) & set("\u202e\u2066\u200f")


def test_titusen_tegn_i_navn_og_tittel_gir_en_melding_som_kan_sendes() -> None:
    dag = date(2024, 9, 2)
    langt = "Å" * 10_000
    melding = brev(saker(dag, steg(tittel=lik(langt)), register=med_kontakt(navn=langt)), VAALER, dag)
    raa = i_konvolutt(melding).innhold
    assert len(som_lest(melding)["Subject"]) <= 180
    assert max(map(len, raa.splitlines())) <= 78
    assert (
        str(make_header(decode_header(parseaddr(message_from_bytes(i_konvolutt(melding).innhold)["To"])[0])))
        == "Å" * 100
    )


def test_samme_melding_er_de_samme_bytene() -> None:
    dag = date(2024, 9, 2)
    en, to = (brev(saker(dag, steg()), VAALER, dag) for _ in range(2))
    assert i_konvolutt(en) == i_konvolutt(to)


def test_domene_med_norske_bokstaver_skrives_om() -> None:
    dag = date(2024, 9, 2)
    adresse = "post@våler.example"
    epost = som_lest(brev(saker(dag, steg(), register=med_kontakt(epost=adresse)), adresse, dag))
    assert epost["To"].addresses[0].addr_spec == "post@xn--vler-qoa.example"


@pytest.mark.parametrize("adresse", ["uten-alfakroell", "@domene.example", "lokal@", "a@b.example\r\nbcc: x@y.example"])
def test_en_adresse_som_ikke_er_en_adresse_nevnes(adresse: str) -> None:
    dag = date(2024, 9, 2)
    melding = brev(saker(dag, steg(), register=med_kontakt(epost=adresse)), adresse, dag)
    with pytest.raises(UgyldigAdresse):
        i_konvolutt(melding)


def test_koordinatorens_gale_adresse_stanser_ingen_andres_post() -> None:
    dag = date(2024, 9, 2)
    gal = replace(REGISTER.kontakter["koordinator"], epost="ingen adresse")
    register = replace(REGISTER, kontakter={**REGISTER.kontakter, "koordinator": gal})
    epost = som_lest(brev(saker(dag, steg(), register=register), VAALER, dag))
    assert epost["Reply-To"] is None


def test_en_gal_avsender_sees_naar_oppsettet_leses() -> None:
    with pytest.raises(UgyldigAdresse):
        replace(OPPSETT, avsender="ingen adresse")
