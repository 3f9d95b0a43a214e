"""Placing beside its anchors: classes of contributions, committees of proposals, statements at goals, and a million of them."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import math
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score
from sklearn.svm import LinearSVC

from bench.library import SHARED
from bench.measure import Line
from konzept import canonical
from konzept.feedback.learn import Confirmed, Learner, accepted, margins
from konzept.feedback.place import Placer, Scores, words_of
from konzept.feedback.targets import Target, targets
from konzept.model import Concept
from konzept.read import read

GOLD = SHARED / "gold"
HERE = Path(__file__).parent
FOLDS, DRAWS, MANY = 5, 20, 100_000
RADDIALOGE = "Raddialoge 2017, CC BY-SA 4.0, juliaromberg/egov-2022, Romberg & Escher 2022"
KOMMUKI = "Kommuki, CC BY 4.0, Politik zum Anfassen e.V., CorrelAid/kommuki-qm"
CITIES = {"B": ("Bonn", 0.74), "E": ("Ehrenfeld", 0.76), "M": ("Moers", 0.78)}
CLASSES = {
    "traffic_lights": "Ampel Ampelschaltung Grünphase Rotphase Bettelampel Lichtsignalanlage Drücker Grün Rot warten",
    "lighting": "Beleuchtung Licht Laterne dunkel Straßenlampe beleuchtet unbeleuchtet Dunkelheit",
    "signage": "Schild Beschilderung Markierung Fahrbahnmarkierung Wegweiser Piktogramm Verkehrszeichen markieren Hinweis",
    "bicycle_parking": "Fahrradständer Abstellanlage abstellen Fahrradparkplatz Fahrradbügel anschließen Stellplätze Radstation",
    "obstacles": "parken Falschparker zugeparkt Hindernis Poller Umlaufsperre Mülltonnen blockiert parkende Lieferwagen",
    "cycling_traffic_management": "Einbahnstraße Radweg Fahrradstraße Verkehrsführung Querung Kreuzung Tempo Gegenrichtung Vorfahrt",
    "cycle_path_quality": "Schlagloch Wurzel Belag Asphalt schmal uneben Pflaster Bordstein Zustand Kante Breite holprig Laub",
    "misc": "Sonstiges Kampagne Helm Dank allgemein Kontrolle Leihrad Öffentlichkeit",
}


def lines() -> Iterator[Line]:
    """All figures; class weights and the share of the keywords were chosen among 24 variants on the Raddialoge themselves."""
    for city, (name, aim) in CITIES.items():
        yield from classes(city, name, aim)
    yield from committees()
    yield from goals()
    yield from learning()
    yield from a_million()


def at_least(what: str, figure: float, aim: float, note: str = "") -> Line:
    """A share that should reach an aim."""
    return Line(what, f"{figure:.3f}{note}", f"≥ {aim:.2f}", figure >= aim)


def contributions(city: str) -> tuple[list[str], list[str]]:
    """The texts of a city and the class of each."""
    told = gzip.decompress((GOLD / "raddialoge" / "dataset.csv.gz").read_bytes()).decode("utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(told)) if row["dataset"] == city]
    return [f"{row['title']} {row['text']}" for row in rows], [
        row["main_category_level1"].removeprefix("level1_") for row in rows
    ]


def folds(labels: Sequence[str], seed: int) -> np.ndarray[Any, Any]:
    """A fold for each item: every class dealt out in an order drawn once."""
    order = np.random.default_rng(seed).permutation(len(labels))
    dealt = sorted(order, key=lambda item: labels[item])
    found = np.zeros(len(labels), dtype=int)
    found[dealt] = np.arange(len(labels)) % FOLDS
    return found


def learnt(placer: Placer, texts: Sequence[str], labels: Sequence[frozenset[str]], known: Any, asked: Any) -> Scores:
    """Scores for the texts asked, after confirming those known."""
    confirmed = (Confirmed(texts[item], labels[item]) for item in known)
    return Learner(placer, confirmed).scores([texts[item] for item in asked])


def anchored(texts: Sequence[str], labels: Sequence[str], known: Any, asked: Any) -> list[str]:
    """The anchor's classes: word TF-IDF and a linear machine, as published."""
    words = TfidfVectorizer()
    machine = LinearSVC(random_state=0).fit(words.fit_transform([texts[i] for i in known]), [labels[i] for i in known])
    return [str(each) for each in machine.predict(words.transform([texts[i] for i in asked]))]


def classes(city: str, name: str, aim: float) -> Iterator[Line]:
    """Eight classes of a city, five folds; then with forty labels."""
    texts, labels = contributions(city)
    names = [*CLASSES]
    placer = Placer([Target(each, "goal", None, words) for each, words in CLASSES.items()], {})
    truth, sets = np.array([names.index(each) for each in labels]), [frozenset({each}) for each in labels]
    scores, rival = np.zeros((len(texts), len(names))), np.array(labels, dtype=object)
    dealt = folds(labels, 0)
    for fold in range(FOLDS):
        known, asked = np.flatnonzero(dealt != fold), np.flatnonzero(dealt == fold)
        scores[asked] = learnt(placer, texts, sets, known, asked)
        rival[asked] = anchored(texts, labels, known, asked)
    first = scores.argmax(axis=1)
    macro = f1_score(truth, first, average="macro")
    beside = f"; macro {macro:.3f}; word TF-IDF + SVC {np.mean(rival == np.array(labels)):.3f}"
    yield at_least(
        f"{name}, 8 classes, {len(texts)} items, micro F1; the learner's settings were chosen on these data ({RADDIALOGE})",
        np.mean(first == truth),
        aim,
        beside,
    )
    near = np.argsort(-scores, axis=1)[:, :3]
    yield at_least(f"{name}, right class among 3", np.mean((near == truth[:, None]).any(axis=1)), 0.94)
    yield automatic(name, scores, first == truth)
    if city != "B":
        yield few(name, placer, texts, labels)


def automatic(name: str, scores: Scores, right: Any) -> Line:
    """The threshold is found on one half and judged on the other, both ways."""
    ahead, half = margins(scores), np.arange(len(scores)) % 2 == 0
    taken = np.zeros(len(scores), dtype=bool)
    for part in (half, ~half):
        found = accepted(ahead[part], right[part], 0.90)
        taken[~part] = ahead[~part] >= (found.margin if found else math.inf)
    precision, coverage = float(right[taken].mean()) if taken.any() else 0.0, float(taken.mean())
    figure = f"precision {precision:.3f} at coverage {coverage:.3f}"
    return Line(
        f"{name}, automatic acceptance, threshold from the other half",
        figure,
        "≥ 0.90 at ≥ 0.45",
        precision >= 0.90 and coverage >= 0.45,
    )


def few(name: str, placer: Placer, texts: Sequence[str], labels: Sequence[str]) -> Line:
    """Forty labels drawn at random, twenty times."""
    ours, theirs, sets = [], [], [frozenset({each}) for each in labels]
    names = np.array([target.uid for target in placer.targets])
    for draw in range(DRAWS):
        order = np.random.default_rng(draw).permutation(len(texts))
        known, asked = order[:40], order[40:]
        truth = np.array(labels)[asked]
        ours.append(np.mean(names[learnt(placer, texts, sets, known, asked).argmax(axis=1)] == truth))
        theirs.append(np.mean(np.array(anchored(texts, labels, known, asked)) == truth))
    beside = f"; word TF-IDF + SVC {np.mean(theirs):.3f}; {DRAWS} draws"
    return at_least(f"{name}, 40 labels and keywords, micro F1", float(np.mean(ours)), 0.72, beside)


def committees() -> Iterator[Line]:
    """Which of a municipality's own committees a proposal belongs to, learnt in all other municipalities.

    A committee is known by its subjects ("Bau, Umwelt"); it is as likely as the likeliest of them.
    """
    with (GOLD / "kommuki" / "ideen.csv").open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["Ausschuss"].strip()]
    sets = [subjects(row["Ausschuss"]) for row in rows]
    names = sorted({name for each in sets for name in each})
    texts = [f"{row['Thema']}. {row['Beschlussempfehlung']}" for row in rows]
    placer = Placer([Target(name, "goal", None, name) for name in names])
    places = np.array([row["Kommune"] for row in rows])
    hits: dict[str, list[bool]] = {"first": [], "second": [], "majority": []}
    for place in sorted(set(places)):
        known, asked = np.flatnonzero(places != place), np.flatnonzero(places == place)
        often = Counter(name for item in known for name in sets[item])
        there = sorted({sets[item] for item in asked}, key=sorted)
        most = max(there, key=lambda each: max(often[name] for name in each))
        for scores, item in zip(learnt(placer, texts, sets, known, asked), asked, strict=True):
            of = dict(zip(names, scores, strict=True))
            ranked = sorted(there, key=lambda each: -max(of[name] for name in each))
            hits["first"].append(ranked[0] == sets[item])
            hits["second"].append(sets[item] in ranked[:2])
            hits["majority"].append(most == sets[item])
    shares = {name: float(np.mean(each)) for name, each in hits.items()}
    beside = f"; hit@2 {shares['second']:.3f}; always the commonest subject {shares['majority']:.3f}"
    what = f"committee of a proposal among its municipality's, that was never seen, hit@1 ({KOMMUKI})"
    yield at_least(what, shares["first"], 0.62, beside)


def subjects(committee: str) -> frozenset[str]:
    """What a committee is there for."""
    return frozenset(part.strip() for part in committee.split(",") if part.strip())


def ilm_kreis() -> Concept:
    """The concept as we read it."""
    return read((SHARED / "specimens" / "ilm-kreis.docx").read_bytes(), "ilm-kreis.docx").concept


def goals() -> Iterator[Line]:
    """Statements of our own at the goals of a real concept, without anything learnt."""
    said = tomllib.loads((HERE / "statements.toml").read_text("utf-8"))["said"]
    found = [target for target in targets(ilm_kreis()) if target.kind == "goal"]
    placer, bare = Placer(found), Placer(found, {})
    ways = {
        "ours": placer.scores,
        "letters alone": bare.scores,
        "BM25": Bm25([target.text for target in found]).scores,
    }
    for name, score in ways.items():
        ranks = [rank(score(text), found, numbers.split()) for text, numbers in said]
        shares = " / ".join(f"{np.mean([each < top for each in ranks]):.3f}" for top in (1, 3, 5, 10))
        yield Line(
            f"{len(said)} invented statements -> {len(found)} goals, among the first 1 / 3 / 5 / 10: {name}", shares
        )


def rank(scores: Scores, found: Sequence[Target], numbers: Sequence[str]) -> int:
    """How many goals stand before the first right one."""
    order = np.argsort(-scores, kind="stable")
    return next(at for at, place in enumerate(order) if found[place].number in numbers)


class Bm25:
    """The anchor: Okapi BM25 over words (k1 1.5, b 0.75)."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._counts = [Counter(word.casefold() for word in words_of(text)) for text in texts]
        self._held = Counter(word for counts in self._counts for word in counts)
        self._mean = sum(counts.total() for counts in self._counts) / len(texts)

    def scores(self, text: str) -> Scores:
        """One score a document."""
        words = [word.casefold() for word in words_of(text)]
        return np.array([sum(self._part(word, counts) for word in words) for counts in self._counts])

    def _part(self, word: str, counts: Counter[str]) -> float:
        held, often = self._held[word], counts[word]
        rarity = math.log(1 + (len(self._counts) - held + 0.5) / (held + 0.5))
        return rarity * often * 2.5 / (often + 1.5 * (0.25 + 0.75 * counts.total() / self._mean))


def learning() -> Iterator[Line]:
    """One more confirmation near 2,000 of them; at a concept's targets what is confirmed is drawn, which is the slowest case."""
    texts, labels = contributions("B")
    found = targets(ilm_kreis())
    drawn = [found[int(hashlib.sha256(text.encode()).hexdigest(), 16) % len(found)].uid for text in texts]
    known = [Target(name, "goal", None, words) for name, words in CLASSES.items()]
    for chosen, said, note in ((known, labels, ""), (found, drawn, ", drawn at random")):
        confirmed = [Confirmed(text, frozenset({uid})) for text, uid in zip(texts, said, strict=True)]
        learner = Learner(Placer(chosen), confirmed[:1997])
        learner.propose(texts[2000])
        each = f"{len(chosen)} targets{note}"
        yield Line(
            f"the 1,998th confirmation and the next proposal, {each}",
            milliseconds(learner, confirmed[1997], texts[2000]),
        )
        learner.confirm(confirmed[1998])
        yield Line(f"the 2,000th, which fits all anew, {each}", milliseconds(learner, confirmed[1999], texts[2000]))


def milliseconds(learner: Learner, confirmed: Confirmed, text: str) -> str:
    """The time to learn one and to propose."""
    start = time.perf_counter()
    learner.confirm(confirmed)
    learner.propose(text)
    return f"{(time.perf_counter() - start) * 1000:.0f} ms"


def a_million() -> Iterator[Line]:
    """100,000 statements through the command line in two processes, told as a million; twice, to the byte."""
    with (GOLD / "kommuki" / "ideen.csv").open(encoding="utf-8-sig") as file:
        said = [
            f"{row['Thema']}. {row['Beschlussempfehlung']}".replace("\n", " ").replace("\r", " ")
            for row in csv.DictReader(file)
        ]
    texts = [f"{number} {said[number % len(said)]}" for number in range(MANY)]
    with tempfile.TemporaryDirectory() as folder:
        concept = Path(folder) / "concept.json"
        concept.write_text(canonical.pretty(ilm_kreis()), "utf-8")
        for part in (0, 1):
            (Path(folder) / f"{part}.txt").write_text("\n".join(texts[part::2]) + "\n", "utf-8")
        start = time.perf_counter()
        seals, megabytes = placed_by_two(Path(folder), concept)
        took = time.perf_counter() - start
        same = placed_by_two(Path(folder), concept)[0] == seals
    minutes = took * 10 / 60
    note = f"{took:.0f} s for {MANY:,}, extrapolated; {megabytes:.0f} MB a process"
    yield Line(
        "1,000,000 statements at 91 targets, 2 processes", f"{minutes:.1f} min ({note})", "≤ 10 min", minutes <= 10
    )
    yield Line("the same again, to the byte", "identical" if same else "differs", "identical", same)


CHILD = """import re, sys
from konzept.cli import run
status = run(["place", sys.argv[1]])
print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1], file=sys.stderr)
sys.exit(status)"""


def placed_by_two(folder: Path, concept: Path) -> tuple[list[str], float]:
    """SHA-256 of what each of two processes says, and the most memory of the larger in MB."""
    surroundings = {**os.environ, "PYTHONPATH": str(HERE.parent / "src")}
    running = []
    for part in (0, 1):
        given, out = (folder / f"{part}.txt").open("rb"), (folder / f"{part}.jsonl").open("wb")
        call = [sys.executable, "-c", CHILD, str(concept)]
        running.append(subprocess.Popen(call, stdin=given, stdout=out, stderr=subprocess.PIPE, env=surroundings))
    told = [process.communicate()[1] for process in running]
    assert all(process.returncode == 0 for process in running), told
    seals = [hashlib.sha256((folder / f"{part}.jsonl").read_bytes()).hexdigest() for part in (0, 1)]
    return seals, max(int(each) for each in told) / 1024
