-- What should a person decide?
SELECT question, count(*) AS cases
FROM agency_undecided
GROUP BY question
ORDER BY question
