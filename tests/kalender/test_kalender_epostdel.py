"""The calendar part of an e-mail."""

from __future__ import annotations

from datetime import date

import pytest

from modeller.tekst import Maalform
from tests.kalendergull import LENKE, PUBLISERT, for_part, les
from tests.rollebesetning import KOMMUNER, REGISTER, Historie
from varsler.kalender.epostdel import INNHOLDSTYPE, ics_for_steg, lag_kalenderdel
from varsler.kalender.lenker import abonnementslenker, feedadresse
from varsler.kalender.versjon import som_publiseres, versjoner

AVSENDER = "fristvakt@fristvakt.example"
PLAN = Historie().plan(date(2024, 9, 2))


def test_metoden_er_den_samme_i_kalenderen_og_i_innholdstypen() -> None:
    steg = [(PLAN, s) for s in PLAN if s.id == "forankring.aamot"]
    del_ = lag_kalenderdel(REGISTER, LENKE, AVSENDER, {})(steg, Maalform.NN, PUBLISERT)
    assert del_ is not None
    kalender = les(del_)
    assert kalender["METHOD"] == "PUBLISH"
    assert "method=PUBLISH" in INNHOLDSTYPE
    assert "X-WR-CALNAME" not in kalender
    hendelser = kalender.walk("VEVENT")
    assert len(hendelser) == 5
    assert all(str(h["ORGANIZER"]) == f"mailto:{AVSENDER}" and "ATTENDEE" not in h for h in hendelser)
    assert all("Kvifor denne datoen" in str(h["DESCRIPTION"]) for h in hendelser)


def test_epost_og_feed_har_samme_uid_og_versjon() -> None:
    egne = for_part(PLAN, "aamot")
    bokfoert = versjoner(PLAN.avtale, som_publiseres(egne, ()), {}, PUBLISERT)
    steg = [(PLAN, s) for s in PLAN if s.id == "innsending"]
    senere = PUBLISERT.replace(day=20)
    del_ = lag_kalenderdel(REGISTER, LENKE, AVSENDER, bokfoert)(steg, Maalform.NB, senere)
    assert del_ is not None
    (hendelse,) = les(del_).walk("VEVENT")
    assert bokfoert[str(hendelse["UID"])].endret == hendelse["DTSTAMP"].dt


def test_bare_det_som_ligger_foran_er_med() -> None:
    dag = date(2024, 10, 16)
    plan = Historie().plan(dag)
    steg = [(plan, s) for s in plan if s.id == "forankring.aamot"]
    naa = PUBLISERT.replace(month=10, day=16)
    del_ = lag_kalenderdel(REGISTER, LENKE, AVSENDER, {})(steg, Maalform.NB, naa)
    assert del_ is not None
    assert sorted(h["DTSTART"].dt for h in les(del_).walk("VEVENT")) == [
        date(2024, 10, 22),
        date(2024, 10, 28),
        date(2024, 11, 7),
    ]


def test_en_maaned_er_med_saa_lenge_den_varer() -> None:
    steg = [(PLAN, s) for s in PLAN if s.id == "tekstdialog"]
    lag = lag_kalenderdel(REGISTER, LENKE, AVSENDER, {})
    assert lag(steg, Maalform.NB, PUBLISERT.replace(year=2025, month=1, day=31)) is not None
    assert lag(steg, Maalform.NB, PUBLISERT.replace(year=2025, month=2, day=1)) is None


def test_uten_noen_dato_aa_merke_seg_er_det_ingen_kalenderdel() -> None:
    plan = Historie().vedtar(date(2024, 11, 7), "forankring", *KOMMUNER).plan(date(2024, 11, 8))
    steg = [(plan, s) for s in plan if s.id == "forankring.aamot"]
    assert lag_kalenderdel(REGISTER, LENKE, AVSENDER, {})(steg, Maalform.NB, PUBLISERT) is None
    with pytest.raises(ValueError, match="at least one"):
        ics_for_steg([], AVSENDER)


def test_adressen_er_kort_nok_og_ender_paa_ics() -> None:
    lenker = abonnementslenker("https://fristvakt.example/", "t" * 43, "Fristvakt – Åmot")
    assert lenker.https == f"https://fristvakt.example/kalender/{'t' * 43}.ics"
    assert lenker.webcal == f"webcal://fristvakt.example/kalender/{'t' * 43}.ics"
    assert lenker.google.endswith(f"cid=webcal%3A%2F%2Ffristvakt.example%2Fkalender%2F{'t' * 43}.ics")
    with pytest.raises(ValueError, match="256"):
        feedadresse(f"https://{'a' * 220}.example", "t" * 43)
