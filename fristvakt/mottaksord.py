"""Who is told otherwise than before, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from modeller.register import Register
from modeller.tekst import Maalform, Tekst, dato_kort, lik, oppramsing
from varsler.mottakere import Mottaker
from varsler.mottaksendring import Mottaksendring, Mottakssak


def hvem_sin_post(endring: Mottaksendring, register: Register, maalform: Maalform) -> str:
    """Whose mail it is: the party's, with those it takes over from, or that to the coordinator."""
    part = register.kortnavn(endring.part).paa(maalform)
    if endring.koordinator:
        return f"E-post til koordinatoren ({part})"
    etter = oppramsing([register.kortnavn(gammel).paa(maalform) for gammel in endring.overtatt])
    tar_over = Tekst(f", som tar over etter {etter},", f", som tek over etter {etter},").paa(maalform)
    return f"E-post til {part}{tar_over if etter else ''}"


def hvem_som_faar_den(endring: Mottaksendring, register: Register, dag: date, maalform: Maalform) -> str:
    """Who is told on `dag` and on, instead of whom; and when there is nothing to be told of yet."""
    linje = f"går {_i_stedet(endring, register, dag).paa(maalform)}"
    if endring.saker or endring.koordinator or not endring.etter:
        return linje
    return f"{linje}; {_INGENTING.paa(maalform)}"


def hva_de_faar(sak: Mottakssak, maalform: Maalform) -> str:
    """When those who are told now hear of the step."""
    deler = ["beskjed straks"] if sak.straks else []
    deler += [f"{_NESTE.paa(maalform)} {dato_kort(sak.neste)}"] if sak.neste else []
    return oppramsing(deler) or _INGEN_NY.paa(maalform)


def navn_paa(mottakere: Iterable[tuple[str | None, str]], register: Register) -> str:
    """Contacts (None for the party's postmottak) with their addresses."""
    return oppramsing([_ett_navn(kontakt, epost, register) for kontakt, epost in mottakere])


_INGENTING = Tekst("det er ingenting å gjøre nå", "det er ingenting å gjere no")
_NESTE = Tekst("neste påminnelse", "neste påminning")
_INGEN_NY = Tekst("ingen ny påminnelse", "inga ny påminning")


def _i_stedet(endring: Mottaksendring, register: Register, dag: date) -> Tekst:
    nye, slipper = endring.nye, _navn(endring.slipper, register)
    blir = _navn([m for m in endring.etter if m not in nye], register)
    if not endring.etter:
        return lik(f"til ingen, for parten har verken kontakt eller postmottak (før: {slipper})")
    if not nye and endring.overtatt:
        return Tekst(
            f"til {blir} som før, mens {slipper} ikke lenger får den",
            f"til {blir} som før, medan {slipper} ikkje lenger får han",
        )
    if not nye:
        return Tekst(f"bare til {blir}, ikke lenger til {slipper}", f"berre til {blir}, ikkje lenger til {slipper}")
    naa = f"til {_navn(nye, register)}{_saa_lenge(endring, register, dag)}"
    if slipper:
        return Tekst(f"{naa} i stedet for {slipper}", f"{naa} i staden for {slipper}")
    return lik(f"{naa}, i tillegg til {blir}" if blir else f"{naa} (før: ingen)")


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
