-- What became of each decision: it applies, waits for its document, is stale, or contradicts another.
-- grain: decision_id
-- depends: decision, report, held_document, rejected_document, decided_cell, decided_key, decided_agency, regrouped_report, agency_alias
CREATE OR REPLACE TEMP TABLE judged AS
WITH refused AS (
    SELECT
        decision.decision_id,
        coalesce(min('held: ' || held_document.reason), min('refused: ' || rejected_document.reason)) AS how,
        count(held_document.reason) > 0 AS is_held,
        bool_or(rejected_document.reason = 'decided_no_report') AS by_decision
    FROM decision
    JOIN rejected_document ON
        rejected_document.sha256 = decision.sha256
        AND coalesce(regexp_extract(rejected_document.source_uri, '#part=(\d+)$', 1), '')
        = if(decision.part > 1, decision.part::VARCHAR, '')
    LEFT JOIN held_document ON
        held_document.sha256 = decision.sha256 AND held_document.part = decision.part
    GROUP BY decision.decision_id
),
-- Decisions on agencies of which a report is here.
agency_here AS (
    SELECT DISTINCT key.decision_id
    FROM decided_key AS key
    JOIN (
        SELECT DISTINCT coalesce(regrouped.agency_id_read, report.agency_id) AS agency_id_read, alias.name
        FROM report
        LEFT JOIN regrouped_report AS regrouped USING (report_id)
        LEFT JOIN agency_alias AS alias ON
            alias.agency_id = report.agency_id AND alias.name_printed = report.agency_name_printed
    ) AS here ON here.agency_id_read = key.agency_id_read AND (key.name IS NULL OR here.name = key.name)
    WHERE key.side = 'source'
),
told AS (
    SELECT
        decision.decision_id, decision.kind, decision.value, decision.given, decision.reading,
        report.report_id IS NOT NULL AS is_loaded, report.is_current, report.standing, refused.how,
        refused.by_decision, refused.is_held, cell.value_read, cell.state_read IS NOT NULL AS has_cell,
        cell.state_read || coalesce(' ' || rtrim(rtrim(cell.value_read::VARCHAR, '0'), '.'), '') AS now_read,
        decision.kind IN ('same', 'apart', 'region', 'level', 'function') AS on_agencies,
        one.decision_id IS NOT NULL AS is_read, agency_here.decision_id IS NOT NULL AS is_here,
        one.agency_id_read = other.agency_id_read AND one.name IS NOT DISTINCT FROM other.name AS is_one,
        trait.value_read AS trait_read
    FROM decision
    LEFT JOIN report ON report.report_id = decision.report_id
    LEFT JOIN refused ON refused.decision_id = decision.decision_id
    LEFT JOIN decided_cell AS cell ON
        -- (An equality: a condition on one side alone makes DuckDB compare each with each.)
        cell.report_id = if(decision.kind = 'cell', decision.report_id, NULL) AND cell.row_code = decision.row_code
        AND cell.column_code = decision.column_code
    LEFT JOIN decided_key AS one ON one.decision_id = decision.decision_id AND one.side = 'source'
    LEFT JOIN decided_key AS other ON other.decision_id = decision.decision_id AND other.side = 'value'
    LEFT JOIN agency_here ON agency_here.decision_id = decision.decision_id
    LEFT JOIN decided_agency AS trait ON
        trait.agency_id = one.agency_id
        AND trait.column_name
        = CASE decision.kind WHEN 'region' THEN 'region_code' WHEN 'level' THEN 'level' WHEN 'function' THEN 'function_code' END
),
remarked AS (
    SELECT
        *,
        CASE
            WHEN given = 'undone' THEN 'undone'
            WHEN given = 'contradicts' THEN 'contradicts: another decision says otherwise; undo one of them'
            WHEN kind = 'undo' OR (value = 'no_report' AND by_decision) THEN NULL
            WHEN on_agencies AND NOT is_read THEN 'stale: the reader cannot say any more of which place the name is'
            WHEN kind = 'same' AND is_one THEN 'stale: the reader reads both as one agency now'
            WHEN on_agencies AND NOT is_here THEN 'waits: no report of this agency is here yet'
            WHEN on_agencies AND trait_read = value THEN 'stale: the reader reads this value now'
            WHEN on_agencies THEN NULL
            WHEN kind = 'erase' AND how IS NOT NULL THEN NULL
            WHEN NOT is_loaded AND how IS NULL THEN 'waits: no such document is here yet'
            WHEN NOT is_loaded AND is_held THEN 'waits: ' || how
            WHEN NOT is_loaded THEN 'waits: ' || how || '; its text is not kept, so it is read when its file is met again'
            WHEN value = 'no_report' THEN 'waits: it is read when its file is met again'
            WHEN value IN ('withdrawn', 'current') AND standing IS DISTINCT FROM value
                THEN 'contradicts: another report of this agency and year is decided to be current'
            WHEN kind <> 'cell' THEN NULL
            WHEN NOT has_cell THEN 'stale: the edition of the report has no such cell'
            WHEN NOT is_current THEN 'stale: the report is not current: another version took its place, or it is withdrawn'
            WHEN value_read = try_cast(value AS DECIMAL(23, 4)) THEN 'stale: the reader reads this value now'
            WHEN reading <> now_read THEN 'stale: it was decided beside ' || reading || ', and ' || now_read || ' is read now'
        END AS words
    FROM told
)
SELECT
    decision_id,
    CASE WHEN words IS NULL THEN 'applies' ELSE regexp_extract(words, '^\w+') END AS state,
    nullif(regexp_replace(words, '^\w+(: )?', ''), '') AS remark
FROM remarked;

UPDATE decision SET state = judged.state, remark = judged.remark
FROM judged
WHERE
    judged.decision_id = decision.decision_id
    AND (judged.state IS DISTINCT FROM decision.state OR judged.remark IS DISTINCT FROM decision.remark);
