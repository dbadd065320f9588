"""The sentences of the page that explains what one contact is told, in bokmål and nynorsk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from modeller.avstand import Avstand
from modeller.fakta import Fristart
from modeller.livsloep import Krav
from modeller.plan import Plansteg
from modeller.register import Kontakt, PartsMaalform, Register
from modeller.tekst import MAANEDER, Maalform, Tekst, dager, dato_kort, lik, oppramsing
from varsler.maalform import maalform_for
from varsler.regler import Stilleperiode, Varselregel
from varsler.regler.ord import FORKLART
from varsler.regler.valg import Lag, Lagvalg
from varsler.sendetid import Sendetid

STANDARD = lik("standard")
INGEN_AVTALER = Tekst(
    "Ingen avtaler nå. Derfor kommer det ingen e-post.", "Ingen avtalar no. Difor kjem det ingen e-post."
)
SOM_KOORDINATOR = Tekst(
    "Er koordinator i avtalen og får vite om frister som er ute, møter som faller bort, og parter som ikke kan nås. "
    "Det kan ikke slås av.",
    "Er koordinator i avtalen og får vite om fristar som er ute, møte som fell bort, og partar som ikkje kan nåast. "
    "Det kan ikkje slåast av.",
)
SAMLET = Tekst(
    "Det blir høyst én melding om dagen. Det som haster mest, står først. En innkalling til et møte kommer for seg.",
    "Det blir høgst éi melding om dagen. Det som hastar mest, står først. Ei innkalling til eit møte kjem for seg.",
)
ALLTID = Tekst(
    "Beskjed om møter og om frister som er flyttet, går alltid ut.",
    "Melding om møte og om fristar som er flytta, går alltid ut.",
)
KOORDINATOR_UKENTLIG = Tekst(
    "Som koordinator får kontakten det som ikke haster, samlet på mandager, eller arbeidsdagen etter. Påminnelser like "
    "før en frist, møter og det som venter på svar, kommer med en gang.",
    "Som koordinator får kontakten det som ikkje hastar, samla på måndagar, eller arbeidsdagen etter. Påminningar like "
    "før ein frist, møte og det som ventar på svar, kjem med ein gong.",
)
UTEN_STILLE = Tekst("Det er ingen stille perioder i året.", "Det er ingen stille periodar i året.")
UAVKLART = Tekst(
    "Det kommer ingen påminnelser om dette før det er avgjort hvilken rolle parten har.",
    "Det kjem ingen påminningar om dette før det er avgjort kva rolle parten har.",
)
HVILER = Tekst(
    "Ligger på vent eller er avslått. Det kommer ingen påminnelser så lenge.",
    "Ligg på vent eller er avslått. Det kjem ingen påminningar så lenge.",
)
VENTER = Tekst(
    "Venter på at andre blir ferdige. Påminnelsene begynner når ballen kommer hit.",
    "Ventar på at andre blir ferdige. Påminningane byrjar når ballen kjem hit.",
)
SLAATT_AV = Tekst(
    "Reglene som ville gitt påminnelser framover, er slått av.",
    "Reglane som ville gitt påminningar framover, er slått av.",
)
BARE_VEILEDENDE = Tekst(
    "Datoen er bare veiledende. Derfor kommer det ingen flere påminnelser, med mindre noen med en frist venter på "
    "dette.",
    "Datoen er berre rettleiande. Difor kjem det ingen fleire påminningar, med mindre nokon med ein frist ventar på "
    "dette.",
)
BARE_ANBEFALT = Tekst(
    "Dette er anbefalt, ikke påkrevd. Derfor kommer det ingen flere påminnelser, med mindre noen setter en frist for "
    "det.",
    "Dette er tilrådd, ikkje påkravd. Difor kjem det ingen fleire påminningar, med mindre nokon set ein frist for det.",
)
UTEN_KRAV = Tekst(
    "Det er ikke noe krav om dette. Derfor kommer det ingen flere påminnelser, med mindre noen setter en frist for "
    "det.",
    "Det er ikkje noko krav om dette. Difor kjem det ingen fleire påminningar, med mindre nokon set ein frist for det.",
)
INGEN_FLERE = Tekst(
    "Slik det står nå, kommer det ingen flere påminnelser om dette.",
    "Slik det står no, kjem det ingen fleire påminningar om dette.",
)

LEDELSE = Tekst(
    "Er registrert som ledelse, og får bare beskjed når en frist har vært ute i flere uker, andre kontakter hos parten "
    "er minnet på den, og det ikke er registrert som gjort.",
    "Er registrert som leiing, og får berre beskjed når ein frist har vore ute i fleire veker, andre kontaktar hos "
    "parten er minte på han, og det ikkje er registrert som gjort.",
)
UKENS = Tekst(
    "Mandager, eller arbeidsdagen etter, kommer en oversikt over avtalene hvor kontakten er koordinator. Den kommer "
    "når noe er nytt eller har dato de neste to ukene. Er noe over fristen, kommer den minst én gang i måneden.",
    "Måndagar, eller arbeidsdagen etter, kjem ei oversikt over avtalane der kontakten er koordinator. Ho kjem "
    "når noko er nytt eller har dato dei neste to vekene. Er noko over fristen, kjem ho minst éin gong i månaden.",
)
MAANEDENS = Tekst(
    "Første arbeidsdag i måneden kommer en oversikt, når noe ligger hos parten eller har dato de neste seks ukene.",
    "Første arbeidsdag i månaden kjem ei oversikt, når noko ligg hos parten eller har dato dei neste seks vekene.",
)
TAKK = Tekst(
    "Når parten har gjort noe, kommer en takk, sammen med annen e-post eller mandagen etter.",
    "Når parten har gjort noko, kjem ein takk, saman med annan e-post eller måndagen etter.",
)


def ingen_flere(steg: Plansteg) -> Tekst:
    """Why no more reminders of an open step come, though the rules that could give them are on."""
    if not steg.forpliktende:
        return BARE_ANBEFALT if steg.krav is Krav.ANBEFALT else UTEN_KRAV
    return BARE_VEILEDENDE if steg.art is Fristart.VEILEDENDE else INGEN_FLERE


def uten_oversikter(satt: date) -> Tekst:
    """That the contact has asked to be spared digests."""
    return Tekst(f"Får ingen oversikter. Valgt {dato_kort(satt)}.", f"Får ingen oversikter. Valt {dato_kort(satt)}.")


def kontaktlisten(maaned: int, part: Tekst) -> Tekst:
    """When the contact is asked whether its party's contacts are the right ones."""
    return Tekst(
        f"Første arbeidsdag i {MAANEDER[maaned - 1]} blir kontakten spurt om kontaktlisten for {part.nb} stemmer, hvis "
        "ingen nettopp har sett over den.",
        f"Første arbeidsdag i {MAANEDER[maaned - 1]} blir kontakten spurd om kontaktlista for {part.nn} stemmer, om "
        "ingen nyleg har sett over ho.",
    )


def moeteplanen(dager_: Sequence[tuple[int, int]]) -> Tekst:
    """When the contact is asked for the meeting plan of next year, each a month and a day."""
    naar = oppramsing([f"{dag}. {MAANEDER[maaned - 1]}" for maaned, dag in dager_])
    return Tekst(
        f"Mangler møteplanen for neste år, og en sak trenger den, blir kontakten spurt om den {naar}.",
        f"Manglar møteplanen for neste år, og ei sak treng han, blir kontakten spurd om han {naar}.",
    )


def maalformen(kontakt: Kontakt, register: Register) -> Tekst:
    """The written standard the contact's mail is in, and who decided it."""
    paa = "nynorsk" if maalform_for(kontakt.part, kontakt, register) is Maalform.NN else "bokmål"
    part = register.navn(kontakt.part)
    if kontakt.maalform is not None:
        return Tekst(
            f"E-posten er på {paa}. Det er valgt for kontakten.", f"E-posten er på {paa}. Det er valt for kontakten."
        )
    kjent = register.parter.get(kontakt.part)
    if kjent is None or kjent.maalform is PartsMaalform.NOEYTRAL:
        return Tekst(
            f"E-posten er på {paa}, siden {part.nb} er nøytral.", f"E-posten er på {paa}, sidan {part.nn} er nøytral."
        )
    return Tekst(
        f"E-posten er på {paa}, som er målformen til {part.nb}.",
        f"E-posten er på {paa}, som er målforma til {part.nn}.",
    )


def utsending(tid: Sendetid) -> Tekst:
    """The hours mail goes out in."""
    return Tekst(
        f"E-post går ut på arbeidsdager fra kl. {tid.fra:02} til kl. {tid.til:02}.",
        f"E-post går ut på arbeidsdagar frå kl. {tid.fra:02} til kl. {tid.til:02}.",
    )


def ukentlig(satt: date) -> Tekst:
    """That the contact has chosen to be told by the week."""
    return Tekst(
        f"Det som ikke haster, samles til mandager, eller til arbeidsdagen etter. Valgt {dato_kort(satt)}.",
        f"Det som ikkje hastar, blir samla til måndagar, eller til arbeidsdagen etter. Valt {dato_kort(satt)}.",
    )


def stille(perioder: Sequence[Stilleperiode]) -> Tekst:
    """The quiet periods, and what is sent in them."""
    if not perioder:
        return UTEN_STILLE
    lengder = [
        "–".join(f"{dag}. {MAANEDER[maaned - 1]}" for maaned, dag in (periode.fra, periode.til)) for periode in perioder
    ]
    return Tekst(
        f"I de stille periodene ({oppramsing(lengder)}) kommer bare det som må gjøres da: påminnelser like før og på "
        "dagen, og møter. Resten venter til første arbeidsdag etter.",
        f"I dei stille periodane ({oppramsing(lengder)}) kjem berre det som må gjerast då: påminningar like før og på "
        "dagen, og møte. Resten ventar til første arbeidsdag etter.",
    )


def adressen(kontakt: Kontakt) -> Tekst:
    """Where the mail goes."""
    return Tekst(f"E-posten går til {kontakt.epost}.", f"E-posten går til {kontakt.epost}.")


def sluttet(kontakt: Kontakt, ny: Kontakt | None) -> Tekst:
    """That the contact has left, and who gets the mail."""
    naar = f" {dato_kort(kontakt.slutter)}" if kontakt.slutter else ""
    if ny is None:
        return Tekst(
            f"{kontakt.navn} sluttet{naar}. Andre kontakter hos parten får e-posten, ellers postmottaket.",
            f"{kontakt.navn} slutta{naar}. Andre kontaktar hos parten får e-posten, elles postmottaket.",
        )
    return Tekst(
        f"{kontakt.navn} sluttet{naar}. {ny.navn} får e-posten ({ny.epost}).",
        f"{kontakt.navn} slutta{naar}. {ny.navn} får e-posten ({ny.epost}).",
    )


def borte(kontakt: Kontakt, vikar: Kontakt) -> Tekst:
    """That the contact is away, and who gets the mail meanwhile."""
    til = f" til og med {dato_kort(kontakt.borte_til)}" if kontakt.borte_til else ""
    return Tekst(
        f"{kontakt.navn} er borte{til}. {vikar.navn} får e-posten så lenge ({vikar.epost}).",
        f"{kontakt.navn} er borte{til}. {vikar.navn} får e-posten så lenge ({vikar.epost}).",
    )


def avvist(kontakt: Kontakt, siden: date) -> Tekst:
    """That the address has turned mail away."""
    return Tekst(
        f"{kontakt.epost} har avvist e-post siden {dato_kort(siden)}. Andre kontakter hos parten får den, ellers "
        "postmottaket, og koordinatoren vet om det.",
        f"{kontakt.epost} har avvist e-post sidan {dato_kort(siden)}. Andre kontaktar hos parten får han, elles "
        "postmottaket, og koordinatoren veit om det.",
    )


def for_andre(navn: Sequence[str]) -> Tekst:
    """For whom else the contact gets mail."""
    return Tekst(f"Får også e-posten til {oppramsing(list(navn))}.", f"Får òg e-posten til {oppramsing(list(navn))}.")


def anslag(part: Tekst, dag: date) -> Tekst:
    """That the party has said when it expects to be done."""
    return Tekst(
        f"{part.nb} regner med å være ferdig {dato_kort(dag)}. Det kommer ingen påminnelser før det.",
        f"{part.nn} reknar med å vere ferdig {dato_kort(dag)}. Det kjem ingen påminningar før det.",
    )


def utsatt(dag: date) -> Tekst:
    """That the contact wants to hear of it again on a day."""
    return Tekst(
        f"Påminnelsene er utsatt til {dato_kort(dag)}, etter eget ønske.",
        f"Påminningane er utsette til {dato_kort(dag)}, etter eige ønske.",
    )


def ber_om_tid(part: Tekst, dag: date) -> Tekst:
    """That the party has asked for more time, and nobody has answered."""
    return Tekst(
        f"{part.nb} har bedt om tid til {dato_kort(dag)} og venter på svar. I mellomtiden kommer det ikke noe om at "
        "fristen er ute.",
        f"{part.nn} har bede om tid til {dato_kort(dag)} og ventar på svar. I mellomtida kjem det ikkje noko om at "
        "fristen er ute.",
    )


def overlatt(til: str) -> Tekst:
    """That a colleague has been handed the step."""
    return Tekst(f"Overlatt til {til}, som får e-posten.", f"Overlate til {til}, som får e-posten.")


def senere(antall: int) -> Tekst:
    """How many of the party's steps have not opened."""
    return Tekst(f"Steg som ikke er åpnet ennå: {antall}.", f"Steg som ikkje er opna enno: {antall}.")


def hvem_satte(valgt: Lagvalg | None, register: Register, part: str) -> Tekst:
    """Who decided a rule, and when."""
    if valgt is None:
        return STANDARD
    naar = f" {dato_kort(satt)}" if (satt := getattr(valgt.valg, "satt", None)) else ""
    match valgt.lag:
        case Lag.STEG:
            return Tekst("satt i livsløpet", "sett i livsløpet")
        case Lag.INSTALLASJON:
            return Tekst(f"satt for alle{naar}", f"sett for alle{naar}")
        case Lag.AVTALE:
            return Tekst(f"satt for avtalen{naar}", f"sett for avtalen{naar}")
        case Lag.PART:
            navn = register.navn(part)
            return Tekst(f"satt for {navn.nb}{naar}", f"sett for {navn.nn}{naar}")
        case _:
            return Tekst(f"satt for kontakten{naar}", f"sett for kontakten{naar}")


def avstand_i_ord(avstand: Avstand) -> Tekst:
    """`3 uker`, `1 arbeidsdag`."""
    if avstand.uker:
        en = avstand.uker == 1
        return Tekst("1 uke" if en else f"{avstand.uker} uker", "1 veke" if en else f"{avstand.uker} veker")
    if avstand.arbeidsdager:
        en = avstand.arbeidsdager == 1
        return Tekst(
            "1 arbeidsdag" if en else f"{avstand.arbeidsdager} arbeidsdager",
            "1 arbeidsdag" if en else f"{avstand.arbeidsdager} arbeidsdagar",
        )
    return dager(avstand.dager)


def naar_i_ord(regel: Varselregel) -> Tekst:
    """When the rule tells, at its distance."""
    naar, lengde = FORKLART[regel.navn], avstand_i_ord(regel.avstand)
    return Tekst(naar.nb.format(avstand=lengde.nb), naar.nn.format(avstand=lengde.nn))


def paa_maalform(tekst: Tekst, maalform: Maalform) -> str:
    """The sentence with a capital to begin with."""
    return tekst.stor.paa(maalform)
