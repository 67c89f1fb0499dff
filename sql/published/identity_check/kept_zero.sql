-- Kept rows of the view `identity_check`: the identities of a report whose every term is a printed 0, in one row.
-- grain: agency_id, report_year
-- depends: touched, telling_cell, identity_term
-- refresh: report
-- Three of four identities say that 0 is 0: as rows they would take more room than all that tell something.
CREATE TABLE kept_identity_check_zero (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    identities VARCHAR[] NOT NULL
);
COMMENT ON COLUMN kept_identity_check_zero.identities IS 'The identities whose every term is a printed 0, each as check_code.scope.';
INSERT INTO kept_identity_check_zero
WITH whole AS (
    -- Instances are numbered edition by edition.
    SELECT edition, min(instance) AS first, list(check_code || '.' || scope ORDER BY instance) AS identities
    FROM (SELECT DISTINCT edition, instance, check_code, scope FROM identity_term)
    GROUP BY edition
),
told AS (
    SELECT cell.doc, list(DISTINCT part.instance) AS instances
    FROM telling_cell AS cell
    JOIN identity_term AS part ON part.cell_key = cell.cell_key AND part.years_back = cell.back
    GROUP BY cell.doc
)
SELECT
    touched.agency_id, touched.report_year, touched.report_id,
    list_filter(
        whole.identities,
        lambda one, place: NOT coalesce(list_contains(told.instances, (whole.first + place - 1)::INTEGER), false)
    )
FROM touched
JOIN whole ON whole.edition = touched.edition
LEFT JOIN told ON told.doc = touched.doc
ORDER BY touched.doc;
