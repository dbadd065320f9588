"""Working answer links in the text of a message are hidden from others than its reader, and nothing else is."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

import pytest

from modeller.tekst import Maalform
from tests.varsler.varselbygg import OPPSETT, REGISTER, i_maalform, lenker_i, saker, som_lest, vedtak
from varsler.lenkeskjul import html_uten_personlige_lenker, uten_personlige_lenker
from varsler.melding import skriv
from varsler.regler import STANDARDREGLER
from varsler.svarlenke import Formaal, Svaradresser, Svarlenke

NAA = datetime(2024, 11, 1, 6, tzinfo=UTC)
ORDET = "(personlig lenke)"
ADRESSER = (
    "https://svar.kommunen.example",
    "http://127.0.0.1:8711",
    "http://[::1]:8711",
    "https://kommunen.example:8443/fristvakt/svar",
    "HTTPS://Gammel.Example/s",
)


def lenke(adresse: str, formaal: Formaal = Formaal.FERDIG) -> str:
    innhold = Svarlenke(
        formaal=formaal, part="vaaler", mottaker="abcDEF_-1234", melding="ab" * 16, siste_dag=date(2024, 12, 1),
        avtale="hedmark", steg="forankring.vaaler",
    )  # fmt: skip
    return Svaradresser(nettadresse=adresse, noekkel=b"en-annen-tid").adresse(innhold, NAA)


@pytest.mark.parametrize("adresse", ADRESSER)
@pytest.mark.parametrize("formaal", Formaal)
def test_en_personlig_lenke_blir_til_et_ord_hvor_enn_den_gikk(adresse: str, formaal: Formaal) -> None:
    den = lenke(adresse, formaal)
    tekst = f"Meld ferdig:\n{den}\n\nValg: {den}. Eller ({den}), <{den}>."
    assert uten_personlige_lenker(tekst, ORDET) == (
        f"Meld ferdig:\n{ORDET}\n\nValg: {ORDET}. Eller ({ORDET}), <{ORDET}>."
    )


def test_lenken_skjules_ogsaa_uten_adressen_foran() -> None:
    sti = lenke("")
    assert sti.startswith("/s/")
    assert uten_personlige_lenker(f"svar.example{sti} og {sti}", ORDET) == f"svar.example{ORDET} og {ORDET}"


@pytest.mark.parametrize(
    "tekst",
    [
        "Saken: https://tavla.example/avtale/pulje2#forankring.vaaler",
        "https://kommunen.example/s/www.kommunen.example",
        "https://kommunen.example/s/distriktssenteret.avtalen.html",
        "Våler 1/s/2, 3.4.2025",
        "https://kommunen.example/s/aarsmelding-2024.pdf",
    ],
)
def test_andre_adresser_staar(tekst: str) -> None:
    assert uten_personlige_lenker(tekst, ORDET) == tekst
    html = f'<p><a href="{tekst}">{tekst}</a></p>'
    assert html_uten_personlige_lenker(html, ORDET) == html


@pytest.mark.parametrize("adresse", ADRESSER)
def test_i_html_staar_teksten_til_lenken_igjen_men_lenker_ikke(adresse: str) -> None:
    den, tavla = lenke(adresse), '<a href="https://tavla.example/avtale/a">Saken</a>'
    meld = f"<a\n style='x' href=\"{den}\">Meld <b>ferdig</b></a>"
    html = f"<td><strong>{meld}</strong> · {tavla} · <A HREF='{den}'>På saken</A></td>"
    assert html_uten_personlige_lenker(html, ORDET) == (
        f"<td><strong><span>Meld <b>ferdig</b></span> {ORDET}</strong> · {tavla} · <span>På saken</span> {ORDET}</td>"
    )


def test_i_html_skjules_lenken_ogsaa_som_tekst_og_der_den_ikke_er_ventet() -> None:
    den = lenke(ADRESSER[0])
    assert html_uten_personlige_lenker(f'<a href="{den}">{den}</a>', ORDET) == f"<span>{ORDET}</span>"
    assert html_uten_personlige_lenker(f'<p>{den}</p><img src="{den}">', ORDET) == f'<p>{ORDET}</p><img src="{ORDET}">'


@pytest.mark.parametrize("maalform", Maalform)
def test_i_e_postene_fristvakt_skriver_er_ingen_lenke_igjen_og_ellers_alt(maalform: Maalform) -> None:
    dag = date(2024, 11, 1)
    naa = datetime.combine(dag, time(6), UTC)
    alle = saker(dag, vedtak(), regler=STANDARDREGLER, register=i_maalform(REGISTER, maalform))
    mottakere = {sak.rad.mottaker for sak in alle}
    assert mottakere
    for til in mottakere:
        epost = som_lest(skriv([s for s in alle if s.rad.mottaker == til], naa=naa, oppsett=OPPSETT))
        for slag, skjul in (("plain", uten_personlige_lenker), ("html", html_uten_personlige_lenker)):
            del_ = epost.get_body((slag,))
            assert del_ is not None
            foer = del_.get_content()
            etter = skjul(foer, ORDET)
            assert lenker_i(foer, naa)
            assert not lenker_i(etter, naa)
            assert etter.count(ORDET) == len(re.findall("/s/", foer))
            assert "/s/" not in etter
            assert etter.count("http") == foer.count("http") - etter.count(ORDET), "the links to the board stand"
