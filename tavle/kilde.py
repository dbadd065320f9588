"""What the board reads from: the protocol the composition root fulfils, with its frozen shapes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from modeller.fakta import Faktum
from modeller.livsloep import Livsloep
from modeller.plan import Plan
from modeller.register import Register
from modeller.tekst import Tekst
from tavle.planord import Planhenting


@dataclass(frozen=True, slots=True, kw_only=True)
class Tavleinfo:
    """What every page says about the installation.

    `demoklokke`: the board runs on a clock somebody set, not the machine's. `eksempeldata`: some of what is shown is
    made up.
    """

    versjon: str
    demoklokke: bool = False
    eksempeldata: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tilbakepost:
    """A piece of mail that came back. `hva` is what it means, `svar` the words of a report, `melding` the id of the
    message it is about; None and "" for what is not known. `fra` is who wrote it, `til` whom our message was to.
    """

    dag: date
    slag: str
    hva: Tekst
    svar: str
    fra: str
    til: str
    emne: str
    kontakt: str | None = None
    part: str | None = None
    melding: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meldingsjournal:
    """What is known of a message beside its text: by item why it went, every answer and the use of its links, each with
    its instant (aware), and what came back.
    """

    grunner: tuple[tuple[str, str, Tekst, str], ...] = ()
    """Agreement, step id, the reason, and the facts behind it; "" for what is about no agreement, or no step."""
    svar: tuple[tuple[datetime, Tekst, str], ...] = ()
    """What it came to, and the server's words."""
    lenker: tuple[tuple[str, str, str, int, datetime, datetime | None], ...] = ()
    """Agreement and step id (both "" for a link that is not about a step), purpose, how often opened, first when, and
    when it was acted on.
    """
    retur: tuple[Tilbakepost, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SendtMelding:
    """One sent message. `tid` is aware. In lists the texts are left out, and one that no copy is kept of has no text at
    all. A trial message went to `proeve_til` instead of to `til`.
    """

    id: str
    tid: datetime
    til: str
    emne: str
    part: str | None = None
    tekst: str | None = None
    html: str | None = None
    proeve_til: str | None = None
    journal: Meldingsjournal = Meldingsjournal()


@dataclass(frozen=True, slots=True, kw_only=True)
class StansetPost:
    """Mail to one address that has not gone. `saker` are what it is about, each as (agreement, step id, kind in words),
    with "" for the agreement or the step it is not about, and `ider` the short ids of the same; `proeves` is when it is
    tried again (aware), None for what has been laid aside. `kan_sendes` when somebody can let it go at once.
    """

    til: str
    part: str
    saker: tuple[tuple[str, str, Tekst], ...]
    grunn: str
    proeves: datetime | None = None
    ider: tuple[str, ...] = ()
    kan_sendes: bool = False


class Tavlekilde(Protocol):
    """All that the board asks of the world. Reading only; every date is a day in Europe/Oslo."""

    @property
    def info(self) -> Tavleinfo:
        """What every page says about the installation."""
        ...

    def naa(self) -> datetime:
        """The clock, aware. The board has no other."""
        ...

    def livsloep(self, navn: str) -> Livsloep | None:
        """The lifecycle with this name."""
        ...

    async def planer(self, dag: date) -> Sequence[Plan]:
        """Every agreement's plan as of `dag`."""
        ...

    async def plan(self, avtale: str, dag: date) -> Plan | None:
        """One agreement's plan; None when no agreement has the id."""
        ...

    async def fakta(self, avtale: str) -> Sequence[Faktum]:
        """The agreement's facts in the order they were registered."""
        ...

    async def registerfakta(self) -> Sequence[Faktum]:
        """The facts of the whole register, by stream and number."""
        ...

    async def register(self, dag: date) -> Register:
        """Parties, contacts and bodies as of `dag`."""
        ...

    async def proevemodus(self) -> bool:
        """Whether the coordinators get the mail that is to others."""
        ...

    async def planhentinger(self) -> Mapping[str, Planhenting]:
        """How it goes with the meeting plans that are fetched, by body."""
        ...

    async def sendt(self, hoeyst: int, *, avtale: str = "", part: str = "") -> Sequence[SendtMelding]:
        """The newest so many sent messages, about an agreement and to a party where those are given, newest first,
        without their texts.
        """
        ...

    async def soek_i_post(self, soek: str, *, avtale: str = "", part: str = "") -> Sequence[SendtMelding]:
        """All sent messages that `fristvakt post --soek` finds, narrowed and in order as by `sendt`."""
        ...

    async def uten_kopi(self) -> tuple[int, date] | None:
        """How many of the sent messages no copy is kept of, and when the last went; None when there is one of each."""
        ...

    async def stanset(self) -> Sequence[StansetPost]:
        """The mail that has not gone: what was laid aside first, then what is tried again."""
        ...

    async def tilbake(self, hoeyst: int) -> Sequence[Tilbakepost]:
        """The newest so many pieces of mail that came back, newest first."""
        ...

    async def melding(self, melding_id: str) -> SendtMelding | None:
        """One sent message with its text."""
        ...
