"""Create the first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "abonnement",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("slag", sa.String(), nullable=False),
        sa.Column("maal", sa.String(), nullable=False),
        sa.Column("opprettet", sa.DateTime(timezone=True), nullable=False),
        sa.Column("trukket", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sist_hentet", sa.DateTime(timezone=True), nullable=True),
        sa.Column("klient", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    with op.batch_alter_table("abonnement", schema=None) as batch_op:
        batch_op.create_index("ix_abonnement_slag_maal", ["slag", "maal"], unique=False)

    op.create_table(
        "avhengighet",
        sa.Column("stroem", sa.String(), nullable=False),
        sa.Column("avtale", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("stroem", "avtale"),
    )
    with op.batch_alter_table("avhengighet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_avhengighet_avtale"), ["avtale"], unique=False)

    op.create_table(
        "faktum",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("stroem", sa.String(), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("versjon", sa.Integer(), nullable=False),
        sa.Column("skjedde", sa.Date(), nullable=False),
        sa.Column("registrert", sa.DateTime(timezone=True), nullable=False),
        sa.Column("av", sa.String(), nullable=False),
        sa.Column("oppdiktet", sa.Boolean(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("stroem", "nr", name="uq_faktum_stroem_nr"),
    )
    op.create_table(
        "kjoering",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("jobb", sa.String(), nullable=False),
        sa.Column("parametre", sa.JSON(), nullable=False),
        sa.Column("start", sa.DateTime(timezone=True), nullable=False),
        sa.Column("slutt", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tilstand", sa.String(), nullable=False),
        sa.Column("forsoek", sa.Integer(), nullable=False),
        sa.Column("feil", sa.Text(), nullable=True),
        sa.Column("oppgaver", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("kjoering", schema=None) as batch_op:
        batch_op.create_index("ix_kjoering_jobb_start", ["jobb", "start"], unique=False)

    op.create_table(
        "plansteg",
        sa.Column("avtale", sa.String(), nullable=False),
        sa.Column("steg_id", sa.String(), nullable=False),
        sa.Column("livsloep", sa.String(), nullable=False),
        sa.Column("fase", sa.String(), nullable=False),
        sa.Column("aapner", sa.Date(), nullable=True),
        sa.Column("frist", sa.Date(), nullable=True),
        sa.Column("utfoert", sa.Date(), nullable=True),
        sa.Column("neste_skifte", sa.Date(), nullable=True),
        sa.Column("neste_varsel", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("avtale", "steg_id"),
    )
    with op.batch_alter_table("plansteg", schema=None) as batch_op:
        batch_op.create_index("ix_plansteg_neste_skifte", ["neste_skifte"], unique=False)
        batch_op.create_index("ix_plansteg_neste_varsel", ["neste_varsel"], unique=False)

    op.create_table(
        "publisert",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("avtale", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("sekvens", sa.Integer(), nullable=False),
        sa.Column("foerst", sa.DateTime(timezone=True), nullable=False),
        sa.Column("endret", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fjernet", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("uid"),
    )
    with op.batch_alter_table("publisert", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_publisert_avtale"), ["avtale"], unique=False)

    op.create_table(
        "sendt",
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("mottaker", sa.String(), nullable=False),
        sa.Column("kontakt", sa.String(), nullable=True),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("sendt_tid", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("emne", sa.String(), nullable=False),
        sa.Column("fil", sa.String(), nullable=True),
        sa.Column("svar", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("message_id"),
    )
    with op.batch_alter_table("sendt", schema=None) as batch_op:
        batch_op.create_index("ix_sendt_mottaker_dag", ["mottaker", "dag"], unique=False)
        batch_op.create_index("ix_sendt_sendt_tid", ["sendt_tid"], unique=False)

    op.create_table(
        "uleverbar",
        sa.Column("mottaker", sa.String(), nullable=False),
        sa.Column("siden", sa.Date(), nullable=False),
        sa.Column("svar", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("mottaker"),
    )
    op.create_table(
        "utboks",
        sa.Column("noekkel", sa.String(), nullable=False),
        sa.Column("avtale", sa.String(), nullable=False),
        sa.Column("steg", sa.String(), nullable=False),
        sa.Column("slag", sa.String(), nullable=False),
        sa.Column("mottaker", sa.String(), nullable=False),
        sa.Column("kontakt", sa.String(), nullable=True),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("opprettet", sa.DateTime(timezone=True), nullable=False),
        sa.Column("forfaller", sa.Date(), nullable=False),
        sa.Column("tilstand", sa.String(), nullable=False),
        sa.Column("krevd_av", sa.String(), nullable=True),
        sa.Column("krevd_til", sa.DateTime(timezone=True), nullable=True),
        sa.Column("forsoek", sa.Integer(), nullable=False),
        sa.Column("neste_forsoek", sa.DateTime(timezone=True), nullable=True),
        sa.Column("merknad", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("noekkel"),
    )
    with op.batch_alter_table("utboks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_utboks_avtale"), ["avtale"], unique=False)
        batch_op.create_index("ix_utboks_mottaker_tilstand", ["mottaker", "tilstand"], unique=False)
        batch_op.create_index("ix_utboks_tilstand_forfaller", ["tilstand", "forfaller"], unique=False)

    op.create_table(
        "sendt_post",
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("noekkel", sa.String(), nullable=False),
        sa.Column("mottaker", sa.String(), nullable=False),
        sa.Column("avtale", sa.String(), nullable=False),
        sa.Column("steg", sa.String(), nullable=False),
        sa.Column("slag", sa.String(), nullable=False),
        sa.Column("frist", sa.Date(), nullable=True),
        sa.Column("sendt_tid", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["sendt.message_id"],
        ),
        sa.PrimaryKeyConstraint("message_id", "noekkel"),
    )
    with op.batch_alter_table("sendt_post", schema=None) as batch_op:
        batch_op.create_index("ix_sendt_post_avtale_mottaker", ["avtale", "mottaker"], unique=False)
