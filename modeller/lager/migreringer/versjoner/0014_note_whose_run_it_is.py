"""Note whose run it is: several services may work on one database."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("kjoering", sa.Column("av", sa.String(), nullable=False, server_default=""))
