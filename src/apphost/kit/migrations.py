"""Bringing the database to this release's schema: Alembic, one branch per app, written in SQL.

A branch is a folder of revisions named in order, each file's name being its revision: the last name is the
branch's head. That makes "is anything to do?" a plain query, and Alembic is imported only when there is.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from apphost.kit.database import Database
from apphost.kit.settings import SettingsProblem

if TYPE_CHECKING:
    from alembic.config import Config

_SCRIPTS = Path(__file__).parent.parent / "migrations"
PLATFORM = _SCRIPTS / "versions"


class SchemaTooNew(SettingsProblem):
    """The database was migrated by a newer release; running this one on it could lose data."""


def revisions(branch: Path) -> list[str]:
    """Revision names of a branch, oldest first."""
    return sorted(file.stem for file in branch.glob("[0-9]*.py"))


async def migrate(database_url: str, branches: Sequence[Path]) -> list[str]:
    """Apply what is missing, a branch in one transaction and the platform's first, since apps refer to its tables;
    the names of the heads, if any were new.

    Raises:
        SchemaTooNew: the database knows a revision that this release does not.
    """
    if not await pending(database_url, branches):
        return []
    import asyncio

    from alembic import command

    heads = [revisions(branch)[-1] for branch in branches]
    for head in heads:
        await asyncio.to_thread(command.upgrade, alembic_config(database_url, branches), head)
    return heads


async def pending(database_url: str, branches: Sequence[Path]) -> bool:
    """Whether the database lacks a revision of these branches.

    Raises:
        SchemaTooNew: see `migrate`.
    """
    db = Database(database_url, size=1)
    try:
        made = await db.fetchval("SELECT to_regclass('alembic_version') IS NOT NULL")
        rows = await db.fetch("SELECT version_num FROM alembic_version") if made else []
        applied = {row["version_num"] for row in rows}
    finally:
        await db.close()
    known = {name for branch in branches for name in revisions(branch)}
    if foreign := sorted(applied - known):
        raise SchemaTooNew(
            f"This data was written by a newer release (revision {foreign[0]}). "
            "Install that release, or use another data folder."
        )
    return any(revisions(branch)[-1] not in applied for branch in branches)


def run_sql(script: str) -> None:
    """Run a script of several statements inside the migration's transaction."""
    from alembic import op
    from sqlalchemy.util import await_only

    driver = op.get_bind().connection.driver_connection
    assert driver is not None
    await_only(driver.execute(script))


def alembic_config(database_url: str, branches: Sequence[Path]) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(str(branch) for branch in branches))
    url = database_url.replace("postgresql://", "postgresql+asyncpg://", 1).replace(
        "postgres://", "postgresql+asyncpg://", 1
    )
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config
