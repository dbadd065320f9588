"""What must always hold of a plan, whatever happens in whatever order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given, settings, strategies as st

from modeller.avledning.rute import ruter_gjennom
from modeller.fakta import (
    Avtalehendelse,
    DatoSatt,
    FaktumAngret,
    FristUtsatt,
)
from modeller.kontroll import innvendinger
from modeller.livsloep import Livsloep
from modeller.oppfoelging import Oppfoelging
from modeller.plan import Plan
from modeller.venting import hvem_venter
from tests.modeller.hendelser import AVTALER, DAGER, hendelser, steg_i
from tests.modeller.invarianter import i_orden, ingen_er_for_tidlig_ute
from tests.modeller.proeveavtaler import LANGT, Proeveavtale
from tests.rollebesetning import REGISTER, Historie

Hendt = tuple[date, Avtalehendelse]


@st.composite
def fortellinger(tegn: st.DrawFn) -> tuple[Proeveavtale, list[Hendt]]:
    """An agreement of any kind, and what happens to it."""
    avtale = tegn(AVTALER)
    return avtale, tegn(st.lists(st.tuples(DAGER, hendelser(avtale)), max_size=25))


def fortell(avtale: Proeveavtale, hendt: Sequence[Hendt]) -> Historie:
    historie = avtale.ny()
    for dag, hendelse in hendt:
        historie.den(dag, hendelse)
    return historie


@given(fortellinger(), DAGER)
@settings(max_examples=100)
def test_en_plan_er_alltid_i_orden(fortelling: tuple[Proeveavtale, list[Hendt]], naa: date) -> None:
    i_orden(fortell(*fortelling).plan(naa))


@given(fortellinger(), DAGER)
@settings(max_examples=60)
def test_intet_steg_er_aapent_foer_det_som_maa_vaere_gjort(
    fortelling: tuple[Proeveavtale, list[Hendt]], naa: date
) -> None:
    historie = fortell(*fortelling)
    ingen_er_for_tidlig_ute(historie.plan(naa), historie.livsloep)


@given(fortellinger(), DAGER, st.randoms())
@settings(max_examples=60)
def test_planen_avhenger_ikke_av_rekkefoelgen_uavhengige_fakta_kommer_i(
    fortelling: tuple[Proeveavtale, list[Hendt]], naa: date, tilfeldig: Random
) -> None:
    """Facts of different days are independent: told in another order they get other numbers, and the plan is one."""
    avtale, hendt = fortelling
    # An undo is not independent: it names another fact by its number.
    frie = [(dag, hendelse) for dag, hendelse in hendt if not isinstance(hendelse, FaktumAngret)]
    hver_sin_dag = list({dag: (dag, hendelse) for dag, hendelse in frie}.values())
    plan = fortell(avtale, hver_sin_dag).plan(naa)
    tilfeldig.shuffle(hver_sin_dag)
    stokket = fortell(avtale, hver_sin_dag)
    assert _uten_numre(stokket.plan(naa)) == _uten_numre(plan)
    tilfeldig.shuffle(stokket.fakta)
    assert _uten_numre(stokket.plan(naa)) == _uten_numre(plan)
    assert stokket.plan(naa) == stokket.plan(naa), "å avlede på nytt endrer ingenting"


def _uten_numre(plan: Plan) -> tuple[object, ...]:
    steg = [s._replace(oppfoelging=_uten_ider(s.oppfoelging)) for s in plan.steg]
    return steg, plan.tekstversjon, plan.parter, plan.slutt, {f.hendelse for f in plan.loese_fakta}


def _uten_ider(sagt: Oppfoelging) -> Oppfoelging:
    return replace(
        sagt,
        oensker={part: replace(oenske, faktum="") for part, oenske in sagt.oensker.items()},
        avslag={part: replace(avslag, faktum="") for part, avslag in sagt.avslag.items()},
    )


@given(fortellinger(), st.booleans(), DAGER)
@settings(max_examples=100)
def test_det_som_huskes_fra_andre_dager_og_andre_fakta_endrer_aldri_planen(
    fortelling: tuple[Proeveavtale, list[Hendt]], langt: bool, naa: date
) -> None:
    """Dates of untouched steps are remembered between derivations; thrown away, they must come out the same."""
    avtale, hendt = fortelling
    historie = avtale.langt() if langt else avtale.ny()
    alt_foer = list(historie.fakta)
    for dag, hendelse in hendt:
        historie.den(dag, hendelse)
    hele = list(historie.fakta)
    for antall in range(len(alt_foer), len(hele), 4):  # the story as it grew
        historie.fakta = hele[:antall]
        historie.plan(naa)
    historie.fakta = hele
    husket = historie.plan(naa)
    ruter_gjennom.cache_clear()
    fersk = historie.plan(naa)
    assert [steg.id for steg in fersk if steg != husket.finn(steg.id)] == []
    assert fersk == husket


@given(fortellinger(), DAGER)
@settings(max_examples=40)
def test_ingen_venter_paa_seg_selv(fortelling: tuple[Proeveavtale, list[Hendt]], naa: date) -> None:
    for venting in hvem_venter([fortell(*fortelling).plan(naa)]):
        assert venting.venter != venting.paa


@given(fortellinger(), DAGER, st.data(), DAGER)
@settings(max_examples=60)
def test_en_flyttet_dato_flytter_bare_det_som_henger_paa_den(
    fortelling: tuple[Proeveavtale, list[Hendt]], naa: date, data: st.DataObject, til: date
) -> None:
    avtale, hendt = fortelling
    flyttet = data.draw(st.sampled_from(steg_i(avtale)))
    foer = fortell(avtale, hendt).plan(naa)
    etter = fortell(avtale, [*hendt, (date(2024, 9, 1), FristUtsatt(steg=flyttet, til=til))]).plan(naa)
    noekkel = flyttet.split(".", maxsplit=1)[0]
    henger_paa = {noekkel} | _som_henger_paa(noekkel, avtale.livsloep)
    if avtale.livsloep.ikraft in henger_paa:
        return  # the years themselves may then be others
    for steg in etter:
        gammelt = foer.finn(steg.id)
        if steg.steg not in henger_paa:
            assert gammelt is not None and steg.frist == gammelt.frist, steg.id


def _som_henger_paa(noekkel: str, livsloep: Livsloep) -> set[str]:
    funnet: set[str] = set()
    koe = [noekkel]
    while koe:
        naa = koe.pop()
        for _, steg in livsloep:
            anker = {getattr(steg.frist.regel, felt, None) for felt in ("anker", "foer", "etter")}
            if naa in anker and steg.noekkel not in funnet:
                funnet.add(steg.noekkel)
                koe.append(steg.noekkel)
    return funnet


@given(AVTALER, DAGER, st.data())
@settings(max_examples=100)
def test_kontrollen_svarer_alltid_med_ord_og_aldri_med_et_unntak(
    avtale: Proeveavtale, dag: date, data: st.DataObject
) -> None:
    hendelse = data.draw(hendelser(avtale))
    plan = avtale.langt().plan(LANGT)
    for innvending in innvendinger(hendelse, dag, plan, REGISTER, avtale.livsloep, LANGT):
        assert innvending.nb.endswith((".", "?"))
        assert innvending.nn.endswith((".", "?"))


@given(fortellinger(), st.booleans(), DAGER)
@settings(max_examples=100)
def test_mellom_to_skifter_endrer_tiden_ingenting(
    fortelling: tuple[Proeveavtale, list[Hendt]], uten_slutt: bool, naa: date
) -> None:
    """That is what the morning's re-derivation leans on: it looks only at what has `neste_skifte` by then."""
    avtale, hendt = fortelling
    historie = avtale.langt()
    if uten_slutt:
        historie.den(date(2024, 9, 1), DatoSatt(navn=avtale.livsloep.slutt, verdi=None))
    for dag, hendelse in hendt:
        historie.den(min(dag, naa), hendelse)
    historie.fakta = [f for f in historie.fakta if f.skjedde <= naa]
    plan = historie.plan(naa)
    skifter = [s.neste_skifte for s in plan if s.neste_skifte]
    rett_foer = min(skifter) - timedelta(days=1) if skifter else naa + timedelta(days=400)
    assert _det_som_lagres(historie.plan(rett_foer)) == _det_som_lagres(plan)


def _det_som_lagres(plan: Plan) -> list[tuple[object, ...]]:
    return [(s.id, s.status, s.ball, s.venter_paa, s.runde, s.frist, s.aapner, s.utfoert) for s in plan]
