"""What there is to see to in an agreement with nothing new, in a line: that it is silent does not mean it is solved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from modeller.plan import Plan
from modeller.register import Register
from modeller.tekst import Maalform, Tekst, stor
from varsler.oversikt.ball import Ball
from varsler.oversikt.lenker import Oversiktslenker
from varsler.oversikt.ord import Linje, partene_kort, saa_lenge

EN = Tekst(": én sak er {lengst} over fristen ({hos})", ": éi sak er {lengst} over fristen ({hos})")
FLERE = Tekst(
    ": {antall} saker er over fristen, den eldste {lengst} ({hos})",
    ": {antall} saker er over fristen, den eldste {lengst} ({hos})",
)


def uendret(
    planer: Iterable[Plan],
    baller: Iterable[Ball],
    register: Register,
    maalform: Maalform,
    kort: Mapping[str, str],
    lenker: Oversiktslenker,
) -> Iterator[Linje]:
    """How much is overdue in each of these agreements, and with whom; nothing of one with no such `baller`. `kort`
    names the agreements, empty for the only one.
    """
    sene = [ball for ball in baller if ball.forfalt]
    for plan in planer:
        egne = [ball for ball in sene if ball.plan.avtale == plan.avtale]
        if not egne:
            continue
        felt = {
            "antall": len(egne),
            "lengst": saa_lenge(max(ball.over for ball in egne), maalform),
            "hos": partene_kort((part for ball in egne for part in ball.hos), register, maalform),
        }
        yield Linje(
            hvem=stor(kort[plan.avtale] or plan.navn.paa(maalform)),
            tekst=(EN if len(egne) == 1 else FLERE).paa(maalform).format(**felt),
            lenke=lenker.avtalen(plan),
        )
