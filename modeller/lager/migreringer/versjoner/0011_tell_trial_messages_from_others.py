"""Tell the messages that went to a coordinator on trial from those their recipients got."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sendt", sa.Column("proeve_til", sa.String(), nullable=False, server_default=""))
