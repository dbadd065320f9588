"""Facts as sentences for the log of an agreement, in both written standards."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from modeller.fakta import (
    AvtaleAvsluttet,
    AvtaleEndret,
    AvtaleForlenget,
    AvtaleOpprettet,
    DatoSatt,
    Datoverdi,
    DelmaalEndret,
    Faktum,
    FaktumAngret,
    FristUtsatt,
    Hendelse,
    MilepaelNaadd,
    MoeteInnkalt,
    Oppfoelgingshendelse,
    OrganValgt,
    RolleEndret,
    StegGjenaapnet,
    StegGjenopptatt,
    StegIkkeAktuelt,
    StegLagtTil,
    StegPauset,
    StegUtfoert,
    TekstversjonLaget,
    Utfall,
    VarselregelSatt,
    VedtakFattet,
    avtalestroem,
)
from modeller.faktaliste import angrede, innen
from modeller.kildevalg import les_kilde
from modeller.livsloep import Livsloep
from modeller.moeteramme import Moeteramme
from modeller.plan import Plan
from modeller.register import Register
from modeller.tekst import Tekst, dato_kort, lik, maaned_ord
from varsler.logg.begrepsord import ARTSORD, DATONAVN, ROLLEORD
from varsler.logg.loggnavn import Loggnavn, lagt_til, liten
from varsler.logg.oppfoelgingsord import oppfoelgingssetning
from varsler.logg.registerord import navn_foer, om_avtalen, registersetning
from varsler.logg.varselord import varselsetning

UTFALLSORD: dict[Utfall, Tekst] = {
    Utfall.VEDTATT: Tekst("vedtatt", "vedteke"),
    Utfall.VEDTATT_MED_ENDRINGER: Tekst("vedtatt med endringer", "vedteke med endringar"),
    Utfall.VEDTATT_MED_FORBEHOLD: Tekst("vedtatt med forbehold", "vedteke med atterhald"),
    Utfall.UTSATT: Tekst("utsatt, saken er ikke avgjort", "utsett, saka er ikkje avgjord"),
    Utfall.AVSLAATT: Tekst("avslått", "avslått"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Logglinje:
    """A fact as the log shows it; `lenke` and `saksnummer` point to the archive."""

    faktum: Faktum
    setning: Tekst
    merknad: str
    angret: bool
    steg: str | None
    """The step it is about, when the plan has it."""
    saksnummer: str | None
    lenke: str | None
    kilde: Tekst | None
    """Where it is told."""


def logg(
    fakta: Sequence[Faktum],
    plan: Plan,
    register: Register,
    livsloep: Livsloep | None,
    registerfakta: Collection[Faktum],
) -> list[Logglinje]:
    """What has happened by the plan's day, in the agreement and in what it leans on of the register, newest first,
    without the facts that hang loose.
    """
    loese = {faktum.id for faktum in plan.loese_fakta}
    kjente = [f for f in fakta if f.skjedde <= plan.dag and f.id not in loese]
    navn = Loggnavn(
        register=register,
        plan=plan,
        livsloep=livsloep,
        lagt_til=lagt_til(fakta),
        navn_foer=navn_foer(registerfakta),
    )
    return logglinjer([*kjente, *om_avtalen(registerfakta, plan, register)], navn)


def loese(fakta: Sequence[Faktum], plan: Plan, register: Register, livsloep: Livsloep | None) -> list[Logglinje]:
    """The facts about steps the plan does not have, newest first; `fakta` are all the agreement's."""
    navn = Loggnavn(register=register, plan=plan, livsloep=livsloep, lagt_til=lagt_til(fakta))
    return logglinjer(plan.loese_fakta, navn)


def logglinjer(fakta: Sequence[Faktum], navn: Loggnavn) -> list[Logglinje]:
    """Facts as lines, newest first; one that another of them undoes is marked, unless that one is undone itself."""
    angret, tider = angrede(fakta), innen(fakta)
    nyeste_foerst = sorted(fakta, key=lambda f: (f.skjedde, tider[f.id], f.nr), reverse=True)
    etter_id = {f.id: f for f in fakta}
    return [_linje(f, navn, etter_id.get(_angrer(f)), angret=f.id in angret) for f in nyeste_foerst]


def loggsetning(faktum: Faktum, navn: Loggnavn, offer: Faktum | None) -> Tekst:
    """As `faktumsetning`, where a party that says something of its own step is named but once."""
    if offer is not None and offer is not faktum:
        return _angret(loggsetning(offer, navn, None))
    if isinstance(faktum.hendelse, Oppfoelgingshendelse):
        steget = navn.steg(faktum.hendelse.steg, uten=getattr(faktum.hendelse, "part", ""))
        return oppfoelgingssetning(faktum.hendelse, steget, navn.register)
    return faktumsetning(faktum, navn, None)


def faktumsetning(faktum: Faktum, navn: Loggnavn, offer: Faktum | None) -> Tekst:
    """One plain sentence without full stop, saying what happened; `offer` is the fact that an undo undoes."""
    if offer is not None and offer is not faktum:
        return _angret(faktumsetning(offer, navn, None))
    if faktum.stroem.startswith(avtalestroem("")):
        return setning(faktum.hendelse, navn)
    return registersetning(faktum, navn.register, navn.navn_foer.get(faktum.id))


def _angret(hva: Tekst) -> Tekst:
    return Tekst(f"Angret: {hva.nb}", f"Angra: {hva.nn}")


def _angrer(faktum: Faktum) -> str:
    return faktum.hendelse.faktum if isinstance(faktum.hendelse, FaktumAngret) else ""


def _linje(faktum: Faktum, navn: Loggnavn, offer: Faktum | None, *, angret: bool) -> Logglinje:
    hendelse = faktum.hendelse
    steg_id = getattr(hendelse, "steg", None)
    lenke = getattr(hendelse, "lenke", None)
    return Logglinje(
        faktum=faktum,
        setning=loggsetning(faktum, navn, offer),
        merknad=begrunnelsen(hendelse),
        angret=angret,
        steg=steg_id if steg_id and navn.plan and navn.plan.finn(steg_id) else None,
        saksnummer=getattr(hendelse, "saksnummer", None),
        # Only addresses a browser opens as a page: a fact is input, and `javascript:` is an address too.
        lenke=lenke if lenke and lenke.startswith(("https://", "http://")) else None,
        kilde=les_kilde(faktum.kilde, navn.livsloep).tittel if faktum.kilde else None,
    )


def begrunnelsen(hendelse: Hendelse) -> str:
    """Why, or what else the reader should know, in the words of the one who told it; empty when nothing was said."""
    grunn = getattr(hendelse, "grunn", "") or getattr(hendelse, "merknad", "")
    return grunn if isinstance(grunn, str) else ""


def setning(hendelse: Hendelse, navn: Loggnavn) -> Tekst:  # noqa: C901, PLR0911 - one per kind of fact
    """What happened to an agreement."""
    register = navn.register
    match hendelse:
        case AvtaleOpprettet():
            return Tekst("Avtalen ble lagt inn", "Avtalen vart lagd inn")
        case AvtaleEndret():
            return Tekst("Opplysningene om avtalen ble endret", "Opplysningane om avtalen vart endra")
        case AvtaleForlenget(til=til):
            return Tekst(f"Avtalen ble forlenget til {dato_kort(til)}", f"Avtalen vart forlengd til {dato_kort(til)}")
        case AvtaleAvsluttet(til=til):
            return Tekst(f"Avtalen blir avsluttet {dato_kort(til)}", f"Avtalen blir avslutta {dato_kort(til)}")
        case RolleEndret(part=part, rolle=None):
            hvem = register.navn(part)
            return Tekst(f"{hvem.nb} gikk ut av avtalen", f"{hvem.nn} gjekk ut av avtalen")
        case RolleEndret(part=part, rolle=rolle) if rolle is not None:
            hvem, som = register.navn(part), ROLLEORD[rolle]
            return Tekst(f"{hvem.nb} ble {som.nb}", f"{hvem.nn} vart {som.nn}")
        case DelmaalEndret(delmaal=delmaal):
            verb = Tekst("ble endret", "vart endra") if delmaal.parter else Tekst("ble tatt ut", "vart teke ut")
            return Tekst(f"Delmålet «{delmaal.navn.nb}» {verb.nb}", f"Delmålet «{delmaal.navn.nn}» {verb.nn}")
        case DatoSatt(navn=datonavn, verdi=verdi):
            return _dato_satt(DATONAVN.get(datonavn) or navn.steg(datonavn), verdi)
        case TekstversjonLaget(nummer=nummer, redaksjonell=redaksjonell):
            bare = (
                Tekst(" med bare redaksjonelle endringer", " med berre redaksjonelle endringar")
                if redaksjonell
                else lik("")
            )
            return Tekst(
                f"Partene ble enige om versjon {nummer} av avtaleteksten{bare.nb}",
                f"Partane vart samde om versjon {nummer} av avtaleteksten{bare.nn}",
            )
        case FaktumAngret():
            return Tekst("En hendelse ble angret", "Ei hending vart angra")
        case VarselregelSatt(steg=noekkel):
            mal = navn.livsloep.finn(noekkel) if navn.livsloep and noekkel else None
            steg = mal.tittel if mal else lik(noekkel) if noekkel else None
            return varselsetning(hendelse, Tekst("Varsler", "Varsel"), steg)
        case _:
            steget = navn.steg(getattr(hendelse, "steg", ""))
            if isinstance(hendelse, Oppfoelgingshendelse):
                return oppfoelgingssetning(hendelse, steget, register)
            return _om_steg(hendelse, steget, navn)


def _om_steg(  # noqa: C901, PLR0911, PLR0912 - one case per kind of fact
    hendelse: Hendelse, navn: Tekst, kjente: Loggnavn
) -> Tekst:
    register = kjente.register
    match hendelse:
        case FristUtsatt(til=til):
            return Tekst(f"{navn.nb}: datoen ble flyttet til {dato_kort(til)}",
                         f"{navn.nn}: datoen vart flytta til {dato_kort(til)}")  # fmt: skip
        case StegUtfoert(forbehold=forbehold, vedtaksdato=vedtaksdato):
            nb, nn = f"{navn.nb}: utført", f"{navn.nn}: utført"
            if forbehold:
                sitat = f"«{forbehold.rstrip('.')}»"
                nb, nn = f"{nb} med forbeholdet {sitat}", f"{nn} med atterhaldet {sitat}"
            if vedtaksdato:
                nb, nn = f"{nb} (vedtatt {dato_kort(vedtaksdato)})", f"{nn} (vedteke {dato_kort(vedtaksdato)})"
            return Tekst(nb, nn)
        case MilepaelNaadd(steg=steg, milepael=noekkel):
            milepael = kjente.milepael(steg, noekkel)
            return Tekst(f"{navn.nb}: milepælen «{milepael.nb}» ble nådd",
                         f"{navn.nn}: milepælen «{milepael.nn}» vart nådd")  # fmt: skip
        case VedtakFattet(utfall=utfall, organ=organ, tekstversjon=versjon):
            hvor = _i_setning(register.organer[organ].navn) if organ and organ in register.organer else None
            hva = UTFALLSORD[utfall]
            sted = Tekst(f" i {hvor.nb}", f" i {hvor.nn}") if hvor else lik("")
            tekst = (
                Tekst(f", avtaletekst versjon {versjon}", f", avtaletekst versjon {versjon}") if versjon else lik("")
            )
            return Tekst(f"{navn.nb}: {hva.nb}{sted.nb}{tekst.nb}", f"{navn.nn}: {hva.nn}{sted.nn}{tekst.nn}")
        case MoeteInnkalt(dato=None):
            return Tekst(f"{navn.nb}: møtet ble avlyst", f"{navn.nn}: møtet vart avlyst")
        case MoeteInnkalt(dato=date() as dato, fra=fra, til=til, sted=sted):
            dag = ", ".join(del_ for del_ in (dato_kort(dato), str(Moeteramme(fra, til, sted))) if del_)
            return Tekst(f"{navn.nb}: møtet ble satt til {dag}", f"{navn.nn}: møtet vart sett til {dag}")
        case OrganValgt(organ=None):
            return Tekst(f"{navn.nb}: det vanlige organet avgjør", f"{navn.nn}: det vanlege organet avgjer")
        case OrganValgt(organ=organ) if organ is not None:
            kjent = register.organer.get(organ)
            hvem = _i_setning(kjent.navn) if kjent else lik(organ)
            return Tekst(f"{navn.nb}: {hvem.nb} skal avgjøre saken",
                         f"{navn.nn}: {hvem.nn} skal avgjere saka")  # fmt: skip
        case StegIkkeAktuelt():
            return Tekst(f"{navn.nb}: ikke aktuelt her", f"{navn.nn}: ikkje aktuelt her")
        case StegGjenaapnet():
            return Tekst(f"{navn.nb}: må gjøres på nytt", f"{navn.nn}: må gjerast på nytt")
        case StegLagtTil():
            return Tekst(f"{navn.nb}: steget ble lagt til", f"{navn.nn}: steget vart lagt til")
        case StegPauset(hos=hos):
            part = register.navn(hos)
            return Tekst(f"{navn.nb}: satt på vent, ballen er hos {part.nb}",
                         f"{navn.nn}: sett på vent, ballen er hos {part.nn}")  # fmt: skip
        case StegGjenopptatt():
            return Tekst(f"{navn.nb}: tatt opp igjen", f"{navn.nn}: teke opp att")
        case _:
            return navn  # every kind of fact is among those above


def _dato_satt(navn: Tekst, verdi: Datoverdi | None) -> Tekst:
    if verdi is None:
        return Tekst(f"{navn.nb}: datoen ble tatt bort", f"{navn.nn}: datoen vart teken bort")
    dag = maaned_ord(verdi.dato) if verdi.bare_maaned else dato_kort(verdi.dato)
    art = ARTSORD[verdi.art]
    return Tekst(f"{navn.nb}: satt til {dag} ({art.nb})", f"{navn.nn}: sett til {dag} ({art.nn})")


def _i_setning(organ: Tekst) -> Tekst:
    # «Kommunestyret» is a common noun, «Våler kommunestyre» starts with a name.
    return organ if " " in organ.nb else Tekst(liten(organ.nb), liten(organ.nn))
