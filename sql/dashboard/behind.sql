-- The reports behind a sum: what each has in its cells, and their states. Parameters: year, whose, region, level, function.
-- grain: agency_id
-- depends: cell, chosen_agency, metric_measure, form_row, form_column
-- Which cells: those of `measure` (of the applicant `column`, where it is told), else `form`, `row` and `column`.
-- `of`: what else has to be known for a report to count: a measure, every result of the `row`, or all `outcomes` of the
-- column. So the sum of the reports that count is the number that led here.
WITH wanted AS (
    SELECT 'sum' AS part, form, row_code, coalesce($column, column_code) AS column_code
    FROM metric_measure WHERE measure = $measure
    UNION ALL
    SELECT 'sum', $form, $row, $column WHERE $measure IS NULL
    UNION ALL
    SELECT 'of', form, row_code, coalesce($column, column_code) FROM metric_measure WHERE measure = $of
    UNION ALL
    SELECT DISTINCT 'of', form, row_code, $column FROM metric_measure
    WHERE
        $of = 'outcomes' AND measure IN (
            'requests_granted', 'requests_partially_granted', 'requests_denied', 'requests_unavailable',
            'requests_unprocessed', 'requests_other'
        )
    UNION ALL
    SELECT DISTINCT 'of', form, $row, column_code FROM form_column
    WHERE $of = 'row' AND form = $form AND column_code <> 'total'
),
label AS (
    SELECT form, row_code, arg_max(coalesce(number, '') || label, edition) AS label FROM form_row GROUP BY ALL
),
part AS (
    SELECT
        cell.agency_id, any_value(cell.report_id) AS report_id,
        count(*) FILTER (wanted.part = 'of' AND cell.value IS NULL) AS open,
        sum(cell.value) FILTER (wanted.part = 'of') AS whole,
        count(*) FILTER (wanted.part = 'sum') AS cells,
        count(cell.value) FILTER (wanted.part = 'sum') AS known,
        sum(cell.value) FILTER (wanted.part = 'sum') AS value,
        count(*) FILTER (wanted.part = 'sum' AND cell.state = 'reported') AS reported,
        count(*) FILTER (wanted.part = 'sum' AND cell.state = 'repaired') AS repaired,
        count(*) FILTER (wanted.part = 'sum' AND cell.state = 'inferred') AS inferred,
        count(*) FILTER (wanted.part = 'sum' AND cell.state = 'recognised') AS recognised,
        count(*) FILTER (wanted.part = 'sum' AND cell.state = 'decided') AS decided,
        count(*) FILTER (wanted.part = 'sum' AND cell.state = 'missing') AS missing,
        list({
            'form': cell.form, 'row': cell.row_code, 'column': cell.column_code, 'label': label.label,
            'value': cell.value, 'state': cell.state
        } ORDER BY cell.row_code) FILTER (wanted.part = 'sum' AND (cell.value IS NULL OR cell.value <> 0)) AS shown,
        any_value({
            'form': cell.form, 'row': cell.row_code, 'column': cell.column_code, 'label': label.label
        }) FILTER (wanted.part = 'sum') AS first
    FROM cell
    JOIN wanted USING (form, row_code, column_code)
    LEFT JOIN label USING (form, row_code)
    WHERE cell.report_year = $year
    GROUP BY cell.agency_id
)
SELECT
    chosen.name AS agency, part.agency_id, chosen.province, part.report_id,
    CASE WHEN part.known = part.cells THEN part.value::DOUBLE END AS value,
    part.known = part.cells AND part.open = 0 AS is_counted, part.cells, part.reported, part.repaired, part.inferred,
    part.recognised, part.decided, part.missing, part.shown, part.first
FROM part
JOIN chosen_agency($region, $level, $function) AS chosen USING (agency_id)
WHERE chosen.whose = $whose AND part.cells > 0
ORDER BY is_counted DESC, value DESC NULLS LAST, part.agency_id
