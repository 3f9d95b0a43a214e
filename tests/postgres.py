"""`python -m tests.postgres COMMAND …`: runs the command beside a PostgreSQL of its own, in a folder that goes away again.

initdb refuses to be root; then the cluster belongs to Debian's user postgres.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OPTIONS = "-c listen_addresses= -c fsync=off -c full_page_writes=off -c max_connections=60"
DURABLE = "-c listen_addresses= -c max_connections=60"  # as a production database: nothing acknowledged is lost
MISSING = "PostgreSQL fehlt: apt-get install postgresql"


def programs() -> Path:
    """Where Debian keeps initdb and pg_ctl: the newest version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    if on_path is None:
        raise SystemExit(MISSING)
    return Path(on_path).resolve().parent


def as_nobody_special(*words: str | Path) -> None:
    """Run it, but not as root."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*prefix, *map(str, words)], check=True, stdout=subprocess.DEVNULL, cwd="/")


@contextmanager
def cluster(options: str = OPTIONS) -> Iterator[str]:
    """An empty PostgreSQL; its address, through a socket in its own folder."""
    folder = Path(tempfile.mkdtemp(prefix="werkstatt-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    control = (programs() / "pg_ctl", "--pgdata", folder / "data", "--silent", "--wait")
    try:
        as_nobody_special(
            programs() / "initdb", "--pgdata", folder / "data", "--username=werkstatt", "--auth=trust",
            "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
        )  # fmt: skip  # one option beside the other
        as_nobody_special(*control, "--log", folder / "log", "--options", f"{options} -k {folder}", "start")
        try:
            yield f"postgresql://werkstatt@{str(folder).replace('/', '%2F')}/postgres"
        finally:
            as_nobody_special(*control, "--mode=immediate", "stop")
    finally:
        shutil.rmtree(folder)


def main() -> int:
    """The command's own exit status."""
    with cluster() as address:
        return subprocess.call(sys.argv[1:], env={**os.environ, "WERKSTATT_DATABASE": address})


if __name__ == "__main__":
    sys.exit(main())
