"""Reading a meeting plan in for a body or a party: what it means, what it leads to, and storing it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flyter.grunnlag import Grunnlag
from flyter.hvaom import Konsekvens, hva_om
from flyter.innfoering import Hendt
from flyter.moeteplan.innlesing import Innlesing, les_inn
from flyter.moeteplan.lest import Lest
from modeller.lager.lager import Lager
from modeller.register import Organ, Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Framlagt:
    """A reading as it was shown, what it leads to, and how many facts were stored."""

    innlesing: Innlesing
    konsekvenser: Sequence[Konsekvens]
    lagret: int = 0


def partens_organer(register: Register, part: str) -> list[Organ]:
    """The party's bodies, by name."""
    return sorted((o for o in register.organer.values() if o.part == part), key=lambda organ: organ.navn.nb)


def les_for(
    lest: Lest,
    register: Register,
    dag: date,
    grunnlag: Grunnlag,
    *,
    part: str,
    organ: str | None,
    alt_er_moeter: bool,
    resten_er_ikke_moeter: bool,
) -> Innlesing:
    """What was read, as meetings of the party's bodies or of one of them. Raises `Planfeil`."""
    gitt = register.organer[organ] if organ is not None else None
    organer = partens_organer(register, part)
    return les_inn(
        lest,
        organer,
        register,
        dag,
        grunnlag.kalender.fridager,
        gitt=gitt,
        alt_er_moeter=alt_er_moeter,
        resten_er_ikke_moeter=resten_er_ikke_moeter,
    )


async def legg_fram(
    lager: Lager, innlesing: Innlesing, hendte: Sequence[Hendt], naa: datetime, grunnlag: Grunnlag
) -> Framlagt:
    """What a reading leads to, worked out in a transaction that is rolled back. Raises `Avvist`."""
    konsekvenser: Sequence[Konsekvens] = ()
    if hendte:
        async with lager.proeving() as tx:
            konsekvenser = await hva_om(tx, hendte, naa=naa, grunnlag=grunnlag)
    return Framlagt(innlesing=innlesing, konsekvenser=konsekvenser)


def avtrykk(hendte: Sequence[Hendt], *ellers: object) -> str:
    """Known by it: whether what is stored is what was shown, with what `ellers` storing it says."""
    return hashlib.sha256(repr([*((h.stroem, h.hendelse) for h in hendte), *ellers]).encode()).hexdigest()
