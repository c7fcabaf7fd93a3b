-- A removed project stays whole until the process that removed it ends, so that it can be brought back.
-- removed_by names that process (main/library/owner.ts).
ALTER TABLE projects ADD COLUMN removed_at TEXT;
ALTER TABLE projects ADD COLUMN removed_by TEXT;
