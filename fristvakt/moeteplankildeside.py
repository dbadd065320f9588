"""A body's plan fetched on the board: what its address says now, as the page shows it, and storing what was shown."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from flyter.grunnlag import Grunnlag
from flyter.moeteplan.innlesing import Innlesing
from flyter.moeteplan.lest import Planfeil
from flyter.moeteplan.vert import vert
from flyter.oppdatering import hent_register, oslodag
from fristvakt.moeteplanlesing import avtrykk, legg_fram
from fristvakt.moeteplanside import Forhaandsvisning, forhaandsvisning
from modeller.fakta import KalenderkildeSatt
from modeller.lager.lager import Lager
from modeller.register import Organ, Register
from modeller.tekst import Maalform, Tekst

if TYPE_CHECKING:  # what fetches is loaded when somebody asks for it
    from flyter.moeteplan.henting import Henter
    from fristvakt.moeteplanhenting import Kildesvar

AV = "tavla"
INGEN_KILDE = Tekst(
    "Møteplanen hentes ikke fra noe sted. Last den opp fra en fil i stedet.",
    "Møteplanen blir ikkje henta nokon stad frå. Last han opp frå ei fil i staden.",
)
HENTES_NAA = Tekst(
    "Møteplanen blir hentet akkurat nå. Vent et minutt, og prøv igjen.",
    "Møteplanen blir henta akkurat no. Vent eitt minutt, og prøv igjen.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hentevalg:
    """A body whose plan somebody asks for, and what they say of what is there, as of a file."""

    organ: str
    alt_er_moeter: bool = False
    resten_er_ikke_moeter: bool = False

    def felter(self) -> dict[str, str]:
        """What the preview's forms carry to the storing: it is fetched again then, and must mean the same."""
        return {"kilde": "ja", "organ": self.organ}


class Moeteplankilder:
    """The sources of one installation's plans. `naa` gives the instant, aware UTC; `henter` makes what fetches."""

    def __init__(
        self, lager: Lager, naa: Callable[[], datetime], grunnlag: Grunnlag, henter: Callable[[], Henter]
    ) -> None:
        self._lager = lager
        self._naa = naa
        self._grunnlag = grunnlag
        self._henter = henter
        self._hentes: set[str] = set()

    async def vis(self, valg: Hentevalg, maalform: Maalform) -> Forhaandsvisning:
        """What the address says and leads to, in words of `maalform`. Where there is nothing to say yes to, that it was
        seen is stored at once.

        Raises `Planfeil` or `Avvist`, with what is wrong.
        """
        from fristvakt.moeteplanhenting import er_aa_svare_paa

        svar, register = await self._svar(valg)
        innlesing = svar.innlesing(register, self._grunnlag)
        hendte = innlesing.hendte(oslodag(svar.naa), vert(svar.satt.adresse))
        framlagt = await legg_fram(self._lager, innlesing, hendte, svar.naa, self._grunnlag)
        merke = self._avtrykk(svar, innlesing)
        endret = er_aa_svare_paa(svar.satt, innlesing, register.organer[valg.organ])
        if not endret:
            await self._ta_inn(svar, merke)
        return forhaandsvisning(framlagt, merke, register, maalform, endret=endret, i_ark=svar.lest.i_ark)

    async def lagre(self, valg: Hentevalg, vist: str) -> int | None:
        """Fetch and store it; how many facts it was. None, and nothing stored, when it means something else than what
        was `vist` (its `avtrykk`) by now. Raises `Planfeil` or `Avvist`.
        """
        svar, _ = await self._svar(valg)
        return await self._ta_inn(svar, vist)

    async def _svar(self, valg: Hentevalg) -> tuple[Kildesvar, Register]:
        """What the body's address says, and the register it is held against."""
        from fristvakt.moeteplanhenting import hent_naa

        naa = self._naa()
        async with self._lager.lesing() as tx:
            register = (await hent_register(tx, oslodag(naa))).register
        satt = _satt(register.organer[valg.organ], valg)
        async with self._alene(valg.organ):
            resten = valg.resten_er_ikke_moeter
            svar = await hent_naa(self._lager, self._henter(), satt, naa, resten_er_ikke_moeter=resten)
        return svar, register

    @asynccontextmanager
    async def _alene(self, organ: str) -> AsyncIterator[None]:
        """At most one asks the source of a body at a time: it is somebody else's machine."""
        if organ in self._hentes:
            raise Planfeil(HENTES_NAA)
        self._hentes.add(organ)
        try:
            yield
        finally:
            self._hentes.discard(organ)

    async def _ta_inn(self, svar: Kildesvar, vist: str) -> int | None:
        from fristvakt.moeteplanhenting import ta_inn_svaret

        async with self._lager.skriving() as tx:
            register = (await hent_register(tx, oslodag(svar.naa))).register
            organ = register.organer[svar.satt.organ]
            innlesing = svar.innlesing(register, self._grunnlag)
            if organ.kalenderkilde != svar.satt.adresse or self._avtrykk(svar, innlesing) != vist:
                return None
            om_kilden = await ta_inn_svaret(tx, svar, organ, self._grunnlag, AV)
        return om_kilden + sum(len(en.hendelser) for en in innlesing.per_organ.values())

    def _avtrykk(self, svar: Kildesvar, innlesing: Innlesing) -> str:
        """To store is also to say where it is from, and that what was not understood has been looked at."""
        hendte = innlesing.hendte(oslodag(svar.naa), None)
        return avtrykk(hendte, svar.satt, [en.hva for en in innlesing.uforstaatt])


def _satt(organ: Organ, valg: Hentevalg) -> KalenderkildeSatt:
    """Where the plan is fetched from, with what is said of it now. Raises `Planfeil` when it is not fetched."""
    if organ.kalenderkilde is None:
        raise Planfeil(INGEN_KILDE)
    bare_moeter = organ.bare_moeter or valg.alt_er_moeter
    return KalenderkildeSatt(organ=organ.id, adresse=organ.kalenderkilde, bare_moeter=bare_moeter)
