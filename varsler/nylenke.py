"""A fresh link for whoever opened one that had run out: the row that is queued, and whether it still stands."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from modeller.register import Register
from modeller.varselrad import Utboksrad
from varsler.rader import iso, noekkel_av
from varsler.regler import Slag
from varsler.svarlenke import Svarlenke

STAAR: Final = timedelta(days=7)
"""So long after it was asked for it is sent: after that nobody remembers having asked."""


def nylenkerad(
    lenke: Svarlenke, *, avtale: str, steg: str, part: str, kontakt: str | None, epost: str, dag: date
) -> Utboksrad:
    """The row that a link which has run out is asked for anew with on `dag`: the same all day, however often it is
    asked. It hangs on the step, or on one that the mail told of beside what is about no step.
    """
    om = (lenke.melding, lenke.formaal, lenke.gjelder)
    return Utboksrad(
        noekkel=noekkel_av(avtale, steg, Slag.NY_LENKE, *om, iso(dag), epost),
        avtale=avtale,
        steg=steg,
        slag=Slag.NY_LENKE,
        mottaker=epost,
        kontakt=kontakt,
        part=part,
        forfaller=dag,
        data={"formaal": lenke.formaal.value, "gjelder": lenke.gjelder},
    )


def staar(rad: Utboksrad, register: Register, dag: date) -> bool:
    """Whether the row is a link somebody has asked for, that can be sent on `dag` to the address it was asked for."""
    if rad.slag != Slag.NY_LENKE or dag > rad.forfaller + STAAR:
        return False
    if rad.kontakt is None:
        part = register.parter.get(rad.part)
        return part is not None and part.postmottak == rad.mottaker
    kontakt = register.kontakter.get(rad.kontakt)
    return kontakt is not None and kontakt.epost == rad.mottaker and not kontakt.har_sluttet(dag)
