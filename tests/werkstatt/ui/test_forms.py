"""Forms: KERN's markup, labels and hints tied to their fields, errors that lead there."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.core.exceptions import ValidationError
from pytest_django import DjangoAssertNumQueries

from werkstatt.authorities.models import Authority
from werkstatt.ui.forms import ChosenRows

CHOICES = [("a", "bewährt"), ("b", "überholt")]


class Sample(forms.Form):
    """One field of each look."""

    name = forms.CharField(label="Name", help_text="Wie heißt die Runde?")
    reason = forms.CharField(label="Grund", widget=forms.Textarea(attrs={"class": "breit"}), required=False)
    verdict = forms.ChoiceField(label="Einschätzung", choices=CHOICES, widget=forms.RadioSelect)
    areas = forms.MultipleChoiceField(
        label="Felder", choices=CHOICES, widget=forms.CheckboxSelectMultiple, required=False
    )
    way = forms.ChoiceField(label="Weg", choices=CHOICES)
    agreed = forms.BooleanField(label="Ich habe das gelesen")
    key = forms.CharField(widget=forms.HiddenInput)


def html(*, bound: bool) -> str:
    return str(Sample({}) if bound else Sample())


@pytest.mark.parametrize("bound", [False, True])
def test_every_control_has_a_label(bound: bool) -> None:  # noqa: FBT001  # pytest gives it
    page = html(bound=bound)
    labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', page))
    controls = set(re.findall(r'<(?:input(?! type="hidden")|select|textarea)[^>]* id="([^"]+)"', page))
    assert controls == labelled


@pytest.mark.parametrize("bound", [False, True])
def test_whatever_describes_a_field_is_there(bound: bool) -> None:  # noqa: FBT001  # pytest gives it
    page = html(bound=bound)
    for ids in re.findall(r'aria-describedby="([^"]+)"', page):
        for each in ids.split():
            assert f'id="{each}"' in page


def test_groups_are_fieldsets_with_a_legend() -> None:
    page = html(bound=False)
    assert page.count("<fieldset") == 2
    assert '<legend class="kern-label">Einschätzung' in page
    assert 'class="kern-form-check__radio"' in page
    assert 'class="kern-form-check__checkbox"' in page


def test_where_one_may_choose_many_the_boxes_are_square() -> None:
    for tag in re.findall(r"<input[^>]*>", html(bound=False)):
        for kind in ("radio", "checkbox"):
            assert (f'type="{kind}"' in tag) == (f"kern-form-check__{kind}" in tag)


def test_optional_is_said_in_words() -> None:
    page = html(bound=False)
    assert page.count("(freiwillig)") == 2
    assert re.search(r"Grund <span[^>]*>\(freiwillig\)", page)


def test_each_look_has_kerns_classes_beside_its_own() -> None:
    page = html(bound=False)
    assert 'class="kern-form-input__input breit"' in page
    assert 'class="kern-form-input__select"' in page


def test_errors_are_listed_first_and_lead_to_their_field() -> None:
    page = html(bound=True)
    summary = page[: page.index("wk-field")]
    assert 'role="alert"' in summary
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert targets == ["id_name", "id_verdict_0", "id_way", "id_agreed"]
    for target in targets:
        assert f'id="{target}"' in page
    assert 'aria-invalid="true"' in page
    assert "kern-form-input__input--error" in page


def test_a_form_without_errors_has_no_summary() -> None:
    assert "wk-summary" not in html(bound=False)


def test_errors_of_hidden_fields_and_of_the_whole_form_are_said_too() -> None:
    form = Sample({"name": "x"})
    form.add_error(None, "Die Runde endet, bevor sie beginnt.")
    page = str(form)
    assert "<li>Die Runde endet, bevor sie beginnt.</li>" in page
    assert page.index("Dieses Feld ist zwingend erforderlich.") < page.index("wk-field")


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["9" * 19, "9" * 5000, "²", "٣", "-1", "x", "1.5", "\x00", "<script>"])
def test_what_no_row_can_be_called_never_reaches_the_database(
    number: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    field = ChosenRows(Authority.objects.all())
    with django_assert_num_queries(0), pytest.raises(ValidationError) as refused:
        field.clean([number])
    assert refused.value.code == "invalid_pk_value"
    assert len(str(refused.value.messages)) < 200


@pytest.mark.django_db
def test_rows_that_are_ticked_are_chosen() -> None:
    made = [Authority.objects.create(name=name, slug=name.lower(), level="kreis") for name in ("Eins", "Zwei")]
    assert set(ChosenRows(Authority.objects.all()).clean([str(row.pk) for row in made])) == set(made)
    with pytest.raises(ValidationError):
        ChosenRows(Authority.objects.all()).clean([])
