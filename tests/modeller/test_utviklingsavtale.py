"""The agreement between Agder and a municipality: a meeting each year, the politicians every second, and no end."""

from __future__ import annotations

from datetime import date

from flyter.livsloep import UTVIKLINGSAVTALE
from modeller.fakta import AvtaleOpprettet, Avtalepart, DatoSatt, Datoverdi, Fristart, Rolle
from modeller.livsloep import Krav
from modeller.plan import Status
from modeller.tekst import lik
from tests.rollebesetning import Historie

FYLKET, KOMMUNEN = "innlandet", "trysil"
OPPRETTET = AvtaleOpprettet(
    navn=lik("Utviklingsavtale"),
    livsloep="utviklingsavtale",
    parter=(Avtalepart(FYLKET, Rolle.HOVEDPART), Avtalepart(KOMMUNEN, Rolle.HOVEDPART)),
)
INNGAATT = date(2024, 3, 20)


def avtalen() -> Historie:
    historie = Historie(UTVIKLINGSAVTALE, OPPRETTET)
    return historie.gjoer(INNGAATT, f"avtaleinngaaelse.{FYLKET}", f"avtaleinngaaelse.{KOMMUNEN}")


def test_avtalen_gjelder_naar_begge_har_inngaatt_den() -> None:
    bare_fylket = Historie(UTVIKLINGSAVTALE, OPPRETTET).gjoer(INNGAATT, f"avtaleinngaaelse.{FYLKET}")
    assert bare_fylket.steg("ikraft", date(2024, 5, 1)).utfoert is None
    assert avtalen().steg("ikraft", date(2024, 5, 1)).utfoert == INNGAATT


def test_statusmoetet_kommer_hvert_aar_og_politikerne_moetes_annethvert() -> None:
    plan = avtalen().plan(date(2027, 1, 4))
    assert [s.aar for s in plan if s.steg == "statusmoete"] == [2024, 2025, 2026, 2027, 2028]
    assert [s.aar for s in plan if s.steg == "politisk_moete"] == [2024, 2026, 2028]


def test_moetet_er_forelopig_til_fylket_kaller_inn() -> None:
    historie = avtalen()
    foer = historie.steg("statusmoete.2025", date(2025, 8, 20))
    assert (foer.status, foer.art, foer.bare_maaned) == (Status.VENTER, Fristart.TENTATIV, True)
    historie.kaller_inn(date(2025, 9, 1), "statusmoete.2025", date(2025, 11, 12))
    etter = historie.steg("statusmoete.2025", date(2025, 9, 2))
    assert (etter.status, etter.art, etter.frist) == (Status.AAPEN, Fristart.FRIST, date(2025, 11, 12))


def test_et_politisk_moete_som_ikke_ble_noe_av_staar_aapent_til_det_neste_kommer() -> None:
    historie = avtalen()
    assert historie.steg("politisk_moete_innkalling.2024", date(2025, 12, 1)).status is Status.AAPEN
    assert historie.steg("politisk_moete_innkalling.2024", date(2026, 2, 2)).status is Status.BORTFALT


def test_orienteringen_er_et_lett_dytt_uten_frist() -> None:
    steg = avtalen().steg(f"orientering.2025.{KOMMUNEN}", date(2025, 3, 3))
    assert (steg.status, steg.frist, steg.krav) == (Status.AAPEN, None, Krav.UTEN_KRAV)


def test_avtalen_har_ingen_slutt_og_det_vises_til_noen_setter_en() -> None:
    historie = avtalen()
    dag = date(2025, 6, 1)
    assert historie.plan(dag).slutt is None
    assert "periode" in {hull.noekkel for hull in historie.plan(dag).hull}
    historie.den(dag, DatoSatt(navn="avtaleslutt", verdi=Datoverdi(date(2027, 12, 31))))
    assert historie.plan(dag).slutt == date(2027, 12, 31)
    assert "periode" not in {hull.noekkel for hull in historie.plan(dag).hull}
    assert historie.steg("avslutning", date(2028, 1, 1)).utfoert == date(2027, 12, 31)


def test_etter_valget_bekrefter_begge_mandat_og_kontakter() -> None:
    plan = avtalen().plan(date(2027, 11, 2))
    mandater = {s.id: s.status for s in plan if s.steg == "valgmandat"}
    assert mandater == {"valgmandat.2027.innlandet": Status.AAPEN, "valgmandat.2027.trysil": Status.AAPEN}
