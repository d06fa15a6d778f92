#!/usr/bin/env python3
"""Asks `plainly inspect` for the counts and scores of texts whose counts were made by hand.

    cargo build
    tests/measure/scores.py FILE.json

FILE.json holds {"cases": [{"id", "text", "counts": {…}, "reference": {…}}]}. Counts must be the
same. A score may differ by 0.005 from the published formula over the counts that we print, and by
1 (Flesch) or 0.2 from the one in the file.
"""

import argparse
import json
import math
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# The names in the file, and those that `inspect` prints.
COUNTS = {
    "words": "words",
    "sentences": "sentences",
    "syllables": "syllables",
    "letters": "letters",
    "polysyllables": "polysyllables",
    "long_words_gt6": "long_words",
    "fog_complex": "complex_words",
}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--binary", type=Path, default=ROOT / "target" / "debug" / "plainly")
    options = arguments.parse_args()
    cases = json.loads(options.file.read_text("utf-8"))["cases"]
    right = 0
    for case in cases:
        faults = [
            fault
            for kind in ["txt", "md"]
            for fault in judge(case, inspect(options.binary.resolve(), case["text"], kind), kind)
        ]
        right += not faults
        for fault in faults:
            print(f"{case['id']}: {fault}")
    print(f"{right} of {len(cases)} texts right in every count and score")


def inspect(binary, text, kind):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"case.{kind}"
        file.write_text(text, "utf-8")
        command = [binary, "inspect", "--format", "json", file]
        run = subprocess.run(command, capture_output=True, check=True, cwd=folder)
        return json.loads(run.stdout)


def judge(case, found, kind):
    counts, scores = found["counts"], found["scores"]
    for theirs, ours in COUNTS.items():
        if theirs in case["counts"] and case["counts"][theirs] != counts[ours]:
            yield f".{kind}: {ours} {counts[ours]}, by hand {case['counts'][theirs]}"
    sentences = [" ".join(one["text"].split()) for one in found["sentences"]]
    if "sentences" in case and sentences != case["sentences"]:
        yield f".{kind}: other sentences: {sentences}"
    for name, score in published(counts).items():
        if abs(score - scores[name]) > 0.005:
            yield f".{kind}: {name} {scores[name]}, by its formula {score:.4f}"
        reference = case.get("reference", {}).get(name)
        allowed = 1.0 if name == "flesch_reading_ease" else 0.2
        if reference is not None and abs(reference - scores[name]) > allowed:
            yield f".{kind}: {name} {scores[name]:.4f}, in the file {reference}"


def published(counts):
    """The formulas as their authors published them, over counts."""
    words, sentences = counts["words"], counts["sentences"]
    length = words / sentences
    syllables = counts["syllables"] / words
    return {
        "flesch_reading_ease": 206.835 - 1.015 * length - 84.6 * syllables,
        "flesch_kincaid_grade": 0.39 * length + 11.8 * syllables - 15.59,
        "gunning_fog": 0.4 * (length + 100 * counts["complex_words"] / words),
        "smog": 1.0430 * math.sqrt(counts["polysyllables"] * 30 / sentences) + 3.1291,
        "coleman_liau": 0.0588 * 100 * counts["letters"] / words
        - 0.296 * 100 * sentences / words
        - 15.8,
        "ari": 4.71 * counts["characters"] / words + 0.5 * length - 21.43,
        "lix": length + 100 * counts["long_words"] / words,
        "plainly_difficulty": 6.27 * math.log(length) + 4.70 * counts["rarity"] - 10.0,
    }


if __name__ == "__main__":
    main()
