"""Keep why a message went, every answer to it, the use of its links, and the mail that came back."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sendt_post", sa.Column("grunn", sa.JSON(), nullable=True))
    op.create_table(
        "leveringsforsoek",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("mottaker", sa.String(), nullable=False),
        sa.Column("tid", sa.DateTime(timezone=True), nullable=False),
        sa.Column("klasse", sa.String(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("saker", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_leveringsforsoek_message_id", "leveringsforsoek", ["message_id"])
    op.create_index("ix_leveringsforsoek_mottaker", "leveringsforsoek", ["mottaker"])
    # What was answered before this was kept: the last word on each message, which the ledger has.
    forsoek = sa.table(
        "leveringsforsoek",
        *map(sa.column, ("message_id", "mottaker", "tid", "klasse", "kode", "tekst", "saker")),
    )
    sendt = sa.table("sendt", *map(sa.column, ("message_id", "mottaker", "sendt_tid", "svar")))
    op.execute(
        sa.insert(forsoek).from_select(
            [kolonne.name for kolonne in forsoek.c],
            sa.select(
                sendt.c.message_id,
                sendt.c.mottaker,
                sendt.c.sendt_tid,
                sa.literal("sendt"),
                sa.literal(""),
                sendt.c.svar,
                sa.literal([], sa.JSON()),
            )
            .where(sendt.c.svar.is_not(None))
            .order_by(sendt.c.sendt_tid, sendt.c.message_id),
        )
    )
    op.create_table(
        "lenkebruk",
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("avtale", sa.String(), nullable=False),
        sa.Column("steg", sa.String(), nullable=False),
        sa.Column("formaal", sa.String(), nullable=False),
        sa.Column("aapnet", sa.DateTime(timezone=True), nullable=False),
        sa.Column("aapninger", sa.Integer(), nullable=False),
        sa.Column("brukt", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("message_id", "avtale", "steg", "formaal"),
    )
    op.create_table(
        "returpost",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("tid", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("slag", sa.String(), nullable=False),
        sa.Column("fil", sa.String(), nullable=False),
        sa.Column("avsender", sa.String(), nullable=False),
        sa.Column("emne", sa.String(), nullable=False),
        sa.Column("melding", sa.String(), nullable=True),
        sa.Column("mottaker", sa.String(), nullable=True),
        sa.Column("kontakt", sa.String(), nullable=True),
        sa.Column("part", sa.String(), nullable=True),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("svar", sa.Text(), nullable=False),
        sa.Column("borte_til", sa.String(), nullable=True),
        sa.Column("tilbake", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_returpost_tid", "returpost", ["tid"])
    op.create_index("ix_returpost_melding", "returpost", ["melding"])
