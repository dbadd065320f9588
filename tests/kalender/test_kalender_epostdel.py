"""The calendar part of an e-mail."""

from __future__ import annotations

from datetime import date

import icalendar
import pytest
from kalendergull import LENKE, PUBLISERT, for_part
from rollebesetning import KOMMUNER, REGISTER, Historie

from modeller.tekst import Maalform
from varsler.kalender.epostdel import INNHOLDSTYPE, ics_for_steg, lag_kalenderdel
from varsler.kalender.lenker import abonnementslenker, feedadresse
from varsler.kalender.versjon import som_publiseres, versjoner

AVSENDER = "fristvakt@fristvakt.example"
PLAN = Historie().plan(date(2024, 9, 2))


def test_metoden_er_den_samme_i_kalenderen_og_i_innholdstypen() -> None:
    steg = [(PLAN, s) for s in PLAN if s.id == "forankring.aamot"]
    del_ = lag_kalenderdel(REGISTER, LENKE, AVSENDER, {})(steg, Maalform.NN, PUBLISERT)
    assert del_ is not None
    kalender = icalendar.Calendar.from_ical(del_)
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
    (hendelse,) = icalendar.Calendar.from_ical(del_).walk("VEVENT")
    assert bokfoert[str(hendelse["UID"])].endret == hendelse["DTSTAMP"].dt


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
