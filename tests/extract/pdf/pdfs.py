"""PDFs written by hand, with characters, rules and page turns exactly where a test wants them."""

from collections.abc import Sequence


class Sheet:
    """A page of 400 by 300 points under way; x to the right, y upward.

    `resources` are more of them, `more` stands in the page's dictionary.
    """

    def __init__(self, *, turned: int = 0, cm: str = "1 0 0 1 0 0", resources: str = "", more: str = "") -> None:
        self.turned, self.resources, self.more = turned, resources, more
        self.drawn = [f"{cm} cm 0.5 w"]

    def text(self, x: float, y: float, text: str, size: float = 10, mode: int = 0) -> "Sheet":
        """Latin text with its baseline at (x, y)."""
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self.drawn.append(f"BT /F1 {size} Tf {mode} Tr 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET")
        return self

    def between(self, before: str, x: float, y: float, text: str, size: float = 10) -> "Sheet":
        """Latin text after operators, in a state of its own."""
        self.drawn.append(f"q {before}")
        self.text(x, y, text, size)
        self.drawn.append("EMC Q" if "BDC" in before else "Q")
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> "Sheet":
        """A stroke."""
        self.drawn.append(f"{x0} {y0} m {x1} {y1} l S")
        return self

    def bar(self, x: float, y: float, wide: float, tall: float) -> "Sheet":
        """A filled box."""
        self.drawn.append(f"{x} {y} {wide} {tall} re f")
        return self

    def grid(self, xs: list[float], ys: list[float]) -> "Sheet":
        """Rules over each other at `ys` and side by side at `xs`."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        return self


def pdf(*sheets: Sheet, trailer: str = "", catalog: str = "", extra: Sequence[str] = ()) -> bytes:
    """The bytes of a file with these pages; `extra` objects have the numbers from 4 + 2 * pages on."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(sheets)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, sheet in enumerate(sheets):
        drawn = "\n".join(sheet.drawn)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Rotate {sheet.turned} "
            f"/Resources << /Font << /F1 3 0 R >> {sheet.resources} >> /Contents {5 + 2 * number} 0 R {sheet.more} >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    objects += extra
    data, places = b"%PDF-1.5\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{written}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return (
        data
        + f"{end}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer}>>\nstartxref\n{len(data)}\n%%EOF\n".encode()
    )
