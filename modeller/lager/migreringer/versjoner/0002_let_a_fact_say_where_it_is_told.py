"""Let a fact say where it is told."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("faktum", sa.Column("kilde", sa.String(), nullable=True))
