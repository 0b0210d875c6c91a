-- People's sign-in (core/ports/account_session_store.h, sign_in_attempt_store.h). No password and nothing made of one
-- stands here.

CREATE TABLE sign_in_tickets (
    request_id    TEXT PRIMARY KEY,
    tenant_id     TEXT NOT NULL REFERENCES tenants (id),
    person_id     TEXT REFERENCES people (id) ON DELETE CASCADE, -- null: a decoy
    source_anchor TEXT NOT NULL,
    counting_key  TEXT NOT NULL,
    locale        TEXT NOT NULL,
    issued_at     INTEGER NOT NULL, -- seconds, as in the seal
    expires_at    INTEGER NOT NULL  -- seconds, as in the seal
) STRICT, WITHOUT ROWID;

CREATE INDEX sign_in_tickets_by_expiry ON sign_in_tickets (expires_at);
CREATE INDEX sign_in_tickets_by_person ON sign_in_tickets (person_id);

CREATE TABLE account_sessions (
    token_hash    BLOB PRIMARY KEY,
    tenant_id     TEXT NOT NULL REFERENCES tenants (id),
    person_id     TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    counting_key  TEXT NOT NULL,
    locale        TEXT NOT NULL,
    step          TEXT NOT NULL CHECK (step IN ('signed_in', 'change_password')),
    why           TEXT CHECK (why IN ('expired', 'must_change')),
    signed_in_at  INTEGER NOT NULL,
    used_at       INTEGER NOT NULL,
    expires_at    INTEGER NOT NULL,
    request_id    TEXT,                       -- the ticket of a change, or the last one
    submitting    INTEGER NOT NULL DEFAULT 0, -- it is on its way
    replaced_hash BLOB,                       -- the value before this one
    replaced_at   INTEGER,
    CHECK ((step = 'change_password') = (why IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX account_sessions_by_person ON account_sessions (person_id);
CREATE INDEX account_sessions_by_request ON account_sessions (request_id);
CREATE INDEX account_sessions_by_replaced ON account_sessions (replaced_hash);
CREATE INDEX account_sessions_by_expiry ON account_sessions (expires_at);

CREATE TABLE sign_in_failures (
    counting_key TEXT PRIMARY KEY,
    attempts     INTEGER NOT NULL,
    pauses       INTEGER NOT NULL,
    last_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sign_in_failures_by_age ON sign_in_failures (last_at);

CREATE TABLE directory_lockouts (
    tenant_id      TEXT PRIMARY KEY REFERENCES tenants (id),
    threshold      INTEGER NOT NULL,
    window_seconds INTEGER NOT NULL,
    heard_at       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
