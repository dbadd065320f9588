"""How the log is written: to standard error, and errors without what the variables held."""

from __future__ import annotations

import sys

import structlog


def sett_opp_logg() -> None:
    """Set up logging for a process that goes on for long.

    Standard output is for what the command answers. The traceback of a fault is of use to whoever mends it, but the
    values of its variables, which structlog would show, are addresses, names and texts of mails; and to write a whole
    plan out takes longer than the mail of everybody else may wait.
    """
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.dev.set_exc_info,
            structlog.processors.TimeStamper(fmt="%Y-%m-%d %H:%M:%S", utc=False),
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
            ),
        ],
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
    )
