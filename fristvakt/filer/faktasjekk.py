"""What must hold for a fact file against its agreement, the lifecycle and the register."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from fristvakt.filer import faktaformat as ff, oppfoelgingsfakta as of, registerhendelser as rh, varselfakta as vf
from fristvakt.filer.avtalesjekk import AVTALESLUTT, partene
from fristvakt.filer.faktumfelt import Faktumfelt
from fristvakt.filer.feil import Feil, forslag
from fristvakt.filer.felter import Delmaalfelt
from fristvakt.filer.formater import Avtaleformat
from fristvakt.filer.registersjekk import Lestregister
from fristvakt.filer.tolk import Tolket
from modeller.livsloep import Livsloep, Steg
from modeller.stegkontroll import UTEN_PART
from modeller.tekst import dato_kort
from varsler.regler.kontroll import regelinnvendinger

ETTER_SLUTT = timedelta(days=366)
"""How long after the end of an agreement something may still be told about it."""
UTEN_SLUTT = timedelta(days=15 * 366)
"""How long an agreement without a known end is believed to last."""

_UTEN_ORGAN = "Parten har ingen organer i registeret; legg dem inn der først."
_Problem = tuple[str, str, str]
"""The key it is about, what is wrong, what would be right."""


@dataclass(slots=True)
class Rammer:
    """What a fact is held against: the agreement, its lifecycle, everyone who ever is party to it, its delmål."""

    avtale: Avtaleformat
    livsloep: Livsloep | None
    lest: Lestregister
    parter: frozenset[str]
    delmaal: frozenset[str]
    tatt_ut: frozenset[str]
    tillegg: frozenset[str] = frozenset()
    foerste: date | None = None
    siste: date | None = None
    sett_id: set[str] = field(default_factory=set)

    def ukjent_avtalepart(self, part: str) -> str | None:
        """What would be right for somebody who is no party; None when they are one."""
        if part in self.parter or part in self.tatt_ut:
            return None
        return forslag(part, sorted(self.parter), "Partene er")


def sjekk_fakta(
    fil: Tolket[ff.Faktafil], avtale: Tolket[Avtaleformat], livsloep: Livsloep | None, lest: Lestregister
) -> Iterator[Feil]:
    """Every fault in one fact file that its own shape does not show."""
    rammer = _rammer(fil, avtale, livsloep, lest)
    sett: dict[tuple[type, date, str | None], list[Faktumfelt]] = {}
    utfoerte: dict[str, date] = {}
    angret = {f.faktum for f in fil.modell.faktum if isinstance(f, ff.FaktumAngret)}
    for nr, faktum in enumerate(fil.modell.faktum):
        for noekkel, hva, riktig in _problemer(faktum, rammer):
            yield fil.feil(("faktum", nr, noekkel), hva, riktig)
        like = sett.setdefault((type(faktum), faktum.skjedde, getattr(faktum, "steg", None)), [])
        if faktum in like:
            yield fil.feil(("faktum", nr), "Det samme faktumet står to ganger.", "Behold bare det ene.")
        elif isinstance(faktum, ff.StegUtfoert) and faktum.id not in angret:
            if (foer := utfoerte.get(faktum.steg)) is not None:
                yield fil.feil(
                    ("faktum", nr, "steg"),
                    f"Steget «{faktum.steg}» er allerede meldt utført {dato_kort(foer)}.",
                    "Behold bare det ene, eller angre det første med «faktum_angret».",
                )
            utfoerte[faktum.steg] = faktum.skjedde
        like.append(faktum)
        if faktum.id is not None:
            rammer.sett_id.add(faktum.id)


def _rammer(
    fil: Tolket[ff.Faktafil], avtale: Tolket[Avtaleformat], livsloep: Livsloep | None, lest: Lestregister
) -> Rammer:
    fakta = fil.modell.faktum
    foerste = avtale.modell.opprettet
    slutt = [d.verdi().dato for n, d in avtale.modell.datoer.items() if n == AVTALESLUTT]
    # An end before the beginning is told of in the agreement file, and says nothing of when something may happen.
    slutt = [dag for dag in slutt if foerste is None or dag > foerste]
    slutt += [f.til for f in fakta if isinstance(f, ff.AvtaleForlenget)]
    begynte = foerste or min((f.skjedde for f in fakta), default=None)
    return Rammer(
        avtale=avtale.modell,
        livsloep=livsloep,
        lest=lest,
        parter=partene(avtale.modell, lest) | {f.part for f in fakta if isinstance(f, ff.RolleEndret)},
        delmaal=frozenset(d.id for d in avtale.modell.delmaal)
        | {f.delmaal.id for f in fakta if isinstance(f, ff.DelmaalEndret)},
        tatt_ut=avtale.tatt_ut | lest.tatt_ut,
        tillegg=frozenset(f.hendelse().steg for f in fakta if isinstance(f, ff.StegLagtTil)),
        foerste=foerste,
        siste=max(slutt) + ETTER_SLUTT if slutt else begynte + UTEN_SLUTT if begynte else None,
    )


def _problemer(faktum: Faktumfelt, rammer: Rammer) -> Iterator[_Problem]:
    yield from _om_dagen(faktum, rammer)
    if isinstance(steg := _stegid(faktum), str) and (feil := list(_om_steget(steg, rammer))):
        yield from feil
        return  # whose step it is, and so whose body, cannot be told
    match faktum:
        case ff.RolleEndret(part=part) | rh.NavnEndret(part=part):
            yield from _i_registeret("part", "Parten", part, rammer.lest.ukjent_part(part))
        case ff.DelmaalEndret(delmaal=Delmaalfelt(parter=parter)):
            for part in parter:
                yield from _er_part("delmaal", part, rammer)
        case ff.DatoSatt(navn=navn) if rammer.livsloep and navn not in rammer.livsloep.datoer:
            riktig = forslag(navn, rammer.livsloep.datoer, "Datoene er")
            yield "navn", f"Livsløpet «{rammer.livsloep.navn}» har ingen dato som heter «{navn}».", riktig
        case ff.StegPauset(hos=hos):
            yield from _kan_ha_ballen(hos, rammer)
        case of.FerdigAnslaatt(part=part) | of.MerTidOensket(part=part) | of.MerTidAvslaatt(part=part):
            yield from _er_part("part", part, rammer)
        case ff.StegLagtTil(parter=parter):
            for part in parter:
                yield from _er_part("parter", part, rammer)
        case ff.FaktumAngret(faktum=angret) if angret not in rammer.sett_id:
            riktig = forslag(angret, sorted(rammer.sett_id), "Fakta med id er") or "Gi faktumet som angres en id."
            yield "faktum", f"Det står ikke noe faktum med id «{angret}» før dette.", riktig
        case _:
            yield from _om_organer_og_kontakter(faktum, rammer)
    if faktum.id is not None and faktum.id in rammer.sett_id:
        yield "id", f"Id-en «{faktum.id}» er brukt før i filen.", "Gi faktumet en annen id."


def _om_organer_og_kontakter(faktum: Faktumfelt, rammer: Rammer) -> Iterator[_Problem]:
    match faktum:
        case ff.VedtakFattet(organ=str(organ)) | ff.OrganValgt(organ=str(organ)):
            yield from _om_organet("organ", organ, faktum.steg, rammer)
        case ff.MilepaelNaadd(milepael=milepael) if ":" in milepael:
            yield from _om_organet("milepael", milepael.partition(":")[2], faktum.steg, rammer)
        case of.PaaminnelserUtsatt(kontakt=kontakt) | vf.VarselvalgTatt(kontakt=kontakt):
            yield from _i_registeret("kontakt", "Kontakten", kontakt, rammer.lest.ukjent_kontakt(kontakt))
        case vf.VarselregelSatt():
            yield from _om_regelen(faktum, rammer)
        case of.StegOverlatt(kontakt=kontakt, til_kontakt=til):
            for noekkel, hvem in (("kontakt", kontakt), ("til_kontakt", til)):
                yield from _i_registeret(noekkel, "Kontakten", hvem, rammer.lest.ukjent_kontakt(hvem))
        case (
            rh.KontaktSluttet(kontakt=kontakt, etterfoelger=ny)
            | rh.StedfortrederSatt(kontakt=kontakt, stedfortreder=ny)
        ):
            for id_ in (kontakt, ny):
                if id_ is not None:
                    yield from _i_registeret("kontakt", "Kontakten", id_, rammer.lest.ukjent_kontakt(id_))
            if isinstance(faktum, rh.StedfortrederSatt) and faktum.til and faktum.til < faktum.skjedde:
                hva = (
                    f"{dato_kort(faktum.til)} er før {dato_kort(faktum.skjedde)}, som er første dag med stedfortreder."
                )
                yield "til", hva, "Skriv siste dagen kontakten er borte, eller ta bort linjen hvis ingen vet det."
        case rh.MoeteAvlyst(organ=organ, moete=moete) | rh.MoeteFlyttet(organ=organ, moete=moete):
            yield from _om_moetet(organ, moete, rammer)
        case _:
            pass


def _om_dagen(faktum: Faktumfelt, rammer: Rammer) -> Iterator[_Problem]:
    dag = dato_kort(faktum.skjedde)
    if rammer.foerste and faktum.skjedde < rammer.foerste:
        yield (
            "skjedde",
            f"{dag} er før avtalen begynte {dato_kort(rammer.foerste)}.",
            "Rett datoen, eller «opprettet» i avtalefilen.",
        )
    elif rammer.siste and faktum.skjedde > rammer.siste:
        yield "skjedde", f"{dag} er lenge etter at avtalen er slutt.", f"Siste mulige dag er {dato_kort(rammer.siste)}."


def _stegid(faktum: Faktumfelt) -> object:
    """The step of the agreement the fact is about; a reminder rule is about one of the lifecycle."""
    return None if isinstance(faktum, vf.VarselregelSatt) else getattr(faktum, "steg", None)


def _om_regelen(faktum: vf.VarselregelSatt, rammer: Rammer) -> Iterator[_Problem]:
    noekler = [steg.noekkel for _, steg in rammer.livsloep] if rammer.livsloep else None
    for grunn in regelinnvendinger(faktum.hendelse(), noekler):
        yield "regel", grunn.nb, ""
    slag, _, id_ = faktum.gjelder.partition("/")
    if slag == "part":
        yield from _i_registeret("gjelder", "Parten", id_, rammer.lest.ukjent_part(id_))
    elif slag == "kontakt":
        yield from _i_registeret("gjelder", "Kontakten", id_, rammer.lest.ukjent_kontakt(id_))


def _om_steget(steg_id: str, rammer: Rammer) -> Iterator[_Problem]:
    """The id must be what the lifecycle would build: `<noekkel>[.<aar>][.<delmaal>][.<part>]`."""
    if rammer.livsloep is None:
        return
    if steg_id in rammer.tillegg:
        return
    noekkel, *resten = steg_id.split(".")
    funnet = next(((fase, steg) for fase, steg in rammer.livsloep if steg.noekkel == noekkel), None)
    if funnet is None:
        yield (
            "steg",
            f"Steget «{noekkel}» finnes ikke.",
            forslag(
                noekkel,
                [s.noekkel for _, s in rammer.livsloep],
                "Stegene er",
                alle_med=f"fristvakt livsloep vis {rammer.livsloep.navn}",
            ),
        )
        return
    fase, steg = funnet
    form = _form(steg, aarlig=bool(fase.hvert_aar))
    if len(resten) != len(form):
        eksempel = ".".join([noekkel, *(f"<{del_}>" for del_ in form)])
        yield "steg", f"«{steg_id}» har feil antall ledd.", f"Skriv det slik: «{eksempel}»."
        return
    for del_, verdi in zip(form, resten, strict=True):
        if del_ == "år" and not re.fullmatch(r"(19|20)\d\d", verdi):
            yield "steg", f"«{verdi}» i «{steg_id}» er ikke et år.", "Skriv året med fire sifre."
        elif del_ == "delmål" and verdi not in rammer.delmaal | rammer.tatt_ut:
            yield (
                "steg",
                f"Delmålet «{verdi}» i «{steg_id}» finnes ikke.",
                forslag(verdi, sorted(rammer.delmaal), "Delmålene er"),
            )
        elif del_ == "part" and (riktig := rammer.ukjent_avtalepart(verdi)) is not None:
            yield "steg", f"«{verdi}» i «{steg_id}» er ikke part i avtalen.", riktig


def _form(steg: Steg, *, aarlig: bool) -> list[str]:
    ledd = (("år", aarlig), ("delmål", steg.per_delmaal), ("part", steg.hvem is not None and steg.hvem.hver))
    return [navn for navn, har in ledd if har]


def _i_registeret(noekkel: str, hva: str, id_: str, riktig: str | None) -> Iterable[_Problem]:
    if riktig is not None:
        yield noekkel, f"{hva} «{id_}» finnes ikke i registeret.", riktig


def _er_part(noekkel: str, part: str, rammer: Rammer) -> Iterable[_Problem]:
    if (riktig := rammer.ukjent_avtalepart(part)) is not None:
        yield noekkel, f"«{part}» er ikke part i avtalen.", riktig


def _kan_ha_ballen(hos: str, rammer: Rammer) -> Iterable[_Problem]:
    for noekkel, hva, riktig in _er_part("hos", hos, rammer):
        yield noekkel, hva, UTEN_PART.nb if rammer.lest.ukjent_part(hos) is None else riktig


def _om_organet(noekkel: str, organ: str, steg_id: str, rammer: Rammer) -> Iterable[_Problem]:
    """The body must exist and belong to the party whose step it is."""
    if (riktig := rammer.lest.ukjent_organ(organ)) is not None:
        yield noekkel, f"Organet «{organ}» finnes ikke i registeret.", riktig
    elif (kjent := rammer.lest.register.organer.get(organ)) and kjent.part not in steg_id.split("."):
        egne = sorted(o.id for o in rammer.lest.register.organer.values() if o.part in steg_id.split("."))
        yield (
            noekkel,
            f"Organet «{organ}» hører ikke til parten i «{steg_id}».",
            forslag("", egne, "Partens organer er") or _UTEN_ORGAN,
        )


def _om_moetet(organ: str, moete: str, rammer: Rammer) -> Iterable[_Problem]:
    if (riktig := rammer.lest.ukjent_organ(organ)) is not None:
        yield "organ", f"Organet «{organ}» finnes ikke i registeret.", riktig
    elif (kjent := rammer.lest.register.organer.get(organ)) and moete not in {m.id for m in kjent.moeter}:
        yield (
            "moete",
            f"Organet «{organ}» har ikke noe møte «{moete}».",
            forslag(moete, [m.id for m in kjent.moeter], "Møtene er"),
        )
