-- Who did not report: agencies that reported before, and the later years of which others have a report and they have none.
-- grain: agency_id, report_year
-- depends: report, lacking_report, due_agency, agency_area, ingest_run, held_document, report_evidence, agency_alias, manifest_row, rejected_document
-- And whoever stands on a roster (`gongkai ingest --roster`), for each of its years, also who never reported; nothing before
-- or after these is asked of them. Without a roster it is of what this warehouse was given: a report that exists and was
-- never crawled is missing here too, and an agency that was dissolved or merged looks the same.
-- Whether the deadline has passed is told by the newest run, not by the clock, on China's calendar wherever it is asked.
-- A document may be theirs where it is held with their name, or was refused and a manifest names them for it; it is theirs,
-- and does not count, where people withdrew it.
CREATE VIEW unreported AS
WITH seen AS (
    SELECT (max(finished_at) AT TIME ZONE 'Asia/Shanghai')::DATE AS seen_on FROM ingest_run
),
alias AS (
    SELECT agency_id, name_printed AS name FROM agency_alias
    UNION SELECT agency_id, name FROM agency_alias
    UNION SELECT agency_id, name FROM due_agency()
),
told AS (
    SELECT source_uri, report_year, agency_name_printed AS name, 'held' AS fate, reason FROM held_document
    UNION ALL
    SELECT held.source_uri, held.report_year, hint.text AS name, 'held' AS fate, held.reason
    FROM held_document AS held
    JOIN report_evidence AS hint ON hint.source_uri = held.source_uri
    WHERE hint.report_id IS NULL AND hint.about = 'agency'
    UNION ALL
    SELECT refused.source_uri, row.report_year, row.agency AS name, 'rejected' AS fate, refused.reason
    FROM rejected_document AS refused
    JOIN manifest_row AS row ON row.key = refused.source_uri
    UNION ALL
    SELECT refused.source_uri, row.report_year, row.agency AS name, 'rejected' AS fate, refused.reason
    FROM rejected_document AS refused
    JOIN manifest_row AS row ON row.root || row.key = refused.source_uri
),
-- A held document stands among the rejected ones too.
maybe AS (
    SELECT alias.agency_id, told.source_uri, any_value(told.report_year) AS report_year, min(told.fate) AS fate,
        any_value(told.reason) AS reason
    FROM told
    JOIN alias ON alias.name = told.name
    GROUP BY ALL
    UNION ALL
    SELECT agency_id, source_uri, report_year, 'withdrawn', 'withdrawn' FROM report WHERE standing = 'withdrawn'
),
theirs AS (
    SELECT
        lacking.agency_id, lacking.report_year, count(*) AS documents,
        min({'source_uri': maybe.source_uri, 'fate': maybe.fate, 'reason': maybe.reason}) AS first
    FROM lacking_report() AS lacking
    JOIN maybe ON
        maybe.agency_id = lacking.agency_id
        AND coalesce(maybe.report_year, lacking.report_year) = lacking.report_year
    GROUP BY ALL
),
judged AS (
    SELECT
        lacking.*, due.name AS agency_name, due.region_code, due.province, due.prefecture, due.county, due.level, due.kind,
        due.function_code, due.part_of, make_date(lacking.report_year + 1, due.due_month, 31) AS deadline,
        (SELECT seen_on FROM seen) AS seen_on
    FROM lacking_report() AS lacking
    LEFT JOIN agency_area() AS due ON due.agency_id = lacking.agency_id
)
SELECT
    judged.agency_id, judged.agency_name, judged.region_code, judged.province, judged.prefecture,
    judged.county, judged.level, judged.kind, judged.function_code,
    judged.report_year, judged.last_report_year, judged.next_report_year, judged.deadline,
    CASE WHEN judged.seen_on > judged.deadline THEN judged.seen_on - judged.deadline END AS days_overdue,
    CASE
        WHEN judged.deadline IS NULL THEN 'no_deadline'
        WHEN judged.seen_on > judged.deadline THEN 'overdue'
        WHEN judged.seen_on <= judged.deadline THEN 'not_due'
        ELSE 'unknown'
    END AS status,
    coalesce(theirs.documents, 0) AS maybe_documents, theirs.first.source_uri AS maybe_source_uri,
    theirs.first.fate AS maybe_fate, theirs.first.reason AS maybe_reason, judged.is_listed, judged.part_of
FROM judged
LEFT JOIN theirs ON theirs.agency_id = judged.agency_id AND theirs.report_year = judged.report_year;
COMMENT ON COLUMN unreported.report_year IS 'A year of the roster, or of which others have a report here, and this agency has none.';
COMMENT ON COLUMN unreported.last_report_year IS 'The newest earlier year that it reported on; NULL for none.';
COMMENT ON COLUMN unreported.next_report_year IS 'The next later year that it reported on; NULL for none: it stopped, or was dissolved.';
COMMENT ON COLUMN unreported.deadline IS 'Date that the law sets: timeliness.deadline; NULL where it sets none.';
COMMENT ON COLUMN unreported.days_overdue IS 'Days from the deadline to the newest run; NULL while it has not passed, or where there is none.';
COMMENT ON COLUMN unreported.status IS 'overdue (the deadline had passed at the newest run), not_due, no_deadline (the law sets none), or unknown (no run is known).';
COMMENT ON COLUMN unreported.maybe_documents IS 'Held and rejected documents that may be this report, and withdrawn ones, which it was.';
COMMENT ON COLUMN unreported.maybe_source_uri IS 'One of them; NULL for none.';
COMMENT ON COLUMN unreported.maybe_fate IS 'held (read, and who or which year is open), rejected, or withdrawn (it does not count); NULL for none.';
COMMENT ON COLUMN unreported.maybe_reason IS 'Why it is held or rejected: held_document.reason, rejected_document.reason; withdrawn where people decided so.';
COMMENT ON COLUMN unreported.is_listed IS 'It stands on the roster for this year; false: it reported before, and no roster names it.';
COMMENT ON COLUMN unreported.part_of IS 'Whose part it is, as county:110114: the government of this level and place counts it among its agencies (hierarchy_check.n_unreported); NULL for nobody''s.';
