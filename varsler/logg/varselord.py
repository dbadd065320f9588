"""What people have said of being told, as sentences for the logs, and the reminder rules as readers meet them."""

from __future__ import annotations

from modeller.fakta import VarselregelSatt, VarselvalgTatt
from modeller.regelvalg import Samling
from modeller.tekst import Tekst
from varsler.forklaringsord import avstand_i_ord
from varsler.regler.ord import regel_i_ord


def varselsetning(hendelse: VarselregelSatt, hvem: Tekst, steg: Tekst | None) -> Tekst:
    """What was said of a rule, without full stop; `hvem` is for whom, `steg` the step it is about (None: all)."""
    regel = regel_i_ord(hendelse.regel)
    om = Tekst(f" for «{steg.nb}»", f" for «{steg.nn}»") if steg else Tekst("", "")
    if hendelse.avstand is not None:
        lengde = avstand_i_ord(hendelse.avstand)
        hva = Tekst(f"har fått avstanden {lengde.nb}", f"har fått avstanden {lengde.nn}")
    elif hendelse.paa is None:
        hva = Tekst("gjelder som ellers igjen", "gjeld som elles igjen")
    else:
        ord_ = "på" if hendelse.paa else "av"
        hva = Tekst(f"ble slått {ord_}", f"vart slått {ord_}")
    return Tekst(
        f"{hvem.nb}: påminnelsen «{regel.nb}»{om.nb} {hva.nb}", f"{hvem.nn}: påminninga «{regel.nn}»{om.nn} {hva.nn}"
    )


def valgsetning(hendelse: VarselvalgTatt, hvem: Tekst) -> Tekst:
    """How a contact wants mail gathered, without full stop."""
    valgt = SAMLING[hendelse.samling]
    om = OVERSIKTER[hendelse.oversikter]
    return Tekst(f"{hvem.nb}: {valgt.nb}{om.nb}", f"{hvem.nn}: {valgt.nn}{om.nn}")


SAMLING = {
    Samling.DAGLIG: Tekst("vil ha påminnelser dag for dag", "vil ha påminningar dag for dag"),
    Samling.UKENTLIG: Tekst(
        "vil ha det som ikke haster, samlet én gang i uka", "vil ha det som ikkje hastar, samla éin gong i veka"
    ),
}
OVERSIKTER = {
    None: Tekst("", ""),
    True: Tekst(", og oversiktene", ", og oversiktene"),
    False: Tekst(", og ingen oversikter", ", og ingen oversikter"),
}
