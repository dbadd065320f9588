"""The source of a meeting plan that somebody should see to: as a row notes it, and in words."""

from __future__ import annotations

from datetime import date

from modeller.kildestand import Kildestand, Ulage
from modeller.register import Organ
from modeller.tekst import Maalform, Tekst, dato_kort
from modeller.varselrad import Jsonverdi

ORD = {
    Ulage.HOLDT: Tekst(
        "møteplanen for {organ} venter på at du ser på den. Kilden mangler eller avlyser mange møter som står i "
        "planen, så den er ikke endret",
        "møteplanen for {organ} ventar på at du ser på han. Kjelda manglar eller avlyser mange møte som står i "
        "planen, så han er ikkje endra",
    ),
    Ulage.SVIKTER: Tekst(
        "møteplanen for {organ} er ikke hentet siden {hentet}, og kan være foreldet",
        "møteplanen for {organ} er ikkje henta sidan {hentet}, og kan vere forelda",
    ),
    Ulage.UFORSTAATT: Tekst(
        "Fristvakt forsto ikke {antall} oppføringer i møteplanen for {organ}",
        "Fristvakt forstod ikkje {antall} oppføringar i møteplanen for {organ}",
    ),
}
ALDRI_HENTET = Tekst(
    "møteplanen for {organ} har ikke latt seg hente", "møteplanen for {organ} har det ikkje vore råd å hente"
)
EN_UFORSTAATT = Tekst(
    "Fristvakt forsto ikke én oppføring i møteplanen for {organ}",
    "Fristvakt forstod ikkje éi oppføring i møteplanen for {organ}",
)


def som_json(kilde: Kildestand) -> Jsonverdi:
    """As a row's data has it."""
    hentet = kilde.hentet.isoformat() if kilde.hentet else None
    return [kilde.organ, kilde.ulage.value, kilde.fra.isoformat(), hentet, kilde.uforstaatt]


def fra_json(data: object) -> list[Kildestand]:
    """What `som_json` wrote; nothing for a row from before there was any."""
    if not isinstance(data, list):
        return []
    return [
        Kildestand(
            organ=str(organ),
            ulage=Ulage(str(ulage)),
            fra=date.fromisoformat(str(fra)),
            hentet=date.fromisoformat(str(hentet)) if hentet else None,
            uforstaatt=int(str(antall)),
        )
        for organ, ulage, fra, hentet, antall in data
    ]


def om_kilden(kilde: Kildestand, organ: Organ, maalform: Maalform) -> str:
    """What the matter is, as words after whose it is."""
    mal = ORD[kilde.ulage]
    if kilde.ulage is Ulage.SVIKTER and kilde.hentet is None:
        mal = ALDRI_HENTET
    elif kilde.ulage is Ulage.UFORSTAATT and kilde.uforstaatt == 1:
        mal = EN_UFORSTAATT
    return mal.paa(maalform).format(
        organ=organ.navn.paa(maalform),
        hentet=dato_kort(kilde.hentet) if kilde.hentet else "",
        antall=kilde.uforstaatt,
    )
