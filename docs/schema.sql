-- Generated from the migrations; see tests/contract/schema.py.
CREATE FUNCTION public.avatar_joined(texts text[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN array_to_string(texts, ' '::text);
CREATE FUNCTION public.avatar_words(VARIADIC texts text[]) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN to_tsvector('simple'::regconfig, array_to_string(texts, ' '::text));
CREATE TABLE public.api_tokens (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    name text NOT NULL,
    token_hash bytea NOT NULL,
    scopes text[] NOT NULL,
    app_id text,
    app_name text,
    expires_at timestamp with time zone,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT api_tokens_check CHECK (((app_id IS NULL) = (app_name IS NULL)))
);
CREATE TABLE public.avatar_generations (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    project_id uuid NOT NULL,
    avatar_id uuid,
    batch_id uuid NOT NULL,
    retry_of uuid,
    status text DEFAULT 'pending'::text NOT NULL,
    name text NOT NULL,
    prompt text NOT NULL,
    negative_prompt text,
    persona json NOT NULL,
    attributes json NOT NULL,
    provider text NOT NULL,
    model text NOT NULL,
    seed bigint NOT NULL,
    priority integer NOT NULL,
    attempt integer DEFAULT 1 NOT NULL,
    next_at timestamp with time zone DEFAULT now() NOT NULL,
    lease_until timestamp with time zone,
    lease_token uuid,
    progress_percent integer DEFAULT 0 NOT NULL,
    problem json,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    started_at timestamp with time zone,
    completed_at timestamp with time zone,
    source_type text DEFAULT 'text_to_image'::text NOT NULL,
    preset_id uuid,
    parent_avatar_id uuid,
    reference_id uuid,
    reference json,
    CONSTRAINT avatar_generations_attempt_check CHECK (((attempt >= 1) AND (attempt <= 3))),
    CONSTRAINT avatar_generations_check CHECK (((status = 'processing'::text) = (lease_token IS NOT NULL))),
    CONSTRAINT avatar_generations_progress_percent_check CHECK (((progress_percent >= 0) AND (progress_percent <= 100))),
    CONSTRAINT avatar_generations_source_type_check CHECK ((source_type = ANY (ARRAY['text_to_image'::text, 'from_preset'::text, 'from_reference'::text]))),
    CONSTRAINT avatar_generations_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'processing'::text, 'completed'::text, 'failed'::text, 'cancelled'::text])))
);
CREATE TABLE public.avatar_presets (
    id uuid NOT NULL,
    user_id uuid,
    slug text,
    category text NOT NULL,
    name text NOT NULL,
    title text NOT NULL,
    persona json NOT NULL,
    attributes json NOT NULL,
    gender text,
    age_range text,
    ethnicity text,
    prompt text NOT NULL,
    seed bigint NOT NULL,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    preview_file text,
    preview_thumbhash text,
    is_public boolean DEFAULT true NOT NULL,
    usage_count integer DEFAULT 0 NOT NULL,
    search tsvector GENERATED ALWAYS AS (public.avatar_words(VARIADIC ARRAY[name, title, (persona ->> 'name'::text), (persona ->> 'background'::text), prompt, public.avatar_joined(tags)])) STORED NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT avatar_presets_age_range_check CHECK ((age_range = ANY (ARRAY['young'::text, 'adult'::text, 'mature'::text]))),
    CONSTRAINT avatar_presets_category_check CHECK ((category = ANY (ARRAY['business'::text, 'casual'::text, 'traditional'::text, 'creative'::text]))),
    CONSTRAINT avatar_presets_check CHECK (((user_id IS NULL) = (slug IS NOT NULL))),
    CONSTRAINT avatar_presets_gender_check CHECK ((gender = ANY (ARRAY['female'::text, 'male'::text, 'unisex'::text])))
);
CREATE TABLE public.avatar_projects (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    name text NOT NULL,
    description text,
    avatar_count integer DEFAULT 0 NOT NULL,
    preview_files json DEFAULT '[]'::json NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    cover_avatar_id uuid
);
CREATE TABLE public.avatar_references (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    project_id uuid NOT NULL,
    base_file text NOT NULL,
    thumbhash text NOT NULL,
    width_px integer NOT NULL,
    height_px integer NOT NULL,
    content_hash bytea NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.avatar_unclaimed_files (
    file_set text NOT NULL,
    delete_after timestamp with time zone NOT NULL
);
CREATE TABLE public.avatar_usage_history (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    avatar_id uuid NOT NULL,
    app_id text NOT NULL,
    app_name text NOT NULL,
    action text NOT NULL,
    reference_type text,
    reference_id text,
    metadata json DEFAULT '{}'::json NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.avatars (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    project_id uuid NOT NULL,
    name text NOT NULL,
    base_file text NOT NULL,
    width_px integer NOT NULL,
    height_px integer NOT NULL,
    content_type text NOT NULL,
    size_bytes integer NOT NULL,
    thumbhash text NOT NULL,
    persona_name text,
    persona_age integer,
    persona_personality text[] DEFAULT '{}'::text[] NOT NULL,
    persona_background text,
    gender text,
    age_range text,
    ethnicity text,
    body_type text,
    hair_style text,
    hair_color text,
    eye_color text,
    skin_tone text,
    style text,
    attributes json NOT NULL,
    source_type text NOT NULL,
    recipe json NOT NULL,
    parent_avatar_id uuid,
    generation_id uuid,
    usage_count integer DEFAULT 0 NOT NULL,
    last_used_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    is_favorite boolean DEFAULT false NOT NULL,
    preset_id uuid,
    content_hash bytea,
    likeness bigint[],
    search tsvector GENERATED ALWAYS AS (public.avatar_words(VARIADIC ARRAY[name, persona_name, public.avatar_joined(persona_personality), persona_background, (recipe ->> 'prompt'::text), public.avatar_joined(tags)])) STORED NOT NULL,
    CONSTRAINT avatars_age_range_check CHECK ((age_range = ANY (ARRAY['young'::text, 'adult'::text, 'mature'::text]))),
    CONSTRAINT avatars_gender_check CHECK ((gender = ANY (ARRAY['female'::text, 'male'::text, 'unisex'::text]))),
    CONSTRAINT avatars_source_type_check CHECK ((source_type = ANY (ARRAY['uploaded'::text, 'text_to_image'::text, 'from_preset'::text, 'from_reference'::text]))),
    CONSTRAINT avatars_style_check CHECK ((style = ANY (ARRAY['casual'::text, 'formal'::text, 'traditional'::text])))
);
CREATE TABLE public.idempotency_keys (
    user_id uuid NOT NULL,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    answer json NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.refresh_tokens (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    family uuid NOT NULL,
    token_hash bytea NOT NULL,
    user_agent text DEFAULT ''::text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.schema_of_avatar_creator (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.schema_of_platform (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.sign_in_links (
    token_hash bytea NOT NULL,
    user_id uuid NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.users (
    id uuid NOT NULL,
    email text NOT NULL,
    password_hash text,
    display_name text NOT NULL,
    role text NOT NULL,
    token_epoch integer DEFAULT 0 NOT NULL,
    disabled_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT users_email_check CHECK ((email = lower(email))),
    CONSTRAINT users_role_check CHECK ((role = ANY (ARRAY['user'::text, 'admin'::text])))
);
ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT api_tokens_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT api_tokens_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.avatar_generations
    ADD CONSTRAINT avatar_generations_id_user_id_key UNIQUE (id, user_id);
ALTER TABLE ONLY public.avatar_generations
    ADD CONSTRAINT avatar_generations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.avatar_presets
    ADD CONSTRAINT avatar_presets_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.avatar_presets
    ADD CONSTRAINT avatar_presets_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.avatar_projects
    ADD CONSTRAINT avatar_projects_id_user_id_key UNIQUE (id, user_id);
ALTER TABLE ONLY public.avatar_projects
    ADD CONSTRAINT avatar_projects_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.avatar_references
    ADD CONSTRAINT avatar_references_id_user_id_key UNIQUE (id, user_id);
ALTER TABLE ONLY public.avatar_references
    ADD CONSTRAINT avatar_references_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.avatar_unclaimed_files
    ADD CONSTRAINT avatar_unclaimed_files_pkey PRIMARY KEY (file_set);
ALTER TABLE ONLY public.avatar_usage_history
    ADD CONSTRAINT avatar_usage_history_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.avatars
    ADD CONSTRAINT avatars_id_user_id_key UNIQUE (id, user_id);
ALTER TABLE ONLY public.avatars
    ADD CONSTRAINT avatars_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (user_id, key);
ALTER TABLE ONLY public.refresh_tokens
    ADD CONSTRAINT refresh_tokens_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.refresh_tokens
    ADD CONSTRAINT refresh_tokens_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.schema_of_avatar_creator
    ADD CONSTRAINT schema_of_avatar_creator_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.schema_of_platform
    ADD CONSTRAINT schema_of_platform_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.sign_in_links
    ADD CONSTRAINT sign_in_links_pkey PRIMARY KEY (token_hash);
ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_email_key UNIQUE (email);
ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);
CREATE INDEX api_tokens_of_user ON public.api_tokens USING btree (user_id, created_at DESC, id DESC);
CREATE INDEX avatar_generations_avatar ON public.avatar_generations USING btree (avatar_id) WHERE (avatar_id IS NOT NULL);
CREATE INDEX avatar_generations_due ON public.avatar_generations USING btree (status, next_at) WHERE (status = ANY (ARRAY['pending'::text, 'processing'::text]));
CREATE INDEX avatar_generations_durations ON public.avatar_generations USING btree (provider, completed_at DESC) WHERE (status = 'completed'::text);
CREATE INDEX avatar_generations_of_project ON public.avatar_generations USING btree (project_id, created_at DESC, id DESC);
CREATE INDEX avatar_generations_of_user ON public.avatar_generations USING btree (user_id, created_at DESC, id DESC);
CREATE INDEX avatar_generations_open ON public.avatar_generations USING btree (user_id, created_at DESC, id DESC) WHERE (status = ANY (ARRAY['pending'::text, 'processing'::text]));
CREATE INDEX avatar_generations_parent ON public.avatar_generations USING btree (parent_avatar_id) WHERE (parent_avatar_id IS NOT NULL);
CREATE INDEX avatar_generations_reference ON public.avatar_generations USING btree (reference_id) WHERE (reference_id IS NOT NULL);
CREATE INDEX avatar_generations_waiting ON public.avatar_generations USING btree (priority, created_at, id) WHERE (status = 'pending'::text);
CREATE INDEX avatar_presets_of_user ON public.avatar_presets USING btree (user_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX avatar_presets_popular ON public.avatar_presets USING btree (usage_count DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX avatar_presets_search ON public.avatar_presets USING gin (search);
CREATE INDEX avatar_presets_shown ON public.avatar_presets USING btree (category, is_public) WHERE (deleted_at IS NULL);
CREATE INDEX avatar_projects_changed ON public.avatar_projects USING btree (user_id, updated_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX avatar_projects_cover ON public.avatar_projects USING btree (cover_avatar_id) WHERE (cover_avatar_id IS NOT NULL);
CREATE INDEX avatar_projects_deleted ON public.avatar_projects USING btree (user_id, deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX avatar_references_of_project ON public.avatar_references USING btree (project_id);
CREATE INDEX avatar_references_of_user ON public.avatar_references USING btree (user_id, created_at DESC, id DESC);
CREATE INDEX avatar_unclaimed_files_due ON public.avatar_unclaimed_files USING btree (delete_after);
CREATE INDEX avatar_usage_of_avatar ON public.avatar_usage_history USING btree (avatar_id, created_at DESC, id DESC);
CREATE INDEX avatar_usage_of_user ON public.avatar_usage_history USING btree (user_id, created_at DESC) INCLUDE (app_id, app_name);
CREATE UNIQUE INDEX avatar_usage_once ON public.avatar_usage_history USING btree (user_id, avatar_id, app_id, action, reference_type, reference_id) NULLS NOT DISTINCT WHERE (reference_id IS NOT NULL);
CREATE INDEX avatars_by_name ON public.avatars USING btree (user_id, lower(name), id) WHERE (deleted_at IS NULL);
CREATE INDEX avatars_deleted ON public.avatars USING btree (project_id, deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE INDEX avatars_favorite ON public.avatars USING btree (user_id, created_at DESC, id DESC) WHERE ((deleted_at IS NULL) AND is_favorite);
CREATE INDEX avatars_in_trash ON public.avatars USING btree (user_id, deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX avatars_most_used ON public.avatars USING btree (user_id, usage_count DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX avatars_of_project ON public.avatars USING btree (project_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX avatars_of_project_by_name ON public.avatars USING btree (project_id, lower(name), id) WHERE (deleted_at IS NULL);
CREATE INDEX avatars_of_project_most_used ON public.avatars USING btree (project_id, usage_count DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX avatars_of_project_used ON public.avatars USING btree (project_id, last_used_at DESC NULLS LAST, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX avatars_of_user ON public.avatars USING btree (user_id, created_at DESC, id DESC) INCLUDE (source_type, size_bytes) WHERE (deleted_at IS NULL);
CREATE INDEX avatars_parent ON public.avatars USING btree (parent_avatar_id) WHERE (parent_avatar_id IS NOT NULL);
CREATE INDEX avatars_search ON public.avatars USING gin (search);
CREATE INDEX avatars_sent ON public.avatars USING btree (user_id, content_hash) WHERE (content_hash IS NOT NULL);
CREATE INDEX avatars_sent_lately ON public.avatars USING btree (user_id, created_at DESC) WHERE ((content_hash IS NOT NULL) AND (deleted_at IS NULL));
CREATE INDEX avatars_tags ON public.avatars USING gin (tags);
CREATE INDEX avatars_used ON public.avatars USING btree (user_id, last_used_at DESC NULLS LAST, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX idempotency_keys_age ON public.idempotency_keys USING btree (created_at);
CREATE INDEX refresh_tokens_expiry ON public.refresh_tokens USING btree (expires_at);
CREATE INDEX refresh_tokens_family ON public.refresh_tokens USING btree (family);
CREATE INDEX refresh_tokens_user ON public.refresh_tokens USING btree (user_id, created_at);
CREATE INDEX sign_in_links_expiry ON public.sign_in_links USING btree (expires_at);
ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT api_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.avatar_generations
    ADD CONSTRAINT avatar_generations_avatar_id_fkey FOREIGN KEY (avatar_id) REFERENCES public.avatars(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.avatar_generations
    ADD CONSTRAINT avatar_generations_parent_avatar_id_fkey FOREIGN KEY (parent_avatar_id) REFERENCES public.avatars(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.avatar_generations
    ADD CONSTRAINT avatar_generations_preset_id_fkey FOREIGN KEY (preset_id) REFERENCES public.avatar_presets(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.avatar_generations
    ADD CONSTRAINT avatar_generations_project_id_user_id_fkey FOREIGN KEY (project_id, user_id) REFERENCES public.avatar_projects(id, user_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.avatar_generations
    ADD CONSTRAINT avatar_generations_reference_id_fkey FOREIGN KEY (reference_id) REFERENCES public.avatar_references(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.avatar_presets
    ADD CONSTRAINT avatar_presets_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.avatar_projects
    ADD CONSTRAINT avatar_projects_cover_avatar_id_fkey FOREIGN KEY (cover_avatar_id) REFERENCES public.avatars(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.avatar_projects
    ADD CONSTRAINT avatar_projects_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.avatar_references
    ADD CONSTRAINT avatar_references_project_id_user_id_fkey FOREIGN KEY (project_id, user_id) REFERENCES public.avatar_projects(id, user_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.avatar_usage_history
    ADD CONSTRAINT avatar_usage_history_avatar_id_user_id_fkey FOREIGN KEY (avatar_id, user_id) REFERENCES public.avatars(id, user_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.avatars
    ADD CONSTRAINT avatars_parent_avatar_id_fkey FOREIGN KEY (parent_avatar_id) REFERENCES public.avatars(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.avatars
    ADD CONSTRAINT avatars_preset_id_fkey FOREIGN KEY (preset_id) REFERENCES public.avatar_presets(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.avatars
    ADD CONSTRAINT avatars_project_id_user_id_fkey FOREIGN KEY (project_id, user_id) REFERENCES public.avatar_projects(id, user_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.refresh_tokens
    ADD CONSTRAINT refresh_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.sign_in_links
    ADD CONSTRAINT sign_in_links_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
