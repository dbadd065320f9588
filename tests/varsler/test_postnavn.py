"""What the record of a message calls agreements and steps, also those that are no longer there."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from flyter.livsloep import LIVSLOEP
from modeller.fakta import AvtaleEndret, AvtaleOpprettet, Faktum, Hendelse
from modeller.plan import Plan
from modeller.register import Register
from modeller.tekst import Tekst, lik
from tests.varsler.varselbygg import REGISTER, plan, steg, vedtak
from varsler.logg.postnavn import Postnavn, om_et_steg, postnavn
from varsler.regler import OM_REGISTERET, OVERSIKTER, Slag


def faktum(nr: int, hendelse: Hendelse) -> Faktum:
    return Faktum(
        id=f"f{nr}",
        stroem="avtale/hedmark",
        nr=nr,
        skjedde=date(2024, 9, 2),
        registrert=datetime(2024, 9, 2, 6, tzinfo=UTC),
        av="test",
        hendelse=hendelse,
    )


FAKTA = (
    faktum(1, AvtaleOpprettet(navn=lik("Det gamle navnet"), livsloep="bygdevekst", parter=())),
    faktum(2, AvtaleEndret(navn=Tekst("Det nye navnet", "Det nye namnet"))),
    faktum(3, AvtaleEndret(koordinator="koordinator")),
)


def navnet(avtalen: Plan | None, fakta: tuple[Faktum, ...] = FAKTA, register: Register = REGISTER) -> Postnavn:
    return postnavn(plan=avtalen, fakta=fakta, register=register, livsloep=LIVSLOEP.get)


def test_steget_har_tittelen_med_aaret_og_parten_det_er_hos() -> None:
    i_aar = steg(aar=2026, id="innsending.2026.vaaler")
    navn = navnet(plan(vedtak(), i_aar))
    assert navn.navn.nb == "Bygdevekstavtale Engerdal–Trysil–Våler–Åmot"
    assert navn.finnes
    assert navn.steg("forankring.vaaler").nb == "Våler kommune, politisk forankring av forslaget"
    assert navn.steg("forankring.vaaler", uten="vaaler").nb == "Politisk forankring av forslaget"
    assert navn.steg(i_aar.id, uten="vaaler").nb.endswith(" 2026")
    assert navn.har("forankring.vaaler")


@pytest.mark.parametrize(
    ("steg_id", "nb", "nn", "kjent"),
    [
        ("respons", "Skriftlig respons fra staten", "Skriftleg respons frå staten", True),
        ("helt_ukjent.vaaler", "Et steg som ikke er med lenger", "Eit steg som ikkje er med lenger", False),
    ],
)
def test_et_steg_som_er_borte_er_ikke_en_id(steg_id: str, nb: str, nn: str, kjent: bool) -> None:
    navn = navnet(plan(vedtak()))
    assert not navn.har(steg_id)
    assert navn.kjenner(steg_id) is kjent
    assert navn.steg(steg_id) == Tekst(nb, nn)


def test_en_avtale_som_er_borte_har_det_siste_navnet_den_hadde() -> None:
    navn = navnet(None)
    assert not navn.finnes
    assert navn.navn == Tekst("Det nye navnet", "Det nye namnet")
    assert not navn.har("forankring.vaaler")
    assert "forankring.vaaler" not in navn.steg("forankring.vaaler").nb


def test_en_avtale_ingen_vet_noe_om_er_en_avtale_som_ikke_er_med_lenger() -> None:
    navn = navnet(None, ())
    assert navn.navn == Tekst("En avtale som ikke er med lenger", "Ein avtale som ikkje er med lenger")
    assert navn.steg("forankring.2025") == Tekst(
        "Et steg som ikke er med lenger for 2025", "Eit steg som ikkje er med lenger for 2025"
    )


@pytest.mark.parametrize("slag", Slag)
def test_oversikter_og_det_som_gjelder_registeret_er_ikke_om_steget_de_henger_paa(slag: Slag) -> None:
    assert om_et_steg(slag) is (slag not in OVERSIKTER | OM_REGISTERET)


def test_et_slag_som_ikke_finnes_lenger_var_om_et_steg() -> None:
    assert om_et_steg("aatte_uker")
