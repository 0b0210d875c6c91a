CREATE TABLE journal (
    request_id          TEXT PRIMARY KEY,
    tenant_id           TEXT NOT NULL,
    source_anchor       TEXT NOT NULL,
    kind                TEXT NOT NULL,
    issued_at           INTEGER NOT NULL, -- seconds
    expires_at          INTEGER NOT NULL, -- seconds
    pwd_last_set_before INTEGER NOT NULL,
    outcome             TEXT, -- JSON; null: begun, and nobody knows yet
    acknowledged        INTEGER NOT NULL CHECK (acknowledged IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE INDEX journal_unacknowledged ON journal (issued_at) WHERE acknowledged = 0;
