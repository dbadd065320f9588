"""The feeds and the mail part that golden files hold, and the one way to write them anew.

Run `.venv/bin/python tests/kalendergull.py` from the root of the repository, and read the difference before it is
committed: a golden file is never rewritten by a test.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

ROT = Path(__file__).parent.parent
GULL = Path(__file__).parent / "kalender" / "gull"
if __name__ == "__main__":
    sys.path[:0] = [str(ROT), str(Path(__file__).parent)]

from rollebesetning import REGISTER, Historie, fram_til_signering  # noqa: E402

from modeller.plan import Plan  # noqa: E402 - after the path is set when run as a script
from modeller.publisering import Publisert  # noqa: E402
from modeller.tekst import Maalform  # noqa: E402
from varsler.kalender.abonnent import Valg, poster  # noqa: E402
from varsler.kalender.epostdel import lag_kalenderdel  # noqa: E402
from varsler.kalender.ics import feed  # noqa: E402
from varsler.kalender.lenker import tavlelenker  # noqa: E402
from varsler.kalender.oppfoering import Kalenderpost, Oppfoering  # noqa: E402
from varsler.kalender.sammensetting import oppfoeringer  # noqa: E402
from varsler.kalender.versjon import som_publiseres, versjoner  # noqa: E402

LENKE = tavlelenker("https://fristvakt.example")
PUBLISERT = datetime(2024, 9, 2, 6, 15, tzinfo=UTC)


def poster_av(
    egne: Sequence[Oppfoering],
    dag: date,
    valg: Valg | None = None,
    naa: datetime = PUBLISERT,
    foer: dict[str, Publisert] | None = None,
) -> tuple[Kalenderpost, ...]:
    """What a subscriber gets of these entries when `foer` is all that was published before."""
    hasher = som_publiseres(egne, (foer or {}).keys())
    return poster(egne, versjoner("a", hasher, foer or {}, naa), valg or Valg(), dag)


def for_part(plan: Plan, part: str) -> tuple[Oppfoering, ...]:
    """The party's entries in the cast's agreement."""
    return oppfoeringer(plan, REGISTER, LENKE, part=part)


def gullfiler() -> dict[str, bytes]:
    """The golden files by name, as they are made now."""
    forslag = date(2024, 9, 2)
    aamot = [o for o in for_part(Historie().plan(forslag), "aamot") if o.dag < date(2025, 7, 1)]
    signert = date(2025, 5, 2)
    kdd = [o for o in for_part(fram_til_signering().plan(signert), "kdd") if o.dag < date(2026, 7, 1)]
    plan = Historie().plan(forslag)
    steg = [(plan, s) for s in plan if s.id == "forankring.aamot"]
    del_ = lag_kalenderdel(REGISTER, LENKE, "fristvakt@fristvakt.example", {})(steg, Maalform.NB, PUBLISERT)
    assert del_ is not None, "steget har dato"
    return {
        "aamot-2024-09-02.nb.ics": feed("Fristvakt – Åmot kommune", poster_av(aamot, forslag)),
        "aamot-2024-09-02.nn.ics": feed(
            "Fristvakt – Åmot kommune", poster_av(aamot, forslag, Valg(maalform=Maalform.NN))
        ),
        "kdd-2025-05-02.nb.ics": feed("Fristvakt – Kommunal- og distriktsdepartementet", poster_av(kdd, signert)),
        "epost-forankring-aamot.nb.ics": del_.encode(),
    }


if __name__ == "__main__":
    GULL.mkdir(exist_ok=True)
    for navn, innhold in gullfiler().items():
        (GULL / navn).write_bytes(innhold)
        sys.stdout.write(f"{navn}: {len(innhold)} bytes\n")
