"""Find the register's facts, and what waits for one agreement, without going through those of all agreements."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    i_registeret = sa.text("stroem NOT LIKE 'avtale/%'")
    op.create_index(
        "ix_faktum_registeret", "faktum", ["stroem", "nr"], sqlite_where=i_registeret, postgresql_where=i_registeret
    )
    op.create_index("ix_utboks_avtale_tilstand", "utboks", ["avtale", "tilstand"])
    op.drop_index("ix_utboks_avtale", "utboks")
