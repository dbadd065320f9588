"""The reminders about one step: to each of those who have the ball by the rules that hold for them, then up the ladder
to the party's leadership and the coordinator if they do not answer. A pure function of the plan.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from modeller.arbeidskalender import Arbeidskalender
from modeller.oppfoelging import INGEN_OPPFOELGING
from modeller.plan import Plan, Plansteg
from modeller.varselrad import Fortalt, Jsonverdi, Utboksrad
from varsler.dekninger import alle_mottakere
from varsler.grunner import regelen
from varsler.mottakere import Dekning, Mottaker
from varsler.partsrader import for_partene, navngi
from varsler.rader import iso, stegrad
from varsler.regler import OM_MOETET, Anker, Slag, Varselregler
from varsler.regler.valg import Regelsett
from varsler.ro import ro_med
from varsler.tidspunkter import Omstendigheter, gjeldende, varselpunkter
from varsler.trappen import PURRINGER, Leder, Partsstand, Tur, kan_gaa_videre
from varsler.trappeord import IKKE_MINNET, MINNES_IKKE, unntatt
from varsler.varselpunkt import Varselpunkt
from varsler.vedtaksgang import avlyst_den, minnes_igjen, utloept_milepael
from varsler.ventende import Ventefrist

EN_DAG = timedelta(days=1)
TIL_ANDRE = OM_MOETET | {Slag.LEDELSE_FORFALT, Slag.POSTMOTTAK_FORFALT}
"""Kinds that others than those who have a step are told of it."""


class Paaminnelser(NamedTuple):
    """What is owed about a step on the plan's day, and the days after it with a reminder, in order."""

    rader: tuple[Utboksrad, ...] = ()
    kommer: tuple[date, ...] = ()


INGEN_PAAMINNELSER = Paaminnelser()
INGENTING: Mapping[str, Jsonverdi] = MappingProxyType({})


class Vilkaar(NamedTuple):
    """What holds for a recipient of a step's reminders: the rules, the day their party expects to be done, the first
    day they want to hear of it again, the first from which they hear by the week that it is overdue, and the Mondays
    that do not count then.
    """

    regler: Varselregler
    anslag: date | None = None
    utsatt_til: date | None = None
    gjentas_fra: date | None = None
    usagte: frozenset[str] = frozenset()
    koordinator: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paaminner:
    """Reminds of one agreement's steps. `frister` are the first deadlines of those that wait for each step, `fortalt`
    is what each address was last told of each, and `adresser` gives those of a party.
    """

    plan: Plan
    kalender: Arbeidskalender
    sett: Regelsett
    frister: Mapping[str, Ventefrist]
    fortalt: Mapping[tuple[str, str], Fortalt]
    koordinatoren: Callable[[], tuple[Mottaker, ...]]
    adresser: Callable[[str], Collection[str]]
    _punkter: dict[tuple[str, Hashable], tuple[Varselpunkt, ...]] = field(default_factory=dict)
    _fortalt: dict[str, list[tuple[str, Fortalt]]] = field(default_factory=dict)

    def om(self, steg: Plansteg, dekkede: Sequence[Dekning]) -> Paaminnelser:
        """What is told of the step to those who are reached, to those above them, and to the coordinator."""
        dag, sagt = self.plan.dag, self._sagt_foer(steg)
        partene = [self._partsstand(steg, d, sagt, alene=len(dekkede) == 1) for d in dekkede]
        egne = {(m.epost, parten.part): (m, p) for parten in partene for m, p in parten.naa(dag)}
        ledelse = self._ledelsen(steg, dekkede, partene)
        tur = self._koordinatorens_tur(steg, partene, egne)
        rader = [self._rad(steg, punkt.slag, m, punkt) for m, punkt in egne.values()]
        rader += [
            self._til_ledelsen(steg, leder, punkt)
            for leder in ledelse
            if (leder.mottaker.epost, leder.parten.part) not in egne
            and (punkt := gjeldende(leder.punkter, dag)) is not None
            and punkt.til_ledelsen
            and not tur.tar(leder, punkt)
            and self._gaar_videre(steg, punkt, [leder.parten])
        ]
        rader = for_partene(rader, dekkede)
        if tur.mottaker is not None and tur.punkt is not None:
            rader.append(self._til_koordinatoren(steg, tur.mottaker, tur.punkt, self._om_partene(steg, tur, partene)))
        alle = (tur.punkter, *(p for parten in partene for p in parten.punkter), *(leder.punkter for leder in ledelse))
        dager = {tur.igjen, *(punkt.forfaller for punkter in alle for punkt in punkter)}
        return Paaminnelser(rader=tuple(rader), kommer=tuple(sorted(en for en in dager if en and en > dag)))

    def vilkaar(self, steg: Plansteg, mottaker: Mottaker) -> Vilkaar:
        """What holds for one of those who have the ball."""
        regler = self.sett.for_mottaker(steg.steg, mottaker.part, mottaker.kontakt)
        sagt = steg.oppfoelging
        if sagt is INGEN_OPPFOELGING:
            return Vilkaar(regler)
        part = mottaker.part
        anslag, oenske, avslag = sagt.anslag.get(part), sagt.oensker.get(part), sagt.avslag.get(part)
        # Who waits for an answer is not nagged until it has come, or until the day asked for has passed.
        etter = [anslag and anslag.dato, oenske and oenske.til, avslag and avslag.sagt]
        return Vilkaar(
            regler,
            anslag.dato if anslag else None,
            sagt.utsatt_til.get(mottaker.kontakt or ""),
            max((dag + EN_DAG for dag in etter if dag), default=None),
        )

    def ledelsens_vilkaar(self, steg: Plansteg, mottaker: Mottaker, dekket: Dekning) -> Vilkaar:
        """What holds for one above those who have the ball: when all of them want to hear of it again on a later day,
        the weeks are counted from then.
        """
        vilkaar = self.vilkaar(steg, mottaker)
        utsatt = [steg.oppfoelging.utsatt_til.get(m.kontakt or "") for m in dekket.mottakere]
        dager = [dag for dag in utsatt if dag is not None]
        if not dager or len(dager) < len(utsatt):
            return vilkaar
        return vilkaar._replace(gjentas_fra=max(min(dager), vilkaar.gjentas_fra or min(dager)))

    def koordinators_vilkaar(self, steg: Plansteg, kontakt: str | None, parter: Iterable[str]) -> Vilkaar:
        """What holds for the coordinator, who waits as long as all of these parties have said to be on it."""
        regler = self.sett.for_koordinator(steg.steg, kontakt)
        anslag = [steg.oppfoelging.anslag.get(part) for part in parter]
        dager = [a.dato for a in anslag if a is not None]
        if not dager or len(dager) < len(anslag):
            return Vilkaar(regler, koordinator=True)
        return Vilkaar(regler, min(dager), gjentas_fra=min(dager) + EN_DAG, koordinator=True)

    def punkter(self, steg: Plansteg, vilkaar: Vilkaar) -> tuple[Varselpunkt, ...]:
        """The reminders of the step for one to whom this applies; worked out once for all of these."""
        noekkel = (steg.id, (id(vilkaar.regler), *vilkaar[1:]))
        if noekkel not in self._punkter:
            om = Omstendigheter(
                innlest=self.plan.registrert,
                slutt=self.plan.slutt,
                ventendes_frist=self.frister.get(steg.id),
                anslag=vilkaar.anslag,
                utsatt_til=vilkaar.utsatt_til,
                gjentas_fra=vilkaar.gjentas_fra,
                usagte=vilkaar.usagte,
                koordinator=vilkaar.koordinator,
            )
            self._punkter[noekkel] = varselpunkter(steg, vilkaar.regler, self.kalender, om, til=self.plan.dag)
        return self._punkter[noekkel]

    def _gaar_videre(self, steg: Plansteg, punkt: Varselpunkt, partene: Sequence[Partsstand]) -> bool:
        # Of a step without a date the ledger keeps no word but that it is theirs.
        return steg.frist is None or kan_gaa_videre(punkt, self.plan.dag, partene)

    def _ledelsen(self, steg: Plansteg, dekkede: Sequence[Dekning], partene: Sequence[Partsstand]) -> list[Leder]:
        return [
            Leder(
                m,
                parten,
                self.punkter(steg, self._paa_trappen(steg, self.ledelsens_vilkaar(steg, m, dekket), [parten])),
            )
            for dekket, parten in zip(dekkede, partene, strict=True)
            for m in dekket.ledelse
        ]

    def _koordinatorens_tur(
        self,
        steg: Plansteg,
        partene: Sequence[Partsstand],
        egne: Mapping[tuple[str, str], tuple[Mottaker, Varselpunkt]],
    ) -> Tur:
        """Hers of the parties she is not told for herself. Where she is for all of them she is told nothing more now,
        but the days to come are those of them all.
        """
        koordinator = next(iter(self.koordinatoren()), None)
        om = self._andre(steg, koordinator, partene, egne)
        telles = om or partene
        vilkaar = self._koordinators(steg, koordinator, telles)
        punkter = self.punkter(steg, vilkaar)
        punkt = gjeldende(punkter, self.plan.dag)
        if punkt is None or self._gaar_videre(steg, punkt, telles):
            return Tur(koordinator, punkter, punkt if om else None, om)
        if punkt.forekomst:  # the next of her Mondays
            return Tur(koordinator, punkter)
        ro = ro_med(vilkaar.regler.stille, self.kalender, ukentlig=vilkaar.regler.ukentlig)
        return Tur(koordinator, punkter, igjen=ro.dag(self.kalender.flytt(self.plan.dag, 1)))

    def _partsstand(
        self, steg: Plansteg, dekket: Dekning, sagt: Collection[tuple[str, str, date]], *, alene: bool
    ) -> Partsstand:
        """How the party stands; every word on a step that is one party's was to that party."""
        adresser = None if alene or not sagt else self.adresser(dekket.part)
        mottakere = dekket.mottakere if len(dekket.mottakere) == 1 else alle_mottakere([dekket])
        return Partsstand(
            dekket.part,
            mottakere,
            [self.punkter(steg, self.vilkaar(steg, m)) for m in mottakere],
            frozenset((slag, dag) for epost, slag, dag in sagt if adresser is None or epost in adresser),
        )

    def _paa_trappen(self, steg: Plansteg, vilkaar: Vilkaar, partene: Sequence[Partsstand]) -> Vilkaar:
        """What holds for one above these parties: the weeks are counted from the one in which the last of them first
        heard of the step, without those in which one of them should have heard and did not.
        """
        if steg.frist is None:
            return vilkaar
        noen_hoerte = any(en.sagt for en in partene)
        usagte = frozenset[str]().union(*(en.usagte(self.plan.dag, noen_hoerte=noen_hoerte) for en in partene))
        uker = [uke for en in partene if (uke := en.foerste_uke) is not None]
        foerst = max(uker, default=date.min)
        venter = self.frister.get(steg.id)
        if foerst > min(steg.frist, venter.dato if venter else steg.frist):
            vilkaar = vilkaar._replace(gjentas_fra=max(foerst, vilkaar.gjentas_fra or foerst))
        return vilkaar._replace(usagte=usagte) if usagte else vilkaar

    def _koordinators(self, steg: Plansteg, koordinator: Mottaker | None, partene: Sequence[Partsstand]) -> Vilkaar:
        """What holds for the coordinator of what she is told about these parties."""
        kontakt = koordinator.kontakt if koordinator else None
        return self._paa_trappen(steg, self.koordinators_vilkaar(steg, kontakt, [en.part for en in partene]), partene)

    def _andre(
        self,
        steg: Plansteg,
        koordinator: Mottaker | None,
        partene: Sequence[Partsstand],
        egne: Mapping[tuple[str, str], tuple[Mottaker, Varselpunkt]],
    ) -> Sequence[Partsstand]:
        """The parties without those that the coordinator is one of those told for, and has been told there what she
        would be told as coordinator.
        """
        if koordinator is None or all(epost != koordinator.epost for epost, _ in egne):
            return partene

        def sagt_henne_selv(en: Partsstand) -> bool:
            if (egen := egne.get((koordinator.epost, en.part))) is None:
                return False
            punkt = gjeldende(self.punkter(steg, self._koordinators(steg, koordinator, [en])), self.plan.dag)
            return punkt is None or egen[1].slag is punkt.slag or egen[1].forfaller >= punkt.forfaller

        return [en for en in partene if not sagt_henne_selv(en)]

    def _til_ledelsen(self, steg: Plansteg, leder: Leder, punkt: Varselpunkt) -> Utboksrad:
        slag = Slag.LEDELSE_FORFALT if leder.mottaker.kontakt else Slag.POSTMOTTAK_FORFALT
        om = unntatt(IKKE_MINNET, () if leder.parten.er_minnet else [leder.parten.part])
        return self._rad(steg, slag, leder.mottaker, punkt, om)

    def _om_partene(self, steg: Plansteg, tur: Tur, partene: Sequence[Partsstand]) -> dict[str, Jsonverdi]:
        """Which parties the coordinator is told of, when not of all, and what they have been reminded of."""
        om = {} if len(tur.om) == len(partene) else navngi(en.part for en in tur.om)
        return om | self._om_minnet(steg, tur.om) if tur.punkt and tur.punkt.forekomst else om

    def _om_minnet(self, steg: Plansteg, partene: Sequence[Partsstand]) -> dict[str, Jsonverdi]:
        """Which of the parties nobody is reminded for, or has been in several weeks."""
        # Of a step without a date the ledger keeps no reminder.
        uten_dato, dag = steg.frist is None, self.plan.dag
        naa = [en.part for en in partene if not (en.minnes(dag) and (en.er_minnet or uten_dato))]
        foer = [en.part for en in partene if not (en.er_minnet_i_flere_uker or uten_dato)]
        return {**unntatt(MINNES_IKKE, naa), **unntatt(IKKE_MINNET, foer)}

    def _til_koordinatoren(
        self, steg: Plansteg, koordinator: Mottaker, punkt: Varselpunkt, om: Mapping[str, Jsonverdi]
    ) -> Utboksrad:
        slag = punkt.koordinator
        assert slag is not None, "the coordinator has no other reminders"
        # With the ball goes no date of its own: the coordinator is told which point on the route was past.
        if punkt.dato is None and (utloept := utloept_milepael(steg, punkt.forfaller)):
            punkt = replace(punkt, milepael=utloept.noekkel, dato=utloept.dato)
        return self._rad(steg, slag, koordinator, punkt, om)

    def _sagt_foer(self, steg: Plansteg) -> tuple[tuple[str, str, date], ...]:
        """What those who have the step were told of it on days before the plan's, with its date as it is: address, kind
        and day. That it was late before a body put it off is not among it once its weeks are counted anew.
        """
        igjen = minnes_igjen(steg) or date.min
        telles_fra = igjen if igjen <= self.plan.dag else date.min
        if not self._fortalt:
            for (steg_id, epost), fortalt in self.fortalt.items():
                self._fortalt.setdefault(steg_id, []).append((epost, fortalt))
        return tuple(
            (epost, slag, dag)
            for epost, fortalt in self._fortalt.get(steg.id, ())
            if fortalt.frist == steg.frist
            for slag, dag in fortalt.sagt
            if dag < self.plan.dag and slag not in TIL_ANDRE and (dag >= telles_fra or slag not in PURRINGER)
        )

    def _rad(
        self,
        steg: Plansteg,
        slag: Slag,
        mottaker: Mottaker,
        punkt: Varselpunkt,
        om: Mapping[str, Jsonverdi] = INGENTING,
    ) -> Utboksrad:
        data: dict[str, Jsonverdi] = {
            **om,
            "milepael": punkt.milepael,
            "dato": punkt.dato.isoformat() if punkt.dato else None,
            "regel": regelen(punkt, steg),
        }
        # The first word that the ball is somebody's is said once a round, whatever its date does afterwards, and once
        # more for each time the meeting that was called is called off.
        deler = [punkt.milepael, iso(punkt.dato), punkt.forekomst]
        if punkt.regel.anker is Anker.AAPNET and (avlyst := avlyst_den(steg)):
            deler.append(avlyst)
        return stegrad(self.plan, steg, slag, mottaker, punkt.forfaller, data, *deler)
