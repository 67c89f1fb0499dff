"""`python -m bench.synthetic`: write synthetic reports, the project's samples, or documents of the world."""

from argparse import ArgumentParser
from pathlib import Path

from bench.synthetic.edition import load_editions
from bench.synthetic.garbles.garble import GARBLES
from bench.synthetic.generate import Settings
from bench.synthetic.layout.render import LAYOUTS
from bench.synthetic.samples import SAMPLES_FOLDER, write_samples
from bench.synthetic.world import world
from bench.synthetic.world.write import write_world
from bench.synthetic.write import write_reports


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m bench.synthetic", description="Reports with known truth.")
    parser.add_argument("what", nargs="?", choices=("reports", "samples", "world"), default="reports")
    parser.add_argument("--to", type=Path, help="the folder to write into")
    parser.add_argument("--count", type=int, default=100, help="how many reports")
    parser.add_argument("--seed", type=int, default=1, help="source of all chance")
    parser.add_argument("--edition", action="append", choices=sorted(load_editions()))
    parser.add_argument("--layout", action="append", choices=LAYOUTS)
    parser.add_argument("--garble", action="append", choices=[*GARBLES, "all"])
    parser.add_argument("--garbles-per-report", type=int, default=None, help="1 where a garble is named")
    parser.add_argument("--mistakes", type=float, default=0.0, help="share of reports with a broken identity")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    return parser


def main() -> None:
    """Run the command line."""
    parser = _parser()
    arguments = parser.parse_args()
    if arguments.what == "samples":
        write_samples(arguments.to or SAMPLES_FOLDER)
        return
    if arguments.to is None or arguments.count < 1 or arguments.jobs < 1:
        parser.error("reports need --to DIR; --count and --jobs must be at least 1")
    if arguments.what == "world":
        write_world(world(arguments.count, arguments.seed), arguments.to)
        return
    garbles = arguments.garble or []
    per_report = arguments.garbles_per_report
    settings = Settings(
        seed=arguments.seed,
        editions=tuple(arguments.edition or load_editions()),
        layouts=tuple(arguments.layout or LAYOUTS),
        garbles=tuple(GARBLES) if "all" in garbles else tuple(garbles),
        garbles_per_report=int(bool(garbles)) if per_report is None else per_report,
        mistakes=arguments.mistakes,
    )
    write_reports(settings, arguments.count, arguments.to, arguments.jobs)


if __name__ == "__main__":
    main()
