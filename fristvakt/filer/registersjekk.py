"""What must hold inside and between register files: unique ids, and every reference to something that exists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fristvakt.filer.feil import Feil, forslag
from fristvakt.filer.formater import Kontaktfelt, Organfelt, Partsfelt, Registerfil
from fristvakt.filer.tolk import Tolket
from modeller.register import Register

_Post = Partsfelt | Kontaktfelt | Organfelt


@dataclass(frozen=True, slots=True)
class Lestregister:
    """A register with the ids that were left out of it because something was wrong with them.

    When a register file could not be read at all (`lesbart` is false), nobody is called unknown.
    """

    register: Register
    tatt_ut: frozenset[str]
    lesbart: bool

    def ukjent_part(self, part: str) -> str | None:
        """What would be right for an id that is no party; None when it is one, or was left out."""
        return self._ukjent(part, self.register.parter)

    def ukjent_kontakt(self, kontakt: str) -> str | None:
        """The same for a contact."""
        return self._ukjent(kontakt, self.register.kontakter)

    def ukjent_organ(self, organ: str) -> str | None:
        """The same for a body."""
        return self._ukjent(organ, self.register.organer)

    def _ukjent(self, id_: str, kjente: Iterable[str]) -> str | None:
        if not self.lesbart or id_ in kjente or id_ in self.tatt_ut:
            return None
        return forslag(id_, kjente, "Registeret har") or "Legg den inn i registeret først."


def samle(filer: Sequence[Tolket[Registerfil]], feil: list[Feil], *, lesbart: bool) -> Lestregister:
    """One register of all the files, the faults between and inside them added to `feil`."""
    register = Register(
        parter={p.id: p.verdi() for f in filer for p in f.modell.part},
        kontakter={k.id: k.verdi() for f in filer for k in f.modell.kontakt},
        organer={o.id: o.verdi() for f in filer for o in f.modell.organ},
    )
    lest = Lestregister(register, frozenset(i for f in filer for i in f.tatt_ut), lesbart)
    for slag, navn in (("part", "Parten"), ("kontakt", "Kontakten"), ("organ", "Organet")):
        feil += _doble(filer, slag, navn)
    for fil in filer:
        feil += _parter(fil, lest)
        feil += _kontakter(fil, lest)
        feil += _organer(fil, lest)
    return lest


def _doble(filer: Sequence[Tolket[Registerfil]], slag: str, navn: str) -> Iterable[Feil]:
    sett: dict[str, tuple[Tolket[Registerfil], _Post]] = {}
    for fil in filer:
        poster: Sequence[_Post] = getattr(fil.modell, slag)
        for nr, post in enumerate(poster):
            foerst = sett.setdefault(post.id, (fil, post))
            if foerst[1] is post:
                continue
            if foerst[0] is fil:
                yield fil.feil(
                    (slag, nr, "id"),
                    f"{navn} «{post.id}» står to ganger.",
                    "Gi den en annen id, eller ta bort den ene.",
                )
            elif foerst[1] != post:
                yield fil.feil(
                    (slag, nr, "id"),
                    f"{navn} «{post.id}» står også i {foerst[0].raa.fil}, med andre opplysninger.",
                    "Behold den ene, eller gjør dem like.",
                )


def _parter(fil: Tolket[Registerfil], lest: Lestregister) -> Iterable[Feil]:
    for nr, part in enumerate(fil.modell.part):
        for ledd, organ in enumerate(part.rute):
            sti = ("part", nr, "rute", ledd)
            if (riktig := lest.ukjent_organ(organ)) is not None:
                yield fil.feil(sti, f"Organet «{organ}» finnes ikke i registeret.", riktig)
            elif (kjent := lest.register.organer.get(organ)) and kjent.part != part.id:
                yield fil.feil(
                    sti,
                    f"Organet «{organ}» hører til «{kjent.part}», ikke til «{part.id}».",
                    "En rute har bare partens egne organer.",
                )


def _kontakter(fil: Tolket[Registerfil], lest: Lestregister) -> Iterable[Feil]:
    for nr, kontakt in enumerate(fil.modell.kontakt):
        if (riktig := lest.ukjent_part(kontakt.part)) is not None:
            yield fil.feil(("kontakt", nr, "part"), f"Parten «{kontakt.part}» finnes ikke i registeret.", riktig)


def _organer(fil: Tolket[Registerfil], lest: Lestregister) -> Iterable[Feil]:
    for nr, organ in enumerate(fil.modell.organ):
        if (riktig := lest.ukjent_part(organ.part)) is not None:
            yield fil.feil(("organ", nr, "part"), f"Parten «{organ.part}» finnes ikke i registeret.", riktig)
        for aar, dager in organ.moeter.items():
            for plass, dag in enumerate(dager):
                sti = ("organ", nr, "moeter", aar, plass)
                if str(dag.year) != aar:
                    yield fil.feil(
                        sti,
                        f"Møtet {dag.isoformat()} står under {aar}.",
                        f"Flytt det til {dag.year}, eller rett datoen.",
                    )
                elif dag in dager[:plass]:
                    yield fil.feil(sti, f"Møtet {dag.isoformat()} står to ganger.", "Behold bare det ene.")
