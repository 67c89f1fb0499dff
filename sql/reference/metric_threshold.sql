-- One number that decides what is ranked and what is odd, from data/metrics/thresholds.csv.
-- grain: name
-- depends: none
CREATE TABLE metric_threshold (
    name VARCHAR PRIMARY KEY,
    value DOUBLE NOT NULL,
    meaning VARCHAR NOT NULL
);
COMMENT ON COLUMN metric_threshold.name IS 'Name of the threshold.';
COMMENT ON COLUMN metric_threshold.value IS 'The number.';
COMMENT ON COLUMN metric_threshold.meaning IS 'What it decides.';
