"""The checks before the publish, and what each found."""

from collections.abc import Mapping

from htpy import Node, code, details, div, h3, li, p, span, summary, ul

from extract.language import _, speaking
from gongkai.nights.night import Broken, Night
from gongkai.nights.shown import number, said
from gongkai.proving.shown import text
from gongkai.proving.words import Words
from load.scripts import Script, read_scripts


def part(night: Night, words: Words) -> Node:
    """Those that found something, then the names of those that passed; what did not run is not known."""
    scripts = {script.name: script for script in sorted(read_scripts("checks"), key=lambda it: it.name)}
    if night.broken:
        return [_broken(night.broken, scripts, words), p(".soft")[words("checks_others")]]
    if night.warnings is None:
        return p(".soft")[words("checks_unknown")]
    found = [(scripts[name], rows) for name, rows in night.warnings.items() if name in scripts]
    passed = [script for name, script in scripts.items() if name not in night.warnings]
    return [
        (_warning(script, rows, words) for script, rows in found),
        details(".passed")[
            summary[span(".badge.pass")[words("check_pass")], " ", words("checks_passed", count=len(passed))],
            ul[(li[_meaning(script), " ", code[script.name]] for script in passed)],
        ],
        p(".soft")[words("check_scope")],
    ]


def _warning(script: Script, rows: int, words: Words) -> Node:
    """A check that found rows and let the run go on."""
    return div(".item.warn", id=f"check-{script.name}")[
        h3[
            span(".badge.warn")[words("check_warn")],
            " ",
            number(rows, words),
            " × ",
            _meaning(script),
            " ",
            code[script.name],
        ]
    ]


def _broken(broken: Broken, scripts: Mapping[str, Script], words: Words) -> Node:
    """The check that stopped the run, with the first rows that it found."""
    script = scripts.get(broken.check)
    return div(".item.bad", id=f"check-{broken.check}")[
        h3[
            span(".badge.fail")[words("check_fail")], " ", _meaning(script) if script else None, " ", code[broken.check]
        ],
        p[words("first_rows")],
        ul[(li[code[text(", ".join(f"{name}={value}" for name, value in row.items()))]] for row in broken.rows)],
    ]


def _meaning(script: Script) -> Node:
    """What a check asks for, in both languages."""
    with speaking("zh"):
        return said(_(script.meaning), script.meaning)
