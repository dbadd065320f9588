"""The texts about meeting plans, how they are fetched and how they are given on the board, by key."""

from modeller.tekst import Tekst

MOETEPLANTEKSTER: dict[str, Tekst] = {
    # --- the sources, on the page about the board.
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
}
