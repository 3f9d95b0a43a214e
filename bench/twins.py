"""Twins beside comparing all with all: speed, recall, a million statements, and a council's own merged ideas."""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from bench.library import SHARED
from bench.measure import Line, child_megabytes
from konzept.feedback.alike import LIKENESS, alike, alike_to, likeness, plain, runs, signatures
from konzept.feedback.neighbours import neighbours

GOLD = SHARED / "gold"
FEW, MANY, KNOWN, NEW = 4_000, 1_000_000, 200_000, 200
PACE, RECALL, SECONDS, GIGABYTES, PARTNER, ANSWER = 10_000, 0.995, 120, 2.5, 0.83, 0.05


def lines() -> Iterator[Line]:
    """All figures."""
    yield from recall()
    yield from a_million()
    yield one_against_many()
    yield partners()


def words() -> list[list[str]]:
    """What was really said, word by word: the Klimarat's statements."""
    said = []
    for file in sorted((GOLD / "klimarat").glob("*.csv")):
        with file.open(encoding="utf-8-sig") as rows:
            said += [row["comment-body"].split() for row in csv.DictReader(rows) if len(row["comment-body"]) > 20]
    return said


def statements(count: int, seed: int = 1) -> list[str]:
    """Made of halves of real ones with three words before them; every fifth is an earlier one with another word."""
    said, chance = words(), random.Random(seed)
    known = sorted({word for each in said for word in each})
    made: list[str] = []
    while len(made) < count:
        if made and chance.random() < 0.2:
            again = chance.choice(made).split()
            again[chance.randrange(len(again))] = chance.choice(known)
            made.append(" ".join(again))
        else:
            one, two, cut = chance.choice(said), chance.choice(said), chance.randint(5, 9)
            made.append(" ".join([*chance.choices(known, k=3), *one[:cut], *two[:cut]]))
    return made


def recall() -> Iterator[Line]:
    """What comparing all with all finds, and how fast both are."""
    texts = list(dict.fromkeys(map(plain, statements(FEW))))
    start = time.process_time()
    found = {(each.one, each.other) for each in alike(texts)}
    ours = time.process_time() - start
    start = time.process_time()
    sets = [runs(text) for text in texts]
    whole = {pair for pair in combinations(range(len(texts)), 2) if likeness(sets[pair[0]], sets[pair[1]]) >= LIKENESS}
    all_with_all = time.process_time() - start
    share = len(found & whole) / len(whole)
    yield Line(
        f"near-duplicates among {len(texts):,}: recall beside all with all ({all_with_all / ours:.0f} times as slow)",
        f"{share:.4f} of {len(whole):,}, {len(found - whole)} invented",
        f"≥ {RECALL}",
        share >= RECALL,
    )


CHILD = """import sys, time
from bench.twins import statements
from konzept.feedback.alike import alike, plain
from konzept.feedback.twins import twins
texts = statements(int(sys.argv[1]))
if sys.argv[2] == "alike":
    start = time.process_time()
    alike(list(dict.fromkeys(map(plain, texts))))
else:
    start = time.process_time()
    twins(texts)
print(time.process_time() - start)"""


def a_million() -> Iterator[Line]:
    """In a process of its own: pairs alone, then whole groups with guards."""
    for what, name in (("alike", "near-duplicate pairs"), ("twins", "groups with guards")):
        call = [sys.executable, "-c", CHILD, str(MANY), what]
        told = subprocess.run(call, check=True, capture_output=True, text=True, cwd=Path(__file__).parent.parent)
        seconds, gigabytes = float(told.stdout), child_megabytes() / 1000
        yield Line(
            f"{MANY:,} statements, {name}",
            f"{seconds:.0f} CPU s ({MANY / seconds:,.0f} a second), {gigabytes:.1f} GB with the statements",
            f"≤ {SECONDS} CPU s, ≤ {GIGABYTES} GB",
            seconds <= SECONDS and gigabytes <= GIGABYTES,
        )


def one_against_many() -> Line:
    """A new statement beside those that are known."""
    texts = list(dict.fromkeys(map(plain, statements(KNOWN))))
    signed, took = signatures(texts), []
    for new in map(plain, statements(NEW, seed=2)):
        start = time.perf_counter()
        alike_to(new, texts, signed)
        took.append(time.perf_counter() - start)
    late = sorted(took)[int(NEW * 0.95)]
    return Line(
        f"one new statement against {KNOWN:,}, p95",
        f"{late * 1000:.0f} ms",
        f"≤ {ANSWER * 1000:.0f} ms",
        late <= ANSWER,
    )


def partners() -> Line:
    """An idea's partner, as councils merged them, among its three neighbours in the same participation."""
    with (GOLD / "kommuki" / "ideen.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    said = [f"{row['Thema']}. {row['Beschlussempfehlung']} {row['Begründung']}" for row in rows]
    where = [f"{row['Kommune']} {row['Jahr']} {row['Name der Beteiligung']}" for row in rows]
    near = neighbours(said, where, least=0.0)
    clusters = json.loads((GOLD / "kommuki" / "merge_clusters.json").read_text())
    hits = [
        bool({other for other, _ in near[each]} & set(cluster) - {each}) for cluster in clusters for each in cluster
    ]
    share = sum(hits) / len(hits)
    return Line(
        "a council's own merge partner among three candidates (kommuki)",
        f"{share:.3f} of {len(hits)}",
        f"≥ {PARTNER}",
        share >= PARTNER,
    )
