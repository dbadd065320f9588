"""Remember how it goes with fetching meeting plans, with the last good copy of each."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "moeteplankilde",
        sa.Column("organ", sa.String(), nullable=False),
        sa.Column("adresse", sa.String(), nullable=False),
        sa.Column("forsoekt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hentet", sa.DateTime(timezone=True), nullable=True),
        sa.Column("feil_nb", sa.Text(), nullable=True),
        sa.Column("feil_nn", sa.Text(), nullable=True),
        sa.Column("uforstaatt", sa.Integer(), nullable=False),
        sa.Column("etag", sa.String(), nullable=True),
        sa.Column("sist_endret", sa.String(), nullable=True),
        sa.Column("kopi", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("organ"),
    )
