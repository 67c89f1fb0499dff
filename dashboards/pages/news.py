"""What changed since the last publish: the run, and the reports that it brought."""

from htpy import Node

from dashboards import html
from dashboards.address import link
from dashboards.tables import listing
from dashboards.view import View
from extract.language import _


def news(view: View) -> Node:
    """The last run, and what it brought."""
    runs = view.rows("runs")
    if runs.is_empty():
        return html.empty(_("No run is recorded."), next_step=_("gongkai ingest reads reports into this warehouse."))
    last, rows = runs.row(0, named=True), view.rows("news")
    brought = 0 if rows.is_empty() else rows["brought"][0]
    count = {name: html.number(last[name]) for name in ("seen", "unchanged", "loaded", "superseded", "rejected")}
    cards = html.cards(
        (_("published"), html.moment(last["finished_at"]), _("Beijing time")),
        (
            _("reports loaded"),
            html.to_list("", "news", count["loaded"]) if brought else count["loaded"],
            _("{count} older versions besides", count=count["superseded"]),
        ),
        (
            _("documents refused"),
            html.to_list(link("quality"), "refused", count["rejected"]),
            _("of {count} seen, with a reason each: Quality", count=count["seen"]),
        ),
    )
    if not brought:
        return [
            html.heading(_("What changed since the last publish")),
            cards,
            html.empty(_("The last run brought no report."), next_step=_("Earlier runs are listed by gongkai status.")),
        ]
    shown = _("{count} reports, those with failing checks first", count=html.number(brought))
    more = "" if brought == rows.height else _("; the first {count} are listed", count=rows.height)
    table = listing(view, "news", rows.drop("brought"))
    return [html.heading(_("What changed since the last publish"), shown + more), cards, table]
