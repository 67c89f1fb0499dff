-- The median and the 75th percentile of a measure among agencies of one level and function family in one year.
-- grain: report_year, peer_group, measure
-- depends: measure_value, dim_agency
CREATE TABLE peer_figure (
    report_year SMALLINT NOT NULL,
    peer_group VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    peers INTEGER NOT NULL,
    known INTEGER NOT NULL,
    median DOUBLE,
    percentile_75 DOUBLE
);
COMMENT ON COLUMN peer_figure.report_year IS 'The year reported on.';
COMMENT ON COLUMN peer_figure.peer_group IS 'Level and function family: `county/culture_tourism`; the kind where there is no function.';
COMMENT ON COLUMN peer_figure.measure IS 'Name of the figure.';
COMMENT ON COLUMN peer_figure.peers IS 'Agencies of the group with a report.';
COMMENT ON COLUMN peer_figure.known IS 'Agencies whose figure is known, in a report of which enough was read (report_coverage): the ones behind the median.';
COMMENT ON COLUMN peer_figure.median IS 'Median of the known figures.';
COMMENT ON COLUMN peer_figure.percentile_75 IS '75th percentile of the known figures.';
