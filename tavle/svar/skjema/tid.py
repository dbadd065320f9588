"""What is said of time: being on the case, asking for more of it, the answer to that, and resting the reminders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from flyter.innfoering import Hendt
from modeller.fakta import (
    FerdigAnslaatt,
    FristUtsatt,
    Hendelse,
    MerTidAvslaatt,
    MerTidOensket,
    PaaminnelserUtsatt,
)
from modeller.oppfoelging import Oenske
from modeller.tekst import Tekst, dato_kort
from tavle.svar.felt import Felt, Feltslag, Utfylt, med
from tavle.svar.sak import Svarsak
from tavle.svar.skjema.form import Gjort, Svarskjema, ferdig_fra_foer, hendt, siste

UKE = timedelta(days=7)
SEND = Tekst("Send", "Send")
SKRIV_GRUNN = Tekst("Skriv hvorfor dere trenger mer tid.", "Skriv kvifor de treng meir tid.")
SKRIV_AVSLAG = Tekst("Skriv hvorfor datoen må stå.", "Skriv kvifor datoen må stå.")
PASSERT = Tekst(
    "Den nye datoen er passert. Skriv en dag som kommer.", "Den nye datoen er passert. Skriv ein dag som kjem."
)
JA, NEI = "ja", "nei"


# --- on the case --------------------------------------------------------------------------------------------------


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


def _les_paa_saken(sak: Svarsak, utfylt: Utfylt) -> Sequence[Hendt]:
    dag, merknad = utfylt.dato("dato"), utfylt.lang("merknad")
    utfylt.krev()
    kjent = sak.steg.oppfoelging.anslag.get(sak.part)
    if kjent is not None and (kjent.dato, kjent.merknad) == (dag, merknad):
        return ()
    return [hendt(sak, FerdigAnslaatt(steg=sak.steg.id, part=sak.part, dato=dag, merknad=merknad))]


PAA_SAKEN = Svarskjema(
    hovedfelt="dato",
    tittel=lambda _: Tekst("Vi er på saken", "Vi er på saka"),
    ingress=lambda _: Tekst(
        "Fristvakt minner dere ikke på dette før den dagen. Fristen står, og de andre partene ser anslaget.",
        "Fristvakt minner dykk ikkje på dette før den dagen. Fristen står, og dei andre partane ser anslaget.",
    ),
    felter=_paa_saken_felter,
    les=_les_paa_saken,
    gjort=ferdig_fra_foer,
    knapp=SEND,
    takk=lambda _: Tekst(
        "Dere får ingen påminnelser om dette før den dagen.", "De får ingen påminningar om dette før den dagen."
    ),
)


FLYTT = Tekst("Flytt datoen", "Flytt datoen")
FLYTT_SELV = Tekst(
    "Du er koordinator, så datoen flyttes med en gang og vises på tavla.",
    "Du er koordinator, så datoen blir flytta med ein gong og vist på tavla.",
)
FLYTTET = Tekst("Datoen er flyttet.", "Datoen er flytta.")
OENSK = Tekst(
    "Ønsket går til koordinatoren, som svarer ja eller nei. Datoen står til dere har fått svar.",
    "Ønsket går til koordinatoren, som svarer ja eller nei. Datoen står til de har fått svar.",
)


# --- more time ----------------------------------------------------------------------------------------------------


def _mer_tid_felter(sak: Svarsak) -> Sequence[Felt]:
    kjent = sak.steg.oppfoelging.oensker.get(sak.part)
    return (
        Felt(
            navn="til",
            etikett=Tekst("Hvilken dato trenger dere?", "Kva dato treng de?"),
            slag=Feltslag.DATO,
            hjelp=med(
                Tekst("Datoen er nå {frist}.", "Datoen er no {frist}."),
                frist=dato_kort(sak.steg.frist) if sak.steg.frist else "–",
            ),
            verdi=kjent.til.isoformat() if kjent else "",
        ),
        Felt(
            navn="grunn",
            etikett=Tekst("Hvorfor trenger dere mer tid?", "Kvifor treng de meir tid?"),
            slag=Feltslag.LANG,
            hjelp=Tekst(
                "Koordinatoren kan lese dette, og det blir stående i loggen.",
                "Koordinatoren kan lese dette, og det blir ståande i loggen.",
            ),
            verdi=kjent.grunn if kjent else "",
        ),
    )


def _er_koordinator(sak: Svarsak) -> bool:
    naa = sak.register.kontakt_naa(sak.plan.koordinator, sak.dag)
    return naa is not None and sak.leser.kontakt == naa


def _les_mer_tid(sak: Svarsak, utfylt: Utfylt) -> Sequence[Hendt]:
    til, grunn = utfylt.dato("til"), utfylt.lang("grunn", mangler=SKRIV_GRUNN)
    if til is not None and til <= sak.dag and _er_koordinator(sak):
        utfylt.feil["til"] = PASSERT
    utfylt.krev()
    assert til is not None, "a date that is missing has been told"
    if _er_koordinator(sak):  # who would only have to answer the same question
        return [hendt(sak, FristUtsatt(steg=sak.steg.id, til=til, grunn=grunn))]
    kjent = sak.steg.oppfoelging.oensker.get(sak.part)
    if kjent is not None and (kjent.til, kjent.grunn) == (til, grunn):
        return ()
    return [hendt(sak, MerTidOensket(steg=sak.steg.id, part=sak.part, til=til, grunn=grunn))]


MER_TID = Svarskjema(
    hovedfelt="til",
    tittel=lambda sak: FLYTT if _er_koordinator(sak) else Tekst("Be om mer tid", "Be om meir tid"),
    ingress=lambda sak: FLYTT_SELV if _er_koordinator(sak) else OENSK,
    felter=_mer_tid_felter,
    les=_les_mer_tid,
    gjort=ferdig_fra_foer,
    knapp=SEND,
    takk=lambda sak: (
        FLYTTET
        if _er_koordinator(sak)
        else Tekst(
            "Koordinatoren får ønsket i neste utsending. Datoen står til dere har fått svar.",
            "Koordinatoren får ønsket i neste utsending. Datoen står til de har fått svar.",
        )
    ),
)


# --- the coordinator's answer -------------------------------------------------------------------------------------


def _oensket(sak: Svarsak) -> Oenske | None:
    return sak.steg.oppfoelging.oensker.get(sak.lenke.gjelder)


def _besvart(sak: Svarsak) -> Gjort | None:
    if (ferdig := ferdig_fra_foer(sak)) is not None:
        return ferdig
    if _oensket(sak) is not None:
        return None

    def svarte(hendelse: Hendelse) -> bool:
        match hendelse:
            case FristUtsatt(steg=om):
                return om == sak.steg.id
            case MerTidAvslaatt(steg=om, part=part):
                return om == sak.steg.id and part == sak.lenke.gjelder
            case _:
                return False

    return Gjort(siste(sak, svarte))


def _svar_ingress(sak: Svarsak) -> Tekst:
    oenske, part = _oensket(sak), sak.register.navn(sak.lenke.gjelder)
    if oenske is None:
        return Tekst("", "")
    return med(
        Tekst(
            "{part} har bedt om å få utsatt datoen til {til}, med denne grunnen: «{grunn}»",
            "{part} har bede om å få utsett datoen til {til}, med denne grunnen: «{grunn}»",
        ),
        part=part,
        til=dato_kort(oenske.til),
        grunn=oenske.grunn,
    )


def _svar_felter(sak: Svarsak) -> Sequence[Felt]:
    oenske = _oensket(sak)
    return (
        Felt(
            navn="svar",
            etikett=Tekst("Hva svarer du?", "Kva svarer du?"),
            slag=Feltslag.VALG,
            valg=(
                (JA, Tekst("Ja, flytt datoen", "Ja, flytt datoen")),
                (NEI, Tekst("Nei, datoen står", "Nei, datoen står")),
            ),
        ),
        Felt(
            navn="til",
            etikett=Tekst("Ny dato, hvis du svarer ja", "Ny dato, om du svarer ja"),
            slag=Feltslag.DATO,
            hjelp=Tekst("Du kan velge en annen enn den de ba om.", "Du kan velje ein annan enn den dei bad om."),
            verdi=oenske.til.isoformat() if oenske else "",
        ),
        Felt(
            navn="grunn",
            etikett=Tekst("Grunn", "Grunn"),
            slag=Feltslag.LANG,
            hjelp=Tekst(
                "Må skrives hvis du svarer nei. Partene får se den.",
                "Må skrivast om du svarer nei. Partane får sjå han.",
            ),
            valgfritt=True,
        ),
    )


def _les_svar(sak: Svarsak, utfylt: Utfylt) -> Sequence[Hendt]:
    svar = utfylt.valg("svar", (JA, NEI))
    til = utfylt.dato("til") if svar == JA else None
    if til is not None and til <= sak.dag:
        utfylt.feil["til"] = PASSERT
    grunn = utfylt.lang("grunn", mangler=SKRIV_AVSLAG if svar == NEI else None)
    utfylt.krev()
    if til is None:
        return [hendt(sak, MerTidAvslaatt(steg=sak.steg.id, part=sak.lenke.gjelder, grunn=grunn))]
    oenske = _oensket(sak)
    return [hendt(sak, FristUtsatt(steg=sak.steg.id, til=til, grunn=grunn or (oenske.grunn if oenske else "")))]


SVAR_MER_TID = Svarskjema(
    hovedfelt="til",
    tittel=lambda sak: med(
        Tekst("{part} ber om mer tid", "{part} ber om meir tid"), part=sak.register.navn(sak.lenke.gjelder)
    ),
    ingress=_svar_ingress,
    felter=_svar_felter,
    les=_les_svar,
    gjort=_besvart,
    knapp=Tekst("Send svaret", "Send svaret"),
    takk=lambda _: Tekst("Partene får beskjed i neste utsending.", "Partane får beskjed i neste utsending."),
)


# --- not now ------------------------------------------------------------------------------------------------------


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
    ingress=lambda _: Tekst(
        "Du får ingen påminnelser om dette før dagen du velger. Fristen står, og kollegaer blir minnet på den som før. "
        "Har den vært ute i noen uker, får koordinatoren vite det.",
        "Du får ingen påminningar om dette før dagen du vel. Fristen står, og kollegaer blir minte på han som før. "
        "Har han vore ute i nokre veker, får koordinatoren vite det.",
    ),
    felter=lambda sak: (
        Felt(
            navn="til",
            etikett=Tekst("Ikke minn meg på dette før", "Ikkje minn meg på dette før"),
            slag=Feltslag.DATO,
            verdi=(sak.dag + UKE).isoformat(),
        ),
    ),
    les=_les_utsett,
    gjort=ferdig_fra_foer,
    knapp=Tekst("Lagre", "Lagre"),
    takk=lambda _: Tekst(
        "Du får ingen påminnelser om dette før den dagen.", "Du får ingen påminningar om dette før den dagen."
    ),
)
