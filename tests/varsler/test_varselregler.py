"""Each reminder rule: when it falls due, to whom, and when it keeps silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from modeller.begrunnelse import Ledd
from modeller.fakta import Fristart
from modeller.livsloep import Krav
from modeller.plan import Milepael, Plansteg, Status
from modeller.register import Register
from modeller.tekst import lik
from modeller.varselrad import Fortalt
from tests.varsler.varselbygg import (
    FORFALT_SAGT,
    KALENDER,
    KDD,
    KOORDINATOR,
    LOEP_SAGT,
    OM_STEG,
    POSTMOTTAK,
    REGISTER,
    RUTE,
    TRYSIL,
    VAALER,
    hver_mandag,
    slag,
    steg,
    utsikt,
    varsler,
    vedtak,
)
from varsler.regler import OVERSIKTER, TIL_KOORDINATOR, UTEN_DATO
from varsler.regler.standard import UKENTLIG
from varsler.regler.stille import Stilleperiode

STEGET = "innsending.vaaler"


def forfallsdager(*steg_: Plansteg, fra: date, til: date) -> list[tuple[date, str]]:
    """(due day, kind) of all that is said of the steps in a stretch, each told on the day it is first owed."""
    sett: dict[str, tuple[date, str]] = {}
    fortalt: dict[tuple[str, str], Fortalt] = {}
    frister = {s.id: s.frist for s in steg_}
    dag = fra
    while dag <= til:
        for rad in utsikt(dag, *steg_, fortalt=fortalt).rader:
            frist = frister[rad.steg]
            if rad.slag in OVERSIKTER or rad.noekkel in sett:
                continue
            sett[rad.noekkel] = (rad.forfaller, rad.slag)
            if frist and rad.slag not in TIL_KOORDINATOR | UTEN_DATO:
                foer = fortalt.get((rad.steg, rad.mottaker))
                fortalt[rad.steg, rad.mottaker] = Fortalt.etter(foer, frist, "", rad.slag, dag)
        dag += timedelta(days=1)
    return list(sett.values())


def test_et_steg_med_frist_gir_de_faste_varslene_og_ingen_flere() -> None:
    assert forfallsdager(steg(), fra=date(2024, 9, 1), til=date(2024, 12, 18)) == [
        (date(2024, 9, 2), "ball"),
        (date(2024, 10, 18), "seks_uker"),
        (date(2024, 11, 15), "to_uker"),
        (date(2024, 11, 26), "tre_arbeidsdager"),
        (date(2024, 11, 29), "paa_dagen"),
        (date(2024, 12, 9), "forfalt"),
        (date(2024, 12, 16), "forfalt"),
        (date(2024, 12, 16), "postmottak_forfalt"),
    ]


def test_etter_seks_uker_uten_svar_overtar_koordinatoren_og_parten_minnes_fortsatt_hver_uke() -> None:
    """The Mondays of the Christmas weeks are neither told nor counted."""
    alle = forfallsdager(steg(), fra=date(2024, 12, 2), til=date(2025, 2, 10))
    assert [(dag, s) for dag, s in alle if dag >= date(2024, 12, 16)] == [
        (date(2024, 12, 16), "forfalt"),
        (date(2024, 12, 16), "postmottak_forfalt"),
        (date(2025, 1, 6), "forfalt"),
        (date(2025, 1, 6), "postmottak_forfalt"),
        (date(2025, 1, 6), "koordinator_forfalt"),
        (date(2025, 1, 13), "forfalt"),
        (date(2025, 1, 13), "postmottak_forfalt"),
        (date(2025, 1, 13), "koordinator_forfalt"),
        (date(2025, 1, 20), "forfalt"),
        (date(2025, 1, 20), "postmottak_forfalt"),
        (date(2025, 1, 20), "koordinator_forfalt"),
        (date(2025, 1, 27), "forfalt"),
        (date(2025, 1, 27), "postmottak_forfalt"),
        (date(2025, 1, 27), "koordinator_overtar"),
        (date(2025, 2, 3), "forfalt"),
        (date(2025, 2, 10), "forfalt"),
    ]


def test_overtakelsen_gaar_selv_om_en_paaminnelse_gikk_faa_dager_foer() -> None:
    # The sixth Monday is 28.4.2025, four working days after the fifth, which had to wait for Easter to pass.
    frist = date(2025, 3, 14)
    sagt = {(STEGET, VAALER): Fortalt(frist, "", hver_mandag("forfalt", date(2025, 3, 24)))}
    assert slag(date(2025, 4, 28), steg(frist=frist), fortalt=sagt) == [
        "forfalt",
        "postmottak_forfalt",
        "koordinator_overtar",
    ]


def test_en_mandag_som_er_helligdag_gir_ikke_to_paaminnelser_paa_en_uke() -> None:
    """The sixth Monday is Easter Monday, and that word must go: two days after the fifth would be nagging."""
    alle = forfallsdager(steg(frist=date(2025, 3, 7)), fra=date(2025, 3, 7), til=date(2025, 4, 30))
    assert [dag for dag, s in alle if s == "forfalt"][-2:] == [date(2025, 4, 14), date(2025, 4, 22)]
    assert [dag for dag, s in alle if s == "koordinator_overtar"] == [date(2025, 4, 22)]


def test_det_som_var_lenge_forfalt_ved_innlesing_faar_ogsaa_sine_seks_uker_foer_koordinatoren_overtar() -> None:
    gammelt = steg(frist=date(2023, 11, 29), aapnet=date(2023, 1, 15), aapnet_registrert=date(2024, 9, 2))
    alle = forfallsdager(gammelt, fra=date(2024, 9, 2), til=date(2024, 12, 31))
    assert [dag for dag, s in alle if s == "koordinator_overtar"] == [date(2024, 10, 14)]


def test_etter_tolv_mandager_minnes_det_bare_den_foerste_mandagen_i_maaneden() -> None:
    frist = date(2025, 7, 25)
    alle = [dag for dag, s in forfallsdager(steg(frist=frist), fra=frist, til=date(2026, 1, 31)) if s == "forfalt"]
    assert alle[:UKENTLIG] == [date(2025, 8, 4) + timedelta(weeks=n) for n in range(UKENTLIG)]
    assert alle[UKENTLIG:] == [date(2025, 11, 3), date(2025, 12, 1), date(2026, 1, 5)]


@pytest.mark.parametrize(
    "stille", [(Stilleperiode((6, 1), (8, 31)),), (Stilleperiode((5, 15), (8, 15)), Stilleperiode((12, 23), (1, 1)))]
)
def test_ogsaa_ved_lange_stille_perioder_er_den_neste_paaminnelsen_kjent(stille: tuple[Stilleperiode, ...]) -> None:
    regler = replace(OM_STEG, stille=stille)
    sagt = {(STEGET, VAALER): Fortalt(date(2024, 11, 29), "", hver_mandag("forfalt", date(2024, 12, 9), uker=20))}
    for uke in range(100):
        dag = date(2025, 4, 1) + timedelta(weeks=uke)
        assert utsikt(dag, steg(), fortalt=sagt, regler=regler).kommer.get(STEGET), dag


def test_ingen_minnes_om_noe_etter_at_avtalen_er_slutt() -> None:
    assert [(r.slag, r.forfaller) for r in utsikt(date(2024, 12, 16), steg(), slutt=date(2024, 12, 13)).rader] == [
        ("forfalt", date(2024, 12, 9))
    ]
    assert utsikt(date(2024, 12, 16), steg(), slutt=date(2024, 12, 13)).neste == {}
    nytt = steg(aapnet=date(2025, 1, 7), aapnet_registrert=date(2025, 1, 7), frist=None)
    assert slag(date(2025, 1, 7), nytt, slutt=date(2024, 12, 31)) == []


def test_det_som_skal_vaere_ferdig_naar_avtalen_slutter_minnes_det_om_noen_uker_til() -> None:
    slutten = date(2024, 11, 29)
    assert slag(date(2025, 1, 27), steg(), slutt=slutten, fortalt=FORFALT_SAGT)[::2] == [
        "forfalt",
        "koordinator_overtar",
    ]
    assert utsikt(date(2025, 1, 27), steg(), slutt=slutten).neste == {}


def test_den_som_har_kalt_inn_til_et_moete_faar_ikke_vite_at_det_er_hens_tur() -> None:
    moetet = steg(moete=True, aapnet=date(2024, 9, 2))
    assert [s for _, s in forfallsdager(moetet, fra=date(2024, 9, 1), til=date(2024, 11, 29))] == [
        "to_uker",
        "tre_arbeidsdager",
        "paa_dagen",
    ]
    ikke_kalt_inn = moetet._replace(art=Fristart.TENTATIV)
    assert "ball" in [s for _, s in forfallsdager(ikke_kalt_inn, fra=date(2024, 9, 1), til=date(2024, 9, 3))]


def test_et_vedtak_teller_fra_saksframlegget_og_minner_om_vedtaksmoetet() -> None:
    naadd = vedtak(milepaeler=(RUTE[0]._replace(naadd=date(2024, 10, 7)), *RUTE[1:]))
    assert forfallsdager(vedtak(), fra=date(2024, 9, 2), til=date(2024, 10, 8)) == [
        (date(2024, 9, 2), "ball"),
        (date(2024, 9, 24), "to_uker"),
        (date(2024, 10, 3), "tre_arbeidsdager"),
        (date(2024, 10, 8), "paa_dagen"),
    ]
    assert forfallsdager(naadd, fra=date(2024, 10, 9), til=date(2024, 11, 7)) == [
        (date(2024, 9, 2), "ball"),
        (date(2024, 11, 4), "tre_arbeidsdager"),
        (date(2024, 11, 7), "paa_dagen"),
    ]


def test_seks_uker_faller_bort_naar_ballen_kom_faa_dager_foer() -> None:
    # Six weeks before 8.10 is 27.8, before the step opened; a step opened on 26.8 would be told on both days.
    aapnet = date(2024, 8, 26)
    ett = vedtak(aapnet=aapnet, aapnet_registrert=aapnet)
    assert "seks_uker" not in [rad.slag for rad in utsikt(date(2024, 8, 27), ett, registrert=date(2024, 8, 1)).rader]


def test_to_uker_foer_sies_ikke_om_det_som_kom_for_en_uke_siden() -> None:
    """Consent is asked for on 1.10 and advised by 22.10: a second word on 8.10 is one too many."""
    aapnet = date(2024, 10, 1)
    samtykke = steg(art=Fristart.VEILEDENDE, frist=date(2024, 10, 22), aapnet=aapnet, aapnet_registrert=aapnet)
    assert forfallsdager(samtykke, fra=aapnet, til=date(2024, 11, 1)) == [(aapnet, "ball")]
    lengre = samtykke._replace(frist=date(2024, 10, 24))
    assert forfallsdager(lengre, fra=aapnet, til=date(2024, 11, 1)) == [
        (aapnet, "ball"),
        (date(2024, 10, 10), "to_uker"),
    ]


def test_loepet_utgaatt_meldes_arbeidsdagen_etter_og_koordinatoren_faar_vite_det_mandagen_etter_det() -> None:
    assert varsler(date(2024, 10, 9), vedtak()) == [("loep_utgaatt", VAALER)]
    assert varsler(date(2024, 10, 14), vedtak(), fortalt=LOEP_SAGT) == [
        ("loep_utgaatt", VAALER),
        ("koordinator_loep_utgaatt", KOORDINATOR),
    ]


def test_loepet_er_ikke_utgaatt_naar_en_senere_milepael_er_naadd() -> None:
    milepaeler = (*RUTE[:2], RUTE[2]._replace(naadd=date(2024, 10, 22)), RUTE[3])
    assert "loep_utgaatt" not in slag(date(2024, 10, 23), vedtak(milepaeler=milepaeler))


def test_loepet_som_var_utgaatt_da_steget_aapnet_meldes_med_ballen_og_til_koordinatoren() -> None:
    aapnet = date(2024, 10, 14)
    sent = vedtak(aapnet=aapnet, aapnet_registrert=aapnet)
    sagt = {(sent.id, VAALER): Fortalt(date(2024, 11, 7), "", (("ball", aapnet),))}
    rader = utsikt(date(2024, 10, 21), sent, fortalt=sagt).rader
    assert [(r.slag, r.mottaker, r.data["dato"]) for r in rader] == [
        ("ball", VAALER, None),
        ("koordinator_loep_utgaatt", KOORDINATOR, "2024-10-08"),
    ]
    raad = vedtak(aapnet=aapnet, aapnet_registrert=aapnet, art=Fristart.VEILEDENDE)
    assert slag(aapnet, raad) == ["ball"]
    assert slag(date(2024, 9, 2), vedtak()) == ["ball"]


def test_et_utgaatt_loep_gir_ingen_paaminnelse_om_moetet_som_ikke_naas() -> None:
    assert slag(date(2024, 11, 7), vedtak(), fortalt=LOEP_SAGT) == ["loep_utgaatt", "koordinator_loep_utgaatt"]


def test_ventet_dato_gir_en_vennlig_maanedlig_paaminnelse_og_aldri_forfalt() -> None:
    ventet = steg(art=Fristart.VENTET, frist=date(2025, 4, 11), aapnet=date(2025, 4, 1))
    etter = forfallsdager(ventet, fra=date(2025, 4, 12), til=date(2025, 7, 1))
    assert etter[1:] == [
        (date(2025, 5, 5), "senere_enn_ventet"),
        (date(2025, 6, 2), "senere_enn_ventet"),
    ]


@pytest.mark.parametrize("art", [Fristart.VEILEDENDE, Fristart.TENTATIV])
def test_en_dato_ingen_har_satt_gir_bare_ballen_og_to_uker_foer(art: Fristart) -> None:
    assert forfallsdager(steg(art=art), fra=date(2024, 9, 2), til=date(2025, 3, 1)) == [
        (date(2024, 9, 2), "ball"),
        (date(2024, 11, 15), "to_uker"),
    ]
    assert slag(date(2024, 11, 30), steg(art=art)) == []


def test_en_maaned_regnes_fra_sin_foerste_dag() -> None:
    januar = steg(art=Fristart.TENTATIV, frist=date(2025, 1, 31), bare_maaned=True)
    assert (date(2024, 12, 18), "to_uker") in forfallsdager(januar, fra=date(2024, 12, 1), til=date(2025, 1, 2))


@pytest.mark.parametrize("krav", [Krav.ANBEFALT, Krav.UTEN_KRAV])
def test_det_som_ikke_er_paakrevd_gir_bare_ballen(krav: Krav) -> None:
    assert forfallsdager(steg(krav=krav), fra=date(2024, 9, 2), til=date(2025, 1, 15)) == [(date(2024, 9, 2), "ball")]


AVTALT = (Ledd("utsatt_med_grunn", {"dato": date(2024, 11, 29), "grunn": "Partene ble enige om datoen"}),)


@pytest.mark.parametrize("krav", [Krav.ANBEFALT, Krav.UTEN_KRAV])
def test_en_frist_noen_har_satt_for_noe_anbefalt_minnes_det_om_som_om_det_var_paakrevd(krav: Krav) -> None:
    avtalt = steg(krav=krav, begrunnelse=AVTALT)
    hele = {"fra": date(2024, 9, 2), "til": date(2025, 1, 15)}
    assert forfallsdager(avtalt, **hele) == forfallsdager(steg(), **hele)
    foreloepig = avtalt._replace(art=Fristart.VEILEDENDE)
    assert forfallsdager(foreloepig, **hele) == [(date(2024, 9, 2), "ball")]


@pytest.mark.parametrize(
    "stille",
    [
        steg(status=Status.UTFOERT, utfoert=date(2024, 9, 1)),
        steg(status=Status.IKKE_AKTUELL),
        steg(status=Status.BORTFALT),
        steg(status=Status.KOMMENDE, aapnet=None),
        steg(status=Status.VENTER, aapnet=None),
        steg(hvilende=True),
        steg(uavklart=True),
    ],
)
def test_ingen_mases_paa_naar_ballen_ikke_ligger_der(stille: Plansteg) -> None:
    assert [slag(dag, stille) for dag in (date(2024, 9, 2), date(2024, 11, 29), date(2024, 12, 9))] == [[], [], []]
    assert utsikt(date(2024, 9, 2), stille).neste == {}


def test_varsel_paa_en_fridag_gaar_arbeidsdagen_foer() -> None:
    soendag = steg(frist=date(2025, 4, 20), aapnet=date(2025, 1, 2))
    dager = {s: d for d, s in forfallsdager(soendag, fra=date(2025, 1, 2), til=date(2025, 4, 20))}
    assert dager["to_uker"] == date(2025, 4, 4)  # Sunday 6.4
    assert dager["tre_arbeidsdager"] == date(2025, 4, 14)
    assert dager["paa_dagen"] == date(2025, 4, 16)  # the Wednesday before Easter


def test_alle_varsler_forfaller_paa_arbeidsdager() -> None:
    helg = steg(frist=date(2025, 1, 1), aapnet=date(2024, 9, 7), aapnet_registrert=date(2024, 9, 7))
    for dag, _ in forfallsdager(helg, vedtak(), fra=date(2024, 9, 1), til=date(2025, 6, 1)):
        assert KALENDER.er_arbeidsdag(dag), dag


def test_ballen_varsles_foerst_den_dagen_det_ble_kjent() -> None:
    sent_kjent = steg(aapnet=date(2024, 9, 20), aapnet_registrert=date(2024, 10, 10))
    assert slag(date(2024, 9, 25), sent_kjent) == []
    assert [(r.slag, r.forfaller) for r in utsikt(date(2024, 10, 10), sent_kjent).rader] == [
        ("ball", date(2024, 10, 10))
    ]


def test_det_som_var_aapent_da_avtalen_ble_lest_inn_fortelles_samlet_den_dagen_og_intet_fra_foer() -> None:
    gammelt = steg(aapnet=date(2024, 1, 15), aapnet_registrert=date(2024, 11, 20))
    for krav in Krav:
        (rad,) = utsikt(date(2024, 11, 20), gammelt._replace(krav=krav), registrert=date(2024, 11, 20)).rader
        assert (rad.slag, rad.mottaker, rad.forfaller) == ("ligger_hos_dere", VAALER, date(2024, 11, 20))
    assert slag(date(2024, 11, 26), gammelt, registrert=date(2024, 11, 20)) == ["tre_arbeidsdager"]


def test_det_som_lastes_inn_en_loerdag_fortelles_mandagen_etter() -> None:
    loerdag = date(2024, 11, 23)
    gammelt = steg(aapnet=date(2024, 1, 15), aapnet_registrert=loerdag)
    assert slag(loerdag, gammelt, registrert=loerdag) == []
    assert slag(date(2024, 11, 25), gammelt, registrert=loerdag) == ["ligger_hos_dere"]


def test_det_som_aapnet_foer_innlesingen_men_ble_kjent_etter_er_deres_tur() -> None:
    sent = steg(aapnet=date(2024, 8, 20), aapnet_registrert=date(2024, 10, 10))
    assert slag(date(2024, 10, 10), sent) == ["ball"]


def test_et_forfalt_steg_som_leses_inn_varsles_tidligst_en_uke_etter_foerste_melding() -> None:
    gammelt = steg(aapnet=date(2024, 1, 15), aapnet_registrert=date(2025, 2, 5))
    assert utsikt(date(2025, 2, 5), gammelt, registrert=date(2025, 2, 5)).neste == {STEGET: date(2025, 2, 17)}


def test_etter_en_nedetid_skyldes_bare_det_siste_varselet() -> None:
    assert slag(date(2024, 11, 27), steg()) == ["tre_arbeidsdager"]
    assert slag(date(2025, 1, 8), steg(), fortalt=FORFALT_SAGT) == [
        "forfalt",
        "postmottak_forfalt",
        "koordinator_forfalt",
    ]


def test_neste_er_neste_varseldag_for_hvert_steg() -> None:
    assert utsikt(date(2024, 9, 2), steg()).neste == {STEGET: date(2024, 10, 18)}
    assert utsikt(date(2024, 12, 9), steg()).neste == {STEGET: date(2024, 12, 16)}
    assert utsikt(date(2024, 12, 9), steg(art=Fristart.VEILEDENDE)).neste == {}


# --- a date that moved ---------------------------------------------------------------------------------------------


def test_flyttet_frist_meldes_til_den_som_har_faatt_den_gamle_og_nevner_den() -> None:
    rader = utsikt(date(2024, 10, 2), steg(), fortalt={(STEGET, VAALER): Fortalt(date(2024, 11, 22))}).rader
    flyttet = next(r for r in rader if r.slag == "frist_flyttet")
    assert (flyttet.mottaker, flyttet.data["gammel_dato"], flyttet.data["dato"]) == (VAALER, "2024-11-22", "2024-11-29")


def test_ingen_flyttemelding_naar_fristen_staar_eller_aldri_er_fortalt() -> None:
    fortalt = {(STEGET, VAALER): Fortalt(date(2024, 11, 29))}
    assert "frist_flyttet" not in slag(date(2024, 10, 2), steg(), fortalt=fortalt)
    assert "frist_flyttet" not in slag(date(2024, 10, 2), steg())


@pytest.mark.parametrize(
    ("ett", "meldes"),
    [
        (steg(status=Status.VENTER), True),
        (steg(status=Status.KOMMENDE), True),
        (steg(), True),
        (steg(art=Fristart.VENTET), True),
        (steg(art=Fristart.VEILEDENDE), False),
        (steg(art=Fristart.TENTATIV), False),
        (steg(status=Status.VENTER, art=Fristart.VEILEDENDE), False),
        (steg(status=Status.UTFOERT), False),
        (steg(hvilende=True), False),
        (steg(uavklart=True), False),
        (steg(krav=Krav.ANBEFALT), False),
    ],
)
def test_flytting_meldes_ogsaa_mens_steget_venter_om_noen_har_satt_datoen(ett: Plansteg, meldes: bool) -> None:
    fortalt = {(STEGET, VAALER): Fortalt(date(2024, 11, 22))}
    assert ("frist_flyttet" in slag(date(2024, 10, 2), ett, fortalt=fortalt)) is meldes


def test_en_frist_som_flyttes_fram_og_tilbake_gir_en_melding_hver_gang() -> None:
    fortalt = {(STEGET, VAALER): Fortalt(date(2024, 11, 22))}
    noekler = {
        r.noekkel
        for runde in (1, 3)
        for r in utsikt(date(2024, 10, 2), steg(runde=runde), fortalt=fortalt).rader
        if r.slag == "frist_flyttet"
    }
    assert len(noekler) == 2


# --- who -----------------------------------------------------------------------------------------------------------


def uten(kontakt: str, *, sluttet: date | None = None) -> Register:
    """The register without a contact, or with one that has left."""
    kontakter = dict(REGISTER.kontakter)
    gammel = kontakter.pop(kontakt)
    if sluttet:
        kontakter[kontakt] = replace(gammel, slutter=sluttet)
    return replace(REGISTER, kontakter=kontakter)


def test_felles_steg_varsler_alle_som_har_ballen() -> None:
    felles = steg(parter=("trysil", "vaaler"), ball=("trysil", "vaaler"))
    assert varsler(date(2024, 9, 2), felles) == [("ball", TRYSIL), ("ball", VAALER)]


def test_ballen_hos_en_annen_part_varsler_den() -> None:
    assert varsler(date(2024, 9, 2), steg(ball=("kdd",))) == [("ball", KDD)]


def test_uten_kontakt_gaar_det_til_postmottaket_og_koordinatoren_faar_vite_det() -> None:
    register = uten("vaaler.leder", sluttet=date(2024, 10, 1))
    assert varsler(date(2024, 10, 18), steg(), register=register) == [
        ("seks_uker", POSTMOTTAK),
        ("uten_kontakt", KOORDINATOR),
    ]
    assert varsler(date(2024, 9, 30), steg(), register=register) == [("ball", VAALER)]


def test_hullet_meldes_en_gang_selv_om_flere_steg_mangler_kontakt() -> None:
    register = uten("vaaler.leder")
    to = (steg(), steg(steg="respons"))
    assert slag(date(2024, 9, 2), *to, register=register).count("uten_kontakt") == 1


def test_uten_kontakt_og_postmottak_faar_koordinatoren_vite_at_ingen_varsles() -> None:
    register = uten("vaaler.leder")
    stum = replace(register, parter={**register.parter, "vaaler": replace(register.parter["vaaler"], postmottak=None)})
    (rad,) = utsikt(date(2024, 9, 2), steg(), register=stum).rader
    assert (rad.slag, rad.mottaker, rad.data["postmottak"]) == ("uten_kontakt", KOORDINATOR, None)


def test_adressen_som_avviser_post_erstattes_av_postmottaket() -> None:
    dod = {VAALER: date(2024, 10, 18)}
    assert varsler(date(2024, 10, 18), steg(), uleverbare=dod) == [
        ("seks_uker", POSTMOTTAK),
        ("ikke_levert", KOORDINATOR),
    ]


def test_koordinatoren_som_har_ballen_selv_faar_bare_en_melding() -> None:
    eget = steg(part="engerdal")
    assert varsler(date(2024, 12, 9), eget) == [("forfalt", KOORDINATOR)]


def test_koordinatoren_som_har_sluttet_erstattes_av_sin_parts_postmottak() -> None:
    register = uten("koordinator", sluttet=date(2024, 12, 1))
    etter = varsler(date(2025, 1, 6), steg(), register=register, fortalt=FORFALT_SAGT)
    assert ("koordinator_forfalt", "post@engerdal.example") in etter


def test_avslag_meldes_bare_til_koordinatoren() -> None:
    assert varsler(date(2024, 11, 8), vedtak(avslaatt=True, hvilende=True)) == [("avslag", KOORDINATOR)]


def test_ett_moete_uten_flere_milepaeler_minnes_det_om_en_gang() -> None:
    bare_moetet = (Milepael(noekkel="vedtak:o", tittel=lik("Vedtak"), dato=date(2024, 11, 7)),)
    dager = forfallsdager(vedtak(milepaeler=bare_moetet), fra=date(2024, 11, 1), til=date(2024, 11, 7))
    assert dager[1:] == [(date(2024, 11, 4), "tre_arbeidsdager"), (date(2024, 11, 7), "paa_dagen")]


def test_innsendingen_minnes_det_om_selv_om_vedtak_mangler_naar_den_kan_ha_forbehold() -> None:
    venter = steg(status=Status.VENTER, aapnet=None, ball=(), venter_paa=("forankring.aamot",), kan_ha_forbehold=True)
    hele = {"fra": date(2024, 9, 1), "til": date(2024, 12, 9)}
    assert forfallsdager(venter, **hele) == [
        (date(2024, 11, 26), "tre_arbeidsdager"),
        (date(2024, 11, 29), "paa_dagen"),
        (date(2024, 12, 9), "forfalt"),
    ]
    assert forfallsdager(venter._replace(kan_ha_forbehold=False), **hele) == []


def test_et_vedtak_som_er_utsatt_i_moetet_minnes_det_ikke_om_at_skal_opp_i_dag() -> None:
    paa_vei = (RUTE[0]._replace(naadd=date(2024, 10, 7)), *RUTE[1:])
    utsatt = vedtak(milepaeler=paa_vei, merknader=(Ledd("utsatt_i_moete", {"dato": date(2024, 11, 7)}),))
    dagen = {"fra": date(2024, 11, 7), "til": date(2024, 11, 7)}
    assert forfallsdager(vedtak(milepaeler=paa_vei), **dagen) == [(date(2024, 11, 7), "paa_dagen")]
    assert (date(2024, 11, 7), "paa_dagen") not in forfallsdager(utsatt, **dagen)


def test_et_utsatt_vedtak_minnes_det_om_naar_det_neste_moetet_naermer_seg_og_paa_dagen() -> None:
    utsatt = vedtak(
        art=Fristart.VENTET,
        frist=date(2024, 12, 20),
        merknader=(
            Ledd("utsatt_i_moete", {"dato": date(2024, 11, 7)}),
            Ledd("neste_moete", {"organ": lik("kommunestyret"), "dato": date(2024, 12, 12)}),
        ),
    )
    assert forfallsdager(utsatt, fra=date(2024, 11, 8), til=date(2024, 12, 19))[1:] == [
        (date(2024, 12, 9), "tre_arbeidsdager"),
        (date(2024, 12, 12), "paa_dagen"),
    ]
    assert forfallsdager(utsatt._replace(art=Fristart.VEILEDENDE), fra=date(2024, 11, 8), til=date(2024, 12, 19)) == [
        (date(2024, 9, 2), "ball")
    ]


# --- what holds others up --------------------------------------------------------------------------------------------

SAMTYKKE = steg(part="trysil", steg="samtykke", art=Fristart.VEILEDENDE, frist=date(2024, 10, 22))
SOEKNAD = steg(
    steg="soeknad", status=Status.VENTER, aapnet=None, ball=(), frist=date(2024, 9, 16), venter_paa=(SAMTYKKE.id,)
)


def test_en_frist_som_gaar_ut_mens_steget_venter_fortelles_den_det_venter_paa_og_koordinatoren() -> None:
    assert forfallsdager(SAMTYKKE, SOEKNAD, fra=date(2024, 9, 2), til=date(2024, 9, 30)) == [
        (date(2024, 9, 2), "ball"),
        (date(2024, 9, 11), "holder_opp"),
        (date(2024, 9, 23), "holder_opp"),
        (date(2024, 9, 30), "holder_opp"),
        (date(2024, 9, 30), "koordinator_holder_opp"),
    ]
    assert SAMTYKKE.frist is not None
    sagt = {(SAMTYKKE.id, TRYSIL): Fortalt(SAMTYKKE.frist, "", (("holder_opp", date(2024, 9, 23)),))}
    assert varsler(date(2024, 9, 30), SAMTYKKE, SOEKNAD, fortalt=sagt) == [
        ("holder_opp", TRYSIL),
        ("koordinator_holder_opp", KOORDINATOR),
    ]


def test_den_som_selv_er_over_fristen_faar_ikke_ogsaa_hoere_at_andre_venter() -> None:
    forfalt = SAMTYKKE._replace(art=Fristart.FRIST, frist=date(2024, 9, 13))
    assert varsler(date(2024, 9, 23), forfalt, SOEKNAD) == [("forfalt", TRYSIL)]
    dager = forfallsdager(forfalt, SOEKNAD, fra=date(2024, 9, 2), til=date(2025, 2, 1))
    assert "holder_opp" not in {s for _, s in dager}


@pytest.mark.parametrize(
    "ventende",
    [
        SOEKNAD._replace(art=Fristart.VEILEDENDE),
        SOEKNAD._replace(krav=Krav.ANBEFALT),
        SOEKNAD._replace(uavklart=True),
        SOEKNAD._replace(status=Status.KOMMENDE),
        SOEKNAD._replace(venter_paa=("noe.annet",)),
        SOEKNAD._replace(kan_ha_forbehold=True),
        SOEKNAD._replace(parter=()),
    ],
)
def test_bare_en_virkelig_frist_hos_noen_som_ikke_kommer_videre_gir_mas(ventende: Plansteg) -> None:
    assert "holder_opp" not in slag(date(2024, 9, 23), SAMTYKKE, ventende)


# --- meetings between the parties ------------------------------------------------------------------------------------

MOETE = steg(
    id="dialog",
    parter=("kdd",),
    deltar=("vaaler", "trysil", "kdd"),
    ball=(),
    moete=True,
    status=Status.KOMMENDE,
    aapnet=None,
    frist=date(2024, 12, 5),
)
IKKE_INNKALT = MOETE._replace(art=Fristart.TENTATIV, frist=date(2024, 12, 31), bare_maaned=True)
BEGGE = {("dialog", VAALER): Fortalt(date(2024, 12, 5)), ("dialog", TRYSIL): Fortalt(date(2024, 12, 5))}


def test_de_som_kalles_inn_til_et_moete_faar_vite_det_en_gang_og_innkalleren_ikke() -> None:
    dag = date(2024, 9, 3)
    assert varsler(dag, IKKE_INNKALT) == []
    assert varsler(dag, MOETE) == [("moete_innkalt", VAALER), ("moete_innkalt", TRYSIL)]
    assert varsler(dag, MOETE, fortalt=BEGGE) == []


def test_et_moete_som_flyttes_eller_avlyses_faar_de_vite_om_som_visste_om_det() -> None:
    dag, vaaler = date(2024, 9, 3), {("dialog", VAALER): Fortalt(date(2024, 11, 28))}
    assert varsler(dag, MOETE, fortalt=vaaler) == [("moete_flyttet", VAALER), ("moete_innkalt", TRYSIL)]
    assert varsler(dag, IKKE_INNKALT, fortalt=vaaler) == [("moete_avlyst", VAALER)]
    assert varsler(dag, IKKE_INNKALT, fortalt={("dialog", VAALER): Fortalt(date(2024, 12, 31))}) == []
    assert varsler(dag, MOETE._replace(status=Status.IKKE_AKTUELL), fortalt=BEGGE) == [
        ("moete_avlyst", VAALER),
        ("moete_avlyst", TRYSIL),
    ]


def test_ingen_faar_innkalling_til_et_moete_som_er_over() -> None:
    assert varsler(date(2024, 12, 6), MOETE) == []
    assert varsler(date(2024, 12, 6), IKKE_INNKALT, fortalt=BEGGE) == []
    assert varsler(date(2024, 9, 3), MOETE._replace(status=Status.UTFOERT)) == []


def test_en_deltaker_uten_kontakt_er_heller_ikke_et_stille_hull() -> None:
    register = uten("vaaler.leder")
    assert ("uten_kontakt", KOORDINATOR) in varsler(date(2024, 9, 3), MOETE, register=register)


def test_et_tapt_vedtaksmoete_fortelles_koordinatoren_en_gang() -> None:
    flyttet = {"moete": date(2024, 11, 7), "til": date(2024, 12, 3)}
    tapt = vedtak(merknader=(Ledd("moetet_er_flyttet", flyttet),))
    fortalt = {
        (rad.slag, rad.mottaker, rad.data["dato"])
        for dag in (date(2024, 9, 9), date(2024, 9, 10), date(2024, 11, 7))
        for rad in utsikt(dag, tapt).rader
        if rad.slag == "koordinator_moete_borte"
    }
    assert fortalt == {("koordinator_moete_borte", KOORDINATOR, "2024-11-07")}
    assert "koordinator_moete_borte" not in slag(date(2024, 11, 8), tapt), (
        "the day is past: the route itself is told of"
    )
    assert "koordinator_moete_borte" not in slag(date(2024, 9, 9), tapt._replace(art=Fristart.VEILEDENDE))
    assert "koordinator_moete_borte" not in slag(date(2024, 9, 9), vedtak())
