"""Which entries of a source are meetings of which body, and why the others are not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from flyter.moeteplan.gjenkjenning import Uviss, kjenn_igjen, sier_ingenting, sier_moete
from modeller.moeteplan import Moeteoppfoering
from modeller.register import Organ, Register
from modeller.tekst import Tekst, dato_kort

UKJENT_ORGAN = Tekst(
    "Tittelen sier ikke sikkert hvilket organ det er møte i. Gi navnet i en egen kolonne, eller les inn ett organ om "
    "gangen.",
    "Tittelen seier ikkje sikkert kva organ det er møte i. Gi namnet i ein eigen kolonne, eller les inn eitt organ om "
    "gongen.",
)
ANNET = Tekst(
    "Dette er ikke et møte i et organ vi har møteplan for her.",
    "Dette er ikkje eit møte i eit organ vi har møteplan for her.",
)
UVISST = Tekst(
    "Tittelen nevner verken organet eller et møte. Er alt i kalenderen møter i organet, kryss av for det, eller skriv "
    "--alt-er-moeter på kommandolinjen.",
    "Tittelen nemner verken organet eller eit møte. Er alt i kalenderen møte i organet, kryss av for det, eller skriv "
    "--alt-er-moeter på kommandolinja.",
)


class Utenfor(NamedTuple):
    """Why an entry is given to no body. `er_moete` is False for something else, None when nobody can tell."""

    er_moete: bool | None
    grunn: Tekst


@dataclass(frozen=True, slots=True, kw_only=True)
class Organsoeker:
    """Gives entries to those of `organer` they are of. The rest is as `flyter.moeteplan.innlesing.les_inn` has it."""

    organer: Sequence[Organ]
    register: Register
    fridager: Collection[date]
    gitt: Organ | None
    alt_er_moeter: bool

    def fordel(self, oppfoeringer: Iterable[Moeteoppfoering]) -> Iterator[tuple[Moeteoppfoering, Organ | Utenfor]]:
        """Each entry with its body, or why it has none; those that say what they are first."""
        tvil = []
        opptatt: set[tuple[str, date]] = set()
        for en in oppfoeringer:
            organ = self._organet(en)
            if isinstance(organ, _Kanskje):
                tvil.append((en, organ.organ))
                continue
            if isinstance(organ, Organ):
                opptatt.add((organ.id, en.dato))
            yield en, organ
        for en, organ in tvil:
            kjent = _er_kjent(en, organ) and (organ.id, en.dato) not in opptatt
            yield en, organ if kjent else Utenfor(er_moete=None, grunn=UVISST)

    def _organet(self, en: Moeteoppfoering) -> Organ | Utenfor | _Kanskje:
        organ = kjenn_igjen(en, self.organer, self.register)
        if organ is Uviss.UKJENT:
            return self._etter_kalenderen(en)
        if organ is Uviss.ANNET or self.gitt not in {None, organ}:
            return Utenfor(er_moete=False, grunn=ANNET)
        return organ

    def _etter_kalenderen(self, en: Moeteoppfoering) -> Organ | Utenfor | _Kanskje:
        """Of what names no one body itself: where all of the source is one body's, it may have other things in it."""
        kalenderens = kjenn_igjen(replace(en, utvalg=en.kalender), self.organer, self.register)
        if kalenderens is Uviss.ANNET or (isinstance(kalenderens, Organ) and self.gitt not in {None, kalenderens}):
            return Utenfor(er_moete=False, grunn=ANNET)
        organ = kalenderens if isinstance(kalenderens, Organ) else self.gitt
        if organ is None:
            return Utenfor(er_moete=None, grunn=UKJENT_ORGAN)
        sier_det = sier_moete(en, organ)
        if en.dato in self.fridager:
            return Utenfor(er_moete=None if sier_det else False, grunn=_fridag(en.dato))
        if sier_det or self.alt_er_moeter or sier_ingenting(en, organ, self.register):
            return organ
        return _Kanskje(organ)


class _Kanskje(NamedTuple):
    """The entry is the body's if we know it already as one of its meetings."""

    organ: Organ


def _er_kjent(en: Moeteoppfoering, organ: Organ) -> bool:
    """Whether it is a meeting by its name in the source, or by its day where one of the two has no such name."""
    return any(
        moete.kilde_id == en.kilde_id
        if moete.kilde_id is not None and en.kilde_id is not None
        else moete.dato == en.dato and not moete.avlyst
        for moete in organ.moeter
    )


def _fridag(dag: date) -> Tekst:
    return Tekst(
        f"{dato_kort(dag)} er en fridag, og tittelen nevner ikke organet.",
        f"{dato_kort(dag)} er ein fridag, og tittelen nemner ikkje organet.",
    )
