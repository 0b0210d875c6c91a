-- Security groups of the directory, and who is directly in them.
CREATE TABLE groups (
    id                  TEXT PRIMARY KEY,
    tenant_id           TEXT NOT NULL REFERENCES tenants (id),
    anchor              TEXT NOT NULL,
    display_name        TEXT NOT NULL,
    display_name_folded TEXT NOT NULL,
    description         TEXT NOT NULL,
    sam_account_name    TEXT NOT NULL,
    netbios_domain      TEXT NOT NULL,
    domain              TEXT NOT NULL,
    mail                TEXT NOT NULL,
    created_at          INTEGER NOT NULL,
    changed_at          INTEGER NOT NULL,
    UNIQUE (tenant_id, anchor)
) STRICT;

CREATE INDEX groups_in_order ON groups (tenant_id, id);
CREATE INDEX groups_by_name ON groups (tenant_id, display_name_folded, id);

CREATE TABLE group_members (
    group_id  TEXT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    kind      TEXT NOT NULL CHECK (kind IN ('person', 'group')),
    member_id TEXT NOT NULL,
    PRIMARY KEY (group_id, kind, member_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX group_members_by_member ON group_members (kind, member_id);

-- Who goes is in no group any more.
CREATE TRIGGER people_leave_groups AFTER DELETE ON people
BEGIN
    DELETE FROM group_members WHERE kind = 'person' AND member_id = old.id;
END;

CREATE TRIGGER groups_leave_groups AFTER DELETE ON groups
BEGIN
    DELETE FROM group_members WHERE kind = 'group' AND member_id = old.id;
END;
