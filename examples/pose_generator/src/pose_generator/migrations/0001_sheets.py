"""Pose sheets. Avatars belong to another app, so they are named and not referenced."""

from apphost.kit.migrations import run_sql

revision = "0001_sheets"
down_revision = None
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE pose_sheets (
    id           uuid PRIMARY KEY,
    user_id      uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    avatar_id    uuid NOT NULL,
    avatar_name  text NOT NULL,
    expressions  text[] NOT NULL,
    status       text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'drawing', 'ready', 'failed')),
    attempt      integer NOT NULL DEFAULT 0,
    lease_until  timestamptz,
    -- [{"expression", "file", "thumbhash"}] once it is ready.
    poses        json NOT NULL DEFAULT '[]',
    problem      text,
    created_at   timestamptz NOT NULL DEFAULT now(),
    completed_at timestamptz
);
CREATE INDEX pose_sheets_of_user ON pose_sheets (user_id, created_at DESC, id DESC);
CREATE INDEX pose_sheets_due ON pose_sheets (created_at) WHERE status IN ('pending', 'drawing');
"""


def upgrade() -> None:
    run_sql(SQL)
