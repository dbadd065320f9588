"""`fristvakt svar`: serve only the pages that mails are answered on, where the board runs somewhere else."""

from __future__ import annotations

import asyncio

from rich.text import Text

from fristvakt.innstillinger import Innstillingsfeil, les_innstillinger
from fristvakt.kommandoer.valg import Mappe, SomJson
from fristvakt.utskrift import UT, skriv_json

IKKE_SATT_OPP = (
    "Svarsidene er ikke satt opp. Sett FRISTVAKT_SVAR_NETTADRESSE til adressen folk når dem på, for eksempel "
    "https://svar.kommunen.example."
)


def svar(mappe: Mappe = None, som_json: SomJson = False) -> None:
    """Start bare sidene der folk svarer på e-posten."""
    from fristvakt.svarsider import kjoer_svar

    innstillinger = les_innstillinger(mappe=mappe)
    if innstillinger.svaradresse is None:
        raise Innstillingsfeil(IKKE_SATT_OPP)

    def si_fra(nettadresse: str) -> None:
        if som_json:
            skriv_json({"adresse": nettadresse, "mappe": str(innstillinger.mappe)})
            return
        UT.print("Svarsidene svarer på", Text(nettadresse, style="bold"), highlight=False)

    asyncio.run(kjoer_svar(innstillinger, si_fra))
