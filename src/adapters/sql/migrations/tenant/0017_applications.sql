-- Applications that people sign in to (core/ports/application_store.h, application_sign_in_store.h,
-- application_grant_store.h, signing_key_store.h). Secrets, codes and tokens stand here as SHA-256 only, private keys
-- sealed.

CREATE TABLE applications (
    id            TEXT PRIMARY KEY,
    tenant_id     TEXT NOT NULL REFERENCES tenants (id),
    display_name  TEXT NOT NULL,
    is_public     INTEGER NOT NULL CHECK (is_public IN (0, 1)),
    redirect_uris TEXT NOT NULL, -- a JSON array
    sign_out_uris TEXT NOT NULL, -- a JSON array
    access        TEXT NOT NULL CHECK (access IN ('everyone', 'selected_groups')),
    group_ids     TEXT NOT NULL, -- a JSON array; a group that is gone holds nobody
    tells_groups  INTEGER NOT NULL CHECK (tells_groups IN (0, 1)),
    created_at    INTEGER NOT NULL,
    version       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX applications_by_tenant ON applications (tenant_id, display_name);

CREATE TABLE application_secrets (
    id             TEXT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    name           TEXT NOT NULL,
    hint           TEXT NOT NULL,
    secret_hash    BLOB NOT NULL,
    created_at     INTEGER NOT NULL,
    expires_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX application_secrets_by_application ON application_secrets (application_id, created_at);

CREATE TABLE application_sign_ins (
    flow_hash      BLOB PRIMARY KEY,
    browser_hash   BLOB NOT NULL,
    tenant_id      TEXT NOT NULL REFERENCES tenants (id),
    application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    redirect_uri   TEXT NOT NULL,
    mode           TEXT NOT NULL CHECK (mode IN ('query', 'form_post')),
    state          TEXT NOT NULL,
    nonce          TEXT NOT NULL,
    scope          TEXT NOT NULL,
    code_challenge TEXT NOT NULL,
    login_hint     TEXT NOT NULL,
    must_prove     INTEGER NOT NULL CHECK (must_prove IN (0, 1)),
    without_page   INTEGER NOT NULL CHECK (without_page IN (0, 1)),
    max_age        INTEGER, -- seconds
    begun_at       INTEGER NOT NULL,
    expires_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX application_sign_ins_by_expiry ON application_sign_ins (expires_at);
CREATE INDEX application_sign_ins_by_application ON application_sign_ins (application_id);

CREATE TABLE application_sign_outs (
    flow_hash      BLOB PRIMARY KEY,
    browser_hash   BLOB NOT NULL,
    tenant_id      TEXT NOT NULL REFERENCES tenants (id),
    application_id TEXT REFERENCES applications (id) ON DELETE CASCADE,
    person_id      TEXT REFERENCES people (id) ON DELETE CASCADE,
    redirect_uri   TEXT NOT NULL,
    state          TEXT NOT NULL,
    expires_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX application_sign_outs_by_expiry ON application_sign_outs (expires_at);
CREATE INDEX application_sign_outs_by_application ON application_sign_outs (application_id);
CREATE INDEX application_sign_outs_by_person ON application_sign_outs (person_id);

CREATE TABLE application_grants (
    id             TEXT PRIMARY KEY,
    tenant_id      TEXT NOT NULL REFERENCES tenants (id),
    application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    person_id      TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    redirect_uri   TEXT NOT NULL,
    code_challenge TEXT NOT NULL,
    nonce          TEXT NOT NULL,
    scope          TEXT NOT NULL,
    session_id     TEXT NOT NULL,
    signed_in_at   INTEGER NOT NULL,
    expires_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX application_grants_by_person ON application_grants (person_id);
CREATE INDEX application_grants_by_application ON application_grants (application_id);
CREATE INDEX application_grants_by_expiry ON application_grants (expires_at);

CREATE TABLE application_tokens (
    token_hash BLOB PRIMARY KEY,
    grant_id   TEXT NOT NULL REFERENCES application_grants (id) ON DELETE CASCADE,
    kind       TEXT NOT NULL CHECK (kind IN ('code', 'access', 'refresh')),
    used       INTEGER NOT NULL CHECK (used IN (0, 1)), -- kept: a second use ends the grant
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX application_tokens_by_grant ON application_tokens (grant_id);
CREATE INDEX application_tokens_by_expiry ON application_tokens (expires_at);

CREATE TABLE signing_keys (
    kid        TEXT PRIMARY KEY,
    tenant_id  TEXT NOT NULL REFERENCES tenants (id),
    n          TEXT NOT NULL,
    e          TEXT NOT NULL,
    sealed     BLOB NOT NULL,
    signs_from INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX signing_keys_by_tenant ON signing_keys (tenant_id, signs_from);
