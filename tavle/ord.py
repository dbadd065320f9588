"""Every text of the board in both written standards, and the small grammar (counts, days) the pages need."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from modeller.fakta import Fristart, Rolle
from modeller.plan import Status
from modeller.register import Partsslag
from modeller.tekst import Maalform, Tekst, lik

Oversetter = Callable[..., str]

TEKSTER: dict[str, Tekst] = {
    # The frame of every page.
    "hopp": Tekst("Hopp til hovedinnhold", "Hopp til hovudinnhald"),
    "meny": Tekst("Hovedmeny", "Hovudmeny"),
    "meny_hvem": Tekst("Hvem venter", "Kven ventar"),
    "meny_avtaler": Tekst("Avtaler", "Avtalar"),
    "meny_parter": Tekst("Parter", "Partar"),
    "meny_post": Tekst("Sendt post", "Send post"),
    "meny_om": Tekst("Om", "Om"),
    "annen_maalform": Tekst("Nynorsk", "Bokmål"),
    "bytt_maalform": Tekst("Vis sida på nynorsk", "Vis siden på bokmål"),
    "demoklokke": Tekst("Demoklokke", "Demoklokke"),
    "demoklokke_tekst": Tekst(
        "Tavla viser situasjonen {dag}, ikke slik den er i dag.",
        "Tavla viser situasjonen {dag}, ikkje slik han er i dag.",
    ),
    "demodata": Tekst("Eksempeldata", "Eksempeldata"),
    "demodata_tekst": Tekst(
        "Møteplaner og noen hendelser er diktet opp og merket med det. Ingenting sendes ut fra denne maskinen.",
        "Møteplanar og nokre hendingar er dikta opp og merkte med det. Ingenting blir sendt ut frå denne maskina.",
    ),
    "bunn_versjon": Tekst("Fristvakt {versjon}", "Fristvakt {versjon}"),
    "bunn_klokke": Tekst("Tavla viser {dag} kl. {tid}", "Tavla viser {dag} kl. {tid}"),
    "oppdiktet": Tekst("Oppdiktet", "Oppdikta"),
    "oppdiktet_plan": Tekst("Oppdiktet møteplan", "Oppdikta møteplan"),
    "ingen": Tekst("Ingen", "Ingen"),
    "ukjent": Tekst("Ukjent", "Ukjend"),
    # Who waits on whom.
    "hvem_tittel": Tekst("Hvem venter på hvem", "Kven ventar på kven"),
    "hvem_ingress": Tekst(
        "Steg som noen må gjøre nå, samlet etter hvem som har ballen. Det som haster mest, står først.",
        "Steg som nokon må gjere no, samla etter kven som har ballen. Det som hastar mest, står først.",
    ),
    "tall_tittel": Tekst("Oversikt", "Oversyn"),
    "tall_avtaler": Tekst("avtaler", "avtalar"),
    "tall_avtaler_en": Tekst("avtale", "avtale"),
    "tall_steg": Tekst("steg å gjøre nå", "steg å gjere no"),
    "tall_steg_en": Tekst("steg å gjøre nå", "steg å gjere no"),
    "tall_forfalt": Tekst("forfalt", "forfalne"),
    "tall_forfalt_en": Tekst("forfalt", "forfalle"),
    "tall_senere": Tekst("senere enn ventet", "seinare enn venta"),
    "tall_senere_en": Tekst("senere enn ventet", "seinare enn venta"),
    "tall_venter": Tekst("parter venter på andre", "partar ventar på andre"),
    "tall_venter_en": Tekst("part venter på andre", "part ventar på andre"),
    "filter_tittel": Tekst("Avgrens lista", "Avgrens lista"),
    "filter_avtale": Tekst("Avtale", "Avtale"),
    "filter_part": Tekst("Part", "Part"),
    "filter_alle_avtaler": Tekst("Alle avtaler", "Alle avtalar"),
    "filter_alle_parter": Tekst("Alle parter", "Alle partar"),
    "filter_bare_over": Tekst("Bare forfalt eller senere enn ventet", "Berre forfalle eller seinare enn venta"),
    "filter_vis": Tekst("Vis", "Vis"),
    "filter_nullstill": Tekst("Vis alt", "Vis alt"),
    "kol_steg": Tekst("Steg", "Steg"),
    "kol_siden": Tekst("Siden", "Sidan"),
    "kol_dato": Tekst("Dato", "Dato"),
    "kol_venter": Tekst("Hvem venter", "Kven ventar"),
    "kol_ballen": Tekst("Har ballen", "Har ballen"),
    "ingen_venter": Tekst("Ingen venter", "Ingen ventar"),
    "ingen_dato": Tekst("Ingen dato", "Ingen dato"),
    "hvem_caption": Tekst("Åpne steg etter hvem som har ballen", "Opne steg etter kven som har ballen"),
    "tomt_tittel": Tekst("Ingen avtaler er lest inn ennå", "Ingen avtalar er lesne inn enno"),
    "tomt_tekst": Tekst(
        "Lag en fil for avtalen og les den inn fra kommandolinja. Da regner Fristvakt ut datoene og viser dem her.",
        "Lag ei fil for avtalen og les ho inn frå kommandolinja. Då reknar Fristvakt ut datoane og viser dei her.",
    ),
    "tomt_skjema": Tekst(
        "Kommandoen under viser hva fila kan inneholde.", "Kommandoen under viser kva fila kan innehalde."
    ),
    "ingen_treff": Tekst("Ingen steg passer til avgrensingen.", "Ingen steg passar til avgrensinga."),
    "alt_rolig": Tekst("Ingen har ballen akkurat nå.", "Ingen har ballen akkurat no."),
    "neste_dato": Tekst("Neste dato er {dato}.", "Neste dato er {dato}."),
    # Lists.
    "avtaler_tittel": Tekst("Avtaler", "Avtalar"),
    "avtaler_caption": Tekst("Avtaler med periode og neste dato", "Avtalar med periode og neste dato"),
    "kol_avtale": Tekst("Avtale", "Avtale"),
    "kol_periode": Tekst("Periode", "Periode"),
    "kol_naa": Tekst("Å gjøre nå", "Å gjere no"),
    "kol_neste": Tekst("Neste dato", "Neste dato"),
    "parter_tittel": Tekst("Parter", "Partar"),
    "parter_caption": Tekst("Parter med antall avtaler og åpne steg", "Partar med talet på avtalar og opne steg"),
    "antall_parter": Tekst("parter", "partar"),
    "kol_status": Tekst("Status", "Status"),
    "steg": Tekst("steg", "steg"),
    "til": Tekst("til", "til"),
    "til_saken": Tekst("til saken", "til saka"),
    "kol_part": Tekst("Part", "Part"),
    "kol_slag": Tekst("Slag", "Slag"),
    "kol_avtaler": Tekst("Avtaler", "Avtalar"),
    "kol_har_ballen": Tekst("Har ballen i", "Har ballen i"),
    # The agreement page.
    "avtale_periode": Tekst("Periode", "Periode"),
    "avtale_slutt_mangler": Tekst("Sluttdato mangler i kildene", "Sluttdato manglar i kjeldene"),
    "avtale_ikraft": Tekst("I kraft", "I kraft"),
    "avtale_ikraft_fra": Tekst("fra {dato}", "frå {dato}"),
    "avtale_ikraft_ikke": Tekst("Ikke ennå", "Ikkje enno"),
    "avtale_ikraft_tidligst": Tekst("tidligst {dato}", "tidlegast {dato}"),
    "avtale_pilot": Tekst("Leder for de lokale partene", "Leiar for dei lokale partane"),
    "avtale_koordinator": Tekst("Koordinator", "Koordinator"),
    "avtale_tekst": Tekst("Avtaletekst", "Avtaletekst"),
    "avtale_tekst_nr": Tekst("Versjon {nr}", "Versjon {nr}"),
    "avtale_tekst_ingen": Tekst("Ingen felles versjon ennå", "Ingen felles versjon enno"),
    "avtale_saksnumre": Tekst("Saksnumre", "Saksnummer"),
    "avtale_parter": Tekst("Partene", "Partane"),
    "avtale_delmaal": Tekst("Delmål", "Delmål"),
    "avtale_naa": Tekst("Å gjøre nå", "Å gjere no"),
    "avtale_faser": Tekst("Faser og parter", "Fasar og partar"),
    "avtale_faser_ingress": Tekst(
        "Hver rad er et steg, hver kolonne en part. Velg en celle for å se hvorfor datoen er som den er.",
        "Kvar rad er eit steg, kvar kolonne ein part. Vel ei celle for å sjå kvifor datoen er som han er.",
    ),
    "fase_framdrift": Tekst("{ferdig} av {alle} ferdig", "{ferdig} av {alle} ferdig"),
    "fase_detaljer": Tekst("Datoene begrunnet steg for steg", "Datoane grunngjevne steg for steg"),
    "matrise_caption": Tekst("Steg i fasen {fase} for hver part", "Steg i fasen {fase} for kvar part"),
    "ingen_steg": Tekst("ikke noe steg", "ikkje noko steg"),
    "beregnes": Tekst("Beregnes", "Blir rekna ut"),
    "beregnet_steg": Tekst("Beregnes av det som skjer", "Blir rekna ut av det som skjer"),
    "detalj_forventet": Tekst("Hva som ventes", "Kva som er venta"),
    "detalj_dato": Tekst("Dato", "Dato"),
    "detalj_hvorfor": Tekst("Hvorfor denne datoen", "Kvifor denne datoen"),
    "detalj_milepaeler": Tekst("Veien fram", "Vegen fram"),
    "detalj_kilde": Tekst("Kilde", "Kjelde"),
    "detalj_veiledende": Tekst(
        "Datoen er veiledende: vårt eget forslag, som koordinatoren kan endre.",
        "Datoen er rettleiande: vårt eige framlegg, som koordinatoren kan endre.",
    ),
    "detalj_venter_paa": Tekst("Venter på", "Ventar på"),
    "detalj_aapner": Tekst("Åpner", "Opnar"),
    "detalj_aapnet": Tekst("Åpent siden", "Ope sidan"),
    "detalj_utfoert": Tekst("Utført", "Utført"),
    "detalj_forbehold": Tekst("Forbehold", "Atterhald"),
    "detalj_kan_forbehold": Tekst(
        "Kan gjøres med forbehold om vedtak som kommer senere.", "Kan gjerast med atterhald om vedtak som kjem seinare."
    ),
    "detalj_prognose": Tekst("Tidligst ferdig", "Tidlegast ferdig"),
    "detalj_krav": Tekst("Krav", "Krav"),
    "detalj_deltar": Tekst("Deltar", "Deltek"),
    "detalj_merknad": Tekst("Merk", "Merk"),
    "detalj_runde_tittel": Tekst("Runde", "Runde"),
    "detalj_runde": Tekst("Åpnet på nytt, runde {nr}", "Opna på nytt, runde {nr}"),
    "detalj_pauset": Tekst(
        "Ballen er hos {part} så lenge steget er på vent.", "Ballen er hos {part} så lenge steget er på vent."
    ),
    "naadd": Tekst("nådd {dato}", "nådd {dato}"),
    "logg_tittel": Tekst("Hva som har skjedd", "Kva som har skjedd"),
    "logg_caption": Tekst("Hendelser i avtalen, nyeste først", "Hendingar i avtalen, dei nyaste først"),
    "logg_tom": Tekst("Ingenting er registrert ennå.", "Ingenting er registrert enno."),
    "kol_skjedde": Tekst("Skjedde", "Skjedde"),
    "kol_hendelse": Tekst("Hendelse", "Hending"),
    "kol_registrert": Tekst("Registrert", "Registrert"),
    "registrert_av": Tekst("av {hvem}", "av {hvem}"),
    "angret": Tekst("Angret", "Angra"),
    "loese_tittel": Tekst("Hendelser som ikke hører til noe steg", "Hendingar som ikkje høyrer til noko steg"),
    "loese_tekst": Tekst(
        "Disse gjelder steg som ikke finnes i planen lenger. De er tatt vare på, men virker ikke på datoene.",
        "Desse gjeld steg som ikkje finst i planen lenger. Dei er tekne vare på, men verkar ikkje på datoane.",
    ),
    "abonner": Tekst("Kalender å abonnere på", "Kalender å abonnere på"),
    "abonner_tekst": Tekst(
        "Legg adressen inn i kalenderprogrammet ditt. Den er personlig: del den ikke videre.",
        "Legg adressa inn i kalenderprogrammet ditt. Ho er personleg: del ho ikkje vidare.",
    ),
    "abonner_aapne": Tekst("Åpne i kalenderprogrammet", "Opne i kalenderprogrammet"),
    # The party page.
    "part_ballen": Tekst("Har ballen", "Har ballen"),
    "part_ballen_ingen": Tekst("{part} har ikke noe å gjøre akkurat nå.", "{part} har ikkje noko å gjere akkurat no."),
    "part_venter": Tekst("Venter på andre", "Ventar på andre"),
    "part_venter_ingen": Tekst("{part} venter ikke på noen.", "{part} ventar ikkje på nokon."),
    "part_venter_caption": Tekst("Åpne steg hos andre som parten venter på", "Opne steg hos andre som parten ventar på"),
    "part_kommer": Tekst("Kommer senere", "Kjem seinare"),
    "part_kommer_ingen": Tekst("Ingen datoer framover.", "Ingen datoar framover."),
    "part_kommer_caption": Tekst("Steg som ikke er åpnet ennå", "Steg som ikkje er opna enno"),
    "part_avtaler": Tekst("Part i", "Part i"),
    "part_kontakter": Tekst("Kontakter", "Kontaktar"),
    "part_ingen_kontakter": Tekst(
        "Ingen kontakt er registrert. Påminnelser går til postmottaket.",
        "Ingen kontakt er registrert. Påminningar går til postmottaket.",
    ),
    "part_postmottak": Tekst("Postmottak", "Postmottak"),
    "part_orgnr": Tekst("Organisasjonsnummer", "Organisasjonsnummer"),
    "part_maalform": Tekst("Målform", "Målform"),
    "part_organer": Tekst("Møteplaner", "Møteplanar"),
    "part_ingen_moeter": Tekst("Ingen møter framover er registrert.", "Ingen møte framover er registrerte."),
    "organ_frister": Tekst(
        "Sakspapirene publiseres {dager} før møtet.", "Sakspapira blir publiserte {dager} før møtet."
    ),
    "avlyst": Tekst("avlyst", "avlyst"),
    "kontakt_sluttet": Tekst("sluttet {dato}", "slutta {dato}"),
    "kontakt_slutter": Tekst("slutter {dato}", "sluttar {dato}"),
    "kontakt_avtaler": Tekst("bare {avtaler}", "berre {avtaler}"),
    # Sent mail.
    "post_tittel": Tekst("Sendt post", "Send post"),
    "post_ingress": Tekst(
        "Alt Fristvakt har sendt, nyeste først.", "Alt Fristvakt har sendt, det nyaste først."
    ),
    "post_caption": Tekst("Sendte meldinger, nyeste først", "Sende meldingar, dei nyaste først"),
    "post_tom": Tekst("Ingen meldinger er sendt ennå.", "Ingen meldingar er sende enno."),
    "post_tilbake": Tekst("Til all sendt post", "Til all send post"),
    "post_html": Tekst("Slik ser meldingen ut", "Slik ser meldinga ut"),
    "post_tekst": Tekst("Meldingen som ren tekst", "Meldinga som rein tekst"),
    "kol_tid": Tekst("Sendt", "Send"),
    "kol_til": Tekst("Til", "Til"),
    "kol_emne": Tekst("Emne", "Emne"),
    "post_nyere": Tekst("Nyere", "Nyare"),
    "post_eldre": Tekst("Eldre", "Eldre"),
    "post_side": Tekst("Side {nr} av {alle}", "Side {nr} av {alle}"),
    # About.
    "om_tittel": Tekst("Om Fristvakt", "Om Fristvakt"),
    "om_tekst": Tekst(
        "Fristvakt følger avtaler mellom offentlige organer gjennom hele løpet. Det som har skjedd, blir til en plan, "
        "og planen sier hvem som skal gjøre hva, og når. Hver dato kan forklares.",
        "Fristvakt følgjer avtalar mellom offentlege organ gjennom heile løpet. Det som har skjedd, blir til ein plan, "
        "og planen seier kven som skal gjere kva, og når. Kvar dato kan forklarast.",
    ),
    "om_versjon": Tekst("Versjon", "Versjon"),
    "om_klokke": Tekst("Klokka", "Klokka"),
    "om_ekte_klokke": Tekst("følger maskinens klokke", "følgjer klokka til maskina"),
    "om_fast_klokke": Tekst("demoklokke", "demoklokke"),
    "om_datoslag": Tekst("Fire slag datoer", "Fire slag datoar"),
    "om_statuser": Tekst("Hva statusene betyr", "Kva statusane tyder"),
    "om_api": Tekst("Data for andre programmer", "Data for andre program"),
    "om_api_tekst": Tekst("De samme opplysningene som JSON:", "Dei same opplysningane som JSON:"),
    # Errors.
    "feil_404_tittel": Tekst("Fant ikke siden", "Fann ikkje sida"),
    "feil_404_tekst": Tekst("Det er ingenting på denne adressen.", "Det er ingenting på denne adressa."),
    "feil_404_avtale": Tekst("Ingen avtale heter «{id}».", "Ingen avtale heiter «{id}»."),
    "feil_404_part": Tekst("Ingen part heter «{id}».", "Ingen part heiter «{id}»."),
    "feil_404_post": Tekst("Ingen sendt melding heter «{id}».", "Inga send melding heiter «{id}»."),
    "feil_mente": Tekst("Mente du en av disse?", "Meinte du ein av desse?"),
    "feil_500_tittel": Tekst("Noe gikk galt", "Noko gjekk gale"),
    "feil_500_tekst": Tekst(
        "Siden kunne ikke vises. Feilen er skrevet i loggen, og ingenting er endret.",
        "Sida kunne ikkje visast. Feilen er skriven i loggen, og ingenting er endra.",
    ),
    "feil_400_tittel": Tekst("Forespørselen kunne ikke brukes", "Førespurnaden kunne ikkje brukast"),
    "feil_400_tekst": Tekst("Adressen inneholder noe vi ikke forstår.", "Adressa inneheld noko vi ikkje forstår."),
    "feil_405_tekst": Tekst("Tavla kan bare leses.", "Tavla kan berre lesast."),
    "til_forsiden": Tekst("Til forsiden", "Til framsida"),
}

STATUSORD: dict[Status, Tekst] = {
    Status.KOMMENDE: Tekst("Kommer", "Kjem"),
    Status.VENTER: Tekst("Venter", "Ventar"),
    Status.AAPEN: Tekst("Har ballen", "Har ballen"),
    Status.UTFOERT: Tekst("Utført", "Utført"),
    Status.IKKE_AKTUELL: Tekst("Ikke aktuelt", "Ikkje aktuelt"),
    Status.BORTFALT: Tekst("Bortfalt", "Falle bort"),
}

STATUSFORKLARING: dict[Status, Tekst] = {
    Status.KOMMENDE: Tekst("Tiden er ikke inne ennå. Ingen venter.", "Tida er ikkje inne enno. Ingen ventar."),
    Status.VENTER: Tekst("Noen andre må gjøre sitt først.", "Nokon andre må gjere sitt først."),
    Status.AAPEN: Tekst("Parten kan gjøre steget nå.", "Parten kan gjere steget no."),
    Status.UTFOERT: Tekst("Steget er gjort.", "Steget er gjort."),
    Status.IKKE_AKTUELL: Tekst("Steget trengs ikke i denne avtalen.", "Steget trengst ikkje i denne avtalen."),
    Status.BORTFALT: Tekst(
        "Steget var valgfritt eller hørte til et år som er over.",
        "Steget var valfritt eller høyrde til eit år som er over.",
    ),
}

ARTSORD: dict[Fristart, Tekst] = {
    Fristart.FRIST: Tekst("frist", "frist"),
    Fristart.VENTET: Tekst("ventet", "venta"),
    Fristart.TENTATIV: Tekst("foreløpig", "førebels"),
    Fristart.VEILEDENDE: Tekst("veiledende", "rettleiande"),
}

ARTSFORKLARING: dict[Fristart, Tekst] = {
    Fristart.FRIST: Tekst("Noen har satt en frist. Den kan forfalle.", "Nokon har sett ein frist. Han kan forfalle."),
    Fristart.VENTET: Tekst(
        "En kilde regner med denne datoen. Går den, er steget senere enn ventet.",
        "Ei kjelde reknar med denne datoen. Går han, er steget seinare enn venta.",
    ),
    Fristart.TENTATIV: Tekst("En foreløpig tid til datoen blir satt.", "Ei førebels tid til datoen blir sett."),
    Fristart.VEILEDENDE: Tekst(
        "Vårt eget forslag. Koordinatoren kan endre det.", "Vårt eige framlegg. Koordinatoren kan endre det."
    ),
}

OVER_ORD: dict[Fristart, Tekst] = {
    Fristart.FRIST: Tekst("Forfalt", "Forfalle"),
    Fristart.VENTET: Tekst("Senere enn ventet", "Seinare enn venta"),
}

ROLLEORD: dict[Rolle, Tekst] = {
    Rolle.HOVEDPART: Tekst("hovedpart", "hovudpart"),
    Rolle.SAMARBEIDSPART: Tekst("samarbeidspart", "samarbeidspart"),
    Rolle.SAERLIG: Tekst("særlig rolle", "særleg rolle"),
    Rolle.UAVKLART: Tekst("rolle ikke avklart", "rolle ikkje avklart"),
}

SLAGSORD: dict[Partsslag, Tekst] = {
    Partsslag.KOMMUNE: lik("Kommune"),
    Partsslag.FYLKESKOMMUNE: lik("Fylkeskommune"),
    Partsslag.DEPARTEMENT: lik("Departement"),
    Partsslag.STATSFORVALTER: Tekst("Statsforvalter", "Statsforvaltar"),
    Partsslag.STATLIG: Tekst("Statlig virksomhet", "Statleg verksemd"),
    Partsslag.ANNEN: Tekst("Annen virksomhet", "Anna verksemd"),
}

KRAVORD: dict[str, Tekst] = {
    "paakrevd": Tekst("Påkrevd", "Påkravd"),
    "anbefalt": Tekst("Anbefalt", "Tilrådd"),
    "uten_krav": Tekst("Uten krav", "Utan krav"),
}

UKEDAGER = (
    Tekst("mandag", "måndag"), Tekst("tirsdag", "tysdag"), lik("onsdag"), lik("torsdag"), lik("fredag"),
    Tekst("lørdag", "laurdag"), Tekst("søndag", "sundag"),
)  # fmt: skip


def oversetter(maalform: Maalform) -> Oversetter:
    """A function from a key of `TEKSTER` (and what fills it) to text; KeyError for a key that does not exist."""

    def t(noekkel: str, /, **felt: object) -> str:
        tekst = TEKSTER[noekkel].paa(maalform)
        return tekst.format(**felt) if felt else tekst

    return t


def dager(antall: int) -> Tekst:
    """`1 dag`, `3 dager`."""
    return lik("1 dag") if antall == 1 else Tekst(f"{antall} dager", f"{antall} dagar")


def naar(dag: date, frist: date) -> Tekst:
    """How far ahead a day lies: `i dag`, `i morgen`, `om 12 dager`; for a day behind, `for 2 dager siden`."""
    igjen = (frist - dag).days
    if igjen == 0:
        return lik("i dag")
    if igjen == 1:
        return Tekst("i morgen", "i morgon")
    if igjen > 0:
        return Tekst(f"om {igjen} dager", f"om {igjen} dagar")
    siden = dager(-igjen)
    return Tekst(f"for {siden.nb} siden", f"for {siden.nn} sidan")


def ukedag(dag: date) -> Tekst:
    """The name of the weekday."""
    return UKEDAGER[dag.weekday()]
