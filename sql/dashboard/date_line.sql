-- Where the date stands that decides whether a report was in time: which version, which line. Parameters: agency, year.
-- grain: one row
-- depends: timeliness, report, report_evidence, report_text
-- A publication is found where the reader found it (`line_no` NULL: outside the text, in a manifest or an address); of a
-- signature that proves lateness the last line that prints the day, else the report's last.
WITH told AS (
    SELECT
        *, first_published IS NOT NULL AND (days_late IS NULL OR days_late = 0 OR first_published = deadline + days_late::INTEGER)
            AS is_published,
        CASE WHEN is_published THEN first_published WHEN status = 'late' THEN deadline + days_late::INTEGER END AS day
    FROM timeliness
    WHERE agency_id = $agency AND report_year = $year
),
version AS (
    SELECT told.*, report.report_id AS version, report.is_current, string_split(text.text, chr(10)) AS lines
    FROM told
    JOIN report ON
        report.agency_id = told.agency_id AND report.report_year = told.report_year
        AND report.standing IS DISTINCT FROM 'withdrawn' AND CASE WHEN is_published THEN report.published_date ELSE report.signed_date END = told.day
    LEFT JOIN report_text AS text ON text.report_id = report.report_id
),
signed AS (
    SELECT
        version.*, list_filter(range(1, len(lines) + 1), lambda place: regexp_matches(
            lines[place], printf('%d\D{1,4}0?%d\D{1,4}0?%d(\D|$)', year(day), month(day), day(day))
        )) AS places
    FROM version
)
SELECT
    told.status, told.deadline, told.days_late, told.day, told.is_published, signed.version AS report_id, hint.source,
    CASE WHEN told.is_published THEN hint.line_no ELSE coalesce(list_max(signed.places), len(signed.lines)) END AS line_no
FROM told
LEFT JOIN signed ON true
LEFT JOIN report_evidence AS hint ON
    hint.report_id = signed.version AND hint.about = 'date' AND hint.verdict IN ('used', 'agrees') AND told.is_published
ORDER BY signed.is_current DESC NULLS LAST, hint.line_no IS NULL, hint.verdict = 'used' DESC, hint.line_no
LIMIT 1
