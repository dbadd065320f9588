"""Telling that the clarification a paused step waits for is given, so that it goes on."""

from __future__ import annotations

from collections.abc import Sequence

from flyter.innfoering import Hendt
from modeller.fakta import StegGjenopptatt
from modeller.tekst import Tekst, oppramsing
from tavle.svar.felt import Felt, Feltslag, Utfylt, med
from tavle.svar.sak import Svarsak
from tavle.svar.skjema.form import Gjort, Svarskjema, ferdig_fra_foer, hendt, siste


def _ingress(sak: Svarsak) -> Tekst:
    navn = [sak.register.navn(part) for part in sak.steg.parter]
    return med(
        Tekst(
            "Saken går videre hos {hvem}, som leser om det i neste melding om saken.",
            "Saka går vidare hos {hvem}, som leser om det i neste melding om saka.",
        ),
        hvem=Tekst(oppramsing([n.nb for n in navn]), oppramsing([n.nn for n in navn])),
    )


def _les(sak: Svarsak, utfylt: Utfylt) -> Sequence[Hendt]:
    merknad = utfylt.lang("merknad")
    utfylt.krev()
    return [hendt(sak, StegGjenopptatt(steg=sak.steg.id, merknad=merknad))]


def _gjenopptatt(sak: Svarsak) -> Gjort | None:
    if (gjort := ferdig_fra_foer(sak)) is not None or sak.steg.hvilende:
        return gjort
    return Gjort(siste(sak, lambda h: isinstance(h, StegGjenopptatt) and h.steg == sak.steg.id))


AVKLART = Svarskjema(
    hovedfelt="merknad",
    tittel=lambda _: Tekst("Avklaringen er gitt", "Avklaringa er gitt"),
    ingress=_ingress,
    felter=lambda _: (
        Felt(
            navn="merknad",
            etikett=Tekst("Hva kom dere til?", "Kva kom de til?"),
            slag=Feltslag.LANG,
            hjelp=Tekst("Kan leses av alle partene.", "Kan lesast av alle partane."),
            valgfritt=True,
        ),
    ),
    les=_les,
    gjort=_gjenopptatt,
    knapp=Tekst("Registrer", "Registrer"),
    takk=lambda _: Tekst("Takk. Saken kan gå videre.", "Takk. Saka kan gå vidare."),
)
