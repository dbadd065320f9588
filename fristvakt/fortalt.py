"""Facts told in words on the command line, each as the happening it is in the stream it belongs to."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flyter.registrer import Hendt, registerstroem
from fristvakt.faktaord import REGISTERFAKTA, Faktafeil, les_faktum, les_registerfaktum
from fristvakt.filer.faktumfelt import Faktumfelt
from fristvakt.filer.feil import forslag
from fristvakt.filer.registerfakta import Registervalg
from fristvakt.kommandoer.valg import les_dato
from modeller.fakta import FaktumAngret, KontaktRegistrert, VarselregelSatt, avtalestroem
from modeller.lager import faktalager
from modeller.lager.lager import Tx

UANSETT = frozenset({"faktum_angret", "varselregel_satt"})
"""The kinds of fact that may be about an agreement and about the register."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fortalt:
    """A fact that has been read; `avtale` is None for one about the register."""

    avtale: str | None
    slag: str
    faktum: Faktumfelt | Registervalg


def les(avtale: str | None, slag: str, felter: Sequence[str], skjedde: date) -> Fortalt:
    """A fact told by its type and `felt=verdi` words. Raises `Faktafeil`."""
    lest = les_faktum(slag, felter, skjedde) if avtale else les_registerfaktum(slag, felter, skjedde)
    return Fortalt(avtale=avtale, slag=slag, faktum=lest)


def les_setning(avtale: str, setning: str, dag: date) -> Fortalt:
    """A fact told in one sentence: `moete_innkalt steg=politisk_dialog.2026 dato=2026-11-19 skjedde=2026-10-02`.

    It happens on `dag` unless it says otherwise, in the agreement unless its type is one of the register's.
    """
    try:
        slag, *felter = shlex.split(setning)
    except ValueError:
        raise Faktafeil(f"«{setning}» er ikke et faktum. Skriv for eksempel «steg_utfoert steg=innsending».") from None
    dager = [felt.removeprefix("skjedde=") for felt in felter if felt.startswith("skjedde=")]
    andre = [felt for felt in felter if not felt.startswith("skjedde=")]
    i_registeret = slag in REGISTERFAKTA and slag not in UANSETT
    return les(None if i_registeret else avtale, slag, andre, les_dato(dager[-1]) if dager else dag)


async def som_hendt(tx: Tx, fortalt: Fortalt) -> Hendt:
    """The happening with its stream. Raises `Faktafeil` for the undoing of a fact the register does not have, and for
    a contact that is limited to an agreement nobody has entered.
    """
    faktum = fortalt.faktum
    hendelse = faktum.hendelse()
    if isinstance(hendelse, KontaktRegistrert):
        await _sjekk_avtalene(tx, hendelse.kontakt.avtaler or ())
    if isinstance(hendelse, VarselregelSatt):
        stroem = hendelse.gjelder
    elif fortalt.avtale is not None:
        stroem = avtalestroem(fortalt.avtale)
    elif isinstance(hendelse, FaktumAngret):
        stroem = await _stroemmen_med(tx, hendelse.faktum)
    else:
        stroem = registerstroem(hendelse)
    return Hendt(
        stroem=stroem, hendelse=hendelse, skjedde=faktum.skjedde, oppdiktet=faktum.oppdiktet, kilde=faktum.kilde
    )


async def _stroemmen_med(tx: Tx, faktum_id: str) -> str:
    for faktum in await faktalager.les_register(tx):
        if faktum.id == faktum_id:
            return faktum.stroem
    raise Faktafeil(
        f"Registeret har ikke noe faktum med id «{faktum_id}». Gjelder det en avtale, skriver du id-en til den foran."
    )


async def _sjekk_avtalene(tx: Tx, avtaler: Sequence[str]) -> None:
    kjente = await faktalager.avtaler(tx)
    for avtale in avtaler if kjente else ():
        if avtale not in kjente:
            riktig = forslag(avtale, kjente, "Avtalene er")
            raise Faktafeil(f"avtaler: Avtalen «{avtale}» finnes ikke. {riktig}")
