"""Run migrations on the connection that app.store.migrations hands over."""

from alembic import context

from app.store import team_tables  # noqa: F401  -- its tables are in the same metadata
from app.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
