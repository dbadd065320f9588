"""What a mail says of what a late decision delays: the nearest step, to when and by how much, and no derivation."""

from __future__ import annotations

from datetime import date

import pytest

from modeller.begrunnelse import Ledd, Verdi, med_grunn
from modeller.setninger import i_ord
from modeller.tekst import Maalform, dager, lik
from tests.varsler.brevbygg import klokka, varslet
from tests.varsler.varselbygg import OPPSETT, REGISTER, i_maalform, vedtak
from varsler.melding import skriv
from varsler.merknadsord import merknader_i_ord
from varsler.regler import Slag

UTGAATT = Ledd("loep_utgaatt", {"moete": date(2024, 11, 7), "dato": date(2024, 10, 8)})


def forsinker(hva: str, frist: date, setning: str = "forsinker") -> Ledd:
    tidligst = date(2025, 12, 16)
    felt: dict[str, Verdi] = {
        "hva": lik(hva),
        "frist": frist,
        "tidligst": tidligst,
        "dager": dager((tidligst - frist).days),
    }
    return Ledd(setning, felt)


TRE = (
    forsinker("Innsending av forslaget", date(2024, 11, 29)),
    forsinker("Innkalling til dialog om teksten", date(2024, 12, 11)),
    forsinker("Dialog om teksten", date(2024, 12, 18)),
    Ledd("forsinker_flere", {"antall": 2}),
)


@pytest.mark.parametrize(
    ("maalform", "sagt"),
    [
        (
            Maalform.NB,
            (
                "Det forsinker «Innsending av forslaget» med minst 382 dager, fra 29.11.2024 til tidligst 16.12.2025. "
                "Det som kommer etter, blir også senere."
            ),
        ),
        (
            Maalform.NN,
            (
                "Det forseinkar «Innsending av forslaget» med minst 382 dagar, frå 29.11.2024 til tidlegast "
                "16.12.2025. Det som kjem etter, blir òg seinare."
            ),
        ),
    ],
)
def test_det_naermeste_steget_sier_til_naar_og_hvor_mye_og_resten_staar_paa_tavla(
    maalform: Maalform, sagt: str
) -> None:
    assert merknader_i_ord(TRE, maalform) == sagt
    assert merknader_i_ord(TRE[:1], maalform) == sagt[: sagt.index(". Det som") + 1]
    assert "363 dag" in i_ord((forsinker("X", date(2024, 12, 18)),), maalform), "the board says each"
    dag = date(2024, 10, 17)
    sak = varslet(Slag.TO_UKER, vedtak(merknader=(UTGAATT, *TRE)), dag, register=i_maalform(REGISTER, maalform))
    tekst = skriv([sak], naa=klokka(dag), oppsett=OPPSETT).tekst
    assert sagt in tekst
    assert "til blir se" not in tekst


def test_med_og_uten_forbehold_sies_hver_for_seg_og_ikke_hva_som_foelger() -> None:
    felt: dict[str, Verdi] = {"hva": lik("Innsending av forslaget"), "frist": date(2024, 11, 29)}
    merknader = (
        Ledd("med_forbehold", felt),
        Ledd("uten_forbehold", {"tidligst": date(2024, 12, 17), "dager": dager(18)}),
        forsinker("Innkalling til dialog om teksten", date(2024, 12, 11), "forsinker_uten_forbehold"),
    )
    assert merknader_i_ord(merknader, Maalform.NB) == (
        "«Innsending av forslaget» kan skje innen 29.11.2024 med forbehold om vedtaket. "
        "Uten forbehold blir det tidligst 17.12, 18 dager senere."
    )


def test_det_noen_har_skrevet_staar_som_de_skrev_det() -> None:
    merknader = (
        med_grunn("pauset", date(2024, 9, 5), "Tilskuddet må avklares; fylket svarer"),
        med_grunn("gjenopptatt", date(2024, 9, 12), "Gitt"),
    )
    assert merknader_i_ord(merknader, Maalform.NB) == (
        "Satt på vent 5.9.2024 med begrunnelsen «Tilskuddet må avklares; fylket svarer». Datoen står. "
        "Tatt opp igjen 12.9: «Gitt»."
    )
