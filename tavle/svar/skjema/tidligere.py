"""A date that the coordinator moves to an earlier day: whether that is meant, and what it does to those who have it."""

from __future__ import annotations

from datetime import date

from modeller.tekst import Tekst, dato_kort, oppramsing
from tavle.svar.felt import Felt, Feltslag, med
from tavle.svar.sak import Svarsak
from varsler.flyttemelding import skal_ha_flyttemelding
from varsler.stegord import kort_dato

TIDLIGERE = Felt(
    navn="tidligere",
    etikett=Tekst("Ja, datoen skal bli tidligere", "Ja, datoen skal bli tidlegare"),
    slag=Feltslag.KRYSS,
    spoerres_om=True,
)
FOER_DATOEN = Tekst(
    "{ny} er før datoen nå, {naa}. {foelge} Rett datoen, eller kryss av.",
    "{ny} er før datoen no, {naa}. {foelge} Rett datoen, eller kryss av.",
)
BLE_TIDLIGERE = Tekst(
    "Datoen er nå tidligere enn før: {ny}, ikke {naa}. {foelge}",
    "Datoen er no tidlegare enn før: {ny}, ikkje {naa}. {foelge}",
)
KORTERE_TID = Tekst("{hvem} får kortere tid.", "{hvem} får kortare tid.")
MOETET_FOER = Tekst("Møtet blir tidligere for alle som er med.", "Møtet blir tidlegare for alle som er med.")
FAAR_BESKJED = Tekst(
    "De som kjenner datoen, får beskjed om den nye i neste utsending.",
    "Dei som kjenner datoen, får beskjed om den nye i neste utsending.",
)
UTEN_BESKJED = Tekst(
    "Det går ingen egen e-post om det. Den nye datoen står i neste påminnelse.",
    "Det går ingen eigen e-post om det. Den nye datoen står i den neste påminninga.",
)


def _blir_tidligere(sak: Svarsak, til: date) -> bool:
    """Whether the day is before the step's date, or before all of the month that is known of it."""
    frist = sak.steg.frist
    return frist is not None and til < (frist.replace(day=1) if sak.steg.bare_maaned else frist)


def _om(mal: Tekst, sak: Svarsak, til: date) -> Tekst:
    """That the date comes earlier, and what that does to those who have the step."""
    steg = sak.steg
    assert steg.frist is not None, "no day is before a date that there is not"
    egne = [sak.register.navn(part) for part in (steg.ball or steg.parter)]
    hvem = Tekst(oppramsing([navn.nb for navn in egne]), oppramsing([navn.nn for navn in egne]))
    foelge = MOETET_FOER if steg.moete else med(KORTERE_TID, hvem=hvem)
    beskjed = FAAR_BESKJED if steg.er_innkalt or skal_ha_flyttemelding(steg) else UTEN_BESKJED
    naa = kort_dato(steg.frist, bare_maaned=steg.bare_maaned)
    return med(mal, ny=dato_kort(til), naa=naa, foelge=Tekst(f"{foelge.nb} {beskjed.nb}", f"{foelge.nn} {beskjed.nn}"))


def spoersmaal_om_tidligere(sak: Svarsak, til: date) -> Tekst | None:
    """What the coordinator is asked to confirm; None when the date does not come earlier."""
    return _om(FOER_DATOEN, sak, til) if _blir_tidligere(sak, til) else None


def ble_tidligere(foer: Svarsak, etter: Svarsak) -> Tekst | None:
    """What the receipt says of a date that the coordinator has moved to an earlier day; None of any other."""
    til = etter.steg.frist
    if til is None or not foer.er_koordinators or not _blir_tidligere(foer, til):
        return None
    return _om(BLE_TIDLIGERE, foer, til)
