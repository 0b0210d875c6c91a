-- People as the synchronisation brings them: with their profile and the facts of the directory, with values that are
-- kept away from them, deleted ones for thirty days. Who is not from a directory has no source anchor.
--
-- The table is made anew, because a column that may be null now cannot be changed in place; dropping it takes reset
-- sessions along, so they are put back.
CREATE TABLE kept_reset_sessions AS SELECT * FROM reset_sessions;

CREATE TABLE people_now (
    id                  TEXT PRIMARY KEY,
    tenant_id           TEXT NOT NULL REFERENCES tenants (id),
    anchor              TEXT,          -- null: not from a directory
    external_id         TEXT,          -- SCIM's, of one that is not from a directory
    user_name           TEXT NOT NULL,
    user_name_folded    TEXT NOT NULL,
    user_name_suffix    TEXT NOT NULL, -- folded, what stands behind the @
    sam_account_name    TEXT NOT NULL,
    sam_folded          TEXT NOT NULL,
    netbios_domain      TEXT NOT NULL,
    netbios_folded      TEXT NOT NULL,
    domain              TEXT NOT NULL,
    domain_folded       TEXT NOT NULL,
    display_name        TEXT NOT NULL,
    display_name_folded TEXT NOT NULL,
    work_mail           TEXT NOT NULL,
    work_mail_folded    TEXT NOT NULL,
    alternate_mails     TEXT NOT NULL, -- a JSON array
    preferred_language  TEXT NOT NULL,
    active              INTEGER NOT NULL CHECK (active IN (0, 1)),
    manager_id          TEXT NOT NULL, -- a person's, who need not be there; empty: none
    profile             TEXT NOT NULL, -- a JSON object
    on_premises         TEXT NOT NULL, -- a JSON object
    provisioning_errors TEXT NOT NULL, -- a JSON array; empty: none
    created_at          INTEGER NOT NULL,
    changed_at          INTEGER NOT NULL,
    UNIQUE (tenant_id, anchor),
    UNIQUE (tenant_id, user_name_folded)
) STRICT;

INSERT INTO people_now
SELECT id, tenant_id, anchor, NULL, user_name, user_name_folded, user_name_suffix, sam_account_name, sam_folded,
       netbios_domain, netbios_folded, domain, domain_folded, display_name, display_name_folded, work_mail,
       work_mail_folded, alternate_mails, preferred_language, active, '', '{}', '{}', '', created_at, changed_at
FROM people;

DROP TABLE people;
ALTER TABLE people_now RENAME TO people;
INSERT OR IGNORE INTO reset_sessions SELECT * FROM kept_reset_sessions;
DROP TABLE kept_reset_sessions;

CREATE INDEX people_by_external_id ON people (tenant_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX people_by_work_mail ON people (tenant_id, work_mail_folded);
CREATE INDEX people_by_account_name ON people (tenant_id, sam_folded);
CREATE INDEX people_by_domain ON people (tenant_id, domain_folded);
CREATE INDEX people_by_suffix ON people (tenant_id, user_name_suffix);
CREATE INDEX people_in_order ON people (tenant_id, id);
CREATE INDEX people_by_display_name ON people (tenant_id, display_name_folded, id, user_name_folded, active);

CREATE TRIGGER people_leave_groups AFTER DELETE ON people
BEGIN
    DELETE FROM group_members WHERE kind = 'person' AND member_id = old.id;
END;

-- Addresses whose holder is looked for: 'proxy' (in proxyAddresses, without "smtp:") and 'mail' (alternate ones).
CREATE TABLE people_addresses (
    tenant_id      TEXT NOT NULL,
    kind           TEXT NOT NULL CHECK (kind IN ('proxy', 'mail')),
    address_folded TEXT NOT NULL,
    person_id      TEXT NOT NULL, -- whose row tells the same addresses; the store takes them away with it
    PRIMARY KEY (tenant_id, kind, address_folded, person_id)
) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO people_addresses
SELECT people.tenant_id, 'mail', fold_case(mail.value), people.id
FROM people, json_each(people.alternate_mails) AS mail;

-- Who waits for a value that is another's, in the order they came.
CREATE TABLE people_waiting (
    tenant_id    TEXT NOT NULL,
    property     TEXT NOT NULL CHECK (property IN ('userPrincipalName', 'proxyAddresses')),
    value_folded TEXT NOT NULL,
    occurred_at  INTEGER NOT NULL,
    person_id    TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    value        TEXT NOT NULL,
    colliding_id TEXT NOT NULL,
    PRIMARY KEY (tenant_id, property, value_folded, occurred_at, person_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX people_waiting_by_person ON people_waiting (person_id);
CREATE INDEX people_waiting_by_time ON people_waiting (tenant_id, occurred_at, person_id);

CREATE TABLE deleted_people (
    id                  TEXT PRIMARY KEY,
    tenant_id           TEXT NOT NULL REFERENCES tenants (id),
    anchor              TEXT, -- null: not from a directory
    display_name_folded TEXT NOT NULL,
    person              TEXT NOT NULL, -- a JSON object
    created_at          INTEGER NOT NULL,
    deleted_at          INTEGER NOT NULL
) STRICT;

CREATE INDEX deleted_people_by_anchor ON deleted_people (tenant_id, anchor);
CREATE INDEX deleted_people_by_name ON deleted_people (tenant_id, display_name_folded, id);
CREATE INDEX deleted_people_by_time ON deleted_people (deleted_at);

-- One more at every transaction that changes people or groups.
CREATE TABLE provisioning_revisions (
    tenant_id TEXT PRIMARY KEY REFERENCES tenants (id),
    revision  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE synchronization_settings (
    tenant_id              TEXT PRIMARY KEY REFERENCES tenants (id),
    block_soft_match       INTEGER NOT NULL CHECK (block_soft_match IN (0, 1)),
    block_hard_match       INTEGER NOT NULL CHECK (block_hard_match IN (0, 1)),
    removal_threshold_type TEXT NOT NULL CHECK (removal_threshold_type IN ('count', 'percentage', 'disabled')),
    removal_threshold      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Groups that are not from a directory have no anchor either.
CREATE TABLE groups_now (
    id                  TEXT PRIMARY KEY,
    tenant_id           TEXT NOT NULL REFERENCES tenants (id),
    anchor              TEXT,
    external_id         TEXT,
    display_name        TEXT NOT NULL,
    display_name_folded TEXT NOT NULL,
    description         TEXT NOT NULL,
    sam_account_name    TEXT NOT NULL,
    netbios_domain      TEXT NOT NULL,
    domain              TEXT NOT NULL,
    mail                TEXT NOT NULL,
    security_identifier TEXT NOT NULL,
    distinguished_name  TEXT NOT NULL,
    created_at          INTEGER NOT NULL,
    changed_at          INTEGER NOT NULL,
    UNIQUE (tenant_id, anchor)
) STRICT;

INSERT INTO groups_now
SELECT id, tenant_id, anchor, NULL, display_name, display_name_folded, description, sam_account_name, netbios_domain,
       domain, mail, '', '', created_at, changed_at
FROM groups;

-- Their members refer to them, and would go with the old table.
CREATE TABLE kept_group_members AS SELECT * FROM group_members;
DROP TABLE groups;
ALTER TABLE groups_now RENAME TO groups;
INSERT OR IGNORE INTO group_members SELECT * FROM kept_group_members;
DROP TABLE kept_group_members;

CREATE INDEX groups_in_order ON groups (tenant_id, id);
CREATE INDEX groups_by_name ON groups (tenant_id, display_name_folded, id);

CREATE TRIGGER groups_leave_groups AFTER DELETE ON groups
BEGIN
    DELETE FROM group_members WHERE kind = 'group' AND member_id = old.id;
END;
