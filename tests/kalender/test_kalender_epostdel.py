"""The calendar part of an e-mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from modeller.fakta import MoeteInnkalt
from modeller.publisering import Publisert
from modeller.tekst import Maalform
from tests.kalendergull import AVSENDER, PUBLISERT, for_part, kalenderskriver, les
from tests.rollebesetning import KOMMUNER, Historie
from varsler.kalender.ics import Person
from varsler.kalender.lenker import abonnementslenker, feedadresse
from varsler.kalender.versjon import som_publiseres, versjoner

PLAN = Historie().plan(date(2024, 9, 2))


def test_datoer_sendes_til_orientering() -> None:
    steg = [(PLAN, s) for s in PLAN if s.id == "forankring.aamot"]
    del_ = kalenderskriver(maalform=Maalform.NN).til_orientering(steg)
    assert del_ is not None
    kalender = les(del_.innhold)
    assert kalender["METHOD"] == del_.metode == "PUBLISH"
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
    del_ = kalenderskriver(senere, foer=bokfoert).til_orientering(steg)
    assert del_ is not None
    (hendelse,) = les(del_.innhold).walk("VEVENT")
    assert del_.hasher == {PLAN.avtale: {str(hendelse["UID"]): bokfoert[str(hendelse["UID"])].hash}}
    assert bokfoert[str(hendelse["UID"])].endret == hendelse["DTSTAMP"].dt


def test_bare_det_som_ligger_foran_er_med() -> None:
    dag = date(2024, 10, 16)
    plan = Historie().plan(dag)
    steg = [(plan, s) for s in plan if s.id == "forankring.aamot"]
    naa = PUBLISERT.replace(month=10, day=16)
    del_ = kalenderskriver(naa).til_orientering(steg)
    assert del_ is not None
    assert sorted(h["DTSTART"].dt for h in les(del_.innhold).walk("VEVENT")) == [
        date(2024, 10, 22),
        date(2024, 10, 28),
        date(2024, 11, 7),
    ]


def test_en_maaned_er_med_saa_lenge_den_varer() -> None:
    steg = [(PLAN, s) for s in PLAN if s.id == "tekstdialog"]
    assert kalenderskriver(PUBLISERT.replace(year=2025, month=1, day=31)).til_orientering(steg) is not None
    assert kalenderskriver(PUBLISERT.replace(year=2025, month=2, day=1)).til_orientering(steg) is None


def test_uten_noen_dato_aa_merke_seg_er_det_ingen_kalenderdel() -> None:
    plan = Historie().vedtar(date(2024, 11, 7), "forankring", *KOMMUNER).plan(date(2024, 11, 8))
    steg = [(plan, s) for s in plan if s.id == "forankring.aamot"]
    assert kalenderskriver().til_orientering(steg) is None


KDD = Person("koordinator@kdd.example", "Koordinator i departementet")
VAALER = Person("saksbehandler@vaaler.example", "Saksbehandler i Våler")


def innkalling(historie: Historie, dag: date, foer: dict[str, Publisert]) -> tuple[Any, dict[str, Publisert]]:
    """The calendar of the invitation to the dialogue on `dag`, and what has been published after it."""
    plan = historie.plan(dag)
    steg = plan.finn("tekstdialog")
    assert steg is not None
    naa = datetime.combine(dag, time(6, 15), UTC)
    del_ = kalenderskriver(naa, foer=foer).innkalling(plan, steg, innkaller=KDD, deltaker=VAALER)
    assert del_ is not None
    kalender = les(del_.innhold)
    assert kalender["METHOD"] == del_.metode
    return kalender, foer | versjoner(plan.avtale, del_.hasher[plan.avtale], foer, naa)


def test_et_moete_kalles_inn_flyttes_og_avlyses_i_mottakerens_egen_kalender() -> None:
    historie = Historie()
    kalt_inn = MoeteInnkalt(
        steg="tekstdialog", dato=date(2025, 1, 21), fra=time(13), til=time(15), sted="Kommunehuset i Våler"
    )
    historie.den(date(2024, 12, 2), kalt_inn)
    kalender, publisert = innkalling(historie, date(2024, 12, 3), {})
    (foerst,) = kalender.events
    assert kalender["METHOD"] == "REQUEST"
    assert (foerst["DTSTART"].dt.isoformat(), foerst["LOCATION"]) == (
        "2025-01-21T13:00:00+01:00",
        "Kommunehuset i Våler",
    )
    assert foerst["ATTENDEE"] == f"mailto:{VAALER.epost}"
    assert foerst["ATTENDEE"].params["RSVP"] == "FALSE"
    assert foerst["ORGANIZER"] == f"mailto:{KDD.epost}"
    assert foerst["ORGANIZER"].params["SENT-BY"] == f"mailto:{AVSENDER}"

    historie.den(date(2024, 12, 9), replace(kalt_inn, sted="Rådhuset i Trysil"))
    kalender, publisert = innkalling(historie, date(2024, 12, 10), publisert)
    (flyttet,) = kalender.events
    assert kalender["METHOD"] == "REQUEST"
    assert (flyttet["UID"], flyttet.sequence) == (foerst["UID"], foerst.sequence + 1)

    historie.den(date(2024, 12, 16), MoeteInnkalt(steg="tekstdialog", dato=None))
    kalender, publisert = innkalling(historie, date(2024, 12, 17), publisert)
    (avlyst,) = kalender.events
    assert (kalender["METHOD"], avlyst["STATUS"]) == ("CANCEL", "CANCELLED")
    assert (avlyst["UID"], avlyst.sequence) == (foerst["UID"], flyttet.sequence + 1)
    assert avlyst["DTSTART"].dt == foerst["DTSTART"].dt


def test_adressen_er_kort_nok_og_ender_paa_ics() -> None:
    lenker = abonnementslenker("https://fristvakt.example/", "t" * 43, "Fristvakt – Åmot")
    assert lenker.https == f"https://fristvakt.example/kalender/{'t' * 43}.ics"
    assert lenker.webcal == f"webcal://fristvakt.example/kalender/{'t' * 43}.ics"
    assert lenker.google.endswith(f"cid=webcal%3A%2F%2Ffristvakt.example%2Fkalender%2F{'t' * 43}.ics")
    with pytest.raises(ValueError, match="256"):
        feedadresse(f"https://{'a' * 220}.example", "t" * 43)
