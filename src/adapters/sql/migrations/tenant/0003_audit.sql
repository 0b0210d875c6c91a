-- No reference to tenants: a record outlives what it speaks of.
CREATE TABLE audit (
    tenant_id      TEXT NOT NULL,
    sequence       INTEGER NOT NULL, -- 1, 2, 3, … in each tenant
    at             INTEGER NOT NULL,
    actor          TEXT NOT NULL,
    action         TEXT NOT NULL,
    target         TEXT NOT NULL,
    result         TEXT NOT NULL,
    correlation_id TEXT NOT NULL,
    details        TEXT NOT NULL,
    hash           TEXT NOT NULL, -- over the record and the hash before it
    PRIMARY KEY (tenant_id, sequence)
) STRICT;

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit is append-only');
END;

CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit is append-only');
END;
