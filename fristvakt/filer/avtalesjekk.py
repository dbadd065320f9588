"""What must hold for an agreement file against the register and its lifecycle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fristvakt.filer.feil import Feil, forslag, naermest
from fristvakt.filer.formater import Avtaleformat
from fristvakt.filer.registersjekk import Lestregister
from fristvakt.filer.tolk import Tolket
from modeller.livsloep import Livsloep
from modeller.tekst import dato_kort

AVTALESLUTT = "avtaleslutt"


def sjekk_avtale(fil: Tolket[Avtaleformat], lest: Lestregister, livsloep: Mapping[str, Livsloep]) -> Iterable[Feil]:
    """Every fault in one agreement file that its own shape does not show."""
    yield from _parter(fil, lest)
    yield from _delmaal(fil, partene(fil.modell, lest))
    yield from _livsloep(fil, livsloep)
    yield from _rekkefoelge(fil, livsloep)


def partene(avtale: Avtaleformat, lest: Lestregister) -> frozenset[str]:
    """The parties of the file, and whoever was meant by one that the register does not have: a slip of the pen is told
    where it stands, and not wherever the party is named.
    """
    ider = {p.id for p in avtale.part}
    ukjente = [id_ for id_ in ider if lest.ukjent_part(id_) is not None]
    return frozenset(ider.union(ment for id_ in ukjente if (ment := naermest(id_, lest.register.parter))))


def _parter(fil: Tolket[Avtaleformat], lest: Lestregister) -> Iterable[Feil]:
    avtale = fil.modell
    sett: set[str] = set()
    for nr, part in enumerate(avtale.part):
        if (riktig := lest.ukjent_part(part.id)) is not None:
            yield fil.feil(("part", nr, "id"), f"Parten «{part.id}» finnes ikke i registeret.", riktig)
        if part.id in sett:
            yield fil.feil(
                ("part", nr, "id"), f"Parten «{part.id}» står to ganger.", "En part har én rolle; behold bare den ene."
            )
        sett.add(part.id)
    kjente = partene(avtale, lest) | fil.tatt_ut
    if avtale.pilot is not None and avtale.pilot not in kjente:
        yield fil.feil(
            ("pilot",),
            f"Piloten «{avtale.pilot}» er ikke part i avtalen.",
            forslag(avtale.pilot, sorted(sett), "Partene er"),
        )
    for part_id in avtale.saksnumre:
        if part_id not in kjente:
            yield fil.feil(
                ("saksnumre", part_id),
                f"«{part_id}» er ikke part i avtalen.",
                forslag(part_id, sorted(sett), "Partene er"),
            )
    if avtale.koordinator is not None and (riktig := lest.ukjent_kontakt(avtale.koordinator)) is not None:
        yield fil.feil(("koordinator",), f"Kontakten «{avtale.koordinator}» finnes ikke i registeret.", riktig)


def _delmaal(fil: Tolket[Avtaleformat], parter: frozenset[str]) -> Iterable[Feil]:
    sett: set[str] = set()
    for nr, delmaal in enumerate(fil.modell.delmaal):
        if delmaal.id in sett:
            yield fil.feil(
                ("delmaal", nr, "id"),
                f"Delmålet «{delmaal.id}» står to ganger.",
                "Gi det en annen id, eller ta bort det ene.",
            )
        sett.add(delmaal.id)
        for plass, part in enumerate(delmaal.parter):
            sti = ("delmaal", nr, "parter", plass)
            if part in delmaal.parter[:plass]:
                yield fil.feil(sti, f"Parten «{part}» står to ganger under delmålet.", "Behold bare den ene.")
            elif part not in parter | fil.tatt_ut:
                yield fil.feil(sti, f"«{part}» er ikke part i avtalen.", forslag(part, sorted(parter), "Partene er"))


def _livsloep(fil: Tolket[Avtaleformat], livsloep: Mapping[str, Livsloep]) -> Iterable[Feil]:
    avtale = fil.modell
    kjent = livsloep.get(avtale.livsloep)
    if kjent is None:
        yield fil.feil(
            ("livsloep",),
            f"Livsløpet «{avtale.livsloep}» finnes ikke.",
            forslag(avtale.livsloep, livsloep, "Livsløpene er"),
        )
        return
    dokumenter = [dokument.id for dokument in kjent.dokumenter]
    for nr, kilde in enumerate(avtale.kilder or ()):
        if kilde not in dokumenter:
            yield fil.feil(
                ("kilder", nr),
                f"Livsløpet «{kjent.navn}» bygger ikke på noe dokument «{kilde}».",
                forslag("", dokumenter, "Dokumentene er"),
            )
    for navn in avtale.datoer:
        if navn not in kjent.datoer:
            yield fil.feil(
                ("datoer", navn),
                f"Livsløpet «{kjent.navn}» har ingen dato som heter «{navn}».",
                forslag(navn, kjent.datoer, "Datoene er"),
            )


def _rekkefoelge(fil: Tolket[Avtaleformat], livsloep: Mapping[str, Livsloep]) -> Iterable[Feil]:
    """The agreement must not end before anything else in it."""
    avtale = fil.modell
    slutt = avtale.datoer.get(AVTALESLUTT)
    if slutt is None:
        return
    siste = slutt.verdi().dato
    if avtale.opprettet is not None and siste <= avtale.opprettet:
        yield fil.feil(
            ("datoer", AVTALESLUTT),
            f"Avtalen slutter {dato_kort(siste)}, før den begynner {dato_kort(avtale.opprettet)}.",
            "«avtaleslutt» må være etter «opprettet».",
        )
        return
    kjente = livsloep[avtale.livsloep].datoer if avtale.livsloep in livsloep else ()
    for navn, dato in avtale.datoer.items():
        if navn != AVTALESLUTT and navn in kjente and dato.verdi().tidligst >= siste:
            yield fil.feil(
                ("datoer", navn),
                f"«{navn}» er {dato_kort(dato.verdi().dato)}, men avtalen slutter {dato_kort(siste)}.",
                f"«{navn}» må være før «avtaleslutt».",
            )
