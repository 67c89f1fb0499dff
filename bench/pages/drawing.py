"""A canvas for one SVG picture: text, boxes, numbered headings. No fonts inside: the viewer's own are named."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

INK, SOFT, FAINT, LINE, PAPER, BACK = "#1f2937", "#6b7280", "#aab2be", "#d6dae1", "#ffffff", "#f7f8fa"
#: Fill, border and text of a cell in each state, and of what is torn in print.
STATES = {
    "reported": ("#ffffff", "#c3c9d3", INK),
    "repaired": ("#fdebc8", "#d99a2b", "#7a4b00"),
    "inferred": ("#d9ebfb", "#5a9fd4", "#0f4c7d"),
    "missing": ("#fbe0e0", "#d77a7a", "#8f1d1d"),
}
TORN = "#c2410c"
_SANS = "'Noto Sans SC','PingFang SC','Microsoft YaHei','Noto Sans CJK SC',system-ui,sans-serif"
_MONO = f"'JetBrains Mono',ui-monospace,Menlo,Consolas,{_SANS}"


class Canvas:
    """Shapes from top to bottom; `y` is where the next band begins."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.y = 20
        self._shapes: list[str] = []

    def text(  # noqa: PLR0913
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 13,
        fill: str = INK,
        anchor: str = "start",
        mono: bool = False,
        bold: bool = False,
    ) -> None:
        """Words at a place."""
        self.pieces(x, y, [(words, fill)], size=size, anchor=anchor, mono=mono, bold=bold)

    def pieces(  # noqa: PLR0913
        self,
        x: float,
        y: float,
        pieces: Iterable[tuple[str, str]],
        *,
        size: float = 13,
        anchor: str = "start",
        mono: bool = False,
        bold: bool = False,
    ) -> None:
        """Words one after the other, each in a colour of its own."""
        spans = "".join(f'<tspan fill="{fill}">{escape(words)}</tspan>' for words, fill in pieces)
        family = ' class="mono"' if mono else ""
        weight = ' font-weight="600"' if bold else ""
        self._shapes.append(
            f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" text-anchor="{anchor}"{family}{weight}>{spans}</text>'
        )

    def box(self, x: float, y: float, width: float, height: float, fill: str, border: str, dash: str = "") -> None:  # noqa: PLR0913, PLR0917
        """A box with round corners, its border dashed where `dash` says how."""
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self._shapes.append(
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="4"'
            f' fill="{fill}" stroke="{border}"{dashes}/>'
        )

    def cell(self, x: float, y: float, width: float, words: str, state: str = "reported") -> None:
        """A value in a box, coloured by its state."""
        fill, border, ink = STATES[state]
        self.box(x, y, width, 22, fill, border)
        self.text(x + width / 2, y + 15.5, words, size=12.5, fill=ink, anchor="middle", mono=True)

    def heading(self, number: int, title: str, words: str) -> None:
        """The heading of a band; `y` moves below it."""
        if number > 1:
            middle = self.width / 2
            self._shapes.append(f'<path d="M{middle - 7:g} {self.y - 10}h14l-7 9z" fill="{LINE}"/>')
        y = self.y + 24
        self._shapes.append(f'<circle cx="34" cy="{y - 5}" r="12" fill="{INK}"/>')
        self.text(34, y - 0.5, str(number), size=13, fill=PAPER, anchor="middle", bold=True)
        self.text(56, y, title, size=16, bold=True)
        self.text(self.width - 24, y, words, size=12.5, fill=SOFT, anchor="end")
        self.y = y + 16

    def drawn(self, name: str) -> str:
        """The picture as an SVG document, `name` its title for those who cannot see it."""
        height = self.y
        shapes = "\n".join(self._shapes)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {height}" role="img">\n'
            f"<title>{escape(name)}</title>\n"
            f"<style>text{{font-family:{_SANS};white-space:pre}}.mono{{font-family:{_MONO}}}</style>\n"
            f'<rect width="{self.width}" height="{height}" rx="10" fill="{BACK}"/>\n{shapes}\n</svg>\n'
        )
