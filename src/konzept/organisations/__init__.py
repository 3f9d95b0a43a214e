"""Which organisation is meant: the names of all responsibilities -> one value for each house, with the spellings that mean it."""

from konzept.organisations.groups import organisations
from konzept.organisations.names import key
from konzept.organisations.values import Known, Organisation, Spelling, uses

__all__ = ["Known", "Organisation", "Spelling", "key", "organisations", "uses"]
