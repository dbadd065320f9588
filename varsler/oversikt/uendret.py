"""What there is to see to in an agreement with nothing new, in a line: that it is silent does not mean it is solved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from modeller.plan import Plan
from modeller.register import Register
from modeller.tekst import Maalform, Tekst, oppramsing, stor
from varsler.oversikt.ball import Ball
from varsler.oversikt.lenker import Oversiktslenker
from varsler.oversikt.ord import Linje, partene_kort, saa_lenge

EN = Tekst("én sak er {1} over fristen ({2})", "éi sak er {1} over fristen ({2})")
FLERE = Tekst(
    "{0} saker er over fristen, den eldste {1} ({2})",
    "{0} saker er over fristen, den eldste {1} ({2})",
)
ETT_MOETE = Tekst("ett møte er ikke registrert som holdt ({1})", "eitt møte er ikkje registrert som halde ({1})")
MOETER = Tekst("{0} møter er ikke registrert som holdt ({1})", "{0} møte er ikkje registrerte som haldne ({1})")


def uendret(
    planer: Iterable[Plan],
    baller: Iterable[Ball],
    register: Register,
    maalform: Maalform,
    kort: Mapping[str, str],
    lenker: Oversiktslenker,
) -> Iterator[Linje]:
    """How much is overdue in each of these agreements, which meetings nobody has said were held, and with whom; nothing
    of one with no such `baller`. `kort` names the agreements, empty for the only one.
    """
    sene = [ball for ball in baller if ball.forfalt]
    for plan in planer:
        egne = [ball for ball in sene if ball.plan.avtale == plan.avtale]
        over = [ball for ball in egne if not ball.steg.er_innkalt]
        moeter = [ball for ball in egne if ball.steg.er_innkalt]
        if not egne:
            continue
        tekster: list[str] = []
        if over:
            lengst = saa_lenge(max(ball.over for ball in over), maalform)
            hos = _hos(over, register, maalform)
            tekster.append((EN if len(over) == 1 else FLERE).paa(maalform).format(len(over), lengst, hos))
        if moeter:
            hos = _hos(moeter, register, maalform)
            tekster.append((ETT_MOETE if len(moeter) == 1 else MOETER).paa(maalform).format(len(moeter), hos))
        yield Linje(
            hvem=stor(kort[plan.avtale] or plan.navn.paa(maalform)),
            tekst=f": {oppramsing(tekster)}",
            lenke=lenker.avtalen(plan),
        )


def _hos(baller: Iterable[Ball], register: Register, maalform: Maalform) -> str:
    return partene_kort((part for ball in baller for part in ball.hos), register, maalform)
