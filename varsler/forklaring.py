"""What one contact will be told and why, in plain words: rules with who set them, days to come, and why nothing comes.

A pure function of the plans, the register and the settings, for the command line and the board alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from modeller.arbeidskalender import Arbeidskalender
from modeller.plan import FERDIG, Plan, Plansteg, Status
from modeller.regelvalg import Samling
from modeller.register import Kontakt, Register
from modeller.tekst import Maalform, Tekst
from varsler import forklaringsord as ord_
from varsler.maalform import maalform_for
from varsler.mottakere import Mottaker, dekning, partens_mottaker
from varsler.paaminnelser import Paaminner
from varsler.regler import STANDARDREGLER, Varselregler
from varsler.regler.ord import regel_i_ord
from varsler.regler.valg import Lagvalg, Regelsett, gjeldende_regel, opphavet, valg_uten_avtale
from varsler.sendetid import Sendetid
from varsler.tidspunkter import skal_varsles
from varsler.trappeforklaring import trappen
from varsler.ventende import ventendes_frister

TIL_LEDELSEN = frozenset(regel.navn for regel in STANDARDREGLER.regler if regel.ledelse_fra is not None)
"""The rules whose reminders go on to a party's leadership."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regellinje:
    """A rule as it holds: its permanent name, what it is called, when it tells, whether it is on, and who said so."""

    regel: str
    kalt: Tekst
    naar: Tekst
    paa: bool
    hvem: Tekst


@dataclass(frozen=True, slots=True, kw_only=True)
class Stegforklaring:
    """One step: the days to come with what is told, why or why not, and the rules that are others than elsewhere."""

    steg: Plansteg
    neste: tuple[tuple[date, Tekst], ...]
    merknader: tuple[Tekst, ...]
    avvik: tuple[Regellinje, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Avtaleforklaring:
    """One agreement of the contact's."""

    plan: Plan
    merknader: tuple[Tekst, ...]
    avvik: tuple[Regellinje, ...]
    steg: tuple[Stegforklaring, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Varselforklaring:
    """The whole page about one contact."""

    kontakt: Kontakt
    part: Tekst
    hvor: tuple[Tekst, ...]
    naar: tuple[Tekst, ...]
    maalform: Maalform
    regler: tuple[Regellinje, ...]
    avtaler: tuple[Avtaleforklaring, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forklarer:
    """Explains, with how things are on a day: `uleverbare` are addresses that turn mail away, and since when."""

    planer: Sequence[Plan]
    register: Register
    kalender: Arbeidskalender
    regler: Varselregler
    sendetid: Sendetid
    uleverbare: Mapping[str, date]
    dag: date

    def forklar(self, kontakt_id: str, avtale: str | None = None) -> Varselforklaring | None:
        """The page of a contact, of one agreement if it is named; None for one the register does not know."""
        kontakt = self.register.kontakter.get(kontakt_id)
        if kontakt is None:
            return None
        avtaler = tuple(
            self._avtalen(plan, kontakt)
            for plan in self.planer
            if avtale in {None, plan.avtale} and _angaar(plan, kontakt) and not kontakt.har_sluttet(self.dag)
        )
        bare_ledelse = self._bare_ledelse(kontakt)
        trapper = {en.plan.avtale: self._trappen(en.plan, kontakt) for en in avtaler}
        felles = trapper.popitem()[1] if len(set(trapper.values())) == 1 else None
        return Varselforklaring(
            kontakt=kontakt,
            part=self.register.navn(kontakt.part),
            hvor=tuple(self._hvor(kontakt, uten_avtaler=not avtaler)),
            naar=(*self._naar(kontakt, avtaler), *((felles,) if felles else ()), *self._uten_regel(kontakt)),
            maalform=maalform_for(kontakt.part, kontakt, self.register),
            regler=tuple(
                linje
                for linje in self._linjer(kontakt, valg_uten_avtale(self.register, kontakt.part, kontakt.id))
                if not bare_ledelse or linje.regel in TIL_LEDELSEN
            ),
            avtaler=avtaler
            if felles
            else tuple(_med_merknad(avtalen, trapper.get(avtalen.plan.avtale)) for avtalen in avtaler),
        )

    def _trappen(self, plan: Plan, kontakt: Kontakt) -> Tekst | None:
        if kontakt.part not in plan.parter:
            return None
        return trappen(plan, kontakt, self.register, self.regler, self.dag, self.uleverbare)

    def _hvor(self, kontakt: Kontakt, *, uten_avtaler: bool) -> Iterator[Tekst]:
        naa = self.register.kontakt_naa(kontakt.id, self.dag)
        if kontakt.har_sluttet(self.dag):
            yield ord_.sluttet(kontakt, naa)
        elif naa is not None and naa.id != kontakt.id:
            yield ord_.borte(kontakt, naa)
        elif kontakt.epost not in self.uleverbare:
            yield ord_.adressen(kontakt)
        for tapt in (kontakt if naa is None else naa,):
            if tapt.epost in self.uleverbare:
                yield ord_.avvist(tapt, self.uleverbare[tapt.epost])
        andre = (k for k in self.register.kontakter.values() if k.id != kontakt.id)
        for_dem = [k for k in andre if (n := self.register.kontakt_naa(k.id, self.dag)) and n.id == kontakt.id]
        if for_dem:
            yield ord_.for_andre([f"{k.navn} ({k.epost})" for k in sorted(for_dem, key=lambda k: k.id)])
        if uten_avtaler and not kontakt.har_sluttet(self.dag):
            yield ord_.INGEN_AVTALER
        if self._bare_ledelse(kontakt):
            yield ord_.LEDELSE

    def _naar(self, kontakt: Kontakt, avtaler: Sequence[Avtaleforklaring]) -> Iterator[Tekst]:
        yield ord_.SAMLET
        valg = self.register.varselvalg.get(kontakt.id)
        if valg is not None and valg.samling is Samling.UKENTLIG:
            yield ord_.ukentlig(valg.satt)
        if self.regler.koordinator_ukentlig and any(en.plan.koordinator == kontakt.id for en in avtaler):
            yield ord_.KOORDINATOR_UKENTLIG
        yield ord_.maalformen(kontakt, self.register)
        yield ord_.utsending(self.sendetid)
        yield ord_.stille(self.regler.stille)
        yield ord_.ALLTID

    def _uten_regel(self, kontakt: Kontakt) -> Iterator[Tekst]:
        """What comes by the calendar or with other mail, and by none of the rules."""
        if kontakt.har_sluttet(self.dag):
            return
        egne = [plan for plan in self.planer if _angaar(plan, kontakt)]
        som_koordinator = [plan for plan in egne if plan.koordinator == kontakt.id]
        som_part = [plan for plan in egne if plan.koordinator != kontakt.id and kontakt.part in plan.parter]
        valg = self.register.varselvalg.get(kontakt.id)
        ukens, maanedens = self.regler.ukesoversikt and som_koordinator, self.regler.maanedsoversikt and som_part
        if (ukens or maanedens) and valg is not None and not valg.oversikter:
            yield ord_.uten_oversikter(valg.satt)
        else:
            yield from (tekst for kommer, tekst in ((ukens, ord_.UKENS), (maanedens, ord_.MAANEDENS)) if kommer)
        if self._bare_ledelse(kontakt):
            return
        if self.regler.takk_arbeidsdager and som_part:
            yield ord_.TAKK
        if self.regler.kontaktlister is not None and any(
            kontakt.part in plan.parter and _foelger(plan, kontakt) for plan in egne
        ):
            yield ord_.kontaktlisten(self.regler.kontaktlister, self.register.navn(kontakt.part))
        organer = any(organ.part == kontakt.part for organ in self.register.organer.values())
        spoerres = partens_mottaker(kontakt.part, self.register, self.dag, self.uleverbare) if organer else None
        if spoerres is not None and spoerres.kontakt == kontakt.id and self.regler.planer:
            yield ord_.moeteplanen(self.regler.planer)

    def _bare_ledelse(self, kontakt: Kontakt) -> bool:
        """Whether the contact is told only when the others at the party have not answered."""
        if not kontakt.ledelse or kontakt.har_sluttet(self.dag):
            return False
        planer = [plan.avtale for plan in self.planer if _angaar(plan, kontakt)]
        return not any(
            m.kontakt == kontakt.id
            for avtale in planer
            for m in dekning(kontakt.part, avtale, self.register, self.dag, self.uleverbare).mottakere
        )

    def _avtalen(self, plan: Plan, kontakt: Kontakt) -> Avtaleforklaring:
        sett = Regelsett(plan, self.register, self.regler)
        paaminner = Paaminner(
            plan=plan,
            kalender=self.kalender,
            sett=sett,
            frister=ventendes_frister(plan),
            fortalt={},
            koordinatoren=tuple,
            adresser=lambda _: (),
        )
        egne = [steg for steg in plan if _har(kontakt, plan, steg) and steg.status not in FERDIG]
        aapne = [steg for steg in egne if steg.status is not Status.KOMMENDE]
        merknader = [ord_.SOM_KOORDINATOR] if plan.koordinator == kontakt.id else []
        if len(egne) > len(aapne):
            merknader.append(ord_.senere(len(egne) - len(aapne)))
        generelle, avtalens = (
            valg_uten_avtale(self.register, kontakt.part, kontakt.id),
            sett.valgene("", kontakt.part, kontakt.id),
        )
        return Avtaleforklaring(
            plan=plan,
            merknader=tuple(merknader),
            avvik=tuple(self._avvik(kontakt, generelle, avtalens)),
            steg=tuple(self._steget(paaminner, steg, kontakt, avtalens) for steg in aapne),
        )

    def _steget(
        self, paaminner: Paaminner, steg: Plansteg, kontakt: Kontakt, avtalens: Sequence[Lagvalg]
    ) -> Stegforklaring:
        mottaker = Mottaker(epost=kontakt.epost, part=kontakt.part, kontakt=kontakt.id)
        ledelse = self._bare_ledelse(kontakt)
        if ledelse:
            om = (kontakt.part, paaminner.plan.avtale, self.register, self.dag, self.uleverbare, steg.oppfoelging)
            vilkaar = paaminner.ledelsens_vilkaar(steg, mottaker, dekning(*om))
        else:
            vilkaar = paaminner.vilkaar(steg, mottaker)
        punkter = paaminner.punkter(steg, vilkaar) if skal_varsles(steg) else ()
        overlatt = self.register.kontakter.get(steg.oppfoelging.kontakten(kontakt.id))
        gitt_bort = overlatt is not None and overlatt.id != kontakt.id
        neste = [
            (p.forfaller, regel_i_ord(p.regel.navn))
            for p in punkter
            if p.forfaller > self.dag and not gitt_bort and (p.til_ledelsen or not ledelse)
        ]
        stegets = paaminner.sett.valgene(steg.steg, kontakt.part, kontakt.id)
        return Stegforklaring(
            steg=steg,
            neste=tuple(neste),
            merknader=tuple(
                self._merknader(paaminner, steg, kontakt, overlatt if gitt_bort else None, kommer=bool(neste))
            ),
            avvik=tuple(self._avvik(kontakt, avtalens, stegets)),
        )

    def _merknader(
        self, paaminner: Paaminner, steg: Plansteg, kontakt: Kontakt, overlatt: Kontakt | None, *, kommer: bool
    ) -> Iterator[Tekst]:
        sagt = steg.oppfoelging
        if overlatt is not None:
            yield ord_.overlatt(overlatt.navn)
            return
        if (anslag := sagt.anslag.get(kontakt.part)) and anslag.dato >= self.dag:
            yield ord_.anslag(self.register.navn(kontakt.part), anslag.dato)
        if (utsatt := sagt.utsatt_til.get(kontakt.id)) and utsatt > self.dag:
            yield ord_.utsatt(utsatt)
        if (oenske := sagt.oensker.get(kontakt.part)) and oenske.til >= self.dag:
            yield ord_.ber_om_tid(self.register.navn(kontakt.part), oenske.til)
        if kommer or self._bare_ledelse(kontakt):
            return
        if steg.uavklart:
            yield ord_.UAVKLART
        elif steg.hvilende:
            yield ord_.HVILER
        elif not skal_varsles(steg):
            yield ord_.VENTER
        else:
            standard = paaminner.vilkaar(steg, Mottaker(epost="", part=""))._replace(regler=self.regler)
            ville_kommet = any(p.forfaller > self.dag for p in paaminner.punkter(steg, standard))
            yield ord_.SLAATT_AV if ville_kommet else ord_.ingen_flere(steg)

    def _avvik(self, kontakt: Kontakt, foer: Sequence[Lagvalg], etter: Sequence[Lagvalg]) -> Iterator[Regellinje]:
        """The rules that are others with the choices in `etter` than with those in `foer`."""
        kjente = {linje.regel: linje for linje in self._linjer(kontakt, foer)}
        yield from (linje for linje in self._linjer(kontakt, etter) if kjente[linje.regel] != linje)

    def _linjer(self, kontakt: Kontakt, valgene: Sequence[Lagvalg]) -> Iterator[Regellinje]:
        for standard in self.regler.regler:
            regel, opphav = gjeldende_regel(standard, valgene), opphavet(standard.navn, valgene)
            yield Regellinje(
                regel=regel.navn,
                kalt=regel_i_ord(regel.navn),
                naar=ord_.naar_i_ord(regel),
                paa=regel.paa,
                hvem=ord_.hvem_satte(
                    opphav.paa if not regel.paa or opphav.avstand is None else opphav.avstand,
                    self.register,
                    kontakt.part,
                ),
            )


def _med_merknad(avtalen: Avtaleforklaring, merknad: Tekst | None) -> Avtaleforklaring:
    return replace(avtalen, merknader=(*avtalen.merknader, merknad)) if merknad else avtalen


def _angaar(plan: Plan, kontakt: Kontakt) -> bool:
    """Whether the contact may be told of the agreement."""
    return (
        plan.koordinator == kontakt.id
        or _foelger(plan, kontakt)
        or any(_er_overlatt(kontakt, s) for s in plan if s.status not in FERDIG)
    )


def _foelger(plan: Plan, kontakt: Kontakt) -> bool:
    """Whether the agreement is the contact's, and not only steps of it that have been handed over."""
    egne = kontakt.part in plan.parter or any(kontakt.part in (steg.ball or steg.parter) for steg in plan)
    return egne and (kontakt.avtaler is None or plan.avtale in kontakt.avtaler)


def _er_overlatt(kontakt: Kontakt, steg: Plansteg) -> bool:
    return kontakt.id in steg.oppfoelging.overlatt.values()


def _har(kontakt: Kontakt, plan: Plan, steg: Plansteg) -> bool:
    """Whether the contact is told of the step when it lies with its party."""
    return kontakt.part in (steg.ball or steg.parter) and (_foelger(plan, kontakt) or _er_overlatt(kontakt, steg))
