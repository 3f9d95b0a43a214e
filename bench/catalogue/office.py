"""Word files as PDF, as an office makes them: by LibreOffice, many in one call."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

PATIENCE = 600  # seconds for all


def convert(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """By name; empty where there is nothing to do or no LibreOffice."""
    program = shutil.which("soffice")
    if not files or not program:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        for name, content in files.items():
            (here / f"{name}.docx").write_bytes(content)
        profile = f"-env:UserInstallation=file://{folder}/profile"  # its own, so that others may run beside it
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        documents = [str(here / f"{name}.docx") for name in files]
        subprocess.run([*command, *documents], capture_output=True, check=True, timeout=PATIENCE)
        return {name: (here / f"{name}.pdf").read_bytes() for name in files}
