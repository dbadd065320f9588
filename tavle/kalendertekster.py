"""The texts of the personal calendar page and the guides, in both written standards, by key."""

from modeller.tekst import Tekst, lik

KALENDERTEKSTER: dict[str, Tekst] = {
    "mitt_tittel": Tekst("Kalenderne dine", "Kalendrane dine"),
    "mitt_for": Tekst("Kalendere for {navn}", "Kalendrar for {navn}"),
    "mitt_ingress": Tekst(
        "Legg datoene inn i ditt eget kalenderprogram. Endrer noe seg, kommer det av seg selv neste gang "
        "programmet henter.",
        "Legg datoane inn i ditt eige kalenderprogram. Endrar noko seg, kjem det av seg sjølv neste gong "
        "programmet hentar.",
    ),
    "mitt_hemmelig": Tekst(
        "Adressene og denne siden er bare til deg. Den som har en adresse, kan lese kalenderen. Kommer den på "
        "avveie, lag "
        "en ny: Da slutter den gamle å virke.",
        "Adressene og denne sida er berre til deg. Den som har ei adresse, kan lese kalenderen. Kjem ho på "
        "avvegar, lag "
        "ei ny: Då sluttar den gamle å verke.",
    ),
    "mitt_gjelder": Tekst("Lenken til denne siden virker til {dato}.", "Lenkja til denne sida verkar til {dato}."),
    "feil_mitt_tekst": Tekst(
        "Lenken virker ikke. Den kan være for gammel, eller ikke ha kommet helt med. Be sekretariatet om en ny.",
        "Lenkja verkar ikkje. Ho kan vere for gammal, eller ikkje ha kome heilt med. Be sekretariatet om ei ny.",
    ),
    "mitt_lokal": Tekst(
        "Fristvakt svarer bare på denne maskinen ennå. Programmer på samme maskin kan hente kalenderen, men ikke "
        "Google og "
        "Outlook på nett.",
        "Fristvakt svarer berre på denne maskina enno. Program på same maskin kan hente kalenderen, men ikkje "
        "Google og "
        "Outlook på nett.",
    ),
    "slag_kontakt": Tekst("Alt som gjelder deg", "Alt som gjeld deg"),
    "slag_part": Tekst("Alt som gjelder {navn}", "Alt som gjeld {navn}"),
    "slag_avtale": lik("{navn}"),
    "slag_koordinator": Tekst("Alt i avtalene du koordinerer", "Alt i avtalane du koordinerer"),
    "hva_kontakt": Tekst("Frister og møter i de avtalene du følger.", "Fristar og møte i dei avtalane du følgjer."),
    "hva_part": Tekst("Frister og møter i alle avtalene til parten.", "Fristar og møte i alle avtalane til parten."),
    "hva_avtale": Tekst("Alle datoer i avtalen, for alle partene.", "Alle datoar i avtalen, for alle partane."),
    "hva_koordinator": Tekst(
        "Alle datoer for alle parter i de avtalene du koordinerer.",
        "Alle datoar for alle partar i dei avtalane du koordinerer.",
    ),
    "mitt_avtaler": Tekst("Én avtale om gangen", "Éin avtale om gongen"),
    "lag": Tekst("Lag adresse", "Lag adresse"),
    "adressen": Tekst("Adressen til kalenderen", "Adressa til kalenderen"),
    "kopier": Tekst("Kopier", "Kopier"),
    "kopiert": Tekst("Kopiert", "Kopiert"),
    "aapne_webcal": Tekst("Åpne i kalenderprogrammet", "Opne i kalenderprogrammet"),
    "til_google": Tekst("Legg til i Google", "Legg til i Google"),
    "til_outlook": Tekst("Legg til i Outlook", "Legg til i Outlook"),
    "last_ned": Tekst("Last ned én gang", "Last ned éin gong"),
    "kan_ikke_vises": Tekst(
        "Adressen virker, men kan ikke vises igjen. Lag en ny hvis du trenger den.",
        "Adressa verkar, men kan ikkje visast igjen. Lag ei ny om du treng ho.",
    ),
    "sist_hentet": Tekst("Hentet {naar} av {klient}", "Henta {naar} av {klient}"),
    "ikke_hentet": Tekst("Ikke hentet ennå", "Ikkje henta enno"),
    "velg_innhold": Tekst("Velg innhold", "Vel innhald"),
    "valg_maalform": Tekst("Målform", "Målform"),
    "valg_egen": Tekst("Din egen ({maalform})", "Di eiga ({maalform})"),
    "valg_nb": Tekst("Bokmål", "Bokmål"),
    "valg_nn": Tekst("Nynorsk", "Nynorsk"),
    "valg_ferdige": Tekst("Det som er gjort", "Det som er gjort"),
    "valg_merk": Tekst("Behold, merket med ✓", "Behald, merkt med ✓"),
    "valg_fjern": Tekst("Fjern", "Fjern"),
    "valg_detalj": Tekst("Tekst", "Tekst"),
    "valg_full": Tekst("Alt vi vet", "Alt vi veit"),
    "valg_kort": Tekst("Det viktigste", "Det viktigaste"),
    "valg_varsel": Tekst("Varsle meg", "Varsle meg"),
    "valg_varsel_hjelp": Tekst(
        "Datoer varsles kl. 9. Noen programmer spør først, og noen ser bort fra varsler.",
        "Datoar blir varsla kl. 9. Nokre program spør først, og nokre ser bort frå varsel.",
    ),
    "varsel_0": Tekst("Samme dag", "Same dag"),
    "varsel_1": Tekst("Dagen før", "Dagen før"),
    "varsel_7": Tekst("En uke før", "Ei veke før"),
    "varsel_14": Tekst("To uker før", "To veker før"),
    "varsel_n": Tekst("{dager} dager før", "{dager} dagar før"),
    "lagre": Tekst("Lagre valgene", "Lagre vala"),
    "ny_eller_steng": Tekst("Ny adresse, eller steng", "Ny adresse, eller steng"),
    "forny_tekst": Tekst(
        "Med en ny adresse slutter den gamle å virke. Du må da legge inn den nye i kalenderprogrammet.",
        "Med ei ny adresse sluttar den gamle å verke. Du må då leggje inn den nye i kalenderprogrammet.",
    ),
    "forny": Tekst("Lag ny adresse", "Lag ny adresse"),
    "trekk_tekst": Tekst(
        "Stenger du adressen, slutter den å virke. Slett også kalenderen i programmet ditt.",
        "Stengjer du adressa, sluttar ho å verke. Slett også kalenderen i programmet ditt.",
    ),
    "trekk": Tekst("Steng adressen", "Steng adressa"),
    "melding_laget": Tekst("Adressen er laget.", "Adressa er laga."),
    "melding_fornyet": Tekst(
        "Du har fått en ny adresse. Den gamle virker ikke lenger.",
        "Du har fått ei ny adresse. Den gamle verkar ikkje lenger.",
    ),
    "melding_trukket": Tekst("Adressen er stengt.", "Adressa er stengd."),
    "melding_borte": Tekst(
        "Dette kan ikke gjøres lenger. Adressen kan være stengt i et annet vindu. Slik er det nå:",
        "Dette kan ikkje gjerast lenger. Adressa kan vere stengd i eit anna vindauge. Slik er det no:",
    ),
    "melding_lagret": Tekst(
        "Valgene er lagret. De blir synlige neste gang programmet ditt henter kalenderen.",
        "Vala er lagra. Dei blir synlege neste gong programmet ditt hentar kalenderen.",
    ),
    "hvor_ofte": Tekst("Når kommer endringene fram?", "Når kjem endringane fram?"),
    "hvor_ofte_tekst": Tekst(
        "Programmet ditt bestemmer selv hvor ofte det henter nytt. Stol på e-posten når noe haster.",
        "Programmet ditt avgjer sjølv kor ofte det hentar nytt. Stol på e-posten når noko hastar.",
    ),
    "slik_gjoer_du": Tekst("Slik gjør du i {program}", "Slik gjer du i {program}"),
    "hjelp_tittel": Tekst("Kalenderen i ditt eget program", "Kalenderen i ditt eige program"),
    "hjelp_ingress": Tekst(
        "Adressen får du på din personlige side eller av sekretariatet. Abonner på den, så kalenderen blir oppdatert.",
        "Adressa får du på den personlege sida di eller av sekretariatet. Abonner på ho, så kalenderen blir oppdatert.",
    ),
    "hjelp_alle": Tekst("Alle programmer", "Alle program"),
    "hjelp_steg": Tekst("Slik legger du den inn", "Slik legg du han inn"),
    "hjelp_bort": Tekst("Slik tar du den bort", "Slik tek du han bort"),
    "hjelp_ofte": Tekst("Hvor ofte den blir oppdatert", "Kor ofte han blir oppdatert"),
    "hjelp_obs": Tekst("Verdt å vite", "Verdt å vite"),
}
