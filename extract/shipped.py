"""Where the files are that travel with the code: `data/`, `sql/`, `deploy/automations.yaml`.

In the checkout they stand at its top. The wheel has them inside a package (`tool.hatch.build.targets.wheel.sources` of
`pyproject.toml`), so that no package called `data` or `sql` stands among everybody's. It is here, in the lowest layer,
because all import it.
"""

from pathlib import Path

_TOP = Path(__file__).resolve().parents[1]
_IN_WHEEL = _TOP / "gongkai" / "_shipped"


def shipped(*parts: str) -> Path:
    """The path of a folder or file that travels with the code, named as in the checkout: `shipped("data", "forms")`."""
    return (_IN_WHEEL if _IN_WHEEL.is_dir() else _TOP).joinpath(*parts)
