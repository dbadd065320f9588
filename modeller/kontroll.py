"""Whether a fact can be: the objections to registering it, in words the one who registers can act on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from modeller.fakta import (
    AvtaleAvsluttet,
    AvtaleForlenget,
    Avtalehendelse,
    AvtaleOpprettet,
    DatoSatt,
    Datoverdi,
    DelmaalEndret,
    FristUtsatt,
    MoeteInnkalt,
    RolleEndret,
    StegLagtTil,
    TekstversjonLaget,
    VarselregelSatt,
)
from modeller.livsloep import Livsloep
from modeller.plan import Plan
from modeller.register import Register
from modeller.stegkontroll import steginnvendinger
from modeller.tekst import Tekst, dato_kort
from modeller.tillegg import med_tillegg
from modeller.ukjent import finnes_ikke, ikke_part, ukjent_part, ukjent_steg

LENGST_FRAM_AAR = 30
"""A date further ahead than this is a slip of the pen."""


def innvendinger(
    hendelse: Avtalehendelse, skjedde: date, plan: Plan, register: Register, livsloep: Livsloep, naa: date
) -> list[Tekst]:
    """Why the happening cannot be a fact of this agreement; empty when it can. `plan` is the plan as of `naa`."""
    return list(_innvendinger(hendelse, skjedde, plan, register, livsloep, naa))


def _innvendinger(
    hendelse: Avtalehendelse, skjedde: date, plan: Plan, register: Register, livsloep: Livsloep, naa: date
) -> Iterator[Tekst]:
    yield from fram_i_tid(skjedde, naa)
    yield from _foer_avtalen(skjedde, plan)
    yield from _om_datoer(hendelse, skjedde, plan)
    livsloep = med_tillegg(livsloep, plan.tillegg)
    if isinstance(hendelse, StegLagtTil):
        yield from _om_tillegget(hendelse, plan, livsloep)
        return
    # A choice of reminder rule names a step of the lifecycle.
    steg_id = None if isinstance(hendelse, VarselregelSatt) else getattr(hendelse, "steg", None)
    if isinstance(steg_id, str):
        steg = plan.finn(steg_id)
        if steg is None:
            yield ukjent_steg(steg_id, plan)
            return
        mal = livsloep.finn(steg.steg)
        assert mal is not None, "a plan is made of its lifecycle's steps"
        yield from steginnvendinger(hendelse, skjedde, steg, mal, plan, register)
    match hendelse:
        case AvtaleOpprettet():
            yield Tekst(f"Avtalen «{plan.avtale}» finnes fra før.", f"Avtalen «{plan.avtale}» finst frå før.")
        case RolleEndret():
            yield from _om_rollen(hendelse, plan, register)
        case DelmaalEndret(delmaal=delmaal):
            kjent = plan.delmaal.get(delmaal.id)
            nye = set(delmaal.parter) - set(kjent.parter if kjent else ()) - plan.parter.keys()
            yield from (ikke_part(part, plan.parter) for part in sorted(nye))
        case TekstversjonLaget(nummer=nummer, redaksjonell=redaksjonell, grunn=grunn):
            yield from _om_teksten(nummer, plan, mangler_grunn=redaksjonell and not grunn)
        case AvtaleForlenget(til=til) if plan.slutt and til <= plan.slutt:
            yield Tekst(
                f"En forlengelse må gå lenger enn avtaleslutt {dato_kort(plan.slutt)}.",
                f"Ei forlenging må gå lenger enn avtaleslutt {dato_kort(plan.slutt)}.",
            )
        case AvtaleAvsluttet(til=til):
            yield from _om_avslutningen(til, plan, livsloep)
        case DatoSatt(navn=navn) if navn not in livsloep.datoer:
            kjente = ", ".join(livsloep.datoer)
            yield Tekst(
                f"Denne avtaletypen har ingen dato som heter «{navn}». Datoene er: {kjente}.",
                f"Denne avtaletypen har ingen dato som heiter «{navn}». Datoane er: {kjente}.",
            )
        case DatoSatt(navn=navn, verdi=Datoverdi(dato=dato)) if navn == livsloep.slutt:
            yield from _slutt_foer_begynnelsen(dato, plan, livsloep)
        case _:
            pass


def _om_avslutningen(til: date, plan: Plan, livsloep: Livsloep) -> Iterator[Tekst]:
    """An agreement that ends before its time ends after it began, and before it would have ended."""
    yield from _slutt_foer_begynnelsen(til, plan, livsloep)
    if plan.slutt and til >= plan.slutt:
        yield Tekst(
            f"Avtalen slutter {dato_kort(plan.slutt)} uansett. Skal den avsluttes før tiden, må dagen være før det.",
            f"Avtalen sluttar {dato_kort(plan.slutt)} uansett. Skal han avsluttast før tida, må dagen vere før det.",
        )


def _slutt_foer_begynnelsen(slutt: date, plan: Plan, livsloep: Livsloep) -> Iterator[Tekst]:
    ikraft = plan.finn(livsloep.ikraft)
    if ikraft is not None and ikraft.utfoert is not None and slutt < ikraft.utfoert:
        gjelder = dato_kort(ikraft.utfoert)
        yield Tekst(
            f"Avtalen kan ikke slutte {dato_kort(slutt)}: den har vært gjeldende siden {gjelder}. Velg den dagen eller "
            "en senere.",
            f"Avtalen kan ikkje slutte {dato_kort(slutt)}: han har vore gjeldande sidan {gjelder}. Vel den dagen eller "
            "ein seinare.",
        )
    elif slutt < plan.opprettet:
        begynte = dato_kort(plan.opprettet)
        yield Tekst(
            f"Avtalen kan ikke slutte {dato_kort(slutt)}: den begynte {begynte}. Velg den dagen eller en senere.",
            f"Avtalen kan ikkje slutte {dato_kort(slutt)}: han tok til {begynte}. Vel den dagen eller ein seinare.",
        )


def _om_rollen(hendelse: RolleEndret, plan: Plan, register: Register) -> Iterator[Tekst]:
    if hendelse.part not in register.parter:
        yield ukjent_part(hendelse.part, register.parter)
    elif hendelse.rolle is None and hendelse.part not in plan.parter:
        yield ikke_part(hendelse.part, plan.parter)


def fram_i_tid(skjedde: date, naa: date) -> Iterator[Tekst]:
    """The day it is said to have happened lies ahead."""
    if skjedde > naa:
        yield Tekst(
            f"{dato_kort(skjedde)} er fram i tid. Et faktum er noe som har skjedd.",
            f"{dato_kort(skjedde)} er fram i tid. Eit faktum er noko som har hendt.",
        )


def _foer_avtalen(skjedde: date, plan: Plan) -> Iterator[Tekst]:
    if skjedde < plan.opprettet:
        yield Tekst(
            f"{dato_kort(skjedde)} er før avtalen begynte {dato_kort(plan.opprettet)}.",
            f"{dato_kort(skjedde)} er før avtalen tok til {dato_kort(plan.opprettet)}.",
        )


def _om_datoer(hendelse: Avtalehendelse, skjedde: date, plan: Plan) -> Iterator[Tekst]:
    """Dates inside the happening lie ahead, but not in another century, and none is set to before the agreement."""
    match hendelse:
        case FristUtsatt(til=ny) | MoeteInnkalt(dato=date() as ny) | StegLagtTil(frist=date() as ny):
            yield from _foer_avtalen(ny, plan)
        case _:
            pass
    verdi = hendelse.verdi.dato if isinstance(hendelse, DatoSatt) and hendelse.verdi else None
    for dato in (verdi, *(getattr(hendelse, felt, None) for felt in ("til", "dato", "frist"))):
        if isinstance(dato, date) and abs(dato.year - skjedde.year) > LENGST_FRAM_AAR:
            yield Tekst(
                f"{dato_kort(dato)} er mer enn {LENGST_FRAM_AAR} år unna. Sjekk årstallet.",
                f"{dato_kort(dato)} er meir enn {LENGST_FRAM_AAR} år unna. Sjekk årstalet.",
            )


def _om_tillegget(nytt: StegLagtTil, plan: Plan, livsloep: Livsloep) -> Iterator[Tekst]:
    if plan.finn(nytt.steg) is not None:
        yield Tekst(
            f"Steget «{nytt.id}» er lagt til fra før. Gi det nye en annen id.",
            f"Steget «{nytt.id}» er lagt til frå før. Gi det nye ein annan id.",
        )
    for part in nytt.parter:
        if part not in plan.parter:
            yield ikke_part(part, plan.parter)
    noekler = [steg.noekkel for _, steg in livsloep]
    for noekkel in nytt.etter:
        if noekkel not in noekler:
            yield finnes_ikke("steget", noekkel, noekler)
    if nytt.fyller is not None and nytt.fyller not in {hull.noekkel for hull in livsloep.hull}:
        yield finnes_ikke("hullet", nytt.fyller, [hull.noekkel for hull in livsloep.hull])


def _om_teksten(nummer: int, plan: Plan, *, mangler_grunn: bool) -> Iterator[Tekst]:
    neste = (plan.tekstversjon or 0) + 1
    if nummer < neste:
        yield Tekst(
            f"Tekstversjon {nummer} finnes fra før. Neste nummer er {neste}.",
            f"Tekstversjon {nummer} finst frå før. Neste nummer er {neste}.",
        )
    if mangler_grunn:
        yield Tekst(
            "En redaksjonell endring må ha en grunn, siden godkjenningene skal stå.",
            "Ei redaksjonell endring må ha ein grunn, sidan godkjenningane skal stå.",
        )
