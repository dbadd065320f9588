"""Facts about parties, contacts and bodies folded into the register of one day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from modeller.fakta import (
    Faktum,
    KalenderkildeFjernet,
    KalenderkildeSatt,
    KontaktlisteBekreftet,
    KontaktRegistrert,
    KontaktSluttet,
    MoeteAvlyst,
    MoeteFlyttet,
    MoeteplanFastsatt,
    NavnEndret,
    OrganRegistrert,
    PartAvloest,
    PartRegistrert,
    ProevemodusSatt,
    StedfortrederSatt,
    VarselvalgTatt,
)
from modeller.faktaliste import gjeldende
from modeller.regelfold import brett_regler
from modeller.regelvalg import SattRegel, Varselvalg
from modeller.register import Forlatt, Kontakt, Moete, Organ, Part, Register


def brett_register(fakta: Iterable[Faktum], naa: date) -> Register:  # noqa: C901 - one branch per kind of fact
    """The register as of `naa` (a day in Oslo); later and undone facts are passed over, unknown ids ignored."""
    parter: dict[str, Part] = {}
    kontakter: dict[str, Kontakt] = {}
    organer: dict[str, Organ] = {}
    moeter: dict[str, dict[str, Moete]] = {}
    oppdiktet: dict[str, bool] = {}
    kilder: dict[str, KalenderkildeSatt | None] = {}
    avloest: dict[str, tuple[str, ...]] = {}
    avloest_dag: dict[str, date] = {}
    forlatte: dict[str, frozenset[str]] = {}
    oppgitte: dict[str, date] = {}
    proevemodus = False
    fakta = tuple(fakta)
    gjelder = gjeldende(fakta, naa)
    for faktum in gjelder:
        match faktum.hendelse:
            case PartRegistrert() | NavnEndret() as om_parten:
                _registrer(parter, om_parten, forlatte)
            case KontaktRegistrert(kontakt=kontakt, oppgitt_av_postmottak=oppgitt):
                if oppgitt:
                    oppgitte[kontakt.id] = faktum.skjedde
                if (foer := kontakter.get(kontakt.id)) is not None:
                    _forlat(forlatte, foer.part, foer.epost, kontakt.epost)
                kontakter[kontakt.id] = kontakt
            case KontaktSluttet(kontakt=kontakt_id, etterfoelger=ny) if kontakt_id in kontakter:
                kontakter[kontakt_id] = replace(kontakter[kontakt_id], slutter=faktum.skjedde, etterfoelger=ny)
            case StedfortrederSatt(kontakt=kontakt_id, stedfortreder=vikar, til=til) if kontakt_id in kontakter:
                kontakter[kontakt_id] = replace(kontakter[kontakt_id], stedfortreder=vikar, borte_til=til)
            case PartAvloest(part=part_id, av=av):
                avloest[part_id], avloest_dag[part_id] = av, faktum.skjedde
            case OrganRegistrert(organ=organ):
                organer[organ.id] = organ
                oppdiktet[organ.id] = oppdiktet.get(organ.id, False) or organ.oppdiktet
                moeter.setdefault(organ.id, {})
            case MoeteplanFastsatt(organ=organ_id, aar=aar, moeter=nye, oppdiktet=dikt):
                _fastsett(moeter.setdefault(organ_id, {}), aar, nye, faktum)
                oppdiktet[organ_id] = dikt
            case MoeteAvlyst(organ=organ_id, moete=moete_id) if kjent := moeter.get(organ_id, {}).get(moete_id):
                moeter[organ_id][moete_id] = _forlatt(kjent, kjent.dato, faktum, avlyst=True)
            case MoeteFlyttet(organ=organ_id, moete=moete_id, til=til) if kjent := moeter.get(organ_id, {}).get(
                moete_id
            ):
                moeter[organ_id][moete_id] = _forlatt(kjent, til, faktum, avlyst=kjent.avlyst)
            case KalenderkildeSatt() | KalenderkildeFjernet() as kilde:
                kilder[kilde.organ] = kilde if isinstance(kilde, KalenderkildeSatt) else None
            case ProevemodusSatt(paa=paa):
                proevemodus = paa
            case _:
                pass
    return Register(
        parter=parter,
        avloest=avloest,
        avloest_dag=avloest_dag,
        kontaktliste_bekreftet=_bekreftet(gjelder, kontakter),
        kontakter=kontakter,
        proevemodus=proevemodus,
        oppgitt_av_postmottak=oppgitte,
        forlatte_adresser=forlatte,
        organer={
            organ.id: replace(
                organ,
                moeter=tuple(sorted(moeter[organ.id].values(), key=lambda m: (m.dato, m.id))),
                oppdiktet=oppdiktet[organ.id],
                kalenderkilde=hentes.adresse if (hentes := kilder.get(organ.id)) else None,
                bare_moeter=hentes is not None and hentes.bare_moeter,
            )
            for organ in organer.values()
        },
        varselregler=_per_stroem(brett_regler(fakta, naa)),
        varselvalg=_varselvalg(gjelder),
        fakta=fakta,
    )


def _bekreftet(fakta: Iterable[Faktum], kontakter: Mapping[str, Kontakt]) -> dict[str, date]:
    """By party, when its contacts were last looked at: what was true long before it was entered was looked at then."""
    sett: dict[str, date] = {}
    foer: dict[str, Kontakt] = {}
    for faktum in fakta:
        part = _sett_over(faktum, kontakter)
        if isinstance(faktum.hendelse, KontaktRegistrert):
            kontakt = faktum.hendelse.kontakt
            if er_bare_maalform(foer.get(kontakt.id), kontakt):
                part = None  # its own choice
            foer[kontakt.id] = kontakt
        if part is not None:
            sett[part] = max(faktum.skjedde, faktum.registrert.date(), sett.get(part, date.min))
    return sett


def er_bare_maalform(foer: Kontakt | None, etter: Kontakt) -> bool:
    """Whether nothing but the written standard of a contact is another."""
    return foer is not None and foer != etter and replace(foer, maalform=etter.maalform) == etter


def _sett_over(faktum: Faktum, kontakter: Mapping[str, Kontakt]) -> str | None:
    """The party whose contacts somebody looked at here: whoever changes one has seen the list."""
    match faktum.hendelse:
        case KontaktlisteBekreftet(part=part):
            return part
        case KontaktRegistrert(kontakt=kontakt):
            return kontakt.part
        case KontaktSluttet(kontakt=kontakt_id) | StedfortrederSatt(kontakt=kontakt_id) if kontakt_id in kontakter:
            return kontakter[kontakt_id].part
        case _:
            return None


def _varselvalg(fakta: Iterable[Faktum]) -> dict[str, Varselvalg]:
    valgt: dict[str, Varselvalg] = {}
    for faktum in fakta:
        match faktum.hendelse:
            case VarselvalgTatt(kontakt=kontakt, samling=samling, oversikter=oversikter):
                foer = valgt.get(kontakt, Varselvalg())
                onsket = foer.oversikter if oversikter is None else oversikter
                valgt[kontakt] = Varselvalg(samling=samling, satt=faktum.skjedde, oversikter=onsket)
            case _:
                pass
    return valgt


def _per_stroem(regler: Iterable[SattRegel]) -> dict[str, tuple[SattRegel, ...]]:
    stroemmer: dict[str, tuple[SattRegel, ...]] = {}
    for regel in regler:
        stroemmer[regel.gjelder] = (*stroemmer.get(regel.gjelder, ()), regel)
    return stroemmer


def _forlat(forlatte: dict[str, frozenset[str]], part: str, foer: str | None, naa: str | None) -> None:
    if foer is not None and foer != naa:
        forlatte[part] = forlatte.get(part, frozenset()) | {foer}


def _registrer(
    parter: dict[str, Part], hendelse: PartRegistrert | NavnEndret, forlatte: dict[str, frozenset[str]]
) -> None:
    match hendelse:
        case PartRegistrert(part=part):
            if (foer := parter.get(part.id)) is not None:
                _forlat(forlatte, part.id, foer.postmottak, part.postmottak)
            parter[part.id] = part
        case NavnEndret(part=part_id, navn=navn) if part_id in parter:
            parter[part_id] = replace(parter[part_id], navn=navn)
        case _:
            pass


def _fastsett(kjente: dict[str, Moete], aar: int, nye: tuple[Moete, ...], faktum: Faktum) -> None:
    """A new plan for a year: what it names stands, what it no longer names is withdrawn, never deleted."""
    navngitt = {moete.id for moete in nye}
    for moete in list(kjente.values()):
        if moete.dato.year == aar and moete.id not in navngitt and not moete.avlyst:
            kjente[moete.id] = _forlatt(moete, moete.dato, faktum, avlyst=True)
    for moete in nye:
        kjent = kjente.get(moete.id, moete)
        if moete.kilde_id is not None and moete.kilde_id != kjent.kilde_id:
            kjent = replace(kjent, kilde_id=moete.kilde_id)
        kjente[moete.id] = _forlatt(kjent, moete.dato, faktum, avlyst=moete.avlyst)


def _forlatt(moete: Moete, dato: date, faktum: Faktum, *, avlyst: bool) -> Moete:
    """The meeting as the fact leaves it; the day it was to be held is remembered when it is not held then."""
    blir = dato == moete.dato and not avlyst
    forlatt = moete.forlatt if blir else (*moete.forlatt, Forlatt(moete.dato, faktum.skjedde))
    return replace(moete, dato=dato, avlyst=avlyst, forlatt=forlatt)
