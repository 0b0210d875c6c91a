-- The helpdesk verifies who calls (core/ports/caller_verification_store.h).

-- A code that was sent to be read aloud; of one administrator, one person and one kind there is one.
CREATE TABLE caller_codes (
    id               TEXT PRIMARY KEY,
    tenant_id        TEXT NOT NULL REFERENCES tenants (id),
    administrator_id TEXT NOT NULL,
    person_id        TEXT NOT NULL,
    kind             TEXT NOT NULL,
    code             BLOB NOT NULL, -- HMAC under a key that is not in the store
    tries_left       INTEGER NOT NULL,
    expires_at       INTEGER NOT NULL,
    UNIQUE (tenant_id, administrator_id, person_id, kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX caller_codes_by_expiry ON caller_codes (expires_at);

CREATE TABLE caller_verifications (
    tenant_id        TEXT NOT NULL REFERENCES tenants (id),
    administrator_id TEXT NOT NULL,
    person_id        TEXT NOT NULL,
    kind             TEXT,          -- null: in another way, which the audit has
    verified_at      INTEGER NOT NULL,
    expires_at       INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, administrator_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX caller_verifications_by_expiry ON caller_verifications (expires_at);

-- Tenants that have a policy already keep working as they did until somebody asks for the proof.
ALTER TABLE password_reset_policies ADD COLUMN verify_caller TEXT NOT NULL DEFAULT 'recommended'
    CHECK (verify_caller IN ('required', 'recommended', 'off'));
