"""Objections that need no plan: to facts of the register, to new agreements, to undoing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from flyter.varselinnvendinger import varselinnvendinger
from modeller.fakta import (
    AvtaleOpprettet,
    Faktum,
    FaktumAngret,
    Hendelse,
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
from modeller.kontroll import LENGST_FRAM_AAR, fram_i_tid
from modeller.lager.faktalager import AVTALEPREFIKS
from modeller.livsloep import Livsloep
from modeller.register import Kontakt, Organ, Part, Register
from modeller.registerfold import brett_register
from modeller.tekst import Tekst, dato_kort
from modeller.ukjent import finnes_ikke, ukjent_part


def registerinnvendinger(
    faktum: Faktum, register: Register, fakta: Sequence[Faktum], dag: date, livsloep: Iterable[Livsloep] = ()
) -> list[Tekst]:
    """Why the fact cannot be in the register. `fakta` is the whole register and `register` its fold, itself included.

    A register fact may lie ahead (a contact who leaves at New Year), but not in another century: fold for the end of
    time, so that what takes effect later is known. `livsloep` are the lifecycles there are.
    """
    hendelse = faktum.hendelse
    if isinstance(hendelse, FaktumAngret):
        tidligere = [f for f in fakta if f.stroem == faktum.stroem and f.nr < faktum.nr]
        return [*fram_i_tid(faktum.skjedde, dag), *angreinnvendinger(hendelse, tidligere)]
    if isinstance(hendelse, VarselregelSatt | VarselvalgTatt):
        grunner = list(varselinnvendinger(hendelse, faktum.stroem, register, livsloep))
        return [*grunner, *_for_fjernt((faktum.skjedde,), dag)]
    grunner = [*_i_registeret(hendelse, register), *_over_foer_den_begynner(hendelse, faktum.skjedde)]
    grunner += _avlyst_fra_foer(faktum, fakta)
    return [*grunner, *_for_fjernt((faktum.skjedde, *_datoer(hendelse)), dag)]


def uttaksinnvendinger(foer: Register, etter: Register, avtaler: Mapping[str, Sequence[str]]) -> Iterator[Tekst]:
    """Why parties and bodies cannot be taken out of the register by an undo: somebody leans on them still.

    `avtaler` are, by party, the agreements that name it.
    """
    for part in sorted(foer.parter.keys() - etter.parter.keys()):
        brukes_av = [
            *avtaler.get(part, ()),
            *(organ.id for organ in etter.organer.values() if organ.part == part),
            *(kontakt.id for kontakt in etter.kontakter.values() if kontakt.part == part),
        ]
        yield from _brukes(foer.navn(part), brukes_av)
    for organ in sorted(foer.organer.keys() - etter.organer.keys()):
        ruter = [part.id for part in etter.parter.values() if organ in part.rute]
        yield from _brukes(foer.organer[organ].navn, ruter)


def _brukes(navn: Tekst, av: Sequence[str]) -> Iterator[Tekst]:
    if av:
        yield Tekst(
            f"{navn.nb} kan ikke tas ut av registeret. Dette bygger på det: {', '.join(av)}.",
            f"{navn.nn} kan ikkje takast ut av registeret. Dette byggjer på det: {', '.join(av)}.",
        )


def nyinnvendinger(
    ny: AvtaleOpprettet, skjedde: date, register: Register, dag: date, livsloep: Collection[str]
) -> list[Tekst]:
    """Why an agreement cannot be entered: a day ahead, a lifecycle or a party nobody knows."""
    grunner: list[Tekst] = []
    if skjedde > dag:
        grunner.append(
            Tekst(
                f"{dato_kort(skjedde)} er fram i tid. Avtalen kan registreres når den dagen kommer.",
                f"{dato_kort(skjedde)} er fram i tid. Avtalen kan registrerast når den dagen kjem.",
            )
        )
    if ny.livsloep not in livsloep:
        grunner.append(finnes_ikke("avtaletypen", ny.livsloep, livsloep))
    parter = [p.part for p in ny.parter] + ([ny.pilot] if ny.pilot is not None else [])
    grunner += [ukjent_part(part, register.parter) for part in dict.fromkeys(parter) if part not in register.parter]
    return [*grunner, *_for_fjernt((verdi.dato for verdi in ny.datoer.values()), dag)]


def angreinnvendinger(angring: FaktumAngret, fakta: Sequence[Faktum]) -> list[Tekst]:
    """Why it cannot be undone: no such fact in the stream, or undone already."""
    if angring.faktum not in {faktum.id for faktum in fakta}:
        return [finnes_ikke("faktumet", angring.faktum, [faktum.id for faktum in fakta])]
    if angring.faktum in angrede(fakta):
        return [Tekst("Dette er allerede angret.", "Dette er alt angra.")]
    return []


def ukjent_avtale(avtale: str, kjente: Iterable[str]) -> Tekst:
    """No agreement has this id; the nearest ones are suggested."""
    return finnes_ikke("avtalen", avtale, kjente)


def feil_stroem(stroem: str) -> Tekst:
    """The happening does not belong in that kind of stream."""
    if stroem.startswith(AVTALEPREFIKS):
        return Tekst(
            "Dette hører til registeret, ikke til en avtale.", "Dette høyrer til registeret, ikkje ein avtale."
        )
    return Tekst("Dette hører til en avtale, ikke til registeret.", "Dette høyrer til ein avtale, ikkje registeret.")


def _i_registeret(  # noqa: PLR0911 - one per kind of fact
    hendelse: Hendelse, register: Register
) -> list[Tekst]:
    match hendelse:
        case PartRegistrert(part=Part(rute=rute)):
            return [grunn for organ in rute for grunn in _mangler("organet", organ, register.organer)]
        case (
            KontaktRegistrert(kontakt=Kontakt(part=part))
            | OrganRegistrert(organ=Organ(part=part))
            | NavnEndret(part=part)
            | KontaktlisteBekreftet(part=part)
        ):
            return _mangler("parten", part, register.parter)
        case KontaktSluttet(kontakt=kontakt, etterfoelger=ny):
            ukjent = _avloesning("kontakten", kontakt, (ny,) if ny else (), register.kontakter)
            return ukjent or (_hos_en_annen(kontakt, ny, _OVERTAR, register) if ny else [])
        case StedfortrederSatt(kontakt=kontakt, stedfortreder=ny):
            ukjent = _avloesning("kontakten", kontakt, (ny,) if ny else (), register.kontakter)
            return ukjent or (_hos_en_annen(kontakt, ny, _STEDFORTREDER, register) if ny else [])
        case PartAvloest(part=part, av=av):
            ukjent = _avloesning("parten", part, av, register.parter)
            return ukjent or _i_ring(part, register) or _av_annet_slag(part, av, register)
        case MoeteplanFastsatt(organ=organ, aar=aar, moeter=moeter):
            utenfor = [moete.dato for moete in moeter if moete.dato.year != aar]
            return _mangler("organet", organ, register.organer) + [
                Tekst(
                    f"Møtet {dato_kort(dato)} er ikke i {aar}, som møteplanen gjelder.",
                    f"Møtet {dato_kort(dato)} er ikkje i {aar}, som møteplanen gjeld.",
                )
                for dato in utenfor
            ]
        case MoeteAvlyst() | MoeteFlyttet() | KalenderkildeSatt() | KalenderkildeFjernet():
            moeter = register.organer[hendelse.organ].moeter if hendelse.organ in register.organer else ()
            ukjent = _mangler("organet", hendelse.organ, register.organer)
            moete = hendelse.moete if isinstance(hendelse, MoeteAvlyst | MoeteFlyttet) else None
            return ukjent or (_mangler("møtet", moete, [kjent.id for kjent in moeter]) if moete else [])
        case ProevemodusSatt():
            return []
        case _:
            return [feil_stroem("register")]


def _avloesning(hva: str, gammel: str, nye: Collection[str], kjente: Collection[str]) -> list[Tekst]:
    if gammel in nye:
        return [Tekst(f"«{gammel}» kan ikke avløse seg selv.", f"«{gammel}» kan ikkje avløyse seg sjølv.")]
    return [grunn for id_ in (gammel, *nye) for grunn in _mangler(hva, id_, kjente)]


_OVERTAR = Tekst("Den som tar over,", "Den som tek over,")
_STEDFORTREDER = Tekst("Stedfortrederen", "Stedfortredaren")


def _hos_en_annen(gammel: str, ny: str, hvem: Tekst, register: Register) -> list[Tekst]:
    """Mail to a party goes to its own contacts, or to those of one that has taken its place."""
    part, hos = register.kontakter[gammel].part, register.kontakter[ny].part
    if hos == part or part in register.forgjengere([hos]):
        return []
    navn, hos_navn = register.navn(part), register.navn(hos)
    andre = sorted(k.id for k in register.kontakter.values() if k.part == part and k.id != gammel and not k.slutter)
    valg = f": {', '.join(andre)}" if andre else ""
    return [
        Tekst(
            f"«{ny}» er kontakt hos {hos_navn.nb}, men «{gammel}» er kontakt hos {navn.nb}. "
            f"{hvem.nb} må være kontakt hos {navn.nb}{valg}. En ny kontakt registreres med kontakt_registrert.",
            f"«{ny}» er kontakt hos {hos_navn.nn}, men «{gammel}» er kontakt hos {navn.nn}. "
            f"{hvem.nn} må vere kontakt hos {navn.nn}{valg}. Ein ny kontakt blir registrert med "
            f"kontakt_registrert.",
        )
    ]


def _over_foer_den_begynner(hendelse: Hendelse, skjedde: date) -> Iterator[Tekst]:
    if isinstance(hendelse, StedfortrederSatt) and hendelse.til is not None and hendelse.til < skjedde:
        til, fra = dato_kort(hendelse.til), dato_kort(skjedde)
        yield Tekst(
            f"Siste dag med stedfortreder, {til}, er før første dag, {fra}. "
            f"Sett «til» til {fra} eller senere, eller ta bort «til» hvis ingen vet når kontakten er tilbake.",
            f"Siste dag med stedfortredar, {til}, er før første dag, {fra}. "
            f"Set «til» til {fra} eller seinare, eller ta bort «til» dersom ingen veit når kontakten er tilbake.",
        )


def _av_annet_slag(part: str, av: Collection[str], register: Register) -> list[Tekst]:
    """The steps of an agreement are for kinds of body: those of a municipality would be nobody's at a directorate."""
    andre = [ny for ny in av if register.parter[ny].slag is not register.parter[part].slag]
    return [
        Tekst(
            f"«{part}» er registrert som {register.parter[part].slag.value}, og «{ny}» som "
            f"{register.parter[ny].slag.value}. Den som tar plassen, må være av samme slag.",
            f"«{part}» er registrert som {register.parter[part].slag.value}, og «{ny}» som "
            f"{register.parter[ny].slag.value}. Den som tar plassen, må vere av same slag.",
        )
        for ny in andre
    ]


def _i_ring(part: str, register: Register) -> list[Tekst]:
    if part not in register.forgjengere([part]):
        return []
    return [
        Tekst(
            f"Her ville «{part}» til slutt avløse seg selv. Registrer den nye parten med en egen id.",
            f"Her ville «{part}» til slutt avløyse seg sjølv. Registrer den nye parten med ein eigen id.",
        )
    ]


def _mangler(hva: str, navn: str, kjente: Collection[str]) -> list[Tekst]:
    return [] if navn in kjente else [finnes_ikke(hva, navn, kjente)]


def _datoer(hendelse: Hendelse) -> Iterator[date]:
    match hendelse:
        case MoeteplanFastsatt(moeter=moeter):
            yield from (moete.dato for moete in moeter)
        case MoeteFlyttet(til=til):
            yield til
        case _:
            pass


def _avlyst_fra_foer(faktum: Faktum, fakta: Sequence[Faktum]) -> list[Tekst]:
    """A meeting that is called off is held on no day, and so cannot be moved to another."""
    match faktum.hendelse:
        case MoeteFlyttet(organ=organ, moete=moete):
            tidligere = [
                f for f in fakta if f.stroem == faktum.stroem and (f.skjedde, f.nr) < (faktum.skjedde, faktum.nr)
            ]
            kjent = brett_register(tidligere, faktum.skjedde).organer.get(organ)
            avlyst = next((m.dato for m in kjent.moeter if m.id == moete and m.avlyst), None) if kjent else None
        case _:
            return []
    if avlyst is None:
        return []
    return [
        Tekst(
            f"Møtet {dato_kort(avlyst)} er avlyst og kan ikke flyttes. Blir det holdt likevel, angre avlysningen eller "
            "les inn en møteplan der det står.",
            f"Møtet {dato_kort(avlyst)} er avlyst og kan ikkje flyttast. Blir det halde likevel, angre avlysinga eller "
            "les inn ein møteplan der det står.",
        )
    ]


def _for_fjernt(datoer: Iterable[date], dag: date) -> Iterator[Tekst]:
    for dato in datoer:
        if abs(dato.year - dag.year) > LENGST_FRAM_AAR:
            yield Tekst(
                f"{dato_kort(dato)} er mer enn {LENGST_FRAM_AAR} år unna. Sjekk årstallet.",
                f"{dato_kort(dato)} er meir enn {LENGST_FRAM_AAR} år unna. Sjekk årstalet.",
            )
