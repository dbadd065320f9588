"""A meeting plan given on the board: what a file means, as the page shows it, and storing what was shown."""

from __future__ import annotations

import asyncio
import base64
import binascii
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flyter.grunnlag import Grunnlag
from flyter.innfoering import Hendt
from flyter.moeteplan.fordeling import KAN_VAERE_ANNET, UVISST
from flyter.moeteplan.innlesing import Innlesing
from flyter.moeteplan.les import les_moeteplan
from flyter.moeteplan.lest import Lest
from flyter.oppdatering import hent_register, oslodag
from flyter.registrer import registrer_alle
from fristvakt.konsekvens import som_avsnitt
from fristvakt.moeteplanlesing import Framlagt, avtrykk, legg_fram, les_for
from fristvakt.moeteplantabell import I_RO, KOLONNER, advarsler, cellene, det_som_blir, det_som_staar, linjen
from modeller.lager.lager import Lager
from modeller.register import Register
from modeller.tekst import Maalform, Tekst

STOERST = 1_000_000
"""Bytes a file may have here; the command line takes larger ones."""
FLEST_RADER = 200
"""So many rows of a list are shown; the rest are counted."""


class UkjentInnhold(ValueError):
    """What came back to be stored is not what the page was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opplastet:
    """A file somebody gave: whose plan it is (`organ` None: the file says), its bytes and name, and who gave it.

    `alt_er_moeter` says that all in it is meetings of that body, `resten_er_ikke_moeter` that what may be is not.
    """

    part: str
    organ: str | None
    innhold: bytes
    navn: str
    av: str
    alt_er_moeter: bool = False
    resten_er_ikke_moeter: bool = False

    def felter(self) -> dict[str, str]:
        """What the preview's forms carry to the storing: the service remembers no upload."""
        return {"organ": self.organ or "", "av": self.av, "navn": self.navn, "innhold": self.pakket()}

    def pakket(self) -> str:
        """The bytes as a form carries them."""
        return base64.b64encode(zlib.compress(self.innhold)).decode("ascii")


def pakk_ut(pakket: str) -> bytes:
    """The bytes again; `UkjentInnhold` for anything else, and for what would unfold to more than a file may have."""
    try:
        utpakker = zlib.decompressobj()
        innhold = utpakker.decompress(base64.b64decode(pakket, validate=True), STOERST + 1)
    except (binascii.Error, zlib.error, ValueError):
        raise UkjentInnhold from None
    if len(innhold) > STOERST or not utpakker.eof:
        raise UkjentInnhold
    return innhold


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabell:
    """A body's entries that change something, under `KOLONNER`; `flere` are not shown, `ellers` change nothing."""

    organ: str
    rader: list[list[str]]
    flere: int
    ellers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Liste:
    """Lines, and how many more there are."""

    linjer: list[str]
    flere: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Forhaandsvisning:
    """What the page shows of a file before it is stored. `avtrykk` knows it again; `endret` says that there is a
    change to store, and `kan_vaere_moeter` that somebody may say that more of it is meetings, `kan_slippes`
    that none of it is.
    """

    framlagt: Framlagt
    avtrykk: str
    endret: bool
    tabeller: list[Tabell]
    obs: list[Tekst]
    blir: Tekst
    kan_vaere_moeter: bool
    kan_slippes: bool
    uforstaatt: Liste
    andre: Liste
    avtaler: list[tuple[str, list[tuple[str, list[str]]]]]
    kolonner: tuple[Tekst, ...] = KOLONNER


class Moeteplaner:
    """Meeting plans given to one installation. `naa` gives the instant, aware UTC."""

    def __init__(self, lager: Lager, naa: Callable[[], datetime], grunnlag: Grunnlag) -> None:
        self._lager = lager
        self._naa = naa
        self._grunnlag = grunnlag

    async def vis(self, opplastet: Opplastet, maalform: Maalform) -> Forhaandsvisning:
        """What the file means and leads to, in words of `maalform`. Raises `Planfeil` or `Avvist`, with why."""
        lest = await self._les(opplastet)
        register = await self._register()
        innlesing, hendte = self._innlesing(opplastet, lest, register)
        framlagt = await legg_fram(self._lager, innlesing, hendte, self._naa(), self._grunnlag)
        return forhaandsvisning(framlagt, avtrykk(hendte), register, maalform, endret=bool(hendte), i_ark=lest.i_ark)

    async def lagre(self, opplastet: Opplastet, vist: str) -> int | None:
        """Store it; how many facts it was. None, and nothing stored, when it means something else than what was `vist`
        (its `avtrykk`) by now. Raises `Planfeil` or `Avvist`.
        """
        lest = await self._les(opplastet)
        naa = self._naa()
        async with self._lager.skriving() as tx:
            register = (await hent_register(tx, oslodag(naa))).register
            _, hendte = self._innlesing(opplastet, lest, register)
            if avtrykk(hendte) != vist:
                return None
            if not hendte:
                return 0
            return len((await registrer_alle(tx, hendte, av=opplastet.av, naa=naa, grunnlag=self._grunnlag)).fakta)

    async def _les(self, opplastet: Opplastet) -> Lest:
        """Read outside the event loop: a file made to be slow must not stop the pages."""
        return await asyncio.to_thread(les_moeteplan, opplastet.innhold, oslodag(self._naa()))

    async def _register(self) -> Register:
        async with self._lager.lesing() as tx:
            return (await hent_register(tx, oslodag(self._naa()))).register

    def _innlesing(self, opplastet: Opplastet, lest: Lest, register: Register) -> tuple[Innlesing, list[Hendt]]:
        dag = oslodag(self._naa())
        innlesing = les_for(
            lest,
            register,
            dag,
            self._grunnlag,
            part=opplastet.part,
            organ=opplastet.organ,
            alt_er_moeter=opplastet.alt_er_moeter,
            resten_er_ikke_moeter=opplastet.resten_er_ikke_moeter,
        )
        return innlesing, innlesing.hendte(dag, opplastet.navn or None)


def forhaandsvisning(
    framlagt: Framlagt, kjennemerke: str, register: Register, maalform: Maalform, *, endret: bool, i_ark: bool
) -> Forhaandsvisning:
    """What the page shows of it; `kjennemerke` is its `avtrykk`."""
    innlesing = framlagt.innlesing
    tabeller = []
    for organ, sammenligning in innlesing.per_organ.items():
        rader = [list(cellene(en, maalform)) for en in sammenligning.endringer if en.slag not in I_RO]
        tabeller.append(
            Tabell(
                organ=register.organer[organ].navn.paa(maalform),
                rader=rader[:FLEST_RADER],
                flere=max(len(rader) - FLEST_RADER, 0),
                ellers=det_som_staar(sammenligning, maalform),
            )
        )
    uforstaatt, andre = (
        Liste(
            linjer=[linjen(en, maalform, i_ark=i_ark) for en in alle[:FLEST_RADER]],
            flere=max(len(alle) - FLEST_RADER, 0),
        )
        for alle in (innlesing.uforstaatt, innlesing.andre)
    )
    return Forhaandsvisning(
        framlagt=framlagt,
        avtrykk=kjennemerke,
        endret=endret,
        tabeller=tabeller,
        obs=list(advarsler(innlesing, register)),
        blir=det_som_blir(innlesing),
        kan_vaere_moeter=any(en.grunn in {UVISST, KAN_VAERE_ANNET} for en in innlesing.uforstaatt),
        kan_slippes=innlesing.kan_slippes,
        uforstaatt=uforstaatt,
        andre=andre,
        avtaler=som_avsnitt(framlagt.konsekvenser, maalform),
    )
