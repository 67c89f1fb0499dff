-- Agencies by words of their names, places or codes: each word stands somewhere, or the name has the letters in this order.
-- grain: agency_id
-- depends: dim_agency, agency_alias, report
-- Parameter: words. So 沈阳教育局 finds 沈阳市教育局, and `辽宁 教育`, `2101 education` narrow by a place.
WITH asked AS (
    SELECT
        string_split_regex(lower(trim($words)), '[\s\p{Z},，、;；]+') AS words,
        lower(regexp_replace($words, '[\s\p{Z}%_\\]+', '', 'g')) AS letters,
        '%' || array_to_string(string_split(letters, ''), '%') || '%' AS pattern
),
named AS (
    SELECT agency_id, list(lower(name_printed)) AS names FROM agency_alias GROUP BY agency_id
),
known AS (
    SELECT
        dim_agency.*,
        list_append(named.names, lower(dim_agency.name)) AS names,
        lower(concat_ws(
            ' ', dim_agency.name, agency_id, region_code, province, prefecture, county, array_to_string(named.names, ' ')
        )) AS said
    FROM dim_agency
    LEFT JOIN named USING (agency_id)
),
found AS (
    SELECT
        known.*,
        CASE
            WHEN lower(known.name) = asked.letters OR agency_id = lower(trim($words)) THEN 0
            WHEN contains(lower(known.name), asked.letters) THEN 1
            WHEN len(list_filter(asked.words, lambda word: NOT contains(known.said, word))) = 0 THEN 2
            ELSE 3
        END AS place
    FROM known
    CROSS JOIN asked
    WHERE
        $words IS NULL OR len(list_filter(asked.words, lambda word: NOT contains(known.said, word))) = 0
        OR (asked.letters <> '' AND len(list_filter(known.names, lambda name: name LIKE asked.pattern)) > 0)
    ORDER BY place, region_code, agency_id
    LIMIT 200
)
SELECT
    any_value(found.name) AS agency, found.agency_id, any_value(found.province) AS province,
    any_value(found.prefecture) AS prefecture, any_value(found.county) AS county, any_value(found.level) AS level,
    count(DISTINCT report_year) AS years, min(report_year) AS "first", max(report_year) AS "last"
FROM found
LEFT JOIN report ON report.agency_id = found.agency_id AND report.is_current
GROUP BY found.agency_id
ORDER BY any_value(found.place), any_value(found.region_code), found.agency_id
