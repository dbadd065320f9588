"""The reminders about one step: to each of those who have the ball by the rules that hold for them, then up the ladder
to the party's leadership and the coordinator if they do not answer. A pure function of the plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from modeller.arbeidskalender import Arbeidskalender
from modeller.oppfoelging import INGEN_OPPFOELGING
from modeller.plan import Plan, Plansteg
from modeller.varselrad import Fortalt, Jsonverdi, Utboksrad
from varsler.dekninger import alle_mottakere
from varsler.grunner import regelen
from varsler.mottakere import Dekning, Mottaker
from varsler.rader import iso, stegrad
from varsler.regler import Slag, Varselregler
from varsler.regler.valg import Regelsett
from varsler.tidspunkter import Omstendigheter, gjeldende, utloept_milepael, varselpunkter
from varsler.varselpunkt import Varselpunkt


class Paaminnelser(NamedTuple):
    """What is owed about a step on the plan's day, and the days after it with a reminder, in order."""

    rader: tuple[Utboksrad, ...] = ()
    kommer: tuple[date, ...] = ()


INGEN_PAAMINNELSER = Paaminnelser()


class Vilkaar(NamedTuple):
    """What holds for a recipient of a step's reminders: the rules, the day their party expects to be done, and the
    first day they want to hear of it again.
    """

    regler: Varselregler
    anslag: date | None = None
    utsatt_til: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paaminner:
    """Reminds of one agreement's steps. `frister` are the first deadlines of those that wait for each step, `fortalt`
    is what each address was last told of each.
    """

    plan: Plan
    kalender: Arbeidskalender
    sett: Regelsett
    frister: dict[str, date]
    fortalt: Mapping[tuple[str, str], Fortalt]
    koordinatoren: Callable[[], tuple[Mottaker, ...]]
    _punkter: dict[tuple[str, int, date | None, date | None], tuple[Varselpunkt, ...]] = field(default_factory=dict)

    def om(self, steg: Plansteg, dekkede: Sequence[Dekning]) -> Paaminnelser:
        """What is told of the step to those who are reached, to those above them, and to the coordinator."""
        mottakere = [(m, self.vilkaar(steg, m)) for m in alle_mottakere(dekkede)]
        ledelse = {m.epost: (m, self.vilkaar(steg, m)) for dekket in dekkede for m in dekket.ledelse}
        koordinatorer = self.koordinatoren()
        hans = self.koordinators_vilkaar(steg, koordinatorer[0].kontakt if koordinatorer else None)
        rader = self._rader(steg, mottakere, ledelse.values(), koordinatorer, hans)
        deres = [v for _, v in (*mottakere, *ledelse.values())]
        return Paaminnelser(rader=tuple(rader), kommer=self._kommer(steg, deres, hans))

    def vilkaar(self, steg: Plansteg, mottaker: Mottaker) -> Vilkaar:
        """What holds for one of those who have the ball."""
        regler = self.sett.for_mottaker(steg.steg, mottaker.part, mottaker.kontakt)
        sagt = steg.oppfoelging
        if sagt is INGEN_OPPFOELGING:
            return Vilkaar(regler)
        anslag = sagt.anslag.get(mottaker.part)
        return Vilkaar(regler, anslag.dato if anslag else None, sagt.utsatt_til.get(mottaker.kontakt or ""))

    def koordinators_vilkaar(self, steg: Plansteg, kontakt: str | None) -> Vilkaar:
        """What holds for the coordinator, who waits as long as all of those who have the ball have said to be on it."""
        regler = self.sett.for_koordinator(steg.steg, kontakt)
        anslag = [steg.oppfoelging.anslag.get(part) for part in steg.ball or steg.parter]
        dager = [a.dato for a in anslag if a is not None]
        return Vilkaar(regler, min(dager) if dager and len(dager) == len(anslag) else None)

    def punkter(self, steg: Plansteg, vilkaar: Vilkaar) -> tuple[Varselpunkt, ...]:
        """The reminders of the step for one to whom this applies; worked out once for all of these."""
        noekkel = (steg.id, id(vilkaar.regler), vilkaar.anslag, vilkaar.utsatt_til)
        if noekkel not in self._punkter:
            om = Omstendigheter(
                innlest=self.plan.registrert,
                slutt=self.plan.slutt,
                ventendes_frist=self.frister.get(steg.id),
                anslag=vilkaar.anslag,
                utsatt_til=vilkaar.utsatt_til,
            )
            self._punkter[noekkel] = varselpunkter(steg, vilkaar.regler, self.kalender, om, til=self.plan.dag)
        return self._punkter[noekkel]

    def _kommer(self, steg: Plansteg, mottakernes: Sequence[Vilkaar], hans: Vilkaar) -> tuple[date, ...]:
        dager: set[date] = set()
        for vilkaar in {_kjenning(v): v for v in mottakernes}.values():
            dager.update(p.forfaller for p in self.punkter(steg, vilkaar))
        for punkt in self.punkter(steg, hans):
            if punkt.koordinator is not None or not mottakernes:
                dager.add(punkt.forfaller)
        return tuple(sorted(dag for dag in dager if dag > self.plan.dag))

    def _rader(
        self,
        steg: Plansteg,
        mottakere: Iterable[tuple[Mottaker, Vilkaar]],
        ledelse: Iterable[tuple[Mottaker, Vilkaar]],
        koordinatorer: Iterable[Mottaker],
        hans: Vilkaar,
    ) -> Iterator[Utboksrad]:
        sagt_til, sagt = set(), set()
        for mottaker, vilkaar in mottakere:
            punkt = gjeldende(self.punkter(steg, vilkaar), self.plan.dag)
            if punkt is not None:
                sagt_til.add(mottaker.epost)
                sagt.add(punkt.slag)
                yield self._rad(steg, punkt.slag, mottaker, punkt, punkt.milepael, punkt.dato)
        # Nobody hears of a party what it has not been told itself, on a day before; unless nobody there is to be told.
        for mottaker, vilkaar in ledelse:
            punkt = gjeldende(self.punkter(steg, vilkaar), self.plan.dag)
            if punkt is None or not punkt.til_ledelsen or mottaker.epost in sagt_til:
                continue
            if punkt.slag not in sagt or self._er_sagt_foer(steg, punkt):
                sagt_til.add(mottaker.epost)
                slag = Slag.LEDELSE_FORFALT if mottaker.kontakt else Slag.POSTMOTTAK_FORFALT
                yield self._rad(steg, slag, mottaker, punkt, punkt.milepael, punkt.dato)
        punkt = gjeldende(self.punkter(steg, hans), self.plan.dag)
        if punkt is None or punkt.koordinator is None:
            return
        if punkt.forekomst and punkt.slag in sagt and not self._er_sagt_foer(steg, punkt):
            return
        milepael, dato = punkt.milepael, punkt.dato
        # With the ball goes no date of its own: the coordinator is told which point on the route was past.
        if dato is None and (utloept := utloept_milepael(steg, punkt.forfaller)):
            milepael, dato = utloept.noekkel, utloept.dato
        for mottaker in koordinatorer:
            if mottaker.epost not in sagt_til:
                yield self._rad(steg, punkt.koordinator, mottaker, punkt, milepael, dato)

    def _er_sagt_foer(self, steg: Plansteg, punkt: Varselpunkt) -> bool:
        """Whether somebody at the party has been told this, with the step's date as it is, on a day before the plan's.

        The ledger keeps no word on a step without a date.
        """
        return steg.frist is None or any(
            slag == punkt.slag and dag < self.plan.dag
            for (steg_id, _), sagt in self.fortalt.items()
            if steg_id == steg.id and sagt.frist == steg.frist
            for slag, dag in sagt.foerst
        )

    def _rad(
        self, steg: Plansteg, slag: Slag, mottaker: Mottaker, punkt: Varselpunkt, milepael: str, dato: date | None
    ) -> Utboksrad:
        data: dict[str, Jsonverdi] = {
            "milepael": milepael,
            "dato": dato.isoformat() if dato else None,
            "regel": regelen(punkt, steg),
        }
        # The first word that the ball is somebody's is said once a round, whatever its date does afterwards.
        deler = (milepael, iso(dato), punkt.forekomst)
        return stegrad(self.plan, steg, slag, mottaker, punkt.forfaller, data, *deler)


def _kjenning(vilkaar: Vilkaar) -> tuple[int, date | None, date | None]:
    return id(vilkaar.regler), vilkaar.anslag, vilkaar.utsatt_til
