-- On-premises integration: what administrators decided, who asked for a request, where an agent runs.
CREATE TABLE integration (
    tenant_id         TEXT PRIMARY KEY REFERENCES tenants (id),
    writeback_enabled INTEGER NOT NULL CHECK (writeback_enabled IN (0, 1)),
    unlock_allowed    INTEGER NOT NULL CHECK (unlock_allowed IN (0, 1)),
    version           INTEGER NOT NULL,
    switched_on       INTEGER NOT NULL -- how often writeback went from off to on
) STRICT;

CREATE TABLE domains (
    tenant_id    TEXT NOT NULL REFERENCES tenants (id),
    name         TEXT NOT NULL, -- folded
    sign_in_type TEXT NOT NULL,
    PRIMARY KEY (tenant_id, name)
) STRICT, WITHOUT ROWID;

ALTER TABLE requests ADD COLUMN initiated_by TEXT NOT NULL DEFAULT 'self'
    CHECK (initiated_by IN ('self', 'administrator'));
ALTER TABLE requests ADD COLUMN must_change INTEGER NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1));
ALTER TABLE requests ADD COLUMN administrator_id TEXT NOT NULL DEFAULT ''; -- who, when initiated_by says so

CREATE INDEX requests_by_person ON requests (tenant_id, person_id, created_at);

ALTER TABLE agents ADD COLUMN host TEXT NOT NULL DEFAULT '';
CREATE INDEX agents_by_tenant ON agents (tenant_id, id);

-- For lists and searches of people by their name. The column is filled at the next change of a person too.
ALTER TABLE people ADD COLUMN display_name_folded TEXT NOT NULL DEFAULT '';
UPDATE people SET display_name_folded = fold_case(display_name);

CREATE INDEX people_by_display_name ON people (tenant_id, display_name_folded, id);
CREATE INDEX people_by_user_name ON people (tenant_id, user_name_folded, id);
