"""What an agreement file read again says otherwise: facts, each with a line in bokmål and where the file has it from.

Compared are what the file says, what files said the last time (`sist`) and how things stand (`naa`): see `endringer`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar, get_args

from modeller.avtalefold import AVTALESLUTT, Avtale
from modeller.fakta import (
    AvtaleEndret,
    AvtaleForlenget,
    AvtaleOpprettet,
    Avtalepart,
    DatoSatt,
    Datoverdi,
    Delmaal,
    DelmaalEndret,
    Hendelse,
    Rolle,
    RolleEndret,
    Valgfritt,
)
from modeller.register import Register
from modeller.tekst import Tekst, dato_kort, maaned_ord, oppramsing

Avtaleendring = tuple[Hendelse, str, str | None]

T = TypeVar("T", Avtalepart, Delmaal, Datoverdi)
V = TypeVar("V")


def avtaleendringer(fil: AvtaleOpprettet, sist: Avtale, naa: Avtale, register: Register) -> Iterator[Avtaleendring]:
    """The facts that bring one stored agreement to what its file says; none when nothing changed in the file."""
    yield from _beskrivelse(fil, sist, naa)
    roller = {p.part: p for p in fil.parter}
    for part_id, part in _ulike(roller, _roller(sist), _roller(naa)):
        navn, foer = register.navn(part_id).nb, naa.parter.get(part_id)
        if part is None:
            yield RolleEndret(part=part_id, rolle=None), f"{navn} er ikke lenger part.", None
        else:
            yield RolleEndret(part=part_id, rolle=part.rolle), _rollelinje(navn, part, foer), part.kilde
    for id_, delmaal in _ulike({d.id: d for d in fil.delmaal}, sist.delmaal, naa.delmaal):
        yield _delmaal(delmaal, naa.delmaal.get(id_), id_)
    for navn, verdi in _ulike(fil.datoer, sist.datoer, naa.datoer):
        yield _dato(navn, verdi, naa.datoer.get(navn))


def _roller(avtale: Avtale) -> dict[str, Avtalepart]:
    return {part: Avtalepart(part, rolle, avtale.partskilder.get(part)) for part, rolle in avtale.parter.items()}


def _ulike(fil: Mapping[str, T], sist: Mapping[str, T], naa: Mapping[str, T]) -> Iterator[tuple[str, T | None]]:
    """What the file says otherwise than the last time and than things stand; None for what it no longer has.

    A new source for what no longer stands is passed over: it must not bring back what was changed on the board.
    """
    for noekkel in dict.fromkeys([*fil, *sist]):
        verdi, foer, staar = fil.get(noekkel), sist.get(noekkel), naa.get(noekkel)
        if verdi in (foer, staar):
            continue
        if not _bare_kilden(verdi, foer) or _bare_kilden(verdi, staar):
            yield noekkel, verdi


def _bare_kilden(verdi: T | None, annen: T | None) -> bool:
    return verdi is not None and annen is not None and replace(verdi, kilde=annen.kilde) == annen


def _kildelinje(hva: str, kilde: str | None) -> str:
    return f"Kilden for {hva} er «{kilde}»." if kilde else f"Kilden for {hva} er tatt bort."


def _rollelinje(navn: str, part: Avtalepart, foer: Rolle | None) -> str:
    if part.rolle is foer:
        return _kildelinje(f"rollen til {navn}", part.kilde)
    if foer is None:
        return f"{navn} er ny part, med rollen {part.rolle.value}."
    return f"{navn} er {part.rolle.value}, før {foer.value}."


def _delmaal(delmaal: Delmaal | None, foer: Delmaal | None, id_: str) -> Avtaleendring:
    if delmaal is None:
        borte = Delmaal(id_, foer.navn if foer else Tekst(id_, id_))
        return DelmaalEndret(delmaal=borte), f"Delmålet «{borte.navn.nb}» er tatt ut.", None
    if _bare_kilden(delmaal, foer):
        linje = _kildelinje(f"delmålet «{delmaal.navn.nb}»", delmaal.kilde)
    else:
        linje = f"Delmålet «{delmaal.navn.nb}» er {'endret' if foer else 'nytt'}."
    return DelmaalEndret(delmaal=delmaal), linje, delmaal.kilde


def _dato(navn: str, verdi: Datoverdi | None, foer: Datoverdi | None) -> Avtaleendring:
    if verdi is None:
        return DatoSatt(navn=navn, verdi=None), f"Datoen «{navn}» er tatt bort.", None
    ny, satt = _datoord(verdi), DatoSatt(navn=navn, verdi=verdi)
    if foer is None:
        return satt, f"Datoen «{navn}» er satt til {ny}.", verdi.kilde
    if _bare_kilden(verdi, foer):
        return satt, _kildelinje(f"datoen «{navn}»", verdi.kilde), verdi.kilde
    if navn == AVTALESLUTT and _bare_kilden(verdi, Datoverdi(verdi.dato)) and verdi.dato > foer.dato:
        linje = f"Avtalen er forlenget fra {_datoord(foer)} til {ny}."
        return AvtaleForlenget(til=verdi.dato), linje, verdi.kilde
    return satt, f"Datoen «{navn}» er {ny}, før {_datoord(foer)}.", verdi.kilde


def _datoord(verdi: Datoverdi) -> str:
    return f"{maaned_ord(verdi.dato) if verdi.bare_maaned else dato_kort(verdi.dato)} ({verdi.art.value})"


def _beskrivelse(fil: AvtaleOpprettet, sist: Avtale, naa: Avtale) -> Iterator[Avtaleendring]:
    """Name, pilot, coordinator, note, sources and case numbers, as one fact."""

    def ny(hent: Callable[[AvtaleOpprettet | Avtale], V | None]) -> V | None:
        verdi = hent(fil)
        return verdi if verdi not in {hent(sist), hent(naa)} else None

    # What the file had and no longer has goes; what it never had is another's to say.
    borte: tuple[Valgfritt, ...] = tuple(
        navn
        for navn in get_args(Valgfritt)
        if getattr(fil, navn) is None and getattr(sist, navn) is not None and getattr(naa, navn) is not None
    )
    endret = AvtaleEndret(
        navn=ny(lambda a: a.navn),
        pilot=ny(lambda a: a.pilot),
        koordinator=ny(lambda a: a.koordinator),
        saksnumre=_saksnumre(fil, sist, naa),
        merknad=ny(lambda a: a.merknad),
        kilder=ny(lambda a: a.kilder),
        kilde=ny(lambda a: a.kilde),
        tatt_bort=borte,
    )
    if endret != AvtaleEndret():
        yield endret, " ".join(_linjer(endret)), None


def _saksnumre(fil: AvtaleOpprettet, sist: Avtale, naa: Avtale) -> dict[str, str] | None:
    if fil.saksnumre in (sist.saksnumre, naa.saksnumre):
        return None
    # Numbers given on the board stay, unless the file had them and no longer has.
    egne = {part: nr for part, nr in naa.saksnumre.items() if part not in sist.saksnumre}
    return {**egne, **fil.saksnumre}


BORTE: Mapping[Valgfritt, str] = {
    "pilot": "Avtalen har ikke lenger noen pilot.",
    "koordinator": "Avtalen har ikke lenger noen koordinator.",
    "merknad": "Merknaden er tatt bort.",
    "kilder": "Alle dokumentene livsløpet bygger på, gjelder nå.",
    "kilde": "Kilden for avtalen er tatt bort.",
}


def _linjer(endret: AvtaleEndret) -> Iterator[str]:
    if endret.navn:
        yield f"Nytt navn: {endret.navn.nb}."
    if endret.pilot:
        yield f"Ny pilot: {endret.pilot}."
    if endret.koordinator:
        yield f"Ny koordinator: {endret.koordinator}."
    if endret.saksnumre is not None:
        yield "Saksnumrene er endret."
    if endret.merknad:
        yield "Merknaden er endret."
    if endret.kilder is not None:
        gjelder = oppramsing([f"«{kilde}»" for kilde in endret.kilder])
        yield f"Dokumentene som gjelder, er nå {gjelder}." if gjelder else "Ingen av dokumentene gjelder lenger."
    if endret.kilde:
        yield _kildelinje("avtalen", endret.kilde)
    yield from (BORTE[navn] for navn in endret.tatt_bort)
