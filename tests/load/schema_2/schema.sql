CREATE TABLE warehouse_meta (
    application VARCHAR NOT NULL CHECK (application = 'gongkai'),
    schema_version INTEGER NOT NULL,
    checked_by VARCHAR
);

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

CREATE TABLE report (
    report_id VARCHAR NOT NULL,
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    agency_name_printed VARCHAR,
    title VARCHAR,
    edition VARCHAR NOT NULL,
    signed_date DATE,
    published_date DATE,
    is_revision BOOLEAN NOT NULL,
    source_uri VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL CHECK (length(sha256) = 64),
    decoded_by VARCHAR,
    cells_known INTEGER,
    ingested_at TIMESTAMPTZ NOT NULL,
    is_current BOOLEAN NOT NULL,
    parser_version VARCHAR NOT NULL
);

CREATE TABLE report_text (
    report_id VARCHAR NOT NULL,
    text VARCHAR NOT NULL USING COMPRESSION zstd
);

CREATE TABLE rejected_document (
    source_uri VARCHAR NOT NULL,
    sha256 VARCHAR CHECK (length(sha256) = 64),
    reason VARCHAR NOT NULL,
    detail VARCHAR,
    seen_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE agency_evidence (
    report_id VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    printed VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL CHECK (verdict IN ('used', 'agrees', 'contradicts', 'unread')),
    region_codes VARCHAR
);
