"""What must always hold of a plan, whatever happens in whatever order."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings, strategies as st

from flyter.livsloep.bygdevekst import BYGDEVEKST
from modeller.fakta import (
    Avtalehendelse,
    Fristart,
    FristUtsatt,
    MilepaelNaadd,
    MoeteInnkalt,
    Rolle,
    RolleEndret,
    StegIkkeAktuelt,
    StegUtfoert,
    TekstversjonLaget,
    Utfall,
    VedtakFattet,
)
from modeller.kontroll import innvendinger
from modeller.plan import FERDIG, Plan, Status
from modeller.venting import hvem_venter
from tests.rollebesetning import KOMMUNER, REGISTER, Historie, fram_til_signering

DAGER = st.dates(date(2024, 9, 1), date(2028, 12, 31))
STEG = sorted(s.id for s in fram_til_signering().plan(date(2025, 5, 1)))
VEDTAKSSTEG = [
    s for s in STEG if s.split(".")[0] in {"forankring", "godkjenning", "status_politisk", "handlingsplan_vedtak"}
]
MOETER = [s for s in STEG if s.split(".")[0] in {"politisk_dialog", "tekstdialog"}]

HENDELSER: st.SearchStrategy[Avtalehendelse] = st.one_of(
    st.builds(StegUtfoert, steg=st.sampled_from(STEG)),
    st.builds(VedtakFattet, steg=st.sampled_from(VEDTAKSSTEG), utfall=st.sampled_from(Utfall)),
    st.builds(MilepaelNaadd, steg=st.sampled_from(VEDTAKSSTEG), milepael=st.just("saksframlegg")),
    st.builds(MoeteInnkalt, steg=st.sampled_from(MOETER), dato=DAGER),
    st.builds(FristUtsatt, steg=st.sampled_from(STEG), til=DAGER),
    st.builds(StegIkkeAktuelt, steg=st.sampled_from(STEG), grunn=st.just("prøve")),
    st.builds(
        RolleEndret,
        part=st.sampled_from(["innlandet", *KOMMUNER]),
        rolle=st.sampled_from([Rolle.HOVEDPART, Rolle.SAMARBEIDSPART, None]),
    ),
    st.builds(TekstversjonLaget, nummer=st.integers(1, 3)),
)
HISTORIER = st.lists(st.tuples(DAGER, HENDELSER), max_size=25)


def fortell(hendelser: list[tuple[date, Avtalehendelse]]) -> Historie:
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
    assert len({s.id for s in plan}) == len(plan.steg)
    for steg in plan:
        if steg.status is Status.AAPEN:
            assert steg.parter, "et åpent steg er hos noen"
            assert steg.ball
            assert steg.aapnet is not None and steg.aapnet <= naa
            assert steg.aapner is None or steg.aapner <= naa
            assert not steg.uavklart
        else:
            assert steg.ball == ()
        if steg.status is Status.UTFOERT:
            assert steg.utfoert is not None and steg.utfoert <= naa
        for annet in steg.venter_paa:
            venter_paa = plan.finn(annet)
            assert venter_paa is not None and venter_paa.status is Status.AAPEN
        if steg.status in {Status.AAPEN, Status.VENTER} and steg.tidligst:
            assert steg.tidligst >= naa, "prognosen er aldri i fortida"
        if steg.forfalt(naa):
            assert steg.art is Fristart.FRIST
        assert steg.neste_skifte is None or steg.neste_skifte > naa
        datoer = [m.dato for m in steg.milepaeler]
        assert datoer == sorted(datoer)
        assert steg.status not in FERDIG or steg.merknader == ()


@given(HISTORIER, DAGER)
@settings(max_examples=40)
def test_intet_steg_er_aapent_foer_det_som_maa_vaere_gjort(
    hendelser: list[tuple[date, Avtalehendelse]], naa: date
) -> None:
    plan = fortell(hendelser).plan(naa)
    for steg in plan:
        if steg.status is not Status.AAPEN:
            continue
        mal = BYGDEVEKST.finn(steg.steg)
        assert mal is not None
        for noekkel in {n for krav in mal.etter for n in krav.steg}:
            for foran in plan:
                samme = (
                    foran.steg == noekkel and foran.aar in {None, steg.aar} and foran.delmaal in {None, steg.delmaal}
                )
                if samme and foran.krav.value == "paakrevd" and not foran.uavklart:
                    assert foran.status in FERDIG, f"{steg.id} er åpent før {foran.id}"


@given(HISTORIER, DAGER, st.randoms())
@settings(max_examples=40)
def test_planen_avhenger_ikke_av_rekkefoelgen_faktaene_kommer_i(
    hendelser: list[tuple[date, Avtalehendelse]], naa: date, tilfeldig: object
) -> None:
    historie = fortell(hendelser)
    plan = historie.plan(naa)
    stokket = list(historie.fakta)
    tilfeldig.shuffle(stokket)  # type: ignore[attr-defined]  # Hypothesis' own random, drawn so that it can be replayed
    historie.fakta = stokket
    assert historie.plan(naa) == plan
    assert historie.plan(naa) == plan, "å avlede på nytt endrer ingenting"


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


@given(st.dates(date(2025, 5, 1), date(2028, 12, 31)))
@settings(max_examples=20)
def test_dagen_etter_neste_skifte_er_planen_den_samme_til_da(naa: date) -> None:
    """Between two shifts time changes no status: that is what the morning's re-derivation leans on."""
    historie = fram_til_signering()
    plan = historie.plan(naa)
    skifter = [s.neste_skifte for s in plan if s.neste_skifte]
    if not skifter:
        return
    rett_foer = min(skifter) - timedelta(days=1)
    senere = historie.plan(rett_foer)
    assert [(s.id, s.status, s.frist, s.aapner) for s in senere] == [(s.id, s.status, s.frist, s.aapner) for s in plan]
