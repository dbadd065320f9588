"""Reminder rules as data: which message, counted from what, how often, for which steps, to whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from modeller.fakta import Fristart
from modeller.livsloep import Krav
from modeller.moeteplanmangel import NOVEMBER
from modeller.plan import Plansteg, Status
from modeller.regler import Avstand


class Slag(StrEnum):
    """What a message item is about; each has a folder of its own under `maler/epost`."""

    LIGGER_HOS_DERE = "ligger_hos_dere"
    BALL = "ball"
    SEKS_UKER = "seks_uker"
    TO_UKER = "to_uker"
    TRE_ARBEIDSDAGER = "tre_arbeidsdager"
    PAA_DAGEN = "paa_dagen"
    FORFALT = "forfalt"
    HOLDER_OPP = "holder_opp"
    SENERE_ENN_VENTET = "senere_enn_ventet"
    LOEP_UTGAATT = "loep_utgaatt"
    FRIST_FLYTTET = "frist_flyttet"
    AVKLARING = "avklaring"
    MOETE_INNKALT = "moete_innkalt"
    MOETE_FLYTTET = "moete_flyttet"
    MOETE_AVLYST = "moete_avlyst"
    KOORDINATOR_FORFALT = "koordinator_forfalt"
    KOORDINATOR_HOLDER_OPP = "koordinator_holder_opp"
    KOORDINATOR_OVERTAR = "koordinator_overtar"
    KOORDINATOR_LOEP_UTGAATT = "koordinator_loep_utgaatt"
    KOORDINATOR_MOETE_BORTE = "koordinator_moete_borte"
    AVSLAG = "avslag"
    UTEN_KONTAKT = "uten_kontakt"
    IKKE_LEVERT = "ikke_levert"
    MOETEPLAN_MANGLER = "moeteplan_mangler"


TIL_KOORDINATOR = frozenset(
    {
        Slag.KOORDINATOR_FORFALT,
        Slag.KOORDINATOR_HOLDER_OPP,
        Slag.KOORDINATOR_OVERTAR,
        Slag.KOORDINATOR_LOEP_UTGAATT,
        Slag.KOORDINATOR_MOETE_BORTE,
        Slag.AVSLAG,
        Slag.UTEN_KONTAKT,
        Slag.IKKE_LEVERT,
    }
)
"""Kinds that only the coordinator gets: they do not put a date in the mouth of whoever has the ball."""
OM_MOETET = frozenset({Slag.MOETE_INNKALT, Slag.MOETE_FLYTTET, Slag.MOETE_AVLYST})
"""Kinds for those who take part in a meeting that others call: there is nothing for them to register."""
OM_REGISTERET = frozenset({Slag.UTEN_KONTAKT, Slag.IKKE_LEVERT, Slag.MOETEPLAN_MANGLER})
"""Kinds about what the register says of a party, and not about the step they hang on."""


class Anker(StrEnum):
    """What a reminder is counted from."""

    INNLEST = "innlest"
    """The day the agreement was registered here, for a step that was open by then."""
    AAPNET = "aapnet"
    """The day the step opened, and no earlier than the day that became known; for what opens after that day."""
    FOERSTE_MILEPAEL = "foerste_milepael"
    """The first milestone of a decision (saksframlegg); for any other step its date."""
    VEDTAKSMOETE = "vedtaksmoete"
    """The deciding meeting of a decision, as long as its ordinary route has not run out."""
    MOETET = "moetet"
    """The deciding meeting of a decision, whether or not the matter was on its way there."""
    NESTE_MOETE = "neste_moete"
    """The next meeting of the body that put a decision off."""
    DATO = "dato"
    """The date of the whole step."""
    DE_SOM_VENTER = "de_som_venter"
    """The first deadline among the steps that wait for this one."""


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

    It is left out when another reminder about the same step went less than `pusterom_arbeidsdager` before, unless it
    `maa_fram`. `ogsaa_ventende` holds for a step that waits for others as well, if it can be done with a reservation.
    Without `om_innkalt_moete` the one who called a meeting is not told of it by this rule: the day is his own choice.
    `koordinator` is what the coordinator is told at the same time, so many times as `koordinator_ganger` (each time
    when None), the last of them as `koordinator_sist`; `koordinator_utloept` is for a decision whose ordinary route
    had run out by then. Every rule ends when the step is finished, resting or undecided, and with the agreement.
    """

    slag: Slag
    anker: Anker
    avstand: Avstand = Avstand()
    retning: Retning = Retning.FOER
    gjentas: Gjentas | None = None
    arter: frozenset[Fristart] = NAAR_DET_GJELDER
    krav: frozenset[Krav] = frozenset({Krav.PAAKREVD})
    bare_vedtak: bool = False
    pusterom_arbeidsdager: int = 5
    maa_fram: bool = False
    ogsaa_ventende: bool = False
    om_innkalt_moete: bool = True
    koordinator: Slag | None = None
    koordinator_ganger: int | None = None
    koordinator_sist: Slag | None = None
    koordinator_utloept: Slag | None = None

    def gjelder(self, steg: Plansteg) -> bool:
        """Whether the rule holds for the step as it stands."""
        innkalt = steg.moete and steg.art is Fristart.FRIST
        return (
            steg.art in self.arter
            and steg.krav in self.krav
            and (self.ogsaa_ventende or steg.status is not Status.VENTER)
            and (self.om_innkalt_moete or not innkalt)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Varselregler:
    """The rules of an installation.

    `moeter` is what those who are called to a meeting between the parties are told of it; `planer` are the days (month,
    day) from which a party is asked, once each, for a meeting plan of the next year that is missing. Nothing is told
    after the end of the agreement, save that a step whose date is the end itself is reminded of for `hale` more.
    """

    regler: tuple[Varselregel, ...]
    moeter: frozenset[Slag] = OM_MOETET
    planer: tuple[tuple[int, int], ...] = ((NOVEMBER, 1), (NOVEMBER, 16))
    hale: Avstand = Avstand(uker=7)


STANDARDREGLER = Varselregler(
    regler=(
        Varselregel(
            slag=Slag.LIGGER_HOS_DERE,
            anker=Anker.INNLEST,
            arter=ALLE_ARTER,
            krav=frozenset(Krav),
            maa_fram=True,
            koordinator_utloept=Slag.KOORDINATOR_LOEP_UTGAATT,
        ),
        Varselregel(
            slag=Slag.BALL,
            anker=Anker.AAPNET,
            arter=ALLE_ARTER,
            krav=frozenset(Krav),
            maa_fram=True,
            om_innkalt_moete=False,
            koordinator_utloept=Slag.KOORDINATOR_LOEP_UTGAATT,
        ),
        # Nobody needs a word in good time about what came a week ago.
        Varselregel(
            slag=Slag.SEKS_UKER,
            anker=Anker.FOERSTE_MILEPAEL,
            avstand=Avstand(uker=6),
            pusterom_arbeidsdager=7,
            om_innkalt_moete=False,
        ),
        Varselregel(
            slag=Slag.TO_UKER,
            anker=Anker.FOERSTE_MILEPAEL,
            avstand=Avstand(uker=2),
            pusterom_arbeidsdager=7,
            arter=ALLE_ARTER,
        ),
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
            koordinator_ganger=6,
            koordinator_sist=Slag.KOORDINATOR_OVERTAR,
        ),
        # A deadline comes and passes while its step waits: its own party can do nothing, those it waits for can.
        Varselregel(slag=Slag.HOLDER_OPP, anker=Anker.DE_SOM_VENTER, avstand=Avstand(arbeidsdager=3), arter=ALLE_ARTER),
        Varselregel(
            slag=Slag.HOLDER_OPP,
            anker=Anker.DE_SOM_VENTER,
            avstand=Avstand(uker=1),
            retning=Retning.ETTER,
            gjentas=Gjentas.HVER_MANDAG,
            arter=ALLE_ARTER,
            koordinator=Slag.KOORDINATOR_HOLDER_OPP,
            koordinator_ganger=6,
            koordinator_sist=Slag.KOORDINATOR_OVERTAR,
        ),
        Varselregel(
            slag=Slag.SENERE_ENN_VENTET,
            anker=Anker.DATO,
            avstand=Avstand(uker=1),
            retning=Retning.ETTER,
            gjentas=Gjentas.FOERSTE_MANDAG_I_MAANEDEN,
            arter=frozenset({Fristart.VENTET}),
        ),
        # A matter put off is prepared already, so the next meeting itself is what there is to remind of.
        Varselregel(
            slag=Slag.TRE_ARBEIDSDAGER,
            anker=Anker.NESTE_MOETE,
            avstand=Avstand(arbeidsdager=3),
            bare_vedtak=True,
            maa_fram=True,
        ),
        Varselregel(slag=Slag.PAA_DAGEN, anker=Anker.NESTE_MOETE, bare_vedtak=True, maa_fram=True),
    )
)
"""What a new installation starts with: few, gathered, none after a date that nobody has set."""
