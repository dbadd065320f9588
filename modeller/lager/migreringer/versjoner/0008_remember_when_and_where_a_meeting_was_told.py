"""Remember the time and place a meeting was told with, so that another is told too."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sendt_post", sa.Column("ramme", sa.String(), nullable=False, server_default=""))
