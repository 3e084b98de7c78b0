"""A person's library in numbers is read from indexes alone."""

from apphost.kit.migrations import run_sql

revision = "0003_stats"
down_revision = "0002_library"
branch_labels = None
depends_on = None

SQL = """
DROP INDEX avatars_of_user;
CREATE INDEX avatars_of_user ON avatars (user_id, created_at DESC, id DESC) INCLUDE (source_type, size_bytes)
    WHERE deleted_at IS NULL;
DROP INDEX avatar_usage_of_user;
CREATE INDEX avatar_usage_of_user ON avatar_usage_history (user_id, created_at DESC) INCLUDE (app_id, app_name);
"""


def upgrade() -> None:
    run_sql(SQL)
