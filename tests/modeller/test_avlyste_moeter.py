"""A meeting between the parties is called off: nobody is given a date that was over when it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from flyter.livsloep import BYGDEVEKST
from modeller.avstand import Avstand
from modeller.fakta import MoeteInnkalt
from modeller.livsloep import Livsloep
from modeller.plan import Plan
from modeller.regler import Etter, Foer, Fristregel
from modeller.setninger import i_ord
from modeller.tekst import Maalform
from tests.rollebesetning import Historie, fram_til_signering

DIALOGEN, MIDT_I_MAANEDEN, ETTER_MAANEDEN = "politisk_dialog.2026", date(2026, 11, 25), date(2026, 12, 7)


def med_steg_som_henger_paa_dialogen() -> Livsloep:
    """The lifecycle with a note two weeks before the dialogue, one week before that its draft, and minutes after."""
    fasen = next(fase for fase in BYGDEVEKST.faser if fase.noekkel == "aarlig")
    mal = next(steg for steg in fasen.steg if steg.noekkel == "aarsvurdering")
    regler = (
        ("notat", Foer("politisk_dialog", Avstand(uker=2))),
        ("utkast", Foer("notat", Avstand(uker=1))),
        ("referat", Etter("politisk_dialog", Avstand(uker=2))),
    )
    nye = tuple(replace(mal, noekkel=noekkel, frist=Fristregel(regel)) for noekkel, regel in regler)
    faser = tuple(replace(fase, steg=(*fase.steg, *nye)) if fase is fasen else fase for fase in BYGDEVEKST.faser)
    return replace(BYGDEVEKST, faser=faser)


def avlyst(dato: date, dag: date) -> Plan:
    """The dialogue was called for `dato`, and called off on `dag`."""
    historie: Historie = fram_til_signering().kaller_inn(date(2026, 8, 20), DIALOGEN, dato)
    historie.livsloep = med_steg_som_henger_paa_dialogen()
    foer = historie.plan(dag)
    assert {foer.finn(f"{steg}.2026").frist is None for steg in ("notat", "utkast", "referat")} == {False}  # type: ignore[union-attr]
    return historie.den(dag, MoeteInnkalt(steg=DIALOGEN, dato=None, grunn="Sykdom.")).plan(dag)


@pytest.mark.parametrize(("dato", "dag"), [(date(2026, 11, 26), MIDT_I_MAANEDEN), (date(2026, 12, 10), ETTER_MAANEDEN)])
def test_det_som_henger_paa_et_avlyst_moete_faar_ingen_dato_som_er_over(dato: date, dag: date) -> None:
    plan = avlyst(dato, dag)
    for steg in ("notat.2026", "utkast.2026", "referat.2026", "dialog_innkalling.2026", DIALOGEN):
        frist = plan.finn(steg).frist  # type: ignore[union-attr]
        assert frist is None or frist >= dag, steg
    for behandling in plan:
        if behandling.steg == "status_politisk" and behandling.aar == dag.year:
            assert behandling.frist is None or behandling.frist >= dag


def test_saa_lenge_maaneden_varer_kan_moetet_ennaa_bli_holdt_i_den() -> None:
    plan = avlyst(date(2026, 11, 26), MIDT_I_MAANEDEN)
    dialogen, notatet, referatet = (plan.finn(steg) for steg in (DIALOGEN, "notat.2026", "referat.2026"))
    assert dialogen is not None
    assert notatet is not None
    assert referatet is not None
    assert (dialogen.frist, dialogen.bare_maaned) == (date(2026, 11, 30), True)
    assert i_ord(notatet.begrunnelse, Maalform.NB) == "datoen 16.10.2026 var passert da møtet ble avlyst 25.11"
    assert referatet.frist == date(2026, 12, 14)


def test_naar_maaneden_er_over_har_moetet_ingen_dato_foer_noen_setter_den() -> None:
    plan = avlyst(date(2026, 12, 10), ETTER_MAANEDEN)
    dialogen = plan.finn(DIALOGEN)
    assert dialogen is not None
    assert (dialogen.frist, dialogen.bare_maaned) == (None, False)
    assert i_ord(dialogen.begrunnelse, Maalform.NN) == (
        "datoen i november 2026 var passert då møtet vart avlyst 7.12.2026"
    )
    assert plan.finn("dialog_innkalling.2026").ball == ("kdd",)  # type: ignore[union-attr]
