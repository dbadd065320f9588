"""One step while its agreement is derived: all that is to be known about it, each worked out when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Generic, TypeVar

from modeller.arbeidskalender import EN_DAG, Arbeidskalender
from modeller.avledning import framover, frister, fullfoering, tilstand
from modeller.avledning.etterpaa import avlyste, nykommere
from modeller.avledning.fastdag import Frist
from modeller.avledning.rute import Rute, Ruter, ruter_gjennom
from modeller.avledning.skjelett import Instans, Naboer, Skjelett
from modeller.avtalefold import Avtale, Stegfakta
from modeller.fakta import Faktum, Fristart
from modeller.livsloep import Livsloep
from modeller.plan import FERDIG, UTFOERT, Status
from modeller.register import Register

T = TypeVar("T")
INGEN_FAKTA = Stegfakta()


class lazily(Generic[T]):  # noqa: N801 - reads as the decorator-like thing it is
    """An attribute that a function of the step works out the first time it is read.

    What `functools.cached_property` is, less the lock it takes in Python 3.11, which costs more than most of what is
    worked out here.
    """

    def __init__(self, work_out: Callable[[Knute], T]) -> None:
        self._work_out = work_out

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, knute: Knute, owner: type) -> T:
        value = self._work_out(knute)
        knute.__dict__[self._name] = value  # where it is found from now on, past this descriptor
        return value


class Knute:
    """A step with its neighbours in the net. The passes ask it, and through it each other."""

    def __init__(self, instans: Instans, naboer: Naboer, rom: Rom) -> None:
        self.id = instans.id
        self.instans = instans
        self.steg = instans.steg
        self.naboer = naboer
        self.rom = rom
        fakta = rom.stegfakta.get(instans.id)
        if fakta is None:
            self.__dict__.update(naboer.uroert)
            # A date every year may have been over before a party came, or took over what was not done.
            if rom.nykommere or instans.id in rom.avtale.overtatt_uferdig:
                self.__dict__.pop("frist", None)
            elif (husket := rom.husket.get(instans.id)) is not None and rom.er_uroert(instans.id):
                self.frist, self.aapner = husket
        self.fakta = fakta or INGEN_FAKTA

    # The backward pass, on demand: what is finished, the dates and the windows.
    foran = lazily(tilstand.foran)
    runde = lazily(fullfoering.runde)
    faktum = lazily(fullfoering.faktum)
    uavgjort = lazily(fullfoering.uavgjort)
    hel_runde = lazily(tilstand.hel_runde)
    utfoert = lazily(tilstand.utfoert)
    frist = lazily(frister.frist)
    aapner = lazily(frister.aapner)
    # The forward pass, in the order the steps follow each other: where it stands and when it can be done.
    uferdige_foran: list[Knute]
    aapne_foran: frozenset[str]
    aapning = lazily(tilstand.aapning)
    bortfaller: date | None
    status: Status
    ferdig: bool
    neste_rute: Rute | None = None
    tidligst: date | None
    klar: date | None

    def gaa_framover(self) -> None:
        """Take the step in the forward pass; those that come before it must have been taken."""
        utfoert = self.tidligst = self.klar = self.utfoert
        if utfoert is not None:
            self.status, self.ferdig = UTFOERT, True
            return
        self.uferdige_foran = [annen for annen in self.foran if not annen.ferdig]
        self.aapne_foran = tilstand.aapne_foran(self)
        self.bortfaller = tilstand.bortfaller(self)
        self.status = tilstand.status(self)
        self.ferdig = self.status in FERDIG
        if self.ferdig:
            return
        start = framover.start(self)
        if self.steg.vedtak:
            self.neste_rute = framover.neste_rute(self, start)
        self.tidligst = framover.tidligst(self, start)
        self.klar = framover.klar(self)


class Rom:
    """All the steps of one agreement on one day, and what they are derived from.

    `forskjoevet` are dates counted from other steps, found already by some step of the same rule. `tekstrunder` are the
    text versions that each began a round. `nykommere` are the parties whose role came under way, with its day,
    `avlyste` the facts that called off meetings. `slutt` is the last day of the period, if known. `ikke_foer` are the
    first days that decisions are thought to be made, by step id, for asking what would follow.
    """

    def __init__(
        self,
        avtale: Avtale,
        livsloep: Livsloep,
        register: Register,
        kalender: Arbeidskalender,
        stegfakta: Mapping[str, Stegfakta],
        skjelett: Skjelett,
        naa: date,
        ikke_foer: Mapping[str, date],
    ) -> None:
        self.avtale = avtale
        self.livsloep = livsloep
        self.register = register
        self.kalender = kalender
        self.ruter: Ruter = ruter_gjennom(register, kalender)
        self.stegfakta = stegfakta
        self.skjelett = skjelett
        self.naa = naa
        self.ikke_foer = ikke_foer
        self.tekstrunder: list[Faktum] = fullfoering.tekstrunder(avtale.tekster)
        self.forskjoevet: dict[tuple[int, Fristart, tuple[str, ...] | None], Frist] = {}
        self.nykommere = nykommere(avtale)
        self.avlyste = avlyste(stegfakta)
        slutt = avtale.datoer.get(livsloep.slutt)
        self.slutt: date | None = slutt.dato if slutt else None
        self.dagen_etter_slutt: date | None = slutt.dato + EN_DAG if slutt else None
        self.roerte = frozenset(stegfakta)
        self.husket: dict[str, tuple[Frist, date | None]] = self._det_som_huskes()
        naboer = skjelett.naboer
        self.knuter = {id_: Knute(instans, naboer[id_], self) for id_, instans in skjelett.instanser.items()}

    def er_uroert(self, id_: str) -> bool:
        """Whether no fact names the step or any that its date and window lean on."""
        return self.skjelett.hviler_paa[id_].isdisjoint(self.roerte)

    def husk(self) -> None:
        """Remember the date and the window of every untouched step: tomorrow, and with a fact about another, they are
        the same.
        """
        if self._kan_huske:
            for id_ in self.skjelett.hviler_paa:
                if id_ not in self.husket and self.er_uroert(id_):
                    knute = self.knuter[id_]
                    self.husket[id_] = (knute.frist, knute.aapner)

    def _det_som_huskes(self) -> dict[str, tuple[Frist, date | None]]:
        if not self._kan_huske:
            return {}
        datoer = (frozenset(self.avtale.datoer.items()), frozenset(self.avtale.datofakta.items()))
        return self.ruter.husket(self.skjelett, datoer)

    @property
    def _kan_huske(self) -> bool:
        """Not while something has come to parties late: their dates depend on when it did (`etterpaa`)."""
        return not (self.nykommere or self.avlyste or self.avtale.overtatt_uferdig or len(self.tekstrunder) > 1)

    def gaa_framover(self) -> None:
        """Take every step in the forward pass."""
        for id_ in self.skjelett.framover:
            self.knuter[id_].gaa_framover()
