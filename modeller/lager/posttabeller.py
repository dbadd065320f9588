"""The tables beside the ledger of what was sent: the servers' answers, the links that were used, what came back."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, Column, Index, Text
from sqlmodel import Field, SQLModel

from modeller.lager.tabeller import Tidspunkt


class LeveringsforsoekRad(SQLModel, table=True):
    """What came of each attempt to deliver a message to its recipient. Only added to.

    `saker` are the short names of the outbox rows it held: the same matters may go later in another message.
    """

    __tablename__ = "leveringsforsoek"
    __table_args__ = (
        Index("ix_leveringsforsoek_message_id", "message_id"),
        Index("ix_leveringsforsoek_mottaker", "mottaker"),
    )

    id: int | None = Field(default=None, primary_key=True)
    message_id: str
    mottaker: str
    tid: datetime = Field(sa_type=Tidspunkt)
    klasse: str
    kode: str
    tekst: str = Field(sa_type=Text)
    saker: list[str] = Field(sa_column=Column(JSON, nullable=False))


class LenkebrukRad(SQLModel, table=True):
    """The use of one link of a message; empty `avtale` and `steg` for a link that is not about a step."""

    __tablename__ = "lenkebruk"

    message_id: str = Field(primary_key=True)
    avtale: str = Field(primary_key=True)
    steg: str = Field(primary_key=True)
    formaal: str = Field(primary_key=True)
    aapnet: datetime = Field(sa_type=Tidspunkt)
    aapninger: int
    brukt: datetime | None = Field(default=None, sa_type=Tidspunkt)


class ReturpostRad(SQLModel, table=True):
    """Mail that came to the sender's address: returns, absences, people's answers. Their texts are not kept."""

    __tablename__ = "returpost"
    __table_args__ = (Index("ix_returpost_tid", "tid"), Index("ix_returpost_melding", "melding"))

    id: str = Field(primary_key=True)
    tid: datetime = Field(sa_type=Tidspunkt)
    dag: date
    slag: str
    fil: str
    avsender: str
    emne: str
    melding: str | None = None
    mottaker: str | None = None
    kontakt: str | None = None
    part: str | None = None
    kode: str
    svar: str = Field(sa_type=Text)
    borte_til: str | None = None
    tilbake: str | None = None


METADATA = SQLModel.metadata
"""All tables there are, those of `modeller.lager.tabeller` too."""

LEVERINGSFORSOEK = METADATA.tables["leveringsforsoek"]
LENKEBRUK = METADATA.tables["lenkebruk"]
RETURPOST = METADATA.tables["returpost"]
