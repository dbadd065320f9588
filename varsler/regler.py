"""Reminder rules as data: which message, counted from what, how often, for which steps, to whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from modeller.fakta import Fristart
from modeller.livsloep import Krav
from modeller.plan import Status
from modeller.regler import Avstand


class Slag(StrEnum):
    """What a message item is about; each has a folder of its own under `maler/epost`."""

    BALL = "ball"
    SEKS_UKER = "seks_uker"
    TO_UKER = "to_uker"
    TRE_ARBEIDSDAGER = "tre_arbeidsdager"
    PAA_DAGEN = "paa_dagen"
    FORFALT = "forfalt"
    SENERE_ENN_VENTET = "senere_enn_ventet"
    LOEP_UTGAATT = "loep_utgaatt"
    FRIST_FLYTTET = "frist_flyttet"
    KOORDINATOR_FORFALT = "koordinator_forfalt"
    KOORDINATOR_LOEP_UTGAATT = "koordinator_loep_utgaatt"
    AVSLAG = "avslag"
    UTEN_KONTAKT = "uten_kontakt"
    IKKE_LEVERT = "ikke_levert"


class Anker(StrEnum):
    """What a reminder is counted from."""

    AAPNET = "aapnet"
    """The day the step opened, and no earlier than the day that became known."""
    FOERSTE_MILEPAEL = "foerste_milepael"
    """The first milestone of a decision (saksframlegg); for any other step its date."""
    VEDTAKSMOETE = "vedtaksmoete"
    """The deciding meeting of a decision, as long as its ordinary route has not run out."""
    MOETET = "moetet"
    """The deciding meeting of a decision, whether or not the matter was on its way there."""
    DATO = "dato"
    """The date of the whole step."""


class Gjentas(StrEnum):
    """How often a reminder comes back. All of a kind fall on one weekday, so that they are gathered."""

    HVER_MANDAG = "hver_mandag"
    FOERSTE_MANDAG_I_MAANEDEN = "foerste_mandag_i_maaneden"


class Retning(StrEnum):
    """Which side of its anchor a reminder falls on."""

    FOER = "foer"
    """Before it (or on it); the reminder lapses when the date has passed, unless it is for the day itself."""
    ETTER = "etter"


NAAR_DET_GJELDER = frozenset({Fristart.FRIST, Fristart.VENTET})
ALLE_ARTER = frozenset(Fristart)


@dataclass(frozen=True, slots=True, kw_only=True)
class Varselregel:
    """One rule. A repeated reminder comes for the first time when `avstand` has gone since its anchor.

    `bare_unaadd` holds it to an anchor that has passed without being reached. `maa_fram` goes even when another
    reminder about the same step went a few days before. `ogsaa_ventende` holds for a step that waits for others as
    well, if it can be done with a reservation. `koordinator` is what the coordinator is told at the same time. Every
    rule ends when the step is finished, resting or undecided.
    """

    slag: Slag
    anker: Anker
    avstand: Avstand = Avstand()
    retning: Retning = Retning.FOER
    gjentas: Gjentas | None = None
    arter: frozenset[Fristart] = NAAR_DET_GJELDER
    krav: frozenset[Krav] = frozenset({Krav.PAAKREVD})
    bare_vedtak: bool = False
    maa_fram: bool = False
    ogsaa_ventende: bool = False
    koordinator: Slag | None = None

    def gjelder_naa(self, status: Status) -> bool:
        """Whether the rule holds for a step of this status."""
        return status is not Status.VENTER or self.ogsaa_ventende


@dataclass(frozen=True, slots=True, kw_only=True)
class Varselregler:
    """The rules of an installation, and how many working days must lie between two reminders about one step."""

    regler: tuple[Varselregel, ...]
    pusterom_arbeidsdager: int = 5


STANDARDREGLER = Varselregler(
    regler=(
        Varselregel(slag=Slag.BALL, anker=Anker.AAPNET, arter=ALLE_ARTER, krav=frozenset(Krav), maa_fram=True),
        Varselregel(slag=Slag.SEKS_UKER, anker=Anker.FOERSTE_MILEPAEL, avstand=Avstand(uker=6)),
        Varselregel(slag=Slag.TO_UKER, anker=Anker.FOERSTE_MILEPAEL, avstand=Avstand(uker=2), arter=ALLE_ARTER),
        Varselregel(
            slag=Slag.TRE_ARBEIDSDAGER,
            anker=Anker.FOERSTE_MILEPAEL,
            avstand=Avstand(arbeidsdager=3),
            maa_fram=True,
            ogsaa_ventende=True,
        ),
        Varselregel(slag=Slag.PAA_DAGEN, anker=Anker.FOERSTE_MILEPAEL, maa_fram=True, ogsaa_ventende=True),
        Varselregel(
            slag=Slag.TRE_ARBEIDSDAGER,
            anker=Anker.VEDTAKSMOETE,
            avstand=Avstand(arbeidsdager=3),
            bare_vedtak=True,
            maa_fram=True,
        ),
        Varselregel(slag=Slag.PAA_DAGEN, anker=Anker.VEDTAKSMOETE, bare_vedtak=True, maa_fram=True),
        Varselregel(
            slag=Slag.LOEP_UTGAATT,
            anker=Anker.FOERSTE_MILEPAEL,
            avstand=Avstand(arbeidsdager=1),
            retning=Retning.ETTER,
            bare_vedtak=True,
            maa_fram=True,
            koordinator=Slag.KOORDINATOR_LOEP_UTGAATT,
        ),
        # A deadline that passes is told every week; an expected date lies ahead still when the meeting before it has
        # passed and nobody has said what it decided.
        Varselregel(
            slag=Slag.LOEP_UTGAATT,
            anker=Anker.MOETET,
            avstand=Avstand(arbeidsdager=1),
            retning=Retning.ETTER,
            arter=frozenset({Fristart.VENTET}),
            bare_vedtak=True,
            maa_fram=True,
            koordinator=Slag.KOORDINATOR_LOEP_UTGAATT,
        ),
        Varselregel(
            slag=Slag.FORFALT,
            anker=Anker.DATO,
            avstand=Avstand(uker=1),
            retning=Retning.ETTER,
            gjentas=Gjentas.HVER_MANDAG,
            arter=frozenset({Fristart.FRIST}),
            ogsaa_ventende=True,
            koordinator=Slag.KOORDINATOR_FORFALT,
        ),
        Varselregel(
            slag=Slag.SENERE_ENN_VENTET,
            anker=Anker.DATO,
            avstand=Avstand(uker=1),
            retning=Retning.ETTER,
            gjentas=Gjentas.FOERSTE_MANDAG_I_MAANEDEN,
            arter=frozenset({Fristart.VENTET}),
        ),
    )
)
"""What a new installation starts with: few, gathered, none after a date that nobody has set."""
