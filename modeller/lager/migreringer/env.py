"""What Alembic runs: the migrations, inside the transaction that `migrering` opened."""

from alembic import context

from modeller.lager.tabeller import METADATA

tx = context.config.attributes["tx"]
context.configure(
    connection=tx,
    target_metadata=METADATA,
    render_as_batch=True,  # SQLite cannot alter a column, only rebuild the table
    compare_type=True,
)
context.run_migrations()
