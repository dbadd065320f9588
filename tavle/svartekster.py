"""The texts of the answer app's pages, by key; what belongs to one form stands with it (`tavle.svar.skjema`)."""

from modeller.tekst import Tekst

SVARTEKSTER: dict[str, Tekst] = {
    "svar_demoklokke": Tekst("Klokka er stilt til {dag}.", "Klokka er stilt til {dag}."),
    "svar_bunn": Tekst(
        "Her svarer du på e-post fra Fristvakt. Lenken er personlig: Del den ikke med noen utenfor.",
        "Her svarer du på e-post frå Fristvakt. Lenka er personleg: Del ho ikkje med nokon utanfor.",
    ),
    "svar_valgfritt": Tekst("(valgfritt)", "(valfritt)"),
    "svar_feil_foran": Tekst("Feil:", "Feil:"),
    "svar_feil_tittel": Tekst("Dette må rettes før svaret kan sendes", "Dette må rettast før svaret kan sendast"),
    "svar_takk": Tekst("Takk, det er registrert", "Takk, det er registrert"),
    "svar_fra_foer": Tekst("Dette er allerede registrert", "Dette er allereie registrert"),
    "svar_uaktuelt": Tekst("Du trenger ikke gjøre noe", "Du treng ikkje gjere noko"),
    "svar_uaktuelt_tekst": Tekst(
        "Dette er ikke lenger aktuelt, eller ligger ikke hos dere nå.",
        "Dette er ikkje lenger aktuelt, eller ligg ikkje hos dykk no.",
    ),
    "svar_av": Tekst("Registrert {naar} av {av}.", "Registrert {naar} av {av}."),
    "svar_staar": Tekst("Slik står det nå:", "Slik står det no:"),
    "svar_staar_nytt": Tekst(
        "Sender du inn noe nytt, gjelder det i stedet.", "Sender du inn noko nytt, gjeld det i staden."
    ),
    "svar_i_stedet": Tekst("Det gjelder i stedet for dette: {hva}.", "Det gjeld i staden for dette: {hva}."),
    "svar_lukk": Tekst("Du kan lukke siden.", "Du kan lukke sida."),
    "svar_bestill": Tekst("Send meg en ny lenke", "Send meg ei ny lenke"),
    "svar_bestilt": Tekst("Du har bedt om en ny lenke", "Du har bede om ei ny lenke"),
    "svar_bestilt_tekst": Tekst(
        "Er adressen den gamle lenken ble sendt til, fortsatt registrert, kommer den nye dit med neste utsending, "
        "vanligvis innen neste arbeidsdag.",
        "Er adressa den gamle lenka vart send til, framleis registrert, kjem den nye dit med neste utsending, "
        "vanlegvis innan neste arbeidsdag.",
    ),
    "svar_bestilt_videre": Tekst(
        "Kommer det ingenting, svarer du på e-posten du har, så hjelper koordinatoren deg.",
        "Kjem det ingenting, svarer du på e-posten du har, så hjelper koordinatoren deg.",
    ),
    "svar_feil_her": Tekst(
        "Er noe av dette feil, svarer du på e-posten, så retter koordinatoren det.",
        "Er noko av dette feil, svarer du på e-posten, så rettar koordinatoren det.",
    ),
    "svar_feil_lenken": Tekst(
        "Er noe av dette feil, åpner du lenken i e-posten igjen og sender inn det som er riktig.",
        "Er noko av dette feil, opnar du lenka i e-posten igjen og sender inn det som er rett.",
    ),
    "svar_feil_koordinator": Tekst(
        "Er noe av dette feil, angrer du det i Fristvakt og registrerer det på nytt.",
        "Er noko av dette feil, angrar du det i Fristvakt og registrerer det på nytt.",
    ),
    "svar_ombestemt": Tekst("Vil du ha dem igjen?", "Vil du ha dei igjen?"),
    "svar_velg": Tekst("Hva vil du svare?", "Kva vil du svare?"),
    "svar_feil_404_tittel": Tekst("Lenken virker ikke", "Lenka verkar ikkje"),
    "svar_feil_404_tekst": Tekst(
        "Sjekk at hele lenken fra e-posten kom med. Noen programmer deler lange lenker i to. Virker den fortsatt ikke, "
        "svarer du på e-posten, så hjelper koordinatoren deg.",
        "Sjekk at heile lenka frå e-posten kom med. Nokre program deler lange lenker i to. Verkar ho framleis ikkje, "
        "svarer du på e-posten, så hjelper koordinatoren deg.",
    ),
    "svar_feil_413_tittel": Tekst("Svaret er for langt", "Svaret er for langt"),
    "svar_feil_413_tekst": Tekst(
        "Ingenting er lagret. Gå tilbake, gjør teksten kortere og prøv igjen.",
        "Ingenting er lagra. Gå tilbake, gjer teksten kortare og prøv igjen.",
    ),
    "svar_feil_429_tittel": Tekst("For mange forsøk", "For mange forsøk"),
    "svar_feil_429_tekst": Tekst("Vent et minutt og prøv igjen.", "Vent eit minutt og prøv igjen."),
    "svar_feil_500_tittel": Tekst("Noe gikk galt", "Noko gjekk gale"),
    "svar_feil_500_tekst": Tekst(
        "Feilen er skrevet i loggen. Prøv igjen om litt, eller svar på e-posten, så hjelper koordinatoren deg.",
        "Feilen er skriven i loggen. Prøv igjen om litt, eller svar på e-posten, så hjelper koordinatoren deg.",
    ),
}
