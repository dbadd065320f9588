"""Why an item was sent, and what was answered, in words, in bokmål and nynorsk."""

from __future__ import annotations

from modeller.lager.hovedboker import SendtPost
from modeller.lager.leveringsforsoek import Klasse
from modeller.tekst import Datoform, Tekst, dato_kort
from modeller.varselgrunn import Varselgrunn
from varsler.forklaringsord import avstand_i_ord
from varsler.logg.postnavn import om_en_avtale, om_et_steg
from varsler.regler import Anker, Slag

SLAGORD = {
    Slag.LIGGER_HOS_DERE: Tekst(
        "ballen lå hos mottakeren da avtalen ble lagt inn", "ballen låg hos mottakaren då avtalen vart lagd inn"
    ),
    Slag.BALL: Tekst("ballen kom til mottakeren", "ballen kom til mottakaren"),
    Slag.SEKS_UKER: Tekst("i god tid før", "i god tid før"),
    Slag.TO_UKER: Tekst("da det nærmet seg", "då det nærma seg"),
    Slag.TRE_ARBEIDSDAGER: Tekst("like før", "like før"),
    Slag.PAA_DAGEN: Tekst("på dagen", "på dagen"),
    Slag.FORFALT: Tekst("fristen er ute", "fristen er ute"),
    Slag.HOLDER_OPP: Tekst("andre venter på mottakeren", "andre ventar på mottakaren"),
    Slag.SENERE_ENN_VENTET: Tekst("senere enn ventet", "seinare enn venta"),
    Slag.LOEP_UTGAATT: Tekst("det ordinære løpet er gått ut", "det ordinære løpet har gått ut"),
    Slag.FRIST_FLYTTET: Tekst("datoen er flyttet", "datoen er flytta"),
    Slag.ANSLAG_UTE: Tekst("dagen parten regnet med, er over", "dagen parten rekna med, er over"),
    Slag.AVKLARING: Tekst("steget venter på en avklaring", "steget ventar på ei avklaring"),
    Slag.MOETE_INNKALT: Tekst("møtet er innkalt", "møtet er kalla inn"),
    Slag.MOETE_FLYTTET: Tekst("møtet er flyttet", "møtet er flytta"),
    Slag.MOETE_AVLYST: Tekst("møtet er avlyst", "møtet er avlyst"),
    Slag.KOORDINATOR_FORFALT: Tekst("til koordinatoren: fristen er ute", "til koordinatoren: fristen er ute"),
    Slag.KOORDINATOR_HOLDER_OPP: Tekst(
        "til koordinatoren: andre venter på parten", "til koordinatoren: andre ventar på parten"
    ),
    Slag.KOORDINATOR_OVERTAR: Tekst(
        "til koordinatoren: Fristvakt minner ikke mer", "til koordinatoren: Fristvakt minner ikkje meir"
    ),
    Slag.KOORDINATOR_LOEP_UTGAATT: Tekst(
        "til koordinatoren: det ordinære løpet er gått ut", "til koordinatoren: det ordinære løpet har gått ut"
    ),
    Slag.KOORDINATOR_MOETE_BORTE: Tekst(
        "til koordinatoren: møtet er falt bort, eller saken er utsatt",
        "til koordinatoren: møtet har falle bort, eller saka er utsett",
    ),
    Slag.KOORDINATOR_ANSLAG: Tekst(
        "til koordinatoren: parten regner med å bli ferdig etter fristen",
        "til koordinatoren: parten reknar med å bli ferdig etter fristen",
    ),
    Slag.KOORDINATOR_MER_TID: Tekst(
        "til koordinatoren: parten ber om mer tid", "til koordinatoren: parten ber om meir tid"
    ),
    Slag.MER_TID_AVSLAG: Tekst("parten får ikke mer tid", "parten får ikkje meir tid"),
    Slag.AVSLAG: Tekst("til koordinatoren: saken er avslått", "til koordinatoren: saka er avslått"),
    Slag.UTEN_KONTAKT: Tekst(
        "til koordinatoren: parten har ingen kontakt", "til koordinatoren: parten har ingen kontakt"
    ),
    Slag.IKKE_LEVERT: Tekst("til koordinatoren: e-post kommer ikke fram", "til koordinatoren: e-post kjem ikkje fram"),
    Slag.MOETEPLAN_MANGLER: Tekst("møteplanen for neste år mangler", "møteplanen for neste år manglar"),
    Slag.LEDELSE_FORFALT: Tekst("til ledelsen: fristen er ute", "til leiinga: fristen er ute"),
    Slag.POSTMOTTAK_FORFALT: Tekst("til postmottaket: fristen er ute", "til postmottaket: fristen er ute"),
    Slag.TAKK: Tekst("mottakeren har gjort sitt", "mottakaren har gjort sitt"),
    Slag.KONTAKTLISTE: Tekst("spørsmål én gang i året", "spørsmål éin gong i året"),
    Slag.UKESOVERSIKT: Tekst("oversikt over uka", "oversikt over veka"),
    Slag.MAANEDSOVERSIKT: Tekst("oversikt over måneden", "oversikt over månaden"),
    Slag.NY_LENKE: Tekst("mottakeren ba om en ny lenke", "mottakaren bad om ei ny lenke"),
}
"""What an item is about, in a few words. None of them says how long: that can be another for each recipient."""
SAA_LENGE_FOER = frozenset({Slag.SEKS_UKER, Slag.TO_UKER, Slag.TRE_ARBEIDSDAGER})
"""Kinds that are about how long there is left, and say so where that was noted."""
ANKERORD = {
    Anker.INNLEST: Tekst("dagen steget åpnet", "dagen steget opna"),
    Anker.AAPNET: Tekst("dagen steget åpnet", "dagen steget opna"),
    Anker.FOERSTE_MILEPAEL: Tekst("den første datoen på veien", "den første datoen på vegen"),
    Anker.VEDTAKSMOETE: Tekst("møtet som vedtar", "møtet som vedtek"),
    Anker.MOETET: Tekst("møtet som vedtar", "møtet som vedtek"),
    Anker.NESTE_MOETE: Tekst("det neste møtet", "det neste møtet"),
    Anker.NYTT_MOETE: Tekst(
        "dagen saksutskriften fra det nye møtet skulle vært klar",
        "dagen saksutskrifta frå det nye møtet skulle vore klar",
    ),
    Anker.DATO: Tekst("datoen for steget", "datoen for steget"),
    Anker.ANSLAGET: Tekst("dagen parten regnet med å være ferdig", "dagen parten rekna med å vere ferdig"),
    Anker.DE_SOM_VENTER: Tekst("fristen til dem som venter", "fristen til dei som ventar"),
}
"""What it was counted from."""

KLASSEORD = {
    Klasse.SENDT: Tekst("tatt imot", "teken imot"),
    Klasse.SENERE: Tekst("prøves igjen", "blir prøvd igjen"),
    Klasse.AVVIST: Tekst("avvist: adressen tar ikke imot post", "avvist: adressa tek ikkje imot post"),
    Klasse.NEKTET: Tekst("nektet: lagt til side", "nekta: lagd til side"),
    Klasse.RETUR: Tekst("kom i retur", "kom i retur"),
    Klasse.FORSINKET: Tekst("forsinket", "forseinka"),
    Klasse.FRAMME: Tekst("levert eller sendt videre", "levert eller send vidare"),
}
"""What an answer came to."""


def slag_i_ord(slag: str) -> Tekst:
    """What an item of this kind is about; one of a kind there is no more says so, and what it was called."""
    if slag in set(Slag):
        return SLAGORD[Slag(slag)]
    return Tekst(
        f"en påminnelse Fristvakt ikke sender lenger ({slag})", f"ei påminning Fristvakt ikkje sender lenger ({slag})"
    )


def grunnen_i_ord(post: SendtPost, dag: Datoform = dato_kort) -> Tekst:
    """Why an item was sent, in a line; what it was about, of what was sent before reasons were kept."""
    if post.grunn is not None:
        return grunn_i_ord(post.grunn, dag)
    om = slag_i_ord(post.slag).stor
    return Tekst(
        f"{om.nb}. Grunnen ble ikke tatt vare på da meldingen gikk.",
        f"{om.nn}. Grunnen vart ikkje teken vare på då meldinga gjekk.",
    )


def grunn_i_ord(grunn: Varselgrunn, dag: Datoform = dato_kort) -> Tekst:
    """The reason in a line: what about, counted from what, and due when. `dag` writes days."""
    om = slag_i_ord(grunn.regel)
    if grunn.avstand and grunn.regel in SAA_LENGE_FOER:
        lengde = avstand_i_ord(grunn.avstand)
        om = Tekst(f"{lengde.nb} før", f"{lengde.nn} før")
    nb, nn = om.nb, om.nn
    if grunn.talt_fra and grunn.anker in set(Anker):
        anker = ANKERORD[Anker(grunn.anker)]
        nb += f", regnet fra {anker.nb}, {dag(grunn.talt_fra)}"
        nn += f", rekna frå {anker.nn}, {dag(grunn.talt_fra)}"
    return Tekst(f"{nb}; skulle gå {dag(grunn.forfaller)}.", f"{nn}; skulle gå {dag(grunn.forfaller)}.").stor


def grunnlag_i_ord(grunn: Varselgrunn | None) -> str:
    """The facts it was owed on, the same in both written standards; those of the step or the agreement only where it is
    about that.
    """
    if grunn is None or not om_en_avtale(grunn.regel):
        return ""
    siste = f"Siste faktum i avtalen: nr. {grunn.siste_faktum}."
    om_steget = f"Fakta om steget: {', '.join(grunn.fakta) or 'ingen'}. "
    return f"{om_steget if om_et_steg(grunn.regel) else ''}{siste}"
