"""Objections to what somebody says of being told: rules nobody knows, parties and contacts that are not there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from modeller.fakta import INSTALLASJON, VarselregelSatt, VarselvalgTatt
from modeller.livsloep import Livsloep
from modeller.register import Register
from modeller.tekst import Tekst
from modeller.ukjent import finnes_ikke
from varsler.regler.kontroll import regelinnvendinger

HVEM_DET_GJELDER = Tekst(
    "Skriv hvem regelen gjelder: installasjon, avtale/ID, part/ID eller kontakt/ID.",
    "Skriv kven regelen gjeld: installasjon, avtale/ID, part/ID eller kontakt/ID.",
)


def varselinnvendinger(
    hendelse: VarselregelSatt | VarselvalgTatt, stroem: str, register: Register, livsloep: Iterable[Livsloep]
) -> Iterator[Tekst]:
    """Why the happening cannot be in the stream; `livsloep` are those whose steps it may name."""
    if isinstance(hendelse, VarselvalgTatt):
        yield from _finnes("kontakten", hendelse.kontakt, register.kontakter)
        return
    slag, _, id_ = hendelse.gjelder.partition("/")
    if hendelse.gjelder != stroem or slag not in {INSTALLASJON, "avtale", "part", "kontakt"}:
        yield HVEM_DET_GJELDER
    elif slag == "part":
        yield from _finnes("parten", id_, register.parter)
    elif slag == "kontakt":
        yield from _finnes("kontakten", id_, register.kontakter)
    noekler = [steg.noekkel for ett in livsloep for _, steg in ett]
    yield from regelinnvendinger(hendelse, dict.fromkeys(noekler))


def _finnes(hva: str, id_: str, kjente: Collection[str]) -> Iterator[Tekst]:
    if id_ not in kjente:
        yield finnes_ikke(hva, id_, kjente)
