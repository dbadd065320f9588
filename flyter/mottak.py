"""Who gets the mail after something was registered and who got it before, over the agreements it concerns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from flyter.grunnlag import Grunnlag
from flyter.oppdatering import avled_plan, hent_register
from modeller.fakta import avtalestroem
from modeller.lager import faktalager, hovedboker, utboks
from modeller.lager.lager import Tx
from modeller.lager.tabeller import Utbokstilstand
from modeller.plan import Plan
from modeller.register import Register
from varsler.mottaksendring import Mottaksbilde, Mottaksendring, mottaksendringer


@dataclass(frozen=True, slots=True, kw_only=True)
class Mottaksstand:
    """The register as of a day, and the addresses that turn mail away, with since when."""

    register: Register
    uleverbare: Mapping[str, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Avtalemottak:
    """An agreement whose mail goes to others than before."""

    plan: Plan
    register: Register
    endringer: tuple[Mottaksendring, ...]


async def mottaksstand(tx: Tx, dag: date) -> Mottaksstand:
    """How it stands in this transaction, as of `dag`."""
    return Mottaksstand(register=(await hent_register(tx, dag)).register, uleverbare=await hovedboker.uleverbare(tx))


async def mottaksbilde(tx: Tx, plan: Plan, stand: Mottaksstand, grunnlag: Grunnlag) -> Mottaksbilde:
    """Who is told what of one agreement, by the reminder rules."""
    utsikt = grunnlag.varsle(
        plan=plan,
        register=stand.register,
        kalender=grunnlag.kalender,
        fortalt=await hovedboker.fortalt(tx, plan.avtale),
        uleverbare=stand.uleverbare,
        kilder={},
    )
    return Mottaksbilde(plan=plan, register=stand.register, uleverbare=stand.uleverbare, neste=utsikt.neste)


async def endret_mottak(tx: Tx, foer: Mottaksbilde, etter: Mottaksbilde) -> tuple[Mottaksendring, ...]:
    """What has changed between the two, with the messages that wait now."""
    koe = await utboks.les_koe(tx, Utbokstilstand.VENTER, avtale=etter.plan.avtale)
    return mottaksendringer(foer, etter, {(k.rad.steg, k.rad.mottaker) for k in koe})


async def endret_mottak_i(
    tx: Tx, planer: Iterable[Plan], dag: date, foer: Mottaksstand, nye: Collection[str], grunnlag: Grunnlag
) -> tuple[Avtalemottak, ...]:
    """The agreements whose mail goes to others, of those with these plans as of `dag`.

    `foer` is how it stood before the facts with the ids `nye` were registered. An agreement they entered is not among
    them.
    """
    naa = await mottaksstand(tx, dag)
    svar = []
    for plan in planer:
        fakta = await faktalager.les_stroem(tx, avtalestroem(plan.avtale))
        gammel = avled_plan([f for f in fakta if f.id not in nye], foer.register, dag, grunnlag)
        if gammel is None:
            continue
        bilder = [await mottaksbilde(tx, en, stand, grunnlag) for en, stand in ((gammel, foer), (plan, naa))]
        if endringer := await endret_mottak(tx, *bilder):
            svar.append(Avtalemottak(plan=plan, register=naa.register, endringer=endringer))
    return tuple(svar)
