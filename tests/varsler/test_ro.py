"""What may wait waits for July and Christmas to pass, and for Monday where a contact wants it so or coordinates."""

# ruff: noqa: ANN401 - the builders take any field of a step or a plan

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from modeller.begrunnelse import Ledd
from modeller.oppfoelging import Anslag, Oenske, Oppfoelging
from modeller.plan import Plansteg, Status
from modeller.regelvalg import Samling, Varselvalg
from modeller.varselrad import Fortalt
from tests.varsler.varselbygg import (
    FORFALT_SAGT,
    KALENDER,
    KDD,
    KOORDINATOR,
    OM_STEG,
    REGISTER,
    TRYSIL,
    VAALER,
    plan,
    steg,
    utsikt,
    varsler,
)
from varsler.regler import STANDARDREGLER
from varsler.regler.stille import FELLESFERIEN, JULA
from varsler.ro import Ro, dag_med
from varsler.sendetid import Sendetid
from varsler.utsikt import varselsutsikt

UKENTLIG = replace(REGISTER, varselvalg={"vaaler.leder": Varselvalg(samling=Samling.UKENTLIG, satt=date(2024, 9, 2))})
I_JULI = steg(frist=date(2025, 8, 22))
"""Its six weeks before are 11.7.2025, its two weeks 8.8."""


def om_steget(dag: date, steget: Plansteg) -> list[tuple[str, date]]:
    return [(rad.slag, rad.forfaller) for rad in utsikt(dag, steget).rader if rad.mottaker == VAALER]


@pytest.mark.parametrize(
    ("dag", "til"),
    [
        (date(2025, 6, 30), date(2025, 6, 30)),
        (date(2025, 7, 1), date(2025, 8, 1)),
        (date(2025, 7, 31), date(2025, 8, 1)),
        (date(2024, 12, 23), date(2025, 1, 2)),
        (date(2025, 1, 1), date(2025, 1, 2)),
        (date(2026, 7, 14), date(2026, 8, 3)),
    ],
)
def test_det_som_kan_vente_kommer_foerste_arbeidsdag_etter_en_stille_periode(dag: date, til: date) -> None:
    assert Ro((FELLESFERIEN, JULA), KALENDER, ukentlig=False).dag(dag) == til


@pytest.mark.parametrize(
    ("dag", "til"),
    [
        (date(2024, 9, 2), date(2024, 9, 2)),
        (date(2024, 9, 3), date(2024, 9, 9)),
        (date(2025, 4, 15), date(2025, 4, 22)),  # Easter Monday is off
        (date(2025, 4, 22), date(2025, 4, 22)),
        (date(2025, 7, 8), date(2025, 8, 4)),
    ],
)
def test_det_som_samles_kommer_paa_mandager_eller_arbeidsdagen_etter(dag: date, til: date) -> None:
    assert Ro((FELLESFERIEN, JULA), KALENDER, ukentlig=True).dag(dag) == til


@pytest.mark.parametrize(
    ("slag", "dag", "til"),
    [
        ("ball", date(2025, 7, 15), date(2025, 8, 1)),
        ("ball", date(2025, 6, 30), date(2025, 6, 30)),
        # What must be done then has gone, and what is repeated was passed over.
        ("tre_arbeidsdager", date(2025, 7, 15), date(2025, 7, 15)),
        ("forfalt", date(2025, 7, 14), date(2025, 7, 14)),
    ],
)
def test_dagen_en_stille_periode_flyttet_noe_til_er_kjent_naar_den_er_borte(slag: str, dag: date, til: date) -> None:
    [raden] = [rad for rad in utsikt(date(2025, 9, 1), steg()).rader if rad.slag == "forfalt"][:1]
    raden = replace(raden, slag=slag, forfaller=dag, data={})
    assert dag_med(raden, Ro((FELLESFERIEN,), KALENDER, ukentlig=False)) == til


def test_en_paaminnelse_i_god_tid_venter_til_over_ferien_og_neste_dag_er_riktig() -> None:
    assert ("seks_uker", date(2025, 8, 1)) not in om_steget(date(2025, 7, 11), I_JULI)
    assert date(2025, 8, 1) in utsikt(date(2025, 7, 11), I_JULI).kommer[I_JULI.id]
    assert om_steget(date(2025, 8, 1), I_JULI) == [("seks_uker", date(2025, 8, 1))]


def test_det_som_maa_gjoeres_i_ferien_kommer_da_og_det_andre_er_forbigaatt_etterpaa() -> None:
    steget = steg(frist=date(2025, 7, 18))
    assert om_steget(date(2025, 7, 4), steget)[-1][0] != "to_uker"
    assert om_steget(date(2025, 7, 15), steget) == [("tre_arbeidsdager", date(2025, 7, 15))]
    assert om_steget(date(2025, 7, 18), steget) == [("paa_dagen", date(2025, 7, 18))]
    assert om_steget(date(2025, 7, 28), steget) == [("paa_dagen", date(2025, 7, 18))]
    assert om_steget(date(2025, 8, 4), steget) == [("forfalt", date(2025, 8, 4))]


def test_bare_den_siste_av_dem_som_ventet_kommer_etterpaa() -> None:
    steget = steg(aapnet=date(2025, 7, 3), aapnet_registrert=date(2025, 7, 3), frist=date(2025, 8, 14))
    assert om_steget(date(2025, 8, 1), steget) == [("to_uker", date(2025, 8, 1))]


def test_et_moete_i_ferien_blir_fortalt_straks_og_et_etter_venter() -> None:
    moetet = {"steg": "politisk_dialog", "part": "kdd", "moete": True, "deltar": ("vaaler",)}
    dag = date(2025, 7, 8)
    for naar, forfaller in ((date(2025, 7, 22), dag), (date(2025, 9, 4), date(2025, 8, 1))):
        rader = [r for r in utsikt(dag, steg(**moetet, frist=naar)).rader if r.mottaker == VAALER]
        assert [(r.slag, r.forfaller) for r in rader] == [("moete_innkalt", forfaller)]


def test_en_flyttet_frist_venter_over_ferien_bare_naar_ingen_av_datoene_er_i_den() -> None:
    begge = ((date(2025, 9, 19), date(2025, 8, 1)), (date(2025, 7, 25), date(2025, 7, 8)))
    for foer, forfaller in begge:
        utsatt = steg(frist=date(2025, 9, 26), begrunnelse=(Ledd("utsatt", {"dato": date(2025, 9, 26)}),))
        fortalt = {(utsatt.id, VAALER): Fortalt(foer)}
        rader = [r for r in utsikt(date(2025, 7, 8), utsatt, fortalt=fortalt).rader if r.slag == "frist_flyttet"]
        assert [r.forfaller for r in rader] == [forfaller]


def test_den_som_vil_ha_det_ukentlig_faar_det_paa_mandag_og_de_andre_som_foer() -> None:
    begge = steg(parter=("vaaler", "trysil"), ball=("vaaler", "trysil"))
    fredag = date(2024, 11, 15)
    assert ("to_uker", TRYSIL) in varsler(fredag, begge, register=UKENTLIG)
    assert ("to_uker", VAALER) not in varsler(fredag, begge, register=UKENTLIG)
    assert ("to_uker", VAALER) in varsler(fredag + timedelta(days=3), begge, register=UKENTLIG)
    assert {fredag, fredag + timedelta(days=3)} <= set(
        utsikt(date(2024, 11, 8), begge, register=UKENTLIG).kommer[begge.id]
    )


def test_det_som_haster_venter_ikke_paa_mandag() -> None:
    assert varsler(date(2024, 11, 26), steg(), register=UKENTLIG) == [("tre_arbeidsdager", VAALER)]
    assert varsler(date(2024, 11, 29), steg(), register=UKENTLIG) == [("paa_dagen", VAALER)]


def test_andre_stille_perioder_flytter_bare_det_som_ligger_foran() -> None:
    """A quiet period that is taken away sends nothing of what was due in it; the rebuild lays those days aside."""
    uten = replace(STANDARDREGLER, stille=())
    avtalen = plan(I_JULI, dag=date(2025, 7, 20))
    naa = varselsutsikt(plan=avtalen, register=REGISTER, kalender=KALENDER, regler=uten)
    assert [r.forfaller for r in naa.rader if r.mottaker == VAALER] == [date(2025, 7, 11)]
    assert date(2025, 8, 8) in naa.kommer[I_JULI.id]


# --- whoever coordinates -------------------------------------------------------------------------------------------

EGET = steg(part="engerdal", frist=date(2025, 8, 27), aapnet=date(2025, 5, 6), aapnet_registrert=date(2025, 5, 6))
"""A step of the coordinator's own party, told her on a Tuesday; its two weeks before are Wednesday 13.8.2025."""


def hennes(dag: date, *steg_: Plansteg, **felt: Any) -> list[tuple[str, date]]:
    return [(rad.slag, rad.forfaller) for rad in utsikt(dag, *steg_, **felt).rader if rad.mottaker == KOORDINATOR]


def test_den_som_koordinerer_faar_det_som_ikke_haster_samlet_paa_mandager() -> None:
    assert hennes(date(2025, 5, 6), EGET) == []
    assert hennes(date(2025, 5, 12), EGET) == [("ball", date(2025, 5, 12))]
    assert hennes(date(2025, 8, 18), EGET) == [("to_uker", date(2025, 8, 18))]
    assert hennes(date(2025, 8, 22), EGET) == [("tre_arbeidsdager", date(2025, 8, 22))]
    assert hennes(date(2025, 8, 27), EGET) == [("paa_dagen", date(2025, 8, 27))]


def test_kollegaene_til_den_som_koordinerer_faar_sitt_dag_for_dag_og_en_virksomhet_kan_velge_det_for_alle() -> None:
    assert hennes(date(2025, 5, 6), EGET, koordinator="kdd.leder") == [("ball", date(2025, 5, 6))]
    daglig = replace(OM_STEG, koordinator_ukentlig=False)
    assert hennes(date(2025, 5, 6), EGET, regler=daglig) == [("ball", date(2025, 5, 6))]


def test_den_som_er_vikar_for_koordinatoren_faar_det_paa_samme_maate() -> None:
    borte = replace(REGISTER.kontakter["koordinator"], stedfortreder="kdd.leder", borte_til=date(2025, 5, 30))
    register = replace(REGISTER, kontakter={**REGISTER.kontakter, "koordinator": borte})
    eget = EGET._replace(parter=("kdd",), ball=("kdd",))
    assert [h for s, h in varsler(date(2025, 5, 6), eget, register=register) if s == "ball"] == []
    assert ("ball", KDD) in varsler(date(2025, 5, 12), eget, register=register)


def test_blir_det_hennes_tur_saa_seint_at_det_haster_venter_det_ikke_til_mandag() -> None:
    tirsdag, fredag = date(2025, 5, 6), date(2025, 5, 9)
    haster = EGET._replace(frist=fredag)
    assert hennes(tirsdag, haster) == [("tre_arbeidsdager", tirsdag)]
    onsdag = EGET._replace(frist=date(2025, 5, 14))
    assert hennes(tirsdag, onsdag) == [("ball", tirsdag)]


def test_et_oenske_om_mer_tid_og_det_andre_som_staar_stille_venter_ikke_til_mandag() -> None:
    torsdag = date(2024, 10, 3)
    oenske = Oenske(til=date(2025, 1, 31), grunn="Sykdom", sagt=torsdag, faktum="f1")
    ber = steg(oppfoelging=Oppfoelging(oensker={"vaaler": oenske}))
    assert ("koordinator_mer_tid", torsdag) in hennes(torsdag, ber)
    assert ("avslag", torsdag) in hennes(torsdag, steg(avslaatt=True))
    tapt = Ledd("moetet_er_avlyst", {"moete": date(2024, 11, 7)})
    assert ("koordinator_moete_borte", torsdag) in hennes(torsdag, steg(merknader=(tapt,)))
    pauset = Ledd("pauset", {"dato": torsdag})
    assert ("avklaring", torsdag) in hennes(torsdag, steg(ball=("engerdal",), hvilende=True, merknader=(pauset,)))
    uten = replace(REGISTER, kontakter={k: v for k, v in REGISTER.kontakter.items() if v.part != "vaaler"})
    assert ("uten_kontakt", torsdag) in hennes(torsdag, steg(), register=uten)


def test_i_en_stille_periode_kommer_oensket_om_fristen_er_foer_den_er_slutt() -> None:
    i_juli = date(2025, 7, 8)
    oenske = Oppfoelging(oensker={"vaaler": Oenske(til=date(2025, 9, 1), grunn="", sagt=i_juli, faktum="f1")})
    for frist, naar in ((date(2025, 7, 25), i_juli), (date(2025, 8, 22), date(2025, 8, 4))):
        assert ("koordinator_mer_tid", naar) in hennes(i_juli, steg(frist=frist, oppfoelging=oenske))


def test_et_moete_hun_er_innkalt_til_venter_ikke() -> None:
    torsdag, frist = date(2024, 10, 3), date(2025, 1, 30)
    moetet = steg(steg="dialog", part="kdd", moete=True, deltar=("engerdal",), frist=frist, status=Status.KOMMENDE)
    assert hennes(torsdag, moetet) == [("moete_innkalt", torsdag)]
    flyttet = {(moetet.id, KOORDINATOR): Fortalt(date(2025, 1, 23))}
    assert hennes(torsdag, moetet, fortalt=flyttet) == [("moete_flyttet", torsdag)]


# --- estimates, snoozes and handovers ------------------------------------------------------------------------------


def paa_saken(til: date, sagt: date = date(2024, 11, 1), **felt: object) -> Plansteg:
    return steg(oppfoelging=Oppfoelging(anslag={"vaaler": Anslag(til, sagt)}), **felt)


def test_den_som_er_paa_saken_minnes_ikke_foer_dagen_er_over_og_da_spoer_vi() -> None:
    steget = paa_saken(date(2024, 12, 11))
    for dag in (date(2024, 11, 15), date(2024, 11, 26), date(2024, 11, 29), date(2024, 12, 9)):
        assert VAALER not in [hvem for _, hvem in varsler(dag, steget)]
    assert date(2024, 12, 12) in utsikt(date(2024, 12, 2), steget).kommer[steget.id]
    assert varsler(date(2024, 12, 12), steget)[0] == ("anslag_ute", VAALER)
    assert ("forfalt", VAALER) in varsler(date(2025, 1, 6), steget)


def test_koordinatoren_faar_vite_en_gang_at_anslaget_er_etter_fristen_og_venter_ellers() -> None:
    steget = paa_saken(date(2024, 12, 20))
    sagt = {slag for dag in (2, 9, 16) for slag, hvem in varsler(date(2024, 12, dag), steget) if hvem == KOORDINATOR}
    noekler = {
        r.noekkel for dag in (2, 9, 16) for r in utsikt(date(2024, 12, dag), steget).rader if r.mottaker == KOORDINATOR
    }
    assert sagt == {"koordinator_anslag"}
    assert len(noekler) == 1
    assert KOORDINATOR not in [hvem for _, hvem in varsler(date(2024, 11, 18), paa_saken(date(2024, 11, 28)))]


def test_etter_et_brutt_anslag_har_parten_sine_seks_uker_foer_koordinatoren_overtar() -> None:
    steget = paa_saken(date(2025, 2, 14))
    mandager = [date(2025, 2, 17) + timedelta(weeks=n) for n in range(7)]
    sagt = [
        s
        for dag in mandager
        for s, hvem in varsler(dag, steget, fortalt=FORFALT_SAGT)
        if hvem == KOORDINATOR and s != "koordinator_anslag"
    ]
    assert sagt == ["koordinator_forfalt"] * 3 + ["koordinator_overtar"] * 2, "the same word from then on"


def test_de_andre_partene_i_et_felles_steg_minnes_som_foer() -> None:
    felles = paa_saken(date(2025, 1, 31), parter=("vaaler", "trysil"), ball=("vaaler", "trysil"))
    assert varsler(date(2024, 11, 26), felles)[:1] == [("tre_arbeidsdager", TRYSIL)]
    assert VAALER not in [hvem for _, hvem in varsler(date(2024, 11, 26), felles)]
    ball = Fortalt(date(2024, 11, 29), "", (("ball", date(2024, 9, 2)),))
    sagt = {(felles.id, TRYSIL): FORFALT_SAGT[felles.id, VAALER], (felles.id, VAALER): ball}
    assert ("koordinator_forfalt", KOORDINATOR) in varsler(date(2025, 1, 6), felles, fortalt=sagt)


def test_den_som_har_utsatt_paaminnelsene_faar_den_siste_av_dem_den_dagen_hen_sa() -> None:
    utsatt = steg(oppfoelging=Oppfoelging(utsatt_til={"vaaler.leder": date(2024, 11, 20)}))
    assert varsler(date(2024, 11, 15), utsatt) == []
    assert varsler(date(2024, 11, 20), utsatt) == [("to_uker", VAALER)]
    assert varsler(date(2024, 11, 26), utsatt) == [("tre_arbeidsdager", VAALER)]


def test_den_som_har_faatt_steget_overlatt_faar_e_posten_om_det() -> None:
    andre = replace(REGISTER.kontakter["kdd.leder"], id="vaaler.andre", part="vaaler", avtaler=("en-annen",))
    register = replace(REGISTER, kontakter={**REGISTER.kontakter, andre.id: andre})
    overlatt = steg(oppfoelging=Oppfoelging(overlatt={"vaaler.leder": "vaaler.andre"}))
    assert varsler(date(2024, 11, 26), overlatt, register=register) == [("tre_arbeidsdager", KDD)]


def test_sendetiden_er_oslos_klokketimer() -> None:
    tid = Sendetid(7, 16)
    assert [tid.aapen(datetime(2024, 9, 2, time, 59, tzinfo=UTC)) for time in (6, 7, 15, 16)] == [
        False,
        True,
        True,
        False,
    ]
