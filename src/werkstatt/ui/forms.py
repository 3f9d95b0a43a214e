"""Forms look like KERN forms, everywhere."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BoundField, ModelMultipleChoiceField, widgets
from django.forms.renderers import DjangoTemplates

GROUPS = (widgets.RadioSelect, widgets.CheckboxSelectMultiple)
INPUT = "kern-form-input__input"


def look_of(widget: widgets.Widget) -> str:
    """How a widget is laid out: "group", "check", "select" or "input"."""
    if isinstance(widget, GROUPS):
        return "group"
    if isinstance(widget, widgets.CheckboxInput):
        return "check"
    if isinstance(widget, widgets.Select):
        return "select"
    return "input"


def css_of(widget: widgets.Widget) -> str:
    """KERN's class for the control itself."""
    if isinstance(widget, (widgets.CheckboxInput, widgets.CheckboxSelectMultiple)):
        return "kern-form-check__checkbox"
    if isinstance(widget, widgets.RadioSelect):
        return "kern-form-check__radio"
    return "kern-form-input__select" if isinstance(widget, widgets.Select) else INPUT


class KernField(BoundField):
    """A field of a form that knows which KERN markup it needs."""

    @property
    def look(self) -> str:
        """See `look_of`."""
        return look_of(self.field.widget)

    @property
    def target(self) -> str:
        """The id an error summary links to: the control, or the first one of a group."""
        return f"{self.auto_id}_0" if self.look == "group" else self.id_for_label

    def build_widget_attrs(self, attrs: dict[str, Any], widget: widgets.Widget | None = None) -> dict[str, Any]:
        """Django's attributes (required, aria-describedby, aria-invalid) and KERN's classes."""
        used = widget or self.field.widget
        css = css_of(used)
        classes = [css, f"{css}--error" if self.errors else "", used.attrs.get("class", "")]
        return {**super().build_widget_attrs(attrs, widget), "class": " ".join(filter(None, classes))}


class ChosenRows(ModelMultipleChoiceField):  # type: ignore[type-arg]  # whatever the queryset holds
    """Rows that are ticked. What no row can be called is refused here: a database breaks on a number of 20 digits."""

    def clean(self, value: Any) -> Any:
        """The rows; ValidationError for one that is no choice."""
        given = [str(each) for each in value or ()]
        strange = next((each for each in given if not (each.isascii() and each.isdecimal() and len(each) < 19)), None)
        if strange is not None:
            raise ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": strange[:20]})
        return super().clean(value)


class Renderer(DjangoTemplates):
    """Django's renderer with the templates of ui/templates/ui/form."""

    form_template_name = "ui/form/form.html"
    field_template_name = "ui/form/field.html"
    bound_field_class = KernField
