"""Which year: period, sentences, breadcrumbs, dates, paths, titles, and what cannot be known."""

from random import Random

from bench.synthetic.prose import year_in_words
from bench.synthetic.world.operators import register
from bench.synthetic.world.plan import Plan, said


def hide(plan: Plan) -> None:
    """Let nothing tell the year; the operator then says where it is told."""
    plan.title_year, plan.yeared, plan.dated, plan.period = "", False, False, False


@register("when")
def year_in_period(plan: Plan) -> None:
    """A title without a year; the statistics period tells it."""
    hide(plan)
    plan.preface.append(said("period"))


@register("when")
def year_in_lost_period(plan: Plan) -> None:
    """The period only, characters lost beside its numbers: 20191月1日."""
    hide(plan)
    plan.preface.append(said("period_lost"))


@register("when")
def year_announced(plan: Plan) -> None:
    """现公布我局2022年…年度报告 and nothing else."""
    hide(plan)
    plan.preface.append(said("announce_self", y=f"{plan.year.number}年"))


@register("when")
def year_of_deadline(plan: Plan) -> None:
    """截止2022年12月31日 and nothing else."""
    hide(plan)
    plan.preface.append(said("deadline"))


@register("when")
def year_in_prose(plan: Plan) -> None:
    """The prose tells the year again and again."""
    hide(plan)
    plan.yeared = True
    plan.overview += [said("opening")] * 2


@register("when")
def year_in_prose_and_last(plan: Plan) -> None:
    """The prose tells the year again and again, and last year's number once by mistake."""
    year_in_prose(plan)
    plan.overview.append(said("mistake_year"))


@register("when")
def year_in_breadcrumb(plan: Plan) -> None:
    """The breadcrumb's folder of the year, …/2021年/正文."""
    hide(plan)
    plan.first.append(said("crumb_year"))


def _date_line(plan: Plan, label: str) -> None:
    hide(plan)
    plan.dated, plan.path_date, plan.date_label, plan.signature = True, "none", label, False
    plan.header = plan.header or plan.rng.choice(("inline", "lines", "barred", "bulleted", "index", "tabbed"))


@register("when", joins=("who",))
def year_before_publication(plan: Plan) -> None:
    """发布日期 in January to March, with the form of those years: the year before."""
    _date_line(plan, plan.rng.choice(("发布日期", "发布时间", "公开日期")))


@register("when", joins=("who",))
def year_before_writing(plan: Plan) -> None:
    """成文日期 or 生成日期, with the form of those years: the year before."""
    _date_line(plan, plan.rng.choice(("成文日期", "生成日期", "发文日期")))


@register("when", joins=("who",))
def year_before_bare_date(plan: Plan) -> None:
    """日期: and no other word, with the form of those years: the year before."""
    _date_line(plan, "日期")


@register("when", joins=("who",))
def year_before_date_in_path(plan: Plan) -> None:
    """A date in the path (t20230117_, /202301/, art_2024_1_29_), with the form of those years."""
    hide(plan)
    plan.dated, plan.path_date, plan.signature = True, "yes", False
    plan.header = "none" if not plan.header else plan.header


@register("when", joins=("who",))
def year_before_signature(plan: Plan) -> None:
    """The signature's date, with the form of those years."""
    hide(plan)
    plan.dated, plan.path_date, plan.signature, plan.header = True, "none", True, plan.header or "none"


@register("when")
def year_in_words_in_title(plan: Plan) -> None:
    """A title of 二〇二一年, and nothing else."""
    words = year_in_words(plan.year.number)
    hide(plan)
    plan.needs_title, plan.title_year = True, f"{_zeros(words, plan.rng)}年"


def _zeros(words: str, rng: Random) -> str:
    """Zero as 〇, ○ or 零."""
    return words.replace("〇", rng.choice(("〇", "〇", "○", "零")))


@register("when")
def year_in_brackets(plan: Plan) -> None:
    """A title with the year behind it in brackets: （2024年度）."""
    year = plan.year.number
    hide(plan)
    plan.needs_title = True
    plan.brackets = plan.rng.choice((f"（{year}年度）", f"({year}年)", f"（{year}）", f"[{year}年度]"))


@register("when")
def year_without_sign(plan: Plan) -> None:
    """A title with the number and no 年: 2020政府信息公开."""
    hide(plan)
    plan.needs_title, plan.title_year = True, f"{plan.year.number}"


@register("when")
def title_against_prose(plan: Plan) -> None:
    """The prose has last year's number throughout: the title wins."""
    hide(plan)
    plan.needs_title, plan.title_year = True, f"{plan.year.number}年"
    plan.overview += [said("mistake_year")] * plan.rng.randint(1, 2)


@register("when", joins=())
def title_against_period(plan: Plan) -> None:
    """Title and period tell two years: to be held."""
    hide(plan)
    plan.needs_title, plan.title_year = True, f"{plan.year.number}年"
    plan.preface.append(said("period", Y=plan.year.number + plan.rng.choice((-1, 1))))
    plan.expect, plan.reason = "held", "year_unknown"


@register("when", joins=())
def edition_alone(plan: Plan) -> None:
    """Nothing but the form's edition: not enough, to be held."""
    hide(plan)
    plan.signature = False
    plan.expect, plan.reason = "held", "year_unknown"


@register("when", joins=())
def year_nowhere(plan: Plan) -> None:
    """No year, no date and no form: to be held."""
    hide(plan)
    plan.prose_only, plan.signature = True, False
    plan.expect, plan.reason = "held", "year_unknown"


@register("when")
def published_late(plan: Plan) -> None:
    """Title and period tell the year; the page came out long after, so that its date says nothing."""
    plan.published = plan.published.replace(year=plan.published.year + plan.rng.randint(1, 2), month=8)
