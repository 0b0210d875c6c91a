CREATE TABLE attempts (
    limit_name    TEXT NOT NULL,
    counted_key   TEXT NOT NULL,
    attempts      INTEGER NOT NULL,
    window_ends   INTEGER NOT NULL,
    blocked_until INTEGER NOT NULL, -- 0: not blocked
    PRIMARY KEY (limit_name, counted_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE reset_sessions (
    token_hash      BLOB PRIMARY KEY,
    tenant_id       TEXT NOT NULL REFERENCES tenants (id),
    person_id       TEXT REFERENCES people (id) ON DELETE CASCADE, -- null: a decoy
    counting_key    TEXT NOT NULL,
    locale          TEXT NOT NULL,
    step            TEXT NOT NULL CHECK (step IN ('identified', 'verified', 'submitting', 'ended')),
    expires_at      INTEGER NOT NULL,
    request_id      TEXT,
    code_hash       BLOB, -- null: none was sent, or it has served
    code_tries_left INTEGER,
    code_expires_at INTEGER
) STRICT;

CREATE INDEX reset_sessions_by_person ON reset_sessions (person_id);
CREATE INDEX reset_sessions_by_request ON reset_sessions (request_id);
CREATE INDEX reset_sessions_by_expiry ON reset_sessions (expires_at);

CREATE TABLE requests (
    id            TEXT PRIMARY KEY,
    tenant_id     TEXT NOT NULL REFERENCES tenants (id),
    person_id     TEXT NOT NULL, -- no reference: what was done stays on record when the person goes
    source_anchor TEXT NOT NULL,
    kind          TEXT NOT NULL,
    issued_at     INTEGER NOT NULL, -- seconds, as in the seal
    expires_at    INTEGER NOT NULL, -- seconds, as in the seal
    state         TEXT NOT NULL CHECK (state IN ('issued', 'accepted', 'sent', 'completed')),
    deadline      INTEGER NOT NULL,
    first_sent_at INTEGER,
    reason        TEXT, -- of the outcome; null: not known yet
    outcome       TEXT, -- JSON
    created_at    INTEGER NOT NULL,
    CHECK ((outcome IS NULL) = (reason IS NULL)),
    CHECK ((outcome IS NULL) = (state <> 'completed'))
) STRICT;

CREATE INDEX requests_open ON requests (tenant_id, expires_at)
    WHERE state IN ('accepted', 'sent') OR reason = 'outcome_unknown';
CREATE INDEX requests_by_age ON requests (created_at);

CREATE TABLE request_agents (
    request_id TEXT NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    agent_id   TEXT NOT NULL,
    PRIMARY KEY (request_id, agent_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE request_seals (
    request_id TEXT NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    kid        TEXT NOT NULL,
    jwe        TEXT NOT NULL,
    expires_at INTEGER NOT NULL, -- seconds, the request's
    PRIMARY KEY (request_id, kid)
) STRICT;

CREATE INDEX request_seals_by_expiry ON request_seals (expires_at);

CREATE TABLE mails (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    recipient    TEXT NOT NULL,
    subject      TEXT NOT NULL,
    body_text    TEXT NOT NULL,
    body_html    TEXT NOT NULL,
    useful_until INTEGER NOT NULL,
    due_at       INTEGER NOT NULL,
    attempts     INTEGER NOT NULL
) STRICT;

CREATE INDEX mails_by_due ON mails (due_at);
