"""Bringing the database to this release's schema: Alembic, one branch per app, written in SQL.

A branch is a folder of revisions named in order, each file's name being its revision: the last name is the
branch's head. That makes "is anything to do?" a plain query, and Alembic is imported only when there is. Each branch
notes where it stands in a table of its own, so that an app that was removed leaves nobody wondering.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from apphost.kit.database import Database
from apphost.kit.settings import SettingsProblem

if TYPE_CHECKING:
    from alembic.config import Config

_SCRIPTS = Path(__file__).parent.parent / "migrations"


class Branch(NamedTuple):
    """The revisions of the platform or of one app; `name` is the app's id."""

    name: str
    folder: Path

    @property
    def version_table(self) -> str:
        return f"schema_of_{self.name.replace('-', '_')}"

    @property
    def revisions(self) -> list[str]:
        """Their names, oldest first."""
        return sorted(file.stem for file in self.folder.glob("[0-9]*.py"))


PLATFORM = Branch("platform", _SCRIPTS / "versions")


class SchemaTooNew(SettingsProblem):
    """The database was migrated by a newer release; running this one on it could lose data."""


async def migrate(database_url: str, branches: Sequence[Branch]) -> list[str]:
    """Apply what is missing, a branch in one transaction and the platform's first, since apps refer to its tables;
    the names of the heads that are new.

    Raises:
        SchemaTooNew: the database knows a revision of a branch that this release does not.
    """
    behind = await pending(database_url, branches)
    if not behind:
        return []
    import asyncio

    from alembic import command

    for branch in behind:
        await asyncio.to_thread(command.upgrade, alembic_config(database_url, branch), "head")
    return [branch.revisions[-1] for branch in behind]


async def pending(database_url: str, branches: Sequence[Branch]) -> list[Branch]:
    """The branches of which the database lacks a revision.

    Raises:
        SchemaTooNew: see `migrate`.
    """
    applied = await revisions_of(database_url, branches)
    for branch in branches:
        revision = applied.get(branch.name)
        if revision is not None and revision not in branch.revisions:
            raise SchemaTooNew(
                f"This data was written by a newer release (revision {revision} of {branch.name}). "
                "Install that release, or use another data folder."
            )
    return [branch for branch in branches if applied.get(branch.name) != branch.revisions[-1]]


async def revisions_of(database_url: str, branches: Sequence[Branch]) -> dict[str, str]:
    """Where the database stands, by name of branch; a branch that it does not have is left out."""
    db = Database(database_url, size=1)
    try:
        applied = {branch.name: await _applied(db, branch) for branch in branches}
    finally:
        await db.close()
    return {name: revision for name, revision in applied.items() if revision is not None}


async def _applied(db: Database, branch: Branch) -> str | None:
    if not await db.fetchval("SELECT to_regclass($1) IS NOT NULL", branch.version_table):
        return None
    # The name is made of an installed app's id, of nothing that anybody sends.
    revision: str | None = await db.fetchval(f"SELECT version_num FROM {branch.version_table}")  # noqa: S608
    return revision


def run_sql(script: str) -> None:
    """Run a script of several statements inside the migration's transaction."""
    from alembic import op
    from sqlalchemy.util import await_only

    driver = op.get_bind().connection.driver_connection
    assert driver is not None
    await_only(driver.execute(script))


def alembic_config(database_url: str, branch: Branch) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(branch.folder))
    config.set_main_option("version_table", branch.version_table)
    url = database_url.replace("postgresql://", "postgresql+asyncpg://", 1).replace(
        "postgres://", "postgresql+asyncpg://", 1
    )
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config
