-- Whose part an agency is, and of which area a government's report is the whole.
-- grain: agency_id
-- depends: due_agency
-- Parts of a county: its departments, its office, its townships. Parts of a prefecture (or province): its own departments
-- and office, and the reports of its counties' (prefectures') governments, which are totals of theirs: nothing twice.
-- A county without a prefecture (district of 北京, 天门) is part of its province; a township without a county (of 东莞, of a
-- zone) of its prefecture, or province. A zone's bureaus are nobody's. Agencies of the roster are parts too.
CREATE MACRO agency_area() AS TABLE
SELECT
    agency_id, name, region_code, province, prefecture, county, level, kind, function_code, due_month, has_report,
    CASE
        WHEN kind = 'government' AND level = 'township' AND region_code LIKE '__0000' THEN 'province:' || left(region_code, 2)
        WHEN kind = 'government' AND level = 'township' AND region_code LIKE '____00' THEN 'prefecture:' || left(region_code, 4)
        WHEN kind = 'government' AND level = 'township' THEN 'county:' || region_code
        WHEN kind = 'government' AND level = 'county' AND prefecture IS NULL THEN 'province:' || left(region_code, 2)
        WHEN kind = 'government' AND level = 'county' THEN 'prefecture:' || left(region_code, 4)
        WHEN kind = 'government' AND level = 'prefecture' THEN 'province:' || left(region_code, 2)
        WHEN kind IN ('department', 'government_office') AND level = 'county' AND region_code NOT LIKE '____00'
            THEN 'county:' || region_code
        WHEN kind IN ('department', 'government_office') AND level = 'prefecture'
            THEN 'prefecture:' || left(region_code, 4)
        WHEN kind IN ('department', 'government_office') AND level = 'province' THEN 'province:' || left(region_code, 2)
    END AS part_of,
    CASE WHEN kind = 'government' THEN
        CASE level
            WHEN 'county' THEN 'county:' || region_code
            WHEN 'prefecture' THEN 'prefecture:' || left(region_code, 4)
            WHEN 'province' THEN 'province:' || left(region_code, 2)
        END
    END AS area
FROM due_agency();
