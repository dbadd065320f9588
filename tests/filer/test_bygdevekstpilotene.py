"""All ten bygdevekst pilots, as far as the sources name them: who takes part, in what role, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pytest

from flyter.livsloep import BYGDEVEKST
from fristvakt.kalender import arbeidskalender
from modeller.fakta import Fristart, Rolle
from modeller.kontroll import innvendinger
from modeller.plan import Plansteg, Status
from modeller.register import Partsslag
from modeller.tekst import Maalform
from tests.filer.eksemplene import fakta, innlest, plan, register

I_DAG = date(2026, 11, 21)
TRONDELAG, FINNMARK, TROMS_OG_FINNMARK = "trondelag", "finnmark", "statsforvalteren-troms-og-finnmark"


@dataclass(frozen=True, slots=True)
class Pilot:
    """What the sources say of one: its county, the municipalities they name, and how many there are in all."""

    fylke: str
    kommuner: tuple[str, ...]
    antall: int


PULJE_1: Mapping[str, Pilot] = {
    "vestre-varanger": Pilot(FINNMARK, ("berlevaag", "baatsfjord", "nesseby", "tana"), 4),
    "midt-finnmark": Pilot(FINNMARK, ("gamvik", "lebesby", "porsanger", "nordkapp"), 4),
    "hjerteregionen": Pilot(FINNMARK, ("hammerfest", "maasoy", "hasvik"), 3),
    "indre-namdal": Pilot(TRONDELAG, ("grong", "lierne", "namsskogan", "royrvik"), 4),
    "pilot-midt": Pilot(TRONDELAG, ("rindal", "holtaalen"), 2),
}
PULJE_2: Mapping[str, Pilot] = {
    "engerdal-trysil-vaaler-aamot": Pilot("innlandet", ("engerdal", "trysil", "vaaler", "aamot"), 4),
    "pilot-more-og-romsdal": Pilot("more-og-romsdal", ("smola",), 2),
    "pilot-telemark": Pilot("telemark", ("vinje",), 6),
    "pilot-troms": Pilot("troms", ("kaafjord",), 4),
    "pilot-vestland": Pilot("vestland", ("solund",), 2),
}
PILOTER = {**PULJE_1, **PULJE_2}
UFULLSTENDIGE = [id_ for id_, pilot in PILOTER.items() if len(pilot.kommuner) < pilot.antall]
NYE = [id_ for id_ in PILOTER if id_ not in {"indre-namdal", "engerdal-trysil-vaaler-aamot"}]
NAVN = {
    "maasoy": "Måsøy kommune",
    "baatsfjord": "Båtsfjord kommune",
    "holtaalen": "Holtålen kommune",
    "kaafjord": "Gáivuotna – Kåfjord – Kaivuono kommune",
}


def steget(avtale: str, steg_id: str, dag: date) -> Plansteg:
    steg = plan(avtale, dag).finn(steg_id)
    assert steg is not None, steg_id
    return steg


@pytest.mark.parametrize("avtale", PILOTER)
def test_piloten_har_kommunene_kildene_navngir_som_hovedparter_og_ingen_andre(avtale: str) -> None:
    roller = plan(avtale, I_DAG).parter
    kommuner = {id_ for id_ in roller if register().parter[id_].slag is Partsslag.KOMMUNE}
    assert kommuner == set(PILOTER[avtale].kommuner)
    assert {roller[id_] for id_ in (*kommuner, "kdd")} == {Rolle.HOVEDPART}


@pytest.mark.parametrize("avtale", PULJE_1)
def test_i_pulje_1_er_fylkeskommunen_hovedpart_i_troendelag_og_samarbeidspart_i_finnmark(avtale: str) -> None:
    fylke = PULJE_1[avtale].fylke
    ventet = {TRONDELAG: Rolle.HOVEDPART, FINNMARK: Rolle.SAMARBEIDSPART}
    assert plan(avtale, date(2023, 1, 2)).parter[fylke] is ventet[fylke]


@pytest.mark.parametrize("avtale", PULJE_2)
def test_i_pulje_2_avgjoer_fylkeskommunen_selv_om_den_blir_hovedpart(avtale: str) -> None:
    assert plan(avtale, date(2024, 9, 2)).parter[PULJE_2[avtale].fylke] is Rolle.UAVKLART
    assert steget(avtale, f"fylkets_rolle.{PULJE_2[avtale].fylke}", date(2024, 9, 2)).status is Status.AAPEN


@pytest.mark.parametrize("avtale", [id_ for id_, pilot in PULJE_1.items() if pilot.fylke == FINNMARK])
def test_i_finnmark_er_statsforvalteren_samarbeidspart_og_regional_koordinator(avtale: str) -> None:
    assert plan(avtale, I_DAG).parter[TROMS_OG_FINNMARK] is Rolle.SAMARBEIDSPART
    assert "Statsforvalteren er regional koordinator." in _merknad(avtale)[Maalform.NB]
    assert [k.navn for k in register().kontakter.values() if k.part == TROMS_OG_FINNMARK] == ["Regional koordinator"]


def test_navnene_er_de_offisielle() -> None:
    assert {id_: register().navn(id_).nb for id_ in NAVN} == NAVN


@pytest.mark.parametrize("avtale", UFULLSTENDIGE)
def test_en_ufullstendig_pilot_sier_hva_som_mangler_paa_begge_maalformer(avtale: str) -> None:
    merknad = _merknad(avtale)
    (kommune,) = PILOTER[avtale].kommuner
    sted = register().navn(kommune).nb.removesuffix(" kommune")
    antall = {2: "to", 4: "fire", 6: "seks"}[PILOTER[avtale].antall]
    assert f"Piloten har {antall} kommuner, men kildene navngir bare {sted}." in merknad[Maalform.NB]
    assert f"Piloten har {antall} kommunar, men kjeldene namngir berre {sted}." in merknad[Maalform.NN]
    assert merknad[Maalform.NB].startswith("Eksempelet er ikke fullstendig.")
    assert merknad[Maalform.NN].startswith("Eksempelet er ikkje fullstendig.")
    assert "delmål, samarbeidsparter og siste dag mangler" in merknad[Maalform.NB]
    assert plan(avtale, I_DAG).delmaal == {}


@pytest.mark.parametrize("avtale", [*PULJE_1, *UFULLSTENDIGE])
def test_sluttdatoen_staar_aapen_der_ingen_kilde_oppgir_den(avtale: str) -> None:
    vist = plan(avtale, I_DAG)
    assert vist.slutt is None
    assert "siste dag" in _merknad(avtale)[Maalform.NB]


@pytest.mark.parametrize(("avtaler", "frist"), [(PULJE_1, date(2023, 10, 1)), (PULJE_2, date(2024, 11, 29))])
def test_fristen_for_forslaget_er_den_departementet_satte(avtaler: Mapping[str, Pilot], frist: date) -> None:
    for avtale in avtaler:
        steg = steget(avtale, "innsending", frist)
        assert (steg.frist, steg.art) == (frist, Fristart.FRIST), avtale


@pytest.mark.parametrize("avtale", PULJE_1)
def test_pulje_1_signerte_vaaren_2024_og_hadde_handlingsplan_da(avtale: str) -> None:
    signert = [s for s in plan(avtale, date(2024, 6, 30)) if s.steg in {"signering", "handlingsplan"} and s.utfoert]
    hovedparter = [r for r in plan(avtale, I_DAG).parter.values() if r is Rolle.HOVEDPART]
    assert len(signert) == len(hovedparter) + 1
    assert all(date(2024, 4, 1) <= s.utfoert <= date(2024, 5, 31) for s in signert if s.utfoert)
    assert all(f.kilde for f in fakta()[avtale] if getattr(f.hendelse, "steg", "").startswith("signering"))


@pytest.mark.parametrize("avtale", NYE)
def test_alle_parter_delmaal_og_datoer_har_en_kilde(avtale: str) -> None:
    vist = plan(avtale, I_DAG)
    assert vist.kilde
    assert all(part.kilde for part in innlest().avtaler[avtale].avtale.parter)
    assert all(delmaal.kilde for delmaal in vist.delmaal.values())
    assert all(verdi.kilde for verdi in vist.datoer.values())


@pytest.mark.parametrize("avtale", NYE)
def test_alle_fakta_er_diktet_opp_og_merket_slik_og_hendte_paa_arbeidsdager(avtale: str) -> None:
    kalender = arbeidskalender()
    for faktum in fakta()[avtale][1:]:
        assert faktum.oppdiktet, faktum
        assert kalender.er_arbeidsdag(faktum.skjedde), faktum


@pytest.mark.parametrize("avtale", NYE)
def test_ingenting_er_aapent_fra_tidligere_aar(avtale: str) -> None:
    vist = plan(avtale, I_DAG)
    assert vist.loese_fakta == ()
    aapne = [s for s in vist if s.status in {Status.AAPEN, Status.VENTER}]
    assert aapne
    assert [s.id for s in aapne if s.frist and s.frist < date(2026, 1, 1)] == []
    assert [s.id for s in aapne if s.forfalt(I_DAG)] == []


def test_distriktssenterets_fylkeskontakt_for_innlandet_faar_ikke_pilotenes_post() -> None:
    kontakter = [k for k in register().kontakter.values() if k.part == "distriktssenteret"]
    hvem = {avtale: [k.id for k in kontakter if k.avtaler and avtale in k.avtaler] for avtale in PILOTER}
    assert set(map(tuple, hvem.values())) == {("distriktssenteret-bygdevekst",)}


@pytest.mark.parametrize("avtale", NYE)
def test_hvert_faktum_kan_registreres_i_den_rekkefoelgen_det_hendte(avtale: str) -> None:
    rekke = fakta()[avtale]
    for nr, faktum in enumerate(rekke[1:], 1):
        dag = faktum.skjedde
        nei = innvendinger(faktum.hendelse, dag, plan(avtale, dag, rekke[:nr]), register(), BYGDEVEKST, dag)  # type: ignore[arg-type]
        assert not nei, (faktum, nei)


def _merknad(avtale: str) -> Mapping[Maalform, str]:
    merknad = innlest().avtaler[avtale].avtale.merknad
    assert merknad is not None
    return {Maalform.NB: merknad.nb, Maalform.NN: merknad.nn}
