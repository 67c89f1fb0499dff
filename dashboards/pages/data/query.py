"""A query of one's own, and its answer."""

from htpy import Element, Node, a, button, div, form, span, textarea

from dashboards import html
from dashboards.address import link
from dashboards.filters import language_field
from dashboards.view import View
from extract.language import _, told
from gongkai.queries.answers import asked
from gongkai.queries.browse import NULL
from load.errors import QueryError


def box(view: View, sql: str) -> Element:
    """A query of one's own, which may cost so much and no more."""
    return form(".sql", method="get", action="data")[
        language_field(view.address),
        html.heading(
            _("A query of your own"), _("One SELECT, read only, at most 10 seconds; docs/questions.md has examples.")
        ),
        textarea(name="sql", rows="4", spellcheck="false", aria_label="SQL")[sql],
        button[_("run")],
    ]


def answer(view: View, sql: str) -> Node:
    """The answer to it; a link on another site runs nothing by itself."""
    if view.address.is_followed:
        return html.empty(_("This query came with a link."), next_step=_("Read it, and run it if it is what you want."))
    try:
        found = asked(view.source.path, sql)
    except QueryError as error:
        return html.empty(_("The query cannot be answered."), next_step=html.text(told(str(error))))
    csv = link("table.csv", page="data", sql=sql)
    heads = [html.text(name) for name in found.names]
    lines = [[html.text(NULL if it is None else it) for it in row] for row in found.values]
    more = _("the first {count} rows; the download has up to 100,000", count=html.number(len(lines)))
    return div(".listing")[
        div(".warned", role="alert")[html.text(found.mixed.told())] if found.mixed else None,
        div(".tools")[span[more if found.is_cut else _("{count} rows", count=html.number(len(lines)))],
                      a(href=csv, download=True)[_("download CSV")]],
        html.grid(heads, lines, "answer") if lines else html.empty(_("No row has all of this."), next_step=""),
    ]  # fmt: skip
