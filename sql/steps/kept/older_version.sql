-- The versions of touched reports that do not count any more; mostly there are none.
-- grain: doc, report_id
-- depends: touched, report
-- refresh: report
CREATE OR REPLACE TEMP TABLE older_version AS
SELECT
    touched.doc, touched.report_id AS now_id, earlier.report_id, earlier.ingested_at
FROM touched
JOIN report AS current ON current.report_id = touched.report_id
JOIN report AS earlier ON
    earlier.agency_id = touched.agency_id AND earlier.report_year = touched.report_year AND NOT earlier.is_current
    -- What people withdrew says nothing; nor is a later version, where they decided that an earlier one counts, an earlier one.
    AND earlier.standing IS DISTINCT FROM 'withdrawn'
    AND NOT CASE
        WHEN earlier.published_date <> current.published_date THEN earlier.published_date > current.published_date
        WHEN earlier.signed_date <> current.signed_date THEN earlier.signed_date > current.signed_date
        WHEN earlier.is_revision <> current.is_revision THEN earlier.is_revision
        ELSE earlier.ingested_at > current.ingested_at
    END;
