"""What has changed under way says so itself: when, why, and whose turn it became by it."""

from __future__ import annotations

from datetime import date

import pytest

from modeller.fakta import (
    AvtaleAvsluttet,
    AvtaleForlenget,
    DatoSatt,
    Datoverdi,
    MoeteInnkalt,
    StegGjenaapnet,
    StegPauset,
    Utfall,
    VedtakFattet,
)
from modeller.plan import Plansteg, Status
from modeller.setninger import i_ord
from modeller.tekst import Maalform
from tests.rollebesetning import Historie, fram_til_signering

DIALOG = date(2026, 11, 26)


def merknad(steg: Plansteg, maalform: Maalform = Maalform.NB) -> str:
    return i_ord(steg.merknader, maalform)


def med_avlyst_dialog() -> Historie:
    historie = fram_til_signering().kaller_inn(date(2026, 8, 20), "politisk_dialog.2026", DIALOG)
    avlyst = MoeteInnkalt(steg="politisk_dialog.2026", dato=None, grunn="Statsråden er syk.")
    return historie.den(date(2026, 11, 25), avlyst)


def test_den_som_maa_kalle_inn_paa_nytt_har_ballen_fra_den_dagen_moetet_ble_avlyst() -> None:
    innkalling = med_avlyst_dialog().steg("dialog_innkalling.2026", date(2026, 11, 25))
    assert (innkalling.status, innkalling.ball) == (Status.AAPEN, ("kdd",))
    assert (innkalling.aapnet, innkalling.aapnet_registrert) == (date(2026, 11, 25), date(2026, 11, 25))


def test_avlysningen_staar_ved_moetet_og_innkallingen_til_det_er_kalt_inn_paa_nytt() -> None:
    historie = med_avlyst_dialog()
    for steg in ("politisk_dialog.2026", "dialog_innkalling.2026"):
        sagt = merknad(historie.steg(steg, date(2026, 11, 25)), Maalform.NN)
        assert sagt == "møtet 26.11.2026 er avlyst med grunngjevinga «Statsråden er syk»"
    historie.kaller_inn(date(2026, 12, 1), "politisk_dialog.2026", date(2026, 12, 17))
    assert "avlyst" not in merknad(historie.steg("politisk_dialog.2026", date(2026, 12, 1)))


def test_et_steg_som_er_aapnet_igjen_sier_hvorfor() -> None:
    historie = Historie().gjoer(date(2024, 10, 1), "handlingsplan_utkast")
    historie.den(date(2024, 10, 16), StegGjenaapnet(steg="handlingsplan_utkast", grunn="Tiltak 3 mangler."))
    sagt = merknad(historie.steg("handlingsplan_utkast", date(2024, 10, 16)))
    assert sagt == "åpnet igjen 16.10.2024 med begrunnelsen «Tiltak 3 mangler»"


def test_en_gjenaapning_av_det_ingen_gjoer_endrer_ingen_dato() -> None:
    historie, dag = fram_til_signering(), date(2026, 1, 5)
    foer = historie.steg("ikraft", dag).frist
    historie.den(dag, StegGjenaapnet(steg="ikraft", grunn="Et gammelt faktum som kontrollen nå avviser."))
    assert historie.steg("ikraft", dag).frist == foer


def test_en_ny_tekst_staar_ved_dem_som_ikke_hadde_godkjent_den_forrige() -> None:
    historie = Historie().fylket_blir_hovedpart(date(2024, 9, 17)).enes(date(2025, 2, 3), 1)
    historie.den(date(2025, 2, 27), VedtakFattet(steg="godkjenning.engerdal", utfall=Utfall.VEDTATT, tekstversjon=1))
    historie.enes(date(2025, 3, 10), 2)
    engerdal, trysil = (historie.steg(f"godkjenning.{k}", date(2025, 3, 10)) for k in ("engerdal", "trysil"))
    assert merknad(engerdal).startswith("vedtaket 27.2.2025 gjaldt tekstversjon 1; teksten ble endret")
    assert merknad(trysil).startswith("avtaleteksten ble endret 10.3.2025; nå er det versjon 2 som gjelder")


def test_det_som_er_satt_paa_vent_sier_hvorfor() -> None:
    historie = Historie().den(date(2024, 10, 1), StegPauset(steg="forankring.trysil", hos="kdd", grunn="Tilskuddet."))
    sagt = merknad(historie.steg("forankring.trysil", date(2024, 10, 2)))
    assert sagt.startswith("satt på vent 1.10.2024 med begrunnelsen «Tilskuddet»; datoen står")


def test_ender_avtalen_foer_tiden_er_det_ingens_tur_foer_det_ble_bestemt() -> None:
    historie = fram_til_signering().den(
        date(2026, 9, 14), AvtaleAvsluttet(til=date(2026, 12, 31), grunn="Partene er enige.")
    )
    steg = historie.steg("sluttevaluering.trysil", date(2026, 9, 14))
    assert steg.status is Status.AAPEN
    assert steg.aapner is not None and steg.aapner < date(2026, 9, 14)
    assert (steg.aapnet, steg.aapnet_registrert) == (date(2026, 9, 14), date(2026, 9, 14))


def test_en_dato_som_bare_er_fortalt_paa_nytt_gir_ingen_ny_aapning() -> None:
    historie = fram_til_signering()
    samme = DatoSatt(navn="avtaleslutt", verdi=Datoverdi(date(2028, 12, 30), kilde="001 punkt 4"))
    foer = historie.steg("sluttevaluering.trysil", date(2028, 10, 2))
    assert foer.status is Status.AAPEN
    assert historie.den(date(2028, 10, 1), samme).steg("sluttevaluering.trysil", date(2028, 10, 2)) == foer


@pytest.mark.parametrize(
    ("hendelse", "nb", "nn"),
    [
        (
            AvtaleAvsluttet(til=date(2026, 12, 31), grunn="Partene er enige."),
            (
                "senest samtidig med avtaleslutt 31.12.2026; det ble bestemt 14.9 at avtalen skal avsluttes før tiden, "
                "med begrunnelsen «Partene er enige»"
            ),
            (
                "seinast samtidig med avtaleslutt 31.12.2026; det vart bestemt 14.9 at avtalen skal avsluttast før "
                "tida, med grunngjevinga «Partene er enige»"
            ),
        ),
        (
            AvtaleForlenget(til=date(2030, 12, 30)),
            "senest samtidig med avtaleslutt 30.12.2030; avtalen ble forlenget 14.9.2026",
            "seinast samtidig med avtaleslutt 30.12.2030; avtalen vart forlengd 14.9.2026",
        ),
    ],
)
def test_datoer_som_henger_paa_avtaleslutt_sier_hvorfor_den_er_flyttet(
    hendelse: AvtaleAvsluttet | AvtaleForlenget, nb: str, nn: str
) -> None:
    steg = fram_til_signering().den(date(2026, 9, 14), hendelse).steg("sluttevaluering.trysil", date(2026, 9, 14))
    assert (i_ord(steg.begrunnelse, Maalform.NB), i_ord(steg.begrunnelse, Maalform.NN)) == (nb, nn)
