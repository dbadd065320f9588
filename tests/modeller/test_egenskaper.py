"""What must always hold of a plan, whatever happens in whatever order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from hypothesis import given, settings, strategies as st

from flyter.livsloep.bygdevekst import BYGDEVEKST
from modeller.fakta import (
    Avtalehendelse,
    DatoSatt,
    FaktumAngret,
    FristUtsatt,
)
from modeller.kontroll import innvendinger
from modeller.plan import Plan, Status
from modeller.venting import hvem_venter
from tests.modeller.hendelser import DAGER, HENDELSER, STEG
from tests.modeller.invarianter import i_orden, ingen_er_for_tidlig_ute
from tests.rollebesetning import REGISTER, Historie, fram_til_signering

HISTORIER = st.lists(st.tuples(DAGER, HENDELSER), max_size=25)


def fortell(hendelser: Sequence[tuple[date, Avtalehendelse]]) -> Historie:
    historie = Historie()
    for dag, hendelse in hendelser:
        historie.den(dag, hendelse)
    return historie


def dem_som_holder_tilbake(plan: Plan) -> dict[str, set[str]]:
    return {s.id: set(s.venter_paa) for s in plan if s.status is Status.VENTER}


@given(HISTORIER, DAGER)
@settings(max_examples=60)
def test_en_plan_er_alltid_i_orden(hendelser: list[tuple[date, Avtalehendelse]], naa: date) -> None:
    plan = fortell(hendelser).plan(naa)
    i_orden(plan)


@given(HISTORIER, DAGER)
@settings(max_examples=40)
def test_intet_steg_er_aapent_foer_det_som_maa_vaere_gjort(
    hendelser: list[tuple[date, Avtalehendelse]], naa: date
) -> None:
    plan = fortell(hendelser).plan(naa)
    ingen_er_for_tidlig_ute(plan, BYGDEVEKST)


@given(HISTORIER, DAGER, st.randoms())
@settings(max_examples=40)
def test_planen_avhenger_ikke_av_rekkefoelgen_uavhengige_fakta_kommer_i(
    hendelser: list[tuple[date, Avtalehendelse]], naa: date, tilfeldig: Random
) -> None:
    """Facts of different days are independent: told in another order they get other numbers, and the plan is one."""
    # An undo is not independent: it names another fact by its number.
    frie = [(dag, hendelse) for dag, hendelse in hendelser if not isinstance(hendelse, FaktumAngret)]
    hver_sin_dag = list({dag: (dag, hendelse) for dag, hendelse in frie}.values())
    plan = fortell(hver_sin_dag).plan(naa)
    tilfeldig.shuffle(hver_sin_dag)
    stokket = fortell(hver_sin_dag)
    assert _uten_numre(stokket.plan(naa)) == _uten_numre(plan)
    tilfeldig.shuffle(stokket.fakta)
    assert _uten_numre(stokket.plan(naa)) == _uten_numre(plan)
    assert stokket.plan(naa) == stokket.plan(naa), "å avlede på nytt endrer ingenting"


def _uten_numre(plan: Plan) -> tuple[object, ...]:
    return plan.steg, plan.tekstversjon, plan.parter, plan.slutt, {f.hendelse for f in plan.loese_fakta}


@given(HISTORIER, DAGER)
@settings(max_examples=40)
def test_ingen_venter_paa_seg_selv(hendelser: list[tuple[date, Avtalehendelse]], naa: date) -> None:
    for venting in hvem_venter([fortell(hendelser).plan(naa)]):
        assert venting.venter != venting.paa


@given(HISTORIER, DAGER, st.sampled_from(STEG), DAGER)
@settings(max_examples=40)
def test_en_flyttet_dato_flytter_bare_det_som_henger_paa_den(
    hendelser: list[tuple[date, Avtalehendelse]], naa: date, flyttet: str, til: date
) -> None:
    foer = fortell(hendelser).plan(naa)
    etter = fortell([*hendelser, (date(2024, 9, 1), FristUtsatt(steg=flyttet, til=til))]).plan(naa)
    mal = BYGDEVEKST.finn(flyttet.split(".", maxsplit=1)[0])
    assert mal is not None
    henger_paa = {mal.noekkel} | _som_henger_paa(mal.noekkel)
    if "ikraft" in henger_paa:
        return  # the years themselves may then be others
    for steg in etter:
        gammelt = foer.finn(steg.id)
        if steg.steg not in henger_paa:
            assert gammelt is not None and steg.frist == gammelt.frist, steg.id


def _som_henger_paa(noekkel: str) -> set[str]:
    funnet: set[str] = set()
    koe = [noekkel]
    while koe:
        naa = koe.pop()
        for _, steg in BYGDEVEKST:
            anker = {getattr(steg.frist.regel, felt, None) for felt in ("anker", "foer", "etter")}
            if naa in anker and steg.noekkel not in funnet:
                funnet.add(steg.noekkel)
                koe.append(steg.noekkel)
    return funnet


@given(DAGER, HENDELSER)
@settings(max_examples=60)
def test_kontrollen_svarer_alltid_med_ord_og_aldri_med_et_unntak(dag: date, hendelse: Avtalehendelse) -> None:
    historie = fram_til_signering()
    naa = date(2026, 6, 1)
    for innvending in innvendinger(hendelse, dag, historie.plan(naa), REGISTER, BYGDEVEKST, naa):
        assert innvending.nb.endswith((".", "?"))
        assert innvending.nn.endswith((".", "?"))


@given(HISTORIER, st.booleans(), DAGER)
@settings(max_examples=60, deadline=None)
def test_mellom_to_skifter_endrer_tiden_ingenting(
    hendelser: list[tuple[date, Avtalehendelse]], uten_slutt: bool, naa: date
) -> None:
    """That is what the morning's re-derivation leans on: it looks only at what has `neste_skifte` by then."""
    historie = fram_til_signering()
    if uten_slutt:
        historie.den(date(2024, 9, 1), DatoSatt(navn="avtaleslutt", verdi=None))
    for dag, hendelse in hendelser:
        historie.den(min(dag, naa), hendelse)
    historie.fakta = [f for f in historie.fakta if f.skjedde <= naa]
    plan = historie.plan(naa)
    skifter = [s.neste_skifte for s in plan if s.neste_skifte]
    rett_foer = min(skifter) - timedelta(days=1) if skifter else naa + timedelta(days=400)
    assert _det_som_lagres(historie.plan(rett_foer)) == _det_som_lagres(plan)


def _det_som_lagres(plan: Plan) -> list[tuple[object, ...]]:
    return [(s.id, s.status, s.ball, s.venter_paa, s.runde, s.frist, s.aapner, s.utfoert) for s in plan]
