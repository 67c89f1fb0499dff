-- Tables of earlier versions that nothing fills any more; what they held follows from the facts.
-- grain: none
-- depends: none
DROP TABLE IF EXISTS league_row;
DROP TABLE IF EXISTS claim_result;
DROP TABLE IF EXISTS continuity_result;
DROP TABLE IF EXISTS dispute_count;
DROP TABLE IF EXISTS identity_result;
DROP TABLE IF EXISTS measure_value;
DROP TABLE IF EXISTS oddity;
DROP TABLE IF EXISTS peer_figure;
DROP TABLE IF EXISTS rate_group;
DROP TABLE IF EXISTS rate_rank;
DROP TABLE IF EXISTS rate_value;
DROP TABLE IF EXISTS reason_count;
DROP TABLE IF EXISTS report_score;
DROP TABLE IF EXISTS report_state;
DROP TABLE IF EXISTS request_count;
DROP TABLE IF EXISTS request_result;
DROP TABLE IF EXISTS scorecard_part;
DROP TABLE IF EXISTS mart_agency;
DROP TABLE IF EXISTS mart_definition;
DROP TABLE IF EXISTS mart_report;
DROP TABLE IF EXISTS kept_identity_check_zero;
DROP TABLE IF EXISTS kept_request_outcomes_zero;
DROP TABLE IF EXISTS kept_request_reasons_zero;
