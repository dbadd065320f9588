"""The tables: storage only. Rows are parsed into frozen types at the edge, never handed on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import JSON, Column, DateTime, Dialect, Index, LargeBinary, Table, Text, UniqueConstraint, false, text
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel


class Tidspunkt(TypeDecorator[datetime]):
    """An aware instant, stored in UTC and read back aware, on SQLite too. A naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; ValueError for a naive instant."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant must carry its time zone, got the naive {value.isoformat()}")
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - theirs
        """To aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Utbokstilstand(StrEnum):
    """Where an outbox row is. Only `VENTER` (and a `KREVD` whose lease has run out) can be claimed."""

    VENTER = "venter"
    KREVD = "krevd"
    SENDT = "sendt"
    TRUKKET = "trukket"
    DOED = "doed"
    FORBIGAATT = "forbigaatt"
    """Owed by rules that came after its day: never sent."""
    PROEVD = "proevd"
    """Shown to the coordinator in trial mode: its recipient has been told nothing, and is owed it still."""


I_REGISTERET = text("stroem NOT LIKE 'avtale/%'")
"""What tells the streams of the register from those of agreements, in the words the index is made with."""


class FaktumRad(SQLModel, table=True):
    """The append-only facts."""

    __tablename__ = "faktum"
    __table_args__ = (
        UniqueConstraint("stroem", "nr", name="uq_faktum_stroem_nr"),
        # How the register stands is asked with every change. This alone answers it, whatever agreements there are.
        Index(
            "ix_faktum_registeret",
            *("registrert", "id", "stroem"),
            sqlite_where=I_REGISTERET,
            postgresql_where=I_REGISTERET,
        ),
    )

    id: str = Field(primary_key=True)
    stroem: str
    nr: int
    type: str
    versjon: int
    skjedde: date
    registrert: datetime = Field(sa_type=Tidspunkt)
    av: str
    oppdiktet: bool
    data: str = Field(sa_type=Text)
    kilde: str | None = None


class AvhengighetRad(SQLModel, table=True):
    """Which agreements are re-derived when a register stream gets a fact. Projection."""

    __tablename__ = "avhengighet"

    stroem: str = Field(primary_key=True)
    avtale: str = Field(primary_key=True, index=True)


class PlanstegRad(SQLModel, table=True):
    """One step's dates, so that cost follows what is due. Projection: dates, never status.

    `milepaeler` and `varsler` are its other days as `Planstegrad` words them; NULL where nobody has noted them yet.
    """

    __tablename__ = "plansteg"
    __table_args__ = (
        Index("ix_plansteg_neste_skifte", "neste_skifte"),
        Index("ix_plansteg_neste_varsel", "neste_varsel"),
    )

    avtale: str = Field(primary_key=True)
    steg_id: str = Field(primary_key=True)
    livsloep: str
    fase: str
    aapner: date | None = None
    frist: date | None = None
    utfoert: date | None = None
    neste_skifte: date | None = None
    neste_varsel: date | None = None
    milepaeler: str | None = None
    varsler: str | None = None


class UtboksRad(SQLModel, table=True):
    """Reminder items on their way out, one row each; `noekkel` is the item's identity for ever."""

    __tablename__ = "utboks"
    __table_args__ = (
        Index("ix_utboks_avtale_tilstand", "avtale", "tilstand"),
        Index("ix_utboks_mottaker_tilstand", "mottaker", "tilstand"),
        Index("ix_utboks_tilstand_forfaller", "tilstand", "forfaller"),
    )

    noekkel: str = Field(primary_key=True)
    avtale: str
    steg: str
    slag: str
    mottaker: str
    kontakt: str | None = None
    part: str
    data: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    opprettet: datetime = Field(sa_type=Tidspunkt)
    forfaller: date
    tilstand: str
    krevd_av: str | None = None
    krevd_til: datetime | None = Field(default=None, sa_type=Tidspunkt)
    forsoek: int
    neste_forsoek: datetime | None = Field(default=None, sa_type=Tidspunkt)
    merknad: str | None = Field(default=None, sa_type=Text)


class SendtRad(SQLModel, table=True):
    """Ledger of messages sent. `dag` is the day in Oslo. Never dropped.

    `proeve_til` is who got a trial message instead of `mottaker`; empty for all others.
    """

    __tablename__ = "sendt"
    __table_args__ = (Index("ix_sendt_mottaker_dag", "mottaker", "dag"), Index("ix_sendt_sendt_tid", "sendt_tid"))

    message_id: str = Field(primary_key=True)
    mottaker: str
    kontakt: str | None = None
    part: str
    sendt_tid: datetime = Field(sa_type=Tidspunkt)
    dag: date
    emne: str
    fil: str | None = None
    svar: str | None = Field(default=None, sa_type=Text)
    proeve_til: str = Field(default="", sa_column_kwargs={"server_default": ""})


class SendtPostRad(SQLModel, table=True):
    """Ledger: the reminder items a sent message held, with the deadline each told its recipient. Never dropped.

    `grunn` is why it was owed, as `varsler.grunner` words it; NULL where nobody noted it then.
    """

    __tablename__ = "sendt_post"
    __table_args__ = (Index("ix_sendt_post_avtale_mottaker", "avtale", "mottaker"),)

    message_id: str = Field(primary_key=True, foreign_key="sendt.message_id")
    noekkel: str = Field(primary_key=True)
    mottaker: str
    avtale: str
    steg: str
    slag: str
    frist: date | None = None
    sendt_tid: datetime = Field(sa_type=Tidspunkt)
    ramme: str = Field(default="", sa_column_kwargs={"server_default": ""})
    grunn: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True), nullable=True))


class UleverbarRad(SQLModel, table=True):
    """Addresses that have turned mail away for good, and since when."""

    __tablename__ = "uleverbar"

    mottaker: str = Field(primary_key=True)
    siden: date
    svar: str = Field(sa_type=Text)


class PublisertRad(SQLModel, table=True):
    """Ledger of what feeds have published. Never dropped."""

    __tablename__ = "publisert"

    uid: str = Field(primary_key=True)
    avtale: str = Field(index=True)
    hash: str
    sekvens: int
    foerst: datetime = Field(sa_type=Tidspunkt)
    endret: datetime = Field(sa_type=Tidspunkt)
    fjernet: datetime | None = Field(default=None, sa_type=Tidspunkt)


class KjoeringRad(SQLModel, table=True):
    """History of the engine's runs. `av` is the service whose run it is, as it calls itself in its claims."""

    __tablename__ = "kjoering"
    __table_args__ = (Index("ix_kjoering_jobb_start", "jobb", "start"),)

    id: str = Field(primary_key=True)
    jobb: str
    parametre: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    start: datetime = Field(sa_type=Tidspunkt)
    slutt: datetime | None = Field(default=None, sa_type=Tidspunkt)
    tilstand: str
    forsoek: int
    feil: str | None = Field(default=None, sa_type=Text)
    oppgaver: list[Any] = Field(sa_column=Column(JSON, nullable=False))
    av: str = Field(default="", sa_column_kwargs={"server_default": ""})


class AbonnementRad(SQLModel, table=True):
    """Feed subscriptions with their choices. Only the token's SHA-256 is kept.

    `eier` is `slag/id` of whose it is, empty for the installation's own; `varsel_dager` has commas between.
    """

    __tablename__ = "abonnement"
    __table_args__ = (Index("ix_abonnement_slag_maal", "slag", "maal"), Index("ix_abonnement_eier", "eier"))

    id: str = Field(primary_key=True)
    token_hash: str = Field(unique=True)
    slag: str
    maal: str
    opprettet: datetime = Field(sa_type=Tidspunkt)
    trukket: datetime | None = Field(default=None, sa_type=Tidspunkt)
    sist_hentet: datetime | None = Field(default=None, sa_type=Tidspunkt)
    klient: str | None = None
    eier: str
    utgave: int | None = None
    maalform: str | None = None
    ferdige: str
    varsel_dager: str
    detalj: str


class MoeteplankildeRad(SQLModel, table=True):
    """How it goes with fetching a body's meeting plan, with the last good copy. `feil` is of the last try alone."""

    __tablename__ = "moeteplankilde"

    organ: str = Field(primary_key=True)
    adresse: str
    forsoekt: datetime = Field(sa_type=Tidspunkt)
    hentet: datetime | None = Field(default=None, sa_type=Tidspunkt)
    feil_nb: str | None = Field(default=None, sa_type=Text)
    feil_nn: str | None = Field(default=None, sa_type=Text)
    uforstaatt: int
    etag: str | None = None
    sist_endret: str | None = None
    kopi: bytes | None = Field(default=None, sa_type=LargeBinary)
    holdt: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    siden: datetime | None = Field(default=None, sa_type=Tidspunkt)


class RegelverkRad(SQLModel, table=True):
    """The rules the projection was derived with: one row, known by a fingerprint, and since when. `stille` are their
    quiet periods, each as its first and last month and day.
    """

    __tablename__ = "regelverk"

    fingeravtrykk: str = Field(primary_key=True)
    fra: datetime = Field(sa_type=Tidspunkt)
    stille: list[Any] | None = Field(default=None, sa_column=Column(JSON, nullable=True))


def _tabell(modell: type[SQLModel]) -> Table:
    return cast("Table", modell.__table__)  # type: ignore[attr-defined]


FAKTUM = _tabell(FaktumRad)
AVHENGIGHET = _tabell(AvhengighetRad)
PLANSTEG = _tabell(PlanstegRad)
UTBOKS = _tabell(UtboksRad)
SENDT = _tabell(SendtRad)
SENDT_POST = _tabell(SendtPostRad)
ULEVERBAR = _tabell(UleverbarRad)
PUBLISERT = _tabell(PublisertRad)
KJOERING = _tabell(KjoeringRad)
ABONNEMENT = _tabell(AbonnementRad)
MOETEPLANKILDE = _tabell(MoeteplankildeRad)
REGELVERK = _tabell(RegelverkRad)
