"""The annual cycle in words, in both written standards: what an entry is called, collisions, and who is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date

from modeller.aarshjul import Aarshjul, Utenforgrunn
from modeller.kollisjoner import Innslag, Innslagsslag, Kollisjon, Kollisjonsslag
from modeller.register import Partsslag, Register
from modeller.tekst import MAANEDER, Maalform, Tekst, lik, oppramsing, stor

FORLEDD: dict[Innslagsslag, Tekst] = {
    Innslagsslag.SAKSFRAMLEGG: lik("Saksframlegg"),
    Innslagsslag.PAPIRER: lik("Sakspapirer"),
    Innslagsslag.BEHANDLING: lik("Behandling"),
    Innslagsslag.VEDTAK: lik("Vedtak"),
}
TELT: dict[Kollisjonsslag, Tekst] = {
    Kollisjonsslag.MOETER_I_UKA: Tekst(
        "{hvem} har {antall} møter{hver} i {naar}.", "{hvem} har {antall} møte{hver} i {naar}."
    ),
    Kollisjonsslag.MOETER_I_MAANEDEN: Tekst(
        "{hvem} har {antall} møter{hver} i {naar}. {uten} fått dag ennå.",
        "{hvem} har {antall} møte{hver} i {naar}. {uten} fått dag enno.",
    ),
    Kollisjonsslag.SAKER_I_MOETET: Tekst(
        "{hvem} må behandle {antall} saker{hver} {naar}.", "{hvem} må behandle {antall} saker{hver} {naar}."
    ),
    Kollisjonsslag.SAKSFRAMLEGG_I_UKA: Tekst(
        "{hvem} må ha {antall} saksframlegg{hver} klare i {naar}.",
        "{hvem} må ha {antall} saksframlegg{hver} klare i {naar}.",
    ),
}
HVER = Tekst(" hver", " kvar")
UTENFOR: dict[tuple[Utenforgrunn, bool], Tekst] = {
    (Utenforgrunn.FOER, False): Tekst("begynte i {aar}", "tok til i {aar}"),
    (Utenforgrunn.SLUTT, False): Tekst("ble avsluttet i {aar}", "vart avslutta i {aar}"),
    (Utenforgrunn.SLUTT, True): Tekst("er slutt i {aar}", "er slutt i {aar}"),
    (Utenforgrunn.REKKER_IKKE, False): Tekst(
        "har ingen kjent slutt og er planlagt til og med {aar}", "har ingen kjend slutt og er planlagd til og med {aar}"
    ),
    (Utenforgrunn.INGEN_DATOER, False): Tekst("har ingen datoer dette året", "har ingen datoar dette året"),
}


def tittel(en: Innslag) -> Tekst:
    """What happens: the step's name, without the year it stands in, after the milestone of it."""
    steg = en.steg
    navn = steg.tittel if steg.aar == en.dag.year else steg.navn
    forledd = FORLEDD.get(en.slag)
    if forledd is None:
        return navn
    return Tekst(f"{forledd.nb}: {_liten(navn.nb)}", f"{forledd.nn}: {_liten(navn.nn)}")


def _liten(navn: str) -> str:
    return navn[:1].lower() + navn[1:]


def overskrift(hjul: Aarshjul, register: Register) -> Tekst:
    """`Årshjul 2026 for Trysil kommune`."""
    if hjul.part is None:
        return lik(f"Årshjul {hjul.aar}")
    navn = register.navn(hjul.part)
    return Tekst(f"Årshjul {hjul.aar} for {navn.nb}", f"Årshjul {hjul.aar} for {navn.nn}")


def avtaler_telt(antall: int) -> Tekst:
    """`1 avtale`, `21 avtaler`."""
    return Tekst("1 avtale", "1 avtale") if antall == 1 else Tekst(f"{antall} avtaler", f"{antall} avtalar")


def spenn(fra: date, til: date) -> str:
    """`7.11`, `10.–17.9` or `28.9–2.10`: days of a year that is known already."""
    if fra == til:
        return f"{fra.day}.{fra.month}"
    return (
        f"{fra.day}.–{til.day}.{til.month}"
        if fra.month == til.month
        else f"{fra.day}.{fra.month}–{til.day}.{til.month}"
    )


def kollisjon(k: Kollisjon, register: Register) -> Tekst:
    """One sentence about who has too much, of what and when."""
    return _setning([k], register)


def kollisjoner(hjul: Aarshjul, register: Register) -> list[tuple[tuple[Kollisjon, ...], Tekst]]:
    """The collisions with a sentence each; those who have as much of the same at the same time share one."""
    like: dict[object, list[Kollisjon]] = {}
    for k in hjul.kollisjoner:
        like.setdefault((k.slag, k.fra, k.til, len(k.innslag), _uten_dag(k)), []).append(k)
    return [(tuple(gruppe), _setning(gruppe, register)) for gruppe in like.values()]


def _setning(gruppe: Sequence[Kollisjon], register: Register) -> Tekst:
    k = gruppe[0]
    flere = len({(en.part, en.organ) for en in gruppe}) > 1
    return Tekst(
        *(
            TELT[k.slag]
            .paa(maalform)
            .format(
                hvem=stor(oppramsing([_hvem(en, register).paa(maalform) for en in gruppe])),
                antall=len(k.innslag),
                hver=HVER.paa(maalform) if flere else "",
                naar=_naar(k).paa(maalform),
                uten=_av_dem(_uten_dag(k), len(k.innslag)).paa(maalform),
            )
            for maalform in Maalform
        )
    )


def _hvem(k: Kollisjon, register: Register) -> Tekst:
    organ = register.organer.get(k.organ or "")
    return organ.navn if organ else register.kortnavn(k.part)


def _uten_dag(k: Kollisjon) -> int:
    return sum(en.bare_maaned for en in k.innslag)


def _naar(k: Kollisjon) -> Tekst:
    if k.slag is Kollisjonsslag.SAKER_I_MOETET:
        return lik(spenn(k.fra, k.til))
    if k.slag is Kollisjonsslag.MOETER_I_MAANEDEN:
        return lik(MAANEDER[k.fra.month - 1])
    uke = f"{k.fra.isocalendar().week} ({spenn(k.fra, k.til)})"
    return Tekst(f"uke {uke}", f"veke {uke}")


def _av_dem(uten: int, antall: int) -> Tekst:
    if uten == antall:
        return Tekst("Ingen av dem har", "Ingen av dei har")
    return Tekst(f"{uten} av dem har ikke", f"{uten} av dei har ikkje")


def utenfor(hjul: Aarshjul) -> list[Tekst]:
    """A sentence per reason about the agreements that are not wholly in the year, named while they are few."""
    like: dict[tuple[Utenforgrunn, int | None], list[str]] = {}
    for u in hjul.utenfor:
        like.setdefault((u.grunn, u.aar), []).append(u.avtale)
    return [
        Tekst(*(f"{_hvilke(hjul, avtaler, m)} {_grunn(hjul, *noekkel, m)}." for m in Maalform))
        for noekkel, avtaler in like.items()
    ]


FAA = 3


def _hvilke(hjul: Aarshjul, avtaler: Sequence[str], maalform: Maalform) -> str:
    if len(avtaler) > FAA:
        return avtaler_telt(len(avtaler)).paa(maalform)
    return oppramsing([hjul.avtaler[avtale].paa(maalform) for avtale in avtaler])


def _grunn(hjul: Aarshjul, grunn: Utenforgrunn, aar: int | None, maalform: Maalform) -> str:
    kommer = grunn is Utenforgrunn.SLUTT and aar is not None and aar >= hjul.dag.year
    return UTENFOR[grunn, kommer].paa(maalform).format(aar=aar)


def uten_dato(hjul: Aarshjul) -> list[Tekst]:
    """Steps of the year that nothing gives a date, each name once with how many there are."""
    telt = Counter(steg.tittel for _, steg in hjul.uten_dato)
    return [
        navn if antall == 1 else Tekst(*(f"{navn.paa(m)} ({antall})" for m in Maalform))
        for navn, antall in telt.items()
    ]


def navngitt(parter: Collection[str], register: Register, hoeyst: int) -> Tekst:
    """The parties by their short names; more than `hoeyst` of them are counted."""
    if len(parter) <= hoeyst:
        return Tekst(*(oppramsing([register.kortnavn(p).paa(m) for p in parter]) for m in Maalform))
    kjente = (register.parter.get(part) for part in parter)
    if all(part is not None and part.slag is Partsslag.KOMMUNE for part in kjente):
        return Tekst(f"{len(parter)} kommuner", f"{len(parter)} kommunar")
    return Tekst(f"{len(parter)} parter", f"{len(parter)} partar")
