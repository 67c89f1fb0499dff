-- Every arithmetic identity of every current report, those with terms that are not 0 and those of zeros alone.
-- grain: agency_id, report_year, check_code, scope
-- depends: kept_identity_check, kept_cell_zero
CREATE MACRO every_identity() AS TABLE
SELECT agency_id, report_year, report_id, check_code, scope, lhs, rhs, status, detail, status_printed
FROM kept_identity_check
UNION ALL
SELECT
    agency_id, report_year, report_id, split_part(identity, '.', 1), split_part(identity, '.', 2),
    0::DECIMAL(38, 4), 0::DECIMAL(38, 4), 'pass', '0, printed 0', 'pass'
FROM (
    SELECT agency_id, report_year, report_id, unnest(identities) AS identity FROM kept_cell_zero
);
