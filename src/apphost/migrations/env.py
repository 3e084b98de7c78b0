"""Alembic's environment: one transaction for a branch, one migrator at a time."""

import asyncio

from alembic import context
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

_ONE_MIGRATOR = 4_246_733_107


def _upgrade(connection: Connection) -> None:
    context.configure(
        connection=connection,
        version_table=context.config.get_main_option("version_table") or "",
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        # Fail quickly rather than queue behind a long transaction of the running release.
        connection.execute(text("SET LOCAL lock_timeout = '5s'"))
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_ONE_MIGRATOR})"))
        context.run_migrations()


async def _run() -> None:
    engine = create_async_engine(context.config.get_main_option("sqlalchemy.url") or "")
    async with engine.connect() as connection:
        await connection.run_sync(_upgrade)
    await engine.dispose()


asyncio.run(_run())
