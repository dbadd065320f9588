"""Registering that a step is done by calling the meeting that it is to call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from flyter.innfoering import Hendt
from modeller.fakta import (
    MoeteInnkalt,
)
from modeller.moeteramme import INGEN_RAMME, Moeteramme
from modeller.stegkontroll import om_klokkeslettene
from modeller.tekst import Tekst, oppramsing
from tavle.svar.felt import Felt, Feltslag, Utfylt, med
from tavle.svar.sak import Svarsak
from tavle.svar.skjema.form import (
    Svarskjema,
    ferdig_fra_foer,
    hendt,
    moetet_som_settes,
)

DAGEN_ER_PASSERT = Tekst(
    "Dagen er passert. Skriv dagen møtet skal være.", "Dagen er passert. Skriv dagen møtet skal vere."
)


def _innkalling_felter(sak: Svarsak) -> Sequence[Felt]:
    moete = moetet_som_settes(sak)
    foreslaatt = moete.frist if moete and moete.frist and moete.frist > sak.dag and not moete.bare_maaned else None
    return moetefelt(foreslaatt)


def moetefelt(dag: date | None, ramme: Moeteramme = INGEN_RAMME) -> tuple[Felt, ...]:
    """The day, time and place of a meeting, with what is proposed or stands."""
    return (
        Felt(
            navn="moetedag",
            etikett=Tekst("Hvilken dag er møtet?", "Kva dag er møtet?"),
            slag=Feltslag.DATO,
            verdi=dag.isoformat() if dag else "",
        ),
        Felt(
            navn="fra",
            etikett=Tekst("Fra klokka", "Frå klokka"),
            slag=Feltslag.KLOKKE,
            verdi=f"{ramme.fra:%H:%M}" if ramme.fra else "",
            valgfritt=True,
        ),
        Felt(
            navn="til",
            etikett=Tekst("Til klokka", "Til klokka"),
            slag=Feltslag.KLOKKE,
            verdi=f"{ramme.til:%H:%M}" if ramme.til else "",
            valgfritt=True,
        ),
        Felt(
            navn="sted",
            etikett=Tekst("Sted eller lenke til møtet", "Stad eller lenke til møtet"),
            verdi=ramme.sted,
            valgfritt=True,
        ),
    )


def om_tiden(utfylt: Utfylt, fra: time | None, til: time | None) -> None:
    """Put what is wrong with when the meeting begins and ends by the field where it is mended."""
    for innvending in om_klokkeslettene(fra, til):
        utfylt.feil.setdefault("fra" if fra is None else "til", innvending)


def _les_innkalling(sak: Svarsak, utfylt: Utfylt) -> Sequence[Hendt]:
    dag, fra, til = utfylt.dato("moetedag"), utfylt.klokke("fra"), utfylt.klokke("til")
    sted, moete = utfylt.linje("sted"), moetet_som_settes(sak)
    if dag is not None and dag < sak.dag:
        utfylt.feil["moetedag"] = DAGEN_ER_PASSERT
    om_tiden(utfylt, fra, til)
    utfylt.krev()
    assert moete is not None, "the link is given only for a step that calls a meeting"
    return [hendt(sak, MoeteInnkalt(steg=moete.id, dato=dag, fra=fra, til=til, sted=sted))]


def _hvem_som_kalles_inn(sak: Svarsak) -> Tekst:
    moete = moetet_som_settes(sak)
    deltar = [sak.register.navn(p) for p in moete.deltar if p not in moete.parter] if moete else []
    hvem = (
        Tekst(oppramsing([p.nb for p in deltar]), oppramsing([p.nn for p in deltar]))
        if deltar
        else Tekst("dem som skal delta", "dei som skal delta")
    )
    return med(
        Tekst(
            "Fristvakt sender innkallingen til {hvem}, med møtet til kalenderen.",
            "Fristvakt sender innkallinga til {hvem}, med møtet til kalenderen.",
        ),
        hvem=hvem,
    )


INNKALLING = Svarskjema(
    hovedfelt="moetedag",
    tittel=lambda _: Tekst("Kall inn til møtet", "Kall inn til møtet"),
    ingress=_hvem_som_kalles_inn,
    felter=_innkalling_felter,
    les=_les_innkalling,
    gjort=ferdig_fra_foer,
    knapp=Tekst("Kall inn", "Kall inn"),
    takk=lambda _: Tekst("Innkallingen går ut med neste utsending.", "Innkallinga går ut med neste utsending."),
)
