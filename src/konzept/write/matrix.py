"""The matrix of a round (Matrixvorlage) for Word, Excel and LibreOffice; `konzept.read.matrix` takes all of them back."""

from __future__ import annotations

from konzept.write.matrix_docx import docx
from konzept.write.matrix_ods import ods
from konzept.write.matrix_odt import odt
from konzept.write.matrix_xlsx import xlsx

__all__ = ["docx", "ods", "odt", "xlsx"]
