-- Columns that end in _hash are SHA-256 of 256 random bits unless they say otherwise.

CREATE TABLE administrators (
    id               TEXT PRIMARY KEY,
    tenant_id        TEXT NOT NULL REFERENCES tenants (id),
    user_name        TEXT NOT NULL,
    user_name_folded TEXT NOT NULL,
    display_name     TEXT NOT NULL,
    password_hash    TEXT NOT NULL, -- Argon2id, in its own notation
    totp_secret      BLOB,          -- sealed under a key beside the store; null: no second factor yet
    totp_counter     INTEGER NOT NULL DEFAULT 0, -- the last time step whose code was used
    created_at       INTEGER NOT NULL,
    changed_at       INTEGER NOT NULL,
    UNIQUE (tenant_id, user_name_folded)
) STRICT;

CREATE TABLE administrator_roles (
    administrator_id TEXT NOT NULL REFERENCES administrators (id) ON DELETE CASCADE,
    role             TEXT NOT NULL CHECK (role IN ('global_administrator', 'password_administrator',
                                                   'helpdesk_administrator', 'global_reader')),
    PRIMARY KEY (administrator_id, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_in_sessions (
    session_hash     BLOB PRIMARY KEY,
    administrator_id TEXT NOT NULL REFERENCES administrators (id) ON DELETE CASCADE,
    second_factor    INTEGER NOT NULL CHECK (second_factor IN (0, 1)),
    signed_in_at     INTEGER NOT NULL,
    last_used_at     INTEGER NOT NULL
) STRICT;

CREATE INDEX sign_in_sessions_by_administrator ON sign_in_sessions (administrator_id);

CREATE TABLE sign_in_flows (
    flow_hash        BLOB PRIMARY KEY,
    browser_hash     BLOB NOT NULL, -- of the cookie that the flow is bound to
    tenant_id        TEXT NOT NULL REFERENCES tenants (id),
    step             TEXT NOT NULL CHECK (step IN ('password', 'totp', 'enrol_totp', 'consent', 'done')),
    client           TEXT NOT NULL,
    redirect_uri     TEXT NOT NULL, -- empty for a device
    state            TEXT NOT NULL,
    code_challenge   TEXT NOT NULL,
    scope            TEXT NOT NULL,
    login_hint       TEXT NOT NULL,
    device_hash      BLOB,          -- the device code that is to be allowed
    administrator_id TEXT REFERENCES administrators (id) ON DELETE CASCADE,
    second_factor    INTEGER NOT NULL CHECK (second_factor IN (0, 1)),
    pending_secret   BLOB,          -- of a second factor that is being enrolled, sealed
    session_hash     BLOB,
    signed_in_at     INTEGER,
    expires_at       INTEGER NOT NULL
) STRICT;

CREATE INDEX sign_in_flows_by_browser ON sign_in_flows (browser_hash);
CREATE INDEX sign_in_flows_by_administrator ON sign_in_flows (administrator_id);
CREATE INDEX sign_in_flows_by_expiry ON sign_in_flows (expires_at);

CREATE TABLE authorization_codes (
    code_hash        BLOB PRIMARY KEY,
    administrator_id TEXT NOT NULL REFERENCES administrators (id) ON DELETE CASCADE,
    tenant_id        TEXT NOT NULL,
    client           TEXT NOT NULL,
    redirect_uri     TEXT NOT NULL,
    code_challenge   TEXT NOT NULL,
    scope            TEXT NOT NULL,
    session_hash     BLOB,
    signed_in_at     INTEGER NOT NULL,
    expires_at       INTEGER NOT NULL,
    used             INTEGER NOT NULL DEFAULT 0 CHECK (used IN (0, 1))
) STRICT;

CREATE INDEX authorization_codes_by_administrator ON authorization_codes (administrator_id);
CREATE INDEX authorization_codes_by_expiry ON authorization_codes (expires_at);

CREATE TABLE device_codes (
    device_hash      BLOB PRIMARY KEY,
    user_code_hash   BLOB NOT NULL UNIQUE, -- HMAC: a user code is short
    tenant_id        TEXT NOT NULL REFERENCES tenants (id),
    client           TEXT NOT NULL,
    scope            TEXT NOT NULL,
    state            TEXT NOT NULL CHECK (state IN ('pending', 'allowed', 'denied')),
    administrator_id TEXT REFERENCES administrators (id) ON DELETE CASCADE,
    signed_in_at     INTEGER,
    interval_seconds INTEGER NOT NULL,
    last_poll_at     INTEGER NOT NULL, -- 0: never
    expires_at       INTEGER NOT NULL
) STRICT;

CREATE INDEX device_codes_by_administrator ON device_codes (administrator_id);
CREATE INDEX device_codes_by_expiry ON device_codes (expires_at);

CREATE TABLE administrator_tokens (
    token_hash       BLOB PRIMARY KEY,
    administrator_id TEXT NOT NULL REFERENCES administrators (id) ON DELETE CASCADE,
    client           TEXT NOT NULL,
    signed_in_at     INTEGER NOT NULL,
    expires_at       INTEGER NOT NULL,
    code_hash        BLOB,
    session_hash     BLOB
) STRICT;

CREATE INDEX administrator_tokens_by_administrator ON administrator_tokens (administrator_id);
CREATE INDEX administrator_tokens_by_code ON administrator_tokens (code_hash);
CREATE INDEX administrator_tokens_by_session ON administrator_tokens (session_hash);
CREATE INDEX administrator_tokens_by_expiry ON administrator_tokens (expires_at);
