"""The texts about what parties say of a step while it lies with them, and the answer to a request for more time."""

from modeller.tekst import Tekst

SKRIV_AVSLAG = Tekst("Skriv hvorfor datoen må stå.", "Skriv kvifor datoen må stå.")
"""What a no without a reason is asked for, wherever it is given."""

OPPFOELGINGSTEKSTER: dict[str, Tekst] = {
    "paa_saken": Tekst("På saken, regner med å være ferdig {dato}.", "På saka, reknar med å vere ferdig {dato}."),
    "ber_om_mer_tid": Tekst("Ber om mer tid, til {dato}:", "Bed om meir tid, til {dato}:"),
    "mertid_svar_lenke": Tekst("Svar på ønsket", "Svar på ønsket"),
    "mertid_tittel": Tekst("{part} ber om mer tid", "{part} bed om meir tid"),
    "mertid_steg": Tekst("Steg", "Steg"),
    "mertid_felles": Tekst("Steget er felles for {parter}.", "Steget er felles for {parter}."),
    "mertid_naa": Tekst("Datoen nå", "Datoen no"),
    "mertid_oensket": Tekst("Ønsket dato", "Ønskt dato"),
    "mertid_sagt": Tekst("Bedt om", "Bede om"),
    "mertid_grunn": Tekst("Begrunnelse", "Grunngjeving"),
    "mertid_svar": Tekst("Ditt svar", "Ditt svar"),
    "mertid_ja": Tekst("Ja, flytt datoen", "Ja, flytt datoen"),
    "mertid_nei": Tekst("Nei, datoen står", "Nei, datoen står"),
    "mertid_til": Tekst("Ny dato", "Ny dato"),
    "mertid_til_hjelp": Tekst(
        "Brukes bare når svaret er ja. Den må være senere enn datoen nå.",
        "Blir berre brukt når svaret er ja. Han må vere seinare enn datoen no.",
    ),
    "mertid_begrunn": Tekst("Begrunnelse", "Grunngjeving"),
    "mertid_begrunn_hjelp": Tekst(
        "Må skrives hvis du svarer nei. Partene får se den.", "Må skrivast om du svarer nei. Partane får sjå ho."
    ),
    "mertid_send": Tekst("Send svaret", "Send svaret"),
    "mertid_svart_ja": Tekst(
        "Datoen er flyttet til {dato}. De det gjelder, får beskjed.",
        "Datoen er flytta til {dato}. Dei det gjeld, får beskjed.",
    ),
    "mertid_svart_nei": Tekst(
        "Datoen står som før, {dato}. {part} får beskjed.", "Datoen står som før, {dato}. {part} får beskjed."
    ),
    "mertid_ingen": Tekst(
        "{part} venter ikke på svar om mer tid her. Kanskje har noen allerede svart.",
        "{part} ventar ikkje på svar om meir tid her. Kanskje har nokon alt svart.",
    ),
}
