"""Why an item was sent, in words, and what of the facts stands behind it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from modeller.avstand import Avstand
from modeller.fakta import INSTALLASJON, Faktum, FaktumAngret, FristUtsatt, MilepaelNaadd
from modeller.lager.leveringsforsoek import Klasse
from modeller.tekst import Maalform, Tekst
from modeller.varselgrunn import Varselgrunn, varselgrunn
from tests.varsler.test_regelvalg import med, satt
from tests.varsler.varselbygg import utsikt, vedtak
from varsler.grunner import faktagrunnlag, grunnen
from varsler.grunnord import ANKERORD, KLASSEORD, SLAGORD, grunn_i_ord, grunnlag_i_ord
from varsler.regler import Anker, Slag

DAG = date(2024, 9, 24)


def faktum(nr: int, hendelse: object, skjedde: date = DAG) -> Faktum:
    return Faktum(
        id=f"f{nr}",
        stroem="avtale/hedmark",
        nr=nr,
        skjedde=skjedde,
        registrert=datetime(2024, 9, 24, 6, tzinfo=UTC),
        av="test",
        hendelse=hendelse,  # type: ignore[arg-type]
    )


def test_grunnen_har_regelen_det_den_regnes_fra_og_fakta_som_gjaldt() -> None:
    utsatt = FristUtsatt(steg="forankring.vaaler", til=date(2024, 11, 7))
    fakta = [
        faktum(1, utsatt),
        faktum(2, utsatt),
        faktum(3, FaktumAngret(faktum="f1")),
        faktum(4, MilepaelNaadd(steg="innsending", milepael="saksframlegg")),
        faktum(5, utsatt, date(2024, 12, 1)),
    ]
    [rad] = [r for r in utsikt(DAG, vedtak(aapnet=date(2024, 9, 2))).rader if r.slag == Slag.TO_UKER]
    grunn = grunnen(rad, faktagrunnlag(fakta, DAG))
    assert grunn == Varselgrunn(
        regel="to_uker",
        anker="foerste_milepael",
        avstand=Avstand(uker=2),
        talt_fra=date(2024, 10, 8),
        forfaller=DAG,
        fakta=("f2",),
        siste_faktum=5,
    )
    assert varselgrunn(grunn.som_json()) == grunn
    assert grunn_i_ord(grunn).nb == (
        "2 uker før, regnet fra den første datoen på veien, 8.10.2024; skulle gå 24.9.2024."
    )
    assert grunnlag_i_ord(grunn) == "Fakta om steget: f2. Siste faktum i avtalen: nr. 5."


@pytest.mark.parametrize(
    ("gjelder", "avstand", "ordene"),
    [
        (INSTALLASJON, Avstand(uker=3), Tekst("3 uker før", "3 veker før")),
        ("avtale/hedmark", Avstand(arbeidsdager=8), Tekst("8 arbeidsdager før", "8 arbeidsdagar før")),
        ("part/vaaler", Avstand(dager=9), Tekst("9 dager før", "9 dagar før")),
        ("kontakt/vaaler.leder", Avstand(uker=1), Tekst("1 uke før", "1 veke før")),
    ],
)
def test_en_avstand_noen_har_endret_staar_slik_den_er(gjelder: str, avstand: Avstand, ordene: Tekst) -> None:
    valget = satt(gjelder, "naar_det_naermer_seg", avstand=avstand)
    om_avtalen = gjelder.startswith("avtale/")
    felt: dict[str, Any] = {"varselregler": (valget,)} if om_avtalen else {"register": med(valget)}
    [rad] = [
        rad
        for dag in (date(2024, 9, 9) + timedelta(n) for n in range(30))
        for rad in utsikt(dag, vedtak(), **felt).rader
        if rad.slag == Slag.TO_UKER and rad.forfaller == dag
    ]
    grunn = grunnen(rad, faktagrunnlag([], rad.forfaller))
    assert grunn.avstand == avstand
    for maalform in Maalform:
        assert grunn_i_ord(grunn).paa(maalform).startswith(f"{ordene.paa(maalform)}, re")


@pytest.mark.parametrize(
    ("slag", "nb", "nn"),
    [
        ("seks_uker", "I god tid før", "I god tid før"),
        ("to_uker", "Da det nærmet seg", "Då det nærma seg"),
        ("tre_arbeidsdager", "Like før", "Like før"),
    ],
)
def test_er_avstanden_ikke_notert_sies_ingen_avstand(slag: str, nb: str, nn: str) -> None:
    lagret = {"regel": slag, "anker": "dato", "talt_fra": "2024-10-08", "forfaller": "2024-09-24"}
    grunn = varselgrunn(lagret)
    assert grunn.avstand is None
    assert grunn_i_ord(grunn).nb.startswith(f"{nb}, regnet fra datoen for steget, 8.10.2024; ")
    assert grunn_i_ord(grunn).nn.startswith(f"{nn}, rekna frå datoen for steget, 8.10.2024; ")


def test_en_oversikt_har_ingen_fakta_om_et_steg() -> None:
    grunn = Varselgrunn(regel=Slag.UKESOVERSIKT, forfaller=DAG, fakta=("f1",), siste_faktum=5)
    assert grunnlag_i_ord(grunn) == ""
    grunn = Varselgrunn(regel=Slag.UTEN_KONTAKT, forfaller=DAG, fakta=("f1",), siste_faktum=5)
    assert grunnlag_i_ord(grunn) == "Siste faktum i avtalen: nr. 5."
    assert grunnlag_i_ord(None) == ""


def test_en_regel_som_ikke_finnes_lenger_er_ikke_bare_et_kodeord() -> None:
    grunn = Varselgrunn(regel="aatte_uker", forfaller=DAG)
    assert grunn_i_ord(grunn).nb.startswith("En påminnelse Fristvakt ikke sender lenger (aatte_uker); skulle gå ")
    assert grunn_i_ord(grunn).nn.startswith("Ei påminning Fristvakt ikkje sender lenger (aatte_uker); skulle gå ")


@pytest.mark.parametrize("slag", Slag)
def test_hvert_slag_har_ord(slag: Slag) -> None:
    assert SLAGORD[slag].nb
    assert SLAGORD[slag].nn


def test_hvert_anker_og_hvert_svar_har_ord() -> None:
    assert set(ANKERORD) == set(Anker)
    assert set(KLASSEORD) == set(Klasse)
