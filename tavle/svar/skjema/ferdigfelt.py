"""Words and fields that the forms for what is done share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from modeller.tekst import Tekst, lik, oppramsing
from tavle.svar.felt import Felt, Feltslag, med
from tavle.svar.sak import Svarsak

REGISTRER = lik("Registrer")
SAKSNUMMER = lik("Saksnummer")
TAKK = Tekst("Påminnelsene om dette slutter nå.", "Påminningane om dette sluttar no.")
STOPPER_IKKE = Tekst(
    "Fristvakt følger saken videre. Er det noe nytt, får dere beskjed.",
    "Fristvakt følgjer saka vidare. Er det noko nytt, får de beskjed.",
)
SKRIV_FORBEHOLD = Tekst("Skriv hva forbeholdet er.", "Skriv kva atterhaldet er.")


def arkivfelt(sak: Svarsak) -> Iterator[Felt]:
    """Where it is to be found: the case number and a link."""
    yield Felt(
        navn="saksnummer",
        etikett=_hos_hvem(sak),
        verdi=sak.plan.saksnumre.get(sak.part, "") if len(sak.parter) == 1 else "",
        valgfritt=True,
    )
    yield Felt(
        navn="lenke",
        etikett=Tekst("Lenke til vedtaket eller dokumentet", "Lenke til vedtaket eller dokumentet"),
        slag=Feltslag.ADRESSE,
        hjelp=Tekst("For eksempel til møteprotokollen.", "Til dømes til møteprotokollen."),
        valgfritt=True,
    )


def _hos_hvem(sak: Svarsak) -> Tekst:
    """Whose archive the number is of."""
    if not sak.for_andre:
        return Tekst("Saksnummer i arkivet deres", "Saksnummer i arkivet dykkar")
    mal = Tekst("Saksnummer i arkivet til {part}", "Saksnummer i arkivet til {part}")
    return med(mal, part=sak.register.navn(sak.part)) if len(sak.parter) == 1 else SAKSNUMMER


def ferdigingress(sak: Svarsak) -> Tekst:
    """What is to be done; for whom it is registered, where the reader is not the one to do it."""
    if not sak.for_andre:
        return sak.steg.forventet
    navn = [sak.register.navn(part) for part in sak.parter]
    for_hvem = Tekst(oppramsing([n.nb for n in navn]), oppramsing([n.nn for n in navn]))
    return med(Tekst("Du registrerer dette for {part}.", "Du registrerer dette for {part}."), part=for_hvem)


def merknadsfelt(etikett: Tekst | None = None, hjelp: Tekst | None = None) -> Felt:
    """What else there is to say; `etikett` and `hjelp` where the common words will not do."""
    return Felt(
        navn="merknad",
        etikett=etikett or Tekst("Merknad", "Merknad"),
        slag=Feltslag.LANG,
        hjelp=hjelp or Tekst("Kan leses av alle partene.", "Kan lesast av alle partane."),
        valgfritt=True,
    )


def datofelt(etikett: Tekst, dag: date | None) -> Felt:
    """The day it happened, `dag` until another is typed; None: nothing until one is."""
    return Felt(navn="dato", etikett=etikett, slag=Feltslag.DATO, verdi=dag.isoformat() if dag else "")
