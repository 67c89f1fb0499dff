CREATE TABLE agency_alias(agency_id VARCHAR, name_printed VARCHAR, "name" VARCHAR NOT NULL, stem VARCHAR, is_full BOOLEAN, first_year SMALLINT NOT NULL, last_year SMALLINT NOT NULL, resolved_by VARCHAR, PRIMARY KEY(agency_id, name_printed), CHECK((first_year <= last_year)));

CREATE TABLE common_phrase(phrase UBIGINT PRIMARY KEY, is_statutory BOOLEAN NOT NULL);

CREATE TABLE decided_cell(agency_id VARCHAR NOT NULL, report_year SMALLINT NOT NULL, report_id VARCHAR NOT NULL, form VARCHAR NOT NULL, row_code VARCHAR NOT NULL, column_code VARCHAR NOT NULL, "value" DECIMAL(23,4) NOT NULL, decision_id VARCHAR NOT NULL, value_read DECIMAL(23,4), state_read VARCHAR NOT NULL, reason_read VARCHAR);

CREATE TABLE decision(decision_id VARCHAR NOT NULL, kind VARCHAR NOT NULL, "source" VARCHAR NOT NULL, sha256 VARCHAR, part SMALLINT, report_id VARCHAR, row_code VARCHAR, column_code VARCHAR, "value" VARCHAR, who VARCHAR NOT NULL, decided_at TIMESTAMP WITH TIME ZONE, why VARCHAR, evidence VARCHAR, reading VARCHAR, file VARCHAR NOT NULL, given VARCHAR NOT NULL, state VARCHAR, remark VARCHAR, told_at TIMESTAMP WITH TIME ZONE NOT NULL, CHECK((kind IN ('agency', 'year', 'document', 'cell', 'undo'))), CHECK((given IN ('stands', 'undone', 'contradicts'))), CHECK((state IN ('applies', 'waits', 'stale', 'contradicts', 'undone'))));

CREATE TABLE dim_agency(agency_id VARCHAR PRIMARY KEY, "name" VARCHAR NOT NULL, region_code VARCHAR, province VARCHAR, prefecture VARCHAR, county VARCHAR, "zone" VARCHAR, former_region_code VARCHAR, successor_region_code VARCHAR, "level" VARCHAR, kind VARCHAR, function_code VARCHAR, candidates VARCHAR, name_year SMALLINT NOT NULL, CHECK((length(region_code) = 6)), CHECK(("level" IN ('national', 'province', 'prefecture', 'county', 'township'))), CHECK((kind IN ('government', 'government_office', 'department', 'other'))));

CREATE TABLE document_name(sha256 VARCHAR NOT NULL, source_uri VARCHAR NOT NULL, url VARCHAR, CHECK((length(sha256) = 64)));

CREATE TABLE document_text(sha256 VARCHAR NOT NULL, decoded_by VARCHAR, read_from VARCHAR, "text" VARCHAR NOT NULL, grids STRUCT(grid INTEGER, first_line INTEGER, last_line INTEGER, page INTEGER)[], merged STRUCT(line_no INTEGER, "column" INTEGER, row_span INTEGER, column_span INTEGER)[], CHECK((length(sha256) = 64)));

CREATE TABLE fact_application(agency_id VARCHAR NOT NULL, report_year SMALLINT NOT NULL, report_id VARCHAR NOT NULL, row_code VARCHAR NOT NULL, column_code VARCHAR NOT NULL, "value" BIGINT, unit VARCHAR, state VARCHAR NOT NULL, reason VARCHAR, raw_text VARCHAR, line_no INTEGER, CHECK((state IN ('reported', 'repaired', 'inferred', 'recognised', 'decided', 'missing'))), CHECK((("value" IS NULL) = (state = 'missing'))));

CREATE TABLE fact_claim(agency_id VARCHAR NOT NULL, report_year SMALLINT NOT NULL, report_id VARCHAR NOT NULL, claim_no SMALLINT, topic VARCHAR NOT NULL, "scope" VARCHAR, "value" DECIMAL(18,4), unit VARCHAR, qualifier VARCHAR, value_low DECIMAL(18,4), value_high DECIMAL(18,4), printed VARCHAR, part_of SMALLINT, rate_of SMALLINT, rate_base SMALLINT, claimed_year SMALLINT, sentence VARCHAR, line_no INTEGER);

CREATE TABLE fact_disclosure(agency_id VARCHAR NOT NULL, report_year SMALLINT NOT NULL, report_id VARCHAR NOT NULL, row_code VARCHAR NOT NULL, column_code VARCHAR NOT NULL, "value" DECIMAL(18,4), unit VARCHAR, state VARCHAR NOT NULL, reason VARCHAR, raw_text VARCHAR, line_no INTEGER, CHECK((state IN ('reported', 'repaired', 'inferred', 'recognised', 'decided', 'missing'))), CHECK((("value" IS NULL) = (state = 'missing'))));

CREATE TABLE fact_dispute(agency_id VARCHAR NOT NULL, report_year SMALLINT NOT NULL, report_id VARCHAR NOT NULL, row_code VARCHAR NOT NULL, column_code VARCHAR NOT NULL, "value" BIGINT, unit VARCHAR, state VARCHAR NOT NULL, reason VARCHAR, raw_text VARCHAR, line_no INTEGER, CHECK((state IN ('reported', 'repaired', 'inferred', 'recognised', 'decided', 'missing'))), CHECK((("value" IS NULL) = (state = 'missing'))));

CREATE TABLE held_document(report_id VARCHAR NOT NULL, source_uri VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, part SMALLINT NOT NULL, reason VARCHAR NOT NULL, candidates VARCHAR, title VARCHAR, agency_name_printed VARCHAR, report_year SMALLINT, signed_date DATE, published_date DATE, url VARCHAR, decoded_by VARCHAR, read_from VARCHAR, "text" VARCHAR NOT NULL, first_line INTEGER NOT NULL, held_since TIMESTAMP WITH TIME ZONE NOT NULL, CHECK((length(sha256) = 64)), CHECK((reason IN ('agency_unknown', 'year_unknown'))));

CREATE TABLE ingest_run(run_id VARCHAR PRIMARY KEY, started_at TIMESTAMP WITH TIME ZONE NOT NULL, finished_at TIMESTAMP WITH TIME ZONE NOT NULL, seen BIGINT NOT NULL, loaded BIGINT NOT NULL, unchanged BIGINT NOT NULL, superseded BIGINT NOT NULL, rejected BIGINT NOT NULL, parser_version VARCHAR NOT NULL, CHECK((seen = (((loaded + unchanged) + superseded) + rejected))));

CREATE TABLE leftover(report_id VARCHAR NOT NULL, line_no INTEGER, token VARCHAR, reason VARCHAR NOT NULL);

CREATE TABLE manifest_row("key" VARCHAR NOT NULL, root VARCHAR NOT NULL, agency VARCHAR, report_year SMALLINT, published_date DATE, url VARCHAR, told_at TIMESTAMP WITH TIME ZONE NOT NULL);

CREATE TABLE rejected_document(source_uri VARCHAR NOT NULL, sha256 VARCHAR, reason VARCHAR NOT NULL, detail VARCHAR, seen_at TIMESTAMP WITH TIME ZONE NOT NULL, CHECK((length(sha256) = 64)));

CREATE TABLE report(report_id VARCHAR NOT NULL, agency_id VARCHAR NOT NULL, report_year SMALLINT NOT NULL, agency_name_printed VARCHAR, title VARCHAR, edition VARCHAR NOT NULL, signed_date DATE, published_date DATE, is_revision BOOLEAN NOT NULL, year_source VARCHAR, year_certainty VARCHAR, uses_names BOOLEAN, source_uri VARCHAR NOT NULL, url VARCHAR, part SMALLINT, sha256 VARCHAR NOT NULL, decoded_by VARCHAR, read_from VARCHAR, cells_known INTEGER, ingested_at TIMESTAMP WITH TIME ZONE NOT NULL, is_current BOOLEAN NOT NULL, standing VARCHAR, parser_version VARCHAR NOT NULL, CHECK((year_certainty IN ('stated', 'told', 'agreed', 'decided'))), CHECK((length(sha256) = 64)), CHECK((standing IN ('withdrawn', 'current'))));

CREATE TABLE report_evidence(source_uri VARCHAR NOT NULL, report_id VARCHAR, about VARCHAR NOT NULL, "source" VARCHAR NOT NULL, "text" VARCHAR NOT NULL, line_no INTEGER, verdict VARCHAR NOT NULL, region_codes VARCHAR, CHECK((about IN ('agency', 'year', 'date'))), CHECK((verdict IN ('used', 'agrees', 'contradicts', 'unread'))));

CREATE TABLE report_form(report_id VARCHAR NOT NULL, form VARCHAR NOT NULL, print VARCHAR NOT NULL, CHECK((print IN ('printed', 'cut', 'absent', 'picture'))));

CREATE TABLE report_grid(report_id VARCHAR NOT NULL, grid INTEGER NOT NULL, "row" INTEGER NOT NULL, "column" INTEGER NOT NULL, row_span INTEGER NOT NULL, column_span INTEGER NOT NULL, "text" VARCHAR, line_no INTEGER, page INTEGER, column_code VARCHAR);

CREATE TABLE report_section(report_id VARCHAR NOT NULL, section VARCHAR NOT NULL, heading VARCHAR, line_no INTEGER);

CREATE TABLE report_sentence(report_id VARCHAR NOT NULL, report_year SMALLINT NOT NULL, section VARCHAR NOT NULL, line_no INTEGER NOT NULL, start_at INTEGER NOT NULL, length INTEGER NOT NULL, phrases UBIGINT[] NOT NULL);

CREATE TABLE report_text(report_id VARCHAR NOT NULL, "text" VARCHAR NOT NULL, first_line INTEGER);

CREATE TABLE reported_problem(agency_id VARCHAR NOT NULL, report_year SMALLINT NOT NULL, report_id VARCHAR NOT NULL, "family" VARCHAR NOT NULL, keyword VARCHAR NOT NULL, sentence VARCHAR NOT NULL, line_no INTEGER NOT NULL);

CREATE TABLE text_reuse(agency_id VARCHAR NOT NULL, report_year SMALLINT NOT NULL, report_id VARCHAR NOT NULL, section VARCHAR NOT NULL, relation VARCHAR NOT NULL, other_report_id VARCHAR, other_agency_id VARCHAR, other_report_year SMALLINT, status VARCHAR NOT NULL, similarity DOUBLE, matching_sentences INTEGER, sentences INTEGER, characters INTEGER, own_characters INTEGER, CHECK((relation IN ('own_last_year', 'peer_same_year'))), CHECK((status IN ('compared', 'section_absent', 'too_little_text', 'no_other'))), CHECK((similarity BETWEEN 0 AND 1)), CHECK(((similarity IS NOT NULL) = (status = 'compared'))));

CREATE TABLE warehouse_meta(application VARCHAR NOT NULL, schema_version INTEGER NOT NULL, checked_by VARCHAR, CHECK((application = 'gongkai')));
