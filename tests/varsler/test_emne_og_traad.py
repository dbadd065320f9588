"""What a list of mail shows: a subject that says it in its first words, and threads that hold an agreement together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from modeller.register import Register
from modeller.tekst import Maalform
from modeller.varselrad import Utboksrad
from tests.varsler.brevbygg import brev, eksempel
from tests.varsler.varselbygg import KDD, POSTMOTTAK, REGISTER, TRYSIL, VAALER, saker, som_lest, steg
from varsler.emne import EMNE_MAKS
from varsler.regler import OM_REGISTERET, OVERSIKTER, Slag
from varsler.sak import Varselsak

DAG = date(2024, 9, 2)
VISES = 75
"""So many characters a list of mail shows beside the sender."""


@pytest.mark.parametrize("maalform", list(Maalform))
@pytest.mark.parametrize("slag", list(Slag))
def test_hva_det_gjelder_staar_foer_lista_klipper_av_og_avtalen_sist(slag: Slag, maalform: Maalform) -> None:
    melding = eksempel(slag, maalform)
    [ord_] = melding.ord_
    if slag in OVERSIKTER | {Slag.KONTAKTLISTE}:  # of no agreement, or of several
        assert ord_.avtale not in melding.emne or not ord_.avtale
        assert len(melding.emne) <= VISES
        return
    assert melding.emne.endswith(f" – {ord_.avtale}")
    foran = melding.emne.removesuffix(f" – {ord_.avtale}")
    assert len(foran) <= VISES
    if slag not in OM_REGISTERET:
        assert ord_.tittel in foran
    assert len(melding.emne) <= EMNE_MAKS


def test_postmottaket_sorterer_paa_sitt_eget_saksnummer() -> None:
    uten = Register(parter=REGISTER.parter, organer=REGISTER.organer)
    melding = brev(saker(DAG, steg(), register=uten), POSTMOTTAK, DAG)
    assert melding.emne.startswith("Sak 24/1234: Deres tur: Innsending av forslaget")


def om(avtale: str, sak: Varselsak) -> Varselsak:
    rad: Utboksrad = replace(sak.rad, avtale=avtale, noekkel=f"{avtale}|{sak.rad.noekkel}")
    return replace(sak, rad=rad, plan=replace(sak.plan, avtale=avtale))


def test_alt_en_mottaker_faar_om_en_avtale_ligger_i_en_traad() -> None:
    foerst = som_lest(brev(saker(DAG, steg()), VAALER, DAG))
    senere = som_lest(brev(saker(date(2024, 12, 9), steg()), VAALER, date(2024, 12, 9)))
    assert foerst["References"] == foerst["In-Reply-To"] == senere["References"]
    assert len({foerst["Message-ID"], senere["Message-ID"], foerst["References"]}) == 3
    assert foerst["References"].endswith("@fristvakt.example>")


def test_hver_mottaker_og_hver_avtale_har_sin_egen_traad() -> None:
    alle = saker(DAG, steg(), steg(part="trysil"), steg(part="kdd"))
    roetter = {som_lest(brev(alle, til, DAG))["References"] for til in (VAALER, TRYSIL, KDD)}
    assert len(roetter) == 3
    annen = som_lest(brev([om("annen", sak) for sak in alle], VAALER, DAG))
    assert annen["References"] not in roetter


def test_en_melding_om_flere_avtaler_ligger_hos_den_den_begynner_med() -> None:
    [haster] = saker(DAG, steg())
    [kan_vente] = saker(DAG, steg(frist=date(2025, 3, 1)))
    begge = som_lest(brev([om("annen", kan_vente), haster], VAALER, DAG))
    alene = som_lest(brev([haster], VAALER, DAG))
    assert begge["References"] == alene["References"], "and makes no one thread of the two"
