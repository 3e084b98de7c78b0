"""Projects, avatars, generations, and the file sets that no avatar has claimed yet."""

from apphost.kit.migrations import run_sql

revision = "0001_avatars"
down_revision = None
branch_labels = None
depends_on = None

SQL = """
CREATE TABLE avatar_projects (
    id            uuid PRIMARY KEY,
    user_id       uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name          text NOT NULL,
    description   text,
    -- Kept by the avatars' repository, so that a list of projects is one plain read.
    avatar_count  integer NOT NULL DEFAULT 0,
    preview_files json NOT NULL DEFAULT '[]',
    version       integer NOT NULL DEFAULT 1,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    deleted_at    timestamptz,
    UNIQUE (id, user_id)
);
CREATE INDEX avatar_projects_changed ON avatar_projects (user_id, updated_at DESC, id DESC)
    WHERE deleted_at IS NULL;

CREATE TABLE avatars (
    id                  uuid PRIMARY KEY,
    user_id             uuid NOT NULL,
    project_id          uuid NOT NULL,
    name                text NOT NULL,
    base_file           text NOT NULL,
    width_px            integer NOT NULL,
    height_px           integer NOT NULL,
    content_type        text NOT NULL,
    size_bytes          integer NOT NULL,
    thumbhash           text NOT NULL,
    persona_name        text,
    persona_age         integer,
    persona_personality text[] NOT NULL DEFAULT '{}',
    persona_background  text,
    -- The nine columns serve filters; `attributes` holds the full set.
    gender              text CHECK (gender IN ('female', 'male', 'unisex')),
    age_range           text CHECK (age_range IN ('young', 'adult', 'mature')),
    ethnicity           text,
    body_type           text,
    hair_style          text,
    hair_color          text,
    eye_color           text,
    skin_tone           text,
    style               text CHECK (style IN ('casual', 'formal', 'traditional')),
    attributes          json NOT NULL,
    source_type         text NOT NULL
        CHECK (source_type IN ('uploaded', 'text_to_image', 'from_preset', 'from_reference')),
    recipe              json NOT NULL,
    parent_avatar_id    uuid REFERENCES avatars (id) ON DELETE SET NULL,
    generation_id       uuid,
    usage_count         integer NOT NULL DEFAULT 0,
    last_used_at        timestamptz,
    version             integer NOT NULL DEFAULT 1,
    created_at          timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now(),
    deleted_at          timestamptz,
    UNIQUE (id, user_id),
    FOREIGN KEY (project_id, user_id) REFERENCES avatar_projects (id, user_id) ON DELETE CASCADE
);
CREATE INDEX avatars_of_project ON avatars (project_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX avatars_of_user ON avatars (user_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX avatars_deleted ON avatars (project_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX avatars_parent ON avatars (parent_avatar_id) WHERE parent_avatar_id IS NOT NULL;

CREATE TABLE avatar_generations (
    id               uuid PRIMARY KEY,
    user_id          uuid NOT NULL,
    project_id       uuid NOT NULL,
    avatar_id        uuid REFERENCES avatars (id) ON DELETE SET NULL,
    batch_id         uuid NOT NULL,
    retry_of         uuid,
    status           text NOT NULL DEFAULT 'pending'
        CHECK (status IN ('pending', 'processing', 'completed', 'failed', 'cancelled')),
    name             text NOT NULL,
    prompt           text NOT NULL,
    negative_prompt  text,
    persona          json NOT NULL,
    attributes       json NOT NULL,
    provider         text NOT NULL,
    model            text NOT NULL,
    seed             bigint NOT NULL,
    priority         integer NOT NULL,
    attempt          integer NOT NULL DEFAULT 1 CHECK (attempt BETWEEN 1 AND 3),
    next_at          timestamptz NOT NULL DEFAULT now(),
    lease_until      timestamptz,
    lease_token      uuid,
    progress_percent integer NOT NULL DEFAULT 0 CHECK (progress_percent BETWEEN 0 AND 100),
    problem          json,
    version          integer NOT NULL DEFAULT 1,
    created_at       timestamptz NOT NULL DEFAULT now(),
    started_at       timestamptz,
    completed_at     timestamptz,
    UNIQUE (id, user_id),
    FOREIGN KEY (project_id, user_id) REFERENCES avatar_projects (id, user_id) ON DELETE CASCADE,
    CHECK ((status = 'processing') = (lease_token IS NOT NULL))
);
CREATE INDEX avatar_generations_of_user ON avatar_generations (user_id, created_at DESC, id DESC);
CREATE INDEX avatar_generations_of_project ON avatar_generations (project_id, created_at DESC, id DESC);
CREATE INDEX avatar_generations_waiting ON avatar_generations (priority, created_at, id)
    WHERE status = 'pending';
CREATE INDEX avatar_generations_due ON avatar_generations (status, next_at)
    WHERE status IN ('pending', 'processing');
CREATE INDEX avatar_generations_open ON avatar_generations (user_id, created_at DESC, id DESC)
    WHERE status IN ('pending', 'processing');
CREATE INDEX avatar_generations_durations ON avatar_generations (provider, completed_at DESC)
    WHERE status = 'completed';

-- The intent to write a file set is stored before its first byte, and forgotten by the transaction that
-- gives it to an avatar; what is left when its time is up belongs to nobody and is swept away.
CREATE TABLE avatar_unclaimed_files (
    file_set     text PRIMARY KEY,
    delete_after timestamptz NOT NULL
);
CREATE INDEX avatar_unclaimed_files_due ON avatar_unclaimed_files (delete_after);
"""


def upgrade() -> None:
    run_sql(SQL)
