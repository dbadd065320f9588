"""What is new in a coordinator's week: what was registered in her agreements, agreement by agreement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from modeller.plan import Plan
from modeller.register import Register
from modeller.tekst import Maalform, Tekst, stor
from varsler.logg.faktaord import begrunnelsen, loggsetning
from varsler.logg.loggnavn import Loggnavn, lagt_til
from varsler.oversikt.ord import Linje
from varsler.oversikt.registernytt import nye_registerfakta, nyttlinje, registerlinjer
from varsler.oversikt.tider import nye_fakta
from varsler.oversikt.trengs import Ukeavtale

REGISTERET = Tekst("Kontakter og møteplaner", "Kontaktar og møteplanar")


def nytt(
    avtaler: Sequence[Ukeavtale],
    register: Register,
    maalform: Maalform,
    kort: Mapping[str, str],
) -> Iterator[Linje]:
    """The newest first; of several agreements a few words on each, after what may concern more than one of them."""
    fakta = [f for en in avtaler for f in nye_registerfakta(en.plan, register, en.fra, en.dag)]
    i_registeret = list(registerlinjer(fakta, register, maalform, min(en.fra for en in avtaler)))
    if len(avtaler) == 1:
        yield from avtalens_nye(avtaler[0].plan, register, avtaler[0].fra, avtaler[0].dag, maalform)
        yield from i_registeret
        return
    if len(i_registeret) == 1:
        yield from i_registeret
    elif i_registeret:
        yield Linje(hvem=REGISTERET.paa(maalform), tekst=":", under=tuple(i_registeret))
    for en in avtaler:
        linjer = list(dict.fromkeys(avtalens_nye(en.plan, register, en.fra, en.dag, maalform)))
        navn = stor(kort[en.plan.avtale])
        if len(linjer) == 1:
            yield Linje(hvem=navn, tekst=f", {linjer[0].tekst}")
        elif linjer:
            yield Linje(hvem=navn, tekst=":", under=tuple(linjer))


def avtalens_nye(plan: Plan, register: Register, fra: date, til: date, maalform: Maalform) -> Iterator[Linje]:
    """What was registered of the agreement from `fra` until, and without, `til`, what happened last first."""
    navn = Loggnavn(register=register, plan=plan, lagt_til=lagt_til(plan.fakta))
    etter_id = {f.id: f for f in plan.fakta}
    for faktum in sorted(nye_fakta(plan, fra, til), key=lambda f: (f.skjedde, f.nr), reverse=True):
        offer = etter_id.get(getattr(faktum.hendelse, "faktum", ""))
        setning = loggsetning(faktum, navn, offer).paa(maalform)
        grunn = begrunnelsen(faktum.hendelse)
        yield nyttlinje(faktum, f"{setning}{f' («{grunn}»)' if grunn else ''}", fra)
