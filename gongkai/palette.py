"""Colours that people with any colour vision tell apart (Okabe and Ito), for notebooks and the dashboard."""

BLUE, RED, GREEN, AMBER, SKY, PINK = "#0072B2", "#D55E00", "#009E73", "#E69F00", "#56B4E9", "#CC79A7"
#: What is not known.
UNKNOWN = "#B8BCC2"
#: On these black is read more easily than white.
PALE = {AMBER, SKY, PINK, UNKNOWN}
#: The states of a number, from printed to unknown.
STATES = {
    "reported": BLUE, "repaired": AMBER, "inferred": SKY, "recognised": GREEN, "decided": PINK, "missing": UNKNOWN
}  # fmt: skip
