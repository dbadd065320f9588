"""The feeds and the mail part that golden files hold, and the one way to write them anew.

Run `.venv/bin/python tests/kalendergull.py` from the root of the repository, and read the difference before it is
committed: a golden file is never rewritten by a test.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from types import MappingProxyType
from typing import Any

import icalendar

ROT = Path(__file__).parent.parent
GULL = Path(__file__).parent / "kalender" / "gull"
if __name__ == "__main__":
    sys.path[:0] = [str(ROT), str(Path(__file__).parent)]

from fristvakt.filplaner import planer_fra_filer  # noqa: E402 - after the path is set when run as a script
from modeller.abonnement import Abonnementsvalg  # noqa: E402
from modeller.plan import Plan  # noqa: E402
from modeller.publisering import Publisert  # noqa: E402
from modeller.tekst import Maalform  # noqa: E402
from tests.rollebesetning import REGISTER, Historie, fram_til_signering  # noqa: E402
from varsler.kalender.abonnent import poster  # noqa: E402
from varsler.kalender.epostdel import Kalenderskriver  # noqa: E402
from varsler.kalender.ics import feed  # noqa: E402
from varsler.kalender.lenker import tavlelenker  # noqa: E402
from varsler.kalender.oppfoering import Kalenderpost, Oppfoering  # noqa: E402
from varsler.kalender.sammensetting import oppfoeringer  # noqa: E402
from varsler.kalender.versjon import Versjoner, som_publiseres, versjoner  # noqa: E402

LENKE = tavlelenker("https://fristvakt.example")
PUBLISERT = datetime(2024, 9, 2, 6, 15, tzinfo=UTC)
AVSENDER = "fristvakt@fristvakt.example"


def les(kropp: bytes | str) -> Any:  # noqa: ANN401 - a property may be of any of thirty kinds
    """The calendar as `icalendar` reads it."""
    return icalendar.Calendar.from_ical(kropp)


def poster_av(
    egne: Sequence[Oppfoering],
    dag: date,
    valg: Abonnementsvalg | None = None,
    naa: datetime = PUBLISERT,
    foer: dict[str, Publisert] | None = None,
) -> tuple[Kalenderpost, ...]:
    """What a subscriber gets of these entries when `foer` is all that was published before."""
    hasher = som_publiseres(egne, (foer or {}).keys())
    return poster(egne, versjoner("a", hasher, foer or {}, naa), valg or Abonnementsvalg(), dag)


def for_part(plan: Plan, part: str) -> tuple[Oppfoering, ...]:
    """The party's entries in the cast's agreement."""
    return oppfoeringer(plan, REGISTER, LENKE, part=part)


def kalenderskriver(
    naa: datetime = PUBLISERT, maalform: Maalform = Maalform.NB, foer: Versjoner = MappingProxyType({})
) -> Kalenderskriver:
    """The calendar parts of a message to one of the cast, when `foer` is all that was published before."""
    return Kalenderskriver(register=REGISTER, lenke=LENKE, avsender=AVSENDER, bokfoert=foer, maalform=maalform, naa=naa)


def eksempel(fil: str, part: str, dag: date, til: date, maalform: Maalform = Maalform.NB) -> bytes:
    """A party's feed from an example agreement as it stood on `dag`, with entries up to `til`."""
    lest = planer_fra_filer([ROT / "eksempler" / fil], dag)
    egne = [o for plan in lest.planer for o in oppfoeringer(plan, lest.register, LENKE, part=part) if o.dag < til]
    naa = datetime.combine(dag, time(6, 15), UTC)
    return feed(
        f"Fristvakt – {lest.register.navn(part).paa(maalform)}",
        poster_av(egne, dag, Abonnementsvalg(maalform=maalform), naa),
    )


def gullfiler() -> dict[str, bytes]:
    """The golden files by name, as they are made now."""
    forslag = date(2024, 9, 2)
    aamot = [o for o in for_part(Historie().plan(forslag), "aamot") if o.dag < date(2025, 7, 1)]
    signert = date(2025, 5, 2)
    kdd = [o for o in for_part(fram_til_signering().plan(signert), "kdd") if o.dag < date(2026, 7, 1)]
    plan = Historie().plan(forslag)
    steg = [(plan, s) for s in plan if s.id == "forankring.aamot"]
    del_ = kalenderskriver().til_orientering(steg)
    assert del_ is not None, "steget har dato"
    return {
        "aamot-2024-09-02.nb.ics": feed("Fristvakt – Åmot kommune", poster_av(aamot, forslag)),
        "aamot-2024-09-02.nn.ics": feed(
            "Fristvakt – Åmot kommune", poster_av(aamot, forslag, Abonnementsvalg(maalform=Maalform.NN))
        ),
        "kdd-2025-05-02.nb.ics": feed("Fristvakt – Kommunal- og distriktsdepartementet", poster_av(kdd, signert)),
        "epost-forankring-aamot.nb.ics": del_.innhold.encode(),
        "eksempel-vaaler-2024-10-16.nb.ics": eksempel(
            "engerdal-trysil-vaaler-aamot.toml", "vaaler", date(2024, 10, 16), date(2025, 5, 1)
        ),
        "eksempel-distriktssenteret-2026-10-05.nn.ics": eksempel(
            "innlandet-distriktssenteret.toml", "distriktssenteret", date(2026, 10, 5), date(2029, 1, 1), Maalform.NN
        ),
    }


if __name__ == "__main__":
    GULL.mkdir(exist_ok=True)
    for navn, innhold in gullfiler().items():
        (GULL / navn).write_bytes(innhold)
        sys.stdout.write(f"{navn}: {len(innhold)} bytes\n")
