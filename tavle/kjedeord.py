"""A chain of waiting told as one sentence."""

from __future__ import annotations

from modeller.plan import Plansteg
from modeller.register import Register
from modeller.tekst import Tekst, dato_kort, oppramsing
from modeller.ventesum import Kjede


def kjede_i_ord(kjede: Kjede, register: Register) -> Tekst:
    """`KDD venter med «Skriftlig respons» på «Innsending» hos Trysil, som venter på …, som har hatt ballen siden …`."""
    foerst, *mellom, aapen = kjede.steg
    nb, nn = (oppramsing(navn) for navn in _navn(foerst, register))
    nb, nn = f"{nb} venter med «{foerst.navn.nb}»", f"{nn} ventar med «{foerst.navn.nn}»"
    for steg in (*mellom, aapen):
        hos_nb, hos_nn = (oppramsing(navn) for navn in _navn(steg, register))
        som = ("", "") if steg is kjede.steg[1] else (", som venter", ", som ventar")
        nb += f"{som[0]} på «{steg.navn.nb}»{f' hos {hos_nb}' if hos_nb else ''}"
        nn += f"{som[1]} på «{steg.navn.nn}»{f' hos {hos_nn}' if hos_nn else ''}"
    if aapen.aapnet is None:
        return Tekst(f"{nb}.", f"{nn}.")
    siden = dato_kort(aapen.aapnet)
    return Tekst(f"{nb}, som har hatt ballen siden {siden}.", f"{nn}, som har hatt ballen sidan {siden}.")


def _navn(steg: Plansteg, register: Register) -> tuple[list[str], list[str]]:
    navn = [register.kortnavn(part) for part in steg.ball or steg.parter]
    return [n.nb for n in navn], [n.nn for n in navn]
