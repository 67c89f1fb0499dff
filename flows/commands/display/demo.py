"""What stands in the sample reports: the last lines of `make demo`."""

import sys
from pathlib import Path

from extract.language import N_, _
from flows.commands.display import show
from gongkai.queries.frames import run_query

_LOADED = """
SELECT agency_name_printed AS agency, report.report_year AS year, edition,
    count(*) FILTER (state = 'reported') AS reported, count(*) FILTER (state = 'repaired') AS repaired,
    count(*) FILTER (state = 'inferred') AS inferred, count(*) FILTER (state = 'missing') AS missing
FROM report JOIN every_cell() AS fact USING (report_id) GROUP BY ALL ORDER BY ALL
"""

#: Three questions a person would ask, each answered by one query.
_QUESTIONS = {
    N_("1. Whose totals do not add up? The report's own mistake is kept as printed, and the check fails."): """
        SELECT name AS agency, report_year AS year, check_code AS "check", scope, detail AS "parts, printed total"
        FROM identity_check JOIN dim_agency USING (agency_id) WHERE status = 'fail' ORDER BY ALL""",
    N_("2. Who denied the largest share of the requests it handled, and on what numbers?"): """
        SELECT agency_name AS agency, report_year AS year, requests AS denied, handled,
            round(100 * rate, 1) AS "denied, %"
        FROM request_outcomes WHERE outcome = 'denied' AND applicant = 'total' AND rate > 0
        ORDER BY rate DESC, handled DESC LIMIT 5""",
    N_("3. Which numbers are not printed, and which follow from the others all the same?"): """
        SELECT agency_name AS agency, report_year AS year, form, state, count(*) AS cells,
            any_value(reason) AS "for example"
        FROM cell WHERE state <> 'reported' GROUP BY ALL ORDER BY ALL""",
}


def main() -> None:
    """Print what was loaded, and the answers to three questions."""
    warehouse = Path(sys.argv[1])
    show.frame(run_query(warehouse, _LOADED), _("What was loaded: reports, and the state of their cells"), is_ours=True)
    for question, sql in _QUESTIONS.items():
        show.frame(run_query(warehouse, " ".join(sql.split())), _(question), is_ours=True)
    show.say(
        _("The sample reports are synthetic: numbers and sentences are made up, whatever place they name."),
        "",
        _("Next: look at it in the browser") + f" .venv/bin/gongkai dashboard --warehouse {warehouse}",
        _("      one number to its source ") + f" .venv/bin/gongkai explain 法库 2020 --warehouse {warehouse}",
        _("      your own question        ") + f' .venv/bin/gongkai sql "FROM cell LIMIT 5" --warehouse {warehouse}',
        _("      your own reports         ") + " .venv/bin/gongkai ingest FOLDER",
    )


if __name__ == "__main__":
    main()
