"""What the log calls steps and milestones, also those that are gone: by the name they had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from modeller.fakta import Faktum, StegLagtTil
from modeller.livsloep import Livsloep
from modeller.plan import Plan
from modeller.register import Register
from modeller.tekst import Maalform, Tekst, lik

AARSSIFRE = 4
MILEPAELSORD = {
    "saksframlegg": lik("Saksframlegg klart"),
    "papirer": Tekst("Sakspapirer til", "Sakspapir til"),
    "behandling": lik("Behandling i"),
    "vedtak": lik("Vedtak i"),
}

ET_STEG = Tekst("Et steg som ikke er med lenger", "Eit steg som ikkje er med lenger")
"""Where only the plan is known, and it has left the step out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loggnavn:
    """Names from a plan (None for the register's own log), or, when it has no such step, from its lifecycle and the
    steps that have been added (`lagt_til`, by step id).
    """

    register: Register
    plan: Plan | None = None
    livsloep: Livsloep | None = None
    lagt_til: Mapping[str, Tekst] = field(default_factory=dict)
    navn_foer: Mapping[str, Tekst] = field(default_factory=dict)
    """By fact of the register that gave a party another name, the one it had."""

    def steg(self, steg_id: str, *, uten: str = "") -> Tekst:
        """The step's name after whose it is, where that is another than the party `uten`; the id itself for one that
        nothing is known of.
        """
        steg = self.plan.finn(steg_id) if self.plan else None
        if steg is None:
            return self._borte(steg_id, uten)
        navn = self._med_delmaal(steg.navn, steg.delmaal)
        return self._hos(steg.parter[0], navn) if len(steg.parter) == 1 and steg.parter[0] != uten else navn

    def milepael(self, steg_id: str, noekkel: str) -> Tekst:
        """The milestone's name."""
        steg = self.plan.finn(steg_id) if self.plan else None
        for milepael in steg.milepaeler if steg else ():
            if milepael.noekkel == noekkel:
                return milepael.tittel
        slag, _, organ = noekkel.partition(":")
        navn, kjent = MILEPAELSORD.get(slag, lik(noekkel)), self.register.organer.get(organ)
        return Tekst(f"{navn.nb} {kjent.navn.nb}", f"{navn.nn} {kjent.navn.nn}") if kjent else navn

    def _borte(self, steg_id: str, uten: str) -> Tekst:
        if steg_id in self.lagt_til:
            return self.lagt_til[steg_id]
        noekkel, *resten = steg_id.split(".")
        mal = self.livsloep.finn(noekkel) if self.livsloep else None
        if mal is None and self.livsloep is not None:
            return lik(steg_id)
        navn = mal.tittel if mal else ET_STEG
        for ledd in resten:
            if ledd.isdigit() and len(ledd) == AARSSIFRE and mal is None:
                navn = Tekst(f"{navn.nb} for {ledd}", f"{navn.nn} for {ledd}")
            elif ledd.isdigit() and len(ledd) == AARSSIFRE:
                har_aar = "{" in navn.nb
                navn = Tekst(*(navn.paa(m).format(neste_aar=int(ledd) + 1) for m in Maalform))
                navn = navn if har_aar else Tekst(f"{navn.nb} {ledd}", f"{navn.nn} {ledd}")
            elif ledd == uten:
                continue
            elif ledd in self.register.parter:
                navn = self._hos(ledd, navn)
            else:
                navn = self._med_delmaal(navn, ledd)
        return navn

    def _med_delmaal(self, navn: Tekst, delmaal: str | None) -> Tekst:
        kjent = self.plan.delmaal.get(delmaal or "") if self.plan else None
        return Tekst(f"{navn.nb} ({kjent.navn.nb})", f"{navn.nn} ({kjent.navn.nn})") if kjent else navn

    def _hos(self, part: str, navn: Tekst) -> Tekst:
        hvem = self.register.navn(part)
        return Tekst(f"{hvem.nb}, {liten(navn.nb)}", f"{hvem.nn}, {liten(navn.nn)}")


def lagt_til(fakta: Iterable[Faktum]) -> dict[str, Tekst]:
    """By step id, the titles of all steps that a coordinator has ever added, the last word about each."""
    return {f.hendelse.steg: f.hendelse.tittel for f in fakta if isinstance(f.hendelse, StegLagtTil)}


def liten(tekst: str) -> str:
    """The words as they stand inside a sentence. An abbreviation keeps its capitals: «KDD», «NAV»."""
    return tekst if tekst[:2].isupper() else tekst[:1].lower() + tekst[1:]
