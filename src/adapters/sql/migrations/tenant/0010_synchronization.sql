-- What the agents say about their synchronisation, who may write, what was ordered, what was told.
CREATE TABLE sync_reports (
    agent_id      TEXT PRIMARY KEY REFERENCES agents (id) ON DELETE CASCADE,
    tenant_id     TEXT NOT NULL REFERENCES tenants (id),
    report        TEXT NOT NULL, -- the body of a check-in (docs/protocol.md §11), without runs and answers
    reported_at   INTEGER NOT NULL,
    failing_since INTEGER
) STRICT;

CREATE INDEX sync_reports_by_tenant ON sync_reports (tenant_id);

-- Counted on a clock that nobody sets: milliseconds since the machine was started, and which start that was.
CREATE TABLE sync_leases (
    agent_id    TEXT PRIMARY KEY REFERENCES agents (id) ON DELETE CASCADE,
    domains     TEXT NOT NULL, -- a JSON array, folded, sorted
    until_boot  TEXT NOT NULL,
    until_time  INTEGER NOT NULL
) STRICT;

-- An agent's runs stay when it is removed.
CREATE TABLE sync_runs (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id  TEXT NOT NULL REFERENCES tenants (id),
    agent_id   TEXT NOT NULL,
    agent_name TEXT NOT NULL,
    run_id     TEXT NOT NULL,
    ended_at   INTEGER NOT NULL,
    run        TEXT NOT NULL, -- as in a check-in
    UNIQUE (tenant_id, agent_id, run_id)
) STRICT;

CREATE INDEX sync_runs_by_tenant ON sync_runs (tenant_id, number);
CREATE INDEX sync_runs_by_end ON sync_runs (ended_at);

CREATE TABLE sync_orders (
    number          INTEGER PRIMARY KEY AUTOINCREMENT,
    id              TEXT NOT NULL UNIQUE,
    tenant_id       TEXT NOT NULL REFERENCES tenants (id),
    kind            TEXT NOT NULL,
    user            TEXT NOT NULL,
    agent_id        TEXT NOT NULL,
    domains         TEXT NOT NULL,
    requested_by    TEXT NOT NULL,
    requested_at    INTEGER NOT NULL,
    expires_at      INTEGER NOT NULL,
    answered_at     INTEGER,
    problem_code    TEXT NOT NULL DEFAULT '',
    problem_message TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX sync_orders_by_tenant ON sync_orders (tenant_id, number);

CREATE TABLE sync_alerts (
    tenant_id TEXT NOT NULL REFERENCES tenants (id),
    kind      TEXT NOT NULL,
    domains   TEXT NOT NULL,
    raised_at INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, kind, domains)
) STRICT, WITHOUT ROWID;
