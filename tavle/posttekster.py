"""The texts of the pages about mail, in both written standards, by key."""

from modeller.tekst import Tekst, lik

POSTTEKSTER: dict[str, Tekst] = {
    "post_tittel": lik("Sendt post"),
    "post_sendt": Tekst("Sendt", "Sendt"),
    "post_ingress": Tekst("Alt Fristvakt har sendt, nyeste først.", "Alt Fristvakt har sendt, det nyaste først."),
    "post_caption": Tekst("Sendte meldinger, nyeste først", "Sende meldingar, dei nyaste først"),
    "post_tom": Tekst("Ingen meldinger er sendt ennå.", "Ingen meldingar er sende enno."),
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
        "Dette har stanset. Det som er lagt til side, går ikke av seg selv: Rett feilen, og send det på nytt med "
        "«fristvakt koe send-paa-nytt».",
        "Dette har stansa. Det som er lagt til side, går ikkje av seg sjølv: Rett feilen, og send det på nytt med "
        "«fristvakt koe send-paa-nytt».",
    ),
    "stanset_caption": Tekst("Post som ikke er sendt", "Post som ikkje er sendt"),
    "kol_grunn": Tekst("Grunn", "Grunn"),
    "kol_hva_skjer": Tekst("Hva skjer", "Kva skjer"),
    "stanset_til_side": Tekst("Lagt til side", "Lagd til side"),
    "stanset_proeves": Tekst("Prøves igjen {naar}", "Blir prøvd igjen {naar}"),
    "stanset_flere": Tekst("og {antall} til", "og {antall} til"),
}
