-- One run that changed this file; seen = loaded + unchanged + superseded + rejected.
-- grain: run_id
-- depends: none
CREATE TABLE ingest_run (
    run_id VARCHAR PRIMARY KEY,
    started_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ NOT NULL,
    seen BIGINT NOT NULL,
    loaded BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    superseded BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    parser_version VARCHAR NOT NULL,
    CHECK (seen = loaded + unchanged + superseded + rejected)
);
COMMENT ON COLUMN ingest_run.run_id IS 'Name of the run.';
COMMENT ON COLUMN ingest_run.started_at IS 'When the run started; report.ingested_at of what it loaded.';
COMMENT ON COLUMN ingest_run.finished_at IS 'When its load was ready to publish.';
COMMENT ON COLUMN ingest_run.seen IS 'Documents it was given.';
COMMENT ON COLUMN ingest_run.loaded IS 'New documents that became the current version of their report.';
COMMENT ON COLUMN ingest_run.unchanged IS 'Documents whose content was known, from before or twice in the run.';
COMMENT ON COLUMN ingest_run.superseded IS 'New documents that are an older version than the current one.';
COMMENT ON COLUMN ingest_run.rejected IS 'Documents refused: rejected_document.';
COMMENT ON COLUMN ingest_run.parser_version IS 'Version of the reader of documents.';
