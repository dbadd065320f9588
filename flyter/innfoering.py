"""Entering an agreement's happenings in its stream, each checked against the state that those before it give."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast, get_args

from flyter.grunnlag import Grunnlag
from flyter.innvendinger import angreinnvendinger, feil_stroem, nyinnvendinger, ukjent_avtale
from flyter.oppdatering import Registerstand, avled_plan, oslodag
from flyter.varselinnvendinger import varselinnvendinger
from modeller.fakta import Avtalehendelse, AvtaleOpprettet, Faktum, FaktumAngret, Hendelse, VarselregelSatt
from modeller.kontroll import fram_i_tid, innvendinger
from modeller.lager import faktalager
from modeller.lager.faktalager import AVTALEPREFIKS, NyttFaktum
from modeller.lager.lager import Tx
from modeller.plan import Plan
from modeller.tekst import Tekst
from modeller.tillegg import med_tillegg
from modeller.uavhengighet import gjelder_uten


@dataclass(frozen=True, slots=True, kw_only=True)
class Hendt:
    """A happening to register in a stream, on a day in Oslo. With an `id` of its own it is registered only once."""

    stroem: str
    hendelse: Hendelse
    skjedde: date
    id: str | None = None
    oppdiktet: bool = False
    kilde: str | None = None


class Avvist(Exception):
    """The fact cannot be, for the reasons in `innvendinger` (nb and nn); nothing was stored."""

    def __init__(self, hendt: Hendt, innvendinger: Sequence[Tekst]) -> None:
        super().__init__(" ".join(tekst.nb for tekst in innvendinger))
        self.hendt = hendt
        self.innvendinger = tuple(innvendinger)


class Innfoering:
    """One agreement's stream while happenings are entered: `ta` each, then `lagre` what is left.

    A plan is derived anew only when a happening may depend on one taken since, or the last plan objects to it.
    """

    def __init__(
        self, tx: Tx, fakta: Sequence[Faktum], stand: Registerstand, *, av: str, naa: datetime, grunnlag: Grunnlag
    ) -> None:
        self._tx = tx
        self._fakta = list(fakta)
        self._kjente = {faktum.id for faktum in fakta}
        self._stand = stand
        self._av = av
        self._naa = naa
        self._dag = oslodag(naa)
        self._grunnlag = grunnlag
        self._plan: Plan | None = None
        self._etter_planen: list[Hendt] = []
        self._ulagrede: list[Hendt] = []
        self.nye: list[Faktum] = []

    async def ta(self, hendt: Hendt) -> None:
        """Check a happening and take it in; one whose id is known is passed over. Raises `Avvist`."""
        if hendt.id in self._kjente:
            return
        if not self._er_grei(hendt):
            await self.lagre(hendt.stroem)
            if grunner := await self._grunner(hendt):
                raise Avvist(hendt, grunner)
        if hendt.id is not None:
            self._kjente.add(hendt.id)
        self._ulagrede.append(hendt)
        self._etter_planen.append(hendt)

    async def lagre(self, stroem: str) -> None:
        """Append what has been taken in and is not stored yet."""
        if self._ulagrede:
            nye = [som_nytt(hendt, self._av, self._naa) for hendt in self._ulagrede]
            lagret = await faktalager.tilfoey(self._tx, stroem, nye, forventet_nr=len(self._fakta))
            self._fakta += lagret
            self.nye += lagret
            self._ulagrede = []

    def _er_grei(self, hendt: Hendt) -> bool:
        """Whether the last plan is enough to tell that nothing stands in the way."""
        hendelse = hendt.hendelse
        if self._plan is None or not isinstance(hendelse, get_args(Avtalehendelse)):
            return False
        livsloep = self._grunnlag.livsloep[self._plan.livsloep]
        siden = [cast("Avtalehendelse", foer.hendelse) for foer in self._etter_planen]
        kjent = cast("Avtalehendelse", hendelse)
        return gjelder_uten(kjent, siden, self._plan, livsloep) and not innvendinger(
            kjent, hendt.skjedde, self._plan, self._stand.register, livsloep, self._dag
        )

    async def _grunner(self, hendt: Hendt) -> list[Tekst]:
        """Why the happening cannot be, against a plan with everything before it."""
        hendelse = hendt.hendelse
        if not isinstance(hendelse, get_args(Avtalehendelse)):
            return [feil_stroem(hendt.stroem)]
        if isinstance(hendelse, FaktumAngret):
            return [*fram_i_tid(hendt.skjedde, self._dag), *angreinnvendinger(hendelse, self._fakta)]
        if self._plan is None or self._etter_planen:
            self._plan = (
                avled_plan(self._fakta, self._stand.register, self._dag, self._grunnlag) if self._fakta else None
            )
            self._etter_planen = []
        if self._plan is not None:
            livsloep = self._grunnlag.livsloep[self._plan.livsloep]
            om_varsler: list[Tekst] = []
            if isinstance(hendelse, VarselregelSatt):
                stegene = med_tillegg(livsloep, self._plan.tillegg)
                om_varsler += varselinnvendinger(hendelse, hendt.stroem, self._stand.register, [stegene])
            return om_varsler + innvendinger(
                cast("Avtalehendelse", hendelse), hendt.skjedde, self._plan, self._stand.register, livsloep, self._dag
            )
        if isinstance(hendelse, AvtaleOpprettet):
            return nyinnvendinger(hendelse, hendt.skjedde, self._stand.register, self._dag, self._grunnlag.livsloep)
        return [ukjent_avtale(hendt.stroem.removeprefix(AVTALEPREFIKS), await faktalager.avtaler(self._tx))]


def som_nytt(hendt: Hendt, av: str, naa: datetime) -> NyttFaktum:
    """The happening as the store takes it, with an id of its own when it has none."""
    return NyttFaktum(
        id=hendt.id or uuid.uuid4().hex,
        skjedde=hendt.skjedde,
        registrert=naa,
        av=av,
        hendelse=hendt.hendelse,
        oppdiktet=hendt.oppdiktet,
        kilde=hendt.kilde,
    )
