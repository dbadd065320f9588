"""Run a command (the tests) with a PostgreSQL of its own on loopback, gone again when the command has ended.

Used by `make test`. The store's tests run against PostgreSQL too when `FRISTVAKT_TEST_POSTGRES` names a database they
may wipe; this script makes one. On a Debian machine where we are root, a PostgreSQL that is missing is installed with
apt. Elsewhere those tests are left out, which is said loudly; with CI=true that is a failure.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VARIABLE = "FRISTVAKT_TEST_POSTGRES"
DATABASE = "fristvakt_test"
AS_ROOT = os.geteuid() == 0
# PostgreSQL refuses to run as root; Debian's package makes this user.
SERVER_USER = "postgres" if AS_ROOT else None


def main(command: list[str]) -> int:
    """Run the command and return its exit code."""
    if VARIABLE in os.environ:
        return subprocess.run(command, check=False).returncode  # noqa: S603 - the command is our caller's
    programs = find_programs() or install_and_find()
    if programs is None:
        print("PostgreSQL IS MISSING: the tests that need it are left out", file=sys.stderr)
        if os.environ.get("CI", "").lower() == "true":
            return 1
        return subprocess.run(command, check=False).returncode  # noqa: S603 - see above
    with database(programs) as address:
        return subprocess.run(command, env={**os.environ, VARIABLE: address}, check=False).returncode  # noqa: S603


def find_programs() -> Path | None:
    """The folder with `initdb` and `postgres`, the newest when there are several."""
    if (on_path := shutil.which("initdb")) and shutil.which("postgres"):
        return Path(on_path).resolve().parent
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((program.parent for program in installed), key=lambda folder: int(folder.parent.name), default=None)


def install_and_find() -> Path | None:
    """Install PostgreSQL where we are root and there is apt."""
    if not AS_ROOT or not shutil.which("apt-get"):
        return None
    print("Installing PostgreSQL for the tests")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "--quiet=2"],
        ["apt-get", "install", "--quiet=2", "--yes", "--no-install-recommends", "postgresql", "postgresql-contrib"],
    ):
        subprocess.run(command, env=environment, check=False)  # noqa: S603 - fixed commands
    return find_programs()


@contextmanager
def database(programs: Path) -> Iterator[str]:
    """A new cluster in a temporary folder with one empty database; yields its SQLAlchemy address."""
    with tempfile.TemporaryDirectory(prefix="fristvakt-postgres-") as folder:
        if SERVER_USER:
            shutil.chown(folder, SERVER_USER)
        port = free_port()

        def run(program: str, *arguments: str) -> None:
            subprocess.run(  # noqa: S603 - fixed commands
                [str(programs / program), *arguments],
                user=SERVER_USER,
                cwd=folder,
                check=True,
                stdout=subprocess.DEVNULL,
            )

        run("initdb", "--pgdata=data", "--username=fristvakt", "--auth=trust", "--no-sync", "--encoding=UTF8")
        # Nothing here is worth a sync to disk.
        settings = f"-c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories={folder} -c fsync=off"
        run("pg_ctl", "--pgdata=data", "--log=log", "--wait", f"--options={settings}", "start")
        try:
            run("createdb", "--host=127.0.0.1", f"--port={port}", "--username=fristvakt", DATABASE)
            yield f"postgresql+asyncpg://fristvakt@127.0.0.1:{port}/{DATABASE}"
        finally:
            run("pg_ctl", "--pgdata=data", "--wait", "--mode=immediate", "stop")


def free_port() -> int:
    """A port on loopback that nobody listens to."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
