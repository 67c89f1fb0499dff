-- The forms that incoming reports lack, and what stands instead.
-- grain: form, print
-- depends: report_form, incoming
SELECT form || ' ' || print, count(*) FROM report_form SEMI JOIN incoming USING (report_id)
WHERE print <> 'printed' GROUP BY ALL ORDER BY ALL
