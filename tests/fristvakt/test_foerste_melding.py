"""Agreements that are entered with steps already open: each recipient gets one gathered word of it, once."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fristvakt.filer import les_avtalefiler
from fristvakt.innlasting import last_inn
from fristvakt.installasjon import grunnlag_med
from fristvakt.kalender import arbeidskalender
from modeller.lager import hovedboker
from modeller.lager.lager import I_MINNET, Lager
from tests.fristvakt.kommandoproeve import EKSEMPLER, PULJE_2
from tests.varsler.varselbygg import OPPSETT
from varsler.bilde import bildetaker
from varsler.levering import MaildirLevering
from varsler.utsending import Utsending

ALLE_TRE = (PULJE_2, EKSEMPLER / "indre-namdal.toml", EKSEMPLER / "innlandet-distriktssenteret.toml")
NAA = datetime(2024, 9, 2, 6, tzinfo=UTC)


async def test_tre_avtaler_lest_inn_samtidig_gir_en_melding_til_hver_og_en_gang_til_gir_ingen(tmp_path: Path) -> None:
    innlest = les_avtalefiler(ALLE_TRE)
    grunnlag = grunnlag_med(innlest.livsloep)
    async with await Lager.aapne(I_MINNET) as lager:
        utsending = Utsending(
            lager=lager,
            levering=MaildirLevering(tmp_path),
            ta_bilder=bildetaker(grunnlag.livsloep, grunnlag.kalender, grunnlag.varsle),
            kalender=arbeidskalender(),
            oppsett=OPPSETT,
            klokke=lambda: NAA,
        )
        await last_inn(lager, innlest, NAA)
        assert (await utsending.send(NAA)).sendt > 10
        await last_inn(lager, innlest, NAA + timedelta(hours=1))
        assert (await utsending.send(NAA + timedelta(hours=1))).sendt == 0
        await last_inn(lager, innlest, NAA + timedelta(days=1))
        assert (await utsending.send(NAA + timedelta(days=1))).sendt == 0
        async with lager.lesing() as tx:
            sendt = await hovedboker.les_sendt(tx)
    innkallinger = [m for m in sendt if {post.slag for post in m.poster} == {"moete_innkalt"}]
    assert max(Counter(m.mottaker for m in sendt if m not in innkallinger).values()) == 1
    assert max(Counter(m.mottaker for m in innkallinger).values()) == 1
    trysil = next(m for m in sendt if m.mottaker == "prosjektleder@trysil.example")
    assert {post.slag for post in trysil.poster} == {"ligger_hos_dere"}
    assert trysil.emne.startswith("Dette ligger hos dere: Politisk forankring av forslaget – frist 7.11.2024")
