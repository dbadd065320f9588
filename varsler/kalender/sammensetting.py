"""From a plan to calendar entries in both written standards, the same for every subscriber."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from modeller.plan import Plan, Plansteg
from modeller.register import Register
from modeller.tekst import Maalform, Tekst
from varsler.kalender.lenker import Lenker
from varsler.kalender.oppfoering import Oppfoering
from varsler.kalender.ord import beskrivelser, tittel
from varsler.kalender.punkt import Punkt, punkter

KATEGORIER: Mapping[str, tuple[Tekst, str]] = {
    "bygdevekst": (Tekst("Bygdevekstavtale", "Bygdevekstavtale"), "seagreen"),
    "samarbeid": (Tekst("Samarbeidsavtale", "Samarbeidsavtale"), "steelblue"),
    "distriktssatsing": (Tekst("Distriktssatsing", "Distriktssatsing"), "darkorange"),
    "portefoelje": (Tekst("Distriktsportefølje", "Distriktsportefølje"), "sandybrown"),
    "utviklingsavtale": (Tekst("Utviklingsavtale", "Utviklingsavtale"), "mediumpurple"),
    "omstilling": (Tekst("Regional omstilling", "Regional omstilling"), "firebrick"),
    "periode": (Tekst("Periodeavtale", "Periodeavtale"), "goldenrod"),
    "generell": (Tekst("Avtale", "Avtale"), "slategray"),
}
"""Category and CSS colour per lifecycle."""


def oppfoeringer(
    plan: Plan,
    register: Register,
    lenke: Lenker,
    *,
    part: str | None = None,
    steg: Collection[str] | None = None,
) -> tuple[Oppfoering, ...]:
    """The plan's entries in its own order.

    `part` keeps what concerns that party: where it acts, takes part or has the ball, and what concerns everyone.
    `steg` keeps the steps with these ids. Steps that have lapsed and steps without a date have no entry.
    """
    return tuple(
        _oppfoering(punkt, lenke)
        for punkt in punkter(plan, register, steg)
        if part is None or _gjelder(punkt.steg, part)
    )


def _gjelder(steg: Plansteg, part: str) -> bool:
    return not steg.parter or part in (*steg.parter, *steg.deltar, *steg.ball)


def _oppfoering(punkt: Punkt, lenke: Lenker) -> Oppfoering:
    url = Tekst(*(lenke(punkt.plan.avtale, punkt.steg.id, m) for m in (Maalform.NB, Maalform.NN)))
    beskrivelse, kort = beskrivelser(punkt, url)
    kategori, farge = KATEGORIER.get(punkt.plan.livsloep, KATEGORIER["generell"])
    return Oppfoering(
        avtale=punkt.plan.avtale,
        steg=punkt.steg.id,
        milepael=punkt.milepael.noekkel if punkt.milepael else None,
        dag=punkt.dag,
        bare_maaned=punkt.bare_maaned,
        tilstand=punkt.tilstand,
        tittel=tittel(punkt),
        beskrivelse=beskrivelse,
        kort=kort,
        url=url,
        start=punkt.ramme.fra,
        slutt=punkt.ramme.til,
        sted=punkt.ramme.sted or None,
        kategori=kategori,
        farge=farge,
    )
