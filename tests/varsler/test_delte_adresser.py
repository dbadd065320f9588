"""One address that stands for several: of two parties that have a step together, or of a party and the coordinator.

Each party of a step is judged by its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

import pytest

from modeller.oppfoelging import Anslag, Oenske, Oppfoelging
from modeller.register import Kontakt, Register
from modeller.varselrad import Fortalt
from tests.varsler.brevbygg import brev
from tests.varsler.test_trappetelling import (
    ANDRE,
    BALL,
    FELLES,
    FOERSTE,
    FRISTEN,
    TREDJE,
    TRYSILS_POST,
    dager,
    gjennom,
    har_ballen,
)
from tests.varsler.varselbygg import (
    POSTMOTTAK,
    REGISTER,
    TRYSIL,
    VAALER,
    saker,
    utsikt,
)
from varsler.regler import Slag

DELT = "felles@region.example"
KONTAKTEN = {"vaaler": "vaaler.leder", "trysil": "trysil.leder"}
DERES = {"vaaler": VAALER, "trysil": TRYSIL}
TIL = date(2025, 2, 14)
SAGT = date(2024, 11, 20)
FORFALT = (*BALL, *((Slag.FORFALT, dag) for dag in (FOERSTE, ANDRE)))


def med_adresse(epost: str, *kontakter: str, register: Register = REGISTER) -> Register:
    nye = {id_: replace(register.kontakter[id_], epost=epost) for id_ in kontakter}
    return replace(register, kontakter={**register.kontakter, **nye})


def med_postmottak(epost: str, *parter: str) -> Register:
    nye = {id_: replace(REGISTER.parter[id_], postmottak=epost) for id_ in parter}
    return replace(REGISTER, parter={**REGISTER.parter, **nye})


def paa_saken(part: str) -> Oppfoelging:
    return Oppfoelging(anslag={part: Anslag(TIL, SAGT)})


def ber_om_tid(part: str) -> Oppfoelging:
    return Oppfoelging(oensker={part: Oenske(TIL, "Sykdom", SAGT, "f1")})


def utsatt(part: str) -> Oppfoelging:
    return Oppfoelging(utsatt_til={KONTAKTEN[part]: TIL})


DELT_KONTAKT = med_adresse(DELT, *KONTAKTEN.values())
DELT_POST = med_postmottak(DELT, *KONTAKTEN)
Pause = Callable[[str], Oppfoelging]
PAUSER = pytest.mark.parametrize("pause", [paa_saken, ber_om_tid, utsatt])
PARTER = pytest.mark.parametrize("part", list(KONTAKTEN))


def som_delt(sendt: Iterable[tuple[date, str, str]], *egne: str) -> list[tuple[date, str, str]]:
    """What is told, as if these addresses had been one."""
    return sorted({(dag, slag, DELT if hvem in egne else hvem) for dag, slag, hvem in sendt})


# --- the same contact for two parties -------------------------------------------------------------------------------


@PAUSER
@PARTER
def test_sier_den_ene_parten_noe_om_seg_minnes_den_felles_kontakten_om_den_andre(pause: Pause, part: str) -> None:
    steget = FELLES._replace(oppfoelging=pause(part))
    hver_for_seg = gjennom(lambda _: steget, fortalt=har_ballen(VAALER, TRYSIL), til=TIL)
    delt = gjennom(lambda _: steget, register=DELT_KONTAKT, fortalt=har_ballen(DELT), til=TIL)
    assert som_delt(delt) == som_delt(hver_for_seg, VAALER, TRYSIL)
    assert dager(delt, DELT, Slag.FORFALT)[:3] == [FOERSTE, ANDRE, TREDJE]


@PARTER
def test_raden_til_den_felles_kontakten_er_den_partens_det_gjelder(part: str) -> None:
    """The links in the mail answer for it."""
    annen = next(en for en in KONTAKTEN if en != part)
    steget = FELLES._replace(oppfoelging=paa_saken(part))
    sagt = {(FELLES.id, DELT): Fortalt(FRISTEN, "", BALL)}
    (rad,) = [rad for rad in utsikt(FOERSTE, steget, register=DELT_KONTAKT, fortalt=sagt).rader if rad.mottaker == DELT]
    assert (rad.slag, rad.part, rad.kontakt) == (Slag.FORFALT, annen, KONTAKTEN[annen])


def test_er_begge_sene_faar_den_felles_kontakten_ett_ord_og_ikke_to() -> None:
    sendt = gjennom(lambda _: FELLES, register=DELT_KONTAKT, fortalt=har_ballen(DELT))
    assert dager(sendt, DELT)[:3] == [FOERSTE, ANDRE, TREDJE]
    assert len(dager(sendt, DELT)) == len(set(dager(sendt, DELT)))


def test_den_felles_kontakten_leser_hvem_av_dem_det_gjelder() -> None:
    sagt = {(FELLES.id, DELT): Fortalt(FRISTEN, "", BALL)}
    for oppfoelging, ventet in ((paa_saken("vaaler"), True), (Oppfoelging(), False)):
        steget = FELLES._replace(oppfoelging=oppfoelging)
        melding = brev(saker(FOERSTE, steget, register=DELT_KONTAKT, fortalt=sagt), DELT, FOERSTE)
        assert ("Trysil kommune: Innsending av forslaget" in melding.html) is ventet
        assert ("Gjeld: Trysil kommune" in melding.tekst) is ventet


def test_har_de_to_ulike_ting_aa_hoere_samme_dag_staar_begge_i_meldingen() -> None:
    """Våler expected to be done on the Friday, and Trysil is late."""
    mandag = date(2025, 2, 17)
    steget = FELLES._replace(oppfoelging=paa_saken("vaaler"))
    sagt = {(FELLES.id, DELT): Fortalt(FRISTEN, "", FORFALT)}
    tekst = brev(saker(mandag, steget, register=DELT_KONTAKT, fortalt=sagt), DELT, mandag).tekst
    assert "Trysil kommune: Innsending av forslaget" in tekst
    assert "Våler kommune: Innsending av forslaget" in tekst
    assert "De rekna med å vere ferdige" in tekst


# --- the same postmottak or leadership ------------------------------------------------------------------------------


@PAUSER
@PARTER
def test_det_felles_postmottaket_hoerer_om_den_parten_som_er_sen(pause: Pause, part: str) -> None:
    steget = FELLES._replace(oppfoelging=pause(part))
    hver_for_seg = gjennom(lambda _: steget, fortalt=har_ballen(VAALER, TRYSIL), til=TIL)
    delt = gjennom(lambda _: steget, register=DELT_POST, fortalt=har_ballen(VAALER, TRYSIL), til=TIL)
    assert som_delt(delt) == som_delt(hver_for_seg, POSTMOTTAK, TRYSILS_POST)
    assert dager(delt, DELT, Slag.POSTMOTTAK_FORFALT)[0] == ANDRE


@PARTER
def test_det_felles_postmottaket_leser_hvem_det_gjelder_og_faar_det_saksnummeret(part: str) -> None:
    annen = next(en for en in KONTAKTEN if en != part)
    sagt = {(FELLES.id, hvem): Fortalt(FRISTEN, "", FORFALT) for hvem in DERES.values()}
    alle = saker(
        ANDRE,
        FELLES._replace(oppfoelging=paa_saken(part)),
        register=DELT_POST,
        fortalt=sagt,
        saksnumre={"vaaler": "24/1", "trysil": "24/2"},
    )
    melding = brev(alle, DELT, ANDRE)
    assert f"{REGISTER.navn(annen).nb}: Innsending av forslaget" in melding.html
    gjelder, nummer = {"vaaler": ("Gjelder", "24/1"), "trysil": ("Gjeld", "24/2")}[annen]
    assert f"{gjelder}: {REGISTER.navn(annen).nb}" in melding.tekst
    assert nummer in melding.emne


def test_den_ene_partens_ledelse_hoerer_om_den_selv_om_hen_er_kontakt_for_den_andre() -> None:
    ordfoerer = Kontakt(id="vaaler.ordf", part="vaaler", navn="Ordfører", epost=TRYSIL, ledelse=True)
    register = replace(REGISTER, kontakter={**REGISTER.kontakter, ordfoerer.id: ordfoerer})
    sendt = gjennom(lambda _: FELLES, register=register, fortalt=har_ballen(VAALER, TRYSIL))
    assert dager(sendt, TRYSIL, Slag.LEDELSE_FORFALT)[0] == ANDRE
    sagt = {(FELLES.id, hvem): Fortalt(FRISTEN, "", FORFALT) for hvem in DERES.values()}
    tekst = brev(saker(ANDRE, FELLES, register=register, fortalt=sagt), TRYSIL, ANDRE).tekst
    assert "Våler kommune: Innsending av forslaget" in tekst
    assert "Trysil kommune: Innsending av forslaget" in tekst
