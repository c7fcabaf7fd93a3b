-- What the library screen shows of a project without opening it.
-- Edits that stand: those that were undone do not count.
ALTER TABLE projects ADD COLUMN standing_edits INTEGER NOT NULL DEFAULT 0;
UPDATE projects SET standing_edits = (
  SELECT COALESCE(SUM(CASE kind WHEN 'undo' THEN -1 ELSE 1 END), 0) FROM edits WHERE project_id = projects.id
);

-- The last export of the whole episode that was finished, and the revision that it has.
ALTER TABLE projects ADD COLUMN exported_at TEXT;
ALTER TABLE projects ADD COLUMN exported_revision INTEGER;

-- The waveform in small (core/plan/overview.ts), of the revision that was last shown.
CREATE TABLE thumbnails (
  project_id TEXT PRIMARY KEY REFERENCES projects (id) ON DELETE CASCADE,
  revision INTEGER NOT NULL,
  levels BLOB NOT NULL
) STRICT;
