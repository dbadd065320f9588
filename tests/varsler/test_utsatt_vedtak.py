"""A body that puts a decision off: what its party, and the coordinator, are told until it meets again."""

from __future__ import annotations

from datetime import date

import pytest

from modeller.begrunnelse import Ledd
from modeller.fakta import Fristart
from modeller.livsloep import Krav
from modeller.plan import Plansteg
from modeller.tekst import Maalform, lik
from tests.varsler.brevbygg import brev
from tests.varsler.test_oversiktsord import avsnittet, uken
from tests.varsler.varselbygg import KOORDINATOR, REGISTER, i_maalform, saker, steg, varsler, vedtak

UTSATT, NYTT = date(2025, 1, 30), date(2025, 3, 13)


def forsinker(frist: date) -> Ledd:
    tidligst = date(2025, 3, 18)
    return Ledd(
        "forsinker", {"hva": lik("Politisk dialog"), "frist": frist, "tidligst": tidligst, "dager": lik("12 dager")}
    )


def utsatt(*etterpaa: Ledd, dag: date = UTSATT, nytt: date | None = NYTT, **felt: object) -> Plansteg:
    """A decision put off on its deadline; the body meets again on `nytt`."""
    neste = Ledd("neste_moete", {"organ": lik("kommunestyret"), "dato": nytt}) if nytt else Ledd("ingen_flere_moeter")
    merknader = (Ledd("utsatt_i_moete", {"dato": dag}), neste, *etterpaa)
    return vedtak(**({"frist": dag, "milepaeler": (), "merknader": merknader, "tidligst": date(2025, 3, 18)} | felt))


MOETET = date(2025, 2, 20)


@pytest.mark.parametrize(
    ("maalform", "sies"),
    [
        (Maalform.NB, "(frist 30.1.2025, utsatt, neste møte 13.3.2025)"),
        (Maalform.NN, "(frist 30.1.2025, utsett, neste møte 13.3.2025)"),
    ],
)
def test_et_vedtak_som_er_utsatt_til_etter_det_som_venter_er_koordinatorens_sak(maalform: Maalform, sies: str) -> None:
    melding = uken([utsatt(forsinker(MOETET))], maalform=maalform)
    assert melding.emne.endswith("én sak du bør se på" if maalform is Maalform.NB else "éi sak du bør sjå på")
    assert f"- Våler kommune: «Politisk forankring av forslaget» {sies}\n" in melding.tekst


def test_uten_noe_nytt_moete_er_det_ogsaa_hennes() -> None:
    tekst = uken([utsatt(nytt=None)]).tekst
    assert "(frist 30.1.2025, utsatt, ingen flere møter i møteplanen)" in tekst
    assert "én sak" in tekst


def test_rekker_det_nye_moetet_det_som_venter_er_det_ikke_hennes() -> None:
    melding = uken([utsatt()])
    assert "du bør se på" not in melding.emne
    assert avsnittet(melding.tekst, "Hvem har ballen, og hvem venter") == [
        "- Våler kommune: «Politisk forankring av forslaget» (frist 30.1.2025, utsatt, neste møte 13.3.2025)"
    ]


def test_en_dato_foran_oss_som_vedtaket_ikke_rekker_sier_at_saken_er_utsatt() -> None:
    tekst = uken([utsatt(forsinker(MOETET), frist=date(2025, 2, 13))]).tekst
    assert "(frist 13.2.2025, saken er utsatt, tidligst 18.3.2025)" in tekst


def test_paakrevde_vedtak_som_noen_venter_paa_staar_foer_anbefalte_som_har_staatt_lenge() -> None:
    raad = [
        steg(steg=f"raad{nr}", tittel=lik(f"Råd {nr}"), part="trysil", krav=Krav.ANBEFALT, frist=date(2024, 9, 2))
        for nr in range(4)
    ]
    linjer = [linje for linje in uken([*raad, utsatt(forsinker(MOETET))]).tekst.splitlines() if linje.startswith("- ")]
    assert linjer[0].startswith("- Våler kommune: «Politisk forankring av forslaget»")


BORTE = ("koordinator_moete_borte", KOORDINATOR)


def test_er_det_som_venter_naert_faar_koordinatoren_vite_det_straks() -> None:
    dag = date(2025, 1, 31)
    assert BORTE in varsler(dag, utsatt(forsinker(date(2025, 2, 13))))
    assert BORTE not in varsler(dag, utsatt(forsinker(MOETET))), "the week's digest tells it in time"
    assert BORTE not in varsler(dag, utsatt()), "nothing waits for it so early"
    veiledende = utsatt(forsinker(date(2025, 2, 13)), art=Fristart.VEILEDENDE)
    assert BORTE not in varsler(dag, veiledende)
    assert BORTE not in varsler(date(2025, 2, 14), utsatt(forsinker(date(2025, 2, 13)))), "the date is past"
    foer_oss = utsatt(forsinker(date(2025, 2, 13)))
    assert BORTE not in varsler(date(2025, 2, 3), foer_oss, registrert=date(2025, 2, 3))


@pytest.mark.parametrize("maalform", list(Maalform))
def test_brevet_sier_at_saken_er_utsatt_og_hva_det_forsinker(maalform: Maalform) -> None:
    dag = date(2025, 1, 31)
    alle = saker(dag, utsatt(forsinker(date(2025, 2, 13))), register=i_maalform(REGISTER, maalform))
    melding = brev([s for s in alle if s.slag == BORTE[0]], KOORDINATOR, dag)
    nb = maalform is Maalform.NB
    emne = "Våler utsatte saken 30.1.2025" if nb else "Våler utsette saka 30.1.2025"
    assert melding.emne.startswith(f"{emne} – Politisk forankring av forslaget")
    for sies in (
        "«Politisk forankring av forslaget» hos Våler kommune kommer for sent for det som venter. Saken ble utsatt 30.1"
        if nb
        else "«Politisk forankring av forslaget» hos Våler kommune kjem for seint for det som ventar. Saka vart utsett",
        "Det forsinker «Politisk dialog» med minst 12 dager" if nb else "Det forseinkar «Politisk dialog» med minst 12",
        "et ekstraordinært møte, eller en ny dato for det som venter, kan være en vei videre."
        if nb
        else "eit ekstraordinært møte, eller ein ny dato for det som ventar, kan vere ein veg vidare.",
    ):
        assert sies in melding.tekst
    assert "mister møtet" not in melding.tekst and "mistar møtet" not in melding.tekst
