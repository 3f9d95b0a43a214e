"""Template tags that every page may use, without loading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Protocol

import nh3
from django import template
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from konzept.model import Kind
from konzept.wording import plain as without_marks
from werkstatt.lib.languages import SOURCE

register = template.Library()

MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()  # noqa: SIM905  # reads better
INLINE_TAGS = {"em", "strong", "a", "sup", "br", "code"}
BLOCK_TAGS = INLINE_TAGS | {"p", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td"}
NOTE = re.compile(r"[ \t]*\[\^([^\]\s]{1,12})\]")
MARKDOWN = (
    MarkdownIt("commonmark", {"html": False, "breaks": True})
    .enable("table")
    .disable(["image", "heading", "lheading", "fence", "code"])
)

KINDS = {
    Kind.CHAPTER: "Kapitel",
    Kind.TEXT: "Text",
    Kind.MISSION: "Leitbild",
    Kind.PRINCIPLE: "Leitsatz",
    Kind.GUIDING_GOAL: "Leitziel",
    Kind.AREA: "Handlungsfeld",
    Kind.GOAL: "Ziel",
    Kind.MEASURE: "Maßnahme",
}
ALERTS = {"debug": "info", "info": "info", "success": "success", "warning": "warning", "error": "danger"}


def clean(html: str, tags: set[str]) -> SafeString:
    """Only these tags, links only to the web and to mail."""
    allowed = nh3.clean(
        html,
        tags=tags,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    return mark_safe(allowed)  # noqa: S308  # nh3 has cleaned it


def with_notes(html: str) -> str:
    """Footnote marks [^2] as raised numbers."""
    return NOTE.sub(r"<sup>\1</sup>", html)


@lru_cache(maxsize=4096)
def blocks(text: str) -> SafeString:
    """Restricted Markdown as paragraphs, lists and tables."""
    return clean(with_notes(MARKDOWN.render(text)), BLOCK_TAGS)


@lru_cache(maxsize=4096)
def inline(text: str) -> SafeString:
    """Restricted Markdown within a line."""
    return clean(with_notes(MARKDOWN.renderInline(text)), INLINE_TAGS)


@register.simple_tag
def markdown(text: str | None) -> SafeString:
    """`{% markdown element.text %}`: restricted Markdown as blocks."""
    return blocks(text or "")


@register.filter
def line(text: str | None) -> SafeString:
    """`{{ element.title|line }}`: restricted Markdown within a line."""
    return inline(text or "")


@register.filter
def plain(text: str | None) -> str:
    """`{{ element.title|plain }}`: the words without Markdown's marks, for titles and attributes."""
    return without_marks(text or "")


@register.filter
def kind(value: str | Kind) -> str:
    """The German word for an element's kind."""
    return KINDS[Kind(value)]


@register.filter
def alert(level: str) -> str:
    """A message's level -> KERN's name for it."""
    return ALERTS.get(level, "info")


def moment(value: date | datetime | str | None) -> date | datetime | None:
    """Dates as they come: values, local time for datetimes, YYYY-MM-DD strings."""
    if isinstance(value, str):
        return date.fromisoformat(value[:10]) if value else None
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.filter
def day(value: date | datetime | str | None) -> str:
    """`{{ round.closes_at|day }}` -> 4. März 2026; in other languages as they write it."""
    at = moment(value)
    if at and get_language() != SOURCE:
        return date_format(at, "DATE_FORMAT")
    return f"{at.day}. {MONTHS[at.month - 1]} {at.year}" if at else ""


@register.filter
def clock(value: datetime | None) -> str:
    """`{{ round.closes_at|clock }}` -> 4. März 2026, 18:00 Uhr"""
    at = moment(value)
    return f"{day(at)}, {hour(at)}" if isinstance(at, datetime) else day(at)


@register.filter
def hour(value: datetime) -> str:
    """`{{ conference.ends_at|hour }}` -> 18:00 Uhr"""
    return _("%(time)s Uhr") % {"time": f"{moment(value):%H:%M}"}


@register.filter
def number(value: int) -> str:
    """1840 -> 1.840"""
    return f"{value:,}".replace(",", ".")


@register.filter
def plural(count: int, forms: str) -> str:
    """`{{ 4|plural:"Rückmeldung,Rückmeldungen" }}` -> 4 Rückmeldungen"""
    one, many = forms.split(",")
    return f"{number(count)} {one if count == 1 else many}"


class Segment(Protocol):
    """A run of words that is kept ("="), dropped ("-") or new ("+")."""

    @property
    def op(self) -> str:
        """One of = - +."""

    @property
    def text(self) -> str:
        """The words."""


def words_of(text: str) -> SafeString:
    """Escaped; lines stay lines."""
    return mark_safe(str(conditional_escape(text)).replace("\n", "<br>"))  # noqa: S308  # escaped before


def marked(segment: Segment) -> SafeString:
    """One segment, said in words for those who cannot see the mark."""
    if segment.op == "+":
        return format_html(
            '<ins><span class="kern-sr-only">[eingefügt: </span>{}<span class="kern-sr-only">] </span></ins>',
            words_of(segment.text),
        )
    if segment.op == "-":
        return format_html(
            '<del><span class="kern-sr-only">[gestrichen: </span>{}<span class="kern-sr-only">] </span></del>',
            words_of(segment.text),
        )
    return words_of(segment.text)


def joined(segments: Iterable[Segment], ops: str) -> SafeString:
    """The segments with one of these operations, one after the other."""
    return mark_safe("".join(marked(segment) for segment in segments if segment.op in ops))  # noqa: S308  # escaped in `words_of`


@register.filter
def worddiff(segments: Iterable[Segment]) -> SafeString:
    """Old and new in one text, word by word."""
    return joined(segments, "=-+")


@register.filter
def olddiff(segments: Iterable[Segment]) -> SafeString:
    """The old side: what stayed and what was dropped."""
    return joined(segments, "=-")


@register.filter
def newdiff(segments: Iterable[Segment]) -> SafeString:
    """The new side: what stayed and what is new."""
    return joined(segments, "=+")


@register.simple_tag
def address(name: str, *args: Any) -> str:
    """Like `url`, but "" where there is no such page: `{% address "web:home" authority.slug as home %}`."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.simple_tag
def icon(name: str) -> SafeString:
    """A KERN icon that says nothing to a screen reader: the words beside it do."""
    return format_html('<span class="kern-icon kern-icon--{}" aria-hidden="true"></span>', name)


@register.inclusion_tag("ui/_crumbs.html")
def crumbs(*parts: str) -> dict[str, Any]:
    """`{% crumbs "Beteiligung" address_of_it "Runde 1" %}`: name and address in turn, the last name is this page."""
    pairs = [{"name": name, "href": href} for name, href in zip(parts[::2], [*parts[1::2], ""], strict=False)]
    return {"crumbs": pairs}


PLACES = (
    ("Schreibtisch", "web:desk", ("web",)),
    ("Konzept", "concepts:versions", ("concepts",)),
    ("Beteiligung", "participation:rounds", ("participation", "conferences")),
    ("Posteingang", "inbox:letters", ("inbox",)),
    ("Auswertung", "review:rounds", ("review",)),
    ("Abstimmung", "approval:list", ("approval",)),
    ("Netzwerk", "network:bodies", ("network",)),
    ("Einstellungen", "accounts:people", ("accounts",)),
)


@register.inclusion_tag("ui/_office_nav.html", takes_context=True)
def office_nav(context: template.Context) -> dict[str, Any]:
    """The places of the office; the one this page belongs to is marked."""
    request, slug = context.get("request"), context["authority"].slug
    match = getattr(request, "resolver_match", None)
    here = (match.app_name, match.view_name) if match else ("", "")
    places = [
        {
            "name": name,
            "href": address(view, slug),
            "current": ("page" if here[1] == view else "true") if here[0] in apps else "",
        }
        for name, view, apps in PLACES
    ]
    return {"places": [place for place in places if place["href"]]}


@register.inclusion_tag("ui/_bar.html")
def bars(rows: Iterable[Mapping[str, Any]], caption: str, heading: str, unit: str) -> dict[str, Any]:
    """Numbers as a picture and a table in one. A row: name, done, total, href (may be missing); bars are as long as their total."""
    listed = list(rows)
    most = max((row["total"] for row in listed), default=0) or 1
    return {"caption": caption, "heading": heading, "unit": unit, "rows": [bar_of(row, most) for row in listed]}


def bar_of(row: Mapping[str, Any], most: int) -> dict[str, Any]:
    """One row of `bars` with its lengths in hundredths of the longest one."""
    done, total = row["done"], row["total"]
    return {
        "name": row["name"],
        "href": row.get("href", ""),
        "words": f"{number(done)} von {number(total)}",
        "percent": round(100 * done / total) if total else 0,
        "width": f"{100 * total / most:.1f}",
        "done": f"{100 * done / most:.1f}",
    }
