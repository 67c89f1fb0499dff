-- One dimension of the scorecard with its weight, from data/metrics/scorecard_weights.csv.
-- grain: dimension
-- depends: none
CREATE TABLE scorecard_weight (
    dimension VARCHAR PRIMARY KEY,
    weight DOUBLE NOT NULL CHECK (weight >= 0),
    meaning VARCHAR NOT NULL
);
COMMENT ON COLUMN scorecard_weight.dimension IS 'Name of the dimension: a column of scorecard.';
COMMENT ON COLUMN scorecard_weight.weight IS 'How much a pass counts; 0 shows the dimension without counting it.';
COMMENT ON COLUMN scorecard_weight.meaning IS 'What passing means.';
