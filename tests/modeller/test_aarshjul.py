"""The shared annual cycle: what a year holds over many agreements, what collides, and what is said to be outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from modeller.aarshjul import Aarshjul, Utenfor, Utenforgrunn, aarshjul, kjente_parter
from modeller.fakta import StegIkkeAktuelt
from modeller.kollisjoner import Grenser, Innslag, Innslagsslag, Kollisjon, Kollisjonsslag
from modeller.livsloep import Krav
from modeller.plan import Plan, Plansteg, Status
from tests.modeller.hendelser import AVTALER, DAGER, hendelser
from tests.modeller.proeveavtaler import Proeveavtale
from tests.rollebesetning import AVTALE, KOMMUNER, OPPRETTET, REGISTER, Historie, fram_til_signering

DAG, SOMMEREN = date(2026, 3, 2), date(2026, 7, 1)
DIALOG = "politisk_dialog.2026"


def flere(*planer: Plan) -> list[Plan]:
    """The plans as those of agreements of their own."""
    return [replace(plan, avtale=f"avtale-{nr}") for nr, plan in enumerate(planer, start=1)]


def med_dialog(*datoer: date, naa: date = DAG) -> list[Plan]:
    """An agreement for each date, with its political dialogue called on that day."""
    return flere(*(fram_til_signering().kaller_inn(date(2026, 3, 1), DIALOG, dato).plan(naa) for dato in datoer))


def endre(plan: Plan, steg_id: str, **felt: object) -> Plan:
    """The plan with other values of one step."""
    return replace(plan, steg=tuple(s._replace(**felt) if s.id == steg_id else s for s in plan))  # type: ignore[arg-type]


def aaret(planer: Sequence[Plan], aar: int = 2026, **valg: object) -> Aarshjul:
    return aarshjul(planer, REGISTER, aar, planer[0].dag, **valg)  # type: ignore[arg-type]


def av_slag(hjul: Aarshjul, slag: Kollisjonsslag, etter: date = DAG) -> dict[str, Kollisjon]:
    """The first collision of a kind after a day, by party or body."""
    return {k.organ or k.part: k for k in reversed(hjul.kollisjoner) if k.slag is slag and k.fra > etter}


def innslag(hjul: Aarshjul, steg: str, slag: Innslagsslag) -> Innslag:
    (funnet,) = [en for en in hjul.innslag if en.steg.id == steg and en.slag is slag]
    return funnet


# --- what the year holds ---------------------------------------------------------------------------------------------


def test_hver_maaned_viser_hva_som_skal_skje_og_hvem_det_gjelder() -> None:
    hjul = aaret([fram_til_signering().plan(DAG)])
    november = {(en.steg.id, en.slag.value, en.dag.day) for en in hjul.maaned(11)}
    assert ("tilskudd_soeknad.2026", "steg", 20) in november
    assert (DIALOG, "moete", 30) in november
    assert hjul.avtaler == {AVTALE: OPPRETTET.navn}


def test_et_vedtak_viser_saksframlegg_papirer_og_moeter_paa_hver_sin_dag() -> None:
    hjul = aaret([fram_til_signering().plan(DAG)])
    status = [(en.slag, en.dag, en.organ) for en in hjul.innslag if en.steg.id == "status_politisk.2026.trysil"]
    assert status == [
        (Innslagsslag.SAKSFRAMLEGG, date(2026, 8, 25), None),
        (Innslagsslag.PAPIRER, date(2026, 9, 1), "trysil-formannskap"),
        (Innslagsslag.BEHANDLING, date(2026, 9, 8), "trysil-formannskap"),
        (Innslagsslag.PAPIRER, date(2026, 9, 14), "trysil-kommunestyre"),
        (Innslagsslag.VEDTAK, date(2026, 9, 24), "trysil-kommunestyre"),
    ], "the step itself is not told twice: its date is that of the decision"


def test_det_som_bare_har_en_maaned_staar_sist_i_den() -> None:
    hjul = aaret([fram_til_signering().plan(DAG)])
    dialog = innslag(hjul, DIALOG, Innslagsslag.MOETE)
    assert dialog.bare_maaned
    assert hjul.maaned(11)[-1] == dialog
    kalt_inn = innslag(aaret(med_dialog(date(2026, 11, 19))), DIALOG, Innslagsslag.MOETE)
    assert (kalt_inn.dag, kalt_inn.bare_maaned) == (date(2026, 11, 19), False)


def test_det_som_er_gjort_staar_paa_datoen_sin_med_dagen_det_ble_gjort() -> None:
    historie = fram_til_signering().gjoer(date(2025, 11, 3), "tilskudd_soeknad.2025")
    historie.gjoer(date(2026, 1, 20), "tilskuddsbrev.2025")
    brev = innslag(aaret([historie.plan(DAG)]), "tilskuddsbrev.2025", Innslagsslag.STEG)
    assert brev.utfoert == date(2026, 1, 20)
    assert brev.dag == date(2026, 1, 15)


def test_et_moete_som_bare_hadde_en_maaned_staar_paa_dagen_det_ble_holdt() -> None:
    historie = fram_til_signering().gjoer(date(2026, 10, 21), DIALOG)
    moetet = innslag(aaret([historie.plan(date(2026, 11, 2))]), DIALOG, Innslagsslag.MOETE)
    assert (moetet.dag, moetet.bare_maaned) == (date(2026, 10, 21), False)


def test_det_som_er_gjort_uten_at_noen_dato_var_satt_staar_paa_dagen_det_ble_gjort() -> None:
    plan = fram_til_signering().plan(DAG)
    signert = endre(plan, "signering.trysil", frist=None)
    assert innslag(aaret([signert], 2025), "signering.trysil", Innslagsslag.STEG).dag == date(2025, 4, 25)


def test_det_ingen_krever_og_det_som_ikke_er_aktuelt_er_ikke_med() -> None:
    plan = fram_til_signering().den(date(2026, 3, 1), StegIkkeAktuelt(steg="aarsvurdering.2026", grunn="slått sammen"))
    hjul = aaret([plan.plan(DAG)])
    assert "aarsvurdering.2026" not in {en.steg.id for en in hjul.innslag}
    endret = endre(fram_til_signering().plan(DAG), "tilskudd_soeknad.2026", krav=Krav.UTEN_KRAV)
    assert "tilskudd_soeknad.2026" not in {en.steg.id for en in aaret([endret]).innslag}


def test_et_steg_i_aaret_uten_dato_nevnes_for_seg() -> None:
    plan = fram_til_signering().plan(DAG)
    hjul = aaret([endre(plan, "tilskuddsbrev.2026", frist=None)])
    assert [(avtale, steg.id) for avtale, steg in hjul.uten_dato] == [(AVTALE, "tilskuddsbrev.2026")]
    assert "tilskuddsbrev.2026" not in {en.steg.id for en in hjul.innslag}


def test_med_en_part_vises_bare_det_parten_gjoer_eller_er_med_paa() -> None:
    hjul = aaret([fram_til_signering().plan(DAG)], part="trysil")
    steg = {en.steg.id for en in hjul.innslag}
    assert {"status_politisk.2026.trysil", DIALOG} <= steg
    assert not steg & {"status_politisk.2026.engerdal", "dialog_innkalling.2026"}
    assert all("trysil" in (*en.steg.parter, *en.steg.deltar) for en in hjul.innslag)


def test_en_part_som_ikke_er_med_i_avtalen_har_et_tomt_aar_uten_avtaler() -> None:
    hjul = aaret([fram_til_signering().plan(DAG)], part="ringsaker")
    assert (hjul.innslag, hjul.avtaler, hjul.utenfor) == ((), {}, ())


def test_flere_avtaler_staar_sammen_etter_dato() -> None:
    hjul = aaret(med_dialog(date(2026, 11, 17), date(2026, 10, 6)))
    assert [en.dag for en in hjul.innslag] == sorted(en.dag for en in hjul.innslag)
    assert {en.avtale for en in hjul.maaned(10)} == {"avtale-1", "avtale-2"}


# --- collisions ------------------------------------------------------------------------------------------------------


def test_tre_dialoger_i_samme_uke_er_en_kollisjon_for_hver_av_dem_som_er_med() -> None:
    hjul = aaret(med_dialog(date(2026, 11, 16), date(2026, 11, 18), date(2026, 11, 20)))
    uka = av_slag(hjul, Kollisjonsslag.MOETER_I_UKA)
    assert set(uka) == {*KOMMUNER, "innlandet", "kdd"}
    trysil = uka["trysil"]
    assert (trysil.fra, trysil.til) == (date(2026, 11, 16), date(2026, 11, 22))
    assert [en.avtale for en in trysil.innslag] == ["avtale-1", "avtale-2", "avtale-3"]


@pytest.mark.parametrize(
    "datoer",
    [
        (date(2026, 11, 16), date(2026, 11, 18)),
        (date(2026, 11, 16), date(2026, 11, 18), date(2026, 11, 23)),
    ],
)
def test_to_i_uka_eller_den_tredje_uka_etter_er_ingen_kollisjon(datoer: tuple[date, ...]) -> None:
    assert av_slag(aaret(med_dialog(*datoer)), Kollisjonsslag.MOETER_I_UKA) == {}


def test_grensen_kan_settes() -> None:
    hjul = aaret(med_dialog(date(2026, 11, 16), date(2026, 11, 18)), grenser=Grenser(moeter_i_uka=2))
    assert "trysil" in av_slag(hjul, Kollisjonsslag.MOETER_I_UKA)


def test_et_moete_som_er_holdt_kolliderer_ikke() -> None:
    planer = med_dialog(date(2026, 11, 16), date(2026, 11, 18), date(2026, 11, 20), naa=date(2026, 11, 17))
    assert av_slag(aaret(planer), Kollisjonsslag.MOETER_I_UKA)
    holdt = fram_til_signering().kaller_inn(date(2026, 3, 1), DIALOG, date(2026, 11, 16))
    planer[0] = flere(holdt.gjoer(date(2026, 11, 16), DIALOG).plan(date(2026, 11, 17)))[0]
    assert av_slag(aaret(planer), Kollisjonsslag.MOETER_I_UKA) == {}


def test_en_uke_som_er_over_er_ikke_en_kollisjon() -> None:
    planer = med_dialog(date(2026, 11, 16), date(2026, 11, 18), date(2026, 11, 20), naa=date(2026, 11, 23))
    assert av_slag(aaret(planer), Kollisjonsslag.MOETER_I_UKA) == {}


def test_dialoger_uten_dag_i_samme_maaned_er_en_kollisjon_til_de_har_faatt_dag() -> None:
    uten_dag = flere(*[fram_til_signering().plan(DAG)] * 4)
    november = av_slag(aaret(uten_dag), Kollisjonsslag.MOETER_I_MAANEDEN)["trysil"]
    assert (november.fra, november.til, len(november.innslag)) == (date(2026, 11, 1), date(2026, 11, 30), 4)
    assert av_slag(aaret(uten_dag), Kollisjonsslag.MOETER_I_UKA) == {}, "nobody knows yet which week"
    med_dag = med_dialog(*(date(2026, 11, dag) for dag in (3, 11, 19, 26)))
    assert av_slag(aaret(med_dag), Kollisjonsslag.MOETER_I_MAANEDEN) == {}
    assert av_slag(aaret(uten_dag[:3]), Kollisjonsslag.MOETER_I_MAANEDEN) == {}


def test_et_moete_i_et_organ_med_fire_saker_er_en_kollisjon_og_ikke_med_tre() -> None:
    planer = flere(*[fram_til_signering().plan(DAG)] * 4)
    saker = av_slag(aaret(planer), Kollisjonsslag.SAKER_I_MOETET, SOMMEREN)
    kommunestyret = saker["trysil-kommunestyre"]
    assert kommunestyret.part == "trysil"
    assert (kommunestyret.fra, kommunestyret.til) == (date(2026, 9, 24), date(2026, 9, 24))
    assert {en.steg.id for en in kommunestyret.innslag} == {"status_politisk.2026.trysil"}
    assert "trysil-formannskap" in saker, "who prepares the matters has as many of them"
    assert av_slag(aaret(planer[:3]), Kollisjonsslag.SAKER_I_MOETET, SOMMEREN) == {}


def test_en_sak_som_ikke_naar_moetet_sitt_teller_i_det_neste() -> None:
    for_sent = date(2024, 10, 20)
    planer = flere(*[Historie().fylket_blir_hovedpart(date(2024, 9, 17)).plan(for_sent)] * 4)
    hjul = aaret(planer, 2024)
    moeter = {k.fra for k in hjul.kollisjoner if k.organ == "trysil-kommunestyre"}
    assert moeter == {date(2024, 12, 12)}, "the meeting of 7 November can no longer be reached"
    forankring = [en for en in hjul.innslag if en.steg.id == "forankring.trysil" and en.slag is Innslagsslag.VEDTAK]
    assert [(en.dag, en.prognose, en.naas) for en in forankring[::4]] == [
        (date(2024, 11, 7), False, False),
        (date(2024, 12, 12), True, True),
    ]


def test_mange_saksframlegg_i_samme_uke_er_en_kollisjon_for_den_som_skriver_dem() -> None:
    planer = flere(*[fram_til_signering().plan(DAG)] * 3)
    framlegg = av_slag(aaret(planer), Kollisjonsslag.SAKSFRAMLEGG_I_UKA)
    assert framlegg["trysil"].fra == date(2026, 8, 24)
    assert "kdd" not in framlegg
    assert av_slag(aaret(planer[:2]), Kollisjonsslag.SAKSFRAMLEGG_I_UKA) == {}


def test_med_en_part_vises_bare_partens_egne_kollisjoner() -> None:
    planer = med_dialog(date(2026, 11, 16), date(2026, 11, 18), date(2026, 11, 20))
    hjul = aaret(planer, part="trysil")
    assert hjul.kollisjoner
    assert {k.part for k in hjul.kollisjoner} == {"trysil"}


def test_med_en_avtale_vises_det_den_kolliderer_med_i_andre_avtaler() -> None:
    planer = med_dialog(date(2026, 11, 16), date(2026, 11, 18), date(2026, 11, 20), date(2026, 10, 1))
    en = aaret(planer, avtaler=["avtale-1"])
    assert {i.avtale for i in en.innslag} == {"avtale-1"}
    assert len(av_slag(en, Kollisjonsslag.MOETER_I_UKA)["trysil"].innslag) == 3
    assert av_slag(aaret(planer, avtaler=["avtale-4"]), Kollisjonsslag.MOETER_I_UKA) == {}


def test_en_uke_over_nyttaar_hoerer_til_begge_aarene() -> None:
    plan = fram_til_signering().plan(DAG)
    datoer = (date(2026, 12, 29), date(2026, 12, 31), date(2027, 1, 2))
    planer = flere(*(endre(plan, DIALOG, frist=dato, bare_maaned=False) for dato in datoer))
    for aar in (2026, 2027):
        uka = av_slag(aaret(planer, aar), Kollisjonsslag.MOETER_I_UKA)["trysil"]
        assert (uka.fra, uka.til, len(uka.innslag)) == (date(2026, 12, 28), date(2027, 1, 3), 3)
    assert [en.avtale for en in aaret(planer, 2027).innslag if en.steg.id == DIALOG] == ["avtale-3"]


# --- what is outside -------------------------------------------------------------------------------------------------


def test_et_aar_foer_avtalen_begynte_eller_etter_at_den_er_slutt_sies() -> None:
    plan = fram_til_signering().plan(DAG)
    assert aaret([plan], 2023).utenfor == (Utenfor(avtale=AVTALE, grunn=Utenforgrunn.FOER, aar=2024),)
    assert aaret([plan], 2031).utenfor == (Utenfor(avtale=AVTALE, grunn=Utenforgrunn.SLUTT, aar=2028),)
    assert aaret([plan], 2026).utenfor == ()


def test_en_avtale_uten_kjent_slutt_er_planlagt_ut_neste_aar_og_det_sies() -> None:
    uten_slutt = replace(OPPRETTET, datoer={k: v for k, v in OPPRETTET.datoer.items() if k != "avtaleslutt"})
    plan = _satt_i_kraft(uten_slutt).plan(DAG)
    assert plan.slutt is None
    assert aaret([plan], 2027).utenfor == ()
    assert aaret([plan], 2027).innslag
    assert aaret([plan], 2028).utenfor == (Utenfor(avtale=AVTALE, grunn=Utenforgrunn.REKKER_IKKE, aar=2027),)
    annethvert_aar = replace(plan, steg=tuple(s for s in plan if s.aar in {None, 2026}))
    assert Utenforgrunn.REKKER_IKKE not in {u.grunn for u in aaret([annethvert_aar], 2027).utenfor}


def _satt_i_kraft(opprettet: object) -> Historie:
    historie = Historie(opprettet=opprettet)  # type: ignore[arg-type]
    historie.fakta += fram_til_signering().fakta[1:]
    return historie


def test_en_avtale_uten_datoer_i_aaret_nevnes() -> None:
    plan = fram_til_signering().plan(DAG)
    tom = replace(plan, steg=tuple(s for s in plan if s.aar is None and s.steg != "samfunnsplan"))
    assert aaret([tom], 2027).utenfor == (Utenfor(avtale=AVTALE, grunn=Utenforgrunn.INGEN_DATOER),)


def test_uten_avtaler_er_aaret_tomt() -> None:
    hjul = aarshjul([], REGISTER, 2026, DAG)
    assert (hjul.innslag, hjul.kollisjoner, hjul.utenfor) == ((), (), ())


def test_en_part_kan_vaere_kjent_av_registeret_eller_av_en_avtale_alene() -> None:
    plan = fram_til_signering().plan(DAG)
    med_fremmed = replace(plan, parter={**plan.parter, "ukjent-part": plan.parter["trysil"]})
    assert {"ukjent-part", "husbanken"} <= set(kjente_parter([med_fremmed], REGISTER))


# --- whatever happens ------------------------------------------------------------------------------------------------


@given(AVTALER, st.data(), DAGER, st.integers(2023, 2030))
@settings(max_examples=60, deadline=None)
def test_alt_i_aaret_staar_i_sitt_aar_og_sin_maaned(
    avtale: Proeveavtale, data: st.DataObject, naa: date, aar: int
) -> None:
    historie = avtale.ny()
    for dag, hendelse in data.draw(st.lists(st.tuples(DAGER, hendelser(avtale)), max_size=20)):
        historie.den(dag, hendelse)
    hjul = aaret(flere(*[historie.plan(naa)] * 3), aar)
    assert [en for maaned in range(1, 13) for en in hjul.maaned(maaned)] == list(hjul.innslag)
    assert {en.dag.year for en in hjul.innslag} <= {aar}
    assert not {en.steg.status for en in hjul.innslag} & {Status.BORTFALT, Status.IKKE_AKTUELL}
    for k in hjul.kollisjoner:
        assert len(k.innslag) >= 3
        assert all(k.fra <= en.dag <= k.til for en in k.innslag)
        assert k.til >= naa
        assert any(en.dag.year == aar for en in k.innslag)
    assert hjul.innslag or hjul.utenfor


def test_hvert_steg_med_dato_i_aaret_er_med() -> None:
    plan = fram_til_signering().plan(DAG)
    ventet = {s.id for s in plan if _skal_med(s)}
    assert len(ventet) > 20
    assert {en.steg.id for en in aaret([plan]).innslag if not en.prognose} == ventet


def test_et_vedtak_fra_i_fjor_som_ikke_er_fattet_staar_i_moetet_det_kan_rekke() -> None:
    hjul = aaret([fram_til_signering().plan(DAG)])
    fra_i_fjor = innslag(hjul, "status_politisk.2025.trysil", Innslagsslag.VEDTAK)
    assert (fra_i_fjor.dag, fra_i_fjor.prognose) == (date(2026, 4, 23), True)


def _skal_med(steg: Plansteg) -> bool:
    datoer = [steg.frist, *(m.dato for m in steg.milepaeler)]
    utelatt = steg.status in {Status.BORTFALT, Status.IKKE_AKTUELL} or steg.krav is Krav.UTEN_KRAV
    return not utelatt and any(dato and dato.year == 2026 for dato in datoer)
