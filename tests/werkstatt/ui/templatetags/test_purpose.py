"""Demands and reasons are marked in words."""

from __future__ import annotations

from werkstatt.ui.templatetags.purpose import purposes


def test_each_purpose_is_named_before_its_words() -> None:
    made = purposes("Die Kurse sollten abends sein, weil viele arbeiten. Danke.")
    assert made == (
        '<span class="wk-purpose wk-purpose--demand"><span class="wk-purpose__name">Forderung</span> Die Kurse sollten abends sein, </span>'
        '<span class="wk-purpose wk-purpose--reason"><span class="wk-purpose__name">Begründung</span> weil viele arbeiten. </span>'
        "Danke."
    )


def test_what_people_write_is_no_markup() -> None:
    made = purposes("Wir fordern <b>mehr</b> & besser. <script>x</script>")
    assert "<b>" not in made
    assert "<script>" not in made
    assert "&lt;b&gt;mehr&lt;/b&gt; &amp; besser." in made


def test_nothing_said_is_nothing_shown() -> None:
    assert purposes(" \n") == ""
