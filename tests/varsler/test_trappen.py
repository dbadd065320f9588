"""The ladder of what is overdue: those whose matter it is, then their leadership, then the coordinator."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from modeller.plan import Plansteg
from modeller.register import Kontakt, Register
from modeller.varselrad import Fortalt
from tests.varsler.varselbygg import (
    FORFALT_SAGT,
    KDD,
    KOORDINATOR,
    LOEP_SAGT,
    POSTMOTTAK,
    REGISTER,
    VAALER,
    hver_mandag,
    steg,
    utsikt,
    varsler,
    vedtak,
)
from varsler.mottakere import dekning, partens_mottaker

FOERSTE, ANDRE, TREDJE = date(2024, 12, 9), date(2024, 12, 16), date(2025, 1, 6)
"""The Mondays of Christmas are not counted."""
LEDELSEN = "kommunedirektor@vaaler.example"
LEDEREN = Kontakt(id="vaaler.kd", part="vaaler", navn="Kommunedirektør", epost=LEDELSEN, ledelse=True)
MED_LEDELSE = replace(REGISTER, kontakter={**REGISTER.kontakter, LEDEREN.id: LEDEREN})
BARE_LEDELSE = replace(
    REGISTER, kontakter={LEDEREN.id: LEDEREN} | {k: v for k, v in REGISTER.kontakter.items() if v.part != "vaaler"}
)


def til(dag: date, *steg_: Plansteg, register: Register = MED_LEDELSE, fortalt: object = FORFALT_SAGT) -> list[str]:
    return [epost for _, epost in varsler(dag, *(steg_ or (steg(),)), register=register, fortalt=fortalt)]


def test_ledelsen_hoerer_om_det_en_uke_etter_dem_og_koordinatoren_enda_en_uke_etter() -> None:
    assert til(FOERSTE, fortalt={}) == [VAALER]
    assert til(ANDRE) == [VAALER, LEDELSEN]
    assert til(TREDJE) == [VAALER, LEDELSEN, KOORDINATOR]


def test_uten_ledelse_hoerer_postmottaket_om_det() -> None:
    assert til(ANDRE, register=REGISTER) == [VAALER, POSTMOTTAK]


def test_ledelsen_faar_ingenting_annet_enn_trappen() -> None:
    for dag in (date(2024, 9, 2), date(2024, 10, 18), date(2024, 11, 29)):
        assert LEDELSEN not in til(dag, fortalt={})


def test_etter_at_koordinatoren_har_tatt_over_faar_bare_de_som_har_saken_flere() -> None:
    overtatt, etter = (
        {rad.noekkel for rad in utsikt(dag, steg(), register=MED_LEDELSE, fortalt=FORFALT_SAGT).rader}
        for dag in (date(2025, 1, 27), date(2025, 2, 3))
    )
    (ny,) = etter - overtatt
    assert ny.endswith(VAALER)


def test_koordinatoren_hoerer_foerste_mandag_etter_parten_at_loepet_var_ute() -> None:
    """Also of what was late already when the agreement was entered: the party has its morning alone."""
    aapnet = date(2024, 10, 14)
    sent = vedtak(aapnet=aapnet, aapnet_registrert=aapnet)
    sagt = {(sent.id, VAALER): Fortalt(date(2024, 11, 7), "", (("ball", aapnet),))}
    for innlest in (aapnet, date(2024, 9, 2)):
        assert KOORDINATOR not in [hvem for _, hvem in varsler(aapnet, sent, registrert=innlest)]
        assert date(2024, 10, 21) in utsikt(aapnet, sent, registrert=innlest).kommer[sent.id]
        hos = varsler(date(2024, 10, 21), sent, registrert=innlest, fortalt=sagt)
        assert ("koordinator_loep_utgaatt", KOORDINATOR) in hos


def test_har_ikke_parten_faatt_sitt_foerste_ord_ser_vi_etter_paa_nytt_neste_mandag() -> None:
    """The morning's mail may not have gone: nothing else would wake the step."""
    mandag, neste = date(2024, 10, 14), date(2024, 10, 21)
    for sagt in ({}, {(vedtak().id, VAALER): Fortalt(date(2024, 11, 7), "", (("loep_utgaatt", mandag),))}):
        assert KOORDINATOR not in [hvem for _, hvem in varsler(mandag, vedtak(), fortalt=sagt)]
        assert neste in utsikt(mandag, vedtak(), fortalt=sagt).kommer[vedtak().id]
    assert ("koordinator_loep_utgaatt", KOORDINATOR) in varsler(neste, vedtak(), fortalt=LOEP_SAGT)


def test_loepet_som_gikk_ut_gaar_ikke_tapt_for_koordinatoren_om_fristen_ogsaa_gjoer_det() -> None:
    """Both fall on the same Monday, and she hears nothing of a deadline before the third."""
    kort = vedtak(frist=date(2024, 10, 10))
    sagt = {(kort.id, VAALER): Fortalt(date(2024, 10, 10), "", (("loep_utgaatt", date(2024, 10, 9)),))}
    for mandag in (date(2024, 10, 14), date(2024, 10, 21)):
        assert ("koordinator_loep_utgaatt", KOORDINATOR) in varsler(mandag, kort, fortalt=sagt)


def test_en_ny_koordinator_faar_det_som_er_sagt_den_siste_maaneden_og_ikke_gammelt_nytt() -> None:
    for dag, faar in ((date(2024, 11, 11), True), (date(2024, 11, 12), False)):
        hos = varsler(dag, vedtak(), fortalt=LOEP_SAGT, koordinator="kdd.leder")
        assert (("koordinator_loep_utgaatt", KDD) in hos) is faar


def test_ordet_til_andre_er_ikke_partens_eget() -> None:
    for slag in ("ledelse_forfalt", "moete_innkalt"):
        sagt = {("innsending.vaaler", LEDELSEN): Fortalt(date(2024, 11, 29), "", ((slag, FOERSTE),))}
        assert til(TREDJE, fortalt=sagt) == [VAALER]


def test_ingen_hoerer_om_en_part_som_ikke_selv_har_hoert_det_en_dag_foer() -> None:
    """The first word may have waited in the queue, been refused or withdrawn for weeks."""
    steget = "innsending.vaaler"
    for sagt in (
        {},
        {(steget, VAALER): Fortalt(date(2024, 11, 29), "", (("ball", date(2024, 9, 2)),))},
        {(steget, VAALER): Fortalt(date(2024, 11, 29), "", (("forfalt", TREDJE),))},
        {(steget, VAALER): Fortalt(date(2024, 11, 22), "", (("forfalt", FOERSTE),))},
        {("et.annet.steg", VAALER): Fortalt(date(2024, 11, 29), "", (("forfalt", FOERSTE),))},
    ):
        hele = [
            epost for s, epost in varsler(TREDJE, steg(), register=MED_LEDELSE, fortalt=sagt) if s != "frist_flyttet"
        ]
        assert hele == [VAALER]


def test_har_postmottaket_hoert_det_har_parten_hoert_det() -> None:
    sagt = {("innsending.vaaler", POSTMOTTAK): Fortalt(date(2024, 11, 29), "", hver_mandag("forfalt", FOERSTE))}
    assert KOORDINATOR in til(TREDJE, fortalt=sagt)


def test_er_det_ingen_aa_si_det_til_hoerer_koordinatoren_det_likevel() -> None:
    vaaler = replace(REGISTER.parter["vaaler"], postmottak=None)
    ingen = replace(
        REGISTER,
        parter={**REGISTER.parter, "vaaler": vaaler},
        kontakter={k: v for k, v in REGISTER.kontakter.items() if v.part != "vaaler"},
    )
    hos = varsler(TREDJE, steg(), register=ingen)
    assert ("koordinator_forfalt", KOORDINATOR) in hos
    assert ("uten_kontakt", KOORDINATOR) in hos


def test_en_part_med_bare_ledelse_naas_gjennom_den() -> None:
    assert til(date(2024, 9, 2), register=BARE_LEDELSE, fortalt={}) == [LEDELSEN]
    assert til(ANDRE, register=BARE_LEDELSE) == [LEDELSEN]


def test_kan_ikke_ledelsen_naas_heller_gaar_det_til_postmottaket_og_koordinatoren_faar_vite_det() -> None:
    hos = varsler(date(2024, 9, 2), steg(), register=BARE_LEDELSE, uleverbare={LEDELSEN: date(2024, 9, 1)})
    assert hos == [("ball", POSTMOTTAK), ("ikke_levert", KOORDINATOR)]


def test_en_kontakt_som_ikke_kan_naas_erstattes_av_postmottaket_foer_ledelsen() -> None:
    tapt = {VAALER: date(2024, 9, 1)}
    assert [m.epost for m in dekning("vaaler", "hedmark", MED_LEDELSE, FOERSTE, tapt).mottakere] == [POSTMOTTAK]
    begge = tapt | {POSTMOTTAK: date(2024, 9, 1)}
    assert [m.epost for m in dekning("vaaler", "hedmark", MED_LEDELSE, FOERSTE, begge).mottakere] == [LEDELSEN]


def test_det_som_gjelder_parten_og_ingen_avtale_gaar_til_ledelsen_sist() -> None:
    foerst = replace(LEDEREN, id="vaaler.aaa")
    register = replace(REGISTER, kontakter={**REGISTER.kontakter, foerst.id: foerst})
    mottaker = partens_mottaker("vaaler", register, FOERSTE, ())
    assert mottaker is not None
    assert mottaker.epost == VAALER


def test_etterfoelgeren_til_lederen_er_ledelse_og_en_vanlig_kontakt_blir_det_ikke_av_aa_vikariere() -> None:
    borte = replace(LEDEREN, stedfortreder="vaaler.leder")
    register = replace(REGISTER, kontakter={**REGISTER.kontakter, borte.id: borte})
    assert [m.epost for m in dekning("vaaler", "hedmark", register, FOERSTE, ()).mottakere] == [VAALER]
    ny = Kontakt(id="vaaler.ny", part="vaaler", navn="Ny leder", epost="ny@vaaler.example", ledelse=True)
    sluttet = replace(LEDEREN, slutter=date(2024, 10, 1), etterfoelger=ny.id)
    register = replace(REGISTER, kontakter={**REGISTER.kontakter, sluttet.id: sluttet, ny.id: ny})
    assert [m.epost for m in dekning("vaaler", "hedmark", register, FOERSTE, ()).ledelse] == [ny.epost]
