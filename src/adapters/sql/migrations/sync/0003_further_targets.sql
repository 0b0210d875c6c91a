-- What further SCIM services than the tenant were told; they are numbered from 1. Claims and anchors are the tenant's.

CREATE TABLE target_entries (
    target INTEGER NOT NULL CHECK (target > 0),
    anchor INTEGER NOT NULL,      -- anchors.id
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),  -- core::ObjectKind
    joined INTEGER,               -- guids.id
    joined_own INTEGER NOT NULL CHECK (joined_own IN (0, 1)),
    disputed INTEGER NOT NULL CHECK (disputed IN (0, 1)),
    id TEXT,                      -- in that service
    attempts INTEGER NOT NULL,
    next_attempt INTEGER,
    removal_held INTEGER NOT NULL CHECK (removal_held IN (0, 1)),
    held_since INTEGER,
    removal_allowed INTEGER NOT NULL CHECK (removal_allowed IN (0, 1)),
    name TEXT NOT NULL,
    digest BLOB NOT NULL,
    refusal TEXT,
    PRIMARY KEY (target, anchor)
) WITHOUT ROWID, STRICT;
CREATE INDEX target_joined ON target_entries (target, kind) WHERE joined IS NOT NULL;
CREATE INDEX target_by_id ON target_entries (target, id) WHERE id IS NOT NULL;
CREATE INDEX target_due ON target_entries (target, kind, anchor, next_attempt) WHERE next_attempt IS NOT NULL;
CREATE INDEX target_removals_waiting ON target_entries (target, anchor, removal_allowed)
    WHERE joined IS NULL AND disputed = 0 AND id IS NOT NULL;
CREATE INDEX target_refused ON target_entries (target, anchor) WHERE refusal IS NOT NULL;
CREATE INDEX target_disputed ON target_entries (target, anchor) WHERE disputed = 1;
CREATE INDEX target_held ON target_entries (target, anchor) WHERE removal_held = 1;

CREATE TABLE target_members (
    target INTEGER NOT NULL,
    group_anchor INTEGER NOT NULL,  -- anchors.id
    id TEXT NOT NULL,             -- in that service
    kind INTEGER NOT NULL CHECK (kind IN (0, 1)),  -- core::GroupMember::Kind
    PRIMARY KEY (target, group_anchor, id, kind)
) WITHOUT ROWID, STRICT;
CREATE INDEX target_members_by_id ON target_members (target, id);

CREATE TABLE target_removals (
    target INTEGER NOT NULL,
    at INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    PRIMARY KEY (target, at)
) WITHOUT ROWID, STRICT;
