"""How a report looks in print: one style sheet for each kind of table, page sizes that put the page breaks anywhere."""

from random import Random
from string import Template

from selectolax.lexbor import LexborHTMLParser

from bench.synthetic.report import SyntheticReport

_SHEET = Template("""
@page { size: 210mm ${height}mm; margin: $margin;
  @top-center { content: "$head"; font-size: 9pt } @bottom-center { content: "- " counter(page) " -"; font-size: 9pt } }
body { font-family: "Noto Serif CJK SC"; font-size: ${size}pt; line-height: 1.6; margin: 0 }
h1 { text-align: center; font-size: 20pt; margin: 8pt 20% }
p { text-indent: 2em; margin: .3em 0 }
table { width: 100%; border-collapse: collapse; font-size: ${cell}pt; line-height: 1.3 }
td { padding: 2px 4px; text-align: center; border: $border; $more }
""")
#: kind: margin, size of the prose and of the cells in points, border of a cell, more of a cell.
_KINDS = {
    "ruled": ("25mm 26mm", 14, 10, "0.5pt solid black", ""),
    "double": ("25mm 20mm", 13, 9.5, "3px double black", ""),
    # Small enough that fifteen columns fit: Writer prints what does not over the page's edge, where nobody reads it.
    "narrow": ("20mm 32mm", 15, 8, "0.5pt solid black", "word-break: break-all; padding: 1px 2px"),
    "cut": ("20mm 30mm", 14, 10, "0.75pt solid #444", "line-height: 2.2; word-break: break-all"),
    "sideless": ("25mm 24mm", 14, 10, "0.5pt solid black", ""),
    "banded": ("25mm 22mm", 13, 9.5, "none", "border-bottom: 0.5pt solid #888"),
    "unruled": ("25mm 20mm", 14, 10, "none", ""),
}
_SIDELESS = "td:first-child { border-left: none } td:last-child { border-right: none }"
#: Kinds whose cells stand between rules; `page` is the page of a site as a browser prints it.
RULED = ("ruled", "double", "narrow", "cut", "sideless", "page")
KINDS = (*_KINDS, "page")


def printable(report: SyntheticReport, kind: str) -> str:
    """The page that a maker prints: of `report` (layout `html`) the title and the text, with the looks of `kind`."""
    if kind == "page":
        return report.text
    rng = Random(f"{report.name}|{kind}")
    margin, size, cell, border, more = _KINDS[kind]
    # Where a repeated head takes most of a low page, Writer leaves rows out.
    lowest = 240 if kind == "cut" else 180
    sheet = _SHEET.substitute(
        height=rng.randint(lowest, 297),
        margin=margin,
        size=size,
        cell=cell,
        border=border,
        more=more,
        head="政府信息公开",
    )
    if kind == "sideless":
        sheet += _SIDELESS
    page = LexborHTMLParser(report.text)
    title, content = page.css_first("h1"), page.css_first(".content")
    body = (title.html or "" if title else "") + (content.html or "" if content else "")
    if kind == "cut":
        body = with_heads(body)
    # Some makers draw what the attribute says over what the sheet says.
    if kind not in RULED:
        body = body.replace('border="1"', "")
    head = f'<meta charset="utf-8"><style>{sheet}</style>'
    return f'<!DOCTYPE html><html lang="zh-CN"><head>{head}</head><body>{body}</body></html>'


def with_heads(body: str) -> str:
    """The rows over the first row with a number as `<thead>`, where a table has no other head below."""
    done = []
    for part in body.split("<tbody>"):
        rows, ending, rest = part.partition("</tbody>")
        lines = rows.strip().split("\n")
        heads = next((n for n, line in enumerate(lines) if _has_number(line)), 0)
        if ending and heads and "rowspan" in lines[0] + lines[1]:
            rows = "<thead>" + "\n".join(lines[:heads]) + "</thead>\n<tbody>" + "\n".join(lines[heads:])
        elif ending:
            rows = "<tbody>" + rows
        done.append(rows + ending + rest)
    return "".join(done)


def _has_number(row: str) -> bool:
    return any(cell.text(strip=True).isdigit() for cell in LexborHTMLParser(f"<table>{row}</table>").css("td"))
