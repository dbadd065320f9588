"""What a reminder rule says: which message, counted from what, how often, for which steps, to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from modeller.avstand import INGEN_AVSTAND, Avstand
from modeller.fakta import Fristart
from modeller.livsloep import Krav
from modeller.moeteplanmangel import NOVEMBER
from modeller.plan import Plansteg, Status
from varsler.regler.slag import OM_MOETET, Slag
from varsler.regler.stille import FELLESFERIEN, JULA, Stilleperiode


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
    NYTT_MOETE = "nytt_moete"
    """The day it should be known what that meeting came to: when its saksutskrift should be there."""
    DATO = "dato"
    """The date of the whole step."""
    ANSLAGET = "anslaget"
    """The day the step's own party has said it expects to be done."""
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
SJU_UKER = Avstand(uker=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Varselregel:
    """One rule, by the permanent `navn` that people turn it off and on by.

    It holds for steps of the kinds `krav`, and for any other that somebody has set a deadline for. A repeated reminder
    comes for the first time when `avstand` has gone since its anchor, and after `sjeldnere_etter`
    times on the first Monday of a month only. It is left out when another
    reminder about the same step went less than `pusterom_arbeidsdager` before, unless it `maa_fram`. `ogsaa_ventende`
    holds for a step that waits for others as well, if its parties can act all the same. Without `om_innkalt_moete` the
    one who called a meeting is not told of it by this rule: the day is his own choice. `koordinator` is what the
    coordinator is told a working day after; of what is repeated, the same day from the occurrence `koordinator_fra` on,
    when the party was told on an earlier day, and until `koordinator_ganger` (for good when None), the last time as
    `koordinator_sist`. From `ledelse_fra` through `ledelse_til` its leadership is told as well, else its postmottak,
    likewise when the others were told before. `koordinator_utloept` is for a decision whose ordinary route had run out
    by then. One that `haster` waits for no quiet period and no weekly gathering. Every rule ends when the step is
    finished, resting or undecided, and with the agreement.

    How it holds for somebody: not `paa` it is silent, and nothing is told that was due before the day `fra`.
    """

    navn: str
    slag: Slag
    anker: Anker
    avstand: Avstand = INGEN_AVSTAND
    retning: Retning = Retning.FOER
    gjentas: Gjentas | None = None
    sjeldnere_etter: int | None = None
    arter: frozenset[Fristart] = NAAR_DET_GJELDER
    krav: frozenset[Krav] = frozenset({Krav.PAAKREVD})
    bare_vedtak: bool = False
    pusterom_arbeidsdager: int = 5
    maa_fram: bool = False
    ogsaa_ventende: bool = False
    om_innkalt_moete: bool = True
    om_en_maaned: frozenset[Fristart] = ALLE_ARTER
    ledelse_fra: int | None = None
    ledelse_til: int | None = None
    koordinator: Slag | None = None
    koordinator_fra: int = 1
    koordinator_ganger: int | None = None
    koordinator_sist: Slag | None = None
    koordinator_utloept: Slag | None = None
    haster: bool = False
    paa: bool = True
    fra: date = date.min

    @property
    def taus_for_koordinator(self) -> bool:
        """Whether the coordinator is never told anything by the rule."""
        return self.koordinator is None and self.koordinator_utloept is None

    def gjelder(self, steg: Plansteg) -> bool:
        """Whether the rule holds for the step as it stands."""
        return (
            steg.art in self.arter
            and (steg.krav in self.krav or steg.forpliktende)
            and (self.ogsaa_ventende or steg.status is not Status.VENTER)
            and (self.om_innkalt_moete or not steg.er_innkalt)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Varselregler:
    """The rules of an installation.

    `moeter` is what those who are called to a meeting between the parties are told of it; `planer` are the days (month,
    day) from which a party is asked, once each, for a meeting plan of the next year that is missing. Nothing is told
    after the end of the agreement, save that a step whose date is the end itself is reminded of for `hale` more.
    Whoever has done something is thanked no later than `takk_arbeidsdager` after; with 0 nobody is. Coordinators have
    a digest of the week, parties one of the month, and in the month `kontaktlister` they are asked whether their
    contacts are right (never, when None). What may wait waits for the quiet periods `stille` to pass, and with
    `ukentlig` for Monday; so it does, with `koordinator_ukentlig`, for whoever coordinates the agreement.
    """

    regler: tuple[Varselregel, ...]
    moeter: frozenset[Slag] = OM_MOETET
    planer: tuple[tuple[int, int], ...] = ((NOVEMBER, 1), (NOVEMBER, 16))
    hale: Avstand = SJU_UKER
    takk_arbeidsdager: int = 10
    ukesoversikt: bool = True
    maanedsoversikt: bool = True
    kontaktlister: int | None = 9
    stille: tuple[Stilleperiode, ...] = (FELLESFERIEN, JULA)
    ukentlig: bool = False
    koordinator_ukentlig: bool = True
