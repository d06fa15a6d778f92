#!/usr/bin/env python3
"""Measures search on a test collection: a folder of Markdown pages, queries and judgements.

    cargo build --release
    tests/measure/search_quality.py PAGES QUERIES JUDGEMENTS

PAGES holds one page a document, `ID.md`, with a title in its front matter. A line of QUERIES is an
id, a tab and the words. A line of JUDGEMENTS is in the form of TREC: query, 0, document, grade.
Such collections have licences of their own, so none stands in the repository.

Three rows come out: the queries as they are, three words of each, and the same three with one of
them misspelt. Words and mistakes are drawn by chance from --seed, so that a run can be repeated.

- nDCG@10 with the grade as gain; documents graded 0 or less, or not at all, gain nothing.
- MRR: one divided by the place of the first document with a grade.
- success@3: the share of queries with such a document among the first three.
"""

import argparse
import json
import math
import random
import re
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# How many results count.
DEPTH = 10

# Words that say nothing of what is asked.
EMPTY = set(
    "a about all also an and any are as at be been but by can could do does for from given has "
    "have how i if in into is it its not of on one or other over such than that the their there "
    "these they this to under very was were what when where which while who will with would you".split()
)

# What a finger may hit in place of each letter.
ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("pages", type=Path)
    arguments.add_argument("queries", type=Path)
    arguments.add_argument("judgements", type=Path)
    arguments.add_argument("--binary", type=Path, default=ROOT / "target" / "release" / "plainly")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--jobs", type=int, default=2)
    options = arguments.parse_args()
    queries = read_queries(options.queries)
    judgements = read_judgements(options.judgements)
    queries = {key: text for key, text in queries.items() if any(judgements.get(key, {}).values())}
    chance = random.Random(options.seed)
    short = {key: three_words(text, chance) for key, text in queries.items()}
    misspelt = {key: with_mistake(words, chance) for key, words in short.items()}
    print(f"{'':<26} {'queries':>7} {'nDCG@10':>8} {'MRR':>6} {'success@3':>10} {'no result':>10}")
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        shutil.copytree(options.pages, site / "content")
        for name, asked in [
            ("queries as they are", queries),
            ("three words", {key: " ".join(words) for key, words in short.items()}),
            ("three words, one misspelt", {key: " ".join(words) for key, words in misspelt.items()}),
        ]:
            found = ask_all(options.binary.resolve(), site, asked, options.jobs)
            print(row(name, found, judgements), flush=True)


def read_queries(path):
    lines = [line.split("\t", 1) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return {key.strip(): text.strip() for key, text in lines}


def read_judgements(path):
    judgements = {}
    for line in path.read_text("utf-8").splitlines():
        parts = line.split()
        if parts:
            query, _, document, grade = parts
            judgements.setdefault(query, {})[document] = max(int(grade), 0)
    return judgements


def three_words(text, chance):
    words = [word for word in re.findall(r"[a-z]+", text.lower()) if len(word) > 2]
    words = list(dict.fromkeys(word for word in words if word not in EMPTY)) or text.split()
    places = sorted(chance.sample(range(len(words)), min(3, len(words))))
    return [words[place] for place in places]


def with_mistake(words, chance):
    """One mistake in one of the words, in one of five letters or more if there is one."""
    longer = [place for place, word in enumerate(words) if len(word) >= 5]
    place = chance.choice(longer or range(len(words)))
    return [misspell(word, chance) if at == place else word for at, word in enumerate(words)]


def misspell(word, chance):
    """A letter after the first left out, doubled, swapped with the next, or hit beside its key."""
    while True:
        at = chance.randrange(1, len(word)) if len(word) > 1 else 0
        kind = chance.choice(["left out", "doubled", "swapped", "beside"])
        before, letter, after = word[:at], word[at], word[at + 1 :]
        if kind == "left out":
            wrong = before + after
        elif kind == "doubled":
            wrong = before + letter * 2 + after
        elif kind == "swapped":
            wrong = before + after[:1] + letter + after[1:]
        else:
            wrong = before + chance.choice(neighbours(letter)) + after
        if wrong not in (word, ""):
            return wrong


def neighbours(letter):
    for line in ROWS:
        place = line.find(letter)
        if place >= 0:
            return [line[at] for at in (place - 1, place + 1) if 0 <= at < len(line)]
    return ["e"]


def ask_all(binary, site, queries, jobs):
    with ThreadPoolExecutor(jobs) as workers:
        answers = workers.map(lambda text: ask(binary, site, text), queries.values())
        return dict(zip(queries, answers))


def ask(binary, site, query):
    command = [binary, "search", "--root", site, "-n", str(DEPTH), "--format", "json", "--", query]
    run = subprocess.run(command, capture_output=True, check=True)
    results = json.loads(run.stdout)["results"]
    return [result["url"].split("#")[0].strip("/").split("/")[-1] for result in results]


def row(name, found, judgements):
    ndcg = ranks = successes = empty = 0
    for key, documents in found.items():
        grades = judgements[key]
        gains = [grades.get(document, 0) for document in documents]
        ndcg += gain(gains) / gain(sorted(grades.values(), reverse=True)[:DEPTH])
        place = next((place for place, grade in enumerate(gains) if grade > 0), None)
        ranks += 0 if place is None else 1 / (place + 1)
        successes += place is not None and place < 3
        empty += not documents
    count = len(found)
    return (
        f"{name:<26} {count:>7} {ndcg / count:>8.3f} {ranks / count:>6.3f}"
        f" {successes / count:>10.3f} {empty / count:>10.3f}"
    )


def gain(grades):
    return sum(grade / math.log2(place + 2) for place, grade in enumerate(grades))


if __name__ == "__main__":
    main()
