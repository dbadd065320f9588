"""The objections to a fact about one step: what it is, where it stands, and what must come before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta

from modeller.fakta import (
    Avtalehendelse,
    Fristart,
    FristUtsatt,
    MilepaelNaadd,
    MoeteInnkalt,
    Oppfoelgingshendelse,
    OrganValgt,
    StegGjenaapnet,
    StegGjenopptatt,
    StegIkkeAktuelt,
    StegPauset,
    StegUtfoert,
    VedtakFattet,
)
from modeller.livsloep import Fullfoeres, Steg
from modeller.oppfoelgingskontroll import oppfoelgingsinnvendinger
from modeller.plan import Plan, Plansteg, Status
from modeller.register import Register
from modeller.tekst import Tekst, dato_kort, oppramsing
from modeller.ukjent import finnes_ikke, ukjent_part

TIDLIGST_FOER = timedelta(days=183)
"""A step may be done before its window opens, but hardly half a year before."""

UTEN_PART = Tekst(
    "Registrer dem som part først (rolle_endret), eller sett en ny dato (frist_utsatt) med det dere venter på "
    "som grunn.",
    "Registrer dei som part først (rolle_endret), eller set ein ny dato (frist_utsatt) med det de ventar på som grunn.",
)
"""What to do about a step that waits for somebody outside the agreement."""


def steginnvendinger(
    hendelse: Avtalehendelse, skjedde: date, steg: Plansteg, mal: Steg, plan: Plan, register: Register
) -> Iterator[Tekst]:
    """Why the happening cannot be a fact about this step, made from `mal` of the lifecycle."""
    if isinstance(hendelse, Oppfoelgingshendelse):
        yield from oppfoelgingsinnvendinger(hendelse, skjedde, steg, plan, register)
        return
    yield from _om_steget(hendelse, skjedde, steg, mal, plan, register)
    yield from _lenge_foer(hendelse, skjedde, steg)


def _om_steget(
    hendelse: Avtalehendelse, skjedde: date, steg: Plansteg, mal: Steg, plan: Plan, register: Register
) -> Iterator[Tekst]:
    tittel_nb, tittel_nn = steg.tittel.nb, steg.tittel.nn
    match hendelse:
        case VedtakFattet(organ=organ, tekstversjon=versjon):
            if not mal.vedtak:
                yield Tekst(f"«{tittel_nb}» avgjøres ikke ved vedtak.", f"«{tittel_nn}» blir ikkje avgjort ved vedtak.")
            gammel_tekst = versjon is not None and plan.tekstversjon is not None and versjon < plan.tekstversjon
            yield from _mangler(skjedde, steg, mal, plan, register, gammel_tekst=gammel_tekst)
            yield from _om_organ(organ, steg, register)
            if versjon is not None and (plan.tekstversjon is None or versjon > plan.tekstversjon):
                yield Tekst(
                    f"Tekstversjon {versjon} finnes ikke. Siste versjon er {plan.tekstversjon or 'ikke laget'}.",
                    f"Tekstversjon {versjon} finst ikkje. Siste versjon er {plan.tekstversjon or 'ikkje laga'}.",
                )
        case MilepaelNaadd(milepael=milepael):
            yield from _om_milepaelen(milepael, steg, mal)
        case MoeteInnkalt(dato=dato, fra=fra, til=til):
            yield from _om_innkallingen(skjedde, steg, avlyst=dato is None)
            yield from om_klokkeslettene(fra, til)
        case StegGjenaapnet():
            yield from _om_gjenaapningen(steg, mal)
        case OrganValgt(organ=organ):
            yield from _om_organ(organ, steg, register)
        case StegPauset(hos=hos):
            yield from _om_pausen(hos, skjedde, steg, plan, register)
        # A step that has lapsed since may well have been paused then: a fact may be told late.
        case StegGjenopptatt() if not steg.hvilende and steg.status is not Status.BORTFALT:
            yield Tekst(f"«{tittel_nb}» er ikke satt på vent.", f"«{tittel_nn}» er ikkje sett på vent.")
        case FristUtsatt() | StegIkkeAktuelt():
            yield from _om_det_som_staar(hendelse, skjedde, steg, mal)
        case StegUtfoert(vedtaksdato=vedtaksdato, forbehold=forbehold):
            yield from _om_utfoert(skjedde, steg, mal, plan, register, forbehold=forbehold)
            yield from _om_vedtaksdatoen(vedtaksdato, skjedde)
        case _:
            pass


def om_klokkeslettene(fra: time | None, til: time | None) -> Iterator[Tekst]:
    """What is wrong with when a meeting begins and ends; nothing where neither is said."""
    if (fra is None) != (til is None):
        yield Tekst(
            "Skriv både når møtet begynner (fra) og når det slutter (til).",
            "Skriv både når møtet byrjar (fra) og når det sluttar (til).",
        )
    elif fra is not None and til is not None and til <= fra:
        yield Tekst("Møtet må slutte etter at det begynner.", "Møtet må slutte etter at det byrjar.")


def _lenge_foer(hendelse: Avtalehendelse, skjedde: date, steg: Plansteg) -> Iterator[Tekst]:
    """What is done, called or due so long before its window opens is another year's."""
    match hendelse:
        case StegUtfoert() | VedtakFattet() | MilepaelNaadd():
            dag = skjedde
        case MoeteInnkalt(dato=date() as dag) | FristUtsatt(til=dag):
            pass
        case _:
            return
    if steg.aapner is not None and dag < steg.aapner - TIDLIGST_FOER:
        aapner = dato_kort(steg.aapner)
        yield Tekst(
            f"«{steg.navn.nb}» åpner {aapner}, lenge etter {dato_kort(dag)}. Sjekk årstallet.",
            f"«{steg.navn.nn}» opnar {aapner}, lenge etter {dato_kort(dag)}. Sjekk årstalet.",
        )


def _om_det_som_staar(
    hendelse: FristUtsatt | StegIkkeAktuelt, skjedde: date, steg: Plansteg, mal: Steg
) -> Iterator[Tekst]:
    """What is done or called stands, whatever is said of it: saying so would be a fact without effect. What others
    make true cannot be done without.
    """
    if isinstance(hendelse, FristUtsatt) and steg.status is Status.UTFOERT:
        yield Tekst(f"«{steg.tittel.nb}» er allerede utført.", f"«{steg.tittel.nn}» er alt utført.")
    elif isinstance(hendelse, FristUtsatt) and any(ledd.setning.startswith("innkalt") for ledd in steg.begrunnelse):
        innkalt = dato_kort(steg.frist or skjedde)
        yield Tekst(
            f"«{steg.tittel.nb}» er kalt inn til {innkalt}. Flytt møtet ved å kalle inn på nytt (moete_innkalt).",
            f"«{steg.tittel.nn}» er kalla inn til {innkalt}. Flytt møtet ved å kalle inn på nytt (moete_innkalt).",
        )
    elif isinstance(hendelse, StegIkkeAktuelt) and mal.fullfoeres is Fullfoeres.BEREGNET:
        yield Tekst(
            f"«{steg.tittel.nb}» regnes ut av det andre gjør, og kan ikke settes som ikke aktuelt.",
            f"«{steg.tittel.nn}» blir rekna ut av det andre gjer, og kan ikkje setjast som ikkje aktuelt.",
        )
    elif isinstance(hendelse, StegIkkeAktuelt) and steg.utfoert is not None and steg.utfoert <= skjedde:
        naar = dato_kort(steg.utfoert)
        yield Tekst(
            f"«{steg.tittel.nb}» er utført {naar}. Angre det først hvis det er feil.",
            f"«{steg.tittel.nn}» er utført {naar}. Angre det først dersom det er feil.",
        )


def _om_innkallingen(skjedde: date, steg: Plansteg, *, avlyst: bool) -> Iterator[Tekst]:
    if not steg.moete:
        yield Tekst(f"«{steg.tittel.nb}» er ikke et møte.", f"«{steg.tittel.nn}» er ikkje eit møte.")
    elif steg.utfoert is not None and steg.utfoert < skjedde:
        holdt = dato_kort(steg.utfoert)
        yield Tekst(
            f"«{steg.tittel.nb}» ble holdt {holdt}. Angre det først hvis det er feil.",
            f"«{steg.tittel.nn}» vart halde {holdt}. Angre det først dersom det er feil.",
        )
    elif avlyst and steg.art is not Fristart.FRIST:
        yield Tekst(
            f"«{steg.tittel.nb}» er ikke kalt inn, så det kan ikke avlyses.",
            f"«{steg.tittel.nn}» er ikkje kalla inn, så det kan ikkje avlysast.",
        )


def _om_gjenaapningen(steg: Plansteg, mal: Steg) -> Iterator[Tekst]:
    if mal.fullfoeres not in {Fullfoeres.UTFOERT, Fullfoeres.VEDTAK}:
        yield Tekst(
            f"«{steg.tittel.nb}» kan ikke åpnes igjen. Angre det som gjorde det ferdig.",
            f"«{steg.tittel.nn}» kan ikkje opnast att. Angre det som gjorde det ferdig.",
        )
    elif steg.status is Status.IKKE_AKTUELL and any(ledd.setning == "uten_maal" for ledd in steg.begrunnelse):
        yield Tekst(
            f"«{steg.tittel.nb}» faller bort sammen med det som skulle forberedes. Åpne det igjen i stedet.",
            f"«{steg.tittel.nn}» fell bort saman med det som skulle førebuast. Opne det att i staden.",
        )
    elif steg.status not in {Status.UTFOERT, Status.IKKE_AKTUELL}:
        yield Tekst(f"«{steg.tittel.nb}» er ikke gjort ennå.", f"«{steg.tittel.nn}» er ikkje gjort enno.")


def _om_milepaelen(milepael: str, steg: Plansteg, mal: Steg) -> Iterator[Tekst]:
    kjente = [m.noekkel for m in steg.milepaeler]
    if mal.vedtak and not kjente:
        yield Tekst(
            f"«{steg.tittel.nb}» har ingen milepæler før møteplanen er lagt inn.",
            f"«{steg.tittel.nn}» har ingen milepælar før møteplanen er lagd inn.",
        )
    elif milepael not in kjente:
        yield finnes_ikke("milepælen", milepael, kjente)


def _om_pausen(hos: str, skjedde: date, steg: Plansteg, plan: Plan, register: Register) -> Iterator[Tekst]:
    """Only a party can have the ball: nobody else is told that it has come, or sees it on the board."""
    if hos not in register.parter:
        yield ukjent_part(hos, register.parter)
    elif hos not in plan.parter:
        navn = register.navn(hos)
        yield Tekst(
            f"{navn.nb} er ikke part i avtalen, så ballen kan ikke ligge der. {UTEN_PART.nb}",
            f"{navn.nn} er ikkje part i avtalen, så ballen kan ikkje liggje der. {UTEN_PART.nn}",
        )
    elif steg.parter == (hos,):
        navn = register.navn(hos)
        yield Tekst(
            f"{navn.nb} har steget selv. Skriv hvem det nå venter på.",
            f"{navn.nn} har steget sjølv. Skriv kven det no ventar på.",
        )
    if steg.utfoert is not None and steg.utfoert <= skjedde:
        yield Tekst(
            f"«{steg.tittel.nb}» er utført og kan ikke settes på vent.",
            f"«{steg.tittel.nn}» er utført og kan ikkje setjast på vent.",
        )


def _om_utfoert(
    skjedde: date, steg: Plansteg, mal: Steg, plan: Plan, register: Register, *, forbehold: str | None
) -> Iterator[Tekst]:
    riktig = {
        Fullfoeres.BEREGNET: ("regnes ut og kan ikke registreres", "blir rekna ut og kan ikkje registrerast"),
        Fullfoeres.ROLLE: ("registreres ved at rollen endres", "blir registrert ved at rolla blir endra"),
        Fullfoeres.TEKST: ("registreres som en tekstversjon", "blir registrert som ein tekstversjon"),
        Fullfoeres.INNKALLING: ("registreres ved at møtet kalles inn", "blir registrert ved at møtet blir kalla inn"),
    }
    if mal.fullfoeres in riktig:
        nb, nn = riktig[mal.fullfoeres]
        yield Tekst(f"«{steg.tittel.nb}» {nb}.", f"«{steg.tittel.nn}» {nn}.")
    elif mal.vedtak:
        yield Tekst(
            f"«{steg.tittel.nb}» registreres som et vedtak, så det går fram hva møtet kom til.",
            f"«{steg.tittel.nn}» blir registrert som eit vedtak, så det går fram kva møtet kom til.",
        )
    if mal.moete and steg.art is Fristart.FRIST and steg.frist is not None and steg.frist != skjedde:
        innkalt = dato_kort(steg.frist)
        yield Tekst(
            f"«{steg.tittel.nb}» er kalt inn til {innkalt}. Ble det holdt en annen dag, må innkallingen rettes.",
            f"«{steg.tittel.nn}» er kalla inn til {innkalt}. Vart det halde ein annan dag, må innkallinga rettast.",
        )
    if mal.kan_ha_forbehold and steg.status is Status.VENTER and not forbehold:
        mangler = [s for id_ in steg.venter_paa if (s := plan.finn(id_)) is not None]
        hva = mangler[0].tittel if mangler else steg.tittel
        hos = _navn((p for s in mangler for p in s.parter), register)
        yield Tekst(
            f"«{hva.nb}» er ikke avgjort hos {hos.nb}. Skjer «{steg.tittel.nb}» likevel, må forbeholdet føres opp "
            "(forbehold=…).",
            f"«{hva.nn}» er ikkje avgjord hos {hos.nn}. Skjer «{steg.tittel.nn}» likevel, må atterhaldet førast opp "
            "(forbehold=…).",
        )
    if steg.status is Status.KOMMENDE and mal.moete and steg.frist is None:
        yield Tekst(f"«{steg.tittel.nb}» har ingen dato.", f"«{steg.tittel.nn}» har ingen dato.")
    if steg.utfoert is not None and mal.fullfoeres not in riktig:
        naar = dato_kort(steg.utfoert)
        yield Tekst(
            f"«{steg.tittel.nb}» er allerede registrert som utført {naar}. Angre det først hvis det er feil.",
            f"«{steg.tittel.nn}» er alt registrert som utført {naar}. Angre det først dersom det er feil.",
        )
    yield from _mangler(skjedde, steg, mal, plan, register)


def _om_vedtaksdatoen(vedtaksdato: date | None, skjedde: date) -> Iterator[Tekst]:
    if vedtaksdato is not None and vedtaksdato > skjedde:
        yield Tekst(
            f"Vedtaket {dato_kort(vedtaksdato)} kan ikke være senere enn {dato_kort(skjedde)}.",
            f"Vedtaket {dato_kort(vedtaksdato)} kan ikkje vere seinare enn {dato_kort(skjedde)}.",
        )


def _mangler(
    skjedde: date, steg: Plansteg, mal: Steg, plan: Plan, register: Register, *, gammel_tekst: bool = False
) -> Iterator[Tekst]:
    """The steps that must be done before this one can be registered at all: signing before approval cannot be.

    A decision on a text that another has replaced since (`gammel_tekst`) may be older than the text of today.
    """
    krevd = [s for s in plan if s.steg in mal.krever and not s.uavklart and s.status is not Status.IKKE_AKTUELL]
    mangler = [s for s in krevd if s.utfoert is None]
    for_tidlig = [s for s in krevd if s.utfoert is not None and s.utfoert > skjedde and not gammel_tekst]
    if for_tidlig and not mangler:
        sist = max(for_tidlig, key=lambda s: s.utfoert or skjedde)
        naar = dato_kort(sist.utfoert or skjedde)
        yield Tekst(
            f"«{steg.tittel.nb}» kan ikke ha skjedd {dato_kort(skjedde)}: «{sist.tittel.nb}» var ikke på plass før "
            f"{naar}.",
            f"«{steg.tittel.nn}» kan ikkje ha hendt {dato_kort(skjedde)}: «{sist.tittel.nn}» var ikkje på plass før "
            f"{naar}.",
        )
    if mangler:
        hos = _navn((p for s in mangler for p in s.parter), register)
        yield Tekst(
            f"«{steg.tittel.nb}» kan ikke registreres før «{mangler[0].tittel.nb}» er på plass. Det mangler hos "
            f"{hos.nb}.",
            f"«{steg.tittel.nn}» kan ikkje registrerast før «{mangler[0].tittel.nn}» er på plass. Det manglar hos "
            f"{hos.nn}.",
        )


def _navn(parter: Iterable[str], register: Register) -> Tekst:
    navn = [register.kortnavn(part) for part in dict.fromkeys(parter)]
    return Tekst(oppramsing([n.nb for n in navn]), oppramsing([n.nn for n in navn]))


def _om_organ(organ: str | None, steg: Plansteg, register: Register) -> Iterator[Tekst]:
    if organ is None:
        return
    egne = [o.id for o in register.organer.values() if o.part in steg.parter]
    if organ not in egne:
        yield finnes_ikke("organet", organ, egne)
