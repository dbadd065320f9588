"""What Alembic runs: the migrations, inside the transaction that `migrering` opened.

There is no way back: facts and ledgers would be lost.
"""

from typing import Literal

from alembic import context
from sqlmodel import AutoString

from modeller.lager.posttabeller import METADATA
from modeller.lager.tabeller import Tidspunkt


def skriv_type(slag: str, objekt: object, _: object) -> str | Literal[False]:
    """New revisions name plain SQLAlchemy types, so that an old one never depends on code that has moved on."""
    if slag == "type" and isinstance(objekt, Tidspunkt):
        return "sa.DateTime(timezone=True)"
    if slag == "type" and isinstance(objekt, AutoString):
        return "sa.String()"
    return False


context.configure(
    connection=context.config.attributes["tx"],
    target_metadata=METADATA,
    render_as_batch=True,  # SQLite cannot alter a column, only rebuild the table
    render_item=skriv_type,
    compare_type=True,
)
context.run_migrations()
