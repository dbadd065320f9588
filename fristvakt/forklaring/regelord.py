"""The rules of a lifecycle in words, in bokmål and nynorsk, before any agreement has given them dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from modeller.avledning.ankre import DATONAVN
from modeller.avledning.frister import avstand_i_ord
from modeller.fakta import Fristart
from modeller.livsloep import Fase, Krav, KravEtterRolle, Livsloep, Steg
from modeller.regelvalg import Regelvalg
from modeller.regler import (
    BareSisteAar,
    BareValgaar,
    Betingelse,
    Datoregel,
    Etter,
    Foer,
    FoerPaaske,
    Gitt,
    Hvem,
    HvertAar,
    IkkeSisteAar,
    Ingen,
    SisteMoete,
    Utvalg,
)
from modeller.tekst import MAANEDER, Tekst, lik, oppramsing
from varsler.forklaringsord import avstand_i_ord as varselavstand, naar_i_ord
from varsler.regler import STANDARDREGLER
from varsler.regler.ord import regel_i_ord

INGEN = Tekst("ingen dato", "ingen dato")
KRAVORD = {
    Krav.PAAKREVD: Tekst("påkrevd", "påkravd"),
    Krav.ANBEFALT: Tekst("anbefalt", "tilrådd"),
    Krav.UTEN_KRAV: Tekst("uten krav", "utan krav"),
}
BETINGELSESORD: dict[type, Tekst] = {
    IkkeSisteAar: Tekst("Alle år unntatt det siste.", "Alle år utanom det siste."),
    BareSisteAar: Tekst("Bare det siste året.", "Berre det siste året."),
    BareValgaar: Tekst("Bare i år med kommune- og fylkestingsvalg.", "Berre i år med kommune- og fylkestingsval."),
}


def tittel(steg: Steg) -> Tekst:
    """The title of a step of no particular year."""
    return Tekst(
        steg.tittel.nb.replace("{neste_aar}", "neste år"),
        steg.tittel.nn.replace("{neste_aar}", "neste år"),
    )


def ankerord(navn: str, livsloep: Livsloep) -> Tekst:
    """What a sentence calls a step or a named date."""
    steg = livsloep.finn(navn)
    return steg.omtalt if steg else livsloep.datonavn.get(navn) or DATONAVN.get(navn) or lik(navn)


def stegord(noekler: Sequence[str], livsloep: Livsloep, bindeord: Tekst) -> Tekst:
    """Several steps in one sentence."""
    ord_ = [ankerord(noekkel, livsloep) for noekkel in noekler]
    return Tekst(oppramsing([o.nb for o in ord_], bindeord.nb), oppramsing([o.nn for o in ord_], bindeord.nn))


def datoord(regel: Datoregel, fase: Fase, livsloep: Livsloep) -> Tekst:
    """When, in the middle of a sentence."""
    match regel:
        case Gitt(dato=navn):
            gitt = ankerord(navn, livsloep)
            return Tekst(f"datoen avtalen gir ({gitt.nb})", f"datoen avtalen gir ({gitt.nn})")
        case Foer() | Etter():
            return _avstanden(regel, livsloep)
        case SisteMoete(foer=anker):
            mot = ankerord(anker, livsloep)
            return Tekst(
                f"siste møte i organet som vedtar, før {mot.nb}", f"siste møtet i organet som vedtek, før {mot.nn}"
            )
        case FoerPaaske(etter=anker):
            fra = ankerord(anker, livsloep)
            return Tekst(
                f"siste arbeidsdag før påskeuken, den første påsken etter {fra.nb}",
                f"siste arbeidsdag før påskeveka, den første påska etter {fra.nn}",
            )
        case HvertAar():
            return _dagen(regel, fase)
        case Ingen():
            return INGEN


def _avstanden(regel: Foer | Etter, livsloep: Livsloep) -> Tekst:
    avstand, fra = avstand_i_ord(regel.avstand), ankerord(regel.anker, livsloep)
    etter = isinstance(regel, Etter)
    if avstand is None:
        nb, nn = ("samtidig", "samtidig") if etter else ("senest samtidig", "seinast samtidig")
        return Tekst(f"{nb} med {fra.nb}", f"{nn} med {fra.nn}")
    ord_ = "etter" if etter else "før"
    return Tekst(f"{avstand.nb} {ord_} {fra.nb}", f"{avstand.nn} {ord_} {fra.nn}")


def _dagen(regel: HvertAar, fase: Fase) -> Tekst:
    maaned = MAANEDER[regel.maaned - 1]
    dag = f"i {maaned}" if regel.bare_maaned else f"{regel.dag}. {maaned}"
    if not fase.hvert_aar:
        return Tekst(f"{dag} det året avtalen ble opprettet", f"{dag} det året avtalen vart oppretta")
    if regel.aar_etter == 1:
        return Tekst(f"{dag} året etter", f"{dag} året etter")
    return (
        Tekst(f"{dag} {regel.aar_etter} år etter", f"{dag} {regel.aar_etter} år etter") if regel.aar_etter else lik(dag)
    )


def fristord(steg: Steg, fase: Fase, livsloep: Livsloep) -> Tekst:
    """The date with its kind, as a sentence; whose recommendation it is when nobody else has said it."""
    if isinstance(steg.frist.regel, Ingen):
        return lik("Dato: ingen.")
    naar = datoord(steg.frist.regel, fase, livsloep)
    match steg.frist.art:
        case Fristart.FRIST:
            return Tekst(f"Frist: {naar.nb}.", f"Frist: {naar.nn}.")
        case Fristart.VENTET:
            av = steg.frist.ventet_av
            hvem = Tekst(f" av {av.nb}", f" av {av.nn}") if av else lik("")
            return Tekst(f"Ventet{hvem.nb}: {naar.nb}.", f"Venta{hvem.nn}: {naar.nn}.")
        case Fristart.TENTATIV:
            return Tekst(
                f"Foreløpig: {naar.nb}, til noen setter datoen.", f"Førebels: {naar.nn}, til nokon set datoen."
            )
        case Fristart.VEILEDENDE:
            return Tekst(f"Veiledende: {naar.nb}.", f"Rettleiande: {naar.nn}.")


def kildeord(steg: Steg) -> Tekst:
    """Who says that the step is to be done, and by when; what nobody says is our own recommendation."""
    egen_dato = steg.frist.art is Fristart.VEILEDENDE and not isinstance(steg.frist.regel, Ingen)
    if steg.kilde is None:
        hva = Tekst("Steget og datoen", "Steget og datoen") if egen_dato else lik("Steget")
        return Tekst(f"Kilde: ingen. {hva.nb} er vår anbefaling.", f"Kjelde: inga. {hva.nn} er vår tilråding.")
    dato = Tekst(" Datoen er vår anbefaling.", " Datoen er vår tilråding.") if egen_dato else lik("")
    return Tekst(f"Kilde: {steg.kilde.tittel.nb}.{dato.nb}", f"Kjelde: {steg.kilde.tittel.nn}.{dato.nn}")


def kravord(krav: Krav | KravEtterRolle) -> Tekst:
    """How binding the step is."""
    if isinstance(krav, KravEtterRolle):
        navn = krav.utvalg.navn
        return Tekst(
            f"påkrevd når {navn.nb} er hovedpart, ellers anbefalt", f"påkravd når {navn.nn} er hovudpart, elles tilrådd"
        )
    return KRAVORD[krav]


def hvemord(hvem: Hvem | None) -> Tekst:
    """Who does it."""
    if hvem is None:
        return Tekst("kommer av seg selv", "kjem av seg sjølv")
    navn = hvem.utvalg.navn
    if not er_flere(hvem.utvalg):
        return navn
    if hvem.hver:
        return Tekst(f"hver av {navn.nb}", f"kvar av {navn.nn}")
    return Tekst(f"{navn.nb} sammen", f"{navn.nn} saman")


def er_flere(utvalg: Utvalg) -> bool:
    """Whether the name speaks of several: `kommunene`, `samarbeidspartene under delmålet`; not `fylkeskommunen`."""
    return utvalg.navn.nb.split()[0].endswith("ene")


def betingelsesord(betinget: Betingelse | None) -> Tekst | None:
    """In which years, as a sentence."""
    return BETINGELSESORD[type(betinget)] if betinget else None


def hyppighet(fase: Fase) -> Tekst | None:
    """How often a phase comes; None for once."""
    match fase.hvert_aar:
        case 0:
            return None
        case 1:
            return Tekst("gjentas hvert år", "blir gjenteken kvart år")
        case 2:
            return Tekst("gjentas annethvert år", "blir gjenteken annakvart år")
        case antall:
            return Tekst(f"gjentas hvert {antall}. år", f"blir gjenteken kvart {antall}. år")


def varselord(valg: Regelvalg) -> Tekst:
    """What is otherwise for the step with one reminder, as a sentence."""
    vanlig = next(regel for regel in STANDARDREGLER.regler if regel.navn == valg.regel)
    kalt = regel_i_ord(valg.regel)
    om = Tekst(f"Påminnelsen «{kalt.nb}»", f"Påminninga «{kalt.nn}»")
    if valg.paa is False:
        return Tekst(f"{om.nb} er slått av for dette steget.", f"{om.nn} er slått av for dette steget.")
    naar = naar_i_ord(replace(vanlig, avstand=valg.avstand or vanlig.avstand))
    if valg.paa:
        return Tekst(
            f"{om.nb} er slått på for dette steget og kommer {naar.nb}.",
            f"{om.nn} er slått på for dette steget og kjem {naar.nn}.",
        )
    ellers = varselavstand(vanlig.avstand)
    return Tekst(f"{om.nb} kommer {naar.nb} (ellers {ellers.nb}).", f"{om.nn} kjem {naar.nn} (elles {ellers.nn}).")
