-- The agencies that must report, those of the roster that never did among them, with the month at whose end the law wants it.
-- grain: agency_id
-- depends: dim_agency, listed_agency
-- Regulations on Open Government Information (2019), Art. 49 and 50: departments of governments at county level and above
-- by 31 January, these governments by 31 March of the year after; a government's office reports as a department does. They
-- set no date for townships, and kind `other` is no organ they name: due_month NULL. `has_report`: dim_agency knows it.
CREATE MACRO due_agency() AS TABLE
WITH every AS (
    SELECT agency_id, name, region_code, province, prefecture, county, level, kind, function_code, true AS has_report
    FROM dim_agency
    UNION ALL
    SELECT
        agency_id, any_value(name), any_value(region_code), any_value(province), any_value(prefecture),
        any_value(county), any_value(level), any_value(kind), any_value(function_code), false
    FROM listed_agency()
    WHERE agency_id NOT IN (SELECT agency_id FROM dim_agency)
    GROUP BY agency_id
)
SELECT
    every.*,
    CASE
        WHEN level = 'township' THEN NULL
        WHEN kind IN ('department', 'government_office') THEN 1
        WHEN kind = 'government' AND level IS NOT NULL THEN 3
    END AS due_month
FROM every;
