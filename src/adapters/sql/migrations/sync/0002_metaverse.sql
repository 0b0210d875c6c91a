-- Who was joined, and what the tenant was told.

-- Every source anchor that was ever claimed, 16 bytes; and every id that the tenant ever gave.
CREATE TABLE anchors (
    id INTEGER PRIMARY KEY,
    anchor BLOB NOT NULL UNIQUE CHECK (length(anchor) = 16)
) STRICT;
CREATE TABLE tenant_ids (
    id INTEGER PRIMARY KEY,
    tenant_id TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE anchor_claims (
    object INTEGER PRIMARY KEY,   -- guids.id
    anchor INTEGER NOT NULL,      -- anchors.id
    own INTEGER NOT NULL CHECK (own IN (0, 1))
) STRICT;
CREATE INDEX anchor_claims_by_anchor ON anchor_claims (anchor);

CREATE TABLE metaverse_entries (
    anchor INTEGER PRIMARY KEY,   -- anchors.id
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),  -- core::ObjectKind
    joined INTEGER,               -- guids.id
    joined_own INTEGER NOT NULL CHECK (joined_own IN (0, 1)),
    disputed INTEGER NOT NULL CHECK (disputed IN (0, 1)),
    tenant_id INTEGER,            -- tenant_ids.id
    attempts INTEGER NOT NULL,
    next_attempt INTEGER,
    removal_held INTEGER NOT NULL CHECK (removal_held IN (0, 1)),
    held_since INTEGER,
    removal_allowed INTEGER NOT NULL CHECK (removal_allowed IN (0, 1)),
    name TEXT NOT NULL,
    digest BLOB NOT NULL,
    refusal TEXT
) STRICT;
CREATE INDEX metaverse_joined ON metaverse_entries (kind) WHERE joined IS NOT NULL;
CREATE INDEX metaverse_by_tenant_id ON metaverse_entries (tenant_id) WHERE tenant_id IS NOT NULL;
CREATE INDEX metaverse_due ON metaverse_entries (kind, anchor, next_attempt) WHERE next_attempt IS NOT NULL;
CREATE INDEX metaverse_removals ON metaverse_entries (anchor, removal_allowed)
    WHERE joined IS NULL AND disputed = 0 AND tenant_id IS NOT NULL;
CREATE INDEX metaverse_refused ON metaverse_entries (anchor) WHERE refusal IS NOT NULL;
CREATE INDEX metaverse_disputed ON metaverse_entries (anchor) WHERE disputed = 1;
CREATE INDEX metaverse_held ON metaverse_entries (anchor) WHERE removal_held = 1;

-- Columns in the order of the key: of others SQLite 3.40's quick_check says that they hold NULLs.
CREATE TABLE told_members (
    group_anchor INTEGER NOT NULL,  -- anchors.id
    tenant_id INTEGER NOT NULL,   -- tenant_ids.id
    kind INTEGER NOT NULL CHECK (kind IN (0, 1)),  -- core::GroupMember::Kind
    PRIMARY KEY (group_anchor, tenant_id, kind)
) WITHOUT ROWID, STRICT;
CREATE INDEX told_members_by_tenant_id ON told_members (tenant_id);

CREATE TABLE removals (
    at INTEGER PRIMARY KEY,
    removed INTEGER NOT NULL
) STRICT;

CREATE TABLE notes (
    name TEXT PRIMARY KEY,
    text TEXT NOT NULL
) WITHOUT ROWID, STRICT;
