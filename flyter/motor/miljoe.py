"""What Prefect must find in the environment before it is imported: nothing started, nothing sent, nothing left in ~.

Import this before the first `import prefect`. It imports the standard library only.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile

TVUNGET = {
    # Prefect reports its use to its maker at import unless told not to.
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # Otherwise a flow run without an API address starts a whole server in a child process.
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
}
"""Set whatever they were: they are promises to the operator, not preferences."""

HJEM = "PREFECT_HOME"


def klargjoer() -> None:
    """Prepare the environment of this process and its children; safe to call again.

    Prefect makes its home when it is imported, so without `PREFECT_HOME` it gets a private folder that is removed when
    the process ends, never one in the user's home. In a process where Prefect was imported first (a worker's), its home
    is left as it is.

    Raises RuntimeError when Prefect was imported first and has settings that break the promises.
    """
    os.environ.update(TVUNGET)
    if "prefect" in sys.modules:
        _krev_loeftene()
    elif not os.environ.get(HJEM):
        midlertidig = tempfile.mkdtemp(prefix="fristvakt-prefect-")
        atexit.register(shutil.rmtree, midlertidig, ignore_errors=True)
        os.environ[HJEM] = midlertidig


def _krev_loeftene() -> None:
    from prefect.settings import get_current_settings  # noqa: PLC0415 - only when Prefect is loaded already

    innstillinger = get_current_settings()
    if innstillinger.server.ephemeral.enabled and innstillinger.api.url is None:
        raise RuntimeError(
            "Prefect was imported before flyter.motor.miljoe and would start a server of its own: "
            "import flyter.motor.miljoe first, or set PREFECT_SERVER_ALLOW_EPHEMERAL_MODE=false",
        )


klargjoer()
