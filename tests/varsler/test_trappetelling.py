"""Which weeks count on the ladder of what is overdue: those that each party was told in itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from modeller.oppfoelging import Oppfoelging
from modeller.plan import Plansteg
from modeller.register import Register
from modeller.varselrad import Fortalt
from tests.varsler.varselbygg import KOORDINATOR, OM_STEG, POSTMOTTAK, REGISTER, TRYSIL, VAALER, steg, utsikt
from varsler.regler import TIL_KOORDINATOR, Slag, Varselregler

FRISTEN = date(2024, 11, 29)
FOERSTE, ANDRE, TREDJE = date(2024, 12, 9), date(2024, 12, 16), date(2025, 1, 6)
"""The Mondays of Christmas are quiet."""
RETTET = date(2025, 1, 10)
EN_UKE = timedelta(weeks=1)
UTEN_STILLE = replace(OM_STEG, stille=())
FELLES = steg(parter=("vaaler", "trysil"), ball=("vaaler", "trysil"))
TRYSILS_POST = "post@trysil.example"
BALL = (("ball", date(2024, 9, 2)),)

Regler = Callable[[date], Varselregler]


def gjennom(
    steget: Callable[[date], Plansteg],
    *,
    fra: date = FOERSTE,
    til: date = date(2025, 4, 7),
    regler: Regler = lambda _: OM_STEG,
    tapt: Callable[[date, str], bool] = lambda *_: False,
    register: Register | Callable[[date], Register] = REGISTER,
    fortalt: dict[tuple[str, str], Fortalt] | None = None,
    registrert: date = date(2024, 9, 2),
) -> list[tuple[date, str, str]]:
    """What each is told over the days, (day, kind, address); what is `tapt` never reached its recipient."""
    sagt, kjent, sendt = dict(fortalt or {}), set[str](), []
    dag = fra
    while dag <= til:
        steg_ = steget(dag)
        naa = register if isinstance(register, Register) else register(dag)
        for rad in utsikt(dag, steg_, fortalt=sagt, regler=regler(dag), register=naa, registrert=registrert).rader:
            if rad.noekkel in kjent or tapt(dag, rad.mottaker):
                continue
            kjent.add(rad.noekkel)
            sendt.append((dag, rad.slag, rad.mottaker))
            if rad.slag not in TIL_KOORDINATOR and steg_.frist is not None:
                noekkel = (rad.steg, rad.mottaker)
                sagt[noekkel] = Fortalt.etter(sagt.get(noekkel), steg_.frist, "", rad.slag, dag)
        dag += timedelta(days=1)
    return sendt


def dager(sendt: list[tuple[date, str, str]], hvem: str, slag: str | None = None) -> list[date]:
    return [dag for dag, s, mottaker in sendt if mottaker == hvem and slag in {None, s}]


def har_ballen(*hvem: str) -> dict[tuple[str, str], Fortalt]:
    return {(FELLES.id, epost): Fortalt(FRISTEN, "", BALL) for epost in hvem}


# --- a quiet period that is taken away ------------------------------------------------------------------------------


def test_uker_ingen_ble_minnet_i_teller_ikke_naar_den_stille_perioden_blir_tatt_bort() -> None:
    """Two Mondays of Christmas were quiet, and are not any more from the second of January."""
    sendt = gjennom(
        lambda _: steg(),
        regler=lambda dag: OM_STEG if dag < date(2025, 1, 2) else UTEN_STILLE,
        tapt=lambda dag, _: date(2025, 1, 2) <= dag < TREDJE,  # laid aside: its day was over when the rules came
    )
    assert dager(sendt, KOORDINATOR, Slag.KOORDINATOR_FORFALT) == [TREDJE, TREDJE + EN_UKE, TREDJE + 2 * EN_UKE]
    assert dager(sendt, KOORDINATOR, Slag.KOORDINATOR_OVERTAR) == [TREDJE + 3 * EN_UKE]


def test_en_uke_uten_et_ord_flytter_ogsaa_ledelsen() -> None:
    sendt = gjennom(lambda _: steg(), tapt=lambda dag, _: ANDRE <= dag < TREDJE)
    assert dager(sendt, POSTMOTTAK)[0] == TREDJE
    assert dager(sendt, KOORDINATOR)[0] == TREDJE + EN_UKE


def test_kommer_ingenting_fram_faar_koordinatoren_likevel_vite_det_til_slutt() -> None:
    sendt = gjennom(lambda _: steg(), tapt=lambda dag, hvem: hvem == VAALER and dag > FOERSTE)
    assert dager(sendt, VAALER) == [FOERSTE]
    assert dager(sendt, KOORDINATOR, Slag.KOORDINATOR_FORFALT)[0] == date(2025, 1, 27)
    assert dager(sendt, KOORDINATOR, Slag.KOORDINATOR_OVERTAR)


# --- several parties ------------------------------------------------------------------------------------------------


def test_hver_part_i_et_felles_steg_har_sin_egen_trapp() -> None:
    sendt = gjennom(
        lambda _: FELLES,
        tapt=lambda dag, hvem: hvem == TRYSIL and dag < TREDJE,
        fortalt=har_ballen(VAALER, TRYSIL),
    )
    assert (dager(sendt, VAALER)[0], dager(sendt, POSTMOTTAK)[0]) == (FOERSTE, ANDRE)
    assert (dager(sendt, TRYSIL)[0], dager(sendt, TRYSILS_POST)[0]) == (TREDJE, TREDJE + EN_UKE)
    assert dager(sendt, KOORDINATOR)[0] == TREDJE + 2 * EN_UKE


def test_en_part_det_aldri_kommer_fram_til_holder_ikke_koordinatoren_utenfor() -> None:
    for ord_ in (har_ballen(VAALER, TRYSIL), har_ballen(VAALER)):
        sendt = gjennom(lambda _: FELLES, tapt=lambda _, hvem: hvem == TRYSIL, fortalt=ord_)
        assert dager(sendt, TRYSILS_POST) == []
        assert dager(sendt, KOORDINATOR, Slag.KOORDINATOR_FORFALT)
        assert dager(sendt, KOORDINATOR, Slag.KOORDINATOR_OVERTAR)


def test_en_part_som_ingen_kan_naas_hos_holder_ingen_tilbake() -> None:
    trysil = replace(REGISTER.parter["trysil"], postmottak=None)
    uten = replace(
        REGISTER,
        parter={**REGISTER.parter, "trysil": trysil},
        kontakter={k: v for k, v in REGISTER.kontakter.items() if v.part != "trysil"},
    )
    sendt = gjennom(lambda _: FELLES, register=uten, fortalt=har_ballen(VAALER))
    assert dager(sendt, KOORDINATOR, Slag.KOORDINATOR_FORFALT)[0] == TREDJE


def test_en_part_som_vil_hoere_det_senere_holder_ingen_tilbake() -> None:
    """And has its own ladder from then on."""
    til = TREDJE + 3 * EN_UKE
    venter = FELLES._replace(oppfoelging=Oppfoelging(utsatt_til={"trysil.leder": til}))
    for ord_ in (har_ballen(VAALER, TRYSIL), har_ballen(VAALER)):
        sendt = gjennom(lambda _: venter, fortalt=ord_)
        assert dager(sendt, KOORDINATOR, Slag.KOORDINATOR_FORFALT)[0] == TREDJE
        assert (dager(sendt, TRYSIL)[0], dager(sendt, TRYSILS_POST)[0]) == (til, til + EN_UKE)


def test_en_rettet_adresse_begynner_ikke_trappa_paa_nytt() -> None:
    """What the party was told at the address it had is still told it."""

    def registeret(dag: date) -> Register:
        if dag < RETTET:
            return REGISTER
        leder = replace(REGISTER.kontakter["vaaler.leder"], epost="ny@kontakt.example")
        return replace(
            REGISTER,
            kontakter={**REGISTER.kontakter, leder.id: leder},
            forlatte_adresser={"vaaler": frozenset({VAALER})},
        )

    sendt = gjennom(lambda _: FELLES, register=registeret, fortalt=har_ballen(VAALER, TRYSIL))
    assert dager(sendt, "ny@kontakt.example")[0] == RETTET
    assert dager(sendt, KOORDINATOR, Slag.KOORDINATOR_FORFALT) == [TREDJE + n * EN_UKE for n in range(3)]
    assert dager(sendt, KOORDINATOR, Slag.KOORDINATOR_OVERTAR) == [TREDJE + 3 * EN_UKE]


# --- late when the agreement was entered ----------------------------------------------------------------------------


def test_det_som_var_sent_da_avtalen_kom_og_straks_ble_utsatt_gaar_trappa_fra_foerste_ord() -> None:
    """From the month's digest, which is no word on the step. The party is first, then its leadership."""
    innlest = date(2024, 9, 2)
    for uker in (4, 8):
        til = innlest + uker * EN_UKE
        sen = steg(
            frist=date(2024, 8, 1),
            aapnet=date(2024, 6, 3),
            aapnet_registrert=innlest,
            oppfoelging=Oppfoelging(utsatt_til={"vaaler.leder": til}),
        )
        sendt = gjennom(lambda _, sen=sen: sen, fra=innlest, til=innlest + 20 * EN_UKE)  # type: ignore[misc]
        assert dager(sendt, VAALER)[:2] == [til, til + EN_UKE]
        assert dager(sendt, POSTMOTTAK)[0] == til + EN_UKE
        forfalt = dager(sendt, KOORDINATOR, Slag.KOORDINATOR_FORFALT)
        assert forfalt == [til + n * EN_UKE for n in (2, 3, 4)]
        assert dager(sendt, KOORDINATOR, Slag.KOORDINATOR_OVERTAR) == [til + 5 * EN_UKE]


@pytest.mark.parametrize("innlest", [date(2024, 9, 2) + timedelta(days=n) for n in range(12)])
def test_det_som_var_sent_da_avtalen_ble_lagt_inn_gaar_trappa_mandag_for_mandag(innlest: date) -> None:
    """However often the agreement is looked at: those who have it are alone on their first Monday."""
    sen = steg(frist=date(2024, 8, 1), aapnet=date(2024, 6, 3), aapnet_registrert=innlest)
    sendt = gjennom(lambda _: sen, fra=innlest, til=innlest + 8 * EN_UKE, registrert=innlest)
    foerste = dager(sendt, VAALER, Slag.FORFALT)[0]
    assert foerste.weekday() == 0
    assert dager(sendt, POSTMOTTAK)[:2] == [foerste + EN_UKE, foerste + 2 * EN_UKE]
    assert dager(sendt, KOORDINATOR)[:2] == [foerste + 2 * EN_UKE, foerste + 3 * EN_UKE]


def test_kommer_det_foerste_ordet_fram_midt_i_uka_hoerer_de_over_det_foerst_mandagen_etter() -> None:
    ekspedert = FOERSTE + timedelta(days=2)
    sendt = gjennom(lambda _: steg(), tapt=lambda dag, _: dag < ekspedert, til=TREDJE)
    assert dager(sendt, VAALER)[0] == ekspedert
    assert dager(sendt, POSTMOTTAK)[0] == ANDRE
