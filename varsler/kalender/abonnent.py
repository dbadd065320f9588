"""Who subscribes and what they chose: puts entries in the subscriber's words, with the version the ledger gave them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from modeller.abonnement import Abonnementsvalg, Detalj, Ferdige
from modeller.tekst import Maalform
from varsler.kalender.oppfoering import Kalenderpost, Oppfoering, Tilstand
from varsler.kalender.punkt import AVLYST_VISES
from varsler.kalender.versjon import Versjoner

_STANDARD = Abonnementsvalg()


def poster(
    oppfoeringer: Iterable[Oppfoering], versjoner: Versjoner, valg: Abonnementsvalg, dag: date
) -> tuple[Kalenderpost, ...]:
    """The subscriber's entries on `dag` in order of date: twelve months back and all that lies ahead.

    What was called off is shown until 30 days after its date. An entry without a version is left out. Written in bokmål
    when the choices leave that open (`varsler.maalform` says what the subscriber's own is).
    """
    eldste = ett_aar_foer(dag)
    valgte = (o for o in oppfoeringer if o.dag >= eldste and _vises(o, valg, dag))
    alle = som_poster(valgte, versjoner, valg.maalform or Maalform.NB, valg)
    return tuple(sorted(alle, key=lambda p: (p.dag, p.uid)))


def som_poster(
    oppfoeringer: Iterable[Oppfoering], versjoner: Versjoner, maalform: Maalform, valg: Abonnementsvalg = _STANDARD
) -> tuple[Kalenderpost, ...]:
    """All of the entries that have a version, in the order given, in one written standard."""
    return tuple(_post(o, versjoner, maalform, valg) for o in oppfoeringer if o.uid in versjoner)


def ett_aar_foer(dag: date) -> date:
    """The same day a year earlier (28 February for a leap day)."""
    try:
        return dag.replace(year=dag.year - 1)
    except ValueError:
        return dag.replace(year=dag.year - 1, day=28)


def _vises(oppfoering: Oppfoering, valg: Abonnementsvalg, dag: date) -> bool:
    if oppfoering.tilstand is Tilstand.AVLYST:
        return dag <= oppfoering.dag + AVLYST_VISES
    return oppfoering.tilstand is not Tilstand.FERDIG or valg.ferdige is Ferdige.MERK


def _post(oppfoering: Oppfoering, versjoner: Versjoner, maalform: Maalform, valg: Abonnementsvalg) -> Kalenderpost:
    tekst = oppfoering.kort if valg.detalj is Detalj.KORT else oppfoering.beskrivelse
    # Nobody is reminded of what is done or off, or of the first of a month that stands for all of it.
    varsles = oppfoering.tilstand in {Tilstand.FAST, Tilstand.USIKKER} and not oppfoering.bare_maaned
    versjon = versjoner[oppfoering.uid]
    return Kalenderpost(
        uid=oppfoering.uid,
        dag=oppfoering.dag,
        tilstand=oppfoering.tilstand,
        tittel=oppfoering.tittel.paa(maalform),
        beskrivelse=tekst.paa(maalform),
        url=oppfoering.url.paa(maalform),
        sekvens=versjon.sekvens,
        endret=versjon.endret,
        start=oppfoering.start,
        slutt=oppfoering.slutt,
        sted=oppfoering.sted,
        kategori=oppfoering.kategori.paa(maalform) if oppfoering.kategori else None,
        farge=oppfoering.farge,
        varsel_dager=valg.varsel_dager if varsles else (),
    )
