"""The words of the page that explains what a contact is told."""

from __future__ import annotations

from modeller.tekst import Tekst, lik

VARSELTEKSTER: dict[str, Tekst] = {
    "varsel_tittel": Tekst("E-post fra Fristvakt", "E-post frå Fristvakt"),
    "varsel_lenke": Tekst("Hva får kontakten e-post om?", "Kva får kontakten e-post om?"),
    "varsel_din_lenke": Tekst("Hva får du e-post om, og hvorfor?", "Kva får du e-post om, og kvifor?"),
    "varsel_tilbake": Tekst("Tilbake til kalenderne", "Tilbake til kalendrane"),
    "varsel_naar": Tekst("Når e-posten kommer", "Når e-posten kjem"),
    "varsel_regler": Tekst("Påminnelsene og hvem som har bestemt dem", "Påminningane og kven som har bestemt dei"),
    "varsel_andre_avtalen": Tekst("Annerledes i denne avtalen", "Annleis i denne avtalen"),
    "varsel_steg_caption": Tekst(
        "Steg som er i gang, med påminnelsene som kommer", "Steg som er i gang, med påminningane som kjem"
    ),
    "varsel_kol_regel": Tekst("Påminnelse", "Påminning"),
    "varsel_kol_naar": lik("Når"),
    "varsel_kol_hvem": Tekst("Bestemt", "Bestemt"),
    "varsel_kol_neste": Tekst("Kommer", "Kjem"),
    "varsel_av": Tekst("slått av", "slått av"),
}
