"""`konzept organisations`: which houses a concept names."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import click

from konzept import shell
from konzept.organisations.groups import organisations
from konzept.organisations.values import Organisation
from konzept.usage import OUT, German, document


@click.command("organisations", cls=German)
@document("path", "KONZEPT")
@OUT
def organisations_command(path: str, out: str | None) -> None:
    """Sagen, welche Organisationen zuständig sind; je Organisation ein JSON-Objekt in einer Zeile."""
    found = organisations(shell.concept(path))
    shell.deliver("".join(json.dumps(values_of(each), ensure_ascii=False) + "\n" for each in found), out)


def values_of(organisation: Organisation) -> dict[str, Any]:
    """An organisation as plain values: name, short, generic, certainty (of its least sure spelling), spellings."""
    spellings = [asdict(spelling) for spelling in organisation.spellings]
    return {
        "name": organisation.name,
        "short": organisation.short or None,
        "generic": organisation.generic,
        "certainty": min(spelling["certainty"] for spelling in spellings),
        "spellings": spellings,
    }
