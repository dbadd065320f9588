"""A meeting that has been called, set to another day, time or place by the party that called it, or called off."""

from __future__ import annotations

from collections.abc import Sequence

from flyter.innfoering import Hendt
from modeller.fakta import Faktum, MoeteInnkalt
from modeller.tekst import Tekst
from tavle.svar.felt import Felt, Feltslag, Utfylt
from tavle.svar.sak import Svarsak
from tavle.svar.skjema.form import Svarskjema, ferdig_fra_foer, hendt, siste
from tavle.svar.skjema.innkalling import DAGEN_ER_PASSERT, moetefelt, om_tiden

FLYTT, AVLYS = "flytt", "avlys"
HVA = (
    (FLYTT, Tekst("Få ny dag, ny tid eller nytt sted", "Få ny dag, ny tid eller ny stad")),
    (AVLYS, Tekst("Bli avlyst", "Bli avlyst")),
)
SKRIV_HVORFOR = Tekst("Skriv hvorfor møtet flyttes eller avlyses.", "Skriv kvifor møtet blir flytta eller avlyst.")


def _felter(sak: Svarsak) -> Sequence[Felt]:
    steg = sak.steg
    return (
        Felt(
            navn="hva",
            etikett=Tekst("Hva skal skje med møtet?", "Kva skal skje med møtet?"),
            slag=Feltslag.VALG,
            valg=HVA,
            verdi=FLYTT,
        ),
        *moetefelt(steg.frist, steg.ramme),
        Felt(
            navn="grunn",
            etikett=Tekst("Hvorfor?", "Kvifor?"),
            slag=Feltslag.LANG,
            hjelp=Tekst("De som er kalt inn, får se det.", "Dei som er kalla inn, får sjå det."),
        ),
    )


def _les(sak: Svarsak, utfylt: Utfylt) -> Sequence[Hendt]:
    steg = sak.steg
    avlyst = utfylt.valg("hva", (FLYTT, AVLYS)) == AVLYS
    grunn = utfylt.lang("grunn", mangler=SKRIV_HVORFOR)
    if avlyst:
        utfylt.krev()
        return [hendt(sak, MoeteInnkalt(steg=steg.id, dato=None, grunn=grunn))]
    dag, fra, til = utfylt.dato("moetedag"), utfylt.klokke("fra"), utfylt.klokke("til")
    sted = utfylt.linje("sted")
    if dag is not None and dag < sak.dag:
        utfylt.feil["moetedag"] = DAGEN_ER_PASSERT
    om_tiden(utfylt, fra, til)
    utfylt.krev()
    if (dag, fra, til, sted) == (steg.frist, *steg.ramme):
        return ()
    return [hendt(sak, MoeteInnkalt(steg=steg.id, dato=dag, grunn=grunn, fra=fra, til=til, sted=sted))]


def _sist_innkalt(sak: Svarsak) -> Faktum | None:
    return siste(sak, lambda h: isinstance(h, MoeteInnkalt) and h.steg == sak.steg.id)


MOETET = Svarskjema(
    hovedfelt="moetedag",
    tittel=lambda _: Tekst("Flytt eller avlys møtet", "Flytt eller avlys møtet"),
    ingress=lambda _: Tekst(
        "De som er kalt inn, får beskjed, og møtet i kalenderen endres eller strykes.",
        "Dei som er kalla inn, får beskjed, og møtet i kalenderen blir endra eller stroke.",
    ),
    felter=_felter,
    les=_les,
    gjort=ferdig_fra_foer,
    staar=_sist_innkalt,
    knapp=Tekst("Send", "Send"),
    takk=lambda _: Tekst("Beskjeden går ut med neste utsending.", "Beskjeden går ut med neste utsending."),
)
