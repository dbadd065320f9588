"""Agreement files, with the register and fact files they name, read into core types or refused with every fault."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from flyter.livsloep import LIVSLOEP
from fristvakt.filer.avtalehenvisninger import henvisninger
from fristvakt.filer.avtalesjekk import sjekk_avtale
from fristvakt.filer.faktaformat import Faktafil
from fristvakt.filer.faktasjekk import sjekk_fakta
from fristvakt.filer.faktumfelt import Faktumfelt
from fristvakt.filer.feil import Feil, Filfeil, forslag
from fristvakt.filer.formater import Avtaleformat, Registerfil
from fristvakt.filer.innlest import Avtalefil, Filfaktum, Innlest
from fristvakt.filer.lesing import Raa, les_raa
from fristvakt.filer.livsloepfiler import (
    MAPPE,
    VEILEDNING,
    Egetlivsloep,
    egne_i,
    er_livsloepfil,
    legg_til,
    les_livsloep,
)
from fristvakt.filer.registerhendelser import (
    KontaktlisteBekreftet,
    KontaktSluttet,
    MoeteAvlyst,
    MoeteFlyttet,
    NavnEndret,
    StedfortrederSatt,
)
from fristvakt.filer.registersjekk import samle
from fristvakt.filer.tolk import M, Tolket, tolk
from fristvakt.filer.varselfakta import VarselregelSatt, VarselvalgTatt
from modeller.fakta import FaktumAngret, Hendelse, avtalestroem
from modeller.livsloep import Livsloep


def les_avtalefiler(
    filer: Sequence[Path], livsloep: Mapping[str, Livsloep] = LIVSLOEP, *, faktafil: Path | None = None
) -> Innlest:
    """Everything the files hold, with the lifecycles that lie in the folder `livsloep` beside an agreement file.

    `livsloep` are those there are already. With `faktafil` the agreement's facts are read from there instead. A
    register file may be given by itself, to load new meeting plans, and so may a lifecycle file. Raises `Filfeil` with
    every fault in all of the files; then nothing of them can be used.
    """
    feil: list[Feil] = []
    livsloepfeil: list[Feil] = []
    avtaler, registerfiler, egne = _sorter(filer, feil, livsloepfeil)
    i_bruk = {*egne, *(avtale.modell.livsloep for avtale in avtaler.values())}
    for mappe in dict.fromkeys(fil.parent for fil in avtaler):
        for eget in egne_i(mappe, livsloepfeil).values():
            legg_til(egne, eget, livsloepfeil)
    feil += livsloepfeil
    livsloep = {**livsloep, **{navn: eget.livsloep for navn, eget in egne.items()}}
    for fil, avtale in avtaler.items():
        sti = fil.parent / avtale.modell.registerfil
        if _noekkel(sti) not in registerfiler:
            registerfiler[_noekkel(sti)] = _navngitt(sti, "register", avtale, Registerfil, feil)
    registre = [r for r in registerfiler.values() if r is not None]
    lest = samle(registre, feil, lesbart=len(registre) == len(registerfiler))
    feil += _doble_avtaler(list(avtaler.values()))
    fakta: dict[str, tuple[Filfaktum, ...]] = {}
    for fil, avtale in avtaler.items():
        # A lifecycle that could not be read is told of already.
        feil += [f for f in sjekk_avtale(avtale, lest, livsloep) if not (livsloepfeil and f.sti == "livsloep")]
        fakta[avtale.modell.id] = ()
        if faktafil is not None or avtale.modell.fakta is not None:
            sti = faktafil or fil.parent / str(avtale.modell.fakta)
            hendt = _navngitt(sti, "fakta", avtale, Faktafil, feil)
            if hendt is not None:
                feil += sjekk_fakta(hendt, avtale, livsloep.get(avtale.modell.livsloep), lest)
                fakta[avtale.modell.id] = _fakta(avtale.modell.id, hendt)
    if feil:
        raise Filfeil(feil)
    return Innlest(
        avtaler={a.modell.id: _avtalefil(fil, a.modell, fakta[a.modell.id]) for fil, a in avtaler.items()},
        register=lest.register,
        livsloep=livsloep,
        egne_livsloep=tuple(eget for navn, eget in egne.items() if navn in i_bruk),
        henvisninger=tuple(henvisninger(registre, [fil.parent for fil in avtaler])),
        gjelder_fra=min((r.modell.gjelder_fra for r in registre if r.modell.gjelder_fra), default=None),
    )


def _sorter(
    filer: Sequence[Path], feil: list[Feil], livsloepfeil: list[Feil]
) -> tuple[dict[Path, Tolket[Avtaleformat]], dict[Path, Tolket[Registerfil] | None], dict[str, Egetlivsloep]]:
    """The given files as agreements, registers and lifecycles; None for a register that cannot be used."""
    egne: dict[str, Egetlivsloep] = {}
    avtaler: dict[Path, Tolket[Avtaleformat]] = {}
    registerfiler: dict[Path, Tolket[Registerfil] | None] = {}
    for fil in _hver_en_gang(filer):
        raa = _les(fil, feil)
        if raa is None:
            continue
        if "faktum" in raa.data:
            riktig = "Oppgi avtalefilen; den sier hvor faktafilen ligger."
            feil.append(Feil(fil, None, "", "Dette er en faktafil.", riktig))
        elif er_livsloepfil(raa):
            if (eget := les_livsloep(raa, livsloepfeil)) is not None:
                legg_til(egne, eget, livsloepfeil)
        elif _er_register(raa):
            registerfiler[_noekkel(fil)] = tolk(raa, Registerfil, feil)
        elif (avtale := tolk(raa, Avtaleformat, feil)) is not None:
            avtaler[fil] = avtale
    return avtaler, registerfiler, egne


def _hver_en_gang(filer: Sequence[Path]) -> list[Path]:
    return list({_noekkel(fil): fil for fil in reversed(filer)}.values())[::-1]


def _noekkel(fil: Path) -> Path:
    return Path(os.path.realpath(fil))


def _les(fil: Path, feil: list[Feil]) -> Raa | None:
    try:
        return les_raa(fil, veiledning=VEILEDNING) if fil.parent.name == MAPPE else les_raa(fil)
    except Filfeil as filfeil:
        feil += filfeil.feil
        return None


def _er_register(raa: Raa) -> bool:
    return not {"livsloep", "register", "datoer"} & raa.data.keys() and bool(
        {"kontakt", "organ", "part"} & raa.data.keys()
    )


def _navngitt(
    sti: Path, noekkel: str, avtale: Tolket[Avtaleformat], modell: type[M], feil: list[Feil]
) -> Tolket[M] | None:
    """A file that an agreement file names; that it is not there is a fault of the one who named it."""
    if not sti.exists():
        naboer = [f.name for f in sti.parent.glob("*.toml")] if sti.parent.is_dir() else []
        riktig = forslag(sti.name, naboer, "I mappen ligger") or "Stien regnes fra mappen avtalefilen ligger i."
        feil.append(avtale.feil((noekkel,), f"Filen «{sti}» finnes ikke.", riktig))
        return None
    raa = _les(sti, feil)
    return None if raa is None else tolk(raa, modell, feil)


def _doble_avtaler(avtaler: Sequence[Tolket[Avtaleformat]]) -> Iterable[Feil]:
    sett: dict[str, Path] = {}
    for avtale in avtaler:
        id_ = avtale.modell.id
        if id_ in sett:
            yield avtale.feil(("id",), f"Avtalen «{id_}» står også i {sett[id_]}.", "To avtaler kan ikke ha samme id.")
        sett.setdefault(id_, avtale.raa.fil)


def _avtalefil(fil: Path, avtale: Avtaleformat, fakta: tuple[Filfaktum, ...]) -> Avtalefil:
    return Avtalefil(id=avtale.id, fil=fil, opprettet=avtale.opprettet, avtale=avtale.verdi(), fakta=fakta)


def _fakta(avtale: str, fil: Tolket[Faktafil]) -> tuple[Filfaktum, ...]:
    """The facts in the order they happened, as the file has them within a day."""
    navngitte = {f.id: f for f in fil.modell.faktum if f.id is not None}
    etter_dag = sorted(enumerate(fil.modell.faktum), key=lambda nummerert: nummerert[1].skjedde)
    return tuple(_filfaktum(avtale, f, navngitte, fil.feil(("faktum", nr), "", "")) for nr, f in etter_dag)


def _filfaktum(avtale: str, felt: Faktumfelt, navngitte: Mapping[str, Faktumfelt], feil: Feil) -> Filfaktum:
    hendelse: Hendelse = felt.hendelse()
    stroem = _stroem(avtale, felt)
    if isinstance(hendelse, FaktumAngret) and (angret := navngitte.get(hendelse.faktum)):
        hendelse = replace(hendelse, faktum=_fast_id(avtale, angret))
        stroem = _stroem(avtale, angret)
    return Filfaktum(
        id=_fast_id(avtale, felt),
        stroem=stroem,
        skjedde=felt.skjedde,
        hendelse=hendelse,
        oppdiktet=felt.oppdiktet,
        kilde=felt.kilde,
        feil=feil,
    )


def _fast_id(avtale: str, faktum: Faktumfelt) -> str:
    """From the content alone, so that a fact read again is known, wherever in the file it has moved."""
    utenom = {"kilde", "oppdiktet"}
    innhold = faktum.id or f"{type(faktum).__name__} {faktum.model_dump_json(exclude=utenom, exclude_defaults=True)}"
    return f"fil-{hashlib.sha256(f'{avtale} {innhold}'.encode()).hexdigest()[:24]}"


def _stroem(avtale: str, faktum: Faktumfelt) -> str:
    match faktum:
        case KontaktSluttet(kontakt=kontakt) | StedfortrederSatt(kontakt=kontakt):
            return f"kontakt/{kontakt}"
        case NavnEndret(part=part) | KontaktlisteBekreftet(part=part):
            return f"part/{part}"
        case MoeteAvlyst(organ=organ) | MoeteFlyttet(organ=organ):
            return f"organ/{organ}"
        case VarselregelSatt(gjelder=gjelder):
            return gjelder
        case VarselvalgTatt(kontakt=kontakt):
            return f"kontakt/{kontakt}"
        case _:
            return avtalestroem(avtale)
