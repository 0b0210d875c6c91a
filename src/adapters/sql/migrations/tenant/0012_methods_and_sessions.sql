-- How people prove who they are. No reference to people: somebody who was deleted and comes back within 30 days has
-- their methods again; what nobody can come back to is purged.
CREATE TABLE authentication_methods (
    number           INTEGER PRIMARY KEY AUTOINCREMENT, -- the order in which they were registered
    id               TEXT NOT NULL UNIQUE,
    tenant_id        TEXT NOT NULL REFERENCES tenants (id),
    person_id        TEXT NOT NULL,
    kind             TEXT NOT NULL,
    name             TEXT NOT NULL,
    data             TEXT NOT NULL, -- JSON: what only this kind has
    created_at       INTEGER NOT NULL,
    used_at          INTEGER,
    by_administrator INTEGER NOT NULL,
    locked           INTEGER NOT NULL,
    counter          INTEGER NOT NULL, -- an app's last time step, a passkey's signature counter; only grows
    expires_at       INTEGER -- of a temporary access code
) STRICT;

CREATE INDEX authentication_methods_by_person ON authentication_methods (tenant_id, person_id, number);
CREATE INDEX authentication_methods_by_expiry ON authentication_methods (expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE recovery_codes (
    method_id TEXT NOT NULL REFERENCES authentication_methods (id) ON DELETE CASCADE,
    code      BLOB NOT NULL, -- HMAC; gone once it has served
    PRIMARY KEY (method_id, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE method_confirmations (
    tenant_id    TEXT NOT NULL REFERENCES tenants (id),
    person_id    TEXT NOT NULL,
    confirmed_at INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, person_id)
) STRICT, WITHOUT ROWID;

-- Made anew: a session lives fifteen minutes, and who is in the middle of one begins again.
DROP TABLE reset_sessions;

CREATE TABLE reset_sessions (
    token_hash      BLOB PRIMARY KEY,
    tenant_id       TEXT NOT NULL REFERENCES tenants (id),
    person_id       TEXT REFERENCES people (id) ON DELETE CASCADE, -- null: a decoy
    counting_key    TEXT NOT NULL,
    locale          TEXT NOT NULL,
    step            TEXT NOT NULL CHECK (step IN ('identified', 'verified', 'submitting', 'ended')),
    intent          TEXT CHECK (intent IN ('reset', 'unlock')), -- null: not said yet
    proven          TEXT NOT NULL DEFAULT '[]', -- JSON array of kinds, in the order of proof
    questions       TEXT NOT NULL DEFAULT '[]', -- JSON array of ids: those that were drawn and wait for answers
    version         INTEGER NOT NULL DEFAULT 0, -- one more at every change of the four above
    expires_at      INTEGER NOT NULL,
    request_id      TEXT,
    code_kind       TEXT, -- null: no code was sent, or it has served
    code_hash       BLOB,
    code_tries_left INTEGER,
    code_expires_at INTEGER
) STRICT;

CREATE INDEX reset_sessions_by_person ON reset_sessions (person_id);
CREATE INDEX reset_sessions_by_request ON reset_sessions (request_id);
CREATE INDEX reset_sessions_by_expiry ON reset_sessions (expires_at);
