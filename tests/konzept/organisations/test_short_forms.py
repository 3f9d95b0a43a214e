"""Short forms as texts use them: explained in brackets, listed, known in the field, or repeated behind the name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.model import Concept, Element, Holder, Kind, Note, Responsibility, Role
from konzept.organisations import Known, organisations
from konzept.organisations.lexicon import Lexicon, Meaning, explained, lexicon, stands_for
from tests.konzept.organisations.ground import named

NBT = Meaning("Netzwerk Bildung im Tal", "nach der Erklärung im Text")
BA = Meaning("Bundesagentur für Arbeit", "allgemein", sure=False)
WORDS = Lexicon({"Tahlau": "Talau", "IIm": "Ilm"}, {"NBT": NBT, "BA": BA})


@pytest.mark.parametrize(
    ("name", "mended"),
    [
        ("Jobcenter Tahlau", "Jobcenter Talau"),
        ("Jobcenter Tahlaus", "Jobcenter Talaus"),
        ("Schulen des Tahlaues", "Schulen des Talaues"),
        ("Tahlauen", "Talauen"),
        ("Tahlauer Hof", "Tahlauer Hof"),  # another word
        ("Neutahlau und NeuTahlau", "Neutahlau und NeuTahlau"),
        ("IIm-Kreis, Tahlau", "Ilm-Kreis, Talau"),
        ("", ""),
    ],
)
def test_a_misread_word_is_mended_where_it_stands_alone(name: str, mended: str) -> None:
    assert WORDS.mend(name) == mended


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("NBT", "Netzwerk Bildung im Tal"),
        ("Vorstand NBT", "Vorstand Netzwerk Bildung im Tal"),
        ("Netzwerk Bildung im Tal NBT", "Netzwerk Bildung im Tal"),
        ("BA Talau", "BA Talau"),  # may be two things
        ("NBT.", "Netzwerk Bildung im Tal"),
        ("NBTs", "NBTs"),
    ],
)
def test_short_forms_are_written_out_where_they_are_sure(name: str, written: str) -> None:
    assert WORDS.unfold(name) == written


def test_a_short_form_alone_is_known_with_its_genitive() -> None:
    assert WORDS.whole("NBTs") is NBT
    assert WORDS.whole("NBT") is NBT
    assert WORDS.whole("NBT Talau") is None


def test_only_what_repeats_the_name_is_taken_from_its_end() -> None:
    assert WORDS.once("Netzwerk Bildung im Tal NBT") == "Netzwerk Bildung im Tal"
    assert WORDS.once("Büro NBT") == "Büro NBT"
    assert WORDS.once("NBT") == "NBT"
    assert WORDS.once("Bundesagentur für Arbeit BA") == "Bundesagentur für Arbeit BA"


def test_the_first_sure_short_form_of_a_name_is_found() -> None:
    assert WORDS.first("BA und NBT.") == ("NBT.", NBT)
    assert WORDS.first("BA") is None


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("FD Soziales", "Fachdienst Soziales"),
        ("FD", "FD"),
        ("Leitung FD Soziales", "Leitung FD Soziales"),
        ("Abt. Recht", "Abteilung Recht"),
        ("AWO Talau", "AWO Talau"),
        ("", ""),
    ],
)
def test_units_are_written_out_before_a_name(name: str, written: str) -> None:
    assert WORDS.unfold_units(name) == written


# --- where the text explains itself --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("Beim Haus der Begegnung (HdB) treffen sich alle.", "Haus der Begegnung"),
        ("Ende. Haus der Begegnung (HdB)", "Haus der Begegnung"),
        ("Im Herbst, Haus der Begegnung (HdB)", "Haus der Begegnung"),
        ("HdB (Haus der Begegnung): täglich offen", "Haus der Begegnung"),
        ("Herberge\nder Begegnung (HdB)", None),  # another line is another sentence
        ("das haus der begegnung (HdB)", None),  # no name
        ("HdB (Haus)", None),  # too short to be said by three letters
        ("XHdB (Haus der Begegnung)", None),
        ("Hof (HdB)", None),
        ("", None),
    ],
)
def test_an_explanation_is_beside_the_bracket(text: str, long: str | None) -> None:
    assert explained("HdB", text) == long


def test_an_explanation_stands_near() -> None:
    assert explained("HdB", f"Haus {'sehr ' * 30}der Begegnung (HdB)") is None


@pytest.mark.parametrize(
    ("short", "phrase", "stands"),
    [
        ("HdB", "Haus der Begegnung", True),
        ("HdB", "Haus am Bach", False),  # the d is missing
        ("HdB", "Begegnung der Häuser", False),
        ("HdB", "Das Haus der Begegnung", False),
        ("HB", "Hab", False),
        ("HB", "Herberge", True),
        ("HdB", "", False),
        ("KOI", "Koordinierung im KOI Büro", False),
    ],
)
def test_a_phrase_has_the_letters_of_its_short_form_in_order(short: str, phrase: str, *, stands: bool) -> None:
    assert stands_for(short, phrase) is stands


def said(concept: Concept, short: str) -> tuple[str, str] | None:
    meaning = lexicon(concept, [short]).meanings.get(short)
    return (meaning.long, meaning.said) if meaning else None


SENTENCE = "Haus der Begegnung (HdB)"


@pytest.mark.parametrize(
    "element",
    [
        Element("chapter01", Kind.CHAPTER, title=SENTENCE),
        Element("textbit01", Kind.TEXT, text=f"Das **{SENTENCE}** lädt ein."),
        Element("measure01", Kind.MEASURE, text="Feste feiern.", fields={"Ort": SENTENCE}),
        Element("measure02", Kind.MEASURE, text="Feste.", notes=(Note("1", SENTENCE),)),
        Element("measure03", Kind.MEASURE, responsibility=Responsibility(SENTENCE, (Holder("HdB", Role.LEAD),))),
    ],
    ids=lambda each: each.uid,
)
def test_it_may_be_explained_anywhere(element: Element) -> None:
    concept = Concept("Integrationskonzept Talau", (element,))
    assert said(concept, "HdB") == ("Haus der Begegnung", "nach der Erklärung im Text")


def test_the_list_goes_before_the_text_and_the_text_before_the_field() -> None:
    text = "Arbeitskreis Wohnen Ost (AWO)"
    assert said(named(abbreviations=(("AWO", "Alle wohnen"),), text=text), "AWO") == (
        "Alle wohnen",
        "nach dem Abkürzungsverzeichnis",
    )
    assert said(named(text=text), "AWO") == ("Arbeitskreis Wohnen Ost", "nach der Erklärung im Text")
    assert said(named(), "AWO") == ("Arbeiterwohlfahrt", "allgemein")
    assert said(named(), "XQZ") is None


# --- what it does to the houses -----------------------------------------------------------------------------------


def test_a_known_house_is_found_by_the_short_form_of_the_text() -> None:
    house = Known("3", "Haus der Begegnung")
    (found,) = organisations(named("HdB", text="Haus der Begegnung (HdB)"), [house])
    assert (found.ref, found.sure) == ("3", True)
    assert found.spellings[0].reason == (
        "Derselbe Name: „HdB“ steht nach der Erklärung im Text für „Haus der Begegnung“."
    )


def test_two_meanings_are_never_resolved_by_themselves() -> None:
    found = organisations(named("JA", "Jugendamt", "KH"))
    assert {each.name for each in found} == {"JA", "Jugendamt", "KH"}


def test_a_scanned_name_says_which_letters_were_wrong() -> None:
    found = organisations(named("Amt Ilm-Kreis", "Amt Ilm-Kreis", "Amt IIm-Kreis", authority="Ilm-Kreis"))
    reasons = [spelling.reason for each in found for spelling in each.spellings if spelling.reason]
    assert len(reasons) == 1
    assert "vermutlich falsch eingelesen (" in reasons[0]
    assert "statt „Ilm" in reasons[0]


@given(st.text(max_size=12), st.text(max_size=60))
def test_any_short_form_and_any_text_are_borne(short: str, text: str) -> None:
    long = explained(short, text) if short else None
    assert long is None or (long in text and stands_for(short, long))


@given(st.text(max_size=40))
def test_nothing_is_lost_of_a_name_no_word_of_which_is_known(name: str) -> None:
    empty = Lexicon()
    assert empty.unfold(name).split() == name.split()
    assert empty.mend(name) == empty.once(name) == name
