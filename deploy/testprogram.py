"""See that the programs some tests need are there, and install them where that can be done without asking.

Run by `make test`. Chromium draws the pages that tests look at; PostgreSQL is the database of scale-out. On a Debian
machine where we are root they are installed with apt. Elsewhere the tests that need them are skipped, which is said
here and in pytest's summary; with CI=true a skipped test fails the run (tests/conftest.py).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

PROGRAMS = {
    # Debian package: any of these shows that it is there.
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "postgresql": ("postgres", "/usr/lib/postgresql/*/bin/postgres"),
}


def main() -> int:
    """Install what is missing if we may, and tell what is still missing. Never fails: the tests decide."""
    missing = [package for package in PROGRAMS if not present(package)]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"test programs: installing {', '.join(missing)} with apt-get")
        install(missing)
        missing = [package for package in missing if not present(package)]
    for package in missing:
        print(f"test programs: {package} IS MISSING; the tests that need it will be skipped", file=sys.stderr)
    return 0


def present(package: str) -> bool:
    """Whether a program of the package is on PATH or at its usual place."""
    return any(_found(program) for program in PROGRAMS[package])


def install(packages: list[str]) -> None:
    """Install Debian packages. Their services are not started: the tests start servers of their own."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    for command in (
        ["apt-get", "update", "--quiet=2"],
        ["apt-get", "install", "--quiet=2", "--yes", "--no-install-recommends", *packages],
    ):
        subprocess.run(command, env=quiet, check=False)  # noqa: S603 - fixed commands


def _found(program: str) -> bool:
    if program.startswith("/"):
        return any(Path("/").glob(program.lstrip("/")))
    return shutil.which(program) is not None


if __name__ == "__main__":
    sys.exit(main())
