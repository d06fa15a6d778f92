#!/usr/bin/env python3
"""Measures what a check costs: CPU seconds for a megabyte of Markdown, on one core.

    cargo build --release
    tests/measure/check_cost.py [--binary target/release/plainly] [--runs 7]

Makes two sites out of copies of this one, one four times as large as the other, checks each
several times with one thread, and prints the least CPU time (user and system) of each: the whole
process with its start and its report, and the cost of one more megabyte. A megabyte is 1,000,000
bytes. Copies have the same words, so that the caches of words help more than on a site that says
something new on each page.
"""

import argparse
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default=ROOT / "target" / "release" / "plainly", type=pathlib.Path)
    parser.add_argument("--runs", default=7, type=int)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        small, large = pathlib.Path(folder, "small"), pathlib.Path(folder, "large")
        sizes = [copies(small, 2), copies(large, 8)]
        costs = [cost(arguments.binary, site, arguments.runs) for site in (small, large)]
    for size, seconds in zip(sizes, costs):
        print(f"{size / 1e6:.2f} MB in {seconds:.3f} CPU s: {seconds / size * 1e6:.3f} s a MB, start and report included")
    slope = (costs[1] - costs[0]) / (sizes[1] - sizes[0]) * 1e6
    print(f"one more MB: {slope:.3f} CPU s")
    return 0


def copies(site: pathlib.Path, count: int) -> int:
    """Makes a site with `count` copies of each page; returns the bytes of its Markdown."""
    shutil.copytree(ROOT / "content", site / "content")
    shutil.copyfile(ROOT / "site.toml", site / "site.toml")
    for page in sorted((ROOT / "content").rglob("*.md")):
        if page.name == "_index.md" or "glossary" in page.parts:
            continue
        folder = (site / "content" / page.relative_to(ROOT / "content")).parent
        for number in range(1, count):
            shutil.copyfile(page, folder / f"{page.stem}-{number}.md")
    return sum(page.stat().st_size for page in (site / "content").rglob("*.md"))


def cost(binary: pathlib.Path, site: pathlib.Path, runs: int) -> float:
    """The least CPU time of a check, in seconds."""
    environment = {**os.environ, "RAYON_NUM_THREADS": "1"}
    times = []
    for _ in range(runs):
        before = spent()
        run = subprocess.run(
            [binary.resolve(), "check", "--root", site],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        if run.returncode > 1:
            sys.exit(f"The check of {site} failed. Run it by hand to see why.")
        times.append(spent() - before)
    return min(times)


def spent() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    sys.exit(main())
