"""JSON taken apart exactly: small readers that make a value or name the place where it is not what it should be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NoReturn, Protocol, TypeVar
from unicodedata import normalize

from konzept.model import Problem

# What neither XML nor PostgreSQL can hold: control characters, halves of surrogate pairs, noncharacters.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
UID = re.compile(r"[0-9a-z]{8,32}")
TYPE_NAMES: tuple[tuple[type, str], ...] = (
    (bool, "wahr oder falsch"),
    (int, "eine Zahl"),
    (float, "eine Zahl"),
    (str, "ein Text"),
    (list, "eine Liste"),
    (dict, "ein Objekt"),
)

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Reader(Protocol[T_co]):
    """Makes a value of what stands at `path` ("elements[2].timing.kind") in the JSON, or raises Problem naming the path."""

    def __call__(self, value: Any, path: str, /) -> T_co: ...


def refuse(path: str, sentence: str) -> NoReturn:
    """Raise the Problem at this path."""
    raise Problem(f"Konzept-JSON, Stelle „{path or 'ganz oben'}“: {sentence}")


def listed(values: Iterable[str]) -> str:
    """„a“, „b“, „c“."""
    return ", ".join(f"„{value}“" for value in values)


def text(value: Any, path: str) -> str:
    """A text in NFC that every format can hold."""
    if not isinstance(value, str):
        _refuse_type(value, "ein Text", path)
    if UNWRITABLE.search(value):
        refuse(path, "Der Text enthält ein Steuerzeichen, das kein Dokument aufnehmen kann; bitte löschen Sie es.")
    return normalize("NFC", value)


def filled(value: Any, path: str) -> str:
    """A text that is not empty."""
    return text(value, path) or refuse(path, "Hier muss ein Text stehen; er ist leer.")


def uid(value: Any, path: str) -> str:
    """A uid as the schema wants it."""
    found = text(value, path)
    if not UID.fullmatch(found):
        refuse(
            path, f"„{found}“ ist keine Kennung; erwartet werden 8 bis 32 Ziffern und kleine Buchstaben ohne Umlaute."
        )
    return found


def flag(value: Any, path: str) -> bool:
    """True or false."""
    return value if isinstance(value, bool) else _refuse_type(value, "wahr oder falsch", path)


def integer(value: Any, path: str) -> int:
    """A whole number; true and false are none."""
    if isinstance(value, bool) or not isinstance(value, int):
        _refuse_type(value, "eine ganze Zahl", path)
    return value


def month(value: Any, path: str) -> int:
    """1 to 12."""
    found = integer(value, path)
    return found if 1 <= found <= 12 else refuse(path, f"{found} ist kein Monat; erwartet wird 1 bis 12.")


def share(value: Any, path: str) -> float:
    """A number from 0 to 1."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        _refuse_type(value, "eine Zahl von 0 bis 1", path)
    return float(value) if 0 <= value <= 1 else refuse(path, f"{value} liegt nicht zwischen 0 und 1.")


def const(wanted: str | int) -> Reader[None]:
    """Exactly this value."""

    def read(value: Any, path: str, /) -> None:
        if type(value) is not type(wanted) or value != wanted:
            refuse(
                path, f"Hier muss „{wanted}“ stehen; die Datei ist kein Konzept oder für eine andere Programmfassung."
            )

    return read


def one_of(kinds: type[StrEnum]) -> Reader[Any]:
    """A member of this enumeration."""

    def read(value: Any, path: str, /) -> StrEnum:
        found = text(value, path)
        if found not in list(kinds):
            refuse(path, f"„{found}“ gibt es hier nicht; möglich sind {listed(kinds)}.")
        return kinds(found)

    return read


def optional(reader: Reader[T], *empty: T) -> Reader[T | None]:
    """None for null, and for a value that says nothing (`empty`): never two ways to be absent."""

    def read(value: Any, path: str, /) -> T | None:
        found = None if value is None else reader(value, path)
        return None if found in empty else found

    return read


def many(reader: Reader[T]) -> Reader[tuple[T, ...]]:
    """A list, each item by this reader."""

    def read(value: Any, path: str, /) -> tuple[T, ...]:
        if not isinstance(value, list):
            _refuse_type(value, "eine Liste", path)
        return tuple(reader(item, f"{path}[{index}]") for index, item in enumerate(value))

    return read


def record(make: Callable[..., T], readers: Mapping[str, Reader[Any]], required: Iterable[str] = ()) -> Reader[T]:
    """An object with these keys and no others, handed to `make` as keywords."""
    wanted = frozenset(required)

    def read(value: Any, path: str, /) -> T:
        given = _object(value, path)
        for key in given:
            if key not in readers:
                refuse(_below(path, key), f"Diesen Schlüssel gibt es hier nicht; möglich sind {listed(readers)}.")
        for key in sorted(wanted - given.keys()):
            refuse(path, f"Hier fehlt „{key}“.")
        return make(**{key: readers[key](item, _below(path, key)) for key, item in given.items()})

    return read


def texts_by_label(value: Any, path: str) -> Mapping[str, str]:
    """An object with any keys whose values are texts."""
    given = _object(value, path)
    found = {text(key, path): text(item, _below(path, key)) for key, item in given.items()}
    if len(found) < len(given):
        refuse(path, "Zwei Bezeichnungen sind gleich; bitte benennen Sie eine um.")
    return MappingProxyType(found)


def _object(value: Any, path: str) -> dict[str, Any]:
    return value if isinstance(value, dict) else _refuse_type(value, "ein Objekt", path)


def _below(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _refuse_type(value: Any, wanted: str, path: str) -> NoReturn:
    found = next((name for kind, name in TYPE_NAMES if isinstance(value, kind)), "nichts (null)")
    refuse(path, f"Hier steht {found}, erwartet wird {wanted}.")
