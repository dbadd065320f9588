"""Let an index alone answer how the register stands, which is asked with every change."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    i_registeret = sa.text("stroem NOT LIKE 'avtale/%'")
    op.drop_index("ix_faktum_registeret", "faktum")
    op.create_index(
        "ix_faktum_registeret", "faktum", ["registrert", "id"], sqlite_where=i_registeret, postgresql_where=i_registeret
    )
