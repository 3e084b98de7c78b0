"""Tokens that a user grants to programs and to apps."""

from apphost.kit.migrations import run_sql

revision = "0002_api_tokens"
down_revision = "0001_platform"
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE api_tokens (
    id           uuid PRIMARY KEY,
    user_id      uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name         text NOT NULL,
    token_hash   bytea NOT NULL UNIQUE,
    scopes       text[] NOT NULL,
    -- The app that acts through it, and how that app calls itself; null for a program of the user's own.
    app_id       text,
    app_name     text,
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz,
    created_at   timestamptz NOT NULL DEFAULT now(),
    CHECK ((app_id IS NULL) = (app_name IS NULL))
);
CREATE INDEX api_tokens_of_user ON api_tokens (user_id, created_at DESC, id DESC);
"""


def upgrade() -> None:
    run_sql(SQL)
