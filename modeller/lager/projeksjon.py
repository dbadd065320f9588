"""The stored projection: dates per step, so that a morning's cost follows what is due. May be dropped any time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from sqlalchemy import Row, Select, bindparam, delete, func, insert, or_, select

from modeller.lager.lager import Tx
from modeller.lager.tabeller import AVHENGIGHET, FAKTUM, KJOERING, PLANSTEG, REGELVERK


class Planstegrad(NamedTuple):
    """The dates of one step, a tuple so that hundreds are compared with what is stored each time one is derived.
    `neste_skifte` is the next day time alone changes it, `neste_varsel` its next reminder.

    `milepaeler` (`saksframlegg=2024-10-08 papirer:…`) and `varsler`, every reminder to come, are there to tell what
    other rules would move; None where nobody has noted them yet.
    """

    avtale: str
    steg_id: str
    livsloep: str
    fase: str
    aapner: date | None
    frist: date | None
    utfoert: date | None
    neste_skifte: date | None
    neste_varsel: date | None
    milepaeler: str | None = None
    varsler: str | None = None

    def milepaelsdager(self) -> dict[str, date] | None:
        """The milestones' days by key; None when they are not known."""
        if self.milepaeler is None:
            return None
        return {noekkel: date.fromisoformat(dag) for noekkel, dag in (m.split("=") for m in self.milepaeler.split())}

    def varselsdager(self) -> tuple[date, ...] | None:
        """The days of its reminders to come; None when they are not known."""
        return None if self.varsler is None else tuple(date.fromisoformat(dag) for dag in self.varsler.split())


# Statements asked all day are built once: building one costs more than SQLite's answer.
_FELTER = Planstegrad._fields
_DATOENE = select(*(PLANSTEG.c[navn] for navn in _FELTER)).where(PLANSTEG.c.avtale == bindparam("avtale"))
_NESTE = select(*(select(func.min(PLANSTEG.c[navn])).scalar_subquery() for navn in ("neste_skifte", "neste_varsel")))
_HAR_KOMMET = or_(PLANSTEG.c.neste_skifte <= bindparam("dag"), PLANSTEG.c.neste_varsel <= bindparam("dag"))
_FORFALTE_FASER = select(PLANSTEG.c.livsloep, PLANSTEG.c.fase).where(_HAR_KOMMET).distinct()
_STEG_ID = _FELTER.index("steg_id")


async def skriv_plan(tx: Tx, avtale: str, rader: Sequence[Planstegrad]) -> None:
    """Make these all of an agreement's rows; only those that differ are touched, few on an ordinary morning."""
    lagret = (await tx.execute(_DATOENE, {"avtale": avtale})).all()
    foer = {rad[_STEG_ID]: tuple(rad) for rad in lagret}
    nye = [rad for rad in rader if foer.pop(rad.steg_id, None) != rad]
    utgaar = [*foer, *(rad.steg_id for rad in nye)]
    if utgaar:
        await tx.execute(delete(PLANSTEG).where(PLANSTEG.c.avtale == avtale, PLANSTEG.c.steg_id.in_(utgaar)))
    if nye:
        await tx.execute(insert(PLANSTEG), [rad._asdict() for rad in nye])


async def les_plan(tx: Tx, avtale: str | None = None) -> tuple[Planstegrad, ...]:
    """The rows of one agreement or of all, by agreement and step id."""
    utvalg = select(PLANSTEG).order_by(PLANSTEG.c.avtale, PLANSTEG.c.steg_id)
    if avtale is not None:
        utvalg = utvalg.where(PLANSTEG.c.avtale == avtale)
    return tuple(_som_rad(rad) for rad in await tx.execute(utvalg))


async def slett_alt(tx: Tx) -> None:
    """Drop the whole projection; facts, outbox and ledgers stay."""
    await tx.execute(delete(PLANSTEG))
    await tx.execute(delete(AVHENGIGHET))


class Regelverk(NamedTuple):
    """The rules the rows were derived with: their fingerprint, and the quiet periods of the year (first and last month
    and day of each; None where an earlier version did not note them).
    """

    fingeravtrykk: str
    stille: tuple[tuple[int, int, int, int], ...] | None


async def regelverk(tx: Tx) -> Regelverk | None:
    """The rules the rows were derived with; None when nobody has noted them."""
    rad = (await tx.execute(select(REGELVERK.c.fingeravtrykk, REGELVERK.c.stille))).first()
    if rad is None:
        return None
    return Regelverk(rad.fingeravtrykk, None if rad.stille is None else tuple(map(tuple, rad.stille)))


async def sett_regelverk(tx: Tx, nytt: Regelverk, naa: datetime) -> None:
    """Note which rules the rows are derived with from `naa` on (aware UTC)."""
    await tx.execute(delete(REGELVERK))
    await tx.execute(insert(REGELVERK), {**nytt._asdict(), "fra": naa})


async def sist_holdt_ved_like(tx: Tx) -> datetime | None:
    """When a fact was last registered, a job last ran or the rules were last taken up: nothing else derives."""
    tider = [
        await tx.scalar(select(func.max(felt))) for felt in (FAKTUM.c.registrert, KJOERING.c.start, REGELVERK.c.fra)
    ]
    return max((tid for tid in tider if tid is not None), default=None)


async def avtaler_som_er_forfalt(
    tx: Tx, dag: date, *, livsloep: str | None = None, fase: str | None = None
) -> tuple[str, ...]:
    """Ids of agreements with a step (of that lifecycle and phase) whose change or reminder has come by `dag`."""
    hvor = {navn: verdi for navn, verdi in (("livsloep", livsloep), ("fase", fase)) if verdi is not None}
    return tuple(sorted(await tx.scalars(_forfalte(*hvor), {"dag": dag, **hvor})))


async def faser_som_er_forfalt(tx: Tx, dag: date) -> frozenset[tuple[str, str]]:
    """The phases in which something has come by `dag`, each as (lifecycle, phase)."""
    return frozenset((livsloep, fase) for livsloep, fase in await tx.execute(_FORFALTE_FASER, {"dag": dag}))


async def livsloepene(tx: Tx) -> tuple[tuple[str, str], ...]:
    """Every lifecycle that is followed, each with (the id of) one agreement that follows it: (agreement, lifecycle)."""
    utvalg = select(func.min(PLANSTEG.c.avtale), PLANSTEG.c.livsloep).group_by(PLANSTEG.c.livsloep)
    return tuple((avtale, livsloep) for avtale, livsloep in await tx.execute(utvalg))


async def neste_dag(tx: Tx) -> date | None:
    """The earliest day anything changes or is reminded of, past or ahead; None when nothing ever will."""
    skifte_og_varsel = (await tx.execute(_NESTE)).one()
    return min((dag for dag in skifte_og_varsel if dag is not None), default=None)


@cache
def _forfalte(*felter: str) -> Select[tuple[str]]:
    hvor = (PLANSTEG.c[navn] == bindparam(navn) for navn in felter)
    return select(PLANSTEG.c.avtale).where(_HAR_KOMMET, *hvor).distinct()


def _som_rad(rad: Row[tuple[object, ...]]) -> Planstegrad:
    return Planstegrad(**{navn: getattr(rad, navn) for navn in _FELTER})
