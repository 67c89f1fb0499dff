"""rjieba stands in for jieba: both cut Chinese alike, with the lexicon's words (`utf-8` they do not)."""

from pathlib import Path

import jieba
import pytest

from bench.synthetic import generate
from bench.synthetic.agency_variants import agency_variants
from transform.agencies import load_lexicon
from transform.agencies.bodies import compared_function, read_body
from transform.agencies.segmentation import cut, words_of
from transform.segment import FREQUENCY

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
