"""Words for kinds of date, roles and the named dates of an agreement, in both written standards."""

from __future__ import annotations

from modeller.fakta import Fristart, Rolle
from modeller.tekst import Tekst

ARTSORD: dict[Fristart, Tekst] = {
    Fristart.FRIST: Tekst("frist", "frist"),
    Fristart.VENTET: Tekst("ventet", "venta"),
    Fristart.TENTATIV: Tekst("foreløpig", "førebels"),
    Fristart.VEILEDENDE: Tekst("veiledende", "rettleiande"),
}


ROLLEORD: dict[Rolle, Tekst] = {
    Rolle.HOVEDPART: Tekst("hovedpart", "hovudpart"),
    Rolle.SAMARBEIDSPART: Tekst("samarbeidspart", "samarbeidspart"),
    Rolle.SAERLIG: Tekst("særlig rolle", "særleg rolle"),
    Rolle.UAVKLART: Tekst("rolle ikke avklart", "rolle ikkje avklart"),
}


DATONAVN: dict[str, Tekst] = {
    "forslagsfrist": Tekst("Fristen for forslaget", "Fristen for forslaget"),
    "oppstart": Tekst("Oppstarten", "Oppstarten"),
    "midtveis": Tekst("Midtveisvurderingen", "Midtvegsvurderinga"),
    "midtveisrapport": Tekst("Midtveisrapporten", "Midtvegsrapporten"),
    "sluttrapport": Tekst("Sluttrapporten", "Sluttrapporten"),
    "avtaleslutt": Tekst("Siste dag i avtalen", "Siste dag i avtalen"),
    "tekstdialog": Tekst("Dialogen om teksten", "Dialogen om teksten"),
}
