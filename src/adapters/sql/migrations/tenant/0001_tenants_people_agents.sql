-- Times are milliseconds since 1970-01-01 UTC. Columns that end in _folded hold the case-folded NFC of their neighbour.

CREATE TABLE tenants (
    id            TEXT PRIMARY KEY,
    domain        TEXT NOT NULL,
    domain_folded TEXT NOT NULL UNIQUE,
    display_name  TEXT NOT NULL,
    created_at    INTEGER NOT NULL
) STRICT;

CREATE TABLE people (
    id                 TEXT PRIMARY KEY,
    tenant_id          TEXT NOT NULL REFERENCES tenants (id),
    anchor             TEXT NOT NULL,
    user_name          TEXT NOT NULL,
    user_name_folded   TEXT NOT NULL,
    user_name_suffix   TEXT NOT NULL, -- folded, what stands behind the @
    sam_account_name   TEXT NOT NULL,
    sam_folded         TEXT NOT NULL,
    netbios_domain     TEXT NOT NULL,
    netbios_folded     TEXT NOT NULL,
    domain             TEXT NOT NULL,
    domain_folded      TEXT NOT NULL,
    display_name       TEXT NOT NULL,
    work_mail          TEXT NOT NULL,
    work_mail_folded   TEXT NOT NULL,
    alternate_mails    TEXT NOT NULL, -- a JSON array
    preferred_language TEXT NOT NULL,
    active             INTEGER NOT NULL CHECK (active IN (0, 1)),
    created_at         INTEGER NOT NULL,
    changed_at         INTEGER NOT NULL,
    UNIQUE (tenant_id, anchor),
    UNIQUE (tenant_id, user_name_folded)
) STRICT;

CREATE INDEX people_by_work_mail ON people (tenant_id, work_mail_folded);
CREATE INDEX people_by_account_name ON people (tenant_id, sam_folded);
CREATE INDEX people_by_domain ON people (tenant_id, domain_folded);
CREATE INDEX people_by_suffix ON people (tenant_id, user_name_suffix);

CREATE TABLE agents (
    id         TEXT PRIMARY KEY,
    tenant_id  TEXT NOT NULL REFERENCES tenants (id),
    name       TEXT NOT NULL,
    key_x      TEXT NOT NULL,
    key_y      TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE enrolment_codes (
    code_hash  BLOB PRIMARY KEY,
    tenant_id  TEXT NOT NULL REFERENCES tenants (id),
    expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE used_assertions (
    agent_id   TEXT NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
    jti        TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (agent_id, jti)
) STRICT;

CREATE TABLE access_tokens (
    token_hash BLOB PRIMARY KEY,
    agent_id   TEXT NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX access_tokens_by_agent ON access_tokens (agent_id);
