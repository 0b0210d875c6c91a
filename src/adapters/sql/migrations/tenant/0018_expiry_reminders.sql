-- Reminders that a password expires (core/ports/expiry_reminder_store.h).
ALTER TABLE password_reset_policies ADD COLUMN expiry_reminders TEXT NOT NULL
    DEFAULT '{"enabled":false,"daysBefore":[14,7,3,1],"atHour":8,"timeZone":"UTC","after":false}';

-- What on_premises tells, so that those whose password expires soon are found without reading everybody. The index has all
-- that is asked of those who were told already.
ALTER TABLE people ADD COLUMN password_expires_at INTEGER;
UPDATE people SET password_expires_at = json_extract(on_premises, '$.password_expires_at');
CREATE INDEX people_by_password_expiry ON people (tenant_id, password_expires_at, id, active)
    WHERE password_expires_at IS NOT NULL;

-- No reference to people: who comes back within 30 days was told all the same.
CREATE TABLE expiry_reminders (
    person_id  TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    day        INTEGER NOT NULL, -- the nearest that they were told; 0: after it
    told_at    INTEGER NOT NULL,
    PRIMARY KEY (person_id, expires_at)
) STRICT, WITHOUT ROWID;

CREATE INDEX expiry_reminders_by_expiry ON expiry_reminders (expires_at);

CREATE TABLE expiry_reminder_runs (
    tenant_id TEXT PRIMARY KEY REFERENCES tenants (id),
    open      INTEGER NOT NULL, -- told in the run that goes on
    total     INTEGER NOT NULL, -- told ever
    ended_at  INTEGER
) STRICT, WITHOUT ROWID;

-- A reminder: whose expiry it speaks of. Others have nothing there, and go first.
ALTER TABLE mails ADD COLUMN reminds_person TEXT;
ALTER TABLE mails ADD COLUMN reminds_expiry INTEGER;
DROP INDEX mails_by_due;
CREATE INDEX mails_by_due ON mails (reminds_person IS NOT NULL, due_at, id);
CREATE INDEX mails_that_remind ON mails (reminds_person) WHERE reminds_person IS NOT NULL;
