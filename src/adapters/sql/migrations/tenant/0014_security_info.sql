-- What people are registering (core/ports/registration_store.h), and the links by which they say that a change was not
-- theirs (core/ports/change_link_store.h).

-- A registration lives and dies with the account session that began it.
CREATE TABLE registrations (
    id           TEXT PRIMARY KEY, -- the method's, once it is one
    session_hash BLOB NOT NULL REFERENCES account_sessions (token_hash) ON DELETE CASCADE ON UPDATE CASCADE,
    tenant_id    TEXT NOT NULL REFERENCES tenants (id),
    person_id    TEXT NOT NULL,
    kind         TEXT NOT NULL,
    name         TEXT NOT NULL,
    data         TEXT NOT NULL,    -- JSON, as in authentication_methods
    created_at   INTEGER NOT NULL,
    counter      INTEGER NOT NULL,
    codes        BLOB NOT NULL,    -- of recovery codes: their HMACs, one after the other
    code         BLOB,             -- HMAC of a code that was sent
    challenge    BLOB NOT NULL,    -- of a passkey
    tries_left   INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    UNIQUE (session_hash, kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX registrations_by_expiry ON registrations (expires_at);

CREATE TABLE change_links (
    token_hash BLOB PRIMARY KEY,
    tenant_id  TEXT NOT NULL REFERENCES tenants (id),
    person_id  TEXT NOT NULL,
    method_id  TEXT NOT NULL, -- also of one that was removed
    kind       TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX change_links_by_expiry ON change_links (expires_at);

-- Whoever is asked to register, or whether what is registered is still right, may say "not now" until the next sign-in.
ALTER TABLE account_sessions ADD COLUMN put_off INTEGER NOT NULL DEFAULT 0;
