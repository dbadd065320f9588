"""What was derived remembered: a fact never changes, so the same facts on the same day give the same plan."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from threading import Lock
from typing import Any, TypeVar

from modeller.arbeidskalender import Arbeidskalender
from modeller.avledning import avled
from modeller.avtalefold import UkjentAvtale, brett_avtale
from modeller.fakta import Faktum, avtalestroem
from modeller.kildestand import Kildestand
from modeller.livsloep import Livsloep
from modeller.plan import Plan
from modeller.register import Register
from modeller.registerfold import brett_register
from modeller.varselrad import Fortalt, Varselsutsikt, Varsle

HUSKER = 256
"""So many results are kept: enough for a morning's batch of one register, and for the board's agreements."""

T = TypeVar("T")


class UkjentLivsloep(LookupError):
    """A stored agreement follows a lifecycle this installation does not have; the message is for the operator."""

    def __init__(self, avtale: str, livsloep: str) -> None:
        super().__init__(
            f"Avtalen «{avtale}» følger livsløpet «{livsloep}», som ikke finnes her. "
            f"Legg «{livsloep}.toml» tilbake i mappen «livsloep» i datamappen."
        )


class Minne:
    """Remembers what was derived last.

    Facts are found by their ids and compared: two stores may have been told different things by the same id.
    Lifecycle, register and calendar are known as objects, which are kept with the result so that no other can take
    their place.
    """

    def __init__(self, husker: int = HUSKER) -> None:
        self._husker = husker
        self._laas = Lock()  # the board derives in a thread of its own
        self._kjente: OrderedDict[Hashable, tuple[Any, tuple[Faktum, ...], tuple[object, ...]]] = OrderedDict()

    def register(self, fakta: Sequence[Faktum], dag: date) -> Register:
        """`brett_register`, the same object again as long as no fact has come in between."""
        hendt = _hendt(fakta, dag)
        return self._husk(("register", _ider(hendt)), lambda: brett_register(hendt, dag), hendt, ())

    def plan(
        self,
        fakta: Sequence[Faktum],
        livsloep: Mapping[str, Livsloep],
        register: Register,
        dag: date,
        kalender: Arbeidskalender,
    ) -> Plan | None:
        """`avled` with the lifecycle the facts name; None when no agreement stands on that day.

        Raises `UkjentLivsloep`.
        """
        hendt = _hendt(fakta, dag)
        noekkel = ("plan", _ider(hendt), dag, id(livsloep), id(register), id(kalender))
        return self._husk(
            noekkel, lambda: _avled(hendt, livsloep, register, dag, kalender), hendt, (livsloep, register, kalender)
        )

    def utsikt(
        self,
        varsle: Varsle,
        *,
        plan: Plan,
        register: Register,
        kalender: Arbeidskalender,
        fortalt: Mapping[tuple[str, str], Fortalt],
        uleverbare: Mapping[str, date],
        kilder: Mapping[str, Kildestand],
    ) -> Varselsutsikt:
        """What `varsle` answers: the morning's answer again at the sending, unless somebody has been told since."""
        sagt = (frozenset(fortalt.items()), frozenset(uleverbare.items()), frozenset(kilder.values()))
        return self._husk(
            ("utsikt", id(varsle), id(plan), id(register), id(kalender), sagt),
            lambda: varsle(
                plan=plan,
                register=register,
                kalender=kalender,
                fortalt=fortalt,
                uleverbare=uleverbare,
                kilder=kilder,
            ),
            (),
            (varsle, plan, register, kalender),
        )

    def _husk(
        self, noekkel: Hashable, regn_ut: Callable[[], T], fakta: tuple[Faktum, ...], holdes: tuple[object, ...]
    ) -> T:
        with self._laas:
            kjent = self._kjente.get(noekkel)
            if kjent is not None and kjent[1] == fakta:
                self._kjente.move_to_end(noekkel)
                husket: T = kjent[0]
                return husket
        svar = regn_ut()
        with self._laas:
            self._kjente[noekkel] = (svar, fakta, holdes)
            self._kjente.move_to_end(noekkel)
            while len(self._kjente) > self._husker:
                self._kjente.popitem(last=False)
        return svar


def _avled(
    fakta: Sequence[Faktum], livsloep: Mapping[str, Livsloep], register: Register, dag: date, kalender: Arbeidskalender
) -> Plan | None:
    try:
        navn = brett_avtale(fakta, dag).livsloep
    except UkjentAvtale:
        return None
    if navn not in livsloep:
        raise UkjentLivsloep(fakta[0].stroem.removeprefix(avtalestroem("")), navn)
    return avled(fakta, livsloep[navn], register, dag, kalender)


def _hendt(fakta: Sequence[Faktum], dag: date) -> tuple[Faktum, ...]:
    return tuple(f for f in fakta if f.skjedde <= dag)


def _ider(fakta: tuple[Faktum, ...]) -> Hashable:
    return tuple(f.id for f in fakta)


MINNE = Minne()
"""The process's own."""
