"""When a party is asked for next year's meeting plan: twice in November at the most, and only if it is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from modeller.moeteplanmangel import planmangler
from modeller.register import Kontakt, Moete, Organ, Register
from modeller.varselrad import Utboksrad
from tests.rollebesetning import KALENDER, REGISTER, Historie, fram_til_signering
from tests.varsler.tidsreise import reis
from varsler.regler import Slag
from varsler.utsikt import varselsutsikt

FOERSTE, ANDRE = date(2025, 11, 3), date(2025, 11, 17)
TRYSIL = ("trysil-formannskap", "trysil-kommunestyre")


def uten_neste_aar(historie: Historie, *organer: str) -> Historie:
    """The story where these bodies have no meeting after 2025."""
    kjente = historie.register.organer
    kortet = {o: replace(kjente[o], moeter=tuple(m for m in kjente[o].moeter if m.dato.year <= 2025)) for o in organer}
    historie.register = replace(historie.register, organer={**kjente, **kortet})
    return historie


def bedt(historie: Historie, dag: date, **felt: object) -> list[Utboksrad]:
    plan = replace(historie.plan(dag), **felt)  # type: ignore[arg-type]
    rader = varselsutsikt(plan=plan, register=historie.register, kalender=KALENDER).rader
    return [rad for rad in rader if rad.slag == Slag.MOETEPLAN_MANGLER]


def test_parten_bes_om_planen_foerst_i_november_og_en_gang_til_og_de_andre_ikke() -> None:
    meldinger = reis(uten_neste_aar(fram_til_signering(), *TRYSIL), date(2025, 10, 1), date(2026, 3, 31))
    dager = [
        (m.melding.part, m.dag) for m in meldinger for sak in m.melding.alle_saker if sak.slag is Slag.MOETEPLAN_MANGLER
    ]
    assert dager == [("trysil", FOERSTE), ("trysil", ANDRE)]


@pytest.mark.parametrize(
    ("dag", "antall"),
    [
        (date(2025, 10, 31), 0),
        (FOERSTE, 1),
        (date(2025, 11, 9), 1),
        (date(2025, 11, 10), 0),
        (date(2025, 11, 16), 0),
        (ANDRE, 1),
        (date(2025, 11, 28), 1),
        (date(2025, 12, 1), 0),
    ],
)
def test_bare_i_november_og_ikke_i_uka_foer_den_andre(dag: date, antall: int) -> None:
    assert len(bedt(uten_neste_aar(fram_til_signering(), *TRYSIL), dag)) == antall


def test_den_andre_er_en_annen_enn_den_foerste_og_begge_er_partens_egne() -> None:
    historie = uten_neste_aar(fram_til_signering(), *TRYSIL)
    (foerst,), (igjen,) = bedt(historie, date(2025, 11, 7)), bedt(historie, ANDRE)
    assert foerst.noekkel != igjen.noekkel
    assert all(rad.noekkel.startswith("part/trysil/moeteplan/2026|") for rad in (foerst, igjen))
    assert bedt(historie, ANDRE, avtale="en-annen")[0].noekkel == igjen.noekkel


@pytest.mark.parametrize("organ", TRYSIL)
def test_bare_det_organet_som_mangler_plan_nevnes(organ: str) -> None:
    (rad,) = bedt(uten_neste_aar(fram_til_signering(), organ), FOERSTE)
    assert rad.data["organer"] == [organ]


def test_ingen_bes_om_planen_for_det_som_var_over_da_avtalen_kom() -> None:
    historie = uten_neste_aar(fram_til_signering(), *TRYSIL)
    assert not bedt(historie, date(2025, 11, 7), registrert=date(2025, 11, 4))
    assert len(bedt(historie, ANDRE, registrert=date(2025, 11, 4))) == 1


def test_et_organ_som_ingen_sak_skal_til_bes_det_ikke_om_noe_for() -> None:
    historie = fram_til_signering()
    utvalg = Organ(id="trysil-utvalg", part="trysil", navn=REGISTER.organer["trysil-formannskap"].navn)
    historie.register = replace(historie.register, organer={**historie.register.organer, utvalg.id: utvalg})
    assert not bedt(historie, FOERSTE)


def test_et_avlyst_moete_er_ingen_plan() -> None:
    historie = uten_neste_aar(fram_til_signering(), *TRYSIL)
    organer = historie.register.organer
    avlyst = {o: (*organer[o].moeter, Moete(id="x", dato=date(2026, 2, 2), avlyst=True)) for o in TRYSIL}
    nye = {o: replace(organer[o], moeter=moeter) for o, moeter in avlyst.items()}
    historie.register = replace(historie.register, organer={**organer, **nye})
    assert len(bedt(historie, FOERSTE)) == 1


def test_avtaler_som_er_ferdige_foer_nyttaar_ber_ikke_om_noe() -> None:
    historie = uten_neste_aar(fram_til_signering(), *TRYSIL)
    assert not [m for m in planmangler(historie.plan(date(2028, 12, 31)), historie.register) if m.aar == 2029]


def med_kontakter(*kontakter: Kontakt) -> Register:
    andre = {k.id: k for k in REGISTER.kontakter.values() if k.part != "trysil"}
    return replace(REGISTER, kontakter={**andre, **{k.id: k for k in kontakter}})


def kontakt(id_: str, avtaler: Sequence[str] | None = None) -> Kontakt:
    epost = f"{id_}@trysil.example"
    return Kontakt(id=id_, part="trysil", navn=id_, epost=epost, avtaler=tuple(avtaler) if avtaler else None)


@pytest.mark.parametrize(
    ("kontakter", "epost"),
    [
        ((kontakt("a", ["en-annen"]), kontakt("b")), "b@trysil.example"),
        ((kontakt("b", ["en-annen"]), kontakt("a", ["en-annen"])), "a@trysil.example"),
        ((kontakt("a"), kontakt("b")), "a@trysil.example"),
        ((), "postmottak@trysil.example"),
    ],
)
def test_en_hos_parten_faar_den_og_en_for_alle_avtaler_foer_en_for_noen(
    kontakter: tuple[Kontakt, ...], epost: str
) -> None:
    historie = fram_til_signering()
    historie.register = med_kontakter(*kontakter)
    assert [rad.mottaker for rad in bedt(uten_neste_aar(historie, *TRYSIL), FOERSTE)] == [epost]
