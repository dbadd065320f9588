"""How it stands with a body's meeting plan, in sentences: where it is fetched from, how that goes, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from modeller.moeteplanmangel import mangler_neste_aar
from modeller.register import Organ, Register
from modeller.tekst import Tekst, dato_kort


@dataclass(frozen=True, slots=True, kw_only=True)
class Planhenting:
    """How it goes with fetching a plan: the host, the day in Oslo it last went well (None: never), whether that is too
    long ago, why the last try failed, and how many entries were not understood. `forsoekt` is the day of the last try.
    """

    vert: str
    forsoekt: date
    hentet: date | None
    foreldet: bool
    feil: Tekst | None
    uforstaatt: int


def om_moeteplanen(organ: Organ, henting: Planhenting | None, dag: date) -> Iterator[Tekst]:
    """What there is to say of the plan on `dag`, a sentence each; nothing of one that was entered and reaches on."""
    if mangler_neste_aar(organ, dag):
        aar = dag.year + 1
        yield Tekst(f"Møteplanen for {aar} er ikke lagt inn.", f"Møteplanen for {aar} er ikkje lagd inn.")
    if organ.kalenderkilde is None:
        return
    if henting is None or henting.hentet is None:
        yield Tekst("Planen er ikke hentet ennå.", "Planen er ikkje henta enno.")
    else:
        dagen = dato_kort(henting.hentet)
        yield Tekst(
            f"Hentet fra {henting.vert}, sist {dagen}.",
            f"Henta frå {henting.vert}, sist {dagen}.",
        )
    if henting is None:
        return
    if henting.foreldet and henting.hentet is not None:
        yield Tekst("Planen kan være foreldet.", "Planen kan vere forelda.")
    if henting.feil is not None:
        yield henting.feil
    yield from _om_det_uforstaatte(henting)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kilderad:
    """A body whose plan is fetched, and how that goes: in order, or in sentences why not."""

    organ: Organ
    henting: Planhenting | None
    setninger: tuple[Tekst, ...]

    @property
    def i_orden(self) -> bool:
        """Whether the last try went well, and all of it was understood."""
        return not self.setninger


def kilderader(register: Register, hentinger: Mapping[str, Planhenting]) -> list[Kilderad]:
    """Every source there is, those that somebody should look at first."""
    hentes = sorted((o for o in register.organer.values() if o.kalenderkilde), key=lambda o: o.id)
    rader = [
        Kilderad(organ=o, henting=hentinger.get(o.id), setninger=tuple(_om_hentingen(hentinger.get(o.id))))
        for o in hentes
    ]
    return sorted(rader, key=lambda rad: rad.i_orden)


def _om_hentingen(henting: Planhenting | None) -> Iterator[Tekst]:
    if henting is None:
        yield Tekst("Planen er ikke hentet ennå.", "Planen er ikkje henta enno.")
        return
    if henting.feil is not None and henting.hentet is not None:
        sist = dato_kort(henting.hentet)
        yield Tekst(f"Har ikke virket siden {sist}.", f"Har ikkje verka sidan {sist}.")
    elif henting.feil is not None:
        yield Tekst("Har aldri virket.", "Har aldri verka.")
    if henting.feil is not None:
        yield henting.feil
    if henting.foreldet and henting.hentet is not None:
        yield Tekst("Planen kan være foreldet.", "Planen kan vere forelda.")
    yield from _om_det_uforstaatte(henting)


def _om_det_uforstaatte(henting: Planhenting) -> Iterator[Tekst]:
    if henting.uforstaatt == 1:
        yield Tekst(
            "Fristvakt forsto ikke én oppføring. Velg «Hent nå og se» for å se hvilken.",
            "Fristvakt forstod ikkje éi oppføring. Vel «Hent no og sjå» for å sjå kva for ei.",
        )
    elif henting.uforstaatt:
        yield Tekst(
            f"Fristvakt forsto ikke {henting.uforstaatt} oppføringer. Velg «Hent nå og se» for å se hvilke.",
            f"Fristvakt forstod ikkje {henting.uforstaatt} oppføringar. Vel «Hent no og sjå» for å sjå kva for nokre.",
        )
