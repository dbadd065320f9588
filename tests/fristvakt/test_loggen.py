"""The log of the service: where a fault of ours was, and never what the variables held."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import structlog

from fristvakt.loggoppsett import sett_opp_logg


@pytest.fixture
def loggen() -> Iterator[None]:
    foer = structlog.get_config()
    yield
    structlog.configure(**foer)


def test_en_feil_hos_oss_logges_uten_adresser_og_tekster(loggen: None, capsys: pytest.CaptureFixture[str]) -> None:
    sett_opp_logg()
    mottaker = f"raadgiver@{'trysil'}.example"  # not to be found in the source lines of the traceback

    def skriv(til: str) -> None:
        raise ValueError(f"no attribute {len(til)}")

    try:
        skriv(mottaker)
    except ValueError:
        structlog.get_logger("prøve").exception("a message could not be written", kind="ball")
    skrevet = capsys.readouterr()
    assert skrevet.out == ""
    assert "a message could not be written" in skrevet.err
    assert "kind" in skrevet.err
    assert "ValueError: no attribute 24" in skrevet.err
    assert "test_loggen.py" in skrevet.err, "where it was"
    assert mottaker not in skrevet.err
    assert "\x1b" not in skrevet.err, "colours are for those who look at it in a terminal"
