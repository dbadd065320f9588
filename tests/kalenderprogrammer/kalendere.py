"""The calendars that the programs are given: the feeds of every example, and one with all that is hard to read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from fristvakt.filplaner import planer_fra_filer
from modeller.abonnement import Abonnementsvalg, Detalj, Ferdige
from modeller.tekst import Maalform
from tests.fristvakt.kommandoproeve import ALLE
from tests.kalendergull import LENKE, poster_av
from varsler.kalender.ics import OSLO
from varsler.kalender.oppfoering import Kalenderpost, Tilstand
from varsler.kalender.sammensetting import oppfoeringer

Poster = tuple[Kalenderpost, ...]

VALG = {
    date(2024, 10, 16): Abonnementsvalg(maalform=Maalform.NB),
    date(2026, 9, 15): Abonnementsvalg(
        maalform=Maalform.NN, varsel_dager=(14, 1, 0), detalj=Detalj.KORT, ferdige=Ferdige.FJERN
    ),
}
"""Days on which the feeds are made, with what the subscriber chose."""
ENDRET = datetime(2026, 9, 1, 6, 15, tzinfo=UTC)
VANSKELIG = "vanskelig"
SKILLETEGN = (",", ";", ":", "\\", "\\,", "\\;", "\\n", "\\N", '"', "'", "=", "%0A", "^n", "«æøå ÆØÅ»", "–", "é", "😀")
LANG = "Behandling, høring; åpning\\ på Øståsen – æøåÆØÅ " * 4
"""200 octets and more, that fold inside and beside characters of two and three."""
_STATUS = {Tilstand.USIKKER: "TENTATIVE", Tilstand.AVLYST: "CANCELLED"}


def eksempelfeeder() -> Iterator[tuple[str, Poster]]:
    """The feed of every example agreement on two days, by a name of its own."""
    for dag, valg in VALG.items():
        lest = planer_fra_filer(ALLE, dag)
        naa = datetime.combine(dag, time(6, 15), UTC)
        for plan in lest.planer:
            yield f"{plan.avtale}.{valg.maalform}", poster_av(oppfoeringer(plan, lest.register, LENKE), dag, valg, naa)


def vanskelige() -> Poster:
    """Meetings on both sides of both changes of the clock, and text with all that calendars have trouble with."""
    moete = Kalenderpost(
        uid="",
        dag=date(2026, 10, 19),
        tilstand=Tilstand.FAST,
        tittel="Statusmøte",
        beskrivelse="Møtet før og etter at klokka stilles.",
        url="https://fristvakt.example/avtale/proeve#statusmoete",
        sekvens=3,
        endret=ENDRET,
        start=time(13),
        slutt=time(14, 30),
        sted="Kommunehuset, sal 2; «Storsalen»",
        varsel_dager=(7, 0),
    )
    dager = (date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 19), date(2026, 10, 25), date(2026, 10, 26))
    natt = replace(moete, uid="natt@fristvakt", dag=date(2026, 10, 25), start=time(0, 30), slutt=time(6))
    tekster = [LANG, LANG[1:], LANG[:73], *(f"Sak {tegn} slutt{tegn}" for tegn in SKILLETEGN)]
    return (
        *(replace(moete, uid=f"klokka-{dag}@fristvakt", dag=dag) for dag in dager),
        natt,
        *(
            replace(
                moete,
                uid=f"tekst-{nr}@fristvakt",
                dag=date(2026, 1, 1) + timedelta(days=nr),
                tittel=tekst,
                beskrivelse=f"{tekst}\n\n{tekst}\nSlutt.",
                start=None,
                slutt=None,
            )
            for nr, tekst in enumerate(tekster)
        ),
    )


def ventet(post: Kalenderpost) -> Mapping[str, Any]:
    """What a program must read of the entry."""

    def tid(klokke: time | None, heldag: date) -> str:
        if klokke is None:
            return heldag.isoformat()
        return f"{datetime.combine(post.dag, klokke, OSLO).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"

    return {
        "uid": post.uid,
        "start": tid(post.start, post.dag),
        "slutt": tid(post.slutt, post.dag + timedelta(days=1)),
        "tittel": _uten_tvil(post.tittel),
        "tekst": _uten_tvil(post.beskrivelse),
        "status": _STATUS.get(post.tilstand, "CONFIRMED"),
        "sekvens": post.sekvens,
        "varsler": len(post.varsel_dager),
    }


def _uten_tvil(tekst: str) -> str:
    """A backslash before an n is a line break to some programs, however it is written, so it is never written."""
    return re.sub(r"\\(?=[nN])", r"\\ ", tekst)
