-- Names that loaded reports printed, and for each agency the full name of its latest report year.
-- grain: agency_id
-- depends: staged_agency, incoming, dim_agency, agency_alias
-- The order of loading does not matter: the later year wins, then the longer name, then the name itself.
CREATE TEMP TABLE named AS
SELECT
    staged_agency.* EXCLUDE (chunk),
    bool_or(incoming.agency_name_printed = staged_agency.name_printed) IS TRUE AS is_printed,
    min(incoming.report_year) FILTER (incoming.agency_name_printed = staged_agency.name_printed) AS first_year,
    coalesce(
        max(incoming.report_year) FILTER (incoming.agency_name_printed = staged_agency.name_printed),
        min(incoming.report_year)
    ) AS last_year
FROM staged_agency
JOIN incoming ON incoming.agency_id = staged_agency.agency_id
GROUP BY ALL;

INSERT INTO dim_agency
SELECT agency_id, name, region_code, province, prefecture, county, level, kind, function_code, last_year
FROM named
QUALIFY row_number() OVER (
    PARTITION BY agency_id
    ORDER BY is_printed DESC, last_year DESC, length(name) DESC, name DESC, region_code NULLS LAST, level, kind
) = 1
ON CONFLICT (agency_id) DO UPDATE SET
    name = excluded.name, region_code = excluded.region_code, province = excluded.province,
    prefecture = excluded.prefecture, county = excluded.county, level = excluded.level, kind = excluded.kind,
    function_code = excluded.function_code, name_year = excluded.name_year
WHERE
    excluded.name_year > name_year
    OR (excluded.name_year = name_year AND length(excluded.name) > length(name))
    OR (excluded.name_year = name_year AND length(excluded.name) = length(name) AND excluded.name > name);

INSERT INTO agency_alias
SELECT agency_id, name_printed, min(first_year), max(last_year), min(resolved_by)
FROM named
WHERE is_printed
GROUP BY agency_id, name_printed
ON CONFLICT (agency_id, name_printed) DO UPDATE SET
    first_year = least(first_year, excluded.first_year),
    last_year = greatest(last_year, excluded.last_year),
    resolved_by = least(resolved_by, excluded.resolved_by);
