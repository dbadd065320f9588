"""What a register file read again changes: parties, contacts, bodies and one year's meeting plan at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from modeller.fakta import KontaktRegistrert, KontaktSluttet, MoeteplanFastsatt, OrganRegistrert, PartRegistrert
from modeller.register import Kontakt, Moete, Organ, Part, Register
from modeller.tekst import dato_kort

Registerendring = tuple[
    str, PartRegistrert | KontaktRegistrert | KontaktSluttet | OrganRegistrert | MoeteplanFastsatt, str, bool
]
"""Stream, fact, a line in bokmål, and whether it is about something new rather than something changed."""


def registerendringer(fil: Register, sist: Register, naa: Register, dag: date) -> Iterator[Registerendring]:
    """Compare a file's register with the one files gave before (`sist`) and the one that stands (`naa`).

    A party or a body that the file no longer names stays: others may lean on it. A contact is gone when its party is
    still there without it.
    """
    for id_, i_fila in fil.parter.items():
        gaves, staar = sist.parter.get(id_), naa.parter.get(id_)
        part = _med_navnet_det_har_faatt(i_fila, gaves, staar)
        if _postkassen(part) not in (_postkassen(gaves), _postkassen(staar)):
            ny = id_ not in naa.parter
            yield f"part/{id_}", PartRegistrert(part=part), f"{_ny(ny, 'part')}: {part.navn.nb}.", ny
    yield from _kontakter(fil, sist, naa, dag)
    for id_, organ in fil.organer.items():
        navn = f"{organ.navn.nb}, {fil.navn(organ.part).nb}"
        uten = replace(organ, moeter=())
        if uten not in (_uten(sist.organer.get(id_)), _uten(naa.organer.get(id_))):
            ny = id_ not in naa.organer
            yield f"organ/{id_}", OrganRegistrert(organ=uten), f"{_ny(ny, 'organ')}: {navn}.", ny
        yield from _moeteplaner(organ, sist.organer.get(id_), naa.organer.get(id_), navn, dag)


def _med_navnet_det_har_faatt(part: Part, sist: Part | None, naa: Part | None) -> Part:
    """A party that has got a new name elsewhere keeps it when the file says the name it always said."""
    return replace(part, navn=naa.navn) if sist and naa and part.navn == sist.navn else part


def _med_maalformen_den_har_valgt(kontakt: Kontakt, sist: Kontakt | None, naa: Kontakt | None) -> Kontakt:
    """A contact that has chosen a written standard elsewhere keeps it when the file says what it always said."""
    return replace(kontakt, maalform=naa.maalform) if sist and naa and kontakt.maalform == sist.maalform else kontakt


def _postkassen(hvem: Part | Kontakt | None) -> Part | Kontakt | None:
    """The record with its address in small letters, as files are read: what is stored may have it as it was written."""
    match hvem:
        case Part(postmottak=str(adresse)):
            return replace(hvem, postmottak=adresse.lower())
        case Kontakt(epost=adresse):
            return replace(hvem, epost=adresse.lower())
    return hvem


def _ny(ny: bool, hva: str) -> str:
    if ny:
        return {"part": "Ny part", "kontakt": "Ny kontakt", "organ": "Nytt organ"}[hva]
    return f"Endret {hva}"


def _uten(organ: Organ | None) -> Organ | None:
    """The record alone: a file knows nothing of where a plan is fetched from."""
    return replace(organ, moeter=(), kalenderkilde=None, bare_moeter=False) if organ else None


def _kontakter(fil: Register, sist: Register, naa: Register, dag: date) -> Iterator[Registerendring]:
    for id_, i_fila in fil.kontakter.items():
        gaves, staar = _postkassen(sist.kontakter.get(id_)), _postkassen(naa.kontakter.get(id_))
        kontakt = _med_maalformen_den_har_valgt(i_fila, sist.kontakter.get(id_), naa.kontakter.get(id_))
        if i_fila != gaves and kontakt != staar:
            ny = id_ not in naa.kontakter
            linje = f"{_ny(ny, 'kontakt')}: {kontakt.navn}, {fil.navn(kontakt.part).nb}."
            yield f"kontakt/{id_}", KontaktRegistrert(kontakt=kontakt), linje, ny
    for id_, kontakt in sist.kontakter.items():
        staar = naa.kontakter.get(id_)
        if kontakt.part in fil.parter and id_ not in fil.kontakter and staar and staar.slutter is None:
            linje = f"Kontakten har sluttet: {kontakt.navn}, {fil.navn(kontakt.part).nb}, fra {dato_kort(dag)}."
            yield f"kontakt/{id_}", KontaktSluttet(kontakt=id_), linje, False


def _moeteplaner(
    organ: Organ, sist: Organ | None, naa: Organ | None, navn: str, dag: date
) -> Iterator[Registerendring]:
    """A year's plan is one fact. A meeting is known by its id, the date it was first set to, also after a move."""
    i_fila, foer, staar = _per_aar(organ), _per_aar(sist), _per_aar(naa)
    for aar in sorted({*i_fila, *foer}):
        nye = i_fila.get(aar, {})
        if not nye and aar < dag.year:
            continue  # years gone by may be tidied out of the file
        kjent = set(nye) in (set(foer.get(aar, {})), set(staar.get(aar, {})))
        if kjent and (sist is None or organ.oppdiktet == sist.oppdiktet):
            continue
        hendelse = MoeteplanFastsatt(organ=organ.id, aar=aar, moeter=tuple(nye.values()), oppdiktet=organ.oppdiktet)
        ny = aar not in staar
        yield f"organ/{organ.id}", hendelse, _planlinje(navn, aar, set(nye), set(staar.get(aar, {})), ny), ny


def _planlinje(navn: str, aar: int, nye: set[str], foer: set[str], ny: bool) -> str:
    if ny:
        return f"Ny møteplan for {aar}: {navn}, {len(nye)} møter."
    lagt_til = [dato_kort(date.fromisoformat(i)) for i in sorted(nye - foer)]
    borte = [dato_kort(date.fromisoformat(i)) for i in sorted(foer - nye)]
    deler = [f"nye møter {', '.join(lagt_til)}"] if lagt_til else []
    deler += [f"trukket tilbake {', '.join(borte)}"] if borte else []
    return f"Endret møteplan for {aar}: {navn}, {' og '.join(deler)}."


def _per_aar(organ: Organ | None) -> dict[int, dict[str, Moete]]:
    """Meetings by the year they were first set to. The fold keeps withdrawn ones; those are in no file's plan."""
    ut: dict[int, dict[str, Moete]] = {}
    for moete in organ.moeter if organ else ():
        if not moete.avlyst:
            ut.setdefault(_aar(moete), {})[moete.id] = moete
    return ut


def _aar(moete: Moete) -> int:
    return int(moete.id[:4]) if moete.id[:4].isdigit() else moete.dato.year
