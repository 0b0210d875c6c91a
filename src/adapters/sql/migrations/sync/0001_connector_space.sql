-- The agent's staged copy of its directories. Everything here can be read anew from them.

-- Every object that was ever named, staged or not: from then on a small number that grows, so that what an import writes
-- stands at the end of each table and index but this one.
CREATE TABLE guids (
    id INTEGER PRIMARY KEY,
    directory INTEGER NOT NULL,
    guid BLOB NOT NULL CHECK (length(guid) = 16),
    UNIQUE (directory, guid)
) STRICT;

CREATE TABLE import_positions (
    directory INTEGER PRIMARY KEY,
    domain TEXT NOT NULL,
    invocation_id TEXT NOT NULL,
    cookie BLOB NOT NULL,
    usn INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    whole INTEGER NOT NULL CHECK (whole IN (0, 1)),
    full_at INTEGER
) STRICT;

CREATE TABLE staged_objects (
    id INTEGER PRIMARY KEY,       -- guids.id
    directory INTEGER NOT NULL,
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),  -- core::ObjectKind
    parent INTEGER NOT NULL,      -- guids.id
    generation INTEGER NOT NULL,
    manager INTEGER,              -- guids.id
    account_folded TEXT,          -- these three by a scan: only people ask for them, and an index costs every import
    upn_folded TEXT,
    mail_folded TEXT,
    rdn TEXT NOT NULL,
    attributes BLOB NOT NULL      -- staged_attributes.h
) STRICT;
CREATE INDEX staged_objects_by_kind ON staged_objects (directory, kind);
CREATE INDEX staged_objects_by_parent ON staged_objects (parent);
CREATE INDEX staged_objects_by_manager ON staged_objects (manager) WHERE manager IS NOT NULL;

CREATE TABLE group_members (
    group_id INTEGER NOT NULL,    -- guids.id, both
    member_id INTEGER NOT NULL,
    PRIMARY KEY (group_id, member_id)
) WITHOUT ROWID, STRICT;
CREATE INDEX group_members_by_member ON group_members (member_id);

CREATE TABLE marks (
    id INTEGER PRIMARY KEY        -- guids.id, staged or not any more
) STRICT;
