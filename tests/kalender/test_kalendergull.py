"""Golden feeds: the bytes are the same, and two libraries we did not write read them alike.

To write the files anew, see `tests/kalendergull.py`.
"""

from __future__ import annotations

from datetime import date

import pytest
import vobject

from tests.kalendergull import GULL, gullfiler, les

NAVN = sorted(gullfiler())


@pytest.mark.parametrize("navn", NAVN)
def test_gullfilen_er_uendret(navn: str) -> None:
    assert gullfiler()[navn] == (GULL / navn).read_bytes()


def test_det_ligger_ingen_gullfil_igjen_som_ingen_lager() -> None:
    assert sorted(fil.name for fil in GULL.iterdir()) == NAVN


@pytest.mark.parametrize("navn", NAVN)
def test_icalendar_og_vobject_leser_de_samme_hendelsene(navn: str) -> None:
    kropp = (GULL / navn).read_bytes()
    en = {
        str(e["UID"]): (str(e["SUMMARY"]), str(e["DESCRIPTION"]), str(e["URL"]), e["DTSTART"].dt, int(e["SEQUENCE"]))
        for e in les(kropp).walk("VEVENT")
    }
    to = {
        e.uid.value: (e.summary.value, e.description.value, e.url.value, e.dtstart.value, int(e.sequence.value))
        for e in vobject.readOne(kropp.decode()).vevent_list
    }
    assert en == to
    assert len(en) > 3


@pytest.mark.parametrize("navn", NAVN)
def test_hver_frist_er_en_hel_dag_som_ikke_opptar_noen(navn: str) -> None:
    for hendelse in les((GULL / navn).read_bytes()).walk("VEVENT"):
        start, slutt = hendelse["DTSTART"].dt, hendelse["DTEND"].dt
        assert type(start) is date
        assert (slutt - start).days == 1
        assert hendelse["TRANSP"] == "TRANSPARENT"
        assert hendelse["DTSTART"].params["VALUE"] == "DATE"


@pytest.mark.parametrize("navn", NAVN)
def test_uid_er_unik_i_kalenderen(navn: str) -> None:
    uider = [str(e["UID"]) for e in les((GULL / navn).read_bytes()).walk("VEVENT")]
    assert len(uider) == len(set(uider))


@pytest.mark.parametrize("navn", NAVN)
def test_lenken_staar_baade_i_url_og_i_beskrivelsen(navn: str) -> None:
    for hendelse in les((GULL / navn).read_bytes()).walk("VEVENT"):
        assert str(hendelse["URL"]) in str(hendelse["DESCRIPTION"])
