#!/usr/bin/env python3
"""Asks `plainly inspect` for the sentences of texts whose sentences are known.

    cargo build
    tests/measure/sentences.py                     our own cases and the golden rules
    tests/measure/sentences.py --cases FILE.json   and the cases of a file
    tests/measure/sentences.py --show              and every text that was split elsewhere
    tests/measure/sentences.py --no-own            without our own cases, which the suite reads too

The golden rules are the English ones of the pragmatic segmenter, from the package pysbd 0.3.3
(MIT), which pip fetches for the run and nothing keeps. FILE.json holds
{"cases": [{"id", "category", "text", "expected": [sentence, …]}]}.

A text counts as right when every sentence equals the expected one, white space aside. Texts are
read as plain text, exactly; our own cases and those of FILE.json are read as Markdown too, where
the marks are gone: there each expected sentence must hold the start of just one found.
"""

import argparse
import json
import runpy
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OWN_CASES = ROOT / "tests" / "suite" / "sentences.txt"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", type=Path, default=ROOT / "target" / "debug" / "plainly")
    arguments.add_argument("--cases", type=Path, action="append", default=[])
    arguments.add_argument("--golden", type=Path, help="english_golden_rules.py, if it is at hand")
    arguments.add_argument("--show", action="store_true")
    arguments.add_argument("--no-own", action="store_true")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        reader = Reader(options.binary.resolve(), folder, options.show)
        if not options.no_own:
            reader.report("our own cases", own_cases(), ["txt", "md"])
        for file in options.cases:
            reader.report(file.name, json_cases(file), ["txt", "md"])
        golden = options.golden or fetch_golden_rules(folder)
        reader.report("golden rules", golden_cases(golden), ["txt"])


def own_cases():
    """The cases of sentences.txt, as (name, text, expected, kinds of file)."""
    category = None
    cases = []
    for number, line in enumerate(OWN_CASES.read_text("utf-8").splitlines(), 1):
        if line.startswith("== "):
            category = line[3:]
        elif category and line:
            plain = line.startswith("plain: ")
            line = line.removeprefix("plain: ").removeprefix("miss: ").replace("\\n", "\n")
            pieces = [piece.strip() for piece in line.split("|")]
            name = f"{category}, line {number}"
            cases.append((name, line.replace("|", ""), pieces, ["txt"] if plain else ["txt", "md"]))
    return cases


def json_cases(file):
    cases = json.loads(file.read_text("utf-8"))["cases"]
    kinds = ["txt", "md"]
    return [(f"{c['id']} {c['category']}", c["text"], c["expected"], kinds) for c in cases]


def golden_cases(file):
    rules = runpy.run_path(str(file))["GOLDEN_EN_RULES"]
    return [(f"rule {at}", text, pieces, ["txt"]) for at, (text, pieces) in enumerate(rules, 1)]


def fetch_golden_rules(folder):
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
    subprocess.run([*pip, "--dest", folder, "pysbd==0.3.3"], check=True)
    with tarfile.open(folder / "pysbd-0.3.3.tar.gz") as archive:
        member = "pysbd-0.3.3/benchmarks/english_golden_rules.py"
        archive.extract(member, folder, filter="data")
    return folder / member


class Reader:
    def __init__(self, binary, folder, show):
        self.binary, self.folder, self.show = binary, folder, show

    def report(self, title, cases, kinds):
        for kind in kinds:
            chosen = [case for case in cases if kind in case[3]]
            wrong = [case for case in chosen if not self.is_right(case, kind)]
            right = len(chosen) - len(wrong)
            share = 100 * right / len(chosen)
            print(f"{title}, .{kind}: {right} of {len(chosen)} exact ({share:.1f} %)")
            if self.show:
                for name, text, expected, _ in wrong:
                    print(f"  {name}: {text!r}\n    expected {expected}\n    found    {self.found(text, kind)}")

    def is_right(self, case, kind):
        _, text, expected, _ = case
        found = self.sentences(text, kind)
        if kind == "txt":
            return [normal(one["text"]) for one in found] == [normal(one) for one in expected]
        starts = [one["start"]["byte"] for one in found]
        return len(starts) == len(expected) and all(
            start <= at < end for at, (start, end) in zip(starts, places(text, expected))
        )

    def found(self, text, kind):
        return [one["text"] for one in self.sentences(text, kind)]

    def sentences(self, text, kind):
        file = self.folder / f"case.{kind}"
        file.write_bytes(text.encode())
        command = [self.binary, "inspect", "--format", "json", file]
        run = subprocess.run(command, capture_output=True, check=False, cwd=self.folder)
        return json.loads(run.stdout)["sentences"] if run.stdout else []


def places(text, expected):
    """The bytes of each expected sentence in the text."""
    at = 0
    for piece in expected:
        start = text.index(piece, at)
        at = start + len(piece)
        yield len(text[:start].encode()), len(text[:at].encode())


def normal(text):
    return " ".join(text.split())


if __name__ == "__main__":
    main()
