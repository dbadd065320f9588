"""The texts of the pages about mail, in both written standards, by key."""

from modeller.tekst import Tekst, lik

POSTTEKSTER: dict[str, Tekst] = {
    "post_tittel": lik("Sendt post"),
    "post_sendt": Tekst("Sendt", "Sendt"),
    "post_caption": Tekst("Sendte meldinger, nyeste først", "Sende meldingar, dei nyaste først"),
    "post_tom": Tekst("Ingen meldinger er sendt ennå.", "Ingen meldingar er sende enno."),
    "post_tom_side": Tekst("Det er ingen meldinger på side {nr}.", "Det er ingen meldingar på side {nr}."),
    "post_foerste_side": Tekst("Til de nyeste", "Til dei nyaste"),
    "post_alt": Tekst(
        "Alt Fristvakt har sendt{valgt}, nyeste først.", "Alt Fristvakt har sendt{valgt}, det nyaste først."
    ),
    "post_valgt_avtale": lik(" om «{avtale}»"),
    "post_valgt_part": lik(" til {part}"),
    "post_valgt_ingen": Tekst("Ingen meldinger er sendt{valgt}.", "Ingen meldingar er sende{valgt}."),
    "post_ukjent_avtale": Tekst("Ingen avtale har id-en «{id}».", "Ingen avtale har id-en «{id}»."),
    "post_ukjent_part": Tekst("Ingen part har id-en «{id}».", "Ingen part har id-en «{id}»."),
    "post_om_avtalen": Tekst("E-post om avtalen", "E-post om avtalen"),
    "post_til_parten": Tekst("E-post til parten", "E-post til parten"),
    "post_filter_avtale": lik("Om avtalen"),
    "post_filter_part": lik("Til parten"),
    "post_soek": lik("Søk i sendt post"),
    "post_soek_hjelp": Tekst(
        "Ord fra emnet, teksten eller et svar, et saksnummer, en adresse, eller navnet på en avtale, part eller "
        "kontakt.",
        "Ord frå emnet, teksten eller eit svar, eit saksnummer, ei adresse, eller namnet på ein avtale, part eller "
        "kontakt.",
    ),
    "post_soek_knapp": lik("Søk"),
    "post_soek_alle": lik("Vis alle"),
    "post_funn_ingen": Tekst("Ingen meldinger med «{soek}»{valgt}.", "Ingen meldingar med «{soek}»{valgt}."),
    "post_funn_en": lik("1 melding med «{soek}»{valgt}."),
    "post_funn": Tekst(
        "{antall} meldinger med «{soek}»{valgt}, nyeste først.",
        "{antall} meldingar med «{soek}»{valgt}, dei nyaste først.",
    ),
    "post_uten_kopi_en": Tekst(
        "1 melding ble sendt {dag} uten at det var mulig å ta vare på en kopi. Den står i listen, men teksten mangler.",
        "1 melding vart send {dag} utan at det var mogleg å ta vare på ein kopi. Ho står i lista, men teksten manglar.",
    ),
    "post_uten_kopi": Tekst(
        "{antall} meldinger, den siste {dag}, ble sendt uten at det var mulig å ta vare på en kopi. De står i listen, "
        "men teksten mangler.",
        "{antall} meldingar, den siste {dag}, vart sende utan at det var mogleg å ta vare på ein kopi. Dei står i "
        "lista, men teksten manglar.",
    ),
    "post_tilbake": Tekst("Til all sendt post", "Til postloggen"),
    "post_html": Tekst("Slik ser meldingen ut", "Slik ser meldinga ut"),
    "post_tekst": Tekst("Meldingen som ren tekst", "Meldinga som rein tekst"),
    "kol_tid": Tekst("Sendt", "Sendt"),
    "kol_til": Tekst("Til", "Til"),
    "kol_emne": Tekst("Emne", "Emne"),
    "post_nyere": Tekst("Nyere", "Nyare"),
    "post_eldre": Tekst("Eldre", "Eldre"),
    "post_side": Tekst("Side {nr}", "Side {nr}"),
    "post_ikke_lagret": Tekst(
        "Meldingen er levert til e-posttjeneren, og teksten er ikke tatt vare på her.",
        "Meldinga er levert til e-posttenaren, og teksten er ikkje teken vare på her.",
    ),
    "stanset_tittel": Tekst("Ikke sendt", "Ikkje sendt"),
    "stanset_ingress": Tekst(
        "Dette har stanset. Det som er lagt til side, går ikke av seg selv: Rett feilen, og send det på nytt.",
        "Dette har stansa. Det som er lagt til side, går ikkje av seg sjølv: Rett feilen, og send det på nytt.",
    ),
    "koe_send": Tekst("Send på nytt", "Send på nytt"),
    "koe_send_til": Tekst("til {adresse}", "til {adresse}"),
    "koe_sendes_en": Tekst(
        "Én sak går med neste utsending, så sant den fortsatt skal gjøres.",
        "Éi sak går med neste utsending, så sant ho framleis skal gjerast.",
    ),
    "koe_sendes": Tekst(
        "{antall} saker går med neste utsending, så sant de fortsatt skal gjøres.",
        "{antall} saker går med neste utsending, så sant dei framleis skal gjerast.",
    ),
    "koe_utloept": Tekst(
        "Siden har stått åpen for lenge. Prøv på nytt.", "Sida har stått open for lenge. Prøv på nytt."
    ),
    "stanset_caption": Tekst("Post som ikke er sendt", "Post som ikkje er sendt"),
    "tilbake_tittel": Tekst("Kommet tilbake", "Kome tilbake"),
    "tilbake_ingress": Tekst(
        "Det som ikke ble levert, de som svarer at de er borte, og svar fra mennesker, nyeste først. Svarene leses i "
        "postkassen de kom til.",
        "Det som ikkje vart levert, dei som svarer at dei er borte, og svar frå menneske, det nyaste først. Svara les "
        "ein i postkassa dei kom til.",
    ),
    "tilbake_caption": Tekst("Post som er kommet tilbake, nyeste først", "Post som har kome tilbake, det nyaste først"),
    "tilbake_om": Tekst("Meldingen det gjelder", "Meldinga det gjeld"),
    "kol_hva": Tekst("Hva", "Kva"),
    "kol_hvem": Tekst("Fra eller om", "Frå eller om"),
    "kol_dag": Tekst("Dag", "Dag"),
    "journal_grunner": Tekst("Hvorfor meldingen gikk", "Kvifor meldinga gjekk"),
    "journal_svar": Tekst("Svar fra e-postserveren", "Svar frå e-posttenaren"),
    "journal_lenker": Tekst("Lenkene i meldingen", "Lenkjene i meldinga"),
    "journal_aapnet_en": Tekst("åpnet én gang, {naar}", "opna éin gong, {naar}"),
    "journal_aapnet": Tekst("åpnet {antall} ganger, første gang {naar}", "opna {antall} gonger, første gong {naar}"),
    "post_avtale": lik("Avtale"),
    "post_avtaler": Tekst("Avtaler", "Avtalar"),
    "post_avtale_borte": Tekst("Avtalen er ikke med lenger ({id}).", "Avtalen er ikkje med lenger ({id})."),
    "post_steg_borte": Tekst("Steget er ikke med lenger ({id}).", "Steget er ikkje med lenger ({id})."),
    "journal_brukt": Tekst("brukt {naar}", "brukt {naar}"),
    "journal_ikke_brukt": Tekst("ikke brukt", "ikkje brukt"),
    "kol_grunn": Tekst("Grunn", "Grunn"),
    "kol_hva_skjer": Tekst("Hva skjer", "Kva skjer"),
    "stanset_til_side": Tekst("Lagt til side", "Lagd til side"),
    "stanset_proeves": Tekst("Prøves igjen {naar}", "Blir prøvd igjen {naar}"),
    "stanset_flere": Tekst("og {antall} til", "og {antall} til"),
    # Trial mode.
    "proeve_tittel": Tekst("Prøvemodus", "Prøvemodus"),
    "proeve_merke": Tekst(
        "All e-post går til koordinatoren, ikke til dem den er til.",
        "All e-post går til koordinatoren, ikkje til dei han er til.",
    ),
    "proeve_merke_lenke": Tekst("Slå av prøvemodus", "Slå av prøvemodus"),
    "proeve_ingress": Tekst(
        "I prøvemodus får koordinatoren alle meldinger, merket med hvem de skulle gått til. Da kan dere se hva "
        "Fristvakt ville sendt, før noen andre får noe.",
        "I prøvemodus får koordinatoren alle meldingane, merkte med kven dei skulle gått til. Då kan de sjå kva "
        "Fristvakt ville sendt, før nokon andre får noko.",
    ),
    "proeve_naa": Tekst("Nå", "No"),
    "proeve_er_paa": Tekst("Prøvemodus er på", "Prøvemodus er på"),
    "proeve_er_av": Tekst("Prøvemodus er av", "Prøvemodus er av"),
    "proeve_siden": Tekst("Siden", "Sidan"),
    "proeve_slaa_av": Tekst("Slå av prøvemodus", "Slå av prøvemodus"),
    "proeve_slaa_paa": Tekst("Slå på prøvemodus", "Slå på prøvemodus"),
    "proeve_gaar_ut": Tekst(
        "Mottakerne har ikke fått vite noe. Når prøvemodus slås av, går {meldinger} til {mottakere} ved neste "
        "utsending, med det som gjelder da.",
        "Mottakarane har ikkje fått vite noko. Når prøvemodus blir slått av, går {meldinger} til {mottakere} ved neste "
        "utsending, med det som gjeld då.",
    ),
    "proeve_melding": Tekst("1 melding", "1 melding"),
    "proeve_meldinger": Tekst("{antall} meldinger", "{antall} meldingar"),
    "proeve_mottaker": Tekst("1 mottaker", "1 mottakar"),
    "proeve_mottakere": Tekst("{antall} mottakere", "{antall} mottakarar"),
    "proeve_ingenting_venter": Tekst("Ingen e-post venter på mottakerne.", "Ingen e-post ventar på mottakarane."),
    "proeve_naar_paa": Tekst(
        "Fra neste utsending går alt til koordinatoren. Det som allerede er sendt, er sendt.",
        "Frå neste utsending går alt til koordinatoren. Det som alt er sendt, er sendt.",
    ),
    "proeve_grunn": Tekst("Hvorfor (vises i loggen)", "Kvifor (blir vist i loggen)"),
    "proeve_gikk_til": Tekst("Prøve: gikk til {adresse} i stedet", "Prøve: gjekk til {adresse} i staden"),
    "om_epost": Tekst("E-post", "E-post"),
    "om_epost_proeve": Tekst("prøvemodus: alt går til koordinatoren", "prøvemodus: alt går til koordinatoren"),
    "om_epost_vanlig": Tekst("går til mottakerne", "går til mottakarane"),
}
