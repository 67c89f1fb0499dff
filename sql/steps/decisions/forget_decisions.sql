-- The decisions as the last run found them, before the files' take their place.
-- grain: decision_id
-- depends: decision
CREATE OR REPLACE TEMP TABLE decision_before AS FROM decision;

DELETE FROM decision;
