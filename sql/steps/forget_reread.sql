-- Documents read again: what was read of them before goes, and agencies that only they had named.
-- grain: report_id
-- depends: reread, report, dim_agency, agency_alias, text_reuse, mart_report
DELETE FROM report WHERE report_id IN (SELECT report_id FROM reread);

DELETE FROM dim_agency WHERE agency_id NOT IN (SELECT agency_id FROM report);

DELETE FROM agency_alias WHERE agency_id NOT IN (SELECT agency_id FROM report);

-- Comparisons with them are made anew: a report that is not in text_reuse counts as entered.
DELETE FROM text_reuse
WHERE
    report_id IN (SELECT report_id FROM reread)
    OR report_id IN (SELECT report_id FROM text_reuse WHERE other_report_id IN (SELECT report_id FROM reread));

-- What is kept of them is worked out anew, also for an agency that loses one of them.
UPDATE mart_report SET parser_version = '' WHERE report_id IN (SELECT report_id FROM reread);
