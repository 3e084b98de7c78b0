"""One head per branch, the committed schema is the migrated one, and newer data is refused."""

from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from apphost.kit.database import Database
from apphost.kit.migrations import PLATFORM, Branch, SchemaTooNew, alembic_config, migrate, pending
from apphost.registry import migration_branches
from contract.schema import COMMITTED, schema_of
from engine_room import TestEngines, create_database, drop_database


@pytest.mark.parametrize("branch", migration_branches(), ids=lambda branch: branch.name)
def test_each_branch_has_one_head_which_is_its_last_file(branch: Branch) -> None:
    scripts = ScriptDirectory.from_config(alembic_config("postgresql:///none", branch))
    assert scripts.get_heads() == [branch.revisions[-1]]


async def test_the_committed_schema_is_the_migrated_one(engines: TestEngines) -> None:
    url = create_database(engines, "contract_schema")
    await migrate(url, migration_branches())
    assert COMMITTED.read_text() == schema_of(url), "make it anew: python -m tests.contract.schema"
    drop_database(engines, "contract_schema")


async def test_migrating_again_does_nothing(engines: TestEngines) -> None:
    url = create_database(engines, "contract_again")
    assert await migrate(url, migration_branches())
    assert not await pending(url, migration_branches())
    assert await migrate(url, migration_branches()) == []
    drop_database(engines, "contract_again")


async def test_data_of_a_newer_release_is_refused_in_one_line(engines: TestEngines) -> None:
    url = create_database(engines, "contract_newer")
    await migrate(url, migration_branches())
    db = Database(url, size=1)
    await db.execute(f"UPDATE {PLATFORM.version_table} SET version_num = '9999_from_the_future'")
    await db.close()
    with pytest.raises(SchemaTooNew) as refusal:
        await migrate(url, migration_branches())
    assert "newer release" in str(refusal.value)
    assert "\n" not in str(refusal.value)
    drop_database(engines, "contract_newer")


def test_the_docs_say_which_query_uses_which_index() -> None:
    described = Path("docs/architecture.md").read_text()
    indexes = [line.split()[2] for line in COMMITTED.read_text().splitlines() if line.startswith("CREATE INDEX")]
    assert indexes
    for index in indexes:
        assert f"`{index}`" in described, index
