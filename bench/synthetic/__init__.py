"""Synthetic reports with known truth; see README.md.

Never a real agency's report: every text says in its first section that a program made it.
"""

from bench.synthetic.garbles.garble import GARBLES, layouts_of
from bench.synthetic.generate import YEARS_PER_AGENCY, generate
from bench.synthetic.layout.render import LAYOUTS
from bench.synthetic.report import SyntheticReport

__all__ = ["GARBLES", "LAYOUTS", "YEARS_PER_AGENCY", "SyntheticReport", "generate", "layouts_of"]
