"""Who is responsible, read from a cell."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konzept.model import Holder, Role
from konzept.responsibility import parse

LEAD, PARTNER, SUPPORT, FUNDING = Role.LEAD, Role.PARTNER, Role.SUPPORT, Role.FUNDING


def found(verbatim: str) -> list[tuple[Role, str]]:
    return [(holder.role, holder.name) for holder in parse(verbatim).holders]


def leads(verbatim: str) -> list[str]:
    return [holder.name for holder in parse(verbatim).holders if holder.role is LEAD]


def test_the_roles_of_a_sentence() -> None:
    assert found("A in Zusammenarbeit mit B, C und D, mit Unterstützung durch E") == [
        (LEAD, "A"),
        (PARTNER, "B"),
        (PARTNER, "C"),
        (PARTNER, "D"),
        (SUPPORT, "E"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "in Zusammenarbeit mit",
        "in enger Zusammenarbeit mit",
        "in Kooperation mit",
        "in Abstimmung mit",
        "in Absprache mit",
        "in Partnerschaft mit",
        "gemeinsam mit",
        "zusammen mit",
        "i. Z. m.",
        "unter Beteiligung von",
        "unter Einbeziehung von",
        "mit Beteiligung von",
        "Mitwirkung durch",
        "Partner:",
        "Beteiligte:",
        "Kooperationspartner:",
    ],
)
def test_words_for_partners(words: str) -> None:
    assert found(f"Hauptamt {words} Volkshochschule") == [(LEAD, "Hauptamt"), (PARTNER, "Volkshochschule")]


@pytest.mark.parametrize(
    "words",
    [
        "mit Unterstützung durch",
        "mit Unterstützung von",
        "unterstützt durch",
        "begleitet von",
        "mit Hilfe von",
        "Unterstützung:",
    ],
)
def test_words_for_support(words: str) -> None:
    assert found(f"Hauptamt {words} Volkshochschule") == [(LEAD, "Hauptamt"), (SUPPORT, "Volkshochschule")]


@pytest.mark.parametrize(
    "words",
    [
        "finanziert durch",
        "gefördert von",
        "Finanzierung durch",
        "mit Mitteln von",
        "Finanzierung:",
        "Fördermittelgeber:",
    ],
)
def test_words_for_funding(words: str) -> None:
    assert found(f"Hauptamt {words} Land Talmark") == [(LEAD, "Hauptamt"), (FUNDING, "Land Talmark")]


@pytest.mark.parametrize("words", ["Träger:", "Federführung:", "Verantwortlich:", "Zuständig:", "Sicherstellung:"])
def test_words_for_the_lead(words: str) -> None:
    assert found(f"{words} Hauptamt; Partner: Volkshochschule") == [(LEAD, "Hauptamt"), (PARTNER, "Volkshochschule")]


def test_one_semicolon_stands_between_lead_and_partners() -> None:
    assert found("Fachdienst Migration; Gemeinden, Betreiber") == [
        (LEAD, "Fachdienst Migration"),
        (PARTNER, "Gemeinden"),
        (PARTNER, "Betreiber"),
    ]


def test_several_semicolons_only_separate() -> None:
    assert leads("Hauptamt; Jugendamt; Schulamt") == ["Hauptamt", "Jugendamt", "Schulamt"]


def test_lines_separate_but_a_wrapped_name_stays_whole() -> None:
    assert leads("Jugendamt\nSozialamt") == ["Jugendamt", "Sozialamt"]
    assert leads("Beauftragte für\nIntegration") == ["Beauftragte für Integration"]
    assert leads("Amt für Jugend-\nund Sozialhilfe") == ["Amt für Jugend- und Sozialhilfe"]
    assert leads("Jugendamt<br>Schulamt") == ["Jugendamt", "Schulamt"]


def test_a_bracket_specifies() -> None:
    assert parse("Sozialamt (AsylbLG) und Jobcenter (Anerkannte)").holders == (
        Holder("Sozialamt", LEAD, "AsylbLG"),
        Holder("Jobcenter", LEAD, "Anerkannte"),
    )
    assert parse("Sozialamt (Sachgebiet 2) (Teilzeit)").holders == (
        Holder("Sozialamt", LEAD, "Sachgebiet 2, Teilzeit"),
    )


def test_nothing_is_cut_inside_brackets_and_quotes() -> None:
    assert parse("Jugendamt (Planung, Kita und Schule)").holders == (
        Holder("Jugendamt", LEAD, "Planung, Kita und Schule"),
    )
    assert leads("Verein „Hand, Herz und Heimat“, Schulamt") == ["Verein „Hand, Herz und Heimat“", "Schulamt"]
    assert leads('Verein "Nah, fern; überall"') == ['Verein "Nah, fern; überall"']


def test_a_bracket_may_name_the_role() -> None:
    assert found("Jobcenter (Federführung), Sozialamt, Schulen") == [
        (LEAD, "Jobcenter"),
        (PARTNER, "Sozialamt"),
        (PARTNER, "Schulen"),
    ]
    assert found("Land (Finanzierung), Sozialamt") == [(FUNDING, "Land"), (LEAD, "Sozialamt")]
    assert found("Sozialamt, Volkshochschule (beratend)") == [(LEAD, "Sozialamt"), (SUPPORT, "Volkshochschule")]
    assert found("Tausendweg e.V. (Finanzierung durch Landesmittel)") == [
        (LEAD, "Tausendweg e.V."),
        (FUNDING, "Landesmittel"),
    ]


def test_under_whose_lead() -> None:
    assert found("Jobcenter, Schulamt unter Federführung des Sozialamtes") == [
        (PARTNER, "Jobcenter"),
        (PARTNER, "Schulamt"),
        (LEAD, "Sozialamt"),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Amt für Soziales und Gesundheit",
        "Bund und Land",
        "Städte und Gemeinden",
        "Kinder- und Jugendhilfe",
        "Frauen- und Familienzentrum Sandau",
        "Fachdienst Migration und Teilhabe",
        "Beauftragte für Ausländer und Behinderte",
        "Koordinierungsstelle Frau und Beruf",
        "Fachberatung des Jugendamtes und der freien Träger",
        "Netzwerk für Demokratie und Toleranz",
        "Arbeiterwohlfahrt Kreisverband Talau",
        "Jugend & Kultur",
    ],
)
def test_a_name_stays_whole(name: str) -> None:
    assert leads(name) == [name]


@pytest.mark.parametrize(
    ("verbatim", "names"),
    [
        ("Jugendamt und Jobcenter", ["Jugendamt", "Jobcenter"]),
        ("Agentur für Arbeit und Jobcenter Talau", ["Agentur für Arbeit", "Jobcenter Talau"]),
        ("Jugendamt, Schulamt und Polizei", ["Jugendamt", "Schulamt", "Polizei"]),
        ("Jugendamt, Bibliothek sowie Musikschule", ["Jugendamt", "Bibliothek", "Musikschule"]),
        (
            "Jugendamt, Beauftragte für Ausländer und Behinderte",
            ["Jugendamt", "Beauftragte für Ausländer und Behinderte"],
        ),
        ("Kommunen, Städte und Gemeinden", ["Kommunen", "Städte und Gemeinden"]),
        ("Jugendamt / Sozialamt", ["Jugendamt", "Sozialamt"]),
        ("1. Sozialamt 2. Betreiber der Unterkünfte", ["Sozialamt", "Betreiber der Unterkünfte"]),
        ("• Sozialamt • Jugendamt", ["Sozialamt", "Jugendamt"]),
        ("Jugendamt (Weiterführung) Sozialamt (Weiterführung)", ["Jugendamt", "Sozialamt"]),
        ("Talweg e. V., Auenhaus e. V.", ["Talweg e.V.", "Auenhaus e.V."]),
        ("MI, MSFZ", ["MI", "MSFZ"]),
        ("Zusammenarbeit von Jobcenter und Jugendamt", ["Jobcenter", "Jugendamt"]),
        ("Jugendamt, Jugendamt", ["Jugendamt"]),
        ("regionale sowie landesweite Vereine", ["regionale sowie landesweite Vereine"]),
    ],
)
def test_lists(verbatim: str, names: list[str]) -> None:
    assert leads(verbatim) == names


def test_articles_and_their_endings_leave_the_name() -> None:
    assert found("Hauptamt in Zusammenarbeit mit der Beauftragten für Integration und dem Jobcenter") == [
        (LEAD, "Hauptamt"),
        (PARTNER, "Beauftragte für Integration"),
        (PARTNER, "Jobcenter"),
    ]
    assert found("Hauptamt mit Unterstützung des Jobcenters Talau") == [
        (LEAD, "Hauptamt"),
        (SUPPORT, "Jobcenter Talau"),
    ]


@pytest.mark.parametrize(
    "verbatim",
    [
        "",
        " ",
        "-",
        "–",
        "s. o.",
        "s.o.",
        "dto.",
        "N. N.",
        "offen",
        "k. A.",
        "…",
        "siehe 2.1",
        "s. M 1.2.3",
        "siehe Maßnahmen 2.1 und 2.2",
    ],
)
def test_nobody(verbatim: str) -> None:
    assert parse(verbatim).holders == ()
    assert parse(verbatim).verbatim == verbatim


@pytest.mark.parametrize(
    ("verbatim", "names"),
    [
        ("Hauptamt sowie weitere Partner", ["Hauptamt", "weitere Partner"]),
        ("Steuerungsgruppe Talau und weitere Gremien", ["Steuerungsgruppe Talau", "weitere Gremien"]),
        ("Auenhaus e.V. und Verkehrswacht", ["Auenhaus e.V.", "Verkehrswacht"]),
        ("Kreisjugendring und Kreishandwerkerschaft", ["Kreisjugendring", "Kreishandwerkerschaft"]),
        ("Freie Träger und Bildungseinrichtungen im Kreis", ["Freie Träger", "Bildungseinrichtungen im Kreis"]),
        ("DRK/AWO", ["DRK", "AWO"]),
        ("Jugendamt + Schulamt", ["Jugendamt", "Schulamt"]),
        ("Träger/innen der Jugendhilfe", ["Träger/innen der Jugendhilfe"]),
        ("1) Sozialamt 2) Schulamt", ["Sozialamt", "Schulamt"]),
        ("a) Sozialamt\nb) Schulamt", ["Sozialamt", "Schulamt"]),
        ("1. FC Talau", ["1. FC Talau"]),
        ("„Eine Welt Talau“, Schulamt", ["Eine Welt Talau", "Schulamt"]),
        ("s. o., Schulamt", ["Schulamt"]),
        ("Schulamt\nsiehe Maßnahme 2.1", ["Schulamt"]),
        ("Träger der offenen Jugendarbeit:\n- Talweg e.V.\n- Auenhaus e.V.", ["Talweg e.V.", "Auenhaus e.V."]),
    ],
)
def test_more_lists(verbatim: str, names: list[str]) -> None:
    assert leads(verbatim) == names


def test_with_whom_and_who_of_them() -> None:
    assert found("Beauftragte im Kreis Talau mit regionalem Netzwerk, insbesondere Auenhaus e.V.") == [
        (LEAD, "Beauftragte im Kreis Talau"),
        (PARTNER, "regionalem Netzwerk"),
        (PARTNER, "Auenhaus e.V."),
    ]
    assert leads("Arbeiten mit Talau e.V.") == ["Arbeiten mit Talau e.V."]


def test_a_colon_that_is_no_label() -> None:
    assert leads("Kooperationspartner:innen") == ["Kooperationspartner:innen"]
    assert found("Hauptamt, Partner:innen aus der Region") == [
        (LEAD, "Hauptamt"),
        (LEAD, "Partner:innen aus der Region"),
    ]


def test_what_a_colon_explains_specifies() -> None:
    assert parse("Familienzentrum Talau: Sprechstunde mit einer Anwältin").holders == (
        Holder("Familienzentrum Talau", LEAD, "Sprechstunde mit einer Anwältin"),
    )
    assert leads("Projekt: „Gute Arbeit“") == ["Projekt: „Gute Arbeit“"]


def test_a_programme_says_who_pays() -> None:
    assert found("Sozialamt\nFörderrichtlinien TMX, TMY und des Bundes") == [
        (LEAD, "Sozialamt"),
        (FUNDING, "TMX"),
        (FUNDING, "TMY"),
        (FUNDING, "Bund"),
    ]
    assert parse("Landesamt (Förderrichtlinie Nord)").holders == (
        Holder("Landesamt", FUNDING, "Förderrichtlinie Nord"),
    )


def test_a_bracket_that_names_a_task_is_no_role() -> None:
    assert parse("Volkshochschule (Kursleitung), Schulamt").holders == (
        Holder("Volkshochschule", LEAD, "Kursleitung"),
        Holder("Schulamt", LEAD),
    )


@given(
    st.text(max_size=80)
    | st.lists(
        st.sampled_from(
            ["Jugendamt", "und", "(", ")", "„", "“", ",", ";", "in Zusammenarbeit mit", "\n", "der", "sowie"]
        )
    ).map(" ".join)
)
def test_any_text_is_read_and_kept(verbatim: str) -> None:
    read = parse(verbatim)
    assert read.verbatim == verbatim
    assert all(holder.name.strip() for holder in read.holders)


def letters(name: str) -> str:
    """A name without marks, brackets and endings of cases."""
    return re.sub(r"(?<=\w{4})[nrs]+(?!\w)", "", re.sub(r"\s*\([^()]*\)|\[\d+\]|[„“”\"]", "", name)).strip(" .")


def test_who_leads_and_who_helps_in_the_specimen(shared: Path) -> None:
    measures = json.loads((shared / "specimens" / "ilm-kreis.truth.json").read_text("utf-8"))["measures"]
    right = total = 0
    for measure in measures:
        wanted = {letters(name) for role in ("lead", "partner", "funder") for name in measure["actors"].get(role, ())}
        read = {letters(holder.name) for holder in parse(measure["responsibilities"]).holders}
        right, total = right + len(wanted & read), total + len(wanted)
    assert right / total > 0.9


@pytest.mark.parametrize("name", ["ilm-kreis", "talau-brueck", "weissenbrueck-schlecht"])
def test_every_measure_of_the_specimens_has_a_holder(shared: Path, name: str) -> None:
    measures = json.loads((shared / "specimens" / f"{name}.truth.json").read_text("utf-8"))["measures"]
    cells = [cell for measure in measures if (cell := measure.get("responsibilities")) and cell != "s. o."]
    assert cells
    assert all(parse(cell).holders for cell in cells)
