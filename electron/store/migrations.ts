/**
 * The schema, as the list of steps that lead to it. `user_version` counts how many have been applied.
 *
 * A published entry is never edited: a change is a new entry at the end. Every entry runs in one transaction together
 * with its version number, so that a database is always at one version or the next, never between.
 */

/** Marks a file as ours in SQLite's header: "StHd". */
export const APPLICATION_ID = 0x53744864;

const first = `
  -- One row a run. The second and third group of columns are filled in once, later.
  CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    task TEXT NOT NULL,
    display TEXT NOT NULL,
    options TEXT NOT NULL,          -- JSON
    pid INTEGER NOT NULL,
    process TEXT NOT NULL,          -- which process had that pid: boot and start time
    started_at INTEGER NOT NULL,    -- ms since the epoch, like every time here

    finished_at INTEGER,
    status TEXT,
    reason TEXT,
    answers TEXT,                   -- JSON array of strings

    interrupted_at INTEGER,
    interrupted_step INTEGER,
    interrupted_note TEXT
  ) STRICT;
  CREATE INDEX runs_by_time ON runs (started_at DESC, id DESC);

  -- One row an attempted step; ordinal counts attempts, step is the number the agent gave.
  CREATE TABLE steps (
    run_id TEXT NOT NULL REFERENCES runs (id),
    ordinal INTEGER NOT NULL,
    step INTEGER NOT NULL,
    written_at INTEGER NOT NULL,
    what TEXT NOT NULL,
    intent TEXT NOT NULL,           -- JSON, as are the next three
    grounding TEXT,
    action TEXT,
    verdict TEXT,
    action_hash TEXT,               -- of the action as sent, before masking
    frame TEXT,

    decided_at INTEGER,
    outcome TEXT,
    decided_by TEXT,
    decision_reason TEXT,
    permit_id TEXT,

    receipt_at INTEGER,
    receipt TEXT,                   -- JSON

    effect_at INTEGER,
    effect TEXT,                    -- JSON
    frame_after TEXT,
    PRIMARY KEY (run_id, ordinal)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE events (
    run_id TEXT NOT NULL REFERENCES runs (id),
    ordinal INTEGER NOT NULL,
    event TEXT NOT NULL,
    body TEXT NOT NULL,             -- JSON of the RunEvent
    PRIMARY KEY (run_id, ordinal)
  ) STRICT, WITHOUT ROWID;

  -- Screenshots on disk. The file is complete and synced before its row exists.
  CREATE TABLE frames (
    id TEXT PRIMARY KEY,
    display TEXT NOT NULL,
    x1 INTEGER NOT NULL,            -- the display, global physical pixels
    y1 INTEGER NOT NULL,
    x2 INTEGER NOT NULL,
    y2 INTEGER NOT NULL,
    width INTEGER NOT NULL,         -- the picture, its own pixels
    height INTEGER NOT NULL,
    taken_at INTEGER NOT NULL,
    source TEXT NOT NULL,
    file TEXT NOT NULL,             -- relative to the frames folder
    bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    stored_at INTEGER NOT NULL
  ) STRICT;

  -- The chain. See audit.ts.
  CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    ordinal INTEGER,
    content TEXT NOT NULL,
    events INTEGER,
    events_digest TEXT,
    prev TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX audit_by_subject ON audit (subject, kind, ordinal);
  CREATE TABLE audit_head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    genesis TEXT NOT NULL,
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  -- SQLite's own randomness makes every database's genesis different.
  INSERT INTO audit_head (id, genesis, seq, hash)
    SELECT 1, g, 0, g FROM (SELECT lower(hex(randomblob(32))) AS g);

  CREATE VIRTUAL TABLE search USING fts5 (run_id UNINDEXED, text, tokenize = 'unicode61 remove_diacritics 2');
`;

/**
 * Steps as they are searched and filtered: the few things one asks for, without the JSON of the whole step, and their
 * words. Kept by triggers, so that whoever writes a step cannot forget it; not audited, because it can be made anew.
 */
const second = `
  CREATE TABLE step_facts (
    id INTEGER PRIMARY KEY,
    run_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    at INTEGER NOT NULL,
    what TEXT NOT NULL,
    risk TEXT,
    category TEXT,
    outcome TEXT,
    frame TEXT
  ) STRICT;
  CREATE UNIQUE INDEX step_facts_by_step ON step_facts (run_id, ordinal);
  CREATE INDEX step_facts_by_time ON step_facts (at DESC, id DESC);
  CREATE INDEX step_facts_by_risk ON step_facts (risk, at DESC, id DESC);
  CREATE VIRTUAL TABLE step_words USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');

  CREATE TRIGGER step_written AFTER INSERT ON steps BEGIN
    INSERT INTO step_facts (run_id, ordinal, at, what, risk, category, outcome, frame)
      VALUES (new.run_id, new.ordinal, new.written_at, new.what,
              json_extract(new.verdict, '$.risk'), json_extract(new.verdict, '$.category'), new.outcome, new.frame);
    INSERT INTO step_words (rowid, text)
      SELECT id, new.what || ' ' || coalesce(json_extract(new.grounding, '$.instruction'), '') || ' ' ||
             coalesce(json_extract(new.verdict, '$.observation'), '')
      FROM step_facts WHERE run_id = new.run_id AND ordinal = new.ordinal;
  END;
  CREATE TRIGGER step_decided AFTER UPDATE OF outcome ON steps BEGIN
    UPDATE step_facts SET outcome = new.outcome WHERE run_id = new.run_id AND ordinal = new.ordinal;
  END;

  INSERT INTO step_facts (run_id, ordinal, at, what, risk, category, outcome, frame)
    SELECT run_id, ordinal, written_at, what,
           json_extract(verdict, '$.risk'), json_extract(verdict, '$.category'), outcome, frame FROM steps;
  INSERT INTO step_words (rowid, text)
    SELECT f.id, f.what || ' ' || coalesce(json_extract(s.grounding, '$.instruction'), '') || ' ' ||
           coalesce(json_extract(s.verdict, '$.observation'), '')
    FROM step_facts f JOIN steps s ON s.run_id = f.run_id AND s.ordinal = f.ordinal;
`;

/** Runs that were deleted: that there was one, when it began and how long it was, never what it did. */
const third = `
  CREATE TABLE deleted_runs (
    id TEXT PRIMARY KEY,
    started_at INTEGER NOT NULL,
    steps INTEGER NOT NULL,
    reason TEXT NOT NULL,           -- 'person' or 'retention'
    deleted_at INTEGER NOT NULL
  ) STRICT;
  ALTER TABLE frames ADD COLUMN removed_at INTEGER;
`;

/**
 * The application a step was for, as the gate was told: the first name, which is that of the window in front. Filled in
 * by a trigger when the decision is told; the index of step numbers is only for filling in what is there already.
 */
const fourth = `
  ALTER TABLE step_facts ADD COLUMN app TEXT;
  CREATE INDEX steps_by_number ON steps (run_id, step, ordinal);
  UPDATE step_facts SET app = told.app FROM (
    SELECT f.id AS fact, json_extract(e.body, '$.scope.apps[0]') AS app
    FROM events e
    JOIN steps s ON s.run_id = e.run_id AND s.step = json_extract(e.body, '$.step')
    JOIN step_facts f ON f.run_id = s.run_id AND f.ordinal = s.ordinal
    WHERE e.event = 'decision'
  ) AS told WHERE told.fact = step_facts.id;
  DROP INDEX steps_by_number;
  CREATE INDEX step_facts_by_app ON step_facts (app, at DESC, id DESC);
  CREATE INDEX step_facts_by_run_app ON step_facts (run_id, app);
  CREATE TRIGGER decision_told AFTER INSERT ON events
  WHEN new.event = 'decision' AND json_extract(new.body, '$.scope.apps[0]') IS NOT NULL BEGIN
    UPDATE step_facts SET app = json_extract(new.body, '$.scope.apps[0]')
    WHERE run_id = new.run_id AND ordinal = (
      SELECT s.ordinal FROM steps s
      WHERE s.run_id = new.run_id AND s.step = json_extract(new.body, '$.step') ORDER BY s.ordinal DESC LIMIT 1);
  END;
`;

/** Entry `n` leads from version `n` to `n + 1`. */
export const MIGRATIONS: readonly string[] = [first, second, third, fourth];
