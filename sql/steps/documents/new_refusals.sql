-- Why documents are refused that were not refused so before.
-- grain: reason
-- depends: incoming_rejected, refused_before
SELECT reason, count(*) AS documents FROM incoming_rejected
ANTI JOIN refused_before USING (sha256, reason)
GROUP BY reason ORDER BY documents DESC, reason DESC
