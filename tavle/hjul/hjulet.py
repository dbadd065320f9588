"""The wheel itself: months round, a ring for each kind of date, numbered marks, today, and where things collide."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from modeller.aarshjul import Aarshjul
from modeller.kollisjoner import Kollisjon, Kollisjonsslag
from modeller.register import Register
from modeller.tekst import MAANEDER, Maalform
from tavle.aarshjullinjer import Linje, Ring
from tavle.aarshjulord import kollisjoner
from tavle.hjul.geometri import HELE, Punkt, bue, ringbit, spredd, vinkel
from tavle.hjul.liste import Liste, bokstav, kollisjonsskilt
from tavle.hjul.merker import KLASSE, STOERRELSE, merke

MIDT = Punkt(93, 120.5)
NAV, SPOR, BAAND, RAND = 21.0, 9.6, 69.0, 75.5
"""Radii in millimetres: of the hub; the width of a ring; where the band of months begins and ends."""
KOLLISJON, SKILT = 77.6, 81.2
MELLOM = 2 * STOERRELSE + 0.35


def hjulet(hjul: Aarshjul, linjer: Sequence[Linje], liste: Liste, register: Register, maalform: Maalform) -> str:
    """Everything round the hub, marks last. `linjer` are numbered from 1 as in the list."""
    return "\n".join(
        [
            *_grunn(hjul.aar),
            *_i_dag(hjul),
            *_navet(hjul),
            *(del_ for ring in Ring for del_ in _ringen(ring, linjer, liste)),
            *_kollisjoner(hjul, register, maalform),
        ]
    )


def radius(ring: Ring) -> float:
    """The middle of a ring."""
    return BAAND - (ring + 0.5) * SPOR


def _grunn(aar: int) -> Iterator[str]:
    for maaned in range(12):
        fra, til = _maaned(aar, maaned + 1)
        yield f'<path class="{"bunn" if maaned % 2 else "bunn lys"}" d="{ringbit(MIDT, NAV, BAAND, fra, til)}"/>'
        yield f'<path class="maaned" d="{ringbit(MIDT, BAAND, RAND, fra, til)}"/>'
        # Along the lower half the text would stand on its head: its path runs the other way round there.
        snudd = math.pi / 2 < (fra + til) / 2 < 1.5 * math.pi
        r = BAAND + (4.35 if snudd else 2.2)
        id_ = f"maaned-{maaned + 1}"
        yield f'<path id="{id_}" fill="none" d="{bue(MIDT, r, *((til, fra) if snudd else (fra, til)))}"/>'
        yield (
            f'<text class="maanedsnavn"><textPath href="#{id_}" startOffset="50%">'
            f"{MAANEDER[maaned].capitalize()}</textPath></text>"
        )
    for ring in Ring:
        yield f'<circle class="ring" cx="{MIDT.x}" cy="{MIDT.y}" r="{BAAND - ring * SPOR:.2f}"/>'
    yield f'<circle class="ring" cx="{MIDT.x}" cy="{MIDT.y}" r="{NAV}"/>'


def _navet(hjul: Aarshjul) -> Iterator[str]:
    yield f'<text class="aaret" x="{MIDT.x}" y="{MIDT.y + 4.4:.2f}">{hjul.aar}</text>'


def _i_dag(hjul: Aarshjul) -> Iterator[str]:
    if hjul.dag.year != hjul.aar:
        return
    v = vinkel(hjul.dag)
    fra, til = MIDT.ut(NAV, v), MIDT.ut(BAAND, v)
    yield f'<path class="idag" d="M{fra.x:.2f} {fra.y:.2f}L{til.x:.2f} {til.y:.2f}"/>'
    ved = MIDT.ut(NAV - 3.6, v)
    yield f'<text class="dagen" x="{ved.x:.2f}" y="{ved.y + 0.9:.2f}">{hjul.dag.day}.{hjul.dag.month}</text>'


def _ringen(ring: Ring, linjer: Sequence[Linje], liste: Liste) -> Iterator[str]:
    """The days as dots along the inner edge of the ring, and the marks above them."""
    egne = sorted(
        ((_midten(en), nr, en) for nr, en in enumerate(linjer, start=1) if en.ring is ring), key=lambda e: e[:2]
    )
    r = radius(ring) + 0.55
    kant = radius(ring) - SPOR / 2 + 1.0
    yield f'<g class="{KLASSE[ring]}">'
    for _, _, linje in egne:
        fra, til = _ytterst(linje)
        if til > fra:
            yield f'<path class="prikk strek" d="{bue(MIDT, kant, fra, til)}"/>'
        if not linje.bare_maaned:
            for dag in sorted({en.dag for en in linje.innslag}):
                sted = MIDT.ut(kant, vinkel(dag))
                yield f'<circle class="prikk" cx="{sted.x:.2f}" cy="{sted.y:.2f}" r=".5"/>'
    yield "</g>"
    for v, (_, nr, linje) in zip(spredd([e[0] for e in egne], MELLOM / r), egne, strict=True):
        yield merke(linje, nr, MIDT.ut(r, v), liste.i_ord(linje))


def _midten(linje: Linje) -> float:
    return sum(_ytterst(linje)) / 2


def _ytterst(linje: Linje) -> tuple[float, float]:
    """From the first day to the last; what has only a month stands in all of it."""
    if linje.bare_maaned:
        fra, til = _maaned(linje.fra.year, linje.fra.month)
        return fra + 0.02, til - 0.02
    return vinkel(linje.fra), vinkel(linje.til)


def _kollisjoner(hjul: Aarshjul, register: Register, maalform: Maalform) -> Iterator[str]:
    """An arc outside the rim over the days of each, and its sign; a month's is thin, so that a day in it shows."""
    samlet = kollisjoner(hjul, register)
    spenn = [_i_aaret(like[0], hjul.aar) for like, _ in samlet]
    i_rekke = sorted(range(len(spenn)), key=lambda nr: sum(spenn[nr]))
    plasser = spredd([sum(spenn[nr]) / 2 for nr in i_rekke], 4.6 / SKILT)
    for nr, v in zip(i_rekke, plasser, strict=True):
        klasse = "kollisjonsbue tynn" if samlet[nr][0][0].slag is Kollisjonsslag.MOETER_I_MAANEDEN else "kollisjonsbue"
        yield f'<path class="{klasse}" d="{bue(MIDT, KOLLISJON, *spenn[nr])}"/>'
        yield kollisjonsskilt(bokstav(nr), MIDT.ut(SKILT, v), samlet[nr][1].paa(maalform))


def _i_aaret(k: Kollisjon, aar: int) -> tuple[float, float]:
    fra, til = max(k.fra, date(aar, 1, 1)), min(k.til, date(aar, 12, 31))
    return vinkel(fra, 0), vinkel(til, 1)


def _maaned(aar: int, maaned: int) -> tuple[float, float]:
    foerste = date(aar, maaned, 1)
    siste = (foerste + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return vinkel(foerste, 0), min(vinkel(siste, 1), HELE)
