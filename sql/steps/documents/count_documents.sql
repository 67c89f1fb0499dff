-- What the run did to documents, each report in one counted; what is current among the new is not known yet.
-- grain: one row
-- depends: met, incoming, incoming_rejected, staged_rejected, refused_again, known_before, held_before, report, rejected_document
CREATE TEMP TABLE fresh AS
SELECT report_id, sha256 FROM incoming
WHERE
    sha256 NOT IN (SELECT sha256 FROM known_before)
    OR (sha256, coalesce(part, 1)) IN (SELECT (sha256, part) FROM held_before);

CREATE TEMP TABLE counted AS
WITH part AS (
    SELECT sha256 FROM incoming
    UNION ALL
    SELECT sha256 FROM incoming_rejected
    UNION ALL
    SELECT sha256 FROM report ANTI JOIN coming USING (sha256)
    UNION ALL
    SELECT sha256 FROM rejected_document ANTI JOIN coming USING (sha256)
),
parts AS (
    SELECT sha256, count(*) AS parts FROM part SEMI JOIN met USING (sha256) GROUP BY sha256
),
meeting AS (
    SELECT sum(times * parts) AS seen FROM met JOIN parts USING (sha256)
),
-- Held documents that come in without their files.
waiting AS (
    SELECT count(*) AS seen FROM fresh ANTI JOIN met USING (sha256)
),
nameless AS (
    SELECT
        (SELECT count(*) FROM staged_rejected WHERE sha256 IS NULL) AS seen,
        (SELECT count(*) FROM incoming_rejected WHERE sha256 IS NULL) AS refused
),
refused AS (
    SELECT count(*) AS refused FROM incoming_rejected
    WHERE sha256 IS NOT NULL AND sha256 NOT IN (SELECT sha256 FROM known_before)
)
SELECT
    (coalesce(meeting.seen, 0) + waiting.seen + nameless.seen)::BIGINT AS seen,
    (SELECT count(*) FROM fresh) AS fresh,
    (refused.refused + nameless.refused)::BIGINT AS rejected,
    (SELECT count(*) FROM known_before) AS reread
FROM meeting, waiting, nameless, refused;
