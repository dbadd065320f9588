"""The ladder and the thanks beside what people say of being told: snoozes, estimates and requests for more time."""

# ruff: noqa: ANN401 - the builders take any field of a step or a plan

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from modeller.fakta import MerTidAvslaatt, MerTidOensket, PaaminnelserUtsatt
from modeller.oppfoelging import Avslag, Oenske, Oppfoelging
from modeller.plan import Plansteg, Status
from modeller.register import Kontakt, Register
from modeller.tekst import Maalform
from modeller.varselrad import Fortalt, Utboksrad
from tests.rollebesetning import Historie
from tests.varsler.brevbygg import brev
from tests.varsler.test_trappen import LEDELSEN, MED_LEDELSE
from tests.varsler.tidsreise import reis
from tests.varsler.varselbygg import KOORDINATOR, TRYSIL, VAALER, hver_mandag, i_maalform, saker, steg, utsikt, varsler
from varsler.regler import Slag

FRISTEN = date(2024, 11, 29)
MANDAGER = [date(2024, 12, 9), date(2024, 12, 16), *(date(2025, 1, 6) + timedelta(weeks=n) for n in range(8))]
"""Those on which it is told that the deadline is past; the ones of Christmas are quiet."""
KOLLEGA = Kontakt(id="vaaler.kollega", part="vaaler", navn="Kollega", epost="kollega@vaaler.example")
MED_KOLLEGA = replace(MED_LEDELSE, kontakter={**MED_LEDELSE.kontakter, KOLLEGA.id: KOLLEGA})


def utsatt(til: date, *kontakter: str, **felt: Any) -> Plansteg:
    return steg(oppfoelging=Oppfoelging(utsatt_til=dict.fromkeys(kontakter or ("vaaler.leder",), til)), **felt)


def ber(til: date, sagt: date = date(2024, 11, 20)) -> Plansteg:
    oenske = Oenske(til=til, grunn="Sykdom", sagt=sagt, faktum="f1")
    return steg(oppfoelging=Oppfoelging(oensker={"vaaler": oenske}))


def trappa(steget: Plansteg, register: Register = MED_LEDELSE, sagt: object = None) -> dict[date, list[str]]:
    """Who is told on each of the Mondays, with what had been said by then."""
    fortalt: dict[tuple[str, str], Fortalt] = {
        (steget.id, VAALER): Fortalt(FRISTEN, "", (("ball", date(2024, 9, 2)),)),
    }
    sendt: set[str] = set()
    hvem: dict[date, list[str]] = {}
    for mandag in MANDAGER:
        nye = [r for r in utsikt(mandag, steget, register=register, fortalt=fortalt).rader if r.noekkel not in sendt]
        hvem[mandag] = [rad.mottaker for rad in nye if rad.slag not in {"koordinator_mer_tid", "paa_dagen"}]
        for rad in nye:
            sendt.add(rad.noekkel)
            if rad.mottaker != KOORDINATOR:
                noekkel = (steget.id, rad.mottaker)
                fortalt[noekkel] = Fortalt.etter(fortalt.get(noekkel), FRISTEN, "", rad.slag, mandag)
    return hvem


# --- a snooze -----------------------------------------------------------------------------------------------------


def test_ledelsen_hoerer_ingenting_saa_lenge_alle_som_har_saken_har_bedt_om_aa_vente() -> None:
    hos = trappa(utsatt(MANDAGER[4]))
    assert not any({VAALER, LEDELSEN} & set(hos[dag]) for dag in MANDAGER[:4])
    assert (VAALER in hos[MANDAGER[4]], LEDELSEN in hos[MANDAGER[4]]) == (True, False), "they have their own week first"
    assert LEDELSEN in hos[MANDAGER[5]]


def test_er_de_minnet_paa_fristen_foer_de_ba_om_aa_vente_faar_de_likevel_en_uke_foer_ledelsen() -> None:
    sagt = {("innsending.vaaler", VAALER): Fortalt(FRISTEN, "", hver_mandag("forfalt", MANDAGER[0]))}
    for dag, hoerer in ((MANDAGER[2], False), (MANDAGER[4], False), (MANDAGER[5], True)):
        hos = varsler(dag, utsatt(MANDAGER[4]), register=MED_LEDELSE, fortalt=sagt)
        assert (LEDELSEN in [hvem for _, hvem in hos]) is hoerer


def test_koordinatoren_hoerer_det_som_ellers_for_hun_har_ikke_lovet_noen_aa_vente() -> None:
    hos = trappa(utsatt(MANDAGER[9]))
    assert [dag for dag in MANDAGER if KOORDINATOR in hos[dag]] == MANDAGER[2:6]
    assert not any(VAALER in hos[dag] for dag in MANDAGER[:9])


def test_minnes_en_kollega_som_foer_gaar_trappa_som_foer() -> None:
    hos = trappa(utsatt(MANDAGER[4]), MED_KOLLEGA)
    assert hos[MANDAGER[0]] == [KOLLEGA.epost]
    assert LEDELSEN in hos[MANDAGER[1]]
    begge = trappa(utsatt(MANDAGER[4], "vaaler.leder", KOLLEGA.id), MED_KOLLEGA)
    assert not any(LEDELSEN in begge[dag] for dag in MANDAGER[:5])


@pytest.mark.parametrize("maalform", list(Maalform))
def test_koordinatoren_leser_at_de_vil_minnes_igjen_og_ikke_at_de_minnes_hver_uke(maalform: Maalform) -> None:
    register = i_maalform(MED_LEDELSE, maalform)
    sagt = {("innsending.vaaler", VAALER): Fortalt(FRISTEN, "", hver_mandag("forfalt", MANDAGER[0]))}
    for dag in (MANDAGER[2], MANDAGER[5]):
        tekst = brev(saker(dag, utsatt(date(2025, 2, 17)), register=register, fortalt=sagt), KOORDINATOR, dag).tekst
        assert "igjen mandag 17. februar 2025" in tekst or "igjen måndag 17. februar 2025" in tekst
        assert "hver uke" not in tekst and "kvar veke" not in tekst and " i uka" not in tekst and " i veka" not in tekst
    ferdig = brev(saker(MANDAGER[2], utsatt(FRISTEN), register=register, fortalt=sagt), KOORDINATOR, MANDAGER[2]).tekst
    assert "hver uke" in ferdig or "kvar veke" in ferdig


def test_den_som_vil_vente_med_aa_hoere_om_steget_takkes_ikke_i_en_egen_melding_foer_den_dagen() -> None:
    gjort = date(2024, 11, 22)

    def takken(til: date, epost: str = VAALER) -> Utboksrad:
        ferdig = utsatt(til, status=Status.UTFOERT, utfoert=gjort, ball=(), aapnet=None, aapnet_registrert=None)
        videre = steg(part="trysil", steg="respons", foran=(ferdig.id,))
        sagt = {(ferdig.id, hvem): Fortalt(FRISTEN) for hvem in (VAALER, KOLLEGA.epost)}
        rader = utsikt(gjort, ferdig, videre, fortalt=sagt, register=MED_KOLLEGA).rader
        (rad,) = (r for r in rader if r.slag == Slag.TAKK and r.mottaker == epost)
        return rad

    assert takken(date(2024, 12, 2)).forfaller > date(2024, 12, 31), "only beside something else"
    assert takken(date(2024, 11, 25)).forfaller == date(2024, 11, 25)
    assert takken(date(2024, 12, 2), KOLLEGA.epost).forfaller == date(2024, 11, 25)


# --- a request for more time --------------------------------------------------------------------------------------


def test_den_som_venter_paa_svar_om_mer_tid_hoerer_ikke_at_fristen_er_ute_og_ikke_ledelsen() -> None:
    hos = trappa(ber(date(2025, 1, 15)))
    assert not any({VAALER, LEDELSEN} & set(hos[dag]) for dag in MANDAGER if dag <= date(2025, 1, 15))
    assert MANDAGER[4] == date(2025, 1, 20)
    assert (VAALER in hos[MANDAGER[4]], LEDELSEN in hos[MANDAGER[4]]) == (True, False)
    assert LEDELSEN in hos[MANDAGER[5]]


def test_foer_fristen_minnes_den_som_ber_om_mer_tid_som_andre_for_datoen_staar() -> None:
    assert ("tre_arbeidsdager", VAALER) in varsler(date(2024, 11, 26), ber(date(2025, 1, 15)))
    assert ("paa_dagen", VAALER) in varsler(FRISTEN, ber(date(2025, 1, 15)))


@pytest.mark.parametrize("maalform", list(Maalform))
def test_koordinatoren_som_ikke_har_svart_hoerer_det_som_ellers_og_at_det_er_henne_de_venter_paa(
    maalform: Maalform,
) -> None:
    steget = ber(date(2025, 5, 15))
    assert [dag for dag in MANDAGER if KOORDINATOR in trappa(steget)[dag]] == MANDAGER[2:6]
    sagt = {(steget.id, VAALER): Fortalt(FRISTEN, "", (("ball", date(2024, 9, 2)),))}
    register = i_maalform(MED_LEDELSE, maalform)
    for dag in (MANDAGER[2], MANDAGER[5]):
        tekst = brev(saker(dag, steget, register=register, fortalt=sagt), KOORDINATOR, dag).tekst
        assert "tid til torsdag 15. mai 2025 og venter på svar fra deg" in tekst or (
            "tid til torsdag 15. mai 2025 og ventar på svar frå deg" in tekst
        )


def test_har_bare_en_av_to_bedt_om_mer_tid_minnes_den_andre_hver_uke_og_det_leser_koordinatoren() -> None:
    felles = ber(date(2025, 5, 15))._replace(parter=("vaaler", "trysil"), ball=("vaaler", "trysil"))
    sagt = {
        (felles.id, TRYSIL): Fortalt(FRISTEN, "", hver_mandag("forfalt", MANDAGER[0])),
        (felles.id, VAALER): Fortalt(FRISTEN, "", (("ball", date(2024, 9, 2)),)),
    }
    rader = saker(MANDAGER[2], felles, fortalt=sagt)
    assert "Fristvakt minner Trysil kommune på det hver uke." in brev(rader, KOORDINATOR, MANDAGER[2]).tekst
    assert [sak.rad.mottaker for sak in rader if sak.slag is Slag.FORFALT] == [TRYSIL]


def test_etter_et_nei_har_parten_en_uke_foer_ledelsen_hoerer_om_det() -> None:
    nei = Avslag(til=date(2025, 5, 15), grunn="", sagt=date(2025, 1, 14), faktum="f2")
    steget = steg(oppfoelging=Oppfoelging(avslag={"vaaler": nei}))
    sagt = {(steget.id, VAALER): Fortalt(FRISTEN, "", hver_mandag("forfalt", MANDAGER[0]))}
    for dag, hoerer in ((MANDAGER[4], False), (MANDAGER[5], True)):
        hos = varsler(dag, steget, register=MED_LEDELSE, fortalt=sagt)
        assert ("forfalt", VAALER) in hos
        assert (LEDELSEN in [hvem for _, hvem in hos]) is hoerer


# --- over the days, with the ledger as it is ----------------------------------------------------------------------


def test_en_avtalt_pause_straffes_ikke_og_den_som_ba_om_tid_minnes_foerst_etter_svaret() -> None:
    """Trysil is late, asks for more time and is told no four weeks later; nobody else hears of it meanwhile."""
    steget, trysil = "forankring.trysil", "trysil"
    frist = next(s.frist for s in Historie().plan(date(2024, 9, 2)) if s.id == steget)
    assert frist is not None
    spurt, svart = frist + timedelta(days=3), frist + timedelta(days=31)
    historie = Historie().den(spurt, MerTidOensket(steg=steget, part=trysil, til=date(2025, 6, 2), grunn="Sykdom"))
    historie.den(svart, MerTidAvslaatt(steg=steget, part=trysil, grunn="Fristen er felles"))
    meldinger = reis(historie, date(2024, 9, 2), svart + timedelta(days=21))
    sagt = [
        (m.dag, sak.slag)
        for m in meldinger
        for sak in m.melding.saker
        if sak.rad.steg == steget and m.dag > spurt and m.melding.mottaker.endswith("trysil.example")
    ]
    assert all(dag >= svart for dag, _ in sagt)
    assert {Slag.MER_TID_AVSLAG, Slag.FORFALT} <= {slag for _, slag in sagt}


def test_den_som_har_utsatt_steget_hoerer_igjen_den_dagen_hen_ba_om_ogsaa_naar_fristen_er_ute() -> None:
    steget = "forankring.trysil"
    frist = next(s.frist for s in Historie().plan(date(2024, 9, 2)) if s.id == steget)
    assert frist is not None
    til = frist + timedelta(days=28)
    historie = Historie().den(frist, PaaminnelserUtsatt(steg=steget, kontakt="sekretariat.trysil", til=til))
    meldinger = reis(historie, date(2024, 9, 2), til + timedelta(days=7))
    dager = [
        m.dag
        for m in meldinger
        for sak in m.melding.saker
        if sak.rad.steg == steget and m.dag > frist and m.melding.mottaker.endswith("@trysil.example")
    ]
    assert dager and min(dager) >= til
