-- One rate of the league, from data/metrics/rates.csv.
-- grain: metric
-- depends: metric_measure
CREATE TABLE metric_rate (
    metric VARCHAR PRIMARY KEY,
    numerator VARCHAR NOT NULL,
    denominator VARCHAR NOT NULL,
    meaning VARCHAR NOT NULL
);
COMMENT ON COLUMN metric_rate.metric IS 'Name of the rate.';
COMMENT ON COLUMN metric_rate.numerator IS 'The measure above the line: metric_measure.measure.';
COMMENT ON COLUMN metric_rate.denominator IS 'The measure below the line: metric_measure.measure.';
COMMENT ON COLUMN metric_rate.meaning IS 'What it is, in words.';
