"""The numbers that prose speaks of: from the tables where they stand there, else by chance."""

from decimal import Decimal
from random import Random

from bench.synthetic.edition import CellKey, Edition

Number = int | Decimal

_GROUPS = {
    "applications_denied": "denied",
    "applications_unavailable": "unavailable",
    "applications_unprocessed": "unprocessed",
    "applications_other": "other",
}
_ROWS = {
    "applications_received": "new_received",
    "applications_carried_in": "carried_in",
    "applications_answered": "handled_total",
    "applications_carried_out": "carried_out",
    "applications_granted": "granted",
    "applications_partially_granted": "partially_granted",
}
_DECISIONS = {"licences": "licensing", "penalties": "penalty", "coercions": "coercion"}


def facts(edition: Edition, cells: dict[CellKey, Number], rng: Random) -> dict[str, Number]:
    """Topic of the contract to number, for one report."""
    told = _published(rng)
    totals = {row: cells["application", row, "total"] for row in edition.outcomes}
    for topic, prefix in _GROUPS.items():
        told[topic] = sum(total for row, total in totals.items() if row.startswith(prefix))
    for topic, row in _ROWS.items():
        told[topic] = cells["application", row, "total"]
    told["applications_in_hand"] = told["applications_received"] + told["applications_carried_in"]
    for topic, row in _DECISIONS.items():
        told[topic] = cells["disclosure", row, "decisions"]
    told["reconsiderations"], *lawsuits = (
        cells["dispute", row.code, row.columns[-1]] for row in edition.of_form("dispute")
    )
    told["lawsuits"] = sum(lawsuits)
    documents = next(row for row in edition.of_form("disclosure") if row.code == "normative_document")
    told["normative_documents"] = cells[documents.keys[0]]
    told["hundred"] = 100
    return told


def grown(told: dict[str, Number], last: dict[str, Number]) -> dict[str, Number]:
    """The facts of a year with the growth since the last one."""
    before = last["published_total"]
    rate = Decimal(1000 * (told["published_total"] - before)) / before
    return {**told, "growth_rate": rate.quantize(Decimal(1)).scaleb(-1), "growth_is_known": 1}


def _published(rng: Random) -> dict[str, Number]:
    """What no form holds: items by channel, training, meetings, responses, fees for copies."""
    website, media = rng.randint(5, rng.choice((90, 900, 5000))), rng.randint(0, 400)
    bulletin, other = rng.choice((0, rng.randint(1, 60))), rng.choice((0, 0, rng.randint(1, 30)))
    total = website + media + bulletin + other
    sessions = rng.choice((0, rng.randint(1, 12)))
    return {
        "published_total": total,
        "published_website": website,
        "published_new_media": media,
        "published_bulletin": bulletin,
        "published_other": other,
        "share": Decimal(1000 * website // total).scaleb(-1),
        "growth_rate": Decimal(rng.randint(1, 600)).scaleb(-1),
        "policy_interpretation": rng.randint(0, 20),
        "training_sessions": sessions,
        "training_people": sessions * rng.randint(8, 60),
        "meetings": rng.randint(1, 6),
        "public_responses": rng.choice((0, rng.randint(1, 900))),
        "information_fee": rng.choice((0, 0, 0, 10 * rng.randint(1, 80))),
    }
