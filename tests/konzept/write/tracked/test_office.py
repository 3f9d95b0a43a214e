"""LibreOffice itself: it opens the file clean; all changes accepted are the new document, all rejected the old one."""

from __future__ import annotations

from pathlib import Path

import pytest

from konzept.write import docx
from tests.konzept.write.tracked.office import marks, settle, shown
from tests.konzept.write.tracked.pairs import PAIRS
from tests.konzept.write.tracked.settled import tracked


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """All pairs at once: LibreOffice is started five times."""
    folder: Path = tmp_path_factory.mktemp("office")
    files = {key.replace(" ", "-"): tracked(*two) for key, two in PAIRS.items()}
    old = {key.replace(" ", "-"): docx.write(one) for key, (one, _) in PAIRS.items()}
    new = {key.replace(" ", "-"): docx.write(two) for key, (_, two) in PAIRS.items()}
    return {
        "given": settle(folder / "given", files, "as"),
        "accepted": settle(folder / "accepted", files, "accepted"),
        "rejected": settle(folder / "rejected", files, "rejected"),
        "old": settle(folder / "old", old, "as"),
        "new": settle(folder / "new", new, "as"),
    }


@pytest.mark.parametrize("key", [key.replace(" ", "-") for key in PAIRS])
def test_accepting_all_changes_gives_the_new_document_and_rejecting_all_the_old(
    settled: dict[str, dict[str, bytes]], key: str
) -> None:
    assert shown(settled["accepted"][key]) == shown(settled["new"][key])
    assert shown(settled["rejected"][key]) == shown(settled["old"][key])
    assert marks(settled["accepted"][key]) == marks(settled["rejected"][key]) == 0


def test_libreoffice_sees_the_changes_and_none_where_there_are_none(settled: dict[str, dict[str, bytes]]) -> None:
    seen = {key: marks(data) for key, data in settled["given"].items()}
    assert seen.pop("nothing") == 0
    assert [key for key, count in seen.items() if not count] == []
