"""Facts of the register as sentences for the log, in both written standards, and which of them belong in a log."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from urllib.parse import urlsplit

from modeller.fakta import (
    Faktum,
    FaktumAngret,
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
    VarselregelSatt,
    VarselvalgTatt,
)
from modeller.faktaliste import angrede
from modeller.plan import Plan
from modeller.register import Kontakt, Part, Register
from modeller.registerfold import er_bare_maalform
from modeller.tekst import Maalform, Tekst, dato_kort, lik, oppramsing
from varsler.logg.varselord import valgsetning, varselsetning

_OPPLYSNINGER = (PartRegistrert, KontaktRegistrert, OrganRegistrert, MoeteplanFastsatt)


def om_avtalen(fakta: Iterable[Faktum], plan: Plan, register: Register) -> list[Faktum]:
    """What has happened since the agreement was entered to its parties, those they took over from, their contacts in
    it, those who have been handed one of its steps, and their bodies, and to its coordinator.
    """
    parter = {*plan.parter, *register.forgjengere(plan.parter)}
    overlatt = {til for steg in plan for til in steg.oppfoelging.overlatt.values()}
    kontakter = {
        k.id
        for k in register.kontakter.values()
        if k.id in {plan.koordinator, *overlatt}
        or (k.part in parter and (k.avtaler is None or plan.avtale in k.avtaler))
    }
    return _siden(fakta, _stroemmer(parter, kontakter, register), plan.opprettet, plan.dag)


def om_parten(fakta: Collection[Faktum], part: str, register: Register, dag: date) -> list[Faktum]:
    """What has happened by `dag` to a party, its contacts and its bodies since it was registered."""
    kontakter = {k.id for k in register.kontakter.values() if k.part == part}
    stroemmer = _stroemmer([part], kontakter, register)
    for faktum in fakta:
        if isinstance(faktum.hendelse, PartAvloest) and part in faktum.hendelse.av:
            stroemmer.add(faktum.stroem)
    foerst = min((f.skjedde for f in fakta if f.stroem == f"part/{part}"), default=date.min)
    kjente = _siden(fakta, stroemmer, foerst, dag)
    ider = {f.id for f in kjente if f.stroem != f"part/{part}" and isinstance(f.hendelse, PartRegistrert)}
    return [f for f in kjente if f.id not in ider and _angrer(f) not in ider]


def navn_foer(fakta: Collection[Faktum]) -> dict[str, Tekst]:
    """By id, for each fact of the register that gave a party another name, the name it had until then."""
    foer: dict[str, Tekst] = {}
    heter: dict[str, Tekst] = {}
    angret = angrede(fakta)
    for faktum in sorted(fakta, key=lambda f: (f.skjedde, f.nr)):
        match faktum.hendelse:
            case PartRegistrert(part=Part(id=part, navn=navn)) | NavnEndret(part=part, navn=navn):
                if part in heter and heter[part] != navn:
                    foer[faktum.id] = heter[part]
                if faktum.id not in angret:
                    heter[part] = navn
            case _:
                pass
    return foer


def _stroemmer(parter: Iterable[str], kontakter: Iterable[str], register: Register) -> set[str]:
    parter = set(parter)
    organer = (organ.id for organ in register.organer.values() if organ.part in parter)
    return {
        *(f"part/{part}" for part in parter),
        *(f"kontakt/{kontakt}" for kontakt in kontakter),
        *(f"organ/{organ}" for organ in organer),
    }


def _siden(fakta: Iterable[Faktum], stroemmer: Collection[str], fra: date, til: date) -> list[Faktum]:
    """The facts of these streams; how everything was from the beginning is no news."""
    egne = [f for f in fakta if f.stroem in stroemmer and f.skjedde <= til]
    nye = [f for f in egne if f.skjedde > fra or (f.skjedde == fra and not isinstance(f.hendelse, _OPPLYSNINGER))]
    ider = {f.id for f in nye}
    return [f for f in nye if not isinstance(f.hendelse, FaktumAngret) or _angrer(f) in ider]


def _angrer(faktum: Faktum) -> str:
    return faktum.hendelse.faktum if isinstance(faktum.hendelse, FaktumAngret) else ""


MAALFORM = {
    Maalform.NB: Tekst("på bokmål", "på bokmål"),
    Maalform.NN: Tekst("på nynorsk", "på nynorsk"),
    None: Tekst("i målformen til parten", "i målforma til parten"),
}


def _kontakten_foer(faktum: Faktum, register: Register) -> Kontakt | None:
    """The contact's record until this fact."""
    tidligere = (f.hendelse for f in register.fakta if f.stroem == faktum.stroem and f.nr < faktum.nr)
    return next((h.kontakt for h in reversed([*tidligere]) if isinstance(h, KontaktRegistrert)), None)


def registersetning(  # noqa: C901, PLR0911, PLR0912 - one per kind of fact
    faktum: Faktum, register: Register, het: Tekst | None = None
) -> Tekst:
    """One plain sentence without full stop, saying what happened; `het` is a renamed party's name until then."""
    hendelse = faktum.hendelse
    match hendelse:
        case NavnEndret(navn=heter) | PartRegistrert(part=Part(navn=heter)) if het is not None:
            return Tekst(f"{het.nb} heter nå {heter.nb}", f"{het.nn} heiter no {heter.nn}")
        case NavnEndret(part=part_id, navn=heter):
            return Tekst(f"«{part_id}» heter nå {heter.nb}", f"«{part_id}» heiter no {heter.nn}")
        case PartRegistrert(part=part):
            return _registrert(part.navn, ny=faktum.nr == 1)
        case KontaktRegistrert(kontakt=kontakt):
            navn, hos = kontakt.navn, register.navn(kontakt.part)
            if faktum.nr == 1:
                return Tekst(f"{hos.nb}: ny kontakt, {navn}", f"{hos.nn}: ny kontakt, {navn}")
            if er_bare_maalform(_kontakten_foer(faktum, register), kontakt):
                paa = MAALFORM[kontakt.maalform]
                return Tekst(f"{hos.nb}: {navn} vil ha e-post {paa.nb}", f"{hos.nn}: {navn} vil ha e-post {paa.nn}")
            return Tekst(
                f"{hos.nb}: nye opplysninger om kontakten {navn}", f"{hos.nn}: nye opplysningar om kontakten {navn}"
            )
        case OrganRegistrert(organ=organ):
            return _registrert(organ.navn.stor, ny=faktum.nr == 1)
        case PartAvloest(part=part_id, av=av):
            gammel = register.navn(part_id)
            nb, nn = (oppramsing([register.navn(ny).paa(m) for ny in av]) for m in Maalform)
            return Tekst(f"{nb} tok over etter {gammel.nb}", f"{nn} tok over etter {gammel.nn}")
        case KontaktlisteBekreftet(part=part_id):
            hos = register.navn(part_id)
            return Tekst(f"{hos.nb}: kontaktlisten ble bekreftet", f"{hos.nn}: kontaktlista vart stadfesta")
        case KontaktSluttet(kontakt=kontakt_id, etterfoelger=ny):
            hos, navn = _kontakten(kontakt_id, register)
            over = f", og {_kontakten(ny, register)[1]} tok over" if ny else ""
            return Tekst(f"{hos.nb}: {navn} sluttet{over}", f"{hos.nn}: {navn} slutta{over}")
        case StedfortrederSatt(kontakt=kontakt_id, stedfortreder=vikar, til=til):
            return _stedfortreder(kontakt_id, vikar, til, register)
        case MoeteplanFastsatt() | MoeteAvlyst() | MoeteFlyttet() | KalenderkildeSatt() | KalenderkildeFjernet():
            organ_, hva = _organet(hendelse.organ, register), _om_moeteplanen(hendelse, register)
            return Tekst(f"{organ_.nb}: {hva.nb}", f"{organ_.nn}: {hva.nn}")
        case ProevemodusSatt(paa=True):
            return Tekst("Prøvemodus ble slått på", "Prøvemodus vart slått på")
        case ProevemodusSatt():
            return Tekst("Prøvemodus ble slått av", "Prøvemodus vart slått av")
        case VarselregelSatt(gjelder=gjelder, steg=steg):
            return varselsetning(hendelse, hvem_regelen_gjelder(gjelder, register), lik(steg) if steg else None)
        case VarselvalgTatt(kontakt=kontakt_id):
            return valgsetning(hendelse, hvem_regelen_gjelder(f"kontakt/{kontakt_id}", register))
        case _:
            return Tekst("En hendelse ble angret", "Ei hending vart angra")


def hvem_regelen_gjelder(gjelder: str, register: Register) -> Tekst:
    """For whom a choice holds that stands in this stream of the register."""
    slag, _, id_ = gjelder.partition("/")
    if slag == "kontakt":
        hos, navn = _kontakten(id_, register)
        return Tekst(f"{hos.nb}, {navn}", f"{hos.nn}, {navn}")
    return register.navn(id_) if slag == "part" else Tekst("Alle avtaler", "Alle avtalar")


def _om_moeteplanen(
    hendelse: MoeteplanFastsatt | MoeteAvlyst | MoeteFlyttet | KalenderkildeSatt | KalenderkildeFjernet,
    register: Register,
) -> Tekst:
    match hendelse:
        case MoeteplanFastsatt(aar=aar):
            return lik(f"ny møteplan for {aar}")
        case MoeteAvlyst(organ=organ, moete=moete):
            dag = _moetet(organ, moete, register)
            return Tekst(f"møtet {dag} ble avlyst", f"møtet {dag} vart avlyst")
        case MoeteFlyttet(moete=moete, til=til):
            ny_dag, fra = dato_kort(til), f" {_foerst(moete)}" if _foerst(moete) else ""
            return Tekst(f"møtet{fra} ble flyttet til {ny_dag}", f"møtet{fra} vart flytta til {ny_dag}")
        case KalenderkildeSatt(adresse=adresse, bare_moeter=bare_moeter):
            vert = urlsplit(adresse).hostname or adresse
            alt = (", og alt der er møter", ", og alt der er møte") if bare_moeter else ("", "")
            return Tekst(f"møteplanen hentes fra {vert}{alt[0]}", f"møteplanen blir henta frå {vert}{alt[1]}")
        case KalenderkildeFjernet():
            return Tekst("møteplanen hentes ikke lenger", "møteplanen blir ikkje lenger henta")


def _registrert(navn: Tekst, *, ny: bool) -> Tekst:
    if ny:
        return Tekst(f"{navn.nb} ble registrert", f"{navn.nn} vart registrert")
    return Tekst(f"{navn.nb}: nye opplysninger", f"{navn.nn}: nye opplysningar")


def _stedfortreder(kontakt: str, vikar: str | None, til: date | None, register: Register) -> Tekst:
    hos, navn = _kontakten(kontakt, register)
    if vikar is None:
        return Tekst(f"{hos.nb}: {navn} er tilbake", f"{hos.nn}: {navn} er tilbake")
    hvem = _kontakten(vikar, register)[1]
    lenge = f" til og med {dato_kort(til)}" if til else ""
    return Tekst(
        f"{hos.nb}: {hvem} er stedfortreder for {navn}{lenge}", f"{hos.nn}: {hvem} er stedfortredar for {navn}{lenge}"
    )


def _kontakten(kontakt: str, register: Register) -> tuple[Tekst, str]:
    kjent = register.kontakter.get(kontakt)
    return (register.navn(kjent.part), kjent.navn) if kjent else (lik(kontakt), kontakt)


def _organet(organ: str, register: Register) -> Tekst:
    kjent = register.organer.get(organ)
    return kjent.navn.stor if kjent else lik(organ)


def _moetet(organ: str, moete: str, register: Register) -> str:
    """The meeting's day: the one it had when it was called off, after any move."""
    kjent = register.organer.get(organ)
    dager = [dato_kort(m.dato) for m in kjent.moeter if m.id == moete] if kjent else []
    return dager[0] if dager else _foerst(moete) or moete


def _foerst(moete: str) -> str:
    """The day the meeting was first set to, which is its id."""
    try:
        return dato_kort(date.fromisoformat(moete))
    except ValueError:
        return ""
