"""Forms look like KERN forms, everywhere."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Django's renderer with the templates of ui/templates/ui/form."""

    form_template_name = "ui/form/form.html"
    field_template_name = "ui/form/field.html"
