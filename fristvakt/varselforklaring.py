"""What explains a contact's mail, read from the store as of a day: for the command line and the board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flyter.grunnlag import Grunnlag
from flyter.oppdatering import avled_plan
from modeller.fakta import avtalestroem
from modeller.lager import faktalager, hovedboker
from modeller.lager.lager import Lager
from modeller.lager.minne import MINNE
from varsler.forklaring import Forklarer
from varsler.sendetid import Sendetid


@dataclass(frozen=True, slots=True)
class Varselside:
    """Reads the store for explanations, with what plans are derived by and the hours mail goes out in."""

    lager: Lager
    grunnlag: Grunnlag
    sendetid: Sendetid

    async def forklarer(self, dag: date) -> Forklarer:
        """Explains how things are on `dag` in Oslo."""
        async with self.lager.lesing() as tx:
            register = MINNE.register(await faktalager.les_register(tx), dag)
            planer = [
                avled_plan(await faktalager.les_stroem(tx, avtalestroem(avtale)), register, dag, self.grunnlag)
                for avtale in await faktalager.avtaler(tx)
            ]
            uleverbare = await hovedboker.uleverbare(tx)
        return Forklarer(
            planer=sorted((plan for plan in planer if plan is not None), key=lambda plan: plan.navn.nb),
            register=register,
            kalender=self.grunnlag.kalender,
            regler=self.grunnlag.regler,
            sendetid=self.sendetid,
            uleverbare=uleverbare,
            dag=dag,
        )
