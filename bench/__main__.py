"""What readers wait and pay for, measured; ``--quick`` prints only what the build weighs, without network or peers."""

import argparse
from pathlib import Path

import app as application
from bench import report
from bench.weights import weigh
from prontosim import verify


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="print only what the build weighs")
    parser.add_argument("--guides", type=int, nargs="+", default=[300, 1000], help="sizes of synthetic projects")
    parser.add_argument("--starts", type=int, default=10, help="how many cold starts of each site")
    parser.add_argument("--lookup", action="store_true", help="measure only how good and quick lookups are")
    parser.add_argument("--lookup-page", type=Path, help="write the page on lookups into this file as well")
    parser.add_argument("--write", type=Path, help="write the page into this file as well")
    chosen = parser.parse_args()
    if chosen.quick:
        weights = weigh(application.ROOT / "build", application.load_edition(application.ROOT))
        print(report.weights(weights, verify.LIBRARY_BUDGET))
        return
    # Only now: the peers need packages that --quick does without.
    from bench.run import run
    from bench.run import run_lookup

    put(run_lookup(), chosen.lookup_page)
    if not chosen.lookup:
        put(report.render(run(chosen.guides, chosen.starts)), chosen.write)


def put(page: str, path: Path | None) -> None:
    """Print a page, and write it where asked."""
    print(page)
    if path:
        path.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
