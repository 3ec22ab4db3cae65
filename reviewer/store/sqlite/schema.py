"""The schema, from the first table on: one step a version, each a function that runs its statements.

An index here is a page more to write with every decision: there is one only where a key, not a report, would wait.
"""

from reviewer.store.sqlite.executes import Executes
from reviewer.store.sqlite.format_tables import files_schemes_and_proposals
from reviewer.store.sqlite.joined_logs import joined_logs
from reviewer.store.sqlite.suggestion_tables import suggestions_and_memory

APPLICATION_ID = 0x52565752  # "RVWR": tells this program's files from others


def first_tables(db: Executes) -> None:
    """Documents with their sentences, the decision log, and the state that the log adds up to."""
    db.execute("""
        CREATE TABLE documents (
            id INTEGER PRIMARY KEY,
            uid TEXT NOT NULL UNIQUE,
            sha256 TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            title TEXT NOT NULL,
            url TEXT,
            published TEXT,
            language TEXT,
            external_id TEXT,
            encoding TEXT NOT NULL,
            splitter TEXT NOT NULL,
            imported TEXT NOT NULL,
            batch TEXT NOT NULL,
            removed INTEGER NOT NULL DEFAULT 0,
            sentences INTEGER NOT NULL,
            meta TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX documents_by_batch ON documents (batch)")
    db.execute("CREATE TABLE texts (document INTEGER PRIMARY KEY REFERENCES documents (id), text TEXT NOT NULL) STRICT")
    db.execute("""
        CREATE TABLE sentences (
            id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given again: a stale id must not name another sentence
            uid TEXT NOT NULL UNIQUE,
            document INTEGER NOT NULL REFERENCES documents (id),
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL CHECK ("end" > start),
            paragraph INTEGER NOT NULL,
            kind TEXT NOT NULL,
            created_by TEXT,
            text TEXT NOT NULL
        ) STRICT""")
    db.execute('CREATE UNIQUE INDEX sentences_in_order ON sentences (document, start, "end", paragraph)')
    _log_tables(db)


def _log_tables(db: Executes) -> None:
    db.execute("""
        CREATE TABLE decisions (
            seq INTEGER PRIMARY KEY,
            uid TEXT NOT NULL UNIQUE,
            at TEXT NOT NULL,
            reviewer TEXT NOT NULL,
            action TEXT NOT NULL,
            document INTEGER REFERENCES documents (id),
            sentence TEXT,
            changes TEXT NOT NULL,
            guideline TEXT NOT NULL,
            origin TEXT NOT NULL,
            elapsed_ms INTEGER,
            reverts TEXT
        ) STRICT""")
    db.execute("CREATE INDEX decisions_by_sentence ON decisions (sentence, seq)")
    _state_tables(db)


def _state_tables(db: Executes) -> None:
    db.execute("""
        CREATE TABLE annotations (
            document INTEGER NOT NULL REFERENCES documents (id),
            sentence INTEGER NOT NULL REFERENCES sentences (id),
            reviewer TEXT NOT NULL,
            label TEXT,
            uncertain INTEGER NOT NULL,
            note TEXT NOT NULL,
            created TEXT NOT NULL,
            modified TEXT NOT NULL,
            guideline TEXT NOT NULL,
            origin TEXT NOT NULL,
            elapsed_ms INTEGER,
            PRIMARY KEY (document, sentence, reviewer)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX annotations_by_sentence ON annotations (sentence)")
    db.execute("""
        CREATE TABLE progress (
            document INTEGER NOT NULL REFERENCES documents (id),
            reviewer TEXT NOT NULL,
            label TEXT NOT NULL,
            sentences INTEGER NOT NULL,
            PRIMARY KEY (document, reviewer, label)
        ) STRICT, WITHOUT ROWID""")
    db.execute("""
        CREATE TABLE undo_stack (
            reviewer TEXT NOT NULL,
            undone INTEGER NOT NULL,
            seq INTEGER NOT NULL REFERENCES decisions (seq),
            PRIMARY KEY (reviewer, undone, seq)
        ) STRICT, WITHOUT ROWID""")
    _what_is_remembered(db)


def _what_is_remembered(db: Executes) -> None:
    db.execute("""
        CREATE TABLE positions (
            reviewer TEXT NOT NULL,
            document INTEGER NOT NULL REFERENCES documents (id),
            start INTEGER NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (reviewer, document)
        ) STRICT, WITHOUT ROWID""")
    db.execute("""
        CREATE TABLE preferences (
            reviewer TEXT NOT NULL,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (reviewer, name)
        ) STRICT, WITHOUT ROWID""")
    db.execute("""
        CREATE TABLE guidelines (
            version TEXT PRIMARY KEY,
            text TEXT NOT NULL,
            since TEXT NOT NULL
        ) STRICT, WITHOUT ROWID""")
    db.execute("""
        CREATE VIRTUAL TABLE sentences_fts USING fts5 (
            text, content = 'sentences', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
        )""")


def who_said_it_and_what_is_claimed(db: Executes) -> None:
    """Attributions, claims and speakers; check-worthiness, claim types and duplicates beside the label."""
    db.execute("ALTER TABLE annotations ADD COLUMN check_worthiness TEXT")
    db.execute("ALTER TABLE annotations ADD COLUMN claim_types TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE annotations ADD COLUMN duplicate_of INTEGER")
    db.execute("""
        CREATE TABLE speakers (
            uid TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            aliases TEXT NOT NULL,
            role TEXT NOT NULL
        ) STRICT""")
    db.execute("""
        CREATE TABLE attributions (
            uid TEXT PRIMARY KEY,
            document INTEGER NOT NULL REFERENCES documents (id),
            reviewer TEXT NOT NULL,
            start INTEGER NOT NULL,
            source TEXT NOT NULL,
            cue TEXT NOT NULL,
            content TEXT NOT NULL,
            speaker TEXT REFERENCES speakers (uid),
            quote_type TEXT NOT NULL,
            addressee TEXT NOT NULL,
            parent TEXT,
            created TEXT NOT NULL,
            modified TEXT NOT NULL,
            guideline TEXT NOT NULL,
            origin TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX attributions_in_order ON attributions (document, reviewer, start)")
    db.execute("CREATE INDEX attributions_by_speaker ON attributions (speaker)")
    db.execute("""
        CREATE TABLE claims (
            uid TEXT PRIMARY KEY,
            document INTEGER NOT NULL REFERENCES documents (id),
            reviewer TEXT NOT NULL,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL CHECK ("end" > start),
            text TEXT NOT NULL,
            presupposed INTEGER NOT NULL,
            created TEXT NOT NULL,
            modified TEXT NOT NULL,
            guideline TEXT NOT NULL,
            origin TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX claims_in_order ON claims (document, reviewer, start)")


def evidence_and_several_reviewers(db: Executes) -> None:
    """Add checks with their evidence, assignments, versions of an article, and what lets two logs become one."""
    db.execute("ALTER TABLE decisions ADD COLUMN tick INTEGER NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE decisions ADD COLUMN text TEXT")
    # Time as it was recorded, but never backwards: in the order of the log each tick is greater than the one before.
    db.execute("""
        UPDATE decisions SET tick = latest.at + latest.seq FROM (
            SELECT seq, 1000 * max(1000 * strftime('%s', at) + substr(at, 21, 3)) OVER (ORDER BY seq) AS at
            FROM decisions
        ) AS latest WHERE latest.seq = decisions.seq""")
    db.execute("""
        UPDATE decisions SET text = (SELECT substr(sha256, 1, 16) FROM documents WHERE id = decisions.document)""")
    db.execute("""
        CREATE TABLE decision_claims (
            claim TEXT NOT NULL,
            seq INTEGER NOT NULL REFERENCES decisions (seq),
            PRIMARY KEY (claim, seq)
        ) STRICT, WITHOUT ROWID""")
    db.execute("""
        INSERT OR IGNORE INTO decision_claims SELECT json_extract(c.value, '$.key[0]'), d.seq
        FROM decisions d, json_each(d.changes) c WHERE json_extract(c.value, '$.on') = 'claim'""")
    _checks_and_evidence(db)


def _checks_and_evidence(db: Executes) -> None:
    db.execute("""
        CREATE TABLE checks (
            claim TEXT PRIMARY KEY REFERENCES claims (uid),
            status TEXT NOT NULL,
            verdict TEXT,
            quote_verdict TEXT,
            justification TEXT NOT NULL,
            searched TEXT NOT NULL,
            comment TEXT NOT NULL,
            checker TEXT NOT NULL,
            drafted_by TEXT NOT NULL,
            reviewed_by TEXT NOT NULL,
            created TEXT NOT NULL,
            modified TEXT NOT NULL
        ) STRICT""")
    db.execute("""
        CREATE TABLE evidence (
            uid TEXT PRIMARY KEY,
            claim TEXT NOT NULL REFERENCES checks (claim),
            source_url TEXT NOT NULL,
            archive_url TEXT NOT NULL,
            title TEXT NOT NULL,
            publisher TEXT NOT NULL,
            published_on TEXT NOT NULL,
            accessed_at TEXT NOT NULL,
            locator TEXT NOT NULL,
            excerpt TEXT NOT NULL,
            medium TEXT NOT NULL,
            stance TEXT NOT NULL,
            "primary" INTEGER NOT NULL,
            note TEXT NOT NULL,
            added_by TEXT NOT NULL,
            created TEXT NOT NULL,
            modified TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX evidence_by_claim ON evidence (claim, created)")
    _several_reviewers(db)


def _several_reviewers(db: Executes) -> None:
    db.execute("""
        CREATE TABLE assignments (
            document INTEGER NOT NULL REFERENCES documents (id),
            layer TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (document, layer)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX assignments_by_layer ON assignments (layer, document)")
    db.execute("ALTER TABLE documents ADD COLUMN version INTEGER NOT NULL DEFAULT 1")
    db.execute("""
        CREATE TABLE versions (
            document INTEGER NOT NULL REFERENCES documents (id),
            version INTEGER NOT NULL,
            sha256 TEXT NOT NULL,
            encoding TEXT NOT NULL,
            splitter TEXT NOT NULL,
            imported TEXT NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (document, sha256)
        ) STRICT""")
    db.execute("ALTER TABLE documents ADD COLUMN cut TEXT NOT NULL DEFAULT ''")  # how a splitter cut a corrected text
    joined_logs(db)
    db.execute("CREATE INDEX versions_by_sha256 ON versions (sha256)")
    db.execute("CREATE INDEX corrections ON decisions (document) WHERE action = 'correct'")
    db.execute("ALTER TABLE claims ADD COLUMN vanished INTEGER")  # in which version the words it came from are gone


STEPS = (
    first_tables,
    who_said_it_and_what_is_claimed,
    evidence_and_several_reviewers,
    suggestions_and_memory,
    files_schemes_and_proposals,
)
SCHEMA = len(STEPS)
"""How many steps a file has behind it, kept in it as `user_version`."""
