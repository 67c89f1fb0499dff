"""rjieba stands in for jieba: both cut Chinese alike, with the lexicon's words (`utf-8` they do not)."""

import sys
from collections.abc import Iterator
from pathlib import Path

import jieba
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from bench.scoring import documents_of
from bench.synthetic import generate
from bench.synthetic.agency_variants import agency_variants
from bench.synthetic.planted import planted
from transform.agencies import load_lexicon
from transform.agencies.bodies import compared_function, read_body
from transform.agencies.segmentation import cut, words_of
from transform.batch import read_batch
from transform.segment import FREQUENCY, _dictionary, cutter

LEXICON = load_lexicon()


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> jieba.Tokenizer:
    """jieba itself, with the same words; its cache file in a folder of the test's."""
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    for word in words_of(LEXICON):
        tokenizer.add_word(word, FREQUENCY)
    assert Path(tokenizer.tmp_dir).is_dir()
    return tokenizer


def test_both_cut_names_and_prose_alike(original: jieba.Tokenizer) -> None:
    prose = {
        line for report in generate(30, 1, layouts=("tab",)) for line in report.text.splitlines() if "\t" not in line
    }
    names = {variant.text.splitlines()[0] for variant in agency_variants(200, 1)}
    texts = sorted(prose | names)
    assert len(texts) > 300
    assert [cut(text, LEXICON) for text in texts] == [list(original.cut(text)) for text in texts]


@pytest.fixture
def without_rjieba(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A platform without rjieba; its folder for temporary files."""
    monkeypatch.setitem(sys.modules, "rjieba", None)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    _dictionary.cache_clear()
    yield tmp_path
    _dictionary.cache_clear()


def test_without_rjieba_jieba_cuts_in_silence_and_leaves_no_file(
    without_rjieba: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    cut_names, cut_prose = cutter(("葡萄酒产业发展局",)), cutter()
    assert cut_names("葡萄酒产业发展局") == ["葡萄酒产业发展局"]
    assert len(cut_prose("葡萄酒产业发展局")) > 1
    assert (capfd.readouterr(), list(without_rjieba.iterdir())) == (("", ""), [])


def test_the_reader_finds_the_same_with_either(request: pytest.FixtureRequest) -> None:
    documents = pl.concat(
        [
            documents_of([*generate(40, 3, prose="seen", garbles=("label_spaces",))]),
            pl.DataFrame(
                {
                    "text": [variant.text for variant in agency_variants(60, 1)]
                    + [it.text for it in planted(5, [2021], 2)]
                }
            ).select(
                source_uri=pl.format("{}.txt", pl.int_range(pl.len())),
                sha256=pl.format("{}", pl.col("text").hash()),
                text="text",
                decoded_by=pl.lit("utf-8"),
            ),
        ],
        how="diagonal",
    )
    with_rjieba = read_batch(documents)
    request.getfixturevalue("without_rjieba")
    with_jieba = read_batch(documents)
    assert type(_dictionary(())) is jieba.Tokenizer
    assert with_rjieba["report"].height > 90
    assert with_rjieba["reported_problem"].height > 0
    for name, frame in with_rjieba.items():
        assert_frame_equal(frame, with_jieba[name])


@pytest.mark.parametrize(
    ("name", "function_code"),
    [
        ("教育科学研究局", "education"),
        ("乡村振兴发展局", "rural_revitalization"),
        ("民政和社会救助局", "civil_affairs"),
        ("葡萄酒产业发展局", None),
        ("农业综合行政执法局", None),
        ("交通战备办公室", None),
        ("文化馆", None),
    ],
)
def test_a_bureau_that_is_not_understood_is_compared_by_its_first_word(name: str, function_code: str | None) -> None:
    body = read_body(name, LEXICON)
    assert not body.understood
    assert body.key == name
    assert compared_function(name, body, LEXICON) == function_code
