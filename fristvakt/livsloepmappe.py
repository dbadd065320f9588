"""The folder of an installation's own lifecycles: what loading changes in it, and that no agreement lacks one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from fristvakt.filer import Egetlivsloep, egne_i
from fristvakt.filer.livsloepfiler import MAPPE
from fristvakt.filskriving import skriv_fil
from modeller.lager import projeksjon
from modeller.lager.lager import Lager
from modeller.lager.minne import UkjentLivsloep
from modeller.livsloep import Livsloep


class TjenestenKjoerer(Exception):
    """A lifecycle cannot be changed under a service that read the old one when it started."""

    def __init__(self, mappe: Path) -> None:
        super().__init__(
            f"Fristvakt kjører på datamappen {mappe} og kjenner bare livsløpene den hadde da den startet. "
            "Stopp den, les inn på nytt, og start den igjen."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Endretlivsloep:
    """A lifecycle that the data folder lacks (`ny`), or has another of by the same name; it belongs in `fil`."""

    eget: Egetlivsloep
    fil: Path
    ny: bool

    @property
    def linje(self) -> str:
        """What is told of it."""
        tittel, navn = self.eget.livsloep.tittel.nb, self.eget.livsloep.navn
        return f"Nytt livsløp: {tittel} («{navn}»)." if self.ny else f"Livsløpet «{navn}» ({tittel}) er endret."


def endrede_livsloep(egne: Iterable[Egetlivsloep], mappe: Path) -> tuple[Endretlivsloep, ...]:
    """Which of these the data folder does not have as they are."""
    kjente = egne_i(mappe, [])
    endrede = []
    for eget in egne:
        navn = eget.livsloep.navn
        kjent = kjente.get(navn)
        if kjent is None or kjent.tekst != eget.tekst:
            fil = kjent.fil if kjent else mappe / MAPPE / f"{navn}.toml"
            endrede.append(Endretlivsloep(eget=eget, fil=fil, ny=kjent is None))
    return tuple(endrede)


def lagre(endrede: Iterable[Endretlivsloep]) -> None:
    """Write them into the data folder, each whole or not at all."""
    for en in endrede:
        en.fil.parent.mkdir(parents=True, exist_ok=True)
        halv = en.fil.with_suffix(".toml.ny")
        skriv_fil(halv, en.eget.tekst.encode())
        halv.replace(en.fil)


async def krev_kjente(lager: Lager, livsloep: Mapping[str, Livsloep]) -> None:
    """Raise `UkjentLivsloep` when a stored agreement follows a lifecycle that is not among these."""
    async with lager.lesing() as tx:
        for avtale, navn in await projeksjon.livsloepene(tx):
            if navn not in livsloep:
                raise UkjentLivsloep(avtale, navn)
