"""Note a step's milestones and its reminders to come, so that it can be told what other rules would move."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("plansteg", sa.Column("milepaeler", sa.String(), nullable=True))
    op.add_column("plansteg", sa.Column("varsler", sa.String(), nullable=True))
