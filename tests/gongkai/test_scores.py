"""The default measure of the league sets agencies apart, and says so where nothing is there to tell them by."""

from pathlib import Path

from gongkai.queries.frames import run_query

_NEWEST = "SELECT agency_id, arg_max(report_id, report_year) AS report_id FROM report WHERE is_current GROUP BY ALL"


def test_few_agencies_share_a_score(generated: Path) -> None:
    scored, scores, largest = run_query(
        generated,
        f"""
        WITH newest AS ({_NEWEST}), scored AS (
            SELECT round(score, 6) AS score, count(*) AS agencies
            FROM newest JOIN kept_scorecard USING (report_id) WHERE score IS NOT NULL GROUP BY ALL
        )
        SELECT sum(agencies), count(*), max(agencies) FROM scored
        """,
    ).row(0)
    assert scored >= 50
    assert scores * 2 >= scored
    assert largest * 3 <= scored


def test_a_form_of_zeros_has_no_score(generated: Path) -> None:
    judged = run_query(
        generated,
        """
        SELECT DISTINCT not_scored_because FROM kept_scorecard
        WHERE report_id NOT IN (
            SELECT report_id FROM cell WHERE form <> 'disclosure' AND value IS DISTINCT FROM 0
        ) AND report_id IN (SELECT report_id FROM timeliness WHERE status = 'unknown')
        """,
    )
    assert judged["not_scored_because"].to_list() == ["too_little_told"]


def test_a_score_is_the_weight_that_was_kept(generated: Path) -> None:
    wrong = run_query(
        generated,
        """
        SELECT kept.report_id FROM kept_scorecard AS kept
        JOIN (
            SELECT report_id, 100 * sum(weight * share) / sum(weight) AS score
            FROM kept_scorecard_part JOIN scorecard_weight USING (dimension) WHERE share IS NOT NULL GROUP BY report_id
        ) AS worked USING (report_id)
        WHERE abs(kept.score - worked.score) > 1e-9
        """,
    )
    assert wrong.is_empty()
