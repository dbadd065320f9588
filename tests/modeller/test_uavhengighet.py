"""Facts registered together may share a plan only when a plan of its own would give each the same answer."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings, strategies as st

from flyter.livsloep.bygdevekst import BYGDEVEKST
from modeller.fakta import Avtalehendelse, MilepaelNaadd, StegUtfoert, TekstversjonLaget, Utfall, VedtakFattet
from modeller.kontroll import innvendinger
from modeller.uavhengighet import gjelder_uten
from tests.modeller.hendelser import AVTALER, hendelser
from tests.modeller.proeveavtaler import LANGT, Proeveavtale
from tests.rollebesetning import REGISTER, Historie, fram_til_signering

DAGER = st.sampled_from([date(2024, 10, 1), date(2025, 5, 2), LANGT, date(2028, 11, 1)])


def er_grei(hendelse: Avtalehendelse, historie: Historie, dag: date) -> bool:
    return not innvendinger(hendelse, dag, historie.plan(dag), REGISTER, historie.livsloep, dag)


@given(AVTALER, DAGER, st.data())
@settings(max_examples=400)
def test_det_som_kan_registreres_paa_en_felles_plan_kan_det_ogsaa_paa_sin_egen(
    avtale: Proeveavtale, dag: date, data: st.DataObject
) -> None:
    livsloep = avtale.livsloep
    mulige = data.draw(st.lists(hendelser(avtale), min_size=1, max_size=3))
    hendelse = data.draw(hendelser(avtale))
    historie = avtale.ny() if dag < LANGT else avtale.langt()
    plan = historie.plan(dag)
    nye = []
    for ny in mulige:
        if er_grei(ny, historie, dag):
            historie.den(dag, ny)
            nye.append(ny)
    if not innvendinger(hendelse, dag, plan, REGISTER, livsloep, dag) and gjelder_uten(hendelse, nye, plan, livsloep):
        assert er_grei(hendelse, historie, dag)


def test_milepaeler_hos_flere_parter_trenger_bare_en_plan() -> None:
    plan = Historie().plan(date(2024, 10, 8))
    nye = [MilepaelNaadd(steg=f"forankring.{k}", milepael="saksframlegg") for k in ("trysil", "aamot")]
    assert gjelder_uten(MilepaelNaadd(steg="forankring.vaaler", milepael="saksframlegg"), nye, plan, BYGDEVEKST)


def test_det_som_angaar_samme_steg_trenger_en_plan_til() -> None:
    plan = Historie().plan(date(2024, 11, 7))
    vedtak = VedtakFattet(steg="forankring.trysil", utfall=Utfall.UTSATT)
    assert not gjelder_uten(vedtak, [vedtak], plan, BYGDEVEKST)


def test_det_som_krever_et_annet_steg_trenger_en_plan_til_naar_det_er_gjort() -> None:
    plan = fram_til_signering().plan(date(2025, 3, 28))
    signering = StegUtfoert(steg="signering.trysil")
    assert not gjelder_uten(signering, [TekstversjonLaget(nummer=2)], plan, BYGDEVEKST)
