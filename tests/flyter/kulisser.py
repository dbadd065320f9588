"""What the tests of the engine share: a clock that stands still and a context without a store."""

from __future__ import annotations

from datetime import datetime

from flyter.drift import Drift
from flyter.motor.kjoering import Minnelogg


class Stilleklokke:
    """A clock that goes only when its `naa` is set."""

    def __init__(self, naa: datetime) -> None:
        self.naa = naa

    def __call__(self) -> datetime:
        return self.naa


def lag_drift(klokke: Stilleklokke, loggbok: Minnelogg) -> Drift:
    return Drift(
        lager=None,  # type: ignore[arg-type]  # for flows that move nothing
        grunnlag=None,  # type: ignore[arg-type]
        naa=klokke,
        kjoeringslogg=loggbok,
    )
