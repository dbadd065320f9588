"""What if: facts that have not happened, registered as any other in a transaction that is rolled back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from flyter.drift import OSLO
from flyter.grunnlag import Grunnlag
from flyter.innfoering import Hendt
from flyter.mottak import endret_mottak, mottaksbilde, mottaksstand
from flyter.oppdatering import avled_plan, oslodag
from flyter.registrer import registrer_alle
from modeller.avledning import avled
from modeller.fakta import Faktum, avtalestroem
from modeller.forskjell import Endring, Varselendring, forskjell, nylig_sene, varselforskjell
from modeller.kritisk import Sistefrist, kritisk_vei, maalet, siste_vedtak
from modeller.lager import faktalager, utboks
from modeller.lager.faktalager import AVTALEPREFIKS
from modeller.lager.lager import Tx
from modeller.lager.tabeller import Utbokstilstand
from modeller.plan import Plan, Plansteg
from modeller.register import Register
from modeller.tekst import Tekst
from modeller.ukjent import finnes_ikke
from modeller.varselrad import Utboksrad
from varsler.mottaksendring import Mottaksendring
from varsler.regler import Slag

MIDT_PAA_DAGEN = time(12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Konsekvens:
    """What some facts would lead to in one agreement.

    Both plans are of one day, so that what time alone does is no difference; `foer` is None for an agreement the facts
    would enter, and `tas_ut` says that they would take it out: then `etter` has no steps. `mottak` is who is told
    otherwise, `avklaringer` the mail to those that a paused step waits for. `maal` is the step that the critical path
    leads to and that later decisions must not delay.
    """

    foer: Plan | None
    etter: Plan
    tas_ut: bool
    register: Register
    endringer: tuple[Endring, ...]
    nylig_sene: tuple[Plansteg, ...]
    varsler: tuple[Varselendring, ...]
    mottak: tuple[Mottaksendring, ...]
    avklaringer: tuple[Utboksrad, ...]
    maal: Plansteg | None
    kritisk_vei: tuple[Plansteg, ...]
    siste_vedtak: tuple[Sistefrist, ...]


class UkjentSteg(LookupError):
    """No agreement concerned has the step that was asked about; `grunn` says so, with the nearest."""

    def __init__(self, grunn: Tekst) -> None:
        super().__init__(grunn.nb)
        self.grunn = grunn


async def hva_om(
    tx: Tx,
    hendte: Sequence[Hendt],
    *,
    naa: datetime,
    grunnlag: Grunnlag,
    maal: str | None = None,
    kan_ligge_fram: bool = True,
) -> tuple[Konsekvens, ...]:
    """What the happenings would lead to, one answer for each agreement they concern.

    They are registered in `tx`, which is to be rolled back (`Lager.proeving`). They may lie ahead, unless not
    `kan_ligge_fram`: then the answer is as of the last of them. `naa` is aware UTC, `maal` the id of a step. Raises
    `Avvist` for a fact that cannot be, as registering it would, and `UkjentSteg`.
    """
    dag = max([oslodag(naa), *(hendt.skjedde for hendt in hendte if kan_ligge_fram)])
    if kan_ligge_fram and dag > oslodag(naa):
        naa = datetime.combine(dag, MIDT_PAA_DAGEN, OSLO)
    foer = await mottaksstand(tx, dag)
    registrert = await registrer_alle(tx, hendte, av="hva-om", naa=naa, grunnlag=grunnlag)
    etter = await mottaksstand(tx, dag)
    nye = {faktum.id for faktum in registrert.fakta}
    svar = []
    for avtale in sorted({*registrert.planer, *_avtalene(registrert.fakta)}):
        fakta = await faktalager.les_stroem(tx, avtalestroem(avtale))
        gamle = [faktum for faktum in fakta if faktum.id not in nye]
        gammel, plan = avled_plan(gamle, foer.register, dag, grunnlag), registrert.planer.get(avtale)
        staar = plan or (replace(gammel, steg=()) if gammel else None)
        if staar is None:
            continue
        da = await mottaksbilde(tx, gammel, foer, grunnlag) if gammel else None
        ny = await mottaksbilde(tx, plan, etter, grunnlag) if plan else None
        maalsteg = staar.finn(maal) if maal else maalet(staar, grunnlag.livsloep[staar.livsloep])
        svar.append(
            Konsekvens(
                foer=gammel,
                etter=staar,
                tas_ut=plan is None,
                register=etter.register,
                endringer=forskjell(gammel, staar) if gammel else (),
                nylig_sene=nylig_sene(gammel, staar) if gammel else (),
                varsler=varselforskjell(da.neste if da else {}, ny.neste if ny else {}),
                mottak=await endret_mottak(tx, da, ny) if da and ny else (),
                avklaringer=await _avklaringer(tx, avtale),
                maal=maalsteg,
                kritisk_vei=kritisk_vei(staar, maalsteg) if maalsteg else (),
                siste_vedtak=_siste_vedtak(staar, maalsteg, fakta, etter.register, grunnlag) if maalsteg else (),
            )
        )
    if maal is not None and all(en.maal is None for en in svar):
        raise UkjentSteg(finnes_ikke("steget", maal, [s.id for plan in registrert.planer.values() for s in plan]))
    return tuple(svar)


async def _avklaringer(tx: Tx, avtale: str) -> tuple[Utboksrad, ...]:
    koe = await utboks.les_koe(tx, Utbokstilstand.VENTER, avtale=avtale)
    return tuple(koerad.rad for koerad in koe if koerad.rad.slag == Slag.AVKLARING)


def _avtalene(fakta: Sequence[Faktum]) -> Iterator[str]:
    """Those the facts are about; one that they take out has no plan any more."""
    avtaler = (faktum.stroem for faktum in fakta if faktum.stroem.startswith(AVTALEPREFIKS))
    return (stroem.removeprefix(AVTALEPREFIKS) for stroem in avtaler)


def _siste_vedtak(
    plan: Plan, maal: Plansteg, fakta: Sequence[Faktum], register: Register, grunnlag: Grunnlag
) -> tuple[Sistefrist, ...]:
    def med_grenser(ikke_foer: Mapping[str, date]) -> Plan:
        livsloep = grunnlag.livsloep[plan.livsloep]
        return avled(fakta, livsloep, register, plan.dag, grunnlag.kalender, ikke_foer=ikke_foer)

    return siste_vedtak(plan, maal, register, med_grenser)
