"""Pages of sealed versions: what they are made of, so that they are made once and found again."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

import konzept
from werkstatt import ui, web
from werkstatt.authorities.models import Authority
from werkstatt.lib import pages
from werkstatt.ui.templatetags.speech import spoken
from werkstatt.web.queries.compare import Comparison
from werkstatt.web.queries.issues import Issue, issues, text_of
from werkstatt.web.queries.reading import contents, leaves

FORMATS = {"pdf": "PDF", "docx": "Word", "md": "Markdown", "json": "JSON"}


def folder(package: Any) -> Path:
    """Where a package lies."""
    return Path(package.__path__[0])


@lru_cache(maxsize=1)
def house() -> str:
    """The version of the house: its templates, styles and what fills them, the library's words too."""
    return pages.fingerprint(folder(ui), folder(web), folder(konzept), *settings.LOCALE_PATHS)


def frame(issue: Issue) -> dict[str, Any]:
    """What the public frame of a page needs, without asking the database."""
    return {
        "authority": Authority(name=issue.authority_name, slug=issue.authority_slug),
        "issue": issue,
        "section": "concept",
    }


def name_of_reading(issue: Issue) -> str:
    """Under which name the reading page is kept, in the language that is spoken now."""
    return _name_of("reading", spoken(), issue)


@lru_cache(maxsize=512)
def _name_of(sort: str, language: str, *made_of: Issue) -> str:
    return pages.name_of(sort, language, house(), *(issue.facts for issue in made_of))


def reading(issue: Issue) -> str:
    """The reading page."""
    text = text_of(issue)
    place = reverse("web:edition", args=[issue.authority_slug, issue.address])
    context = {"place": place, "text": text, "leaves": list(leaves(text.elements)), "contents": contents(text.elements)}
    return render_to_string("web/concept.html", {**frame(issue), **context, "formats": FORMATS.items()})


def name_of_synopsis(old: Issue, new: Issue) -> str:
    """Under which name the Synopse is kept, in the language that is spoken now."""
    return _name_of("synopsis", spoken(), old, new)


def synopsis(compared: Comparison, *, changed_only: bool = False) -> str:
    """The Synopse of two issues."""
    slugs = compared.new.authority_slug, compared.old.address, compared.new.address
    context = {
        "place": reverse("web:synopsis", args=slugs),
        "compared": compared,
        "lines": list(compared.lines(changed_only=changed_only)),
    }
    return render_to_string(
        "web/synopsis.html",
        {**frame(compared.new), **context, "old": compared.old, "new": compared.new, "changed_only": changed_only}
        | {"has_files": has_files(compared.old, compared.new)},
    )


def has_files(old: Issue, new: Issue) -> bool:
    """Whether the task makes files of this pair; the page of any other is made when somebody asks."""
    return (old, new) in neighbours(issues(new.authority_slug), new.pk)


def neighbours(listed: list[Issue], pk: int) -> Iterator[tuple[Issue, Issue]]:
    """The pairs of consecutive issues that this version belongs to, and of consecutive editions."""
    oldest_first = listed[::-1]
    decided = [issue for issue in oldest_first if issue.edition is not None]
    pairs = dict.fromkeys([*pairwise(oldest_first), *pairwise(decided)])
    return ((old, new) for old, new in pairs if pk in {old.pk, new.pk})
