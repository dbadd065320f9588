"""The whole way round with Debian's Postfix: we hand it a message, a server refuses it, and its report is read."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from modeller.lager import hovedboker, leveringsforsoek, returpost
from modeller.lager.lager import I_MINNET, Lager
from modeller.lager.leveringsforsoek import Klasse
from modeller.lager.returpost import Returslag
from tests.varsler.postfix import AVSENDER, postfix
from tests.varsler.test_utsending import DAG, Verden, kl
from tests.varsler.varselbygg import KALENDER, OPPSETT, VAALER
from varsler.retur.behandling import Returbehandling
from varsler.retur.mappe import Returmappe
from varsler.utsending import Utsending

pytestmark = [pytest.mark.treg, pytest.mark.enable_socket]

NEI = {
    Returslag.IKKE_LEVERT: {"RCPT": "550 5.1.1 <somebody@else.example>: user unknown"},
    Returslag.PROEVES_IGJEN: {"RCPT": "452 4.2.2 mailbox full"},
    Returslag.NEKTET: {"RCPT": "250 2.1.5 OK", ".": "554 looks like spam"},
}


async def test_det_postfix_skriver_leses_som_det_det_er() -> None:
    funnet: dict[Returslag, tuple[str, list[Klasse], set[str]]] = {}
    async with postfix() as relay:
        for nr, (slag, svar) in enumerate(NEI.items(), start=1):
            relay.neste.svar = dict(svar)
            async with await Lager.aapne(I_MINNET) as lager:
                verden = Verden(lager)
                await verden.utled(kl(DAG))
                sending = Utsending(
                    lager=lager,
                    levering=relay.levering(),
                    ta_bilder=verden.ta_bilder,
                    kalender=KALENDER,
                    oppsett=OPPSETT,
                    klokke=lambda: kl(DAG),
                )
                assert (await sending.send(kl(DAG))).sendt == 1, "Postfix takes it, and finds out afterwards"
                await relay.kommet(AVSENDER)
                leser = Returbehandling(
                    lager=lager, mappe=Returmappe(relay.maildir(AVSENDER)), ta_bilder=verden.ta_bilder
                )
                assert await leser.les_inn(kl(DAG) + timedelta(minutes=1)) == 1
                async with lager.lesing() as tx:
                    [post] = await returpost.les_returpost(tx)
                    [sendt] = await hovedboker.les_sendt(tx)
                    forsoek = (await leveringsforsoek.les_forsoek(tx, [sendt]))[sendt.message_id]
                    assert post.melding == sendt.message_id
                    assert "somebody@" not in forsoek[1].tekst
                    funnet[post.slag] = (post.kode, [f.klasse for f in forsoek], set(await hovedboker.uleverbare(tx)))
            lest = await asyncio.to_thread(lambda: list((relay.maildir(AVSENDER) / "cur").iterdir()))
            assert len(lest) == nr
            assert slag in funnet
    to = [Klasse.SENDT, Klasse.RETUR]
    assert funnet == {
        Returslag.IKKE_LEVERT: ("5.1.1", to, {VAALER}),
        Returslag.PROEVES_IGJEN: ("4.2.2", to, set()),
        Returslag.NEKTET: ("5.0.0", to, set()),
    }
