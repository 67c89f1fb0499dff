-- One decision of a person, as the files beside the warehouse have it, with what became of it in the last run.
-- grain: decision_id
-- depends: none
CREATE TABLE decision (
    decision_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (
        kind IN (
            'agency', 'year', 'document', 'cell', 'exception', 'same', 'apart', 'region', 'level', 'function', 'undo'
        )
    ),
    source VARCHAR NOT NULL,
    sha256 VARCHAR,
    part SMALLINT,
    report_id VARCHAR,
    row_code VARCHAR,
    column_code VARCHAR,
    value VARCHAR,
    who VARCHAR NOT NULL,
    decided_at TIMESTAMPTZ,
    why VARCHAR,
    evidence VARCHAR,
    reading VARCHAR,
    file VARCHAR NOT NULL,
    given VARCHAR NOT NULL CHECK (given IN ('stands', 'undone', 'contradicts')),
    state VARCHAR CHECK (state IN ('applies', 'waits', 'stale', 'contradicts', 'undone')),
    remark VARCHAR,
    told_at TIMESTAMPTZ NOT NULL
);
COMMENT ON COLUMN decision.decision_id IS 'Its name, which undo takes.';
COMMENT ON COLUMN decision.kind IS 'agency (whose), year (of which), document (a report or none, withdrawn or current), cell (reads so), exception (a check that may fail), same and apart (two agencies), region, level and function (of an agency), undo (another decision).';
COMMENT ON COLUMN decision.source IS 'What it is about: the sha256 of a document, #part=n for the n-th report in it; an agency; of an undo, a decision_id.';
COMMENT ON COLUMN decision.sha256 IS 'The document: report.sha256, rejected_document.sha256; NULL for a decision on agencies and for an undo.';
COMMENT ON COLUMN decision.part IS 'Which report of the document, from 1.';
COMMENT ON COLUMN decision.report_id IS 'The report that it is about, loaded or not: report.report_id.';
COMMENT ON COLUMN decision.row_code IS 'Of a cell its row; of an exception its check: identity_check.check_code.';
COMMENT ON COLUMN decision.column_code IS 'Of a cell its column; of an exception its scope: identity_check.scope.';
COMMENT ON COLUMN decision.value IS 'What is decided: a name, a year, report, no_report, withdrawn, current, accepted, a code, or a number in the unit of the cell.';
COMMENT ON COLUMN decision.who IS 'Who decided.';
COMMENT ON COLUMN decision.decided_at IS 'When; NULL where the file does not say.';
COMMENT ON COLUMN decision.why IS 'Why, in their words.';
COMMENT ON COLUMN decision.evidence IS 'What it rests on: an address, a letter, a call.';
COMMENT ON COLUMN decision.reading IS 'What was read of the cell when it was decided: its state and value.';
COMMENT ON COLUMN decision.file IS 'The file that it stands in.';
COMMENT ON COLUMN decision.given IS 'What the files make of it: stands, undone, or contradicts (another one that stands says otherwise).';
COMMENT ON COLUMN decision.state IS 'applies, waits (for its document), stale (it applies, but what it was made of has changed), contradicts or undone: these two change nothing.';
COMMENT ON COLUMN decision.remark IS 'Why it waits, is stale or contradicts.';
COMMENT ON COLUMN decision.told_at IS 'Start of the run that first found it so.';
