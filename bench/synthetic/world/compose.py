"""From a plan to the text, and to what is true of it."""

from datetime import date, timedelta
from random import Random

from bench.synthetic.edition import load_editions
from bench.synthetic.facts import facts
from bench.synthetic.garbles.garble import garble, layouts_of
from bench.synthetic.layout.draft import Draft
from bench.synthetic.layout.html import html_paragraph
from bench.synthetic.layout.style import draw_style
from bench.synthetic.layout.table import filled_tables
from bench.synthetic.prose import printed_date
from bench.synthetic.world.headers import HEADERS, header_block
from bench.synthetic.world.paths import path_of
from bench.synthetic.world.phrases import say
from bench.synthetic.world.plan import Plan, Said, Truth
from bench.synthetic.world.what.layouts import LAYOUTS, render
from bench.synthetic.world.words import words_of

_FORMS = ("disclosure", "application", "dispute")
_FACTS = ("fact_managed", "fact_platform", "fact_supervised", "fact_dispute")


class Writer:
    """Writes one plan; what was printed is noted on the way."""

    def __init__(self, plan: Plan, number: int) -> None:
        self.plan, self.rng, self.number = plan, plan.rng, number
        self.style = draw_style(self.rng)
        self.layout = plan.layout or self.rng.choice(LAYOUTS)
        told = facts(plan.year.edition, plan.year.cells, self.rng)
        self.words = words_of(plan, told)
        self.draft = self._draft()
        self.published: date | None = None
        self.signed: date | None = None

    def write(self) -> tuple[str, str, Truth]:
        """Path, text, truth."""
        title = self._title()
        head = self._head(title)
        lines = [*self._body(), *self._tail()]
        if self.layout == "html" and not self.plan.one_line:
            text = self._page(title, head, lines)
        elif self.plan.one_line:
            text = " ".join(line.strip().replace("\t", " ") for line in head + lines if line.strip())
        else:
            gap = self.rng.choice(("\n", "\n", "\n\n"))
            indent = self.rng.choice(("", "", "　　", "  "))
            text = "\n".join(head) + gap + gap.join(self._paragraphs(lines, indent)) + "\n"
        for finish in self.plan.finish:
            text = finish(text, self.rng)
        suffix = "html" if text.startswith("<!DOCTYPE") else "txt"
        return path_of(self.plan, suffix, self.number), text, self._truth()

    def _draft(self) -> Draft:
        """The tables, garbled and altered."""
        plan = self.plan
        tables = filled_tables(plan.year.edition, plan.year.cells, self.style, self.rng)
        draft = Draft(plan.year.edition, self.layout, self.style, tables, {}, [])
        for name in plan.garbles:
            if self.layout in layouts_of(name):
                garble(draft, name, self.rng)
        for alter in plan.alter:
            alter(draft, self.rng)
        if plan.prose_only or plan.pictures:
            draft.tables.clear()
        elif plan.stop:
            form, rows = plan.stop
            at = _FORMS.index(form) if form in _FORMS else -1
            for later in _FORMS[at + 1 :] if at >= 0 else _FORMS:
                draft.tables.pop(later, None)
            if at >= 0:
                draft.tables[form] = draft.tables[form][:rows]
        return draft

    def _say(self, phrases: list[Said]) -> list[str]:
        """Lines of phrases."""
        return [
            line for kind, words in phrases for line in say(kind, self.rng, {**self.words, **words}).split("¶") if line
        ]

    def _title(self) -> list[str]:
        """The title's lines."""
        plan = self.plan
        if not plan.titled:
            return []
        kind = {
            (True, True): "title",
            (True, False): "title_undated",
            (False, True): "title_nobody",
            (False, False): "title_mute",
        }[bool(plan.title_name), bool(plan.title_year)]
        words = {
            **self.words,
            "who": plan.title_name,
            "year": plan.title_year,
            "number": plan.title_year.strip(" 年度"),
        }
        return (say(kind, self.rng, words) + plan.brackets).split("¶")

    def _head(self, title: list[str]) -> list[str]:
        """Everything above the preface: margins, header block, title, in an order by chance."""
        plan, rng = self.plan, self.rng
        lines = self._say([("chrome", {})]) if rng.random() < 0.3 else []
        if rng.random() < 0.08:
            lines += self._say([("clock", {})])
        if plan.named and plan.body.region and rng.random() < 0.25:
            lines += self._say([("site", {"place": plan.body.region.name})])
        lines += self._say(plan.first)
        block = self._header(title)
        above, below = self._say(plan.above), self._say(plan.below)
        if rng.random() < 0.3 and plan.header != "bare":
            lines += [*block, *above, *title, *below]
        else:
            lines += [*above, *title, *below, *block]
            if title and block and rng.random() < 0.15:
                lines += title
        return lines

    def _header(self, title: list[str]) -> list[str]:
        """The header block; the date that it prints is noted."""
        plan, rng = self.plan, self.rng
        look = plan.header or ("none" if rng.random() < 0.4 else rng.choice(tuple(HEADERS)))
        if look == "none":
            return []
        publisher = plan.publisher if plan.publisher is not None else plan.body.name if plan.named else ""
        tells_day = plan.dated and (plan.header or rng.random() < 0.85)
        if not publisher and not tells_day:
            return []
        self.published = plan.published if tells_day else None
        return header_block(
            look,
            rng,
            title="".join(title),
            publisher=publisher,
            day=self.published,
            date_label=plan.date_label,
        )

    def _body(self) -> list[str]:
        """Preface, sections, cut where the plan says."""
        plan = self.plan
        lines = self._say(plan.preface)
        if plan.period and self.rng.random() < 0.8:
            lines += self._say([("period", {})])
        headings = self._headings()
        overview = self._overview()
        lines += [headings[0], *overview]
        if plan.stop and plan.stop[0] == "overview":
            lines[-1] = lines[-1][: max(12, len(lines[-1]) * 2 // 3)]
            return [line for line in lines if line]
        for form, heading in zip(_FORMS, headings[1:4], strict=True):
            lines += self._form(form, heading)
            if plan.stop and plan.stop[0] == form:
                return [line for line in lines if line]
        for kind, heading in zip(("problems", "other"), headings[4:], strict=True):
            lines += [heading, *self._say([(kind, {})])]
            if kind == "problems":
                lines += self._say([("plan", {})])
        return [line for line in lines if line]

    def _headings(self) -> list[str]:
        """The six headings as this author numbers and names them."""
        headings = [heading for _, heading in self.plan.year.edition.sections]
        return self.plan.headings(headings, self.rng) if self.plan.headings else headings

    def _overview(self) -> list[str]:
        """Section 一: an opening, some facts with or without numbers, the note that all is synthetic."""
        rng = self.rng
        applied = "fact_applied" if self.words["applications_received"] else "fact_none"
        kinds = ["fact_published", applied, *rng.sample(_FACTS, rng.randint(0, 3))]
        told = self._say([(kind, {}) for kind in kinds])
        if rng.random() < 0.6:
            told = [f"（{number}）{line}" for number, line in zip("一二三四五六七八", told, strict=False)]
        own = self._say(self.plan.overview)
        return [*self._say([("synthetic", {}), ("opening", {})]), *own, *told]

    def _form(self, form: str, heading: str) -> list[str]:
        """One of sections 二 to 四: the form, a picture or a sentence instead."""
        lines = [heading]
        if self.plan.prose_only:
            return [*lines, *self._say([(f"instead_{form}", {})])]
        if self.plan.pictures:
            return [*lines, *self.rng.choice(([], [], ["图片"], ["(图)"]))]
        if form == "disclosure":
            lines += self._say(self.plan.lead)
        rows = self.draft.tables.get(form)
        return [*lines, *(render(rows, self.layout, self.style) if rows else [])]

    def _tail(self) -> list[str]:
        """What follows: contact lines, signature, the site's foot; nothing after a cut."""
        plan, rng = self.plan, self.rng
        if plan.stop:
            return []
        lines = self._say(plan.after)
        signs = plan.signature if plan.signature is not None else rng.random() < 0.4
        if signs and (plan.named or plan.signature):
            lines.append(plan.body.name)
            if plan.dated and (plan.signature or rng.random() < 0.8):
                self.signed = plan.signed
                lines.append(printed_date(plan.signed, rng))
        if rng.random() < 0.4:
            lines += self._say([("foot", {})])
        return lines

    def _paragraphs(self, lines: list[str], indent: str) -> list[str]:
        """Prose indented, rows of tables as they are."""
        rows = set(self._rows())
        return [line if line in rows or not line.strip() else indent + line for line in lines]

    def _rows(self) -> list[str]:
        return [line for rows in self.draft.tables.values() for line in render(rows, self.layout, self.style)]

    def _page(self, title: list[str], head: list[str], lines: list[str]) -> str:
        """A page of HTML: the head's lines as divisions, prose as paragraphs, tables as they are."""
        shown = [line if line.startswith(("<t", "</t")) else html_paragraph(line) for line in lines]
        top = [html_paragraph(line) for line in head]
        name = "".join(title) or "政务公开"
        opening = f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{name}</title></head>\n<body>'
        return "\n".join([opening, *top, '<div class="content">', *shown, "</div></body></html>"]) + "\n"

    def _truth(self) -> Truth:
        plan, body = self.plan, self.plan.body
        printed = self.draft.printed()
        return Truth(
            body.name,
            body.names if plan.names is None else plan.names,
            body.codes if plan.codes is None else plan.codes,
            body.level,
            body.of_kind,
            plan.year.number,
            self._edition(),
            self.signed,
            self.published,
            dict(plan.year.cells),
            printed,
        )

    def _edition(self) -> str | None:
        """The edition, where a header or row that only it has is printed."""
        rows = [row for form in _FORMS for row in self.draft.tables.get(form, [])]
        printed = {label.strip() for row in rows for label in row.labels}
        other = {word for name, edition in load_editions().items() if name != self._own() for word in _labels(name)}
        return self._own() if any(label and label not in other for label in printed & _labels(self._own())) else None

    def _own(self) -> str:
        return self.plan.year.edition.name


def _labels(edition_name: str) -> set[str]:
    """What an edition prints."""
    edition = load_editions()[edition_name]
    return {row.label for row in edition.rows} | set(edition.columns.values())


def draw_dates(year: int, rng: Random) -> tuple[date, date]:
    """Signed in January, then published, by the middle of March."""
    signed = date(year + 1, 1, 4 + rng.randrange(25))
    return signed, signed + timedelta(days=rng.choice((0, 1, 2, 5, rng.randint(0, 45))))
