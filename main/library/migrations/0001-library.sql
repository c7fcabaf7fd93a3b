-- Audio files: recordings and sponsor reads. Derived files lie in media/<id>/.
CREATE TABLE media (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('recording', 'read')),
  original_path TEXT NOT NULL,
  original_bytes INTEGER NOT NULL,
  original_modified_ms REAL NOT NULL,
  content_hash TEXT NOT NULL,
  codec TEXT NOT NULL,
  container TEXT NOT NULL,
  source_sample_rate INTEGER NOT NULL,
  source_channels INTEGER NOT NULL,
  duration_samples INTEGER NOT NULL,
  gaps TEXT NOT NULL,
  started_at_unix_seconds REAL,
  integrated_lufs REAL,
  true_peak_dbtp REAL,
  access TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX media_by_hash ON media (content_hash);

-- A project's row repeats what the list shows; it is written in the same transaction as the log.
CREATE TABLE projects (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  revision INTEGER NOT NULL,
  duration_samples INTEGER NOT NULL,
  speakers TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT;

CREATE TABLE project_media (
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  media_id TEXT NOT NULL REFERENCES media (id),
  PRIMARY KEY (project_id, media_id)
) STRICT, WITHOUT ROWID;

-- The edit log: append-only. Revisions of a project count from 1 without holes.
CREATE TABLE edits (
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  revision INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('edit', 'undo', 'redo')),
  command TEXT,
  label TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (project_id, revision)
) STRICT, WITHOUT ROWID;

-- Documents right after a step (named by its revision; 0 = as imported), so that opening replays few edits.
CREATE TABLE snapshots (
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  after_step INTEGER NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (project_id, after_step)
) STRICT, WITHOUT ROWID;

CREATE TABLE reads (
  id TEXT PRIMARY KEY,
  media_id TEXT NOT NULL REFERENCES media (id),
  name TEXT NOT NULL,
  brand TEXT NOT NULL,
  campaign TEXT NOT NULL,
  link TEXT NOT NULL,
  created_at TEXT NOT NULL,
  removed_at TEXT
) STRICT;

CREATE TABLE covers (
  id TEXT PRIMARY KEY,
  mime TEXT NOT NULL,
  image BLOB NOT NULL
) STRICT;
