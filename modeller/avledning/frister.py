"""The backward pass: every step's date from the dates that are set, with its derivation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from modeller.arbeidskalender import EN_DAG, Rull
from modeller.avledning.fastdag import Frist, fast_dag, flytt
from modeller.avledning.fullfoering import aldri_aktuell, uaktuelt_maal
from modeller.avledning.nykommer import frist_for_nykommere, uten_dato_som_ny
from modeller.begrunnelse import Begrunnelse, Ledd, Verdi, med_grunn
from modeller.fakta import AvtaleAvsluttet, AvtaleForlenget, Faktum, Fristart, FristUtsatt, MoeteInnkalt, StegLagtTil
from modeller.livsloep import Fullfoeres
from modeller.regler import Avstand, Datoregel, Etter, Foer, FoerPaaske, Gitt, HvertAar, Ingen, SisteMoete
from modeller.tekst import Tekst, lik, maaned_ord

if TYPE_CHECKING:
    from modeller.avledning.knute import Knute

PALMESOENDAG = timedelta(days=7)
"""From Palm Sunday to Easter Sunday: the Easter week begins the day after Palm Sunday."""
FORBEREDELSE = timedelta(weeks=6)
"""The window of a decision opens no later than this before its saksframlegg must be ready; ours."""
SVAKEST = (Fristart.FRIST, Fristart.VENTET, Fristart.TENTATIV, Fristart.VEILEDENDE)


def frist(knute: Knute) -> Frist:
    """The step's date with kind and derivation."""
    if knute.naboer.forbereder and (maal := uaktuelt_maal(knute)):
        return Frist(None, Fristart.VEILEDENDE, (Ledd("uten_maal", {"hva": maal.steg.omtalt}),))
    steg, satt = knute.steg, _satt_av_fakta(knute)
    svar = satt or _regn(steg.frist.regel, steg.frist.art, knute)
    if steg.vedtak and svar.dato and svar.rute is None:
        svar = _med_rute(knute, svar, svar.dato + EN_DAG)
    return svar if satt or not knute.rom.nykommere else frist_for_nykommere(svar, knute)


def aapner(knute: Knute) -> date | None:
    """The day the step's window opens by the calendar; None when nothing but other steps holds it back."""
    steg = knute.steg
    vindu = _regn(steg.aapner, Fristart.VEILEDENDE, knute).tidligst if steg.aapner else None
    if vindu and steg.vedtak and (rute := knute.frist.rute):
        # A body that meets early must be able to prepare its matter all the same.
        return min(vindu, rute.foerste.dato - FORBEREDELSE)
    return vindu


def _satt_av_fakta(knute: Knute) -> Frist | None:
    fakta = knute.fakta
    if knute.steg.moete and fakta.innkallinger:
        innkalt = fakta.innkallinger[-1].hendelse
        assert isinstance(innkalt, MoeteInnkalt)
        assert innkalt.dato is not None, "one called off is not among them"
        parter = knute.instans.parter
        navn = knute.rom.register.navn(parter[0]) if parter else lik("")
        ledd = Ledd("innkalt", {"dato": innkalt.dato, "hvem": navn})
        return Frist(innkalt.dato, Fristart.FRIST, (ledd, *_oppdiktet(fakta.innkallinger[-1])))
    if fakta.utsettelser:
        return _satt_av(fakta.utsettelser, knute)
    return None


def _satt_av(utsettelser: Sequence[Faktum], knute: Knute) -> Frist | None:
    """The date somebody set for this very step; of the kind that was last said, as long as nobody says another."""
    faktum = utsettelser[-1]
    arter = (u.hendelse.art for u in reversed(utsettelser) if isinstance(u.hendelse, FristUtsatt | StegLagtTil))
    art = next((art for art in arter if art is not None), knute.steg.frist.art)
    match faktum.hendelse:
        case FristUtsatt(til=til, grunn=grunn) | StegLagtTil(frist=date() as til, grunn=grunn):
            med_grunn = Ledd("utsatt_med_grunn", {"dato": til, "grunn": grunn.rstrip(" .")})
            ledd = med_grunn if grunn else Ledd("utsatt", {"dato": til})
            return Frist(til, art, (ledd, *_oppdiktet(faktum)))
        case _:
            return None


def _oppdiktet(faktum: Faktum) -> Begrunnelse:
    return (Ledd("oppdiktet_dato"),) if faktum.oppdiktet else ()


def _regn(regel: Datoregel, art: Fristart, knute: Knute) -> Frist:
    match regel:
        case Foer() | Etter():
            return _som_de_andre(regel, art, knute)
        case SisteMoete():
            return _siste_moete(regel.foer, art, knute)
        case Gitt():
            return _gitt(regel.dato, art, knute)
        case FoerPaaske():
            return _foer_paaske(regel.etter, art, knute)
        case HvertAar() | Ingen():
            aar = knute.instans.aar or knute.rom.avtale.opprettet.skjedde.year
            return fast_dag(regel, art, aar, knute.rom.kalender)


def _gitt(navn: str, art: Fristart, knute: Knute) -> Frist:
    verdi = knute.rom.avtale.datoer.get(navn)
    if verdi is None:
        return Frist(None, art, (Ledd("dato_mangler", {"hva": _datonavn(navn, knute)}),))
    if verdi.bare_maaned:
        ledd = Ledd("satt_maaned", {"hva": _datonavn(navn, knute), "maaned": maaned_ord(verdi.dato)})
    else:
        ledd = Ledd("satt", {"hva": _datonavn(navn, knute), "dato": verdi.dato})
    return Frist(verdi.dato, verdi.art, (ledd, *_om_slutten(navn, knute)), bare_maaned=verdi.bare_maaned)


def _om_slutten(navn: str, knute: Knute) -> Begrunnelse:
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


def _foer_paaske(anker: str, art: Fristart, knute: Knute) -> Frist:
    fra = _anker(anker, knute, etter=True)
    art = svakeste(art, fra.art)
    if fra.dato is None:
        return Frist(None, art, (Ledd("venter_paa_dato", {"hva": _ankernavn(anker, knute)}),))
    kalender = knute.rom.kalender
    paaske = next(p for aar in (fra.dato.year, fra.dato.year + 1) if (p := kalender.paaskedag(aar)) > fra.dato)
    dag = kalender.rull(paaske - PALMESOENDAG - EN_DAG, Rull.TILBAKE)
    return Frist(dag, art, (Ledd("foer_paaske", {"dato": dag, "paaskedag": paaske}),))


def _som_de_andre(regel: Foer | Etter, art: Fristart, knute: Knute) -> Frist:
    """What the rule gives: the same for every step that has it and counts from the same steps."""
    anker = knute.naboer.anker.get(regel.anker)
    noekkel = (id(regel), art, anker.steg if anker else None)
    kjente = knute.rom.forskjoevet
    if noekkel not in kjente:
        kjente[noekkel] = _forskjoev(regel, art, knute)
    return kjente[noekkel]


def _forskjoev(regel: Foer | Etter, art: Fristart, knute: Knute) -> Frist:
    etter = isinstance(regel, Etter)
    fra = _anker(regel.anker, knute, etter=etter)
    grunnlag = fra.dato if etter else fra.tidligst
    navn = _ankernavn(regel.anker, knute)
    if grunnlag is None:
        gitt = regel.anker not in knute.naboer.anker  # a named date says itself that it is missing
        mangler = fra.begrunnelse if gitt else _uten_dato(regel.anker, knute, etter=etter)
        return Frist(None, svakeste(art, fra.art), mangler)
    felt: dict[str, Verdi] = {"hva": navn, "dato": _ankerdag(fra, grunnlag)}
    retning = "etter" if etter else "foer"
    ord_ = avstand_i_ord(regel.avstand)
    if ord_ is None:
        # A date that stands on a day off because someone set it still stands when another only repeats it.
        samtidig = Ledd(f"samtidig_{retning}", felt)
        return Frist(grunnlag, svakeste(art, fra.art), (samtidig, *_om_slutten(regel.anker, knute)))
    kalender = knute.rom.kalender
    dag = kalender.rull(flytt(kalender, grunnlag, regel.avstand, 1 if etter else -1), regel.rull)
    ledd = Ledd(retning, {**felt, "avstand": ord_})
    return Frist(dag, svakeste(art, fra.art), (ledd, *_om_slutten(regel.anker, knute)))


def _siste_moete(anker: str, art: Fristart, knute: Knute) -> Frist:
    mot = _anker(anker, knute, etter=False)
    art = svakeste(art, mot.art)
    grense = mot.tidligst
    if grense is None:
        return Frist(None, art, _uten_dato(anker, knute, etter=False))
    felt: dict[str, Verdi] = {"hva": _ankernavn(anker, knute), "foer": _ankerdag(mot, grense)}
    svar = _med_rute(knute, Frist(None, art), grense, felt)
    svar = svar._replace(begrunnelse=(*svar.begrunnelse, *_om_slutten(anker, knute)))
    if kalt := _kalt_inn_etter(svar.dato, anker, knute):
        # Nobody is late for a meeting that was held before anybody knew what it should have treated.
        for_sent = Ledd("kalt_inn_for_sent", {"hva": _ankernavn(anker, knute), "dato": kalt})
        svar = svar._replace(art=Fristart.VEILEDENDE, begrunnelse=(*svar.begrunnelse, for_sent))
    return svar


def _kalt_inn_etter(dato: date | None, anker: str, knute: Knute) -> date | None:
    """The day the meeting that stands for an anchor was called, when no call before `dato` asked for that day."""
    steg = knute.naboer.anker.get(anker)
    kalt = [faktum for id_ in (steg.steg if steg else ()) for faktum in knute.rom.knuter[id_].fakta.innkallinger]
    for faktum in kalt:
        assert isinstance(faktum.hendelse, MoeteInnkalt)
        assert faktum.hendelse.dato is not None, "one called off is not among them"
        i_tide = dato is None or faktum.skjedde < dato
        if i_tide and _med_rute(knute, Frist(None, Fristart.FRIST), faktum.hendelse.dato).dato == dato:
            return None
    return kalt[-1].skjedde if kalt else None


def _ankerdag(anker: Frist, grunnlag: date) -> Verdi:
    """The day a date is counted from; only the month when nobody has set more."""
    if not anker.bare_maaned:
        return grunnlag
    return lik(f"({'' if anker.art is Fristart.FRIST else 'tentativt '}i {maaned_ord(grunnlag)})")


def _med_rute(knute: Knute, frist: Frist, grense: date, mot: Mapping[str, Verdi] | None = None) -> Frist:
    """Add the route to the last meeting before `grense`; the meeting is the date itself when none is set yet. `mot`
    says what the meeting must come before, in the fields `hva` and `foer`.
    """
    ruter = knute.rom.ruter
    part = knute.instans.parter[0]
    organ = ruter.organ(part, knute.fakta.organ, foerste=knute.steg.i_foerste_organ)
    if organ is None:
        sist = grense - EN_DAG
        ledd: Begrunnelse = (Ledd("foer_uten_organ", mot),) if mot else ()
    elif rute := ruter.siste_foer(part, organ, grense):
        dag = rute.moete.dato
        felt: dict[str, Verdi] = {"organ": organ.navn, "dato": dag, "klart": rute.foerste.dato}
        ledd = (Ledd("siste_moete", {**felt, **mot}) if mot else Ledd("moete_foer_dato", felt),)
        if organ.oppdiktet:
            ledd += (Ledd("oppdiktet_moeteplan", {"organ": organ.navn}),)
        return Frist(frist.dato or dag, frist.art, frist.begrunnelse + ledd, rute=rute)
    else:
        sist = grense - ruter.saksutskrift(part)
        if mot:
            ledd = (Ledd("moeteplan_mangler_foer", {"organ": organ.navn, **mot}),)
        else:
            ledd = (Ledd("moeteplan_mangler", {"organ": organ.navn}),)
    return Frist(frist.dato or knute.rom.kalender.rull(sist, Rull.TILBAKE), frist.art, frist.begrunnelse + ledd)


def _anker(anker: str, knute: Knute, *, etter: bool) -> Frist:
    """The date another step or a name stands for. What comes after follows what really happened and the last of
    several; what comes before follows the date that was set and the first, of those that are to be done at all.
    """
    steg = knute.naboer.anker.get(anker)
    if steg is None:
        return _gitt(anker, Fristart.FRIST, knute)
    knuter = [knute.rom.knuter[id_] for id_ in steg.steg]
    if not etter:
        knuter = [annen for annen in knuter if not aldri_aktuell(annen)]
    elif knute.steg.fullfoeres is Fullfoeres.BEREGNET and (runde := knute.hel_runde):
        # What was done when these were does not move with one that came later.
        knuter = [annen for annen in knuter if annen in runde.steg] or knuter
    svar = [_ankerfrist(annen, etter=etter) for annen in knuter]
    if len(svar) == 1:
        return svar[0]
    satte = [f for f in svar if f.dato is not None]
    if not satte or (etter and any(f.dato is None and not uten_dato_som_ny(f) for f in svar)):
        return Frist(None, svar[0].art if svar else Fristart.VEILEDENDE)
    return max(satte, key=_dato) if etter else min(satte, key=_dato)


def _uten_dato(anker: str, knute: Knute, *, etter: bool) -> Begrunnelse:
    """Why there is no date to count from the anchor."""
    steg, navn = knute.naboer.anker.get(anker), _ankernavn(anker, knute)
    uaktuelt = steg and steg.steg and all(aldri_aktuell(knute.rom.knuter[id_]) for id_ in steg.steg)
    return (Ledd("uten_maal" if uaktuelt and not etter else "venter_paa_dato", {"hva": navn}),)


def _ankerfrist(knute: Knute, *, etter: bool) -> Frist:
    utfoert = knute.utfoert
    if utfoert is not None and (etter or knute.frist.dato is None):
        return Frist(utfoert, Fristart.FRIST)
    return knute.frist


def _ankernavn(anker: str, knute: Knute) -> Tekst:
    steg = knute.naboer.anker.get(anker)
    return steg.navn if steg else _datonavn(anker, knute)


@cache
def svakeste(en: Fristart, annen: Fristart) -> Fristart:
    """What a date derived from another is: never harder than either. Only a set date is tentative, what hangs on it
    is veiledende.
    """
    svak = max(en, annen, key=SVAKEST.index)
    return Fristart.VEILEDENDE if svak is Fristart.TENTATIV and en is not Fristart.TENTATIV else svak


@cache
def avstand_i_ord(avstand: Avstand) -> Tekst | None:
    """The span in words; None when it is no span at all."""
    for antall, en, flere in (
        (avstand.maaneder, Tekst("måned", "månad"), Tekst("måneder", "månader")),
        (avstand.uker, Tekst("uke", "veke"), Tekst("uker", "veker")),
        (avstand.arbeidsdager, Tekst("arbeidsdag", "arbeidsdag"), Tekst("arbeidsdager", "arbeidsdagar")),
        (avstand.dager, Tekst("dag", "dag"), Tekst("dager", "dagar")),
    ):
        if antall:
            enhet = en if antall == 1 else flere
            return Tekst(f"{antall} {enhet.nb}", f"{antall} {enhet.nn}")
    return None


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
