-- Kept texts as documents, to be read again; of a document of several reports the whole is kept.
-- grain: report_id
-- depends: again, report, report_text, held_document, rejected_document, report_grid, document_text
WITH kept AS (
    SELECT sha256, coalesce(part, 1) AS part, report_id, text, decoded_by, read_from, source_uri
    FROM report JOIN report_text USING (report_id)
    WHERE sha256 IN (SELECT sha256 FROM again)
    UNION ALL
    SELECT sha256, part, report_id, text, decoded_by, read_from, source_uri FROM held_document
    UNION ALL
    -- What a person decided to be no report.
    SELECT sha256, 1, left(sha256, 16), text, decoded_by, read_from, named.source_uri
    FROM document_text
    JOIN (
        SELECT sha256, min(regexp_replace(source_uri, '#part=\d+$', '')) AS source_uri FROM rejected_document GROUP BY ALL
    ) AS named USING (sha256)
    WHERE sha256 NOT IN (SELECT sha256 FROM report UNION ALL SELECT sha256 FROM held_document)
),

asked AS (SELECT kept.* FROM kept JOIN again USING (sha256, part)),

-- What bars and tabs of text count is counted again.
cells AS (SELECT report_grid.* FROM report_grid SEMI JOIN asked USING (report_id) WHERE is_certain),

reach AS (
    SELECT report_id, grid, page, min(line_no) AS first_line, max(line_no) AS last_line
    FROM cells GROUP BY report_id, grid, page
),

own_grids AS (
    SELECT report_id, list(
        {'grid': grid, 'first_line': first_line, 'last_line': last_line, 'page': page} ORDER BY grid, first_line
    ) AS grids
    FROM reach GROUP BY report_id
),

own_merged AS (
    SELECT report_id, list(
        {'line_no': line_no, 'column': "column", 'row_span': row_span, 'column_span': column_span}
        ORDER BY line_no, "column"
    ) AS merged
    FROM cells WHERE row_span > 1 OR column_span > 1 GROUP BY report_id
)

SELECT
    source_uri, sha256, coalesce(whole.text, asked.text) AS text,
    coalesce(whole.decoded_by, asked.decoded_by) AS decoded_by, NULL::VARCHAR AS reason, NULL::VARCHAR AS detail,
    NULL::VARCHAR AS url, NULL::VARCHAR[] AS names, NULL::BLOB AS data,
    coalesce(whole.read_from, asked.read_from, 'text') AS read_from,
    if(whole.sha256 IS NULL, own_grids.grids, whole.grids) AS grids,
    if(whole.sha256 IS NULL, own_merged.merged, whole.merged) AS merged
FROM asked
LEFT JOIN document_text AS whole USING (sha256)
LEFT JOIN own_grids USING (report_id)
LEFT JOIN own_merged USING (report_id)
