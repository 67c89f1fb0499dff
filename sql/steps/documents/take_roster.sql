-- The roster that was given takes the place of the one before; where none was given, that stays.
-- grain: as of roster_agency
-- depends: given_roster, roster_given
DELETE FROM roster_agency WHERE EXISTS (FROM roster_given);
INSERT INTO roster_agency BY NAME FROM given_roster;
