"""Settings or a version with other rules than before, when somebody registers something before the service has started.

A service that starts derives everything anew and lays aside what was over by then. Whoever registers first derives an
agreement with the new rules already: without this, what they ask for of days gone by would be sent.
"""

from __future__ import annotations

from flyter.ombygging import ta_i_bruk_nye_regler
from fristvakt.installasjon import Installasjon
from modeller.lager import projeksjon
from modeller.lager.laas import tjeneste_i


async def foer_registrering(installasjon: Installasjon) -> None:
    """Take other rules into use as the service would, unless one runs on the folder: its rules are those that count."""
    if tjeneste_i(installasjon.innstillinger.mappe) is not None:
        return
    async with installasjon.lager.lesing() as tx:
        kjent = await projeksjon.regelverk(tx)
    if kjent is not None:  # nothing has been derived with any rules before a service has run
        await ta_i_bruk_nye_regler(installasjon.lager, naa=installasjon.klokke.naa(), grunnlag=installasjon.grunnlag)
