"""What participants read is translatable: the strings in the code, the catalogue that translates them, German that nobody marked."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

CALLS = {"_", "__", "gettext", "gettext_lazy", "gettext_noop", "ngettext"}
PUBLIC = {
    "participation": (
        "_contested _element _found _guard _matrix _shown _verdict _wording _translation_note "
        "correct hand_in list path path_end path_step preview round said say"
    ),
    "conferences": "conference list register registration capture _capture_words _written wall _wall",
    "web": "receipt receipt_form _receipt_code _receipt_deeds home _issues _status",
    "work": "_progress public_job",
    "ui": (
        "base public public_german not_found broken bad_request form_expired _crumbs _footer _beside _languages _pages _path _progress "
        "form/errors form/field form/form form/group form/hint form/optional form/summary"
    ),
}


def public_templates(source: Path) -> Iterator[Path]:
    """The pages that participants meet, with their parts."""
    for app, names in PUBLIC.items():
        for name in names.split():
            yield source / f"werkstatt/{app}/templates/{app}/{name}.html"


def in_code(path: Path) -> Iterator[tuple[str, ...]]:
    """The marked strings of a module: (one,) or (one, many)."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS and node.args:
            count = 2 if node.func.id == "ngettext" else 1
            said = [each.value for each in node.args[:count] if isinstance(each, ast.Constant)]
            if said:
                yield tuple(str(each) for each in said)


STRING = r"u?(?:\"\"\".*?\"\"\"|\'\'\'.*?\'\'\'|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')"
TAG = re.compile(rf"\b(?:_|gettext|ngettext)\(\s*({STRING})(?:\s*,\s*({STRING}))?", re.DOTALL)


def in_template(path: Path) -> Iterator[tuple[str, ...]]:
    """The marked strings of a template, as Django hands them to xgettext."""
    for call in TAG.finditer(templatize(path.read_text(), origin=str(path))):
        yield tuple(ast.literal_eval(each) for each in call.groups() if each)


def marked(source: Path) -> dict[str, str]:
    """Every string of the product that is marked for translation -> its plural, "" for one without."""
    house = source / "werkstatt"
    found = [said for path in house.rglob("*.py") for said in in_code(path)]
    found += [said for path in house.rglob("*.html") for said in in_template(path)]
    plain = dict.fromkeys((said[0] for said in found), "")
    return dict(sorted({**plain, **dict(said for said in found if len(said) == 2)}.items()))


LEFT_OUT = re.compile(
    r"{%\s*block (?:width|body|tongue)\s*%}.*?{%\s*endblock\s*%}|{%\s*comment.*?endcomment\s*%}|{%\s*blocktranslate.*?endblocktranslate\s*%}|{%.*?%}|{{.*?}}|{#.*?#}|<!--.*?-->",
    re.DOTALL,
)
SPOKEN = re.compile(r'(?:aria-label|alt|title|placeholder)="([^"]*)"')
NAMES = {"Konzeptwerkstatt", "Konzeptwerkstatt –", "Werkstatt"}


def unmarked(path: Path) -> list[str]:
    """Words of a template that stand there in German for everybody."""
    text = LEFT_OUT.sub("", path.read_text())
    said = [*re.sub(r"<[^>]*>", "\n", text).split("\n"), *SPOKEN.findall(text)]
    return [line.strip() for line in said if re.search(r"[A-Za-zÄÖÜäöüß]{3}", line) and line.strip() not in NAMES]
