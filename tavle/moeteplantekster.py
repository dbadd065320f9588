"""The texts about meeting plans, how they are fetched and how they are given on the board, by key."""

from modeller.tekst import Tekst

MOETEPLANTEKSTER: dict[str, Tekst] = {
    # --- the sources, on the front page and the page about the board.
    "hvem_kilde": Tekst("Møteplanen til ett organ må ses på", "Møteplanen til eitt organ må sjåast på"),
    "hvem_kilder": Tekst("Møteplanene til {antall} organer må ses på", "Møteplanane til {antall} organ må sjåast på"),
    "om_kilder": Tekst("Møteplaner som hentes", "Møteplanar som blir henta"),
    "om_kilder_caption": Tekst(
        "Organer med adresse for møteplanen, og hvordan det går med å hente den",
        "Organ med adresse for møteplanen, og korleis det går med å hente han",
    ),
    "kol_organ": Tekst("Organ", "Organ"),
    "kol_hentes_fra": Tekst("Hentes fra", "Blir henta frå"),
    "kol_sist_hentet": Tekst("Sist hentet", "Sist henta"),
    "kol_siste_forsoek": Tekst("Siste forsøk", "Siste forsøk"),
    "kol_hvordan": Tekst("Slik går det", "Slik går det"),
    "kilde_i_orden": Tekst("I orden", "I orden"),
    "kilde_aldri": Tekst("Aldri", "Aldri"),
    # --- giving a plan, on the page of the party.
    "plan_lenke": Tekst("Legg inn møteplan", "Legg inn møteplan"),
    "plan_tittel": Tekst("Møteplan for {part}", "Møteplan for {part}"),
    "plan_ingress": Tekst(
        "Last opp møteplanen. Du ser hva hvert møte ble lest som, og hva planen endrer i avtalene, før noe lagres.",
        "Last opp møteplanen. Du ser kva kvart møte vart lese som, og kva han endrar i avtalane, før noko blir lagra.",
    ),
    "plan_ingen_organer": Tekst(
        "{part} har ingen organer i registeret, så det er ingen møteplan å legge inn.",
        "{part} har ingen organ i registeret, så det er ingen møteplan å leggje inn.",
    ),
    "plan_hvem": Tekst("Hvem møteplanen gjelder", "Kven møteplanen gjeld"),
    "plan_alle": Tekst("Flere organer – filen sier hvilket", "Fleire organ – fila seier kva for eit"),
    "plan_fil": Tekst("Fil", "Fil"),
    "plan_fil_hjelp": Tekst(
        "Kalender (.ics), regneark (.xlsx), liste (.csv) eller JSON fra Fiks Politisk Behandling. Høyst 1 MB.",
        "Kalender (.ics), rekneark (.xlsx), liste (.csv) eller JSON frå Fiks Politisk Behandling. Høgst 1 MB.",
    ),
    "plan_rolle": Tekst("Din rolle", "Di rolle"),
    "plan_rolle_hjelp": Tekst(
        "Vises i loggen, for eksempel «politisk sekretariat».", "Blir vist i loggen, til dømes «politisk sekretariat»."
    ),
    "plan_alt": Tekst("Alt i filen er møter i organet", "Alt i fila er møte i organet"),
    "plan_alt_hjelp": Tekst(
        "Ellers blir det som kan være noe annet enn et møte, ført opp og ikke lest inn. Gjelder filen flere organer, "
        "må hvert møte si hvilket.",
        "Elles blir det som kan vere noko anna enn eit møte, ført opp og ikkje lese inn. Gjeld fila fleire organ, må "
        "kvart møte seie kva for eit.",
    ),
    "plan_de_er_moeter": Tekst("Alt i filen er møter – se på nytt", "Alt i fila er møte – sjå på nytt"),
    "plan_ikke_moeter": Tekst("Ingen av disse er møter – se på nytt", "Ingen av desse er møte – sjå på nytt"),
    "plan_kilden_er_moeter": Tekst("Alt i kalenderen er møter – se på nytt", "Alt i kalenderen er møte – sjå på nytt"),
    "plan_kilder": Tekst("Hent fra adressen", "Hent frå adressa"),
    "plan_kilder_ingress": Tekst(
        "Planen blir hentet hver natt. Hent den nå for å se hva som er nytt, og for å ta inn det nattens henting holdt "
        "tilbake. Det kan ta opptil ett minutt.",
        "Planen blir henta kvar natt. Hent han no for å sjå kva som er nytt, og for å ta inn det nattas henting heldt "
        "tilbake. Det kan ta opptil eitt minutt.",
    ),
    "plan_hent": Tekst("Hent nå og se", "Hent no og sjå"),
    "plan_fra_fil": Tekst("Last opp en fil", "Last opp ei fil"),
    "plan_lest_kilde": Tekst("Slik ble kalenderen lest", "Slik vart kalenderen lesen"),
    "plan_se": Tekst("Se hva den endrer", "Sjå kva han endrar"),
    "plan_annen": Tekst("Velg en annen fil", "Vel ei anna fil"),
    "plan_feil": Tekst("Ingenting er lagret.", "Ingenting er lagra."),
    "plan_lagret_en": Tekst("Møteplanen er lagret: én endring.", "Møteplanen er lagra: éi endring."),
    "plan_lagret": Tekst("Møteplanen er lagret: {antall} endringer.", "Møteplanen er lagra: {antall} endringar."),
    "plan_til_parten": Tekst("Se møtene til {part}", "Sjå møta til {part}"),
    "plan_lest": Tekst("Slik ble filen lest", "Slik vart fila lesen"),
    "plan_ikke_lagret": Tekst(
        "Dette er en forhåndsvisning. Ingenting er lagret ennå.",
        "Dette er ei førehandsvising. Ingenting er lagra enno.",
    ),
    "plan_som_foer": Tekst(
        "Møteplanen er som før. Det er ingenting å lagre.", "Møteplanen er som før. Det er ingenting å lagre."
    ),
    "plan_lagre": Tekst("Lagre møteplanen", "Lagre møteplanen"),
    "plan_avbryt": Tekst("Avbryt", "Avbryt"),
    "plan_flere": Tekst("og {antall} til", "og {antall} til"),
    "plan_uforstaatt": Tekst("Ikke forstått, og ikke lest inn", "Ikkje forstått, og ikkje lese inn"),
    "plan_andre": Tekst("Gjelder noe annet ({antall})", "Gjeld noko anna ({antall})"),
    "plan_konsekvens": Tekst("Dette fører det til i avtalene", "Dette fører det til i avtalane"),
    "plan_ingen_konsekvens": Tekst("Ingen datoer i avtalene endrer seg.", "Ingen datoar i avtalane endrar seg."),
}
