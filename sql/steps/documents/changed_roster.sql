-- Lines of the roster that was given now that differ from those that stand; none where none was given.
-- grain: none
-- depends: given_roster, roster_given, roster_agency
SELECT 1 FROM (
    (FROM given_roster EXCEPT FROM roster_agency) UNION ALL (FROM roster_agency EXCEPT FROM given_roster)
)
WHERE EXISTS (FROM roster_given)
