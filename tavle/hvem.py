"""Who waits on whom, arranged for reading: one line per open step under the party with the ball, most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from modeller.begrunnelse import Begrunnelse
from modeller.fakta import Fristart
from modeller.livsloep import Krav
from modeller.plan import Plan, Plansteg, Status, Venting
from modeller.tekst import Tekst

HASTER_FORFALT, HASTER_SENERE, HASTER_LOEP, HASTER_DATO, HASTER_VEILEDENDE, HASTER_UTEN, RAAD, HVILER = range(8)
OM_LOEPET = frozenset(
    {
        "loep_utgaatt",
        "moetet_er_avlyst",
        "moetet_er_flyttet",
        "moetet_er_passert",
        "nytt_moete_er_passert",
        "neste_moete_med_milepael",
        "ingen_flere_moeter",
    }
)
"""The remarks of a plan that say a decision's route has run out and which meeting is next."""
UTE = frozenset({"loep_utgaatt", "moetet_er_avlyst", "moetet_er_flyttet", "moetet_er_passert", "nytt_moete_er_passert"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballrad:
    """An open step, the party with the ball and all who wait for it.

    `holdt_opp` are the overdue steps that cannot be done before this one: nobody else can do anything about them.
    """

    paa: str
    avtale: str
    avtalenavn: Tekst
    delmaal: Tekst | None
    steg: Plansteg
    siden: date
    venter: tuple[str, ...]
    dag: date
    holdt_opp: tuple[Plansteg, ...] = ()

    @property
    def forfalt(self) -> bool:
        """Overdue, as only a date of the kind `frist` can be."""
        return self.steg.forfalt(self.dag)

    @property
    def over(self) -> bool:
        """Overdue, or later than a source expected."""
        return dager_etter(self.steg, self.dag) > 0

    @property
    def utloep(self) -> Begrunnelse:
        """That the ordinary route to the meeting has run out, and which meeting is next; empty while it has not."""
        return loepet_er_ute(self.steg)

    @property
    def bakgrunn(self) -> bool:
        """Advice that nobody waits for, or has asked about: shown, but in fewer words."""
        raad = self.steg.krav is not Krav.PAAKREVD and not self.steg.oppfoelging.oensker
        return raad and not self.venter and not self.over

    @property
    def haster(self) -> tuple[int, date, str, str]:
        """Sort key: the most urgent line is the smallest."""
        steg = self.steg
        if steg.hvilende:
            grad = HVILER
        elif self.forfalt or self.holdt_opp:
            grad = HASTER_FORFALT
        elif self.over:
            grad = HASTER_SENERE
        elif self.utloep:
            grad = HASTER_LOEP
        elif self.bakgrunn:
            grad = RAAD
        elif steg.frist is None:
            grad = HASTER_UTEN
        else:
            grad = HASTER_VEILEDENDE if steg.art is Fristart.VEILEDENDE else HASTER_DATO
        return grad, steg.frist or date.max, self.avtale, steg.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballgruppe:
    """The lines of one party with the ball."""

    part: str
    rader: tuple[Ballrad, ...]

    @property
    def forfalte(self) -> int:
        """How many of the lines are overdue."""
        return sum(1 for rad in self.rader if rad.forfalt)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tall:
    """The counts above the list. `senere` counts steps later than a source expected; those are not overdue."""

    avtaler: int
    steg: int
    forfalt: int
    senere: int
    venter: int


def dager_etter(steg: Plansteg, dag: date) -> int:
    """Days overdue or later than expected; our own advice and tentative dates are never held against anyone."""
    return steg.dager_over(dag) or steg.dager_etter_ventet(dag)


def loepet_er_ute(steg: Plansteg) -> Begrunnelse:
    """The remarks on a decision that cannot reach its meeting any more; only where somebody counts on its date."""
    if steg.status is not Status.AAPEN or steg.hvilende or steg.krav is not Krav.PAAKREVD:
        return ()
    if steg.art is Fristart.VEILEDENDE:
        return ()
    om_loepet = tuple(ledd for ledd in steg.merknader if ledd.setning in OM_LOEPET)
    return om_loepet if any(ledd.setning in UTE for ledd in om_loepet) else ()


def ballrader(ventinger: Iterable[Venting], planer: Iterable[Plan]) -> list[Ballrad]:
    """One line per party with the ball and open step, most urgent first."""
    kjente: Mapping[str, Plan] = {plan.avtale: plan for plan in planer}
    samlet: dict[tuple[str, str, str], list[Venting]] = {}
    for v in ventinger:
        samlet.setdefault((v.paa, v.avtale, v.steg.id), []).append(v)
    rader = (
        Ballrad(
            paa=paa,
            avtale=avtale,
            avtalenavn=kjente[avtale].navn,
            delmaal=_delmaal(kjente[avtale], de[0].steg),
            steg=de[0].steg,
            siden=de[0].siden,
            venter=tuple(sorted({v.venter for v in de if v.venter is not None})),
            dag=kjente[avtale].dag,
            holdt_opp=_holdt_opp(kjente[avtale], de[0].steg),
        )
        for (paa, avtale, _), de in samlet.items()
    )
    return sorted(rader, key=lambda rad: (rad.haster, rad.paa))


def _holdt_opp(plan: Plan, steg: Plansteg) -> tuple[Plansteg, ...]:
    return tuple(s for s in plan if s.status is Status.VENTER and steg.id in s.venter_paa and s.forfalt(plan.dag))


def _delmaal(plan: Plan, steg: Plansteg) -> Tekst | None:
    delmaal = plan.delmaal.get(steg.delmaal or "")
    return delmaal.navn if delmaal else None


def grupper(rader: Iterable[Ballrad]) -> list[Ballgruppe]:
    """The lines grouped by the party with the ball; the party with the most urgent line first."""
    i_rekkefoelge = sorted(rader, key=lambda rad: (rad.paa, rad.haster))
    alle = [
        Ballgruppe(part=part, rader=tuple(gruppe)) for part, gruppe in groupby(i_rekkefoelge, key=lambda rad: rad.paa)
    ]
    return sorted(alle, key=lambda gruppe: gruppe.rader[0].haster)


def tell(rader: Iterable[Ballrad], planer: Iterable[Plan]) -> Tall:
    """The counts; a common step counts once however many share it. What is overdue counts also while it waits."""
    rader = tuple(rader)
    steg = {(rad.avtale, rad.steg.id): rad for rad in rader}
    venter_forfalt = {(rad.avtale, holdt.id) for rad in rader for holdt in rad.holdt_opp}
    return Tall(
        avtaler=sum(1 for _ in planer),
        steg=len(steg),
        forfalt=sum(1 for rad in steg.values() if rad.forfalt) + len(venter_forfalt),
        senere=sum(1 for rad in steg.values() if rad.haster[0] == HASTER_SENERE),
        venter=len({part for rad in rader for part in rad.venter}),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Avgrensing:
    """What the reader asked to see; empty texts mean everything."""

    avtale: str = ""
    part: str = ""
    bare_over: bool = False

    def __bool__(self) -> bool:
        return bool(self.avtale or self.part or self.bare_over)

    def slipper(self, rad: Ballrad) -> bool:
        """Whether the line passes: a party is asked for whether it has the ball or waits."""
        return (
            (not self.avtale or rad.avtale == self.avtale)
            and (not self.part or self.part == rad.paa or self.part in rad.venter)
            and (not self.bare_over or rad.over or bool(rad.holdt_opp))
        )
