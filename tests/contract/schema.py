"""`python -m tests.contract.schema`: write docs/schema.sql anew from a migrated database."""

import asyncio
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from apphost.engines.binaries import postgres_programs

COMMITTED = Path("docs/schema.sql")
_NOISE = re.compile(r"^(--.*|SET .*|SELECT pg_catalog\.set_config.*|\\(un)?restrict .*|)$")


def schema_of(database_url: str) -> str:
    """The tables as SQL, without what differs from one dump to the next."""
    told = subprocess.run(
        [postgres_programs()["pg_dump"], "--schema-only", "--no-owner", "--no-privileges", database_url],
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [line for line in told.stdout.splitlines() if not _NOISE.match(line)]
    return "-- Generated from the migrations; see tests/contract/schema.py.\n" + "\n".join(lines) + "\n"


async def main() -> None:
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from apphost.kit.migrations import migrate
    from apphost.registry import migration_branches
    from engine_room import create_database, start_test_engines

    engines = start_test_engines(Path(tempfile.mkdtemp()))
    url = create_database(engines, "schema")
    await migrate(url, migration_branches())
    COMMITTED.write_text(schema_of(url))


if __name__ == "__main__":
    asyncio.run(main())
