"""The backward pass: every step's date from the dates that are set, with its derivation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from modeller.arbeidskalender import EN_DAG, Rull
from modeller.avledning.ankre import ankerdato, ankernavn, gitt_dato, om_slutten, uten_dato
from modeller.avledning.etterpaa import frist_for_det_som_kom_siden, kom_siden
from modeller.avledning.fastdag import Frist, fast_dag, flytt, om_arbeidsdagen
from modeller.avledning.fullfoering import uaktuelt_maal
from modeller.avstand import Avstand
from modeller.begrunnelse import Begrunnelse, Ledd, Verdi
from modeller.fakta import Faktum, Fristart, FristUtsatt, MoeteInnkalt, StegLagtTil
from modeller.fakta.begreper import FRIST, TENTATIV, VEILEDENDE, VENTET
from modeller.regler import BareValgaar, Datoregel, Etter, Foer, FoerPaaske, Gitt, HvertAar, Ingen, SisteMoete
from modeller.tekst import Tekst, lik, maaned_ord

if TYPE_CHECKING:
    from modeller.avledning.knute import Knute

PALMESOENDAG = timedelta(days=7)
"""From Palm Sunday to Easter Sunday: the Easter week begins the day after Palm Sunday."""
FORBEREDELSE = timedelta(weeks=6)
"""The window of a decision opens no later than this before its saksframlegg must be ready; ours."""
SVAKEST = (FRIST, VENTET, TENTATIV, VEILEDENDE)


def frist(knute: Knute) -> Frist:
    """The step's date with kind and derivation."""
    if knute.naboer.gjelder and (maal := uaktuelt_maal(knute)):
        return Frist(None, VEILEDENDE, (Ledd("uten_maal", {"hva": maal.steg.omtalt}),))
    steg, satt = knute.steg, _satt_av_fakta(knute)
    svar = satt or _regn(steg.frist.regel, steg.frist.art, knute)
    if steg.vedtak and svar.dato and svar.rute is None:
        svar = _med_rute(knute, svar, svar.dato + EN_DAG)
    return svar if satt or not kom_siden(knute) else frist_for_det_som_kom_siden(svar, knute)


def aapner(knute: Knute) -> date | None:
    """The day the step's window opens by the calendar; None when nothing but other steps holds it back."""
    steg = knute.steg
    vindu = _regn(steg.aapner, VEILEDENDE, knute).tidligst if steg.aapner else None
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
        ramme = str(fakta.ramme)
        felt: dict[str, Verdi] = {"dato": innkalt.dato, "hvem": navn}
        ledd = Ledd("innkalt_med_ramme", {**felt, "ramme": lik(ramme)}) if ramme else Ledd("innkalt", felt)
        return Frist(innkalt.dato, FRIST, (ledd, *_oppdiktet(fakta.innkallinger[-1])))
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
            return gitt_dato(regel.dato, art, knute)
        case FoerPaaske():
            return _foer_paaske(regel.etter, art, knute)
        case HvertAar() | Ingen():
            aar = knute.instans.aar or knute.rom.avtale.opprettet.skjedde.year
            etter_valg = isinstance(knute.steg.betinget, BareValgaar)
            return fast_dag(regel, art, aar, knute.rom.kalender, etter_valg=etter_valg)


def _foer_paaske(anker: str, art: Fristart, knute: Knute) -> Frist:
    fra = ankerdato(anker, knute, etter=True)
    art = svakeste(art, fra.art)
    if fra.dato is None:
        return Frist(None, art, (Ledd("venter_paa_dato", {"hva": ankernavn(anker, knute)}),))
    kalender = knute.rom.kalender
    paaske = next(p for aar in (fra.dato.year, fra.dato.year + 1) if (p := kalender.paaskedag(aar)) > fra.dato)
    dag = kalender.rull(paaske - PALMESOENDAG - EN_DAG, Rull.TILBAKE)
    return Frist(dag, art, (Ledd("foer_paaske", {"dato": dag, "paaskedag": paaske}),))


def _som_de_andre(regel: Foer | Etter, art: Fristart, knute: Knute) -> Frist:
    """What the rule gives: the same for every step that has it and counts from the same steps."""
    anker = knute.naboer.anker.get(regel.anker)
    noekkel = (id(regel), art, anker.steg if anker else None)
    kjente = knute.rom.forskjoevet
    kjent = kjente.get(noekkel)
    if kjent is None:
        kjent = kjente[noekkel] = _forskjoev(regel, art, knute)
    return kjent


def _forskjoev(regel: Foer | Etter, art: Fristart, knute: Knute) -> Frist:
    etter = isinstance(regel, Etter)
    fra = ankerdato(regel.anker, knute, etter=etter)
    grunnlag = fra.dato if etter else fra.tidligst
    navn = ankernavn(regel.anker, knute)
    if grunnlag is None:
        gitt = regel.anker not in knute.naboer.anker  # a named date says itself that it is missing
        mangler = fra.begrunnelse if gitt else uten_dato(regel.anker, knute, etter=etter)
        return Frist(None, svakeste(art, fra.art), mangler)
    felt: dict[str, Verdi] = {"hva": navn, "dato": _ankerdag(fra, grunnlag)}
    retning = "etter" if etter else "foer"
    ord_ = avstand_i_ord(regel.avstand)
    if ord_ is None:
        # A date that stands on a day off because someone set it still stands when another only repeats it.
        samtidig = Ledd(f"samtidig_{retning}", felt)
        return Frist(grunnlag, svakeste(art, fra.art), (samtidig, *om_slutten(regel.anker, knute)))
    kalender = knute.rom.kalender
    dag = flytt(kalender, grunnlag, regel.avstand, 1 if etter else -1)
    dato = kalender.rull(dag, regel.rull)
    ledd = Ledd(retning, {**felt, "avstand": ord_})
    begrunnelse = (ledd, *om_arbeidsdagen(dag, dato), *om_slutten(regel.anker, knute))
    return Frist(dato, svakeste(art, fra.art), begrunnelse)


def _siste_moete(anker: str, art: Fristart, knute: Knute) -> Frist:
    mot = ankerdato(anker, knute, etter=False)
    art = svakeste(art, mot.art)
    grense = mot.tidligst
    if grense is None:
        return Frist(None, art, uten_dato(anker, knute, etter=False))
    felt: dict[str, Verdi] = {"hva": ankernavn(anker, knute), "foer": _ankerdag(mot, grense)}
    svar = _med_rute(knute, Frist(None, art), grense, felt)
    if slutten := om_slutten(anker, knute):
        svar = svar._replace(begrunnelse=(*svar.begrunnelse, *slutten))
    if kalt := _kalt_inn_etter(svar.dato, anker, knute):
        # Nobody is late for a meeting that was held before anybody knew what it should have treated.
        for_sent = Ledd("kalt_inn_for_sent", {"hva": ankernavn(anker, knute), "dato": kalt})
        svar = svar._replace(art=VEILEDENDE, begrunnelse=(*svar.begrunnelse, for_sent))
    return svar


def _kalt_inn_etter(dato: date | None, anker: str, knute: Knute) -> date | None:
    """The day the meeting that stands for an anchor was called, when no call before `dato` asked for that day."""
    steg = knute.naboer.anker.get(anker)
    kalt = [faktum for id_ in (steg.steg if steg else ()) for faktum in knute.rom.knuter[id_].fakta.innkallinger]
    for faktum in kalt:
        assert isinstance(faktum.hendelse, MoeteInnkalt)
        assert faktum.hendelse.dato is not None, "one called off is not among them"
        i_tide = dato is None or faktum.skjedde < dato
        if i_tide and _med_rute(knute, Frist(None, FRIST), faktum.hendelse.dato).dato == dato:
            return None
    return kalt[-1].skjedde if kalt else None


def _ankerdag(anker: Frist, grunnlag: date) -> Verdi:
    """The day a date is counted from; only the month when nobody has set more."""
    if not anker.bare_maaned:
        return grunnlag
    return lik(f"({'' if anker.art is FRIST else 'tentativt '}i {maaned_ord(grunnlag)})")


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
        return Frist(frist.dato or dag, frist.art, frist.begrunnelse + ledd, rute=rute, grense=grense)
    else:
        sist = grense - ruter.saksutskrift(part)
        if mot:
            ledd = (Ledd("moeteplan_mangler_foer", {"organ": organ.navn, **mot}),)
        else:
            ledd = (Ledd("moeteplan_mangler", {"organ": organ.navn}),)
    return Frist(frist.dato or knute.rom.kalender.rull(sist, Rull.TILBAKE), frist.art, frist.begrunnelse + ledd)


@cache
def svakeste(en: Fristart, annen: Fristart) -> Fristart:
    """What a date derived from another is: never harder than either. Only a set date is tentative, what hangs on it
    is veiledende.
    """
    svak = max(en, annen, key=SVAKEST.index)
    return VEILEDENDE if svak is TENTATIV and en is not TENTATIV else svak


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
