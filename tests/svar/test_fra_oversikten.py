"""The links of a digest, followed: they open what they say, for those they were sent to."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

from modeller.fakta import FristUtsatt, MerTidOensket
from modeller.lager import faktalager
from modeller.registerfold import brett_register
from tests.rollebesetning import KALENDER
from tests.svar.svarverden import NOEKKEL, STEG, Svarverden, ordene, svarverden
from tests.varsler.varselbygg import OPPSETT
from varsler.melding import Melding, skriv
from varsler.regler import STANDARDREGLER, Slag
from varsler.sak import Varselsak
from varsler.svarlenke import STI, Svaradresser
from varsler.utsikt import varselsutsikt

SVAR = Svaradresser(nettadresse="https://svar.fristvakt.example", noekkel=NOEKKEL)
REGLER = replace(STANDARDREGLER, kontaktlister=None)


async def oversikten(verden: Svarverden, slag: Slag, til: str) -> Melding:
    """The digest of the day it is there, as it would have gone."""
    plan = await verden.plan()
    async with verden.lager.lesing() as tx:
        register = brett_register(await faktalager.les_register(tx), plan.dag)
    rader = varselsutsikt(plan=plan, register=register, kalender=KALENDER, regler=REGLER).rader
    alle = [
        Varselsak(rad=rad, plan=plan, steg=steg, register=register)
        for rad in rader
        if (rad.slag, rad.mottaker) == (slag, til) and (steg := plan.finn(rad.steg)) is not None
    ]
    return skriv(alle, naa=verden.naa, oppsett=replace(OPPSETT, svar=SVAR))


def lenkene(melding: Melding, tekst: str) -> list[str]:
    """The paths of the answer links that are called so."""
    return re.findall(rf"{tekst}: {re.escape(SVAR.nettadresse)}({STI}\S+)", melding.tekst)


async def test_lenken_i_maanedens_oversikt_aapner_svarene_paa_saken() -> None:
    async with svarverden() as verden:
        verden.naa = datetime(2024, 10, 1, 6, tzinfo=UTC)
        melding = await oversikten(verden, Slag.MAANEDSOVERSIKT, "sekretariat@trysil.example")
        sider = [await verden.hent(sti) for sti in lenkene(melding, "Svar")]
        assert sider
        assert {side.status_code for side in sider} == {200}
        (om_saken,) = (ordene(side) for side in sider if "Politisk forankring av forslaget" in ordene(side))
        assert "Registrer vedtaket" in om_saken
        assert "Vi er på saken" in om_saken


async def test_lenken_i_ukens_oversikt_svarer_ja_til_den_som_ba_om_mer_tid() -> None:
    async with svarverden() as verden:
        oenske = MerTidOensket(steg=STEG, part="trysil", til=date(2024, 11, 28), grunn="Høring")
        await verden.skjer(oenske, dag=date(2024, 10, 2))
        verden.naa = datetime(2024, 10, 7, 6, tzinfo=UTC)
        plan = await verden.plan()
        async with verden.lager.lesing() as tx:
            register = brett_register(await faktalager.les_register(tx), plan.dag)
        koordinator = register.kontakter[plan.koordinator or ""].epost
        melding = await oversikten(verden, Slag.UKESOVERSIKT, koordinator)
        (sti,) = lenkene(melding, "Svar ja eller nei")
        assert (await verden.hent(sti)).status_code == 200
        await verden.send(sti, svar="ja", til="2024-11-28")
        assert (await verden.fakta())[-1].hendelse == FristUtsatt(steg=STEG, til=date(2024, 11, 28), grunn="Høring")
