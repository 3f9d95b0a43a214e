"""The matrix of a round (Matrixvorlage) as a Word document and as an Excel workbook; `konzept.read.matrix` takes both back."""

from __future__ import annotations

from konzept.write.matrix_docx import docx
from konzept.write.matrix_xlsx import xlsx

__all__ = ["docx", "xlsx"]
