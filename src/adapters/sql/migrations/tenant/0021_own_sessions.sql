-- People see where they are signed in: what a session is called, and roughly what it began with (core/account/device.h).
ALTER TABLE account_sessions ADD COLUMN id TEXT NOT NULL DEFAULT ''; -- opens nothing
ALTER TABLE account_sessions ADD COLUMN browser TEXT NOT NULL DEFAULT 'other';
ALTER TABLE account_sessions ADD COLUMN system TEXT NOT NULL DEFAULT 'other';

UPDATE account_sessions SET id = lower(hex(randomblob(16)));
