"""The backward pass: every step's date from the dates that are set, with its derivation."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from modeller.arbeidskalender import EN_DAG, Arbeidskalender, Rull
from modeller.avledning.instanser import Instans, Instanser
from modeller.avledning.rute import Rute, Ruter
from modeller.avtalefold import Avtale, Stegfakta
from modeller.begrunnelse import Begrunnelse, Ledd, Verdi
from modeller.fakta import Fristart, FristUtsatt, MoeteInnkalt
from modeller.livsloep import Livsloep
from modeller.register import Register
from modeller.regler import Avstand, Datoregel, Etter, Foer, FoerPaaske, Gitt, HvertAar, Ingen, SisteMoete
from modeller.tekst import Tekst, lik, maaned_ord

PALMESOENDAG = timedelta(days=7)
"""From Palm Sunday to Easter Sunday: the Easter week begins the day after Palm Sunday."""
SVAKEST = (Fristart.FRIST, Fristart.VENTET, Fristart.TENTATIV, Fristart.VEILEDENDE)


@dataclass(frozen=True, slots=True)
class Frist:
    """A step's date. With month precision `dato` is the month's last day; `tidligst` is then its first."""

    dato: date | None
    art: Fristart
    begrunnelse: Begrunnelse = ()
    bare_maaned: bool = False
    rute: Rute | None = None

    @property
    def tidligst(self) -> date | None:
        """The first day the date may mean."""
        return self.dato.replace(day=1) if self.dato and self.bare_maaned else self.dato


class Frister:
    """Dates of an agreement's steps, each worked out once and only when asked for."""

    def __init__(
        self,
        avtale: Avtale,
        livsloep: Livsloep,
        instanser: Instanser,
        ruter: Ruter,
        register: Register,
        kalender: Arbeidskalender,
        stegfakta: Callable[[str], Stegfakta],
        utfoert: Callable[[Instans], date | None],
    ) -> None:
        self._avtale = avtale
        self._livsloep = livsloep
        self._instanser = instanser
        self._ruter = ruter
        self._register = register
        self._kalender = kalender
        self._stegfakta = stegfakta
        self._utfoert = utfoert
        self._kjente: dict[str, Frist] = {}
        self._vinduer: dict[str, date | None] = {}

    def frist(self, instans: Instans) -> Frist:
        """The step's date with kind and derivation."""
        if instans.id not in self._kjente:
            self._kjente[instans.id] = self._avled(instans)
        return self._kjente[instans.id]

    def aapner(self, instans: Instans) -> date | None:
        """The day the step's window opens by the calendar."""
        regel = instans.steg.aapner
        if regel is None:
            return None
        if instans.id not in self._vinduer:
            self._vinduer[instans.id] = self._regn(regel, Fristart.VEILEDENDE, instans).tidligst
        return self._vinduer[instans.id]

    def _avled(self, instans: Instans) -> Frist:
        satt = self._satt_av_fakta(instans)
        frist = satt or self._regn(instans.steg.frist.regel, instans.steg.frist.art, instans)
        if instans.steg.vedtak and frist.dato and frist.rute is None:
            frist = self._med_rute(instans, frist, frist.dato + EN_DAG)
        return frist

    def _satt_av_fakta(self, instans: Instans) -> Frist | None:
        fakta = self._stegfakta(instans.id)
        if instans.steg.moete and fakta.innkallinger:
            innkalt = fakta.innkallinger[-1].hendelse
            assert isinstance(innkalt, MoeteInnkalt)
            ledd = Ledd("innkalt", {"dato": innkalt.dato, "hvem": self._navn(instans)})
            return Frist(innkalt.dato, Fristart.FRIST, (ledd,))
        if fakta.utsettelser:
            utsatt = fakta.utsettelser[-1].hendelse
            assert isinstance(utsatt, FristUtsatt)
            grunn = Ledd("utsatt_med_grunn", {"dato": utsatt.til, "grunn": utsatt.grunn.rstrip(" .")})
            ledd = grunn if utsatt.grunn else Ledd("utsatt", {"dato": utsatt.til})
            return Frist(utsatt.til, utsatt.art or instans.steg.frist.art, (ledd,))
        return None

    def _regn(self, regel: Datoregel, art: Fristart, instans: Instans) -> Frist:
        match regel:
            case Gitt(dato=navn):
                return self._gitt(navn, art)
            case Foer(anker=anker, avstand=avstand, rull=rull):
                return self._forskjoev(anker, avstand, rull, art, instans, -1)
            case Etter(anker=anker, avstand=avstand, rull=rull):
                return self._forskjoev(anker, avstand, rull, art, instans, 1)
            case SisteMoete(foer=anker):
                return self._siste_moete(anker, art, instans)
            case FoerPaaske(etter=anker):
                return self._foer_paaske(anker, art, instans)
            case HvertAar():
                return self._hvert_aar(regel, art, instans)
            case Ingen():
                return Frist(None, art)

    def _gitt(self, navn: str, art: Fristart = Fristart.FRIST) -> Frist:
        verdi = self._avtale.datoer.get(navn)
        if verdi is None:
            return Frist(None, art, (Ledd("dato_mangler", {"hva": _datonavn(navn)}),))
        if verdi.bare_maaned:
            ledd = Ledd("satt_maaned", {"hva": _datonavn(navn), "maaned": maaned_ord(verdi.dato)})
        else:
            ledd = Ledd("satt", {"hva": _datonavn(navn), "dato": verdi.dato})
        return Frist(verdi.dato, verdi.art, (ledd,), bare_maaned=verdi.bare_maaned)

    def _hvert_aar(self, regel: HvertAar, art: Fristart, instans: Instans) -> Frist:
        aar = (instans.aar or self._avtale.opprettet.skjedde.year) + regel.aar_etter
        if regel.bare_maaned:
            siste = date(aar, regel.maaned, calendar.monthrange(aar, regel.maaned)[1])
            return Frist(siste, art, (Ledd("hvert_aar_maaned", {"maaned": maaned_ord(siste)}),), bare_maaned=True)
        dag = _dag_i_maaned(aar, regel.maaned, regel.dag)
        return Frist(self._kalender.rull(dag, Rull.TILBAKE), art, (Ledd("hvert_aar", {"dato": dag}),))

    def _foer_paaske(self, anker: str, art: Fristart, instans: Instans) -> Frist:
        fra = self._anker(anker, instans, etter=True)
        if fra.dato is None:
            return Frist(None, svakeste(art, fra.art), (Ledd("venter_paa_dato", {"hva": self._ankernavn(anker)}),))
        paaske = next(
            p for aar in (fra.dato.year, fra.dato.year + 1) if (p := self._kalender.paaskedag(aar)) > fra.dato
        )
        dag = self._kalender.rull(paaske - PALMESOENDAG - EN_DAG, Rull.TILBAKE)
        return Frist(dag, svakeste(art, fra.art), (Ledd("foer_paaske", {"dato": dag, "paaskedag": paaske}),))

    def _forskjoev(
        self, anker: str, avstand: Avstand, rull: Rull, art: Fristart, instans: Instans, fortegn: int
    ) -> Frist:
        fra = self._anker(anker, instans, etter=fortegn > 0)
        art = svakeste(art, fra.art)
        grunnlag = fra.dato if fortegn > 0 else fra.tidligst
        navn = self._ankernavn(anker)
        if grunnlag is None:
            return Frist(None, art, (Ledd("venter_paa_dato", {"hva": navn}),))
        dag = self._kalender.rull(_flytt(self._kalender, grunnlag, avstand, fortegn), rull)
        ord_ = avstand_i_ord(avstand)
        retning = "etter" if fortegn > 0 else "foer"
        if ord_ is None:
            # A date that stands on a day off because someone set it still stands when another only repeats it.
            return Frist(grunnlag, art, (Ledd(f"samtidig_{retning}", {"hva": navn, "dato": grunnlag}),))
        return Frist(dag, art, (Ledd(retning, {"hva": navn, "dato": grunnlag, "avstand": ord_}),))

    def _siste_moete(self, anker: str, art: Fristart, instans: Instans) -> Frist:
        mot = self._anker(anker, instans, etter=False)
        art = svakeste(art, mot.art)
        if mot.tidligst is None:
            return Frist(None, art, (Ledd("venter_paa_dato", {"hva": self._ankernavn(anker)}),))
        frist = self._med_rute(instans, Frist(None, art), mot.tidligst, self._ankernavn(anker))
        if mot.art is not Fristart.FRIST and mot.bare_maaned and mot.dato:
            ledd = Ledd("anker_ikke_satt", {"hva": self._ankernavn(anker), "maaned": maaned_ord(mot.dato)})
            frist = Frist(frist.dato, art, (*frist.begrunnelse, ledd), rute=frist.rute)
        return frist

    def _med_rute(self, instans: Instans, frist: Frist, grense: date, anker: Tekst | None = None) -> Frist:
        """Add the route to the last meeting before `grense`; the meeting is the date itself when none is set yet."""
        part = instans.parter[0]
        organ = self._ruter.organ(part, self._stegfakta(instans.id).organ)
        sist = grense - EN_DAG
        if organ is None:
            ledd = Ledd("foer_uten_organ", {"hva": anker, "dato": grense}) if anker else None
        elif rute := self._ruter.siste_foer(part, organ, grense):
            felt: dict[str, Verdi] = {"organ": organ.navn, "dato": rute.moete.dato, "klart": rute.milepaeler[0].dato}
            if anker:
                ledd = Ledd("siste_moete", {**felt, "hva": anker, "foer": grense})
            else:
                ledd = Ledd("moete_foer_dato", felt)
            oppdiktet = (Ledd("oppdiktet_moeteplan", {"organ": organ.navn}),) if organ.oppdiktet else ()
            dato = frist.dato or rute.moete.dato
            return Frist(dato, frist.art, (*frist.begrunnelse, ledd, *oppdiktet), rute=rute)
        else:
            sist = grense - self._ruter.saksutskrift(part)
            ledd = Ledd("moeteplan_mangler", {"organ": organ.navn})
            if anker:
                ledd = Ledd("moeteplan_mangler_foer", {"organ": organ.navn, "hva": anker, "foer": grense})
        dato = frist.dato or self._kalender.rull(sist, Rull.TILBAKE)
        return Frist(dato, frist.art, (*frist.begrunnelse, ledd) if ledd else frist.begrunnelse)

    def _anker(self, anker: str, fra: Instans, *, etter: bool) -> Frist:
        """The date another step or a name stands for. What comes after follows what really happened and the last of
        several; what comes before follows the date that was set and the first.
        """
        if self._livsloep.finn(anker) is None:
            return self._gitt(anker)
        treff = [i for i in self._instanser.med_noekkel(anker, fra) if not i.uavklart]
        treff = [i for i in treff if i.parter and set(i.parter) == set(fra.parter)] or treff
        svar = [self._ankerfrist(i, etter=etter) for i in treff]
        satte = [f for f in svar if f.dato is not None]
        if not satte or (etter and len(satte) < len(svar)):
            return Frist(None, svar[0].art if svar else Fristart.VEILEDENDE)
        return max(satte, key=_dato) if etter else min(satte, key=_dato)

    def _ankerfrist(self, instans: Instans, *, etter: bool) -> Frist:
        utfoert = self._utfoert(instans)
        if utfoert is not None and (etter or self.frist(instans).dato is None):
            return Frist(utfoert, Fristart.FRIST)
        return self.frist(instans)

    def _ankernavn(self, anker: str) -> Tekst:
        steg = self._livsloep.finn(anker)
        return steg.omtalt if steg else _datonavn(anker)

    def _navn(self, instans: Instans) -> Tekst:
        return self._register.navn(instans.parter[0]) if instans.parter else lik("")


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


def _flytt(kalender: Arbeidskalender, dag: date, avstand: Avstand, fortegn: int) -> date:
    dag = _flytt_maaneder(dag, fortegn * avstand.maaneder)
    dag += fortegn * timedelta(days=avstand.dager, weeks=avstand.uker)
    return kalender.flytt(dag, fortegn * avstand.arbeidsdager)


def _flytt_maaneder(dag: date, maaneder: int) -> date:
    if not maaneder:
        return dag
    aar, maaned = divmod(dag.year * 12 + dag.month - 1 + maaneder, 12)
    return _dag_i_maaned(aar, maaned + 1, dag.day)


def _dag_i_maaned(aar: int, maaned: int, dag: int) -> date:
    """The day of the month, or its last when the month is shorter."""
    return date(aar, maaned, dag if dag <= 28 else min(dag, calendar.monthrange(aar, maaned)[1]))


def _dato(frist: Frist) -> date:
    return frist.tidligst or date.max


def _datonavn(navn: str) -> Tekst:
    return DATONAVN.get(navn) or lik(navn)


DATONAVN = {
    "forslagsfrist": Tekst("fristen for forslaget", "fristen for forslaget"),
    "tekstdialog": Tekst("dialogen om endelig ordlyd", "dialogen om endeleg ordlyd"),
    "avtaleslutt": Tekst("avtaleslutt", "avtaleslutt"),
}
"""How the named dates are spoken of in a derivation."""
