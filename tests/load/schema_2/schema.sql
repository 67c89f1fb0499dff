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

CREATE TABLE dim_agency (
    agency_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    region_code VARCHAR CHECK (length(region_code) = 6),
    province VARCHAR,
    prefecture VARCHAR,
    county VARCHAR,
    zone VARCHAR,
    former_region_code VARCHAR,
    successor_region_code VARCHAR,
    level VARCHAR CHECK (level IN ('national', 'province', 'prefecture', 'county', 'township')),
    kind VARCHAR CHECK (kind IN ('government', 'government_office', 'department', 'other')),
    function_code VARCHAR,
    candidates VARCHAR,
    name_year SMALLINT NOT NULL
);

CREATE TABLE agency_alias (
    agency_id VARCHAR NOT NULL,
    name_printed VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    stem VARCHAR,
    is_full BOOLEAN,
    first_year SMALLINT NOT NULL,
    last_year SMALLINT NOT NULL,
    resolved_by VARCHAR,
    PRIMARY KEY (agency_id, name_printed),
    CHECK (first_year <= last_year)
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

CREATE TABLE report_section (
    report_id VARCHAR NOT NULL,
    section VARCHAR NOT NULL,
    heading VARCHAR,
    line_no INTEGER
);

CREATE TABLE report_sentence (
    report_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    section VARCHAR NOT NULL,
    line_no INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    length INTEGER NOT NULL,
    phrases UBIGINT[] NOT NULL
);

CREATE TABLE fact_disclosure (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    row_code VARCHAR NOT NULL,
    column_code VARCHAR NOT NULL,
    value DECIMAL(18, 4),
    unit VARCHAR,
    state VARCHAR NOT NULL CHECK (state IN ('reported', 'repaired', 'inferred', 'missing')),
    reason VARCHAR,
    raw_text VARCHAR,
    line_no INTEGER,
    CHECK ((value IS NULL) = (state = 'missing'))
);

CREATE TABLE fact_application (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    row_code VARCHAR NOT NULL,
    column_code VARCHAR NOT NULL,
    value BIGINT,
    unit VARCHAR,
    state VARCHAR NOT NULL CHECK (state IN ('reported', 'repaired', 'inferred', 'missing')),
    reason VARCHAR,
    raw_text VARCHAR,
    line_no INTEGER,
    CHECK ((value IS NULL) = (state = 'missing'))
);

CREATE TABLE fact_dispute (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    row_code VARCHAR NOT NULL,
    column_code VARCHAR NOT NULL,
    value BIGINT,
    unit VARCHAR,
    state VARCHAR NOT NULL CHECK (state IN ('reported', 'repaired', 'inferred', 'missing')),
    reason VARCHAR,
    raw_text VARCHAR,
    line_no INTEGER,
    CHECK ((value IS NULL) = (state = 'missing'))
);

CREATE TABLE fact_claim (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    claim_no SMALLINT,
    topic VARCHAR NOT NULL,
    scope VARCHAR,
    value DECIMAL(18, 4),
    unit VARCHAR,
    qualifier VARCHAR,
    value_low DECIMAL(18, 4),
    value_high DECIMAL(18, 4),
    printed VARCHAR,
    part_of SMALLINT,
    rate_of SMALLINT,
    rate_base SMALLINT,
    claimed_year SMALLINT,
    sentence VARCHAR,
    line_no INTEGER
);

CREATE TABLE reported_problem (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    family VARCHAR NOT NULL,
    keyword VARCHAR NOT NULL,
    sentence VARCHAR NOT NULL,
    line_no INTEGER NOT NULL
);

CREATE TABLE leftover (
    report_id VARCHAR NOT NULL,
    line_no INTEGER,
    token VARCHAR,
    reason VARCHAR NOT NULL
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
