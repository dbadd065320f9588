"""How a plan's parties are reached, as the rules for messages ask it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from modeller.plan import Plan, Plansteg
from modeller.register import Register
from varsler.mottakere import Dekning, Mottaker, dekning, koordinatoren


@dataclass(frozen=True, slots=True)
class Dekninger:
    """How the parties of one plan are reached on a day, each looked up once: a party has many steps."""

    plan: Plan
    register: Register
    dag: date
    uleverbare: Mapping[str, date]
    _kjente: dict[str, Dekning] = field(default_factory=dict)
    _kontakter: dict[str, frozenset[str]] = field(default_factory=dict)
    _koordinator: list[tuple[Mottaker, ...]] = field(default_factory=list)

    def for_part(self, part: str) -> Dekning:
        """How the party is reached."""
        if part not in self._kjente:
            self._kjente[part] = dekning(part, self.plan.avtale, self.register, self.dag, self.uleverbare)
        return self._kjente[part]

    def for_ballen(self, steg: Plansteg) -> list[Dekning]:
        """How those who have the step, or are to have it, are reached; a colleague for one who has handed it over."""
        if not steg.oppfoelging.overlatt:
            return [self.for_part(part) for part in steg.ball or steg.parter]
        return [self._for_steget(part, steg) for part in steg.ball or steg.parter]

    def _for_steget(self, part: str, steg: Plansteg) -> Dekning:
        return dekning(part, self.plan.avtale, self.register, self.dag, self.uleverbare, steg.oppfoelging)

    def bare_overlatt(self, part: str) -> dict[Mottaker, list[str]]:
        """The colleagues who are told for the party only of steps that have been handed over to them, with those."""
        funnet: dict[Mottaker, list[str]] = {}
        for steg in self.plan:
            if steg.oppfoelging.overlatt and part in (*steg.parter, *steg.ball):
                for mottaker in self._for_steget(part, steg).mottakere:
                    if mottaker.kontakt is not None and not self.er_kontakt(mottaker.kontakt, part):
                        funnet.setdefault(mottaker, []).append(steg.id)
        return funnet

    def er_kontakt(self, kontakt: str, part: str) -> bool:
        """Whether the contact stands for the party in the whole agreement."""
        if part not in self._kontakter:
            staar = self.register.kontakter_for(part, self.plan.avtale, self.dag)
            self._kontakter[part] = frozenset(k.id for k in staar)
        return kontakt in self._kontakter[part]

    def for_deltakerne(self, steg: Plansteg) -> list[Dekning]:
        """How those who take part in a meeting without calling it are reached."""
        return [self.for_part(part) for part in steg.deltar if part not in steg.parter]

    def hos(self, part: str, steg: Plansteg) -> tuple[Mottaker, ...]:
        """Those who are told of the step for the party."""
        return (self._for_steget(part, steg) if steg.oppfoelging.overlatt else self.for_part(part)).mottakere

    def tatt_over_fra(self, mottaker: Mottaker, steg: Plansteg) -> frozenset[str]:
        """The addresses of the contacts in whose place the recipient is told of the step."""
        ider = mottaker.i_stedet_for or ()
        if mottaker.kontakt is not None:
            partens = (k.id for k in self.register.kontakter.values() if k.part == mottaker.part)
            ider = tuple(id_ for id_ in partens if self._er_hos(id_, steg) == mottaker.kontakt != id_)
        return frozenset(self.register.kontakter[id_].epost for id_ in ider if id_ in self.register.kontakter)

    def _er_hos(self, kontakt: str, steg: Plansteg) -> str | None:
        naa = self.register.kontakt_naa(kontakt, self.dag, steg.oppfoelging.overlatt)
        return naa.id if naa is not None else None

    def koordinator(self) -> tuple[Mottaker, ...]:
        """The coordinator, when somebody can be reached."""
        if not self._koordinator:
            self._koordinator.append(koordinatoren(self.plan, self.register, self.dag, self.uleverbare))
        return self._koordinator[0]

    def adresser(self, part: str) -> frozenset[str]:
        """Every address that is, or was, the party's or one's that it took over from."""
        parter = {part, *self.register.forgjengere([part])}
        postmottak = (kjent.postmottak for id_ in parter if (kjent := self.register.parter.get(id_)) is not None)
        kontakter = (k.epost for k in self.register.kontakter.values() if k.part in parter)
        forlatte = (epost for id_ in parter for epost in self.register.forlatte_adresser.get(id_, ()))
        return frozenset(filter(None, (*postmottak, *kontakter, *forlatte)))

    def siste_kontakt_sluttet(self, part: str) -> date | None:
        """The day the party's last contact left."""
        return max((k.slutter for k in self.register.kontakter.values() if k.part == part and k.slutter), default=None)


def alle_mottakere(dekninger: Iterable[Dekning]) -> tuple[Mottaker, ...]:
    """Every address once, in order."""
    return tuple({m.epost: m for d in reversed(list(dekninger)) for m in reversed(d.mottakere)}.values())[::-1]
