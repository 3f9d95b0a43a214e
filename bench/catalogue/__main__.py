"""python -m bench.catalogue --seed 1 --count 200 --to DIR: writes documents and truths."""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.catalogue.run import FORMATS, pieces, save


def main() -> None:
    """Read what is asked for, write it."""
    parser = argparse.ArgumentParser(prog="bench.catalogue", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--formats", default="docx", help=f"of {', '.join(FORMATS)}")
    parser.add_argument("--layout", default="", help="only this one, as L3")
    asked = parser.parse_args()
    seeds = range(asked.seed, asked.seed + asked.count)
    print(save(pieces(seeds, tuple(asked.formats.split(",")), asked.layout), asked.to), "Dateien")


if __name__ == "__main__":
    main()
