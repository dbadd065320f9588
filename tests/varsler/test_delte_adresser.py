"""One address that stands for several: of two parties that have a step together, or of a party and the coordinator.

Each party of a step is judged by its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

import pytest

from modeller.oppfoelging import Anslag, Oenske, Oppfoelging
from modeller.plan import Plansteg
from modeller.regelvalg import SattRegel
from modeller.register import Kontakt, Register
from modeller.tekst import Maalform
from modeller.varselrad import Fortalt
from tests.varsler.brevbygg import brev
from tests.varsler.test_trappeord import uten_purring
from tests.varsler.test_trappetelling import (
    ANDRE,
    BALL,
    EN_UKE,
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
    KOORDINATOR,
    POSTMOTTAK,
    REGISTER,
    TRYSIL,
    VAALER,
    i_maalform,
    saker,
    steg,
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


NUMRE = {"vaaler": "24/1", "trysil": "24/2"}


@pytest.mark.parametrize(("ord_", "register", "dag"), [(FORFALT, DELT_POST, ANDRE), (BALL, DELT_KONTAKT, FOERSTE)])
def test_gjelder_det_begge_staar_saksnummeret_til_hver_av_dem(
    ord_: tuple[tuple[str, date], ...], register: Register, dag: date
) -> None:
    sagt = {(FELLES.id, hvem): Fortalt(FRISTEN, "", ord_) for hvem in (*DERES.values(), DELT)}
    for numre, sammen in (
        (NUMRE, "24/1 og 24/2"),
        ({"trysil": "24/2"}, "24/2"),
        (dict.fromkeys(NUMRE, "24/3"), "24/3"),
    ):
        melding = brev(saker(dag, FELLES, register=register, fortalt=sagt, saksnumre=numre), DELT, dag)
        assert f"Saksnummer: {sammen}\n" in melding.tekst
        assert (f"Sak {sammen}: " in melding.emne) is (register is DELT_POST)


LEDELSEN = {
    part: Kontakt(id=f"{part}.kd", part=part, navn="Kommunedirektør", epost=DELT, ledelse=True) for part in KONTAKTEN
}
DELT_LEDELSE = replace(REGISTER, kontakter={**REGISTER.kontakter, **{k.id: k for k in LEDELSEN.values()}})
MINT = {
    Slag.POSTMOTTAK_FORFALT: {
        Maalform.NB: "Kontaktene våre hos {er} er minnet på det. Kontaktene hos {ikke} er ikke minnet på det",
        Maalform.NN: "Kontaktane våre hos {er} er minte på det. Kontaktane hos {ikke} er ikkje minte på det",
    },
    Slag.LEDELSE_FORFALT: {
        Maalform.NB: "De som har saken hos {er}, er minnet på det. De som har saken hos {ikke}, er ikke minnet på det",
        Maalform.NN: "Dei som har saka hos {er}, er minte på det. Dei som har saka hos {ikke}, er ikkje minte på det",
    },
}


@PARTER
@pytest.mark.parametrize("maalform", list(Maalform))
@pytest.mark.parametrize("register", [DELT_POST, DELT_LEDELSE])
def test_er_bare_den_ene_parten_minnet_leser_de_over_begge_hvem(
    part: str, maalform: Maalform, register: Register
) -> None:
    annen = next(en for en in KONTAKTEN if en != part)
    sagt = {(FELLES.id, DERES[part]): Fortalt(FRISTEN, "", FORFALT)} | {
        (FELLES.id, DERES[annen]): Fortalt(FRISTEN, "", BALL)
    }
    register = i_maalform(uten_purring(register, kontakt=KONTAKTEN[annen]), maalform)
    melding = brev(saker(ANDRE, FELLES, register=register, fortalt=sagt), DELT, ANDRE)
    (slag,) = {ord_.slag for ord_ in melding.ord_}
    er, ikke = (REGISTER.navn(en).paa(maalform) for en in (part, annen))
    assert MINT[slag][maalform].format(er=er, ikke=ikke) in " ".join(melding.tekst.split())
    assert "Våler kommune og Trysil kommune: Innsending av forslaget" in melding.html


@pytest.mark.parametrize("minnet", [True, False])
def test_er_det_likt_for_begge_sies_det_en_gang(minnet: bool) -> None:
    sagt = {(FELLES.id, hvem): Fortalt(FRISTEN, "", FORFALT if minnet else BALL) for hvem in DERES.values()}
    register = i_maalform(DELT_POST, Maalform.NB)
    if not minnet:
        register = uten_purring(uten_purring(register), kontakt="trysil.leder")
    tekst = " ".join(brev(saker(ANDRE, FELLES, register=register, fortalt=sagt), DELT, ANDRE).tekst.split())
    assert f"Kontaktene våre hos dere er {'' if minnet else 'ikke '}minnet på det" in tekst


def test_den_ene_partens_ledelse_hoerer_om_den_selv_om_hen_er_kontakt_for_den_andre() -> None:
    ordfoerer = Kontakt(id="vaaler.ordf", part="vaaler", navn="Ordfører", epost=TRYSIL, ledelse=True)
    register = replace(REGISTER, kontakter={**REGISTER.kontakter, ordfoerer.id: ordfoerer})
    sendt = gjennom(lambda _: FELLES, register=register, fortalt=har_ballen(VAALER, TRYSIL))
    assert dager(sendt, TRYSIL, Slag.LEDELSE_FORFALT)[0] == ANDRE
    sagt = {(FELLES.id, hvem): Fortalt(FRISTEN, "", FORFALT) for hvem in DERES.values()}
    tekst = brev(saker(ANDRE, FELLES, register=register, fortalt=sagt), TRYSIL, ANDRE).tekst
    assert "Våler kommune: Innsending av forslaget" in tekst
    assert "Trysil kommune: Innsending av forslaget" in tekst


# --- the coordinator's own address ----------------------------------------------------------------------------------

ER_KONTAKT = med_adresse(KOORDINATOR, "vaaler.leder")


def test_koordinatoren_som_er_den_ene_partens_kontakt_faar_vite_at_den_andre_er_sen() -> None:
    sendt = gjennom(lambda _: FELLES, register=ER_KONTAKT, fortalt=har_ballen(KOORDINATOR, TRYSIL))
    assert dager(sendt, KOORDINATOR, Slag.FORFALT)[:3] == [FOERSTE, ANDRE, TREDJE]
    assert dager(sendt, KOORDINATOR, Slag.KOORDINATOR_FORFALT) == [TREDJE + n * EN_UKE for n in range(3)]
    assert dager(sendt, KOORDINATOR, Slag.KOORDINATOR_OVERTAR) == [TREDJE + 3 * EN_UKE]


@pytest.mark.parametrize("maalform", list(Maalform))
def test_hun_leser_bare_om_den_parten_hun_ikke_er_kontakt_for(maalform: Maalform) -> None:
    sagt = {(FELLES.id, hvem): Fortalt(FRISTEN, "", FORFALT) for hvem in (KOORDINATOR, TRYSIL)}
    melding = brev(saker(TREDJE, FELLES, register=i_maalform(ER_KONTAKT, maalform), fortalt=sagt), KOORDINATOR, TREDJE)
    (hennes,) = [ord_ for ord_ in melding.ord_ if ord_.til_koordinator]
    assert (hennes.hvem, hennes.hvem_kort) == ("Trysil kommune", "Trysil")
    assert "Våler kommune" not in melding.tekst.partition("Trysil kommune:")[2].partition("\n\n")[0]


def test_er_den_andre_parten_paa_saken_faar_hun_bare_sitt_eget() -> None:
    steget = FELLES._replace(oppfoelging=paa_saken("trysil"))
    sendt = gjennom(lambda _: steget, register=ER_KONTAKT, fortalt=har_ballen(KOORDINATOR, TRYSIL), til=TIL)
    assert {slag for _, slag, hvem in sendt if hvem == KOORDINATOR} == {Slag.FORFALT, Slag.KOORDINATOR_ANSLAG}


def test_er_steget_bare_hennes_egen_parts_hoerer_hun_det_en_gang_om_gangen() -> None:
    sagt = {("innsending.vaaler", KOORDINATOR): Fortalt(FRISTEN, "", BALL)}
    sendt = gjennom(lambda _: steg(), register=ER_KONTAKT, fortalt=sagt)
    assert {slag for _, slag, hvem in sendt if hvem == KOORDINATOR} == {Slag.FORFALT}


@pytest.mark.parametrize("steget", [FELLES, steg()])
def test_koordinatoren_som_er_den_ene_partens_postmottak_gaar_trappa_som_koordinator(steget: Plansteg) -> None:
    """One word on each party a day: when her turn has come, it is hers as coordinator."""
    register = med_postmottak(KOORDINATOR, "vaaler")
    sagt = {(steget.id, hvem): Fortalt(FRISTEN, "", BALL) for hvem in DERES.values()}
    sendt = gjennom(lambda _: steget, register=register, fortalt=sagt)
    assert dager(sendt, KOORDINATOR, Slag.POSTMOTTAK_FORFALT) == [ANDRE]
    assert dager(sendt, KOORDINATOR, Slag.KOORDINATOR_FORFALT) == [TREDJE + n * EN_UKE for n in range(3)]
    assert dager(sendt, KOORDINATOR, Slag.KOORDINATOR_OVERTAR) == [TREDJE + 3 * EN_UKE]


def test_er_purringen_slaatt_av_for_henne_som_kontakt_hoerer_hun_det_som_koordinator() -> None:
    """What she was reminded of on the day itself is no word that it is late."""
    stroem = "kontakt/vaaler.leder"
    av = SattRegel(
        gjelder=stroem, regel="fristen_er_ute", steg=None, paa=False, avstand=None, fra=BALL[0][1], satt=BALL[0][1]
    )
    register = replace(ER_KONTAKT, varselregler={stroem: (av,)})
    sagt = {("innsending.vaaler", KOORDINATOR): Fortalt(FRISTEN, "", BALL)}
    sendt = gjennom(lambda _: steg(), register=register, fortalt=sagt)
    assert dager(sendt, KOORDINATOR, Slag.KOORDINATOR_FORFALT) == [TREDJE + n * EN_UKE for n in range(3)]
    assert dager(sendt, KOORDINATOR, Slag.KOORDINATOR_OVERTAR) == [TREDJE + 3 * EN_UKE]
