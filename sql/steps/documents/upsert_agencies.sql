-- Names that loaded reports printed, and for each agency the full name of its latest report year.
-- grain: agency_id
-- depends: staged_agency, incoming, reread, dim_agency, agency_alias
-- The order of loading does not matter: names that are written out first, then the later year, then the longer name.
CREATE TEMP TABLE named AS
SELECT
    staged_agency.* EXCLUDE (chunk, folder),
    bool_or(incoming.agency_name_printed = staged_agency.name_printed) IS TRUE AS is_printed,
    min(incoming.report_year) FILTER (incoming.agency_name_printed = staged_agency.name_printed) AS first_year,
    max(incoming.report_year) FILTER (incoming.agency_name_printed = staged_agency.name_printed) AS last_year,
    min(incoming.report_year) AS any_year
FROM staged_agency
JOIN incoming ON incoming.agency_id = staged_agency.agency_id
GROUP BY ALL;

MERGE INTO agency_alias AS alias
USING (
    SELECT
        agency_id, name_printed, max(name) AS name, min(stem) AS stem, bool_and(is_full) AS is_full,
        min(first_year) AS first_year, max(last_year) AS last_year, min(resolved_by) AS resolved_by
    FROM named
    WHERE is_printed
    GROUP BY agency_id, name_printed
) AS new
USING (agency_id, name_printed)
WHEN MATCHED THEN UPDATE SET
    first_year = least(alias.first_year, new.first_year),
    last_year = greatest(alias.last_year, new.last_year),
    resolved_by = least(alias.resolved_by, new.resolved_by)
WHEN NOT MATCHED THEN INSERT (agency_id, name_printed, name, stem, is_full, first_year, last_year, resolved_by)
VALUES (
    new.agency_id, new.name_printed, new.name, new.stem, new.is_full, new.first_year, new.last_year, new.resolved_by
);

CREATE TEMP TABLE best_name AS
SELECT agency_id, name, last_year AS name_year
FROM agency_alias
SEMI JOIN (SELECT agency_id FROM named UNION ALL SELECT agency_id FROM reread) AS touched USING (agency_id)
QUALIFY row_number() OVER (
    PARTITION BY agency_id ORDER BY is_full DESC NULLS LAST, last_year DESC, length(name) DESC, name DESC
) = 1;

CREATE TEMP TABLE coming_agency AS
SELECT
    agency_id, coalesce(best_name.name, named.name) AS name, region_code, province, prefecture, county, zone,
    former_region_code, successor_region_code, level, kind, function_code, candidates,
    coalesce(best_name.name_year, named.any_year) AS name_year
FROM named
LEFT JOIN best_name USING (agency_id)
QUALIFY row_number() OVER (
    PARTITION BY agency_id
    ORDER BY named.name = best_name.name DESC NULLS LAST, is_printed DESC, named.name, region_code NULLS LAST, level, kind
) = 1;

MERGE INTO dim_agency AS agency
USING coming_agency AS new USING (agency_id)
WHEN MATCHED THEN UPDATE SET
    name = new.name, name_year = new.name_year,
    region_code = new.region_code, province = new.province, prefecture = new.prefecture,
    county = new.county, zone = new.zone, former_region_code = new.former_region_code,
    successor_region_code = new.successor_region_code, level = new.level,
    candidates = new.candidates, kind = new.kind,
    -- A family that only one of its names tells is not lost when another name is loaded.
    function_code = coalesce(new.function_code, agency.function_code)
WHEN NOT MATCHED THEN INSERT (
    agency_id, name, region_code, province, prefecture, county, zone, former_region_code, successor_region_code,
    level, kind, function_code, candidates, name_year
)
VALUES (
    new.agency_id, new.name, new.region_code, new.province, new.prefecture, new.county, new.zone,
    new.former_region_code, new.successor_region_code, new.level, new.kind, new.function_code, new.candidates,
    new.name_year
);
DROP TABLE coming_agency;

-- An agency that lost a report may have lost the name it stood under.
UPDATE dim_agency SET name = best_name.name, name_year = best_name.name_year
FROM best_name
WHERE
    best_name.agency_id = dim_agency.agency_id
    AND (dim_agency.name, dim_agency.name_year) IS DISTINCT FROM (best_name.name, best_name.name_year);

DROP TABLE best_name;
