-- What administrators decided about self-service password reset.
CREATE TABLE password_reset_policies (
    tenant_id             TEXT PRIMARY KEY REFERENCES tenants (id),
    enabled               TEXT NOT NULL CHECK (enabled IN ('none', 'selected', 'all')),
    group_ids             TEXT NOT NULL, -- a JSON array; a group that is gone has no members
    methods_required      INTEGER NOT NULL,
    methods               TEXT NOT NULL, -- a JSON array of kinds
    questions             TEXT NOT NULL, -- a JSON object
    registration_required INTEGER NOT NULL CHECK (registration_required IN (0, 1)),
    reconfirm_days        INTEGER NOT NULL,
    notify_people         INTEGER NOT NULL CHECK (notify_people IN (0, 1)),
    notify_administrators INTEGER NOT NULL CHECK (notify_administrators IN (0, 1)),
    helpdesk              TEXT NOT NULL,
    accent_color          TEXT NOT NULL,
    identify_text         TEXT NOT NULL, -- a JSON object, texts by language
    logo                  BLOB,
    logo_type             TEXT NOT NULL, -- empty: no logo
    logo_digest           TEXT NOT NULL, -- SHA-256 of the bytes
    version               INTEGER NOT NULL
) STRICT;

-- Administrators look through the audit by time, and for one person.
CREATE INDEX audit_by_time ON audit (tenant_id, at);
CREATE INDEX audit_by_actor ON audit (tenant_id, actor, sequence);
CREATE INDEX audit_by_target ON audit (tenant_id, target, sequence);

CREATE INDEX password_reset_policies_by_logo ON password_reset_policies (logo_digest);

-- Tenants from before this policy let everybody reset, by a mailed code.
INSERT INTO password_reset_policies
SELECT id, 'all', '[]', 1, '["email","mobilePhone","recoveryCode","temporaryAccessCode"]',
       '{"toRegister":5,"toReset":3,"predefined":[],"custom":[],"lastCustomNumber":0}', 1, 180, 1, 0, '', '', '{}',
       NULL, '', '', 1
FROM tenants;
