"""The agreement between a county and Distriktssenteret, from signature through every year to its end."""

from __future__ import annotations

from datetime import date

import pytest

from flyter.livsloep import SAMARBEID
from modeller.fakta import (
    AvtaleForlenget,
    AvtaleOpprettet,
    Avtalepart,
    DatoSatt,
    Datoverdi,
    Fristart,
    MoeteInnkalt,
    Rolle,
    StegIkkeAktuelt,
    StegUtfoert,
)
from modeller.livsloep import Krav
from modeller.plan import Status
from modeller.tekst import lik
from modeller.venting import hvem_venter
from tests.rollebesetning import Historie

FYLKET, SENTERET = "innlandet", "distriktssenteret"
SIGNERT = date(2024, 6, 6)
OPPRETTET = AvtaleOpprettet(
    navn=lik("Samarbeidsavtale"),
    livsloep="samarbeid",
    parter=(Avtalepart(FYLKET, Rolle.HOVEDPART), Avtalepart(SENTERET, Rolle.HOVEDPART)),
    datoer={"avtaleslutt": Datoverdi(date(2027, 12, 31))},
)


def samarbeid() -> Historie:
    return Historie(SAMARBEID, OPPRETTET)


def i_kraft() -> Historie:
    return samarbeid().gjoer(SIGNERT, f"signering.{FYLKET}", f"signering.{SENTERET}")


def test_avtalen_gjelder_fra_siste_signatur_uten_politisk_vedtak() -> None:
    historie = samarbeid().gjoer(date(2024, 6, 3), f"signering.{FYLKET}")
    assert historie.steg("ikraft", date(2024, 6, 5)).utfoert is None
    historie.gjoer(SIGNERT, f"signering.{SENTERET}")
    plan = historie.plan(date(2024, 6, 7))
    assert historie.steg("ikraft", date(2024, 6, 7)).utfoert == SIGNERT
    assert all(not s.milepaeler for s in plan), "ingen steg er politiske vedtak"


@pytest.mark.parametrize("aar", [2024, 2025, 2026, 2027])
def test_hvert_aar_har_ett_statusmoete_og_det_siste_evaluerer_hele_avtalen(aar: int) -> None:
    plan = i_kraft().plan(date(2024, 6, 7))
    aktuelle = {s.steg for s in plan if s.aar == aar and s.moete and s.status is not Status.IKKE_AKTUELL}
    assert aktuelle == {"siste_statusmoete" if aar == 2027 else "statusmoete"}


def test_distriktssenteret_tar_initiativet_og_fylket_venter_ikke_paa_seg_selv() -> None:
    historie = i_kraft()
    plan = historie.plan(date(2025, 8, 20))
    innkalling = historie.steg("statusmoete_innkalling.2025", date(2025, 8, 20))
    assert (innkalling.status, innkalling.ball, innkalling.art) == (Status.AAPEN, (SENTERET,), Fristart.VEILEDENDE)
    rader = [v for v in hvem_venter([plan]) if v.steg.id == innkalling.id]
    assert [(v.venter, v.paa) for v in rader] == [(None, SENTERET)]


def test_moetet_er_tentativt_til_det_er_kalt_inn_og_kan_flyttes() -> None:
    historie = i_kraft()
    foer = historie.steg("statusmoete.2025", date(2025, 8, 20))
    assert (foer.art, foer.bare_maaned, foer.status) == (Fristart.TENTATIV, True, Status.VENTER)
    historie.kaller_inn(date(2025, 9, 1), "statusmoete.2025", date(2025, 11, 12))
    satt = historie.steg("statusmoete.2025", date(2025, 9, 2))
    assert (satt.art, satt.frist, satt.status) == (Fristart.FRIST, date(2025, 11, 12), Status.AAPEN)
    assert historie.steg("referat.2025", date(2025, 9, 2)).frist == date(2025, 11, 26)
    historie.kaller_inn(date(2025, 10, 1), "statusmoete.2025", date(2025, 12, 3))
    assert historie.steg("statusmoete.2025", date(2025, 10, 2)).frist == date(2025, 12, 3)
    assert historie.steg("referat.2025", date(2025, 10, 2)).frist == date(2025, 12, 17)


def test_orienteringen_er_et_lett_dytt_uten_frist_som_aldri_holder_noen_tilbake() -> None:
    historie = i_kraft()
    for part in (FYLKET, SENTERET):
        steg = historie.steg(f"orientering_hoest.2024.{part}", date(2024, 9, 2))
        assert (steg.status, steg.frist, steg.krav) == (Status.AAPEN, None, Krav.UTEN_KRAV)
        assert not steg.forfalt(date(2025, 8, 1))
        assert historie.steg(f"orientering_hoest.2024.{part}", date(2025, 9, 1)).status is Status.BORTFALT


def test_avtalen_slutter_av_seg_selv_etter_siste_dag() -> None:
    historie = i_kraft()
    assert historie.steg("avslutning", date(2027, 12, 30)).utfoert is None
    assert historie.steg("avslutning", date(2028, 1, 1)).utfoert == date(2027, 12, 31)
    etter = historie.plan(date(2028, 1, 1))
    assert not [s.id for s in etter if s.status in {Status.AAPEN, Status.VENTER}], "ingen mases på etter slutt"


def test_en_forlenget_avtale_faar_nye_aar_og_siste_moete_flytter_seg() -> None:
    historie = i_kraft().den(date(2027, 6, 1), AvtaleForlenget(til=date(2028, 12, 31)))
    plan = historie.plan(date(2027, 6, 2))
    gjelder = {s.id for s in plan if s.moete and s.status is not Status.IKKE_AKTUELL}
    assert {"statusmoete.2027", "siste_statusmoete.2028"} <= gjelder
    assert "siste_statusmoete.2027" not in gjelder


def test_moetet_som_var_holdt_som_det_siste_staar_i_historien_naar_avtalen_forlenges() -> None:
    historie = i_kraft().den(date(2027, 8, 20), MoeteInnkalt(steg="siste_statusmoete.2027", dato=date(2027, 9, 30)))
    historie.den(date(2027, 9, 30), StegUtfoert(steg="siste_statusmoete.2027"))
    historie.den(date(2027, 10, 15), AvtaleForlenget(til=date(2028, 12, 31)))
    assert historie.steg("siste_statusmoete.2027", date(2027, 10, 16)).status is Status.UTFOERT


def test_uten_kjent_slutt_finnes_det_ikke_noe_siste_moete() -> None:
    historie = i_kraft().den(date(2024, 7, 1), DatoSatt(navn="avtaleslutt", verdi=None))
    plan = historie.plan(date(2026, 3, 1))
    assert not [s for s in plan if s.steg == "siste_statusmoete" and s.status is not Status.IKKE_AKTUELL]
    assert max(s.aar for s in plan if s.aar) == 2027


def test_et_statusmoete_som_ikke_blir_holdt_skal_heller_ikke_ha_referat() -> None:
    dag = date(2026, 10, 30)
    historie = i_kraft().den(dag, StegIkkeAktuelt(steg="statusmoete.2026", grunn="sykdom"))
    referat = historie.steg("referat.2026", dag)
    assert (referat.status, referat.frist, referat.ball) == (Status.IKKE_AKTUELL, None, ())
    assert historie.steg("referat.2027", dag).status is not Status.AAPEN
