"""What those above a party read of whether it has been reminded: only what is so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from modeller.oppfoelging import Oenske, Oppfoelging
from modeller.plan import Plansteg
from modeller.regelvalg import SattRegel
from modeller.register import Kontakt, Register
from modeller.tekst import Maalform
from modeller.varselrad import Fortalt
from tests.varsler.brevbygg import SOEKNAD, TILSLUTNING, brev
from tests.varsler.test_trappetelling import ANDRE, BALL, EN_UKE, FELLES, FOERSTE, FRISTEN, TREDJE, dager, gjennom
from tests.varsler.varselbygg import (
    KOORDINATOR,
    POSTMOTTAK,
    REGISTER,
    TRYSIL,
    VAALER,
    hver_mandag,
    i_maalform,
    saker,
    steg,
)
from varsler.regler import Slag

OVERTAR = TREDJE + 3 * EN_UKE
OM_DET_SOM_ER_SENT = ("fristen_er_ute", "loepet_gikk_ut", "moetet_er_holdt", "holder_opp")
LEDEREN = Kontakt(id="vaaler.kd", part="vaaler", navn="Kommunedirektør", epost="kd@vaaler.example", ledelse=True)
BALLEN = {("innsending.vaaler", VAALER): Fortalt(FRISTEN, "", BALL)}
MINNET = {("innsending.vaaler", VAALER): Fortalt(FRISTEN, "", (*BALL, *hver_mandag("forfalt", FOERSTE)))}
Sagt = Mapping[tuple[str, str], Fortalt]
MAALFORMER = pytest.mark.parametrize("maalform", list(Maalform))


def uten_purring(register: Register = REGISTER, fra: date = BALL[0][1], kontakt: str = "vaaler.leder") -> Register:
    """The rules about what is late are off for the only contact of a party."""
    stroem = f"kontakt/{kontakt}"
    av = (
        SattRegel(gjelder=stroem, regel=regel, steg=None, paa=False, avstand=None, fra=fra, satt=fra)
        for regel in OM_DET_SOM_ER_SENT
    )
    return replace(register, varselregler={**register.varselregler, stroem: tuple(av)})


def lest(
    dag: date,
    hvem: str,
    *steg_: Plansteg,
    maalform: Maalform = Maalform.NB,
    register: Register | None = None,
    sagt: Sagt = BALLEN,
) -> str:
    register = i_maalform(uten_purring() if register is None else register, maalform)
    return brev(saker(dag, *(steg_ or (steg(),)), register=register, fortalt=sagt), hvem, dag).tekst


def test_vil_kontakten_ikke_hoere_at_fristen_er_ute_gaar_trappa_som_ellers_for_dem_over() -> None:
    sendt = gjennom(lambda _: steg(), register=uten_purring(), fortalt=dict(BALLEN))
    assert dager(sendt, VAALER, Slag.FORFALT) == []
    assert dager(sendt, POSTMOTTAK)[0] == ANDRE
    assert dager(sendt, KOORDINATOR, Slag.KOORDINATOR_FORFALT)[0] == TREDJE
    assert dager(sendt, KOORDINATOR, Slag.KOORDINATOR_OVERTAR) == [OVERTAR]


@MAALFORMER
def test_postmottaket_og_ledelsen_leser_ikke_at_kontaktene_er_minnet_naar_de_ikke_er_det(maalform: Maalform) -> None:
    med_ledelse = replace(REGISTER, kontakter={**REGISTER.kontakter, LEDEREN.id: LEDEREN})
    ikke = {Maalform.NB: "er ikke minnet på det etter fristen", Maalform.NN: "er ikkje minte på det etter fristen"}
    er = {Maalform.NB: "er minnet på det,", Maalform.NN: "er minte på det,"}
    for hvem, register in ((POSTMOTTAK, REGISTER), (LEDEREN.epost, med_ledelse)):
        tekst = lest(ANDRE, hvem, register=uten_purring(register), maalform=maalform)
        assert ikke[maalform] in tekst and er[maalform] not in tekst
        tekst = lest(ANDRE, hvem, register=register, maalform=maalform, sagt=MINNET)
        assert er[maalform] in tekst and ikke[maalform] not in tekst


@MAALFORMER
def test_koordinatoren_leser_at_fristvakt_ikke_minner_dem(maalform: Maalform) -> None:
    nb = maalform is Maalform.NB
    foerst, sist = (lest(dag, KOORDINATOR, maalform=maalform) for dag in (TREDJE, OVERTAR))
    assert ("Fristvakt minner dem ikke på det nå." if nb else "Fristvakt minner dei ikkje på det no.") in foerst
    assert ("De får ingen påminnelser om saken nå" if nb else "Dei får ingen påminningar om saka no") in sist
    for tekst in (foerst, sist):
        assert "hver uke" not in tekst and "kvar veke" not in tekst
        assert "har minnet dem" not in tekst and "har mint dei" not in tekst
        assert "én påminnelse i uka" not in tekst and "éi påminning i veka" not in tekst


def test_er_de_minnet_foer_reglene_ble_slaatt_av_leser_de_over_dem_begge_deler() -> None:
    register = uten_purring(fra=date(2025, 1, 14))
    assert "er minnet på det, men det er ikke registrert som gjort" in lest(
        date(2025, 1, 20), POSTMOTTAK, register=register, sagt=MINNET
    )
    tekst = lest(OVERTAR, KOORDINATOR, register=register, sagt=MINNET)
    assert "Fristvakt har minnet dem på det i flere uker" in tekst
    assert "De får ingen påminnelser om saken nå" in tekst


def test_er_bare_den_ene_av_to_parter_minnet_leser_koordinatoren_hvem() -> None:
    sagt = {(FELLES.id, VAALER): Fortalt(FRISTEN, "", BALL), (FELLES.id, TRYSIL): MINNET["innsending.vaaler", VAALER]}
    assert "Fristvakt minner Trysil kommune på det hver uke." in lest(TREDJE, KOORDINATOR, FELLES, sagt=sagt)
    sist = lest(OVERTAR, KOORDINATOR, FELLES, sagt=sagt)
    assert "Fristvakt har minnet Trysil kommune på det i flere uker" in sist
    assert "Trysil kommune får fortsatt påminnelser om saken" in sist


def test_venter_begge_paa_hver_sitt_leser_ikke_koordinatoren_at_de_minnes_hver_uke() -> None:
    sagt = {(FELLES.id, hvem): MINNET["innsending.vaaler", VAALER] for hvem in (VAALER, TRYSIL)}
    oppfoelging = Oppfoelging(
        oensker={"vaaler": Oenske(date(2025, 5, 15), "Sykdom", date(2024, 12, 20), "f1")},
        utsatt_til={"trysil.leder": date(2025, 5, 15)},
    )
    tekst = lest(TREDJE, KOORDINATOR, FELLES._replace(oppfoelging=oppfoelging), register=REGISTER, sagt=sagt)
    assert "Fristvakt minner dem ikke på det nå." in tekst


def test_har_ingenting_kommet_fram_mer_enn_en_gang_leser_ikke_koordinatoren_at_de_er_minnet_i_flere_uker() -> None:
    sagt = {("innsending.vaaler", VAALER): Fortalt(FRISTEN, "", (*BALL, (Slag.FORFALT, FOERSTE)))}
    sendt = gjennom(lambda _: steg(), fortalt=dict(BALLEN), tapt=lambda dag, hvem: hvem == VAALER and dag > FOERSTE)
    (dag,) = dager(sendt, KOORDINATOR, Slag.KOORDINATOR_OVERTAR)
    tekst = lest(dag, KOORDINATOR, register=REGISTER, sagt=sagt)
    assert "Det har gått flere uker uten at det er registrert som gjort." in tekst
    assert "har minnet" not in tekst


@MAALFORMER
def test_det_samme_om_det_som_holder_opp_andre(maalform: Maalform) -> None:
    dag = date(2024, 9, 30)
    for register, minnes in ((REGISTER, True), (uten_purring(), False)):
        sagt = {(TILSLUTNING.id, VAALER): Fortalt(TILSLUTNING.frist, "", ((Slag.HOLDER_OPP, date(2024, 9, 23)),))}
        tekst = lest(dag, KOORDINATOR, TILSLUTNING, SOEKNAD, register=register, maalform=maalform, sagt=sagt)
        assert ("minner Våler kommune på det" in tekst) is minnes
        ikke = "minner ikke" if maalform is Maalform.NB else "minner ikkje"
        assert (f"Fristvakt {ikke} Våler kommune på det" in tekst) is not minnes


def test_om_et_steg_uten_dato_sier_hovedboka_ingenting_og_den_som_skal_minnes_er_minnet() -> None:
    uten_dato = TILSLUTNING._replace(frist=None, begrunnelse=())
    sagt = {(uten_dato.id, VAALER): Fortalt(None, "", BALL)}
    for dag in (date(2024, 9, 30), date(2024, 10, 28)):
        tekst = lest(dag, KOORDINATOR, uten_dato, SOEKNAD, register=REGISTER, sagt=sagt)
        assert "minner Våler kommune på det hver uke" in tekst or "har minnet dem på det i flere uker" in tekst
