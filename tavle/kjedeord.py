"""A chain of waiting told as one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from modeller.plan import Plansteg
from modeller.register import Register
from modeller.tekst import Tekst, dato_kort, oppramsing
from modeller.ventesum import Kjede


def kjeder_i_ord(kjeder: Iterable[Kjede], register: Register) -> list[Tekst]:
    """A sentence for each; those who wait with the same on the same share one."""
    like: dict[tuple[object, ...], list[Kjede]] = {}
    for kjede in kjeder:
        foerst, *resten = kjede.steg
        like.setdefault((kjede.avtale, foerst.navn, *(steg.id for steg in resten)), []).append(kjede)
    return [_i_ord(egne[0], [kjede.steg[0] for kjede in egne], register) for egne in like.values()]


def kjede_i_ord(kjede: Kjede, register: Register) -> Tekst:
    """`KDD venter med «Skriftlig respons» på «Innsending» hos Trysil, som venter på …, som har hatt ballen siden …`."""
    return _i_ord(kjede, kjede.steg[:1], register)


def _i_ord(kjede: Kjede, foerste: Sequence[Plansteg], register: Register) -> Tekst:
    foerst, *mellom, aapen = kjede.steg
    nb, nn = (oppramsing(navn) for navn in _navn(foerste, register))
    nb, nn = f"{nb} venter med «{foerst.navn.nb}»", f"{nn} ventar med «{foerst.navn.nn}»"
    for steg in (*mellom, aapen):
        hos_nb, hos_nn = (oppramsing(navn) for navn in _navn([steg], register))
        som = ("", "") if steg is kjede.steg[1] else (", som venter", ", som ventar")
        nb += f"{som[0]} på «{steg.navn.nb}»{f' hos {hos_nb}' if hos_nb else ''}"
        nn += f"{som[1]} på «{steg.navn.nn}»{f' hos {hos_nn}' if hos_nn else ''}"
    if aapen.aapnet is None:
        return Tekst(f"{nb}.", f"{nn}.")
    siden = dato_kort(aapen.aapnet)
    return Tekst(f"{nb}, som har hatt ballen siden {siden}.", f"{nn}, som har hatt ballen sidan {siden}.")


def _navn(steg: Iterable[Plansteg], register: Register) -> tuple[list[str], list[str]]:
    parter = dict.fromkeys(part for s in steg for part in s.ball or s.parter)
    navn = [register.kortnavn(part) for part in parter]
    return [n.nb for n in navn], [n.nn for n in navn]
