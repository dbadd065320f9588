"""Let a subscription hold whose it is, what was chosen, and which edition of its address is in use."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("abonnement", sa.Column("eier", sa.String(), nullable=False, server_default=""))
    op.add_column("abonnement", sa.Column("utgave", sa.Integer(), nullable=True))
    op.add_column("abonnement", sa.Column("maalform", sa.String(), nullable=True))
    op.add_column("abonnement", sa.Column("ferdige", sa.String(), nullable=False, server_default="merk"))
    op.add_column("abonnement", sa.Column("varsel_dager", sa.String(), nullable=False, server_default=""))
    op.add_column("abonnement", sa.Column("detalj", sa.String(), nullable=False, server_default="full"))
    op.create_index("ix_abonnement_eier", "abonnement", ["eier"])
    # Until now a feed of a contact or a party was made for that contact or party; one of an agreement was nobody's.
    op.execute("UPDATE abonnement SET eier = slag || '/' || maal WHERE slag IN ('kontakt', 'part')")
