"""However many queries there are, a connection keeps few of them prepared."""

from apphost.kit.database import Database
from apphost.kit.settings import Settings


async def test_a_connection_forgets_its_oldest_statements(settings: Settings) -> None:
    db = Database(settings.required("database_url"), size=1)
    for number in range(600):
        assert await db.fetchval(f"SELECT {number}") == number
    kept = await db.fetchval("SELECT count(*) FROM pg_prepared_statements")
    assert await db.fetchval("SELECT 0") == 0
    await db.close()
    assert 200 < kept < 300
