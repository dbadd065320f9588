"""Fetch Debian's Postfix, whose server our mail is tested on and whose `smtp-source` it is measured against.

Run by `make test` and `make ytelse`; standard library only; the product uses none of it. Unpacked, not installed, where
there is apt. What cannot be had is said loudly, and its tests and the measurement are left out; with CI=true it is a
failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / ".venv" / "postfix"


def main() -> int:
    """Put it in place; returns 1 when it is missing in CI."""
    reason = None if (TARGET / "usr" / "sbin" / "smtp-source").exists() else fetch()
    if reason is None and os.geteuid() != 0:
        reason = "its server, which only root may start (the measurement can do without)"
    if reason is None:
        return 0
    print(f"POSTFIX IS MISSING, its tests are left out: {reason}", file=sys.stderr)
    return 1 if os.environ.get("CI", "").lower() == "true" else 0


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
