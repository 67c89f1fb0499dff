-- What became of words to be erased: a text that has no such line keeps them, and a person must look.
-- grain: decision_id
-- depends: decision, report, report_text, held_document, document_text
UPDATE decision SET
    state = if(told.is_struck, 'applies', 'stale'),
    remark = if(told.is_struck, NULL, 'its text has no such line, and nothing was erased: look at it again')
FROM (
    SELECT sha256, bool_or(contains(text, '█')) AS is_struck
    FROM (
        SELECT sha256, text FROM report JOIN report_text USING (report_id)
        WHERE sha256 IN (SELECT sha256 FROM decision WHERE kind = 'erase')
        UNION ALL SELECT sha256, text FROM held_document
        UNION ALL SELECT sha256, text FROM document_text
    )
    WHERE sha256 IN (SELECT sha256 FROM decision WHERE kind = 'erase')
    GROUP BY sha256
) AS told
WHERE told.sha256 = decision.sha256 AND decision.kind = 'erase' AND decision.given = 'stands';
