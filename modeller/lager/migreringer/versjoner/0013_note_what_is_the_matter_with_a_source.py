"""Note whether a meeting plan's source was held back, and since when it has stood as it does."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("moeteplankilde", sa.Column("holdt", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("moeteplankilde", sa.Column("siden", sa.DateTime(timezone=True), nullable=True))
