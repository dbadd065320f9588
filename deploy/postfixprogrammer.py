"""Fetch Postfix's `smtp-source` and `smtp-sink`, which our sending is measured against. The product uses neither.

Run by `make ytelse`; standard library only. From Debian's package, unpacked and not installed, where there is apt.
What cannot be had is said loudly, and the measurement is left out.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / ".venv" / "postfix"


def main() -> int:
    """Put them in place; never a failure."""
    if not (TARGET / "usr" / "sbin" / "smtp-source").exists() and (reason := fetch()):
        print(f"POSTFIX'S TEST PROGRAMS ARE MISSING, sending is not measured: {reason}", file=sys.stderr)
    return 0


def fetch() -> str | None:
    """Download the package and unpack it; returns why it could not be done."""
    if not shutil.which("apt-get") or not shutil.which("dpkg"):
        return "there is no apt here"
    with tempfile.TemporaryDirectory(prefix="fristvakt-postfix-") as folder:
        Path(folder).chmod(0o755)
        subprocess.run(["apt-get", "update", "--quiet=2"], check=False, capture_output=True)  # noqa: S607 - fixed
        done = subprocess.run(
            ["apt-get", "download", "--quiet=2", "postfix"],  # noqa: S607 - fixed
            cwd=folder,
            check=False,
            capture_output=True,
        )
        packages = list(Path(folder).glob("postfix_*.deb"))
        if not packages:
            return done.stderr.decode(errors="replace").strip()
        TARGET.mkdir(parents=True, exist_ok=True)
        subprocess.run(["dpkg", "-x", str(packages[0]), str(TARGET)], check=True)  # noqa: S603, S607 - as above
    return None


if __name__ == "__main__":
    sys.exit(main())
