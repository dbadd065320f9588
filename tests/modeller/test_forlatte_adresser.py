"""The addresses a party had before: what was told there was told the party."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from modeller.fakta import KontaktRegistrert, PartRegistrert
from tests.modeller.registerhendelser import registeret
from tests.rollebesetning import REGISTER

RETTET, DAG = date(2024, 3, 1), date(2024, 6, 3)
KONTAKT = next(iter(REGISTER.kontakter.values()))
PART = replace(REGISTER.parter[KONTAKT.part], postmottak="post@gammel.example")


def test_registeret_husker_adressene_som_er_rettet_hos_kontakter_og_postmottak() -> None:
    sett = registeret(
        DAG,
        (RETTET, KontaktRegistrert(kontakt=replace(KONTAKT, epost="ny@kontakt.example"))),
        (RETTET, PartRegistrert(part=PART)),
        (RETTET, PartRegistrert(part=replace(PART, postmottak=None))),
    )
    postmottak = {REGISTER.parter[KONTAKT.part].postmottak, "post@gammel.example"} - {None}
    assert sett.forlatte_adresser == {KONTAKT.part: {KONTAKT.epost, *postmottak}}


def test_en_adresse_som_staar_er_ikke_forlatt() -> None:
    sett = registeret(DAG, (RETTET, KontaktRegistrert(kontakt=replace(KONTAKT, navn="Ny tittel"))))
    assert sett.forlatte_adresser == {}
