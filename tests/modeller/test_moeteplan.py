"""A meeting plan held against what a calendar says: moved, called off, gone, back; twice changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, strategies as st

from modeller.fakta import Faktum, MoeteAvlyst, MoeteFlyttet, MoeteplanFastsatt, OrganRegistrert
from modeller.moeteplan import Moeteoppfoering, Moeteslag, sammenlign
from modeller.register import Moete, Organ
from modeller.registerfold import brett_register
from modeller.tekst import lik

DAG = date(2026, 3, 2)
ORGAN = Organ(id="trysil-kommunestyre", part="trysil", navn=lik("kommunestyret i Trysil"))


class Organlogg:
    """One body's stream: what is told is folded, as the register folds it."""

    def __init__(self, *datoer: date, oppdiktet: bool = False) -> None:
        self.fakta: list[Faktum] = []
        self._ta(OrganRegistrert(organ=ORGAN))
        for aar in sorted({dato.year for dato in datoer}):
            moeter = tuple(Moete(id=d.isoformat(), dato=d) for d in sorted(datoer) if d.year == aar)
            self._ta(MoeteplanFastsatt(organ=ORGAN.id, aar=aar, moeter=moeter, oppdiktet=oppdiktet))

    @property
    def organ(self) -> Organ:
        return brett_register(self.fakta, date.max).organer[ORGAN.id]

    @property
    def datoer(self) -> list[date]:
        return [moete.dato for moete in self.organ.moeter if not moete.avlyst]

    def les(
        self, *oppfoeringer: Moeteoppfoering, dag: date = DAG, sist: Sequence[Moeteoppfoering] = ()
    ) -> dict[date, str]:
        """Read a source; returns what it meant, by day."""
        svar = sammenlign(self.organ, oppfoeringer, dag, sist=sist)
        for hendelse in svar.hendelser:
            self._ta(hendelse)
        return {endring.dato: endring.slag.value for endring in svar.endringer}

    def _ta(self, hendelse: OrganRegistrert | MoeteplanFastsatt | MoeteAvlyst | MoeteFlyttet) -> None:
        nr = len(self.fakta) + 1
        naa = datetime(2026, 3, 2, 12, tzinfo=UTC) + timedelta(seconds=nr)
        self.fakta.append(
            Faktum(
                id=f"f{nr}", stroem=f"organ/{ORGAN.id}", nr=nr, skjedde=DAG, registrert=naa, av="t", hendelse=hendelse
            )
        )


def den(
    dag: int, maaned: int, kilde_id: str | None = None, *, aar: int = 2026, avlyst: bool = False
) -> Moeteoppfoering:
    return Moeteoppfoering(kilde_id=kilde_id, dato=date(aar, maaned, dag), avlyst=avlyst)


APRIL, JUNI, SEPTEMBER = date(2026, 4, 9), date(2026, 6, 11), date(2026, 9, 24)


def test_en_ny_moeteplan_blir_lagt_inn() -> None:
    logg = Organlogg()
    assert logg.les(den(9, 4, "a"), den(11, 6, "b")) == {APRIL: "ny", JUNI: "ny"}
    assert [(m.id, m.kilde_id) for m in logg.organ.moeter] == [("2026-04-09", "a"), ("2026-06-11", "b")]


def test_en_plan_skrevet_for_haand_kjennes_igjen_paa_dato_og_beholder_moetene_sine() -> None:
    logg = Organlogg(APRIL, JUNI)
    assert logg.les(den(9, 4, "a"), den(11, 6, "b")) == {APRIL: "uendret", JUNI: "uendret"}
    assert [(m.id, m.kilde_id) for m in logg.organ.moeter] == [("2026-04-09", "a"), ("2026-06-11", "b")]


def test_et_flyttet_moete_er_det_samme_moetet() -> None:
    logg = Organlogg()
    logg.les(den(9, 4, "a"), den(11, 6, "b"))
    assert logg.les(den(9, 4, "a"), den(18, 6, "b")) == {APRIL: "uendret", date(2026, 6, 18): "flyttet"}
    [_, flyttet] = logg.organ.moeter
    assert (flyttet.id, flyttet.dato, [f.dato for f in flyttet.forlatt]) == ("2026-06-11", date(2026, 6, 18), [JUNI])


def test_et_moete_som_er_borte_trekkes_tilbake_og_slettes_aldri() -> None:
    logg = Organlogg(APRIL, JUNI)
    assert logg.les(den(9, 4, "a")) == {APRIL: "uendret", JUNI: "borte"}
    assert [(m.dato, m.avlyst) for m in logg.organ.moeter] == [(APRIL, False), (JUNI, True)]


def test_moeter_foer_i_dag_og_aar_kilden_ikke_nevner_blir_staaende() -> None:
    januar, neste_aar = date(2026, 1, 15), date(2027, 2, 4)
    logg = Organlogg(januar, APRIL, neste_aar)
    logg.les(den(9, 4, "a"), den(20, 1, "x"))
    assert logg.datoer == [januar, APRIL, neste_aar]


def test_et_avlyst_moete_avlyses_og_kan_komme_tilbake() -> None:
    logg = Organlogg(APRIL, JUNI)
    assert logg.les(den(9, 4, "a"), den(11, 6, "b", avlyst=True))[JUNI] == "avlyst"
    assert logg.datoer == [APRIL]
    assert logg.les(den(9, 4, "a"), den(11, 6, "b")) == {APRIL: "uendret", JUNI: "tilbake"}
    assert logg.datoer == [APRIL, JUNI]


def test_et_avlyst_moete_ingen_kjenner_blir_ikke_lagt_inn() -> None:
    logg = Organlogg()
    logg.les(den(9, 4, "a", avlyst=True), den(11, 6, "b"))
    assert logg.datoer == [JUNI]


def test_nye_navn_i_kilden_gir_ikke_nye_moeter() -> None:
    logg = Organlogg()
    logg.les(den(9, 4, "a"), den(11, 6, "b"))
    assert logg.les(den(9, 4, "ny-a"), den(11, 6, "ny-b")) == {APRIL: "uendret", JUNI: "uendret"}
    assert [m.kilde_id for m in logg.organ.moeter] == ["ny-a", "ny-b"]


def test_et_nytt_moete_paa_en_dag_et_annet_er_flyttet_fra_blir_et_annet_moete() -> None:
    logg = Organlogg()
    logg.les(den(11, 6, "b"))
    logg.les(den(18, 6, "b"))
    logg.les(den(18, 6, "b"), den(11, 6, "c"))
    assert [(m.id, m.kilde_id, m.dato.day) for m in logg.organ.moeter] == [
        ("2026-06-11.2", "c", 11),
        ("2026-06-11", "b", 18),
    ]


def test_det_kilden_har_sagt_foer_gjoer_ikke_om_det_folk_har_bestemt_siden() -> None:
    logg, kilden = Organlogg(), (den(9, 4, "a"), den(11, 6, "b"))
    logg.les(*kilden)
    logg._ta(MoeteAvlyst(organ=ORGAN.id, moete="2026-06-11"))
    logg._ta(MoeteFlyttet(organ=ORGAN.id, moete="2026-04-09", til=date(2026, 4, 16)))
    logg.les(*kilden, den(24, 9, "c"), sist=kilden)
    assert logg.datoer == [date(2026, 4, 16), SEPTEMBER]


def test_et_moete_folk_har_lagt_til_selv_trekkes_ikke_fordi_kilden_aldri_har_hatt_det() -> None:
    logg, kilden = Organlogg(APRIL, SEPTEMBER), (den(9, 4, "a"),)
    logg.les(*kilden, den(11, 6, "b"), sist=kilden)
    assert logg.datoer == [APRIL, JUNI, SEPTEMBER]


def test_det_samme_moetet_under_to_navn_er_ett_moete() -> None:
    logg, klokka = Organlogg(), time(18)
    a, b = (replace(den(11, 6, navn), klokkeslett=klokka) for navn in "ab")
    svar = sammenlign(logg.organ, [b, a], DAG)
    assert [(en.slag.value, en.oppfoering) for en in svar.endringer] == [("ny", a), ("dobbel", b)]
    logg.les(a, b)
    assert [(m.kilde_id, m.dato) for m in logg.organ.moeter] == [("a", JUNI)]
    assert logg.les(b) == {JUNI: "uendret"}
    assert logg.datoer == [JUNI]


def test_to_moeter_samme_dag_til_hver_sin_tid_er_to() -> None:
    logg = Organlogg()
    logg.les(*(replace(den(11, 6, navn), klokkeslett=time(nr)) for navn, nr in (("a", 10), ("b", 18))))
    assert logg.datoer == [JUNI, JUNI]


def test_et_moete_som_er_flyttet_dit_et_annet_staar_er_ikke_et_til() -> None:
    logg = Organlogg()
    logg.les(den(4, 2, "b", aar=2027), den(9, 4, "a"))
    logg.les(den(9, 4, "b"), den(9, 4, "a"))
    assert logg.datoer == [APRIL], "also of a year the source says nothing more of"


def test_et_moete_flyttet_til_en_dag_som_er_passert_er_ikke_borte() -> None:
    logg = Organlogg()
    logg.les(den(9, 4, "a"), den(11, 6, "b"))
    holdt = date(2026, 2, 26)
    assert logg.les(den(26, 2, "a"), den(11, 6, "b")) == {holdt: "passert", JUNI: "uendret"}
    assert next((m.id, m.dato, m.avlyst) for m in logg.organ.moeter) == ("2026-04-09", holdt, False)
    assert logg.les(den(26, 2, "a"), den(11, 6, "b")) == {holdt: "foer", JUNI: "uendret"}


def test_et_moete_folk_har_satt_fram_igjen_staar_selv_om_kilden_gjentar_at_det_er_passert() -> None:
    logg, kilden = Organlogg(), (den(26, 2, "a"), den(11, 6, "b"))
    logg.les(den(9, 4, "a"), den(11, 6, "b"))
    logg.les(*kilden)
    logg._ta(MoeteFlyttet(organ=ORGAN.id, moete="2026-04-09", til=APRIL))
    logg.les(*kilden, den(24, 9, "c"), sist=kilden)
    assert logg.datoer == [APRIL, JUNI, SEPTEMBER]


def test_en_ekte_plan_er_ikke_oppdiktet_lenger() -> None:
    logg = Organlogg(APRIL, JUNI, oppdiktet=True)
    assert logg.organ.oppdiktet
    logg.les(den(9, 4), den(11, 6))
    assert not logg.organ.oppdiktet


def test_aar_som_fortsatt_er_oppdiktet_gjoer_at_planen_er_det() -> None:
    logg = Organlogg(APRIL, date(2027, 2, 4), oppdiktet=True)
    logg.les(den(9, 4))
    assert logg.organ.oppdiktet


DATOER = st.dates(date(2025, 12, 1), date(2027, 12, 31))
MED_ID = st.lists(
    st.builds(
        Moeteoppfoering,
        kilde_id=st.sampled_from([f"uid{n}" for n in range(12)]),
        dato=DATOER,
        avlyst=st.sampled_from([False, False, False, True]),
    ),
    unique_by=lambda en: en.kilde_id,
    max_size=12,
)
UTEN_ID = st.lists(st.builds(Moeteoppfoering, kilde_id=st.none(), dato=DATOER), max_size=12)
KILDER = MED_ID | UTEN_ID
HAANDSKREVET = st.lists(DATOER, unique=True, max_size=8)


@given(HAANDSKREVET, st.booleans(), KILDER)
def test_aa_lese_det_samme_to_ganger_endrer_ingenting(
    datoer: list[date], dikt: bool, kilde: list[Moeteoppfoering]
) -> None:
    logg = Organlogg(*datoer, oppdiktet=dikt)
    logg.les(*kilde)
    foer = logg.organ
    svar = sammenlign(foer, kilde, DAG)
    assert svar.hendelser == ()
    rolige = {Moeteslag.UENDRET, Moeteslag.FOER, Moeteslag.AVLYST, Moeteslag.DOBBEL}
    assert {endring.slag for endring in svar.endringer} <= rolige


@given(HAANDSKREVET, KILDER, KILDER)
def test_aa_lese_a_og_saa_b_gir_det_samme_som_b(
    datoer: list[date], a: list[Moeteoppfoering], b: list[Moeteoppfoering]
) -> None:
    logg = Organlogg(*datoer)
    logg.les(*a)
    logg.les(*b)
    aar = {en.dato.year for en in b}
    staar = [dato for dato in logg.datoer if dato >= DAG and dato.year in aar]
    assert staar == sorted({en.dato for en in b if en.dato >= DAG and not en.avlyst})
