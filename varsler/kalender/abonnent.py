"""Who subscribes and what they chose: picks entries out of plans and puts them in the subscriber's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from modeller.tekst import Maalform
from varsler.kalender.oppfoering import Kalenderpost, Oppfoering, Tilstand
from varsler.kalender.versjon import Publisert

AVLYST_VISES = timedelta(days=30)


class Ferdige(StrEnum):
    """What becomes of entries that are done."""

    MERK = "merk"
    """They stay, marked with a tick."""
    FJERN = "fjern"


@dataclass(frozen=True, slots=True, kw_only=True)
class Valg:
    """A subscriber's choices. None of them changes an entry's version."""

    maalform: Maalform = Maalform.NB
    ferdige: Ferdige = Ferdige.MERK


def poster(
    oppfoeringer: Iterable[Oppfoering], versjoner: Mapping[str, Publisert], valg: Valg, dag: date
) -> tuple[Kalenderpost, ...]:
    """The subscriber's entries on `dag` in order of date: twelve months back and all that lies ahead.

    What was called off is shown until 30 days after its date. An entry without a version is left out.
    """
    eldste = ett_aar_foer(dag)
    valgte = {
        o.uid: _post(o, versjoner[o.uid], valg.maalform)
        for o in oppfoeringer
        if o.uid in versjoner and o.dag >= eldste and _vises(o, valg, dag)
    }
    return tuple(sorted(valgte.values(), key=lambda p: (p.dag, p.uid)))


def ett_aar_foer(dag: date) -> date:
    """The same day a year earlier (28 February for a leap day)."""
    try:
        return dag.replace(year=dag.year - 1)
    except ValueError:
        return dag.replace(year=dag.year - 1, day=28)


def _vises(oppfoering: Oppfoering, valg: Valg, dag: date) -> bool:
    if oppfoering.tilstand is Tilstand.AVLYST:
        return dag <= oppfoering.dag + AVLYST_VISES
    return oppfoering.tilstand is not Tilstand.FERDIG or valg.ferdige is Ferdige.MERK


def _post(oppfoering: Oppfoering, versjon: Publisert, maalform: Maalform) -> Kalenderpost:
    return Kalenderpost(
        uid=oppfoering.uid,
        dag=oppfoering.dag,
        tilstand=oppfoering.tilstand,
        tittel=oppfoering.tittel.paa(maalform),
        beskrivelse=oppfoering.beskrivelse.paa(maalform),
        url=oppfoering.url.paa(maalform),
        sekvens=versjon.sekvens,
        endret=versjon.endret,
        start=oppfoering.start,
        slutt=oppfoering.slutt,
        sted=oppfoering.sted,
        kategori=oppfoering.kategori.paa(maalform) if oppfoering.kategori else None,
        farge=oppfoering.farge,
    )
