"""What a point asks for, and why: marked where the office reads it."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from konzept.feedback.purpose import stretches

register = template.Library()


@register.filter
def purposes(text: str) -> SafeString:
    """`{{ sheet.words|purposes }}`: the words with "Forderung" and "Begründung" before what is one. A word for it, not a colour alone."""
    return format_html_join(
        "",
        "{}",
        (
            (
                format_html(
                    '<span class="wk-purpose wk-purpose--{}"><span class="wk-purpose__name">{}</span> {}</span>',
                    each.purpose,
                    each.purpose.german,
                    text[each.start : each.end],
                )
                if each.purpose
                else text[each.start : each.end],
            )
            for each in stretches(text)
        ),
    )
