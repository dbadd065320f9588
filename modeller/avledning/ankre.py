"""What a date is counted from: a named date of the agreement, or other steps."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from modeller.avledning.etterpaa import uten_dato_siden_det_kom
from modeller.avledning.fastdag import Frist
from modeller.avledning.fullfoering import aldri_aktuell
from modeller.avledning.tilstand import utfoert_i_runde
from modeller.begrunnelse import Begrunnelse, Ledd, med_grunn
from modeller.fakta import AvtaleAvsluttet, AvtaleForlenget, Fristart
from modeller.fakta.begreper import FRIST, VEILEDENDE
from modeller.livsloep import BEREGNET
from modeller.tekst import Tekst, lik, maaned_ord

if TYPE_CHECKING:
    from modeller.avledning.knute import Knute


def ankerdato(anker: str, knute: Knute, *, etter: bool) -> Frist:
    """The date another step or a name stands for. What comes after follows what really happened and the last of
    several; what comes before follows the date that was set and the first, of those that are to be done at all.
    """
    steg = knute.naboer.anker.get(anker)
    if steg is None:
        return gitt_dato(anker, FRIST, knute)
    knuter = [knute.rom.knuter[id_] for id_ in steg.steg]
    if not etter:
        svar = [_ankerfrist(annen, etter=False) for annen in knuter if not aldri_aktuell(annen)]
    elif gjort := _gjort_i_runden(knute, knuter):
        svar = [Frist(dag, FRIST) for dag in gjort]
    else:
        svar = [_ankerfrist(annen, etter=True) for annen in knuter]
    if len(svar) == 1:
        return svar[0]
    satte = [f for f in svar if f.dato is not None]
    if not satte or (etter and any(f.dato is None and not uten_dato_siden_det_kom(f) for f in svar)):
        return Frist(None, svar[0].art if svar else VEILEDENDE)
    return max(satte, key=_dato) if etter else min(satte, key=_dato)


def uten_dato(anker: str, knute: Knute, *, etter: bool) -> Begrunnelse:
    """Why there is no date to count from the anchor."""
    steg, navn = knute.naboer.anker.get(anker), ankernavn(anker, knute)
    uaktuelt = steg and steg.steg and all(aldri_aktuell(knute.rom.knuter[id_]) for id_ in steg.steg)
    return (Ledd("uten_maal" if uaktuelt and not etter else "venter_paa_dato", {"hva": navn}),)


def ankernavn(anker: str, knute: Knute) -> Tekst:
    """What a sentence calls the anchor."""
    steg = knute.naboer.anker.get(anker)
    return steg.navn if steg else _datonavn(anker, knute)


def gitt_dato(navn: str, art: Fristart, knute: Knute) -> Frist:
    """A named date of the agreement; of the kind `art` while nobody has given it."""
    verdi = knute.rom.avtale.datoer.get(navn)
    if verdi is None:
        return Frist(None, art, (Ledd("dato_mangler", {"hva": _datonavn(navn, knute)}),))
    if verdi.bare_maaned:
        ledd = Ledd("satt_maaned", {"hva": _datonavn(navn, knute), "maaned": maaned_ord(verdi.dato)})
    else:
        ledd = Ledd("satt", {"hva": _datonavn(navn, knute), "dato": verdi.dato})
    return Frist(verdi.dato, verdi.art, (ledd, *om_slutten(navn, knute)), bare_maaned=verdi.bare_maaned)


def om_slutten(navn: str, knute: Knute) -> Begrunnelse:
    """Why an agreement ends on another day than it was to, for dates that are counted from its end."""
    faktum = knute.rom.avtale.datofakta.get(navn)
    match faktum.hendelse if faktum else None:
        case AvtaleForlenget(grunn=grunn):
            setning = "forlenget"
        case AvtaleAvsluttet(grunn=grunn):
            setning = "avsluttet"
        case _:
            return ()
    assert faktum is not None
    return (med_grunn(setning, faktum.skjedde, grunn),)


def _gjort_i_runden(knute: Knute, knuter: list[Knute]) -> list[date]:
    """The days the anchors of a computed step were done when it was: it does not move with what is done again since,
    or by a party that came later.
    """
    runde = knute.hel_runde if knute.steg.fullfoeres is BEREGNET else None
    if runde is None:
        return []
    dager = [utfoert_i_runde(annen, runde.nr) for annen in knuter if annen in runde.steg]
    return [dag for dag in dager if dag is not None]


def _ankerfrist(knute: Knute, *, etter: bool) -> Frist:
    utfoert = knute.utfoert
    if utfoert is not None and (etter or knute.frist.dato is None):
        return Frist(utfoert, FRIST)
    return knute.frist


def _dato(frist: Frist) -> date:
    return frist.tidligst or date.max


def _datonavn(navn: str, knute: Knute) -> Tekst:
    return knute.rom.livsloep.datonavn.get(navn) or DATONAVN.get(navn) or lik(navn)


DATONAVN = {
    "forslagsfrist": Tekst("fristen for forslaget", "fristen for forslaget"),
    "tekstdialog": Tekst("dialogen om endelig ordlyd", "dialogen om endeleg ordlyd"),
    "oppstart": Tekst("oppstarten", "oppstarten"),
    "midtveis": Tekst("midtveisvurderingen", "midtvegsvurderinga"),
    "midtveisrapport": Tekst("midtveisrapporten", "midtvegsrapporten"),
    "sluttrapport": Tekst("sluttrapporten", "sluttrapporten"),
    "avtaleslutt": Tekst("avtaleslutt", "avtaleslutt"),
}
"""How the named dates are spoken of in a derivation."""
