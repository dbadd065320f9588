"""Who is told otherwise than before, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from modeller.register import Register
from modeller.tekst import dato_kort, oppramsing
from varsler.mottakere import Mottaker
from varsler.mottaksendring import Mottaksendring, Mottakssak


def hvem_sin_post(endring: Mottaksendring, register: Register) -> str:
    """Whose mail it is: the party's, with those it takes over from, or that to the coordinator."""
    part = register.kortnavn(endring.part).nb
    if endring.koordinator:
        return f"E-post til koordinatoren ({part})"
    etter = oppramsing([register.kortnavn(gammel).nb for gammel in endring.overtatt])
    return f"E-post til {part}, som tar over etter {etter}," if etter else f"E-post til {part}"


def hvem_som_faar_den(endring: Mottaksendring, register: Register, dag: date) -> str:
    """Who is told on `dag` and on, instead of whom; and when there is nothing to be told of yet."""
    linje = f"går {_i_stedet(endring, register, dag)}"
    if endring.saker or endring.koordinator or not endring.etter:
        return linje
    return f"{linje}; det er ingenting å gjøre nå"


def hva_de_faar(sak: Mottakssak) -> str:
    """When those who are told now hear of the step."""
    deler = ["beskjed straks"] if sak.straks else []
    deler += [f"neste påminnelse {dato_kort(sak.neste)}"] if sak.neste else []
    return oppramsing(deler) or "ingen ny påminnelse"


def navn_paa(mottakere: Iterable[tuple[str | None, str]], register: Register) -> str:
    """Contacts (None for the party's postmottak) with their addresses."""
    return oppramsing([_ett_navn(kontakt, epost, register) for kontakt, epost in mottakere])


def _i_stedet(endring: Mottaksendring, register: Register, dag: date) -> str:
    nye, slipper = endring.nye, endring.slipper
    blir = [m for m in endring.etter if m not in nye]
    if not endring.etter:
        return f"til ingen, for parten har verken kontakt eller postmottak (før: {_navn(slipper, register)})"
    if not nye and endring.overtatt:
        return f"til {_navn(blir, register)} som før, mens {_navn(slipper, register)} ikke lenger får den"
    if not nye:
        return f"bare til {_navn(blir, register)}, ikke lenger til {_navn(slipper, register)}"
    naa = f"til {_navn(nye, register)}" + _saa_lenge(endring, register, dag)
    if slipper:
        return f"{naa} i stedet for {_navn(slipper, register)}"
    return f"{naa}, i tillegg til {_navn(blir, register)}" if blir else f"{naa} (før: ingen)"


def _navn(mottakere: Sequence[Mottaker], register: Register) -> str:
    return navn_paa([(mottaker.kontakt, mottaker.epost) for mottaker in mottakere], register)


def _ett_navn(kontakt: str | None, epost: str, register: Register) -> str:
    kjent = register.kontakter.get(kontakt or "")
    return f"{kjent.navn if kjent else 'postmottaket'} ({epost})"


def _saa_lenge(endring: Mottaksendring, register: Register, dag: date) -> str:
    """Through which day, when those who are told now only stand in for others."""
    nye = {m.kontakt for m in endring.nye}
    dager = {k.borte_til for k in register.kontakter.values() if k.er_borte(dag) and k.stedfortreder in nye}
    til = dager.pop() if len(dager) == 1 else None
    return f" til og med {dato_kort(til)}" if til else ""
