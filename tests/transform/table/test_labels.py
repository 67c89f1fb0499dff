import polars as pl
import pytest

from tests.transform.prints import FORMS, LABELS
from transform.table.labels.known import WEAK, label_tokens, row_evidence


def clean(token: str) -> tuple[str | None, str]:
    """(numbering, bare text) of a print."""
    ((_, number, bare),) = label_tokens(pl.DataFrame({"token": [token]})).iter_rows()
    return number, bare


def evidence(bare: str, edition: str = "2021") -> dict[str, float]:
    """The rows that a print can stand for, with the score of each."""
    found = row_evidence(pl.DataFrame({"bare": [bare]}), LABELS).filter(edition=edition)
    lines = FORMS.printed_rows.select("edition", "row", "printed_row")
    return dict(found.join(lines, on=["edition", "row"]).select("printed_row", "score").iter_rows())


@pytest.mark.parametrize(
    ("token", "number", "bare"),
    [
        ("规章", None, "规章"),
        ("（三） 不予公开 (无)", "(三)", "不予公开"),
        ("㈠予以公开", "(一)", "予以公开"),
        ("1. 信访 举报投 诉类申 请", "1", "信访举报投诉类申请"),
        ("１．信访举报", "1", "信访举报"),
        ("3、其他", "3", "其他"),
        ("12:其他", "12", "其他"),
        ("三、本年度办理结果", "三", "本年度办理结果"),
        ("危及“三安全一稳定”", None, "危及三安全一稳定"),
        ("本年收费金额（单位：万元）", None, "本年收费金额"),
        ("本年收费金额（单位：", None, "本年收费金额"),
        ("本年增/减", None, "本年增减"),
        ("（本列数据的勾稽关系为：第一项）", None, "本列数据的勾稽关系为第一项"),
        ("2021年", None, "2021年"),
        ("…", None, ""),
    ],
)
def test_numbering_brackets_spaces_and_punctuation_are_no_label(token: str, number: str | None, bare: str) -> None:
    assert clean(token) == (number, bare)


def test_every_label_of_the_forms_is_known_by_its_clean_print() -> None:
    printed = label_tokens(FORMS.labels.select(token="label").unique())
    known = FORMS.labels.join(printed, left_on="label", right_on="token")
    missing = known.join(LABELS, on=["edition", "form", "kind", "code", "bare"], how="anti")
    assert missing.rows() == []
    assert LABELS["bare"].str.len_chars().min() != 0


def test_a_row_that_has_a_line_of_its_own_heads_it() -> None:
    lines = FORMS.printed_rows.select("edition", "row", "printed_row")
    headed = LABELS.filter(kind="row").join(lines, on=["edition", "row"])
    assert headed.filter(pl.col("code") != pl.col("printed_row")).rows() == []
    assert (
        headed.select("edition", "code").n_unique() == FORMS.printed_rows.height - 2
    )  # two wide lines, one an edition


def test_rows_that_share_a_line_head_none() -> None:
    shared = LABELS.filter(form="dispute", kind="row")
    assert shared["row"].to_list() == [None] * 6  # three rows an edition


def test_the_numbering_of_a_row_is_kept_as_evidence() -> None:
    rows = LABELS.filter(edition="2021", kind="row")
    numbers = dict(rows.select("code", "number").iter_rows())
    assert (numbers["handled_total"], numbers["other_other"], numbers["new_received"]) == ("(七)", "3", "一")
    assert numbers["regulation"] is None


def test_a_variant_counts_as_the_row_and_has_its_numbering() -> None:
    variants = LABELS.filter(edition="2021", code="denied_prohibited_by_law").select("bare", "number", "row")
    assert variants["bare"].to_list() == ["其他法律行政法规禁止公开", "其他法律法规禁止公开"]
    assert variants["number"].to_list() == ["2", "2"]
    assert variants["row"].n_unique() == 1


def test_an_exact_label_is_certain() -> None:
    assert evidence("重复申请")["unprocessed_duplicate"] == 1


@pytest.mark.parametrize("part", ["没有现成信", "息需要另行制作", "现成信息"])
def test_a_part_points_to_the_label_that_holds_it(part: str) -> None:
    assert evidence(part).keys() == {"unavailable_needs_creation"}


def test_a_longer_part_points_more_clearly() -> None:
    assert evidence("需要另行")["unavailable_needs_creation"] < evidence("需要另行制作")["unavailable_needs_creation"]


def test_a_short_part_points_to_all_that_hold_it() -> None:
    assert evidence("行政处").keys() == {"penalty"}
    assert evidence("属于三类").keys() == {"denied_internal_affairs"}
    assert evidence("属于").keys() == {
        "denied_state_secret",
        "denied_internal_affairs",
        "denied_deliberative",
        "denied_enforcement_file",
        "denied_administrative_query",
    }
    # One character points nowhere alone; the alignment takes it only with the row's own numbering.
    assert evidence("益") == {"denied_third_party": pytest.approx(WEAK)}


def test_a_group_glued_to_its_first_row_points_to_the_row() -> None:
    assert evidence("不予公开属于国家秘密") == {"denied_state_secret": pytest.approx(0.95)}
    assert evidence("属于国家秘密不予公开") == {"denied_state_secret": pytest.approx(0.9)}


def test_a_lost_or_wrong_character_points_to_the_label_that_is_alike() -> None:
    assert evidence("本机关不掌握关政府信息").keys() == {"unavailable_not_held"}
    assert evidence("属於行政查询事项").keys() == {"denied_administrative_query"}


def test_prose_points_nowhere() -> None:
    assert evidence("全年天气晴好") == {}
    assert evidence("重复申请" + "甲" * 20) == {}


def test_no_print_gives_an_empty_frame_of_the_promised_types() -> None:
    schema = {"bare": pl.String, "edition": pl.String, "row": pl.Int32, "score": pl.Float32}
    for prints in ([None], ["天气"], ["规章"]):
        found = row_evidence(pl.DataFrame({"bare": prints}, schema={"bare": pl.String}), LABELS)
        assert dict(found.schema) == schema
