"""The library: uploads, presets, looks, tags and favourites, and where each avatar is used."""

from apphost.kit.migrations import run_sql

revision = "0002_library"
down_revision = "0001_avatars"
branch_labels = None
depends_on = None

SQL = """
-- Immutable in truth: array_to_string is not declared so only because elements of other types may depend on settings.
CREATE FUNCTION avatar_words(VARIADIC texts text[]) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN to_tsvector('simple'::regconfig, array_to_string(texts, ' '));
CREATE FUNCTION avatar_joined(texts text[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN array_to_string(texts, ' ');

ALTER TABLE avatar_projects
    ADD COLUMN cover_avatar_id uuid REFERENCES avatars (id) ON DELETE SET NULL;
CREATE INDEX avatar_projects_cover ON avatar_projects (cover_avatar_id) WHERE cover_avatar_id IS NOT NULL;
CREATE INDEX avatar_projects_deleted ON avatar_projects (user_id, deleted_at DESC, id DESC)
    WHERE deleted_at IS NOT NULL;

CREATE TABLE avatar_presets (
    id               uuid PRIMARY KEY,
    -- Null for the catalogue, which the installation brings.
    user_id          uuid REFERENCES users (id) ON DELETE CASCADE,
    -- The catalogue's name for it, by which it is loaded again without becoming another one.
    slug             text UNIQUE,
    category         text NOT NULL CHECK (category IN ('business', 'casual', 'traditional', 'creative')),
    name             text NOT NULL,
    title            text NOT NULL,
    persona          json NOT NULL,
    attributes       json NOT NULL,
    gender           text CHECK (gender IN ('female', 'male', 'unisex')),
    age_range        text CHECK (age_range IN ('young', 'adult', 'mature')),
    ethnicity        text,
    prompt           text NOT NULL,
    -- With it the first picture shows the face that the preview shows.
    seed             bigint NOT NULL,
    tags             text[] NOT NULL DEFAULT '{}',
    preview_file     text,
    preview_thumbhash text,
    is_public        boolean NOT NULL DEFAULT true,
    usage_count      integer NOT NULL DEFAULT 0,
    search           tsvector NOT NULL GENERATED ALWAYS AS (
        avatar_words(name, title, persona ->> 'name', persona ->> 'background', prompt, avatar_joined(tags))
    ) STORED,
    version          integer NOT NULL DEFAULT 1,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    deleted_at       timestamptz,
    CHECK ((user_id IS NULL) = (slug IS NOT NULL))
);
CREATE INDEX avatar_presets_shown ON avatar_presets (category, is_public) WHERE deleted_at IS NULL;
CREATE INDEX avatar_presets_search ON avatar_presets USING gin (search);
CREATE INDEX avatar_presets_of_user ON avatar_presets (user_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX avatar_presets_popular ON avatar_presets (usage_count DESC, id DESC) WHERE deleted_at IS NULL;

-- Pictures that were sent to be drawn from; not avatars themselves.
CREATE TABLE avatar_references (
    id           uuid PRIMARY KEY,
    user_id      uuid NOT NULL,
    project_id   uuid NOT NULL,
    base_file    text NOT NULL,
    thumbhash    text NOT NULL,
    width_px     integer NOT NULL,
    height_px    integer NOT NULL,
    content_hash bytea NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    UNIQUE (id, user_id),
    FOREIGN KEY (project_id, user_id) REFERENCES avatar_projects (id, user_id) ON DELETE CASCADE
);
CREATE INDEX avatar_references_of_user ON avatar_references (user_id, created_at DESC, id DESC);
CREATE INDEX avatar_references_of_project ON avatar_references (project_id);

ALTER TABLE avatars
    ADD COLUMN tags            text[] NOT NULL DEFAULT '{}',
    ADD COLUMN is_favorite     boolean NOT NULL DEFAULT false,
    ADD COLUMN preset_id       uuid REFERENCES avatar_presets (id) ON DELETE SET NULL,
    -- Of the file as it was sent, and of what it shows; both null for drawings.
    ADD COLUMN content_hash    bytea,
    ADD COLUMN likeness        bigint[],
    ADD COLUMN search          tsvector NOT NULL GENERATED ALWAYS AS (
        avatar_words(
            name, persona_name, avatar_joined(persona_personality), persona_background, recipe ->> 'prompt',
            avatar_joined(tags)
        )
    ) STORED;
CREATE INDEX avatars_search ON avatars USING gin (search);
CREATE INDEX avatars_tags ON avatars USING gin (tags);
CREATE INDEX avatars_used ON avatars (user_id, last_used_at DESC NULLS LAST, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX avatars_most_used ON avatars (user_id, usage_count DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX avatars_by_name ON avatars (user_id, lower(name), id) WHERE deleted_at IS NULL;
CREATE INDEX avatars_of_project_used ON avatars (project_id, last_used_at DESC NULLS LAST, id DESC)
    WHERE deleted_at IS NULL;
CREATE INDEX avatars_of_project_most_used ON avatars (project_id, usage_count DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX avatars_of_project_by_name ON avatars (project_id, lower(name), id) WHERE deleted_at IS NULL;
CREATE INDEX avatars_favorite ON avatars (user_id, created_at DESC, id DESC) WHERE deleted_at IS NULL AND is_favorite;
CREATE INDEX avatars_in_trash ON avatars (user_id, deleted_at DESC, id DESC) WHERE deleted_at IS NOT NULL;
CREATE INDEX avatars_sent ON avatars (user_id, content_hash) WHERE content_hash IS NOT NULL;
CREATE INDEX avatars_sent_lately ON avatars (user_id, created_at DESC)
    WHERE content_hash IS NOT NULL AND deleted_at IS NULL;

ALTER TABLE avatar_generations
    ADD COLUMN source_type      text NOT NULL DEFAULT 'text_to_image'
        CHECK (source_type IN ('text_to_image', 'from_preset', 'from_reference')),
    ADD COLUMN preset_id        uuid REFERENCES avatar_presets (id) ON DELETE SET NULL,
    ADD COLUMN parent_avatar_id uuid REFERENCES avatars (id) ON DELETE SET NULL,
    ADD COLUMN reference_id     uuid REFERENCES avatar_references (id) ON DELETE SET NULL,
    -- Strength, what to keep, and the statement of consent, as they were asked and given.
    ADD COLUMN reference        json;
-- What is removed for ever is forgotten by the generations that name it.
CREATE INDEX avatar_generations_avatar ON avatar_generations (avatar_id) WHERE avatar_id IS NOT NULL;
CREATE INDEX avatar_generations_parent ON avatar_generations (parent_avatar_id) WHERE parent_avatar_id IS NOT NULL;
CREATE INDEX avatar_generations_reference ON avatar_generations (reference_id) WHERE reference_id IS NOT NULL;

CREATE TABLE avatar_usage_history (
    id             uuid PRIMARY KEY,
    user_id        uuid NOT NULL,
    avatar_id      uuid NOT NULL,
    app_id         text NOT NULL,
    app_name       text NOT NULL,
    action         text NOT NULL,
    reference_type text,
    reference_id   text,
    metadata       json NOT NULL DEFAULT '{}',
    created_at     timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (avatar_id, user_id) REFERENCES avatars (id, user_id) ON DELETE CASCADE
);
-- The same use told twice counts once; a use without a reference is its own.
CREATE UNIQUE INDEX avatar_usage_once
    ON avatar_usage_history (user_id, avatar_id, app_id, action, reference_type, reference_id) NULLS NOT DISTINCT
    WHERE reference_id IS NOT NULL;
CREATE INDEX avatar_usage_of_avatar ON avatar_usage_history (avatar_id, created_at DESC, id DESC);
CREATE INDEX avatar_usage_of_user ON avatar_usage_history (user_id, created_at DESC);
"""


def upgrade() -> None:
    run_sql(SQL)
