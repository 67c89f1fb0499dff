-- The stored text of what stands under the name $source: a report, or a held document.
-- grain: text
-- depends: report, report_text, held_document
SELECT text FROM report JOIN report_text USING (report_id) WHERE source_uri = $source
UNION
SELECT text FROM held_document WHERE source_uri = $source
