"""A body that puts a decision off: what its party, and the coordinator, are told until it meets again."""

# ruff: noqa: ANN401 - the builders take any field of a step

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from modeller.begrunnelse import Ledd
from modeller.fakta import Fristart
from modeller.livsloep import Krav
from modeller.plan import Plansteg
from modeller.tekst import Maalform, lik
from tests.varsler.brevbygg import brev
from tests.varsler.test_oversiktsord import avsnittet, uken
from tests.varsler.test_trappetelling import EN_UKE, dager, gjennom
from tests.varsler.varselbygg import (
    KOORDINATOR,
    POSTMOTTAK,
    REGISTER,
    RUTE,
    VAALER,
    i_maalform,
    saker,
    steg,
    varsler,
    vedtak,
)
from varsler.regler import Slag

UTSATT, NYTT = date(2025, 1, 30), date(2025, 3, 13)
VEIEN = tuple(m._replace(dato=m.dato + timedelta(days=84)) for m in RUTE)


def forsinker(frist: date) -> Ledd:
    tidligst = date(2025, 3, 18)
    return Ledd(
        "forsinker", {"hva": lik("Politisk dialog"), "frist": frist, "tidligst": tidligst, "dager": lik("12 dager")}
    )


def utsatt(*etterpaa: Ledd, dag: date = UTSATT, nytt: date | None = NYTT, **felt: Any) -> Plansteg:
    """A decision put off on its deadline; the body meets again on `nytt`."""
    neste = Ledd("neste_moete", {"organ": lik("kommunestyret"), "dato": nytt}) if nytt else Ledd("ingen_flere_moeter")
    merknader = (Ledd("utsatt_i_moete", {"dato": dag}), neste, *etterpaa)
    return vedtak(**({"frist": dag, "milepaeler": VEIEN, "merknader": merknader, "tidligst": date(2025, 3, 18)} | felt))


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


# --- the ladder while the body has not met again ---------------------------------------------------------------------

FREDAGEN = date(2025, 1, 31)
ORDET = date(2025, 2, 10)
KLART = date(2025, 3, 18)
FOERSTE = date(2025, 3, 31)
"""The first Monday that is not too soon after it was asked what the new meeting came to."""


def til_noen_sier_noe(*etterpaa: Ledd) -> Callable[[date], Plansteg]:
    """The decision put off, day by day; nobody says what the new meeting on 13.3.2025 came to, nor the one in April."""

    def paa(dag: date) -> Plansteg:
        if dag <= NYTT:
            return utsatt(*etterpaa)
        gikk = date(2025, 4, 10) if dag > date(2025, 4, 10) else NYTT
        klart = date(2025, 4, 15) if gikk > NYTT else KLART
        return vedtak(
            frist=UTSATT,
            milepaeler=VEIEN,
            merknader=(
                Ledd("utsatt_foer", {"dato": UTSATT}),
                Ledd("nytt_moete_er_passert", {"moete": gikk, "klart": klart, "foerst": KLART}),
                Ledd("neste_moete", {"organ": lik("kommunestyret"), "dato": date(2025, 6, 12)}),
                *etterpaa,
            ),
        )

    return paa


def test_den_som_har_sagt_at_saken_er_utsatt_faar_fred_til_det_nye_moetet() -> None:
    assert gjennom(til_noen_sier_noe(), fra=FREDAGEN, til=FOERSTE) == [
        (FREDAGEN, "ball", VAALER),
        (date(2025, 3, 10), "tre_arbeidsdager", VAALER),
        (NYTT, "paa_dagen", VAALER),
        (KLART, "loep_utgaatt", VAALER),
        (date(2025, 3, 24), "koordinator_loep_utgaatt", KOORDINATOR),
        (FOERSTE, "forfalt", VAALER),
    ]


def test_er_det_nye_moetet_for_sent_for_det_som_venter_faar_parten_ett_ord_om_det() -> None:
    sendt = gjennom(til_noen_sier_noe(forsinker(MOETET)), fra=FREDAGEN, til=NYTT)
    assert [(dag, slag) for dag, slag, hvem in sendt if hvem == VAALER and slag != "ball"] == [
        (ORDET, "forfalt"),
        (date(2025, 3, 10), "tre_arbeidsdager"),
        (NYTT, "paa_dagen"),
    ]
    assert {hvem for _, slag, hvem in sendt if slag != "koordinator_moete_borte"} == {VAALER}


def ordene(frist: date, **felt: Any) -> list[date]:
    alle = gjennom(lambda _: utsatt(forsinker(frist), **felt), fra=FREDAGEN, til=felt.get("nytt", NYTT))
    return dager(alle, VAALER, Slag.FORFALT)


def test_ordet_kommer_mens_et_ekstraordinaert_moete_kan_hjelpe_og_aldri_to_ganger() -> None:
    assert ordene(date(2025, 2, 11)) == [ORDET]
    assert ordene(date(2025, 2, 6)) == [date(2025, 2, 3)], "a week later is too late"
    assert ordene(date(2025, 1, 31)) == [ORDET], "what waits is late already, and waits still"
    assert ordene(MOETET, nytt=date(2025, 2, 18)) == [], "the body meets soon anyway"
    flyttet = gjennom(
        lambda dag: utsatt(forsinker(date(2025, 2, 6) if dag < date(2025, 2, 5) else MOETET)), fra=FREDAGEN, til=NYTT
    )
    assert dager(flyttet, VAALER, Slag.FORFALT) == [date(2025, 2, 3)]


def test_etter_det_nye_moetet_gaar_trappa_fra_foerste_trinn_og_ikke_paa_nytt_for_hvert_moete() -> None:
    sendt = gjennom(til_noen_sier_noe(forsinker(MOETET)), fra=FREDAGEN, til=date(2025, 5, 26))
    assert dager(sendt, VAALER, Slag.FORFALT)[:3] == [ORDET, FOERSTE, FOERSTE + EN_UKE]
    assert dager(sendt, POSTMOTTAK)[0] == FOERSTE + EN_UKE
    assert dager(sendt, KOORDINATOR, Slag.KOORDINATOR_FORFALT)[0] == FOERSTE + 2 * EN_UKE
    assert dager(sendt, KOORDINATOR, Slag.KOORDINATOR_OVERTAR) == [FOERSTE + 5 * EN_UKE]


def test_uten_noe_nytt_moete_gaar_trappa_som_ellers() -> None:
    sendt = gjennom(lambda _: utsatt(nytt=None), fra=FREDAGEN, til=date(2025, 2, 24))
    assert dager(sendt, VAALER, Slag.FORFALT) == [ORDET, ORDET + EN_UKE, ORDET + 2 * EN_UKE]
    assert dager(sendt, POSTMOTTAK) == [ORDET + EN_UKE, ORDET + 2 * EN_UKE]


@pytest.mark.parametrize("maalform", list(Maalform))
def test_ordet_sier_bare_hva_parten_kan_gjoere(maalform: Maalform) -> None:
    register = i_maalform(REGISTER, maalform)
    melding = brev(saker(ORDET, utsatt(forsinker(MOETET)), register=register), VAALER, ORDET)
    if maalform is Maalform.NB:
        assert melding.emne.startswith("Kan saken tas opp før neste møte? Politisk forankring av forslaget")
        assert (
            "Kan «Politisk forankring av forslaget» tas opp i et ekstraordinært møte? Det neste møtet, 13.3.2025, er "
            "for sent for det som venter på saken. Går det ikke, avtal en ny dato med koordinatoren. Neste påminnelse "
            "kommer like før det møtet."
        ) in melding.tekst
    else:
        assert melding.emne.startswith("Kan saka takast opp før neste møte? Politisk forankring av forslaget")
        assert (
            "Kan «Politisk forankring av forslaget» takast opp i eit ekstraordinært møte? Det neste møtet, 13.3.2025, "
            "er for seint for det som ventar på saka. Går det ikkje, avtal ein ny dato med koordinatoren. Neste "
            "påminning kjem like før det møtet."
        ) in melding.tekst


def test_koordinatoren_faar_ikke_hoere_at_vedtaket_mangler_naar_det_er_registrert_som_utsatt() -> None:
    """What was on its way when the agreement was entered, and was put off the day after."""
    foer = vedtak(frist=UTSATT, milepaeler=VEIEN)
    registrert = date(2025, 1, 29)
    sendt = gjennom(
        lambda dag: foer if dag <= UTSATT else utsatt(),
        fra=registrert,
        til=date(2025, 2, 5),
        registrert=registrert,
    )
    assert dager(sendt, VAALER, Slag.LIGGER_HOS_DERE) == [registrert]
    assert dager(sendt, KOORDINATOR) == []
