-- What a command line beside the running agent wants of its synchronisation, and what came of it.
CREATE TABLE local_orders (
    id TEXT PRIMARY KEY,
    what TEXT NOT NULL,
    argument TEXT NOT NULL,
    placed_at INTEGER NOT NULL,
    answer TEXT                   -- JSON; NULL: not done yet
) STRICT;
CREATE INDEX local_orders_open ON local_orders (placed_at) WHERE answer IS NULL;
