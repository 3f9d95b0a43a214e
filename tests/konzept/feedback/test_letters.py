"""Whole letters and mails as they come to an office, cut as a careful person would cut them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.feedback.passages import (
    Guess,
    Passage,
    PassageKind,
    counted,
    cut,
    find,
    is_whole,
    join,
    mark,
    open_points,
    points,
    settle,
    shift,
    starts,
    words_in,
)
from konzept.feedback.segment import ABOUT, is_lead, segment
from konzept.model import Problem


def told(text: str) -> list[tuple[str, str]]:
    """(kind, words in one line) of each passage."""
    passages = segment(text)
    assert is_whole(text, passages) or not text.split()
    return [(each.kind.value, " ".join(words_in(text, each).split())) for each in passages]


def said(text: str) -> list[str]:
    return [words for kind, words in told(text) if kind == "point"]


def kinds(text: str) -> list[str]:
    return [kind for kind, _ in told(text)]


SPORTS = """Kreissportbund Erlenau e. V.\tPostfach 12\t07777 Erlenstadt

An die Integrationsbeauftragte

Betreff: Beteiligung zum Integrationskonzept

Liebe Frau Brandt,

herzlichen Dank für die Einladung zur Beteiligung.

2.1.1 Die Sprechstunde in der Turnhalle hat sich bewährt.
2.1.2 Der Wegweiser
nennt unsere Vereine nicht.

Handlungsfeld 3 Sport

a) Schwimmkurse für Frauen
b) Übungsleiterinnen, die zwei Sprachen sprechen

Wer bezahlt die Fahrt zur Halle?

Für weitere Fragen stehen wir Ihnen gerne zur Verfügung.

Mit sportlichen Grüßen und herzlichen Grüßen
i. A. Jonas Amsel
Vorstand

Nachtrag: Die Halle ist im August geschlossen.
"""


def test_a_letter_of_a_club() -> None:
    assert said(SPORTS) == [
        "2.1.1 Die Sprechstunde in der Turnhalle hat sich bewährt.",
        "2.1.2 Der Wegweiser nennt unsere Vereine nicht.",
        "Handlungsfeld 3 Sport a) Schwimmkurse für Frauen",
        "b) Übungsleiterinnen, die zwei Sprachen sprechen",
        "Wer bezahlt die Fahrt zur Halle?",
        "Mit sportlichen Grüßen und herzlichen Grüßen",
        "Nachtrag: Die Halle ist im August geschlossen.",
    ]


# --- the beginning -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "greeting",
    [
        "Sehr verehrter Herr Landrat,",
        "Werte Kolleginnen,",
        "Grüß Gott zusammen,",
        "Dear Ms Brandt,",
        "HALLO!",
        "Guten Morgen",
    ],
)
def test_people_greet_in_many_ways(greeting: str) -> None:
    assert told(f"{greeting}\n\nmehr Kurse bitte.")[0] == ("greeting", greeting)


def test_what_only_begins_with_a_greeting_is_said() -> None:
    long = "Liebe Leute, die Sprechstunde am Donnerstag ist für alle, die arbeiten, leider viel zu früh zu Ende."
    assert told(long) == [("point", long)]


def test_a_greeting_far_below_is_no_greeting() -> None:
    text = "\n\n".join([f"Punkt {number} fehlt." for number in range(70)] + ["Hallo,", "mehr Kurse."])
    assert "greeting" not in kinds(text)


def test_thanks_are_courtesy_only_after_the_greeting_and_without_a_point() -> None:
    thanks = "vielen Dank für die Einladung."
    assert kinds(f"Guten Tag,\n\n{thanks}\n\nMehr Kurse.") == ["greeting", "point"]
    assert kinds(f"Mehr Kurse.\n\n{thanks}") == ["point", "point"]
    assert said("Guten Tag,\n\nvielen Dank für Maßnahme 2.2.1, sie hilft.")[0].startswith("vielen Dank")
    assert said("Guten Tag,\n\nvielen Dank, aber wo sind die Kurse?")[0].startswith("vielen Dank")
    long = f"vielen Dank {'für die gute Arbeit ' * 8}"
    assert len(said(f"Guten Tag,\n\n{long}")) == 1


# --- the end -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "close",
    [
        "Hochachtungsvoll",
        "Mit den besten Grüßen",
        "Herzliche Gruesse",
        "Kind regards",
        "M.f.G.",
        "i.V. Amsel",
        "Schöne und sonnige Grüße",
    ],
)
def test_people_close_in_many_ways(close: str) -> None:
    assert told(f"Mehr Kurse.\n\n{close}\nIda Sommer")[-1] == ("signature", f"{close} Ida Sommer")


def test_a_line_of_two_strokes_begins_the_signature() -> None:
    assert told("Mehr Kurse.\n-- \nIda Sommer\nVolkshochschule Erlenau")[-1] == (
        "signature",
        "-- Ida Sommer Volkshochschule Erlenau",
    )


def test_greetings_within_a_long_sentence_close_nothing() -> None:
    text = "Mehr Kurse.\n\nViele Grüße von den Lotsinnen an alle, die an der Sprechstunde so lange und so freundlich mitarbeiten, bitte weiter."
    assert kinds(text) == ["point", "point"]


def test_an_offer_to_answer_closes_and_a_question_about_questions_does_not() -> None:
    assert kinds("Mehr Kurse.\n\nBei Rückfragen stehe ich zur Verfügung.") == ["point", "signature"]
    assert kinds("Mehr Kurse.\n\nFür Fragen der Anerkennung fehlt eine Stelle.") == ["point", "point"]


@pytest.mark.parametrize(
    "after",
    ["PS: Danke!", "P. S. Danke!", "Zu Ziel 2.2: mehr.", "HF 3: mehr."],
)
def test_who_has_more_to_say_after_the_close_is_heard(after: str) -> None:
    assert said(f"Mehr Kurse.\n\nMfG\nIda\n\n{after}")[-1] == after


def test_an_address_below_the_close_stays_with_it() -> None:
    text = "Mehr Kurse.\n\nMfG\nIda Sommer\n\nVolkshochschule Erlenau\nMarkt 3\n\nTel. 03677 12 34"
    assert kinds(text) == ["point", "signature"]


@pytest.mark.parametrize(
    "notice",
    [
        "Hinweis zum Datenschutz: Wir verarbeiten Ihre Daten.",
        "Bitte denken Sie an die Umwelt, bevor Sie drucken, und zwar Maßnahme 2.2.1.",
        "This e-mail is confidential.",
    ],
)
def test_what_machines_add_is_no_point(notice: str) -> None:
    long = f"{notice} {'Und noch ein Satz davon. ' * 9}"
    assert kinds(f"Mehr Kurse.\n\nMfG\nIda\n\n{long}") == ["point", "signature"]


# --- the middle --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("2.2.1 fehlt", True),
        ("Zu Maßnahme 2.2.1", True),
        ("Anmerkung zur Maßnahme 3", True),
        ("Betrifft: Handlungsfeld 2", True),
        ("HF 2", True),
        ("Leitsatz 4", True),
        ("10.30 Uhr beginnt es", False),
        ("2.5 Mio Euro", False),
        ("3.5 % der Stellen", False),
        ("2026 wird gebaut", False),
        ("Maßnahmen sind gut", False),
    ],
)
def test_a_line_says_what_it_is_about(words: str, *, about: bool) -> None:
    assert bool(ABOUT.match(words)) is about


def test_phone_numbers_and_dates_begin_no_point() -> None:
    assert said("Rufen Sie an:\n03677 12 34\nMontags.") == ["Rufen Sie an: 03677 12 34 Montags."]
    assert said("Wir trafen uns am\n12.5/13.5 im Haus.") == ["Wir trafen uns am 12.5/13.5 im Haus."]
    assert said("Es war der\n14. Sep und kalt.") == ["Es war der 14. Sep und kalt."]


@pytest.mark.parametrize("bullet", ["-", "–", "•", "*", "·", "▪", "1.", "12)", "(a)", "b.", "iv)"])
def test_every_item_is_a_point(bullet: str) -> None:
    assert said(f"{bullet} Kurse.\n{bullet} Lotsinnen.") == [f"{bullet} Kurse.", f"{bullet} Lotsinnen."]


def test_a_stroke_without_a_blank_is_no_item() -> None:
    assert said("Die Kurse\n-abends- sind gut.") == ["Die Kurse -abends- sind gut."]


def test_several_headings_stand_with_the_first_point_below_them() -> None:
    assert said("Stellungnahme\n\nHandlungsfeld 2\n\nZu 2.1.1:\n\nMehr Termine.\n\nAuch abends.") == [
        "Stellungnahme Handlungsfeld 2 Zu 2.1.1: Mehr Termine.",
        "Auch abends.",
    ]


def test_a_heading_at_the_very_end_is_not_lost() -> None:
    assert said("Mehr Termine.\n\nHandlungsfeld 3:") == ["Mehr Termine.", "Handlungsfeld 3:"]


@pytest.mark.parametrize(
    ("words", "lead"),
    [
        ("", True),
        ("Kurse für Frauen", True),
        ("eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf", True),
        ("eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn", False),
        ("Ein langer Satz, der mit vielen Worten sagt, worum es in dem geht, was gleich folgt:", True),
        ("Kurse!", False),
        ("Kurse;", False),
        ("Kurse\nLotsinnen", False),
        ("a) Kurse", False),
    ],
)
def test_a_lead_is_short_or_ends_with_a_colon(words: str, *, lead: bool) -> None:
    assert is_lead(words) is lead


# --- words of others ---------------------------------------------------------------------------------------------


def test_a_conversation_of_three_mails_has_one_new_word() -> None:
    text = (
        "Ja, gern am Abend.\n\nViele Grüße\nIda\n\n"
        "Am 4. März 2026 um 08:00 schrieb Alma Brandt <a@erlenau.example>:\n\nGeht es abends?\n\n"
        "Von: Ida Sommer\nGesendet: Dienstag\nAn: Alma Brandt\nBetreff: Kurse\n\nWann sind die Kurse?\n\nMfG\nIda"
    )
    assert kinds(text) == ["point", "signature", "quoted"]
    assert said(text) == ["Ja, gern am Abend."]


def test_who_answers_between_the_lines_is_heard_each_time() -> None:
    text = "Alma Brandt schrieb am 3. März 2026:\n> Was fehlt?\nKurse.\n>\n> Und sonst?\nNichts."
    assert told(text) == [
        ("quoted", "Alma Brandt schrieb am 3. März 2026: > Was fehlt?"),
        ("point", "Kurse."),
        ("quoted", "> > Und sonst?"),
        ("point", "Nichts."),
    ]


def test_two_fields_are_no_mail() -> None:
    assert kinds("Von: uns allen\nAn: die Stadt\n\nMehr Kurse.") == ["point", "point"]


def test_a_forwarded_mail_with_a_word_before_it_is_the_letter_all_the_same() -> None:
    text = "z. K.\n\n---------- Forwarded message ---------\nVon: Ida\nDatum: Montag\nBetreff: Kurse\n\nMehr Kurse."
    assert said(text)[-1] == "Mehr Kurse."


# --- what a person does then -------------------------------------------------------------------------------------

TEXT = "Mehr Kurse am Abend. Auch samstags.\n\nDie Lotsinnen fehlen."


def test_a_point_is_taken_apart_placed_and_put_together_again() -> None:
    passages = segment(TEXT)
    parted = cut(TEXT, passages, 0, find(TEXT, passages, 0, "auch SAMSTAGS"))
    assert [words_in(TEXT, each) for each in parted] == [
        "Mehr Kurse am Abend.",
        "Auch samstags.",
        "Die Lotsinnen fehlen.",
    ]
    placed = settle(settle(parted, 0, "meas0001"), 1, "")
    assert (open_points(placed), points(placed)) == ([2], [0, 1, 2])
    assert [each.uid for each in join(placed, 0)] == ["meas0001", ""]
    assert open_points(join(placed, 0)) == [0, 1]


def test_what_is_left_out_can_be_brought_back() -> None:
    passages = segment(TEXT)
    out = mark(settle(passages, 1, "meas0001"), 1, PassageKind.LEFT_OUT, "nennt eine Person")
    assert (out[1].settled, out[1].uid, points(out)) == (False, "", [0])
    back = mark(out, 1, PassageKind.POINT)
    assert (back[1].reason, open_points(back)) == ("", [0, 1])


def test_joined_points_keep_one_guess_of_each_element_and_the_first_hint() -> None:
    one = Passage(0, 21, guesses=(Guess("a", "genannt"), Guess("b", "Wörter")), hint="")
    two = Passage(21, 37, guesses=(Guess("b", "genannt"),), hint="Nummer fehlt")
    (joined,) = join((one, two), 0)
    assert [guess.uid for guess in joined.guesses] == ["a", "b"]
    assert joined.hint == "Nummer fehlt"


def test_the_same_words_twice_are_found_where_a_passage_can_begin() -> None:
    text = "Kurse, Kurse, Kurse!"
    assert find(text, (Passage(0, len(text)),), 0, "kurse") == 7
    with pytest.raises(Problem, match="stehen nicht"):
        find(text, (Passage(0, len(text)),), 0, "urse")
    assert find("a.b (c)", (Passage(0, 7),), 0, "(c") == 4


@pytest.mark.parametrize("index", [-1, 2, 99])
def test_a_passage_that_is_gone_is_said(index: int) -> None:
    passages = segment(TEXT)
    deeds = (
        lambda: cut(TEXT, passages, index, 5),
        lambda: find(TEXT, passages, index, "Kurse"),
        lambda: join(passages, index),
        lambda: mark(passages, index, PassageKind.QUOTED),
        lambda: settle(passages, index, ""),
        lambda: shift(TEXT, passages, index, "word", later=True),
    )
    for deed in deeds:
        with pytest.raises(Problem, match="gibt es nicht mehr"):
            deed()


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Bzw. Kurse. Ja", ["Bzw.", "Ja"]),
        ("Vgl. Maßnahme 2. Ggf. mehr, ca. drei. Ja", ["Vgl.", "Ja"]),
        ("Am 3. Mai. Ja", ["Am", "Ja"]),
        ("„Mehr!“ sagte sie. Ja", ["„Mehr!“", "sagte", "Ja"]),
        ("Eins\nzwei", ["Eins"]),
        ("Eins\n\nzwei", ["Eins", "zwei"]),
        ("Eins\n- zwei\na) drei", ["Eins", "-", "a)"]),
        ("i. d. R. abends, u. a. hier. Ja", ["i.", "Ja"]),
    ],
)
def test_sentences_begin_where_a_reader_sees_it(text: str, begins: list[str]) -> None:
    assert [text[at:].split(maxsplit=1)[0] for at in starts(text, "sentence")] == begins


LINES = st.lists(
    st.sampled_from(
        [
            "Guten Tag,", "", "> Was fehlt?", "Mehr Kurse.", "Zu Maßnahme 2.2.1:", "- Lotsinnen", "MfG", "Ida Sommer", "-- ",
            "Von: Ida", "An: Alma", "Betreff: Kurse", "Am 3. März 2026 schrieb Alma:", "PS: Danke", "Vielen Dank.", "Handlungsfeld 2",
        ]
    ),
    max_size=25,
)  # fmt: skip


@given(LINES, st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_no_letter_loses_a_word_and_every_quoted_line_is_marked(lines: list[str], ending: str) -> None:
    text = ending.join(lines)
    passages = segment(text)
    assert sum(counted(text, passages).values()) == len(text.split())
    for each in passages:
        marked = [line.startswith(">") for line in words_in(text, each).splitlines() if line.strip()]
        assert each.kind is PassageKind.QUOTED or not any(marked)


@given(LINES)
def test_a_letter_is_cut_the_same_with_the_line_ends_of_windows(lines: list[str]) -> None:
    assert told("\n".join(lines)) == told("\r\n".join(lines))
