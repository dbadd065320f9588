"""What a fact changes, told before it is stored: steps, dates, the ball, and what becomes too late."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from datetime import date

import pytest

from modeller.avledning import avled
from modeller.fakta import (
    AvtaleForlenget,
    Avtalehendelse,
    Fristart,
    FristUtsatt,
    MoeteInnkalt,
    Rolle,
    RolleEndret,
    StegIkkeAktuelt,
    StegPauset,
    TekstversjonLaget,
    Utfall,
    VedtakFattet,
)
from modeller.forskjell import Endring, Endringsslag, forskjell, nye_parter, nylig_sene
from modeller.kritisk import kritisk_vei, maalet, siste_vedtak
from modeller.plan import Plan, Status
from modeller.setninger import i_ord
from modeller.tekst import Maalform
from tests.rollebesetning import KALENDER, KOMMUNER, Historie, fram_til_signering


def foer_og_etter(historie: Historie, dag: date, *hendelser: Avtalehendelse) -> tuple[Plan, Plan]:
    med = copy(historie)
    med.fakta = list(historie.fakta)
    return historie.plan(dag), med.den(dag, *hendelser).plan(dag)


def endringer(historie: Historie, dag: date, *hendelser: Avtalehendelse) -> dict[str, list[Endring]]:
    funnet: dict[str, list[Endring]] = {}
    for endring in forskjell(*foer_og_etter(historie, dag, *hendelser)):
        funnet.setdefault(endring.slag.value, []).append(endring)
    return funnet


def steg(endringer: list[Endring]) -> list[str]:
    return [endring.steg.id for endring in endringer]


def test_ingen_hendelse_gir_ingen_forskjell() -> None:
    assert endringer(fram_til_signering(), date(2026, 10, 8)) == {}


def test_kdd_varsles_om_at_trysil_ikke_rekker_saksframlegget_foer_dialogen_settes() -> None:
    dag = date(2026, 10, 8)
    innkalt = MoeteInnkalt(steg="politisk_dialog.2026", dato=date(2026, 11, 19))
    foer, etter = foer_og_etter(fram_til_signering(), dag, innkalt)
    sene = {s.id for s in nylig_sene(foer, etter)}
    assert sene >= {f"status_politisk.2026.{kommune}" for kommune in KOMMUNER}
    trysil = etter.finn("status_politisk.2026.trysil")
    assert trysil is not None
    assert (trysil.frist, trysil.milepaeler[0].dato) == (date(2026, 11, 5), date(2026, 10, 6))
    assert i_ord(trysil.merknader, Maalform.NB, 2026).startswith("saksframlegget til møtet 5.11 skulle vært klart 6.10")
    assert "status_politisk.2026.trysil" in steg(endringer(fram_til_signering(), dag, innkalt)["dato"])


def test_en_dialog_i_oktober_i_valgaaret_faar_septembermoetet_som_siste_mulighet() -> None:
    innkalt = MoeteInnkalt(steg="politisk_dialog.2027", dato=date(2027, 10, 14))
    _, etter = foer_og_etter(fram_til_signering(), date(2027, 6, 1), innkalt)
    engerdal = etter.finn("status_politisk.2027.engerdal")
    assert engerdal is not None
    assert engerdal.frist == date(2027, 9, 2), "the old council's last meeting"


def test_en_flyttet_frist_flytter_bare_det_som_henger_paa_den() -> None:
    funnet = endringer(
        Historie(), date(2024, 10, 1), FristUtsatt(steg="innsending", til=date(2024, 12, 13), grunn="mer tid")
    )
    flyttet = funnet["dato"]
    assert "innsending" in steg(flyttet)
    assert not any(s.startswith(("godkjenning", "aarsvurdering")) for s in steg(flyttet))
    innsending = next(e for e in flyttet if e.steg.id == "innsending")
    assert innsending.foer is not None
    assert innsending.etter is not None
    assert (innsending.foer.frist, innsending.etter.frist) == (date(2024, 11, 29), date(2024, 12, 13))


def test_en_dato_av_en_annen_art_er_ogsaa_en_endring() -> None:
    samme_dag = FristUtsatt(steg="innsending", til=date(2024, 11, 29), art=Fristart.TENTATIV)
    assert "innsending" in steg(endringer(Historie(), date(2024, 10, 1), samme_dag)["art"])


def test_en_forlengelse_gir_et_aar_til() -> None:
    historie = fram_til_signering()
    funnet = endringer(historie, date(2028, 12, 4), AvtaleForlenget(til=date(2029, 12, 30)))
    assert {e.steg.aar for e in funnet["nytt"] if e.steg.fase == "aarlig"} >= {2029}
    assert all(e.foer is None or e.foer.status is not Status.AAPEN for e in funnet["nytt"])
    assert "sluttrapport" in "".join(steg(funnet["dato"])) or funnet["dato"]


def test_en_part_som_gaar_ut_tar_stegene_sine_med_seg() -> None:
    funnet = endringer(Historie(), date(2024, 10, 1), RolleEndret(part="aamot", rolle=None))
    assert "forankring.aamot" in steg(funnet["borte"])
    assert all("aamot" in e.steg.parter for e in funnet["borte"])


def test_en_part_som_kommer_til_faar_sine_steg() -> None:
    historie = Historie().den(date(2024, 9, 10), RolleEndret(part="aamot", rolle=None))
    assert "forankring.aamot" in steg(
        endringer(historie, date(2024, 10, 1), RolleEndret(part="aamot", rolle=Rolle.HOVEDPART))["nytt"]
    )


def test_et_steg_som_settes_paa_vent_gir_ballen_til_den_det_ventes_paa() -> None:
    [endring] = endringer(
        Historie(), date(2024, 10, 1), StegPauset(steg="forankring.aamot", hos="kdd", grunn="uklart beløp")
    )["ball"]
    assert endring.foer is not None
    assert endring.etter is not None
    assert (endring.foer.ball, endring.etter.ball) == (("aamot",), ("kdd",))
    assert endring.foer.frist == endring.etter.frist, "the deadline stands"


def test_et_steg_som_ikke_er_aktuelt_faller_bort() -> None:
    funnet = endringer(
        Historie(), date(2024, 10, 1), StegIkkeAktuelt(steg="handlingsplan_utkast", grunn="ikke bedt om")
    )
    assert steg(funnet["borte"]) == ["handlingsplan_utkast"]


def test_en_ny_tekst_aapner_det_som_var_godkjent() -> None:
    historie = fram_til_signering()
    funnet = endringer(historie, date(2025, 5, 2), TekstversjonLaget(nummer=2))
    assert {f"godkjenning.{kommune}" for kommune in KOMMUNER} <= set(steg(funnet["gjenaapnet"]))


def test_et_vedtak_gjoer_steget_ferdig_og_gir_ballen_videre() -> None:
    historie = (
        Historie().fylket_blir_hovedpart(date(2024, 9, 17)).vedtar(date(2024, 11, 7), "forankring", *KOMMUNER[1:])
    )
    historie.vedtar(date(2024, 11, 16), "forankring_fylket", "innlandet")
    funnet = endringer(historie, date(2024, 11, 20), VedtakFattet(steg="forankring.engerdal", utfall=Utfall.VEDTATT))
    assert steg(funnet["utfoert"]) == ["forankring.engerdal"]
    assert "innsending" in steg(funnet["ball"])


@pytest.mark.parametrize("slag", list(Endringsslag))
def test_hver_endring_er_av_et_steg(slag: Endringsslag) -> None:
    plan = Historie().plan(date(2024, 10, 1))
    assert Endring(slag=slag, foer=plan.steg[0], etter=None).steg is plan.steg[0]


def test_veien_til_signering_gaar_gjennom_den_som_blir_sist_ferdig() -> None:
    historie = fram_til_godkjenning()
    plan = historie.plan(date(2025, 3, 3))
    maal = maalet(plan, historie.livsloep)
    assert maal is not None
    assert maal.steg == "signering"
    vei = [s.id for s in kritisk_vei(plan, maal)]
    assert vei[0] == "godkjenning.vaaler"
    assert vei[-1] == maal.id


def test_siste_moete_som_ikke_flytter_signeringen_er_det_siste_som_holder() -> None:
    historie = fram_til_godkjenning()
    dag = date(2025, 3, 3)
    plan = historie.plan(dag)
    maal = maalet(plan, historie.livsloep)
    assert maal is not None

    def med_grenser(ikke_foer: Mapping[str, date]) -> Plan:
        return avled(historie.fakta, historie.livsloep, historie.register, dag, KALENDER, ikke_foer=ikke_foer)

    for en in siste_vedtak(plan, maal, historie.register, med_grenser):
        assert en.moete is not None
        moeter = [m.dato for m in en.organ.moeter]
        neste = moeter[moeter.index(en.moete) + 1]
        grense = max(d for d in (maal.tidligst, maal.frist) if d)
        holder = med_grenser({en.steg.id: en.moete}).finn(maal.id)
        holder_ikke = med_grenser({en.steg.id: neste}).finn(maal.id)
        assert holder is not None
        assert holder_ikke is not None
        assert holder.tidligst is not None
        assert holder_ikke.tidligst is not None
        assert holder.tidligst <= grense < holder_ikke.tidligst


def test_naar_avtalen_er_signert_gaar_veien_til_neste_moete_mellom_partene() -> None:
    historie = fram_til_signering()
    maal = maalet(historie.plan(date(2026, 2, 2)), historie.livsloep)
    assert maal is not None
    assert maal.moete


def fram_til_godkjenning() -> Historie:
    """Three councils, the county and the ministry have approved, and Våler has not met yet."""
    historie = Historie().fylket_blir_hovedpart(date(2024, 9, 17)).vedtar(date(2024, 11, 7), "forankring", *KOMMUNER)
    historie.vedtar(date(2024, 11, 16), "forankring_fylket", "innlandet").gjoer(date(2024, 11, 29), "innsending")
    historie.gjoer(date(2025, 1, 10), "respons").kaller_inn(date(2025, 1, 10), "tekstdialog", date(2025, 1, 23))
    historie.gjoer(date(2025, 1, 23), "tekstdialog").enes(date(2025, 2, 3), 1)
    return historie.vedtar(date(2025, 2, 27), "godkjenning", "engerdal", "trysil", "aamot")


def test_en_part_som_blir_hovedpart_kommer_til_i_steg_som_ikke_er_aapne() -> None:
    ny_rolle = RolleEndret(part="husbanken", rolle=Rolle.HOVEDPART)
    funnet = endringer(fram_til_signering(), date(2026, 3, 2), ny_rolle)
    [dialogen] = [e for e in funnet["parter"] if e.steg.id == "politisk_dialog.2026"]
    assert dialogen.foer is not None
    assert nye_parter(dialogen.foer, dialogen.steg) == (frozenset({"husbanken"}), frozenset())
    assert "politisk_dialog.2026" not in steg(funnet.get("ball", []))


def test_en_part_som_gaar_ut_er_borte_fra_steg_som_ikke_er_aapne() -> None:
    funnet = endringer(fram_til_signering(), date(2026, 3, 2), RolleEndret(part="engerdal", rolle=None))
    [dialogen] = [e for e in funnet["parter"] if e.steg.id == "politisk_dialog.2026"]
    assert dialogen.foer is not None
    assert nye_parter(dialogen.foer, dialogen.steg) == (frozenset(), frozenset({"engerdal"}))
