-- Documents read again: what was read of them before goes, and agencies that only they had named.
-- grain: report_id
-- depends: reread, report, decided_cell, regrouped_report, dim_agency, agency_alias, text_reuse, refreshed_report
DELETE FROM decided_cell WHERE report_id IN (SELECT report_id FROM reread);

DELETE FROM regrouped_report WHERE report_id IN (SELECT report_id FROM reread);

DELETE FROM report WHERE report_id IN (SELECT report_id FROM reread);

DELETE FROM dim_agency WHERE agency_id NOT IN (SELECT agency_id FROM report);

-- Names that no other report of the agency prints go, the years of the others are what their reports say.
CREATE OR REPLACE TEMP TABLE name_left AS
SELECT agency_id, agency_name_printed AS name_printed, min(report_year) AS first_year, max(report_year) AS last_year
FROM report
SEMI JOIN reread USING (agency_id)
GROUP BY ALL;

DELETE FROM agency_alias
WHERE
    agency_id IN (SELECT agency_id FROM reread)
    AND (agency_id, name_printed) NOT IN (
        SELECT (agency_id, name_printed) FROM name_left WHERE name_printed IS NOT NULL
    );

UPDATE agency_alias SET first_year = name_left.first_year, last_year = name_left.last_year
FROM name_left
WHERE name_left.agency_id = agency_alias.agency_id AND name_left.name_printed = agency_alias.name_printed;

-- Comparisons with them are made anew: a report that is not in text_reuse counts as entered.
DELETE FROM text_reuse
WHERE
    report_id IN (SELECT report_id FROM reread)
    OR report_id IN (SELECT report_id FROM text_reuse WHERE other_report_id IN (SELECT report_id FROM reread));

-- What is kept of them is worked out anew, also for an agency that loses one of them.
UPDATE refreshed_report SET parser_version = '' WHERE report_id IN (SELECT report_id FROM reread);
