"""Who took over from whom: said in the first mail that an address gets about an agreement after its party did."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from modeller.plan import Plan
from modeller.register import Register
from modeller.tekst import Maalform, Tekst, dato_kort, oppramsing
from modeller.varselrad import Utboksrad

FELT = "tok_over_etter"
"""The field of a row's data that names those before the recipient's party."""
NYTT_SAA_LENGE = timedelta(days=365)
"""After a year it is no news, also to somebody who has just come to the party."""
SETNING = Tekst(
    "{part} har tatt over etter {gamle}{naar}. Derfor får dere denne e-posten.",
    "{part} har teke over etter {gamle}{naar}. Difor får de denne e-posten.",
)


def med_overtakelse(
    rader: Iterable[Utboksrad], plan: Plan, register: Register, fortalte: Collection[str]
) -> Iterator[Utboksrad]:
    """The rows, those to addresses that have been told nothing of the agreement (`fortalte` have) noting whom their
    party took over from while the agreement ran.
    """
    if not register.avloest:
        yield from rader
        return
    kjente: dict[str, list[str]] = {}
    for rad in rader:
        if rad.part not in kjente:
            kjente[rad.part] = _nylig_avloeste(rad.part, plan, register)
        if kjente[rad.part] and rad.mottaker not in fortalte:
            yield replace(rad, data={**rad.data, FELT: [*kjente[rad.part]]})
        else:
            yield rad


def overtakelser(rader: Iterable[Utboksrad], register: Register, maalform: Maalform) -> list[str]:
    """A sentence for each party among the recipients of these rows that took others' place."""
    parter: dict[str, list[str]] = {}
    for rad in rader:
        gamle = rad.data.get(FELT)
        if isinstance(gamle, list):
            parter[rad.part] = [str(gammel) for gammel in gamle]
    return [_setning(part, gamle, register, maalform) for part, gamle in parter.items()]


def _nylig_avloeste(part: str, plan: Plan, register: Register) -> list[str]:
    fra = max(plan.opprettet, plan.dag - NYTT_SAA_LENGE)
    return sorted(gammel for gammel in register.forgjengere([part]) if register.avloest_dag[gammel] > fra)


def _setning(part: str, gamle: Sequence[str], register: Register, maalform: Maalform) -> str:
    dager = {register.avloest_dag.get(gammel) for gammel in gamle}
    dag = dager.pop() if len(dager) == 1 else None
    return SETNING.paa(maalform).format(
        part=register.navn(part).paa(maalform),
        gamle=oppramsing([register.navn(gammel).paa(maalform) for gammel in gamle]),
        naar=f" {dato_kort(dag)}" if dag else "",
    )
