"""Lines of pages to lines of text: a title over several lines is one, and so is a paragraph broken by full lines."""

from statistics import median

from extract.pdf.numbering import is_number, is_numbered
from extract.pdf.page.lines import Line
from extract.pdf.pages import Paper

#: A title is larger than the text by this, and stands in the middle, as a share of the paper's width.
_LARGER, _CENTRAL = 1.15, 0.06
#: Lines further apart than this are not one, in ems; a full line ends so near the side, and its next begins there.
_PITCH, _FULL, _INDENT = 2.6, 1.6, 0.8
#: Text that is narrower is a list, in ems.
_PROSE = 15
_ENDS = "。；！？：;!?:"


class Measure:
    """What a document's lines have in common: size and sides of the text, the paper of its first page."""

    def __init__(self, lines: list[Line], paper: Paper) -> None:
        self.paper = paper
        prose = [line for line in lines if len(line.runs) == 1] or lines
        sizes = sorted(size for line in prose for size in [line.em] * len(line.text))
        self.em = median(sizes) if sizes else 10.0
        body = [line for line in prose if abs(line.em - self.em) < 0.3] or prose
        self.left = min((line.left for line in body), default=0.0)
        ends = sorted((line.right for line in body), reverse=True)
        # One line may hang out; a side is where several end.
        self.right = ends[min(len(ends) // 20, len(ends) - 1)] if ends else 0.0

    def goes_on(self, line: Line, after: Line, *, same_page: bool) -> bool:
        """Whether a line and the next one of the text are one."""
        if abs(line.em - after.em) > 0.6 or is_numbered(after.text):
            return False
        if same_page and not 0 < after.top - line.top < _PITCH * line.em:
            return False
        if line.em > _LARGER * self.em:
            return same_page and self._is_title(line) and self._is_title(after)
        if len(line.runs) > 1 or len(after.runs) > 1 or (line.text[-1].isdigit() and after.text[0].isdigit()):
            return False
        if self.right - self.left < _PROSE * self.em:
            return False
        full = (
            abs(line.right - self.right) < _FULL * line.em and line.right - line.left > (self.right - self.left) * 0.8
        )
        return full and abs(after.left - self.left) < _INDENT * line.em and line.text[-1] not in _ENDS

    def _is_title(self, line: Line) -> bool:
        """Whether a line is larger than the text and in the middle; a row of a table has numbers other than a year."""
        left, _, right, _ = self.paper
        is_central = abs((line.left + line.right) - (left + right)) < 2 * _CENTRAL * (right - left)
        has_value = any(is_number(run.text) and len(run.text) != 4 for run in line.runs)
        return line.em > _LARGER * self.em and is_central and not has_value

    def spelled(self, line: Line) -> str:
        """The text of a line; a title has no columns."""
        return "".join(run.text for run in line.runs) if self._is_title(line) else line.text


def glued(text: str, after: str) -> str:
    """Two texts as one, a space between Latin words."""
    latin = text[-1:].isascii() and text[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
    return f"{text} {after}" if latin else text + after
