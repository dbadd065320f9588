"""The sentences derivations and remarks are worded with, in bokmål and nynorsk."""

from __future__ import annotations

from modeller.begrunnelse import Begrunnelse, formuler
from modeller.tekst import Maalform, Tekst

SETNINGER = {
    # dates
    "satt": Tekst("{hva} er satt til {dato}", "{hva} er sett til {dato}"),
    "satt_maaned": Tekst("{hva} er tentativt i {maaned}", "{hva} er tentativt i {maaned}"),
    "dato_mangler": Tekst("datoen for {hva} er ikke satt", "datoen for {hva} er ikkje sett"),
    "innkalt": Tekst("{hvem} har kalt inn til møte {dato}", "{hvem} har kalla inn til møte {dato}"),
    "innkalt_med_ramme": Tekst(
        "{hvem} har kalt inn til møte {dato}, {ramme}", "{hvem} har kalla inn til møte {dato}, {ramme}"
    ),
    "utsatt": Tekst("datoen er satt til {dato}", "datoen er sett til {dato}"),
    # What somebody wrote stands as a quotation: it is in their own written standard.
    "utsatt_med_grunn": Tekst(
        "datoen er satt til {dato} med begrunnelsen «{grunn}»", "datoen er sett til {dato} med grunngjevinga «{grunn}»"
    ),
    "forlenget": Tekst("avtalen ble forlenget {dato}", "avtalen vart forlengd {dato}"),
    "forlenget_med_grunn": Tekst(
        "avtalen ble forlenget {dato} med begrunnelsen «{grunn}»",
        "avtalen vart forlengd {dato} med grunngjevinga «{grunn}»",
    ),
    "avsluttet": Tekst(
        "det ble bestemt {dato} at avtalen skal avsluttes før tiden",
        "det vart bestemt {dato} at avtalen skal avsluttast før tida",
    ),
    "avsluttet_med_grunn": Tekst(
        "det ble bestemt {dato} at avtalen skal avsluttes før tiden, med begrunnelsen «{grunn}»",
        "det vart bestemt {dato} at avtalen skal avsluttast før tida, med grunngjevinga «{grunn}»",
    ),
    "hvert_aar": Tekst(
        "standarden i Fristvakt, til samme tid hvert år: {dato}",
        "standarden i Fristvakt, til same tid kvart år: {dato}",
    ),
    "hvert_valg": Tekst(
        "standarden i Fristvakt, til samme tid etter hvert valg: {dato}",
        "standarden i Fristvakt, til same tid etter kvart val: {dato}",
    ),
    "hvert_aar_maaned": Tekst(
        "datoen er ikke satt; standarden i Fristvakt er tentativt {maaned}",
        "datoen er ikkje sett; standarden i Fristvakt er tentativt {maaned}",
    ),
    "arbeidsdagen_foer": Tekst("siste arbeidsdag innen da er {dato}", "siste arbeidsdag innan då er {dato}"),
    "arbeidsdagen_etter": Tekst("første arbeidsdag etter det er {dato}", "første arbeidsdag etter det er {dato}"),
    "foer_paaske": Tekst(
        "innen påske: siste arbeidsdag før påskeuken er {dato} (første påskedag er {paaskedag})",
        "innan påske: siste arbeidsdag før påskeveka er {dato} (første påskedag er {paaskedag})",
    ),
    "foer": Tekst("{avstand} før {hva} {dato}", "{avstand} før {hva} {dato}"),
    "etter": Tekst("{avstand} etter {hva} {dato}", "{avstand} etter {hva} {dato}"),
    "samtidig_foer": Tekst("senest samtidig med {hva} {dato}", "seinast samtidig med {hva} {dato}"),
    "samtidig_etter": Tekst("følger av {hva} {dato}", "følgjer av {hva} {dato}"),
    "venter_paa_dato": Tekst(
        "har ingen dato før datoen for {hva} er satt", "har ingen dato før datoen for {hva} er sett"
    ),
    "uten_maal": Tekst("har ingen dato, siden {hva} faller bort", "har ingen dato, sidan {hva} fell bort"),
    "siste_moete": Tekst(
        "siste møte i {organ} før {hva} {foer} er {dato}; saksframlegget må være klart {klart}",
        "siste møte i {organ} før {hva} {foer} er {dato}; saksframlegget må vere klart {klart}",
    ),
    "moete_foer_dato": Tekst(
        "siste møte i {organ} innen da er {dato}; saksframlegget må være klart {klart}",
        "siste møte i {organ} innan då er {dato}; saksframlegget må vere klart {klart}",
    ),
    "moeteplan_mangler": Tekst("møteplanen for {organ} mangler", "møteplanen for {organ} manglar"),
    "moeteplan_mangler_foer": Tekst(
        "møteplanen for {organ} mangler; saken må være behandlet i tide før {hva} {foer}",
        "møteplanen for {organ} manglar; saka må vere behandla i tide før {hva} {foer}",
    ),
    "foer_uten_organ": Tekst("må være avgjort før {hva} {foer}", "må vere avgjort før {hva} {foer}"),
    "kalt_inn_for_sent": Tekst(
        "det ble ikke kalt inn til {hva} før {dato}, så datoen er ingen frist",
        "det vart ikkje kalla inn til {hva} før {dato}, så datoen er ingen frist",
    ),
    "passert_da_rollen_kom": Tekst(
        "datoen {dato} var passert da {hvem} fikk rollen sin {kom}",
        "datoen {dato} var passert då {hvem} fekk rolla si {kom}",
    ),
    "passert_da_parten_tok_over": Tekst(
        "datoen {dato} var passert da {hvem} tok over {kom}", "datoen {dato} var passert då {hvem} tok over {kom}"
    ),
    "passert_da_det_ble_aapnet_igjen": Tekst(
        "datoen {dato} var passert da steget ble åpnet igjen {kom}",
        "datoen {dato} var passert då steget vart opna att {kom}",
    ),
    "passert_da_moetet_ble_avlyst": Tekst(
        "datoen {dato} var passert da møtet ble avlyst {kom}",
        "datoen {dato} var passert då møtet vart avlyst {kom}",
    ),
    "passert_da_teksten_ble_endret": Tekst(
        "datoen {dato} var passert da teksten ble endret {kom}",
        "datoen {dato} var passert då teksten vart endra {kom}",
    ),
    "foerste_moete_siden": Tekst(
        "første møte i {organ} som kunne nås da, er {dato}; saksframlegget må være klart {klart}",
        "første møte i {organ} som ein kunne nå då, er {dato}; saksframlegget må vere klart {klart}",
    ),
    "oppdiktet_dato": Tekst("datoen er oppdiktet", "datoen er oppdikta"),
    "oppdiktet_moeteplan": Tekst("møteplanen for {organ} er oppdiktet", "møteplanen for {organ} er oppdikta"),
    # remarks
    "rolle_uavklart": Tekst(
        "gjelder bare hvis parten blir hovedpart; det er ikke avgjort",
        "gjeld berre dersom parten blir hovudpart; det er ikkje avgjort",
    ),
    "pauset": Tekst("satt på vent {dato}; datoen står", "sett på vent {dato}; datoen står"),
    "pauset_med_grunn": Tekst(
        "satt på vent {dato} med begrunnelsen «{grunn}»; datoen står",
        "sett på vent {dato} med grunngjevinga «{grunn}»; datoen står",
    ),
    "gjenopptatt": Tekst("tatt opp igjen {dato}", "teke opp att {dato}"),
    "gjenopptatt_med_grunn": Tekst("tatt opp igjen {dato}: «{grunn}»", "teke opp att {dato}: «{grunn}»"),
    "ny_tekst": Tekst(
        "avtaleteksten ble endret {dato}; nå er det versjon {versjon} som gjelder",
        "avtaleteksten vart endra {dato}; no er det versjon {versjon} som gjeld",
    ),
    "gjenaapnet": Tekst("åpnet igjen {dato}", "opna att {dato}"),
    "gjenaapnet_med_grunn": Tekst(
        "åpnet igjen {dato} med begrunnelsen «{grunn}»", "opna att {dato} med grunngjevinga «{grunn}»"
    ),
    "overtatt_uferdig": Tekst(
        "{hvem} tok over etter {uten} {dato}; der var dette ikke gjort",
        "{hvem} tok over etter {uten} {dato}; der var dette ikkje gjort",
    ),
    "avlyst": Tekst("møtet {dato} er avlyst", "møtet {dato} er avlyst"),
    "avlyst_med_grunn": Tekst(
        "møtet {dato} er avlyst med begrunnelsen «{grunn}»", "møtet {dato} er avlyst med grunngjevinga «{grunn}»"
    ),
    "ikke_aktuelt": Tekst("ikke aktuelt fra {dato}", "ikkje aktuelt frå {dato}"),
    "ikke_aktuelt_med_grunn": Tekst(
        "ikke aktuelt fra {dato}, med begrunnelsen «{grunn}»", "ikkje aktuelt frå {dato}, med grunngjevinga «{grunn}»"
    ),
    "avslaatt": Tekst("saken ble ikke vedtatt {dato}", "saka vart ikkje vedteken {dato}"),
    "utsatt_i_moete": Tekst(
        "saken ble utsatt {dato} og er ikke avgjort", "saka vart utsett {dato} og er ikkje avgjort"
    ),
    "utsatt_foer": Tekst("saken ble utsatt {dato}", "saka vart utsett {dato}"),
    "vedtak_paa_eldre_tekst": Tekst(
        "vedtaket {dato} gjaldt tekstversjon {versjon}; teksten ble endret, og versjon {ny} må vedtas",
        "vedtaket {dato} gjaldt tekstversjon {versjon}; teksten vart endra, og versjon {ny} må vedtakast",
    ),
    "loep_utgaatt": Tekst(
        "saksframlegget til møtet {moete} skulle vært klart {dato}, men er ikke registrert som klart",
        "saksframlegget til møtet {moete} skulle ha vore klart {dato}, men er ikkje registrert som klart",
    ),
    "moetet_er_avlyst": Tekst("møtet {moete} er avlyst", "møtet {moete} er avlyst"),
    "moetet_er_flyttet": Tekst("møtet {moete} er flyttet til {til}", "møtet {moete} er flytta til {til}"),
    "behandlingen_er_avlyst": Tekst("møtet i {organ} {moete} er avlyst", "møtet i {organ} {moete} er avlyst"),
    "behandlingen_er_flyttet": Tekst(
        "møtet i {organ} {moete} er flyttet til {til}", "møtet i {organ} {moete} er flytta til {til}"
    ),
    "moetet_er_passert": Tekst(
        "møtet {moete} er passert uten at vedtak er registrert", "møtet {moete} er passert utan at vedtak er registrert"
    ),
    "nytt_moete_er_passert": Tekst(
        "møtet {moete} er passert uten at vedtak er registrert", "møtet {moete} er passert utan at vedtak er registrert"
    ),
    "neste_moete": Tekst("neste møte i {organ} er {dato}", "neste møte i {organ} er {dato}"),
    "neste_moete_med_milepael": Tekst(
        "neste møte i {organ} som kan nås, er {dato} («{milepael}» innen {klart})",
        "neste møte i {organ} som ein kan nå, er {dato} («{milepael}» innan {klart})",
    ),
    "senere_enn_ventet": Tekst("senere enn {hvem} regnet med ({dato})", "seinare enn {hvem} rekna med ({dato})"),
    "med_forbehold": Tekst(
        "«{hva}» kan skje innen {frist} med forbehold om vedtaket",
        "«{hva}» kan skje innan {frist} med atterhald om vedtaket",
    ),
    "med_forbehold_etter_fristen": Tekst(
        "«{hva}» skulle vært gjort innen {frist}, men kan fortsatt skje med forbehold om vedtaket",
        "«{hva}» skulle ha vore gjort innan {frist}, men kan framleis skje med atterhald om vedtaket",
    ),
    "uten_forbehold_etter_fristen": Tekst(
        "uten forbehold blir det tidligst {tidligst}, {dager} etter fristen",
        "utan atterhald blir det tidlegast {tidligst}, {dager} etter fristen",
    ),
    "uten_forbehold": Tekst(
        "uten forbehold blir det tidligst {tidligst}, {dager} senere",
        "utan atterhald blir det tidlegast {tidligst}, {dager} seinare",
    ),
    "ingen_flere_moeter": Tekst("møteplanen har ingen flere møter", "møteplanen har ingen fleire møte"),
    "forsinker": Tekst(
        "«{hva}» kan tidligst skje {tidligst}, {dager} etter {frist}",
        "«{hva}» kan tidlegast skje {tidligst}, {dager} etter {frist}",
    ),
    "forsinker_uten_forbehold": Tekst(
        "da kan «{hva}» tidligst skje {tidligst}, {dager} etter {frist}",
        "då kan «{hva}» tidlegast skje {tidligst}, {dager} etter {frist}",
    ),
    "forsinker_flere": Tekst(
        "{antall} steg til blir senere enn planlagt", "{antall} steg til blir seinare enn planlagt"
    ),
}


def i_ord(begrunnelse: Begrunnelse, maalform: Maalform, i_aar: int | None = None) -> str:
    """The derivation or remark in words, without a full stop; empty when there is none.

    `i_aar` is the year the reader is in already: dates of that year are written without it.
    """
    return formuler(begrunnelse, maalform, SETNINGER, i_aar)
