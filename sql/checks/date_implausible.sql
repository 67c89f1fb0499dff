-- A report signed or published before the report year ended, or more than three years after.
-- severity: warn
-- depends: report
-- scope: new reports
SELECT source_uri, report_year, signed_date, published_date
FROM report
WHERE
    signed_date NOT BETWEEN make_date(report_year, 12, 1) AND make_date(report_year + 3, 12, 31)
    OR published_date NOT BETWEEN make_date(report_year, 12, 1) AND make_date(report_year + 3, 12, 31)
