"""What is said of time: being on the case, asking for more of it, and resting the reminders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from flyter.innfoering import Hendt
from modeller.fakta import (
    Faktum,
    FerdigAnslaatt,
    Fristart,
    FristUtsatt,
    MerTidOensket,
    PaaminnelserUtsatt,
)
from modeller.plan import Plansteg
from modeller.tekst import Tekst, lik
from tavle.nydato import PASSERT, merk_fridag
from tavle.svar.felt import Felt, Feltslag, Utfylt
from tavle.svar.sak import Svarsak
from tavle.svar.skjema.avklaring import venter_paa_avklaring
from tavle.svar.skjema.form import Svarskjema, ferdig_fra_foer, hendt, siste
from tavle.svar.skjema.tidligere import TIDLIGERE, ble_tidligere, spoersmaal_om_tidligere
from varsler.stegord import kort_dato
from varsler.vedtaksgang import satt_paa_vent

UKE = timedelta(days=7)
SEND = Tekst("Send", "Send")
SKRIV_GRUNN = Tekst("Skriv hvorfor dere trenger mer tid.", "Skriv kvifor de treng meir tid.")
SKRIV_HVORFOR = Tekst("Skriv hvorfor datoen flyttes.", "Skriv kvifor datoen blir flytta.")

MOETEDAGEN = lik("Møtedagen")
DATOEN = {
    Fristart.FRIST: lik("Fristen"),
    Fristart.VENTET: lik("Datoen"),
    Fristart.TENTATIV: Tekst("Den foreløpige datoen", "Den førebels datoen"),
    Fristart.VEILEDENDE: Tekst("Den veiledende datoen", "Den rettleiande datoen"),
}
"""The kind of date as a sentence of plain words begins with it."""


# --- on the case --------------------------------------------------------------------------------------------------


VENTER_SER = Tekst(
    "De som venter, ser på tavla og i neste oversikt når dere regner med å være ferdige.",
    "Dei som ventar, ser på tavla og i neste oversikt når de reknar med å vere ferdige.",
)
INGEN_PAAMINNELSER = Tekst(
    "Dere får ingen påminnelser om dette før den dagen.", "De får ingen påminningar om dette før den dagen."
)


def _paa_saken_felter(sak: Svarsak) -> Sequence[Felt]:
    kjent = sak.steg.oppfoelging.anslag.get(sak.part)
    return (
        Felt(
            navn="dato",
            etikett=Tekst("Når regner dere med å være ferdige?", "Når reknar de med å vere ferdige?"),
            slag=Feltslag.DATO,
            verdi=kjent.dato.isoformat() if kjent else "",
        ),
        Felt(
            navn="merknad",
            etikett=Tekst("Merknad", "Merknad"),
            slag=Feltslag.LANG,
            hjelp=Tekst("Kan leses av alle partene.", "Kan lesast av alle partane."),
            verdi=kjent.merknad if kjent else "",
            valgfritt=True,
        ),
    )


def _anslaatt(sak: Svarsak) -> Faktum | None:
    """The estimate that stands."""
    if sak.part not in sak.steg.oppfoelging.anslag:
        return None
    return siste(sak, lambda h: isinstance(h, FerdigAnslaatt) and (h.steg, h.part) == (sak.steg.id, sak.part))


def _les_paa_saken(sak: Svarsak, utfylt: Utfylt) -> Sequence[Hendt]:
    dag, merknad = utfylt.dato("dato"), utfylt.lang("merknad")
    utfylt.krev()
    kjent = sak.steg.oppfoelging.anslag.get(sak.part)
    if kjent is not None and (kjent.dato, kjent.merknad) == (dag, merknad):
        return ()
    return [hendt(sak, FerdigAnslaatt(steg=sak.steg.id, part=sak.part, dato=dag, merknad=merknad))]


def _paa_saken_ingress(sak: Svarsak) -> Tekst:
    if satt_paa_vent(sak.steg) is not None:
        return _med_setninger(venter_paa_avklaring(sak), VENTER_SER)
    uten = Tekst(
        "Fristvakt minner dere ikke på dette før den dagen.", "Fristvakt minner dykk ikkje på dette før den dagen."
    )
    ser = Tekst("de andre partene ser anslaget.", "dei andre partane ser anslaget.")
    return _med_setninger(uten, _datoen_staar(sak.steg, ser))


def _datoen_staar(steg: Plansteg, og: Tekst) -> Tekst:
    """That the date stands, as what kind of date it is, and what else does."""
    if steg.frist is None:
        return og.stor
    datoen = MOETEDAGEN if steg.er_innkalt else DATOEN[steg.art]
    return Tekst(f"{datoen.nb} står, og {og.nb}", f"{datoen.nn} står, og {og.nn}")


def _med_setninger(*setninger: Tekst) -> Tekst:
    return Tekst(" ".join(s.nb for s in setninger), " ".join(s.nn for s in setninger))


PAA_SAKEN = Svarskjema(
    hovedfelt="dato",
    tittel=lambda _: Tekst("Vi er på saken", "Vi er på saka"),
    ingress=_paa_saken_ingress,
    felter=_paa_saken_felter,
    les=_les_paa_saken,
    gjort=ferdig_fra_foer,
    staar=_anslaatt,
    knapp=SEND,
    takk=lambda sak: INGEN_PAAMINNELSER if satt_paa_vent(sak.steg) is None else VENTER_SER,
)


FLYTT = Tekst("Flytt datoen", "Flytt datoen")
FLYTT_SELV = Tekst(
    "Du er koordinator, så datoen flyttes med en gang og vises på tavla.",
    "Du er koordinator, så datoen blir flytta med ein gong og vist på tavla.",
)
NY_DATO = Tekst("Hvilken dato skal steget flyttes til?", "Kva dato skal steget flyttast til?")
HVORFOR = Tekst("Hvorfor flyttes datoen?", "Kvifor blir datoen flytta?")
LESES_AV_ALLE = Tekst("Kan leses av alle partene.", "Kan lesast av alle partane.")
FLYTTET = Tekst("Datoen er flyttet.", "Datoen er flytta.")
OENSKET_GAAR = Tekst(
    "Koordinatoren får ønsket i neste utsending. Datoen står til dere har fått svar.",
    "Koordinatoren får ønsket i neste utsending. Datoen står til de har fått svar.",
)
OENSK = Tekst(
    "Ønsket går til koordinatoren, som svarer ja eller nei. Datoen står til dere har fått svar.",
    "Ønsket går til koordinatoren, som svarer ja eller nei. Datoen står til de har fått svar.",
)


# --- more time ----------------------------------------------------------------------------------------------------


def datoen_naa(sak: Svarsak) -> Tekst:
    """The date the step has, for whoever is to say another."""
    frist = sak.steg.frist
    if frist is None:
        return Tekst("Steget har ingen dato nå.", "Steget har ingen dato no.")
    dag = kort_dato(frist, bare_maaned=sak.steg.bare_maaned)
    return Tekst(f"Datoen er nå {dag}.", f"Datoen er no {dag}.")


def _mer_tid_felter(sak: Svarsak) -> Sequence[Felt]:
    flytter = sak.er_koordinators
    kjent = sak.steg.oppfoelging.oensker.get(sak.part)
    return (
        Felt(
            navn="til",
            etikett=NY_DATO if flytter else Tekst("Hvilken dato trenger dere?", "Kva dato treng de?"),
            slag=Feltslag.DATO,
            hjelp=datoen_naa(sak),
            verdi=kjent.til.isoformat() if kjent else "",
        ),
        *((TIDLIGERE,) if flytter else ()),
        Felt(
            navn="grunn",
            etikett=HVORFOR if flytter else Tekst("Hvorfor trenger dere mer tid?", "Kvifor treng de meir tid?"),
            slag=Feltslag.LANG,
            hjelp=LESES_AV_ALLE
            if flytter
            else Tekst(
                "Koordinatoren kan lese dette, og det blir stående i loggen.",
                "Koordinatoren kan lese dette, og det blir ståande i loggen.",
            ),
            verdi=kjent.grunn if kjent else "",
        ),
    )


def _sagt_om_tid(sak: Svarsak) -> Faktum | None:
    """The request that waits for its answer, or the last no; the coordinator's own words are the date."""
    if sak.er_koordinators:
        return siste(sak, lambda h: isinstance(h, FristUtsatt) and h.steg == sak.steg.id)
    oppfoelging = sak.steg.oppfoelging
    sagt = oppfoelging.oensker.get(sak.part) or oppfoelging.avslag.get(sak.part)
    return next((f for f in sak.fakta if f.id == sagt.faktum), None) if sagt else None


def _les_mer_tid(sak: Svarsak, utfylt: Utfylt) -> Sequence[Hendt]:
    flytter = sak.er_koordinators
    til, grunn = utfylt.dato("til"), utfylt.lang("grunn", mangler=SKRIV_HVORFOR if flytter else SKRIV_GRUNN)
    if til is not None and til <= sak.dag and flytter:
        utfylt.feil["til"] = PASSERT
    elif til is not None and flytter and not utfylt.krysset(TIDLIGERE.navn):
        spoersmaal = spoersmaal_om_tidligere(sak, til)
        utfylt.feil |= {TIDLIGERE.navn: spoersmaal} if spoersmaal else {}
    utfylt.krev()
    assert til is not None, "a date that is missing has been told"
    if flytter:  # who would only have to answer the same question
        if til == sak.steg.frist:
            return ()
        return [hendt(sak, FristUtsatt(steg=sak.steg.id, til=til, grunn=grunn))]
    kjent = sak.steg.oppfoelging.oensker.get(sak.part)
    if kjent is not None and (kjent.til, kjent.grunn) == (til, grunn):
        return ()
    return [hendt(sak, MerTidOensket(steg=sak.steg.id, part=sak.part, til=til, grunn=grunn))]


def _mer_tid_takk(sak: Svarsak) -> Tekst:
    oenske = sak.steg.oppfoelging.oensker.get(sak.part)
    if sak.er_koordinators:
        return med_fridag(FLYTTET, sak.steg.frist, sak)
    return med_fridag(OENSKET_GAAR, oenske.til if oenske else None, sak)


def _mer_tid_kvittering(foer: Svarsak, etter: Svarsak) -> Tekst | None:
    tidligere = ble_tidligere(foer, etter)
    return med_fridag(tidligere, etter.steg.frist, etter) if tidligere is not None else None


def med_fridag(takk: Tekst, dag: date | None, sak: Svarsak) -> Tekst:
    """A word to go on, and that the new date is no working day, when it is none."""
    merk = merk_fridag(dag, sak.kalender) if dag is not None else None
    return takk if merk is None else _med_setninger(takk, merk)


MER_TID = Svarskjema(
    hovedfelt="til",
    tittel=lambda sak: FLYTT if sak.er_koordinators else Tekst("Be om mer tid", "Be om meir tid"),
    ingress=lambda sak: FLYTT_SELV if sak.er_koordinators else OENSK,
    felter=_mer_tid_felter,
    les=_les_mer_tid,
    gjort=ferdig_fra_foer,
    staar=_sagt_om_tid,
    knapp=SEND,
    kvittering=_mer_tid_kvittering,
    takk=_mer_tid_takk,
)


# --- not now ------------------------------------------------------------------------------------------------------


def _utsatt(sak: Svarsak) -> Faktum | None:
    """The day the reader has asked to be left alone until, while it is ahead."""
    kontakt = sak.leser.kontakt
    til = sak.steg.oppfoelging.utsatt_til.get(kontakt.id) if kontakt is not None else None
    if kontakt is None or til is None or til <= sak.dag:
        return None
    hvem = (sak.steg.id, kontakt.id)
    return siste(sak, lambda h: isinstance(h, PaaminnelserUtsatt) and (h.steg, h.kontakt) == hvem)


def _forslag(sak: Svarsak) -> date | None:
    """The day that stands; else a week from now, or a working day before the date comes; None when none is left."""
    kontakt = sak.leser.kontakt
    til = sak.steg.oppfoelging.utsatt_til.get(kontakt.id, sak.dag) if kontakt is not None else sak.dag
    if til > sak.dag:
        return til
    milepael = sak.steg.foerste_milepael
    kommer = [dag for dag in (milepael.dato if milepael else None, sak.steg.frist) if dag and dag >= sak.dag]
    foer = min((sak.kalender.flytt(dag, -1) for dag in kommer), default=date.max)
    forslag = min(sak.dag + UKE, foer)
    return forslag if forslag > sak.dag else None


def _utsett_ingress(sak: Svarsak) -> Tekst:
    deg = Tekst(
        "Du får ingen påminnelser om dette før dagen du velger.", "Du får ingen påminningar om dette før dagen du vel."
    )
    andre = Tekst("kollegaer blir minnet på det som før.", "kollegaer blir minte på det som før.")
    staar = _datoen_staar(sak.steg, andre)
    if sak.steg.art is not Fristart.FRIST or sak.steg.frist is None or sak.steg.moete or sak.er_koordinators:
        return _med_setninger(deg, staar)
    ute = Tekst(
        "Har fristen vært ute i noen uker, får koordinatoren vite det.",
        "Har fristen vore ute i nokre veker, får koordinatoren vite det.",
    )
    return _med_setninger(deg, staar, ute)


def _les_utsett(sak: Svarsak, utfylt: Utfylt) -> Sequence[Hendt]:
    til, kontakt = utfylt.dato("til"), sak.leser.kontakt
    utfylt.krev()
    assert til is not None, "a date that is missing has been told"
    assert kontakt is not None, "the link is given to contacts only"
    if sak.steg.oppfoelging.utsatt_til.get(kontakt.id) == til:
        return ()
    return [hendt(sak, PaaminnelserUtsatt(steg=sak.steg.id, kontakt=kontakt.id, til=til))]


UTSETT = Svarskjema(
    hovedfelt="til",
    tittel=lambda _: Tekst("Minn meg senere", "Minn meg seinare"),
    ingress=_utsett_ingress,
    felter=lambda sak: (
        Felt(
            navn="til",
            etikett=Tekst("Ikke minn meg på dette før", "Ikkje minn meg på dette før"),
            slag=Feltslag.DATO,
            verdi=forslag.isoformat() if (forslag := _forslag(sak)) else "",
        ),
    ),
    les=_les_utsett,
    gjort=ferdig_fra_foer,
    staar=_utsatt,
    knapp=Tekst("Lagre", "Lagre"),
    takk=lambda _: Tekst(
        "Du får ingen påminnelser om dette før den dagen.", "Du får ingen påminningar om dette før den dagen."
    ),
)
