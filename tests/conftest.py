"""What holds for every test: no traffic off this machine, none at all from the core, and no silent skips in CI."""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis
import pytest

HERE = Path(__file__).parent
# Tests of pure code: they have no business with any socket.
PURE = tuple(HERE / folder for folder in ("modeller", "livsloep", "kalender", "varsler", "filer"))
IN_CI = os.environ.get("CI", "").lower() == "true"

# `deadline=None`: a slow machine is not a fault in the code.
hypothesis.settings.register_profile("utvikler", deadline=None, max_examples=50)
# Derandomised: a red run in CI can be repeated; new examples are looked for by developers.
hypothesis.settings.register_profile("ci", deadline=None, max_examples=100, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if IN_CI else "utvikler")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test for pytest-socket: pure tests get no socket, the others reach loopback only.

    Files with slow tests come first: side by side, the short ones fill up what is left of the time in the end.
    """
    trege = {item.path for item in items if item.get_closest_marker("treg")}
    items.sort(key=lambda item: item.path not in trege)
    for item in items:
        pure = any(item.path.is_relative_to(folder) for folder in PURE)
        item.add_marker(pytest.mark.disable_socket if pure else pytest.mark.allow_hosts(["127.0.0.1", "::1"]))


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """In CI a skipped test is a failure: what the machine lacked has not been shown."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if IN_CI and exitstatus == pytest.ExitCode.OK and reporter and reporter.stats.get("skipped"):
        reporter.write_line("CI=true: skipped tests count as failures", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
