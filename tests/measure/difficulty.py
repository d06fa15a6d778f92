#!/usr/bin/env python3
"""Works out `plainly_difficulty` again, from its description alone, and compares.

    cargo build
    tests/measure/difficulty.py            200 paragraphs put together from content/
    tests/measure/difficulty.py --seed 7   another 200

It shares no code with the program: only the list of common words, and the words and sentences that
`plainly inspect` is given are the same. The paragraphs have no figures, addresses, quotations or
abbreviations, so that words and sentences are beyond dispute.
"""

import argparse
import json
import math
import random
import re
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INSIDE = [("isa", "iza"), ("ise", "ize"), ("isi", "izi"), ("our", "or"), ("elling", "eling")]
AT_END = [("elled", "eled"), ("eller", "eler"), ("tre", "ter"), ("ogue", "og"), ("mme", "m")]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", type=Path, default=ROOT / "target" / "debug" / "plainly")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--count", type=int, default=200)
    options = arguments.parse_args()
    random.seed(options.seed)
    bands = dict(line.split() for line in common_words().splitlines())
    pool = sentences()
    worst = 0.0
    for _ in range(options.count):
        chosen = random.sample(pool, random.randint(1, 12))
        expected = difficulty(chosen, bands)
        found = inspect(options.binary.resolve(), " ".join(chosen))
        worst = max(worst, abs(found - expected))
        if abs(found - expected) > 1e-6:
            print(f"{found} is not {expected}: {' '.join(chosen)}")
    print(f"{options.count} paragraphs, largest difference {worst:.2e}")
    raise SystemExit(worst > 1e-6)


def common_words():
    return (ROOT / "src" / "prose" / "data" / "common_words.txt").read_text("utf-8")


def sentences():
    """Sentences of letters and simple punctuation, from the site's own pages."""
    found = set()
    for file in sorted((ROOT / "content").rglob("*.md")):
        for line in file.read_text("utf-8").splitlines():
            line = line.removeprefix("- ")
            parts = re.split(r"(?<=[.?])\s+(?=[A-Z])", line)
            found.update(one for one in parts if re.fullmatch(r"[A-Z][a-zA-Z'’, -]{8,}[.?]", one))
    unclear = re.compile(r"(?<![a-zA-Z])[a-zA-Z][.]| - |'|\b(Mr|Mrs|Dr|St|no|No|al|in|etc)\.")
    return sorted(one for one in found if not unclear.search(one))


def difficulty(chosen, bands):
    words = [word for one in chosen for word in re.findall(r"[a-zA-Z][a-zA-Z’-]*", one)]
    rare = [band for band in (rarity(word, bands) for word in words) if band is not None]
    mean = sum(rare) / len(rare) if rare else 0.0
    return 6.27 * math.log(len(words) / len(chosen)) + 4.70 * mean - 10.0


def rarity(word, bands):
    """The band of a word, or None if it has no more than three letters."""
    parts = [part for part in word.lower().split("’")[0].split("-") if len(part) > 3]
    return max((lowest(part, bands) for part in parts), default=None)


def lowest(part, bands):
    forms = {part, part.removesuffix("s")}
    for form in list(forms):
        for british, american in INSIDE:
            if british in form:
                forms.add(american.join(form.rsplit(british, 1)))
        for british, american in AT_END:
            if form.endswith(british):
                forms.add(form.removesuffix(british) + american)
    return min(int(bands.get(form, 6)) for form in forms)


def inspect(binary, text):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "case.txt"
        file.write_text(text, "utf-8")
        command = [binary, "inspect", "--format", "json", file]
        run = subprocess.run(command, capture_output=True, check=True, cwd=folder)
        return json.loads(run.stdout)["scores"]["plainly_difficulty_without_exemptions"]


if __name__ == "__main__":
    main()
