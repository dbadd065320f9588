"""Note which periods of the year were quiet, so that what they held back is known when they are others."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("regelverk", sa.Column("stille", sa.JSON(), nullable=True))
