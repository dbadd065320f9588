"""Note which rules the projection was derived with."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "regelverk",
        sa.Column("fingeravtrykk", sa.String(), nullable=False),
        sa.Column("fra", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("fingeravtrykk"),
    )
