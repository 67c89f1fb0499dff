"""Forms of the page where one decides."""

from htpy import Element, Node, button, form, input, label

from dashboards.deciding.desk import Desk
from extract.language import _


def form_of(desk: Desk, what: str, *parts: Node, **hidden: object) -> Element:
    """A form that decides one thing."""
    fields = {"token": desk.token, "what": what, **hidden}
    return form(method="post", action="decide", class_="decide")[
        [input(type="hidden", name=name, value=str(value)) for name, value in fields.items()], parts
    ]


def why(kept: str | None = None) -> Node:
    """Where one says why, with what was said before."""
    return label[_("why"), " ", input(name="why", maxlength="500", value=kept)]


def undo(desk: Desk, decision_id: str) -> Element:
    """The way back from a decision."""
    return form_of(desk, "undo", button[_("take back")], id=decision_id)
