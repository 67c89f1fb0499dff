-- What a warehouse of schema 3 or later, attached as `old`, keeps as it is.
-- grain: as of each table
-- depends: none
INSERT INTO agency_alias BY NAME FROM old.agency_alias;

INSERT INTO dim_agency BY NAME FROM old.dim_agency;

INSERT INTO document_name BY NAME FROM old.document_name;

INSERT INTO fact_application BY NAME FROM old.fact_application;

INSERT INTO fact_claim BY NAME FROM old.fact_claim;

INSERT INTO fact_disclosure BY NAME FROM old.fact_disclosure;

INSERT INTO fact_dispute BY NAME FROM old.fact_dispute;

INSERT INTO held_document BY NAME FROM old.held_document;

INSERT INTO ingest_run BY NAME FROM old.ingest_run;

INSERT INTO leftover BY NAME FROM old.leftover;

INSERT INTO manifest_row BY NAME FROM old.manifest_row;

INSERT INTO rejected_document BY NAME FROM old.rejected_document;

INSERT INTO report BY NAME FROM old.report;

INSERT INTO report_evidence BY NAME FROM old.report_evidence;

INSERT INTO report_form BY NAME FROM old.report_form;

-- (Up to schema 5 all grids are certain: `is_certain` is true by default.)
INSERT INTO report_grid BY NAME FROM old.report_grid;

INSERT INTO report_section BY NAME FROM old.report_section;

INSERT INTO report_sentence BY NAME FROM old.report_sentence;

INSERT INTO report_text BY NAME FROM old.report_text;

INSERT INTO reported_problem BY NAME FROM old.reported_problem;
