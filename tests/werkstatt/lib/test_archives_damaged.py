"""An archive that was damaged anywhere: nothing stops a delivery, and nothing is passed off as whole."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from werkstatt.lib.archives import ALL_TOGETHER, unpacked

DOCX = b"Antwort der Volkshochschule " * 40
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


def packed(method: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as made:
        made.writestr("vhs.docx", DOCX)
        made.writestr("jc.docx", b"kurz")
    return stream.getvalue()


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_no_damage_stops_a_delivery(data: st.DataObject) -> None:
    whole = bytearray(packed(data.draw(st.sampled_from(METHODS))))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(2, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.just(len(whole)) | st.integers(2, len(whole)))
    told = list(unpacked([("alle.zip", bytes(whole[:cut])), ("nachher.docx", b"heil")]))
    assert told[-1] == ("nachher.docx", b"heil", "")
    assert all(bool(why) <= (content == b"") for _, content, why in told)


def test_one_enormous_file_leaves_room_for_all_others() -> None:
    data = bytearray(packed(zipfile.ZIP_DEFLATED))
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (ALL_TOGETHER + 1).to_bytes(4, "little")
    told = [(name, bool(why)) for name, _, why in unpacked([("alle.zip", bytes(data)), ("nachher.docx", b"heil")])]
    assert told == [("vhs.docx", True), ("jc.docx", False), ("nachher.docx", False)]
