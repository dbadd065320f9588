"""Which entries of a source are meetings of which body, and why the others are not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from flyter.moeteplan.dager import maaned_av
from flyter.moeteplan.gjenkjenning import Tvil, Uviss, kjenn_igjen, sier_ingenting, sier_moete
from modeller.moeteplan import Moeteoppfoering
from modeller.register import Organ, Register
from modeller.tekst import Tekst, dato_kort

UKJENT_ORGAN = Tekst(
    "Det er ikke sikkert hvilket organ det er møte i. Skriv hele navnet, i en egen kolonne, eller les inn ett organ om "
    "gangen.",
    "Det er ikkje sikkert kva organ det er møte i. Skriv heile namnet, i ein eigen kolonne, eller les inn eitt organ "
    "om gongen.",
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


KAN_VAERE_ANNET = Tekst(
    "Oppføringen nevner organet, men kan være noe annet enn et møte, for eksempel en frist eller et seminar.",
    "Oppføringa nemner organet, men kan vere noko anna enn eit møte, til dømes ein frist eller eit seminar.",
)
FLYTTET_TIL = Tekst(
    "Tittelen sier at møtet er flyttet til en annen dag enn den det står på.",
    "Tittelen seier at møtet er flytta til ein annan dag enn den det står på.",
)
_FLYTTET_TIL = re.compile(
    r"\b(?:flytt\w*|utsatt|utsett\w*) til\s+(?:[a-zæøå]+\.?\s+)?(\d{1,2})\.?\s?(\d{1,2}\b|[a-z]{3,9})", re.IGNORECASE
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
                tvil.append((en, organ))
                continue
            if isinstance(organ, Organ):
                opptatt.add((organ.id, en.dato))
            yield en, organ
        for en, (organ, grunn) in tvil:
            kjent = _er_kjent(en, organ) and (organ.id, en.dato) not in opptatt
            yield en, organ if kjent else Utenfor(er_moete=None, grunn=grunn)

    def _organet(self, en: Moeteoppfoering) -> Organ | Utenfor | _Kanskje:
        organ = kjenn_igjen(en, self.organer, self.register)
        if organ is Uviss.UKJENT:
            return self._etter_kalenderen(en)
        i_tvil, organ = (True, organ.organ) if isinstance(organ, Tvil) else (False, organ)
        if organ is Uviss.ANNET or self.gitt not in {None, organ}:
            return Utenfor(er_moete=False, grunn=ANNET)
        assert isinstance(organ, Organ), "the others are dealt with above"
        if i_tvil and not self.alt_er_moeter:
            return _Kanskje(organ, KAN_VAERE_ANNET)
        return Utenfor(er_moete=None, grunn=FLYTTET_TIL) if _er_flyttet_herfra(en) else organ

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
        return _Kanskje(organ, UVISST)


class _Kanskje(NamedTuple):
    """The entry is the body's if we know it already as one of its meetings; `grunn` says why it is in doubt."""

    organ: Organ
    grunn: Tekst


def _er_flyttet_herfra(en: Moeteoppfoering) -> bool:
    """Whether the title says that the meeting is held on another day than the entry's."""
    treff = _FLYTTET_TIL.search(en.tittel)
    if treff is None:
        return False
    maaned = int(treff[2]) if treff[2].isdigit() else maaned_av(treff[2].lower())
    return bool(maaned) and (int(treff[1]), maaned) != (en.dato.day, en.dato.month)


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
