"""The bar for agencies on a small corpus; `make accuracy ARGS="--agencies"` measures more."""

from bench.agencies import measure
from bench.synthetic.agency_variants import agency_variants


def test_agencies_are_one_key_and_never_two() -> None:
    results = {result.way: result for result in measure(list(agency_variants(720, 3)))}
    assert len(results) > 15
    assert sum(result.merges for result in results.values()) == 0
    every = results["all"]
    assert every.right >= 0.995 * every.knowable
    assert every.apart == every.reports - every.knowable > 0


def test_the_corpus_is_the_same_for_the_same_seed() -> None:
    assert list(agency_variants(40, 5)) == list(agency_variants(60, 5))[:40]
    assert [v.text for v in agency_variants(20, 5)] != [v.text for v in agency_variants(20, 6)]
    assert all("合成样本" in variant.text for variant in agency_variants(20, 5))
