"""Run migrations on the connection that app.store.migrations hands over."""

from alembic import context

from app.store import team_tables  # noqa: F401  -- its tables are in the same metadata
from app.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    # Statements that are only written down become part of another transaction.
    transactional_ddl=False if context.is_offline_mode() else None,
)
with context.begin_transaction():
    context.run_migrations()
