-- One dimension of the scorecard of one current report: the verdict and the checks behind it.
-- grain: agency_id, report_year, dimension
-- depends: report, scorecard_weight
CREATE TABLE scorecard_part (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    dimension VARCHAR NOT NULL,
    status VARCHAR NOT NULL CHECK (status IN ('pass', 'fail', 'unknown')),
    checks INTEGER NOT NULL,
    evidence INTEGER NOT NULL,
    failures INTEGER NOT NULL
);
COMMENT ON COLUMN scorecard_part.agency_id IS 'The reporting agency: dim_agency.agency_id.';
COMMENT ON COLUMN scorecard_part.report_year IS 'The year reported on.';
COMMENT ON COLUMN scorecard_part.report_id IS 'The current report: report.report_id.';
COMMENT ON COLUMN scorecard_part.dimension IS 'scorecard_weight.dimension.';
COMMENT ON COLUMN scorecard_part.status IS 'fail when one check fails, pass when all checks pass, else unknown.';
COMMENT ON COLUMN scorecard_part.checks IS 'Checks that the dimension has for this report.';
COMMENT ON COLUMN scorecard_part.evidence IS 'Checks of these that could be told: passed or failed.';
COMMENT ON COLUMN scorecard_part.failures IS 'Checks that failed.';
