"""What is done with one element or many at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.amend import amend
from konzept.diff import diff
from konzept.model import Concept, Element, Kind, Note, Problem
from tests import factories
from werkstatt.concepts import queries
from werkstatt.concepts.queries import Plan

TEXT = factories.concept_value()
UIDS = [element.uid for element in TEXT.walk()]


def after(plan: Plan, text: Concept = TEXT) -> Concept:
    return amend(text, plan.changes)


def found(text: Concept, uid: str) -> Element:
    element = text.find(uid)
    assert element is not None
    return element


def below(text: Concept, uid: str | None) -> list[str]:
    return [each.uid for each in (found(text, uid).children if uid else text.elements)]


def with_(uid: str, **parts: Any) -> Concept:
    """The wording with one element changed."""

    def changed(element: Element) -> Element:
        children = tuple(map(changed, element.children))
        return replace(element, children=children, **(parts if element.uid == uid else {}))

    return replace(TEXT, elements=tuple(map(changed, TEXT.elements)))


# --- kinds -----------------------------------------------------------------------------------------------------------


def test_one_becomes_another_kind_and_is_called_so() -> None:
    plan = queries.become(TEXT, ["meas0111"], Kind.GOAL)
    assert plan.beforehand == ("Maßnahme 1.1.1 wird Handlungsziel",)
    assert plan.said == "Maßnahme 1.1.1 ist jetzt Handlungsziel."
    assert plan.focus == "meas0111"
    assert found(after(plan), "meas0111").kind is Kind.GOAL


def test_many_become_another_kind_at_once_those_that_are_it_stay() -> None:
    plan = queries.become(TEXT, ["meas0112", "goal0011", "meas0111"], Kind.GOAL)
    assert plan.said == "2 Teile sind jetzt Handlungsziele."
    assert [each.split(" wird")[0] for each in plan.beforehand] == ["Maßnahme 1.1.1", "Maßnahme 1.1.2"]


def test_the_label_of_another_kind_goes() -> None:
    assert found(after(queries.become(TEXT, ["goal0011"], Kind.MEASURE)), "goal0011").label is None


def test_the_only_line_of_an_area_is_its_title() -> None:
    made = found(after(queries.become(TEXT, ["meas0111"], Kind.AREA)), "meas0111")
    assert (made.title, made.text) == ("Übersicht der Sprachkurse im Landkreis führen.", None)
    long = factories.reworded(TEXT, "meas0111", "Eins.\n\nZwei.")
    assert found(after(queries.become(long, ["meas0111"], Kind.AREA), long), "meas0111").text == "Eins.\n\nZwei."


def test_what_it_is_already_it_need_not_become() -> None:
    with pytest.raises(Problem, match=r"Maßnahme 1\.1\.1 ist schon Maßnahme\."):
        queries.become(TEXT, ["meas0111"], Kind.MEASURE)


# --- places ----------------------------------------------------------------------------------------------------------


def test_deeper_is_under_the_one_before() -> None:
    plan = queries.deeper(TEXT, ["meas0112"])
    assert plan.beforehand == ("Maßnahme 1.1.2 kommt unter Maßnahme 1.1.1",)
    assert below(after(plan), "meas0111") == ["meas0112"]


def test_several_in_a_row_go_under_the_same() -> None:
    text = after(queries.under(TEXT, ["meas0111", "meas0112"], "goal0012"))
    first, *rest = below(text, "goal0012")
    assert below(after(queries.deeper(text, rest), text), first) == rest


def test_higher_is_after_the_one_above_in_the_same_order() -> None:
    plan = queries.higher(TEXT, ["meas0111", "meas0112"])
    assert plan.said == "2 Teile stehen jetzt eine Ebene höher."
    order = below(after(plan), "area0001")
    at = order.index("goal0011")
    assert order[at : at + 3] == ["goal0011", "meas0111", "meas0112"]


def test_deeper_and_higher_again_is_where_it_was() -> None:
    text = after(queries.deeper(TEXT, ["goal0012"]))
    assert after(queries.higher(text, ["goal0012"]), text) == TEXT


@pytest.mark.parametrize(
    ("plan", "uid", "why"),
    [
        (queries.deeper, "area0001", "so tief es geht"),
        (queries.higher, "area0002", "auf der obersten Ebene"),
        (queries.join, "area0001", "ganz am Anfang"),
    ],
)
def test_where_nothing_goes_it_is_said(plan: Callable[..., Plan], uid: str, why: str) -> None:
    with pytest.raises(Problem, match=why):
        plan(TEXT, [uid])


def test_under_another_at_its_end() -> None:
    plan = queries.under(TEXT, ["meas0111", "goal0011"], "area0002")
    assert plan.said == "Handlungsziel 1.1 steht jetzt unter Handlungsfeld 2."
    assert below(after(plan), "area0002")[-1] == "goal0011"
    assert below(after(plan), "goal0011") == ["meas0111", "meas0112"]
    assert below(after(queries.under(TEXT, ["meas0111"], None)), None)[-1] == "meas0111"


@pytest.mark.parametrize(
    ("parent", "why"), [("meas0111", "sich selbst"), ("goal0011", "sich selbst"), ("gone", "nicht mehr")]
)
def test_nothing_stands_under_itself_or_under_what_is_gone(parent: str, why: str) -> None:
    with pytest.raises(Problem, match=why):
        queries.under(TEXT, ["goal0011"], parent)


# --- numbers ---------------------------------------------------------------------------------------------------------


def test_numbers_follow_the_order_and_what_is_above() -> None:
    text = after(queries.under(TEXT, ["meas0111"], "goal0012"))
    order = below(text, "goal0012")
    plan = queries.renumber(text, [*order, "goal0012"])
    made = [found(after(plan, text), uid).number for uid in order]
    assert made == [f"1.2.{n}" for n in range(1, len(order) + 1)]
    assert any(each.startswith("Maßnahme 1.1.1 bekommt die Nummer 1.2.") for each in plan.beforehand)


def test_a_label_with_its_number_goes_along() -> None:
    text = with_("meas0111", label="Maßnahme 7", number="7")
    made = found(after(queries.renumber(text, ["meas0111"]), text), "meas0111")
    assert (made.number, made.label) == ("1.1.1", "Maßnahme 1.1.1")


def test_numbers_that_are_right_stay() -> None:
    with pytest.raises(Problem, match="stimmen schon"):
        queries.renumber(TEXT, ["meas0111", "meas0112"])


# --- join, split, drop -----------------------------------------------------------------------------------------------


def test_one_joins_the_one_before_it() -> None:
    plan = queries.join(TEXT, ["meas0112"])
    assert plan.said == "Maßnahme 1.1.2 ist mit Maßnahme 1.1.1 zusammengefügt."
    made = found(after(plan), "meas0111")
    assert made.text == "Übersicht der Sprachkurse im Landkreis führen.\n\nSprachkurse mit Kinderbetreuung anbieten."
    assert after(plan).find("meas0112") is None


def test_what_differs_is_kept() -> None:
    text = with_("meas0112", fields={"Kosten": "100 €", "Stand": "läuft"}, notes=(Note("1", "Siehe oben."),))
    text = amend(text, diff(text, replace(text)))
    made = found(after(queries.join(text, ["meas0111", "meas0112"]), text), "meas0111")
    assert made.responsibility is not None
    assert made.timing is not None
    assert made.responsibility.verbatim == "Bildungsbüro Erlenau; Volkshochschule Erlenau"
    assert len(made.responsibility.holders) == 2
    assert made.timing.verbatim == "fortlaufend; bis Ende 2027"
    assert dict(made.fields) == {"Kosten": "100 €", "Stand": "läuft", "Weitere Nummer": "1.1.2"}
    assert made.notes == (Note("1", "Siehe oben."),)


def test_what_is_the_same_is_said_once() -> None:
    one = found(TEXT, "meas0111")
    text = with_("meas0112", responsibility=one.responsibility, timing=one.timing)
    made = found(after(queries.join(text, ["meas0111", "meas0112"]), text), "meas0111")
    assert (made.responsibility, made.timing) == (one.responsibility, one.timing)


def test_joining_goals_unites_their_measures_and_titles() -> None:
    made = found(after(queries.join(TEXT, ["goal0012"])), "goal0011")
    assert [each.uid for each in made.children][:2] == ["meas0111", "meas0112"]
    assert len(made.children) == 2 + len(found(TEXT, "goal0012").children)
    assert found(TEXT, "goal0012").title in (made.text or "")


def test_the_first_below_joins_what_it_stands_under() -> None:
    made = found(after(queries.join(TEXT, ["area0001txt"])), "area0001")
    assert "Worum es bei" in (made.text or "")
    assert "area0001txt" not in below(after(queries.join(TEXT, ["area0001txt"])), "area0001")


def test_a_split_keeps_who_is_responsible() -> None:
    text, numbers = factories.reworded(TEXT, "meas0111", "Eins.\n\nZwei."), count(1)
    plan = queries.split(text, ["meas0111", "goal0011"], lambda: f"fresh{next(numbers):04}")
    assert plan.said == "Aus 1 sind 2 geworden."
    assert found(after(plan, text), "fresh0001").responsibility == found(TEXT, "meas0111").responsibility


def test_what_is_dropped_goes_with_all_below_and_says_so() -> None:
    plan = queries.drop(TEXT, ["goal0011", "meas0111", "meas0112"])
    assert (
        plan.beforehand == ("Ziel 1.1 wird gestrichen, mit 2 Teilen darunter",) or "mit 2 Teilen" in plan.beforehand[0]
    )
    assert not {"goal0011", "meas0111", "meas0112"} & {each.uid for each in after(plan).walk()}
    assert plan.focus == "goal0012"
    assert queries.drop(TEXT, ["area0001", "area0002"]).focus == ""


# --- laws ------------------------------------------------------------------------------------------------------------

PLANS: dict[str, Callable[[Concept, Iterable[str]], Plan]] = {
    "goal": lambda text, uids: queries.become(text, uids, Kind.GOAL),
    "text": lambda text, uids: queries.become(text, uids, Kind.TEXT),
    "deeper": queries.deeper,
    "higher": queries.higher,
    "under": lambda text, uids: queries.under(text, uids, "goal0021"),
    "number": queries.renumber,
    "join": queries.join,
    "drop": queries.drop,
}


@pytest.mark.parametrize("name", [*PLANS, "split"])
@pytest.mark.parametrize(
    ("uids", "why"), [([], "wählen Sie zuerst"), (["nosuchuid"], "nicht mehr"), (["meas0111", "x"], "nicht mehr")]
)
def test_nothing_is_done_with_what_is_not_there(name: str, uids: list[str], why: str) -> None:
    plan = PLANS.get(name, lambda text, uids: queries.split(text, uids, lambda: "fresh0001"))
    with pytest.raises(Problem, match=why):
        plan(TEXT, uids)


@given(name=st.sampled_from(list(PLANS)), uids=st.sets(st.sampled_from(UIDS), min_size=1, max_size=5))
def test_whatever_is_done_fits_and_can_be_taken_back(name: str, uids: set[str]) -> None:
    try:
        plan = PLANS[name](TEXT, uids)
        made = after(plan)
    except Problem:
        return
    assert made != TEXT
    assert amend(made, diff(made, TEXT)) == TEXT
    assert plan.beforehand
    assert plan.said.endswith(".")
    assert not plan.focus or made.find(plan.focus) or name == "join"


@given(uids=st.sets(st.sampled_from(UIDS), min_size=1, max_size=5))
def test_joining_loses_no_word(uids: set[str]) -> None:
    try:
        made = after(queries.join(TEXT, uids))
    except Problem:
        return
    words = {word for each in TEXT.walk() for word in f"{each.title or ''} {each.text or ''}".split()}
    assert words <= {word for each in made.walk() for word in f"{each.title or ''} {each.text or ''}".split()}
