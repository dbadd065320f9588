"""What a run of the send job came to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Utsendingsresultat:
    """What one run did: messages sent, recipients to try again, addresses and messages refused, rows withdrawn."""

    sendt: int = 0
    utsatt: int = 0
    avvist: int = 0
    nektet: int = 0
    trukket: int = 0
    tjeneren_nede: bool = False

    def __add__(self, annet: Utsendingsresultat) -> Utsendingsresultat:
        return Utsendingsresultat(
            sendt=self.sendt + annet.sendt,
            utsatt=self.utsatt + annet.utsatt,
            avvist=self.avvist + annet.avvist,
            nektet=self.nektet + annet.nektet,
            trukket=self.trukket + annet.trukket,
            tjeneren_nede=self.tjeneren_nede or annet.tjeneren_nede,
        )
