-- Password protection: what a tenant's administrators ban as passwords. The agents judge.
CREATE TABLE password_protection (
    tenant_id TEXT PRIMARY KEY REFERENCES tenants (id),
    enabled   INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    mode      TEXT NOT NULL CHECK (mode IN ('enforce', 'audit')),
    words     TEXT NOT NULL, -- a JSON array, as they were written
    version   INTEGER NOT NULL
) STRICT;
