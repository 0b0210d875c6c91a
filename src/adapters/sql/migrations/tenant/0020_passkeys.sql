-- Passkeys: one credential is one person's, and a reset session's challenge serves once.
CREATE TABLE passkey_credentials (
    tenant_id  TEXT NOT NULL,
    credential BLOB NOT NULL,
    method_id  TEXT NOT NULL UNIQUE REFERENCES authentication_methods (id) ON DELETE CASCADE,
    PRIMARY KEY (tenant_id, credential)
) STRICT, WITHOUT ROWID;

ALTER TABLE reset_sessions ADD COLUMN challenge BLOB; -- null: none was asked with, or it has served
ALTER TABLE reset_sessions ADD COLUMN challenge_expires_at INTEGER;
