"""What a fact leads to, told before it is stored, in lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flyter.hvaom import Konsekvens
from flyter.mottak import Avtalemottak
from fristvakt.konsekvensord import avsnitt, endrer_noe, hoeyst, om_mottaket, veien
from fristvakt.utskrift import NB, UT
from modeller.tekst import Maalform


def skriv_alle(konsekvenser: Sequence[Konsekvens], *, med_vei: bool = False, alt: bool = False) -> None:
    """Print what some facts lead to; of several agreements, those where nothing changes are only counted."""
    endret = [en for en in konsekvenser if endrer_noe(en)]
    for en in endret or konsekvenser[:1]:
        skriv(en, med_vei=med_vei, alt=alt)
    if not konsekvenser:
        UT.print("Ingen avtaler bygger på dette ennå.")
    elif ellers := len(konsekvenser) - max(len(endret), 1):
        UT.print(f"I {'én annen avtale' if ellers == 1 else f'{ellers} andre avtaler'} er alt som før.")


def som_avsnitt(
    konsekvenser: Sequence[Konsekvens], maalform: Maalform
) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """The same for a page: by agreement where something changes, headings with their lines."""
    return [
        (en.etter.navn.paa(maalform), list(avsnitt(en, maalform, alt=True))) for en in konsekvenser if endrer_noe(en)
    ]


def skriv(konsekvens: Konsekvens, *, med_vei: bool = False, alt: bool = False) -> None:
    """Print it; `med_vei` adds the critical path and the last meetings that do not delay its goal, `alt` leaves nothing
    out.
    """
    UT.print(konsekvens.etter.navn.nb, style="bold", highlight=False, soft_wrap=True)
    if konsekvens.tas_ut:
        UT.print("  Hele avtalen faller bort. Dette forsvinner med den:")
    fortalt = list(avsnitt(konsekvens, NB, alt=alt))
    _skriv_avsnitt(fortalt)
    if not konsekvens.endringer and konsekvens.foer and not konsekvens.tas_ut:
        UT.print("  Ingenting annet i planen endrer seg." if fortalt else "  Planen er som før.")
    if med_vei:
        _skriv_avsnitt(veien(konsekvens, NB))


def skriv_mottak(mottak: Avtalemottak, *, alt: bool = False) -> None:
    """Print who gets the mail of an agreement now."""
    UT.print(mottak.plan.navn.nb, style="bold", highlight=False, soft_wrap=True)
    for overskrift, linjer in om_mottaket(mottak.endringer, mottak.plan, mottak.register, NB):
        _skriv_avsnitt([(overskrift, hoeyst(linjer, alt=alt))])


def _skriv_avsnitt(avsnittene: Iterable[tuple[str, list[str]]]) -> None:
    for overskrift, linjer in avsnittene:
        UT.print(f"  {overskrift}", highlight=False, soft_wrap=True)
        for linje in linjer:
            UT.print(f"  • {linje}", highlight=False, soft_wrap=True)
