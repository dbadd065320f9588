"""What counts as a change, and what never does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from modeller.publisering import neste_publisert
from modeller.tekst import Tekst, lik
from tests.kalendergull import for_part
from tests.rollebesetning import Historie
from varsler.kalender.oppfoering import Oppfoering, Tilstand
from varsler.kalender.versjon import innholdshash, som_publiseres, versjoner

NAA = datetime(2024, 9, 2, 6, tzinfo=UTC)
SENERE = NAA + timedelta(days=3)
OPPFOERING = Oppfoering(
    avtale="a",
    steg="innsending",
    milepael=None,
    dag=date(2024, 11, 29),
    tilstand=Tilstand.FAST,
    tittel=Tekst("Frist: Innsending", "Frist: Innsending"),
    beskrivelse=Tekst("Ballen ligger hos Åmot.", "Ballen ligg hos Åmot."),
    kort=lik(""),
    url=lik("https://fristvakt.example/"),
)


def etter(ny: Oppfoering) -> tuple[int, datetime]:
    foer = neste_publisert(None, OPPFOERING.uid, "a", innholdshash(OPPFOERING), NAA)
    rad = neste_publisert(foer, ny.uid, "a", innholdshash(ny), SENERE)
    return rad.sekvens, rad.endret


def test_det_som_er_uendret_beholder_versjonen() -> None:
    assert etter(OPPFOERING) == (0, NAA)


@pytest.mark.parametrize(
    "ny",
    [
        replace(OPPFOERING, dag=date(2024, 12, 6)),
        replace(OPPFOERING, start=time(13), slutt=time(15)),
        replace(OPPFOERING, sted="Elverum"),
        replace(OPPFOERING, tilstand=Tilstand.FERDIG),
        replace(OPPFOERING, bare_maaned=True),
    ],
    ids=["dato", "tid", "sted", "status", "maaned"],
)
def test_ny_dato_tid_sted_eller_status_gir_hoeyere_sekvens(ny: Oppfoering) -> None:
    assert etter(ny) == (1, SENERE)


@pytest.mark.parametrize(
    "ny",
    [
        replace(OPPFOERING, beskrivelse=Tekst("Ballen ligger hos Våler.", "Ballen ligg hos Våler.")),
        replace(OPPFOERING, tittel=Tekst("Frist: Innsending", "Frist: Innsendinga")),
    ],
    ids=["hvem", "bare nynorsk"],
)
def test_nye_ord_flytter_bare_tidspunktet(ny: Oppfoering) -> None:
    assert etter(ny) == (0, SENERE)


def test_tidspunktet_gaar_aldri_bakover_om_demoklokka_gjoer_det() -> None:
    foer = neste_publisert(None, "u", "a", "x:y", NAA)
    assert neste_publisert(foer, "u", "a", "x:z", NAA - timedelta(days=100)).endret == NAA


def test_det_som_kommer_tilbake_etter_aa_ha_vaert_borte_er_en_ny_versjon() -> None:
    foer = replace(neste_publisert(None, "u", "a", "x:y", NAA), fjernet=NAA)
    rad = neste_publisert(foer, "u", "a", "x:y", SENERE)
    assert (rad.sekvens, rad.endret, rad.fjernet) == (1, SENERE, None)


def test_det_avlyste_ingen_har_sett_publiseres_ikke() -> None:
    avlyst = replace(OPPFOERING, tilstand=Tilstand.AVLYST)
    assert som_publiseres([avlyst], ()) == {}
    assert list(som_publiseres([avlyst], {avlyst.uid})) == [avlyst.uid]


def test_samme_plan_dagen_etter_er_samme_versjon() -> None:
    """Time alone changes nothing in a feed: neither prognosis nor countdown is in it."""
    historie = Historie()
    foer = versjoner("a", som_publiseres(for_part(historie.plan(date(2024, 9, 3)), "aamot"), ()), {}, NAA)
    dagen_etter = som_publiseres(for_part(historie.plan(date(2024, 9, 4)), "aamot"), ())
    assert versjoner("a", dagen_etter, foer, SENERE) == foer
