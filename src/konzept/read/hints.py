"""What a person says about a block when a document is read again: "this table is one goal"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Says(StrEnum):
    """What a block is. For a table: AREA, GOAL, MEASURE = the whole table is one of it; RECORDS = each row is a measure."""

    AREA = "area"
    GOAL = "goal"
    MEASURE = "measure"
    RECORDS = "records"
    TEXT = "text"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Hint:
    """A person's word on one block, by its index in `Reading.blocks`: the same file gives the same blocks."""

    block: int
    says: Says
