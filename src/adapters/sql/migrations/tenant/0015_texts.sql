-- Text messages that wait (core/ports/text_outbox.h, text_queue.h). Number and text are sealed under the key that is
-- not in the store.

CREATE TABLE texts (
    id           TEXT PRIMARY KEY,
    tenant_id    TEXT NOT NULL REFERENCES tenants (id),
    sealed       BLOB NOT NULL,
    useful_until INTEGER NOT NULL,
    queued_at    INTEGER NOT NULL,
    due_at       INTEGER NOT NULL,
    asked_at     INTEGER, -- the provider may have it since
    attempts     INTEGER NOT NULL
) STRICT;

CREATE INDEX texts_by_due ON texts (due_at);
CREATE INDEX texts_by_usefulness ON texts (useful_until);
