"""Copied prose and named problems, from files to the query, through the command."""

from pathlib import Path

from bench.synthetic.planted import Planted, planted
from tests.flows.command import ingest, rows

REUSE = """
SELECT report.source_uri AS name, section, relation, status, similarity, other.source_uri AS other
FROM text_reuse JOIN report USING (report_id) LEFT JOIN report AS other ON other.report_id = other_report_id
"""
EVIDENCE = """
SELECT count(*) FILTER (sentence IS NULL OR other_sentence IS NULL OR NOT (similarity BETWEEN 0.5 AND 1)) AS bad,
    count(*) FILTER (NOT is_boilerplate) AS sentences,
    (SELECT sum(matching_sentences) FROM text_reuse) AS counted,
    count(*) FILTER (is_identical) AS identical
FROM text_reuse_sentence
"""


def write(reports: list[Planted], folder: Path) -> Path:
    folder.mkdir()
    for it in reports:
        (folder / it.name).write_text(it.text, encoding="utf-8")
    return folder


def test_planted_copies_are_found_night_by_night(tmp_path: Path) -> None:
    reports = planted(8, [2021, 2022], seed=4, edits=0.1)
    file = tmp_path / "w.duckdb"
    for year in (2022, 2021):
        night = write([it for it in reports if it.report_year == year], tmp_path / str(year))
        assert ingest(night, warehouse=file)["loaded"] == 8
    found = {(Path(str(row["name"])).name, row["section"], row["relation"]): row for row in rows(file, REUSE)}
    assert len(found) == 16 * 3 * 2
    copies = {
        (it.name, section, relation): source
        for it in reports
        for section, (relation, source) in it.copied.items()
        if found[it.name, section, relation]["status"] == "compared"
    }
    assert len(copies) > 5
    for key, source in copies.items():
        assert Path(str(found[key]["other"])).name == source
        assert float(str(found[key]["similarity"])) > 0.5
    (evidence,) = rows(file, EVIDENCE)
    assert evidence["bad"] == 0
    assert str(evidence["sentences"]) == str(evidence["counted"])
    assert int(str(evidence["identical"])) > 0


def test_named_problems_with_their_sentence(tmp_path: Path) -> None:
    (report,) = planted(1, [2021], seed=1)
    text = report.text.replace("五、存在的主要问题及改进情况", "五、存在的主要问题及改进情况\n一是栏目更新不够及时。")
    (tmp_path / "synthetic.txt").write_text(text, encoding="utf-8")
    file = tmp_path / "w.duckdb"
    ingest(tmp_path / "synthetic.txt", warehouse=file)
    found = rows(file, "SELECT family, keyword, sentence, line_no FROM reported_problem ORDER BY family")
    assert [(row["family"], row["keyword"]) for row in found] == [("timeliness", "更新"), ("website", "栏目")]
    assert {row["sentence"] for row in found} == {"一是栏目更新不够及时。"}
    assert text.split("\n")[int(str(found[0]["line_no"])) - 1] == "一是栏目更新不够及时。"
