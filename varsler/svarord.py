"""The links one answers a mail by, in words: what each is called, and the one that gathers the others."""

from __future__ import annotations

from collections.abc import Sequence

from modeller.livsloep import Fullfoeres
from modeller.plan import Milepael
from modeller.tekst import Maalform, Tekst, lik
from varsler.logg.loggnavn import liten
from varsler.svarlenke import Formaal

FERDIG = {
    Fullfoeres.UTFOERT: lik("Registrer at det er gjort"),
    Fullfoeres.VEDTAK: lik("Registrer vedtaket"),
    Fullfoeres.INNKALLING: Tekst("Kall inn til møtet", "Kall inn til møtet"),
    Fullfoeres.ROLLE: Tekst("Registrer rollen dere har valgt", "Registrer rolla de har valt"),
}
"""What the link for a step that is done is called, for those who can say so from a mail."""
MOETE_HOLDT = Tekst("Registrer at møtet er holdt", "Registrer at møtet er halde")
SAKSFRAMLEGG = Tekst("Registrer at saksframlegget er klart", "Registrer at saksframlegget er klart")
MILEPAEL = Tekst("Registrer som gjort: {hva}", "Registrer som gjort: {hva}")
NAVN = {
    Formaal.MOETE: lik("Flytt eller avlys møtet"),
    Formaal.AVKLART: Tekst("Registrer at avklaringen er gitt", "Registrer at avklaringa er gitt"),
    Formaal.PAA_SAKEN: Tekst("Vi er på saken", "Vi er på saka"),
    Formaal.MER_TID: Tekst("Vi trenger mer tid", "Vi treng meir tid"),
    Formaal.OVERLAT: Tekst("Overlat til en kollega", "Overlat til ein kollega"),
    Formaal.UTSETT: Tekst("Minn meg senere", "Minn meg seinare"),
    Formaal.SVAR_MER_TID: lik("Svar på ønsket"),
    Formaal.FLYTT: Tekst("Flytt datoen", "Flytt datoen"),
    Formaal.VALG: Tekst("Velg hvordan du får e-post", "Vel korleis du får e-post"),
    Formaal.KONTAKTLISTE: Tekst("Kontaktlisten stemmer", "Kontaktlista stemmer"),
}
FORMAALSORD = NAVN | {
    Formaal.SVAR: Tekst("Andre svar", "Andre svar"),
    Formaal.FERDIG: Tekst("Registrer at det er gjort", "Registrer at det er gjort"),
    Formaal.FERDIG_FOR: Tekst("Registrer at det er gjort", "Registrer at det er gjort"),
    Formaal.MILEPAEL: Tekst("Registrer milepælen", "Registrer milepælen"),
    Formaal.VALG: Tekst("Velg hvordan", "Vel korleis"),
    Formaal.AVMELD: Tekst("Meld av oversiktene", "Meld av oversiktene"),
}
SAMLET = Tekst("Andre svar: {}", "Andre svar: {}")
I_SAMLET = {
    Formaal.MER_TID: Tekst("trenger mer tid", "treng meir tid"),
    Formaal.OVERLAT: Tekst("en kollega overtar", "ein kollega tek over"),
}
"""What an answer is called among the others, where that is another thing than its link."""
SAMLET_POSTMOTTAK = Tekst("Si fra hvem som har saken hos dere", "Sei frå kven som har saka hos dykk")
TEKSTVERSJON = Tekst(
    "Når teksten er klar, svarer du på denne e-posten med nummeret på den. Koordinatoren registrerer det.",
    "Når teksten er klar, svarer du på denne e-posten med nummeret på han. Koordinatoren registrerer det.",
)
TEKSTVERSJON_BLANT_FLERE = Tekst(
    "Når en tekst er klar, svarer du på denne e-posten med nummeret på den og hvilken avtale den gjelder. "
    "Koordinatoren registrerer det.",
    "Når ein tekst er klar, svarer du på denne e-posten med nummeret på han og kva avtale han gjeld. "
    "Koordinatoren registrerer det.",
)
"""Where the step of several agreements is told of as one."""
TEKSTVERSJON_SELV = Tekst(
    "Når teksten er klar, registrerer du nummeret på den med «fristvakt registrer».",
    "Når teksten er klar, registrerer du nummeret på han med «fristvakt registrer».",
)
"""Where there is no coordinator to answer, or the reader is the one."""
SAKSFRAMLEGGET = "saksframlegg"


def formaal_i_ord(formaal: str) -> Tekst:
    """What a link was for, as the record of a message names it; of what nobody knows any more also as it was noted."""
    if formaal in set(Formaal):
        return FORMAALSORD[Formaal(formaal)]
    return Tekst(
        f"En lenke Fristvakt ikke lager lenger ({formaal})", f"Ei lenkje Fristvakt ikkje lagar lenger ({formaal})"
    )


def samlet(navn: Sequence[tuple[Formaal, Tekst]]) -> Tekst:
    """What the one link to these answers is called, which names them all."""
    return Tekst(*(SAMLET.paa(m).format(", ".join(_blant_andre(*en).paa(m) for en in navn)) for m in Maalform))


def _blant_andre(formaal: Formaal, navn: Tekst) -> Tekst:
    kort = I_SAMLET.get(formaal)
    return kort if kort and navn == NAVN[formaal] else Tekst(*(liten(navn.paa(m)) for m in Maalform))


def milepaelsnavn(punkt: Milepael) -> Tekst:
    """What the link that says a milestone is reached is called."""
    if punkt.noekkel == SAKSFRAMLEGGET:
        return SAKSFRAMLEGG
    return Tekst(*(MILEPAEL.paa(m).format(hva=liten(punkt.tittel.paa(m))) for m in Maalform))
