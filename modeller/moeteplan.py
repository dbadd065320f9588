"""A body's meeting plan held against what a calendar says: the facts that make the one like the other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum

from modeller.fakta import MoeteAvlyst, MoeteFlyttet, MoeteplanFastsatt
from modeller.register import Moete, Organ

BORTE = "Står ikke i møteplanen lenger"
"""Why a meeting that has vanished is called off, as its fact says."""
AVLYST = "Avlyst i møteplanen"
FLYTTET = "Flyttet i møteplanen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moeteoppfoering:
    """A meeting as a calendar or a list has it.

    `kilde_id` is what it is called there, the same at every reading, or None; `dato` and `klokkeslett` are in Oslo.
    `utvalg` is the body's name where the source gives it apart from the title, `kalender` what all of the source is
    called, and `hvor` the line or row it stands in.
    """

    kilde_id: str | None
    dato: date
    klokkeslett: time | None = None
    tittel: str = ""
    utvalg: str = ""
    kalender: str = ""
    avlyst: bool = False
    hvor: int | None = None


class Moeteslag(StrEnum):
    """What a reading means to one meeting. `PASSERT` is one moved to a day that is past, `DOBBEL` one told again."""

    NY = "ny"
    UENDRET = "uendret"
    FLYTTET = "flyttet"
    PASSERT = "passert"
    AVLYST = "avlyst"
    TILBAKE = "tilbake"
    BORTE = "borte"
    DOBBEL = "dobbel"
    FOER = "foer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moeteendring:
    """A meeting as it was known (None: new) and as the source has it (None: not any more)."""

    slag: Moeteslag
    moete: Moete | None
    oppfoering: Moeteoppfoering | None

    @property
    def dato(self) -> date:
        """The day it concerns: the new one, when there is one."""
        if self.oppfoering is not None:
            return self.oppfoering.dato
        assert self.moete is not None, "a change is of a meeting"
        return self.moete.dato


@dataclass(frozen=True, slots=True, kw_only=True)
class Sammenligning:
    """What a reading means to a body: every meeting by date, and the facts, in the order they must be told."""

    organ: str
    endringer: tuple[Moeteendring, ...]
    hendelser: tuple[MoeteFlyttet | MoeteAvlyst | MoeteplanFastsatt, ...]

    def antall(self, slag: Moeteslag) -> int:
        """How many meetings it means that to."""
        return sum(en.slag is slag for en in self.endringer)


def sammenlign(
    organ: Organ,
    oppfoeringer: Iterable[Moeteoppfoering],
    dag: date,
    *,
    sist: Collection[Moeteoppfoering] = (),
    kan_trekke: bool = True,
) -> Sammenligning:
    """Hold what a source says of one body against what is known of it on `dag`.

    Meetings before `dag` are left alone. A meeting is known again by what the source calls it, else by its date; what
    the source has twice at one time is one meeting. A year the source says something of is held to be whole, so that
    what it no longer has is called off, unless not `kan_trekke`. `sist` is what the same source said before: what it
    says again, and what was never in it, is left as people have made it since.
    """
    alle, doble = _en_gang(organ, oppfoeringer)
    # What is to come here may have been moved to a day that is past: it is not gone.
    kommer = {m.kilde_id for m in organ.moeter if m.kilde_id is not None and m.dato >= dag and not m.avlyst}
    gjelder = [en for en in alle if en.dato >= dag or en.kilde_id in kommer]
    ellers = [en for en in alle if en.dato < dag and en.kilde_id not in kommer]
    par = list(_par(organ, gjelder, dag))
    aar = {en.dato.year for en in alle}
    i_en_annen = {en.kilde_id for en in doble} - {None}
    gammelt = {(en.kilde_id, en.dato, en.avlyst) for en in sist}
    endringer = [
        Moeteendring(slag=Moeteslag.FOER if en.dato < dag else Moeteslag.DOBBEL, moete=None, oppfoering=en)
        for en in (*ellers, *doble)
    ]
    for moete, en in par:
        if en is not None:
            slag = _slag(moete, en, dag, sagt_foer=(en.kilde_id, en.dato, en.avlyst) in gammelt)
            endringer.append(Moeteendring(slag=slag, moete=moete, oppfoering=en))
        elif (
            moete is not None
            and (kan_trekke or moete.kilde_id in i_en_annen)
            and not moete.avlyst
            and (moete.dato.year in aar or moete.kilde_id in i_en_annen)
            and var_der(moete, sist)
        ):
            endringer.append(Moeteendring(slag=Moeteslag.BORTE, moete=moete, oppfoering=None))
    endringer.sort(key=lambda e: (e.dato, e.slag is Moeteslag.DOBBEL, e.slag))
    return Sammenligning(
        organ=organ.id, endringer=tuple(endringer), hendelser=tuple(_hendelser(organ, endringer, aar, dag))
    )


def _en_gang(
    organ: Organ, oppfoeringer: Iterable[Moeteoppfoering]
) -> tuple[list[Moeteoppfoering], list[Moeteoppfoering]]:
    """By date, each meeting once, and what tells one of them again.

    What has no name of its own is known by its day. A body is in one place at a time, so what has the same day and time
    is the same meeting whatever its source calls it; then the name we know is kept, and one that is held before one
    that is called off.
    """
    kjente = {moete.kilde_id: moete.dato for moete in organ.moeter if moete.kilde_id is not None}

    def rang(en: Moeteoppfoering) -> tuple[object, ...]:
        kjent = kjente.get(en.kilde_id) if en.kilde_id is not None else None
        return en.dato, en.avlyst, kjent != en.dato, kjent is None, en.kilde_id or ""

    ut: dict[object, Moeteoppfoering] = {}
    doble: list[Moeteoppfoering] = []
    for en in sorted(oppfoeringer, key=rang):
        samme = (en.dato, en.klokkeslett) if en.kilde_id is not None else en.dato
        if samme in ut or en.kilde_id in ut:
            doble.append(en)
        else:
            ut[samme] = en
            if en.kilde_id is not None:
                ut[en.kilde_id] = en
    return sorted({id(en): en for en in ut.values()}.values(), key=lambda en: en.dato), doble


def _par(
    organ: Organ, oppfoeringer: Sequence[Moeteoppfoering], dag: date
) -> Iterator[tuple[Moete | None, Moeteoppfoering | None]]:
    """Known meetings with the entries that are the same; None on the side that has none. Those held before others."""
    kjente = {m.id: m for m in sorted(organ.moeter, key=lambda m: (m.avlyst, m.dato, m.id)) if m.dato >= dag}
    etter_kilde = {m.kilde_id: m.id for m in reversed(kjente.values()) if m.kilde_id is not None}
    uten_treff = []
    for en in oppfoeringer:
        moete = kjente.pop(etter_kilde.get(en.kilde_id, ""), None) if en.kilde_id is not None else None
        if moete is not None:
            yield moete, en
        else:
            uten_treff.append(en)
    for en in sorted(uten_treff, key=lambda en: en.avlyst):
        treff = next((m.id for m in kjente.values() if m.dato == en.dato), None)
        yield (kjente.pop(treff) if treff is not None else None), en
    for moete in kjente.values():
        yield moete, None


def _slag(moete: Moete | None, en: Moeteoppfoering, dag: date, *, sagt_foer: bool) -> Moeteslag:
    if sagt_foer or (moete is not None and moete.avlyst and en.avlyst):
        return Moeteslag.UENDRET
    if moete is None:
        return Moeteslag.AVLYST if en.avlyst else Moeteslag.NY
    if en.avlyst:
        return Moeteslag.AVLYST
    if moete.avlyst:
        return Moeteslag.TILBAKE
    if moete.dato == en.dato:
        return Moeteslag.UENDRET
    return Moeteslag.FLYTTET if en.dato >= dag else Moeteslag.PASSERT


def var_der(moete: Moete, sist: Collection[Moeteoppfoering]) -> bool:
    """Whether the source had the meeting before; a first reading is asked nothing."""
    return not sist or any(
        en.kilde_id == moete.kilde_id if moete.kilde_id is not None else en.dato == moete.dato for en in sist
    )


def _hendelser(
    organ: Organ, endringer: Sequence[Moeteendring], aar: Collection[int], dag: date
) -> Iterator[MoeteFlyttet | MoeteAvlyst | MoeteplanFastsatt]:
    """Moves and cancellations tell why; what they cannot say, a year's plan says: what is new, back or newly known."""
    blir = {moete.id: moete for moete in organ.moeter}
    fastsettes: set[int] = set()
    for endring in endringer:
        moete, en = endring.moete, endring.oppfoering
        match endring.slag:
            case Moeteslag.BORTE | Moeteslag.AVLYST if moete is not None:
                grunn = BORTE if en is None else AVLYST
                yield MoeteAvlyst(organ=organ.id, moete=moete.id, grunn=grunn)
                blir[moete.id] = replace(moete, avlyst=True)
            case Moeteslag.FLYTTET | Moeteslag.PASSERT if moete is not None and en is not None:
                yield MoeteFlyttet(organ=organ.id, moete=moete.id, til=en.dato, grunn=FLYTTET)
                blir[moete.id] = replace(moete, dato=en.dato)
            case _:
                pass
    for endring in endringer:
        moete, en = endring.moete, endring.oppfoering
        if en is None or en.avlyst or endring.slag in {Moeteslag.FOER, Moeteslag.DOBBEL}:
            continue
        if endring.slag is Moeteslag.NY:
            id_ = _ledig_id(en.dato, blir)
            blir[id_] = Moete(id=id_, dato=en.dato, kilde_id=en.kilde_id)
            fastsettes.add(en.dato.year)
        elif moete is not None and (endring.slag is Moeteslag.TILBAKE or en.kilde_id not in {None, moete.kilde_id}):
            staar = blir[moete.id]
            tilbake = endring.slag is Moeteslag.TILBAKE
            blir[moete.id] = replace(
                staar,
                dato=en.dato if tilbake else staar.dato,
                avlyst=staar.avlyst and not tilbake,
                kilde_id=en.kilde_id or moete.kilde_id,
            )
            fastsettes.add(blir[moete.id].dato.year)
    oppdiktet = organ.oppdiktet and any(m.dato >= dag and m.dato.year not in aar and not m.avlyst for m in organ.moeter)
    if organ.oppdiktet and not oppdiktet:
        fastsettes |= {year for year in aar if year >= dag.year}
    for et in sorted(fastsettes):
        moeter = sorted((m for m in blir.values() if m.dato.year == et and not m.avlyst), key=lambda m: (m.dato, m.id))
        yield MoeteplanFastsatt(
            organ=organ.id, aar=et, moeter=tuple(replace(m, forlatt=()) for m in moeter), oppdiktet=oppdiktet
        )


def _ledig_id(dato: date, opptatt: Collection[str]) -> str:
    """A meeting's id is the day it is first set to, as everywhere; of a second one that day, with a number."""
    id_, nr = dato.isoformat(), 2
    while id_ in opptatt:
        id_, nr = f"{dato.isoformat()}.{nr}", nr + 1
    return id_
