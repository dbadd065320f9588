"""A link that has run out is a way on: a fresh one goes to the address it was sent to, and to no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from modeller.fakta import FerdigAnslaatt, KontaktRegistrert, KontaktSluttet
from modeller.lager import utboks
from modeller.lager.tabeller import Utbokstilstand
from modeller.register import Kontakt
from modeller.varselrad import Utboksrad
from tests.svar.svarverden import NOEKKEL, STEG, Svarverden, ordene
from tests.svar.test_vern import lenker_i_posten, send_posten
from varsler.svarlenke import STI, Formaal, les_token

BESTILL = {"ny_lenke": "ja"}
UTLOEPT = timedelta(days=402)


async def i_koe(verden: Svarverden) -> list[Utboksrad]:
    """The fresh links that wait to be sent."""
    async with verden.lager.lesing() as tx:
        koe = await utboks.les_koe(tx, Utbokstilstand.VENTER)
    return [k.rad for k in koe if k.rad.slag == "ny_lenke"]


async def test_den_som_ber_om_det_faar_en_ny_lenke_paa_samme_adresse(verden: Svarverden, tmp_path: Path) -> None:
    lenke = verden.lenke(Formaal.PAA_SAKEN)
    verden.naa += timedelta(days=31)
    side = await verden.hent(lenke)
    assert (side.status_code, "Send meg en ny lenke" in ordene(side)) == (410, True)
    svar = await verden.send(lenke, **BESTILL)
    assert svar.status_code == 200
    assert "Du har bedt om en ny lenke" in ordene(svar)
    assert "@" not in ordene(svar), "no address is shown"
    [rad] = await i_koe(verden)
    assert (rad.mottaker, rad.kontakt, rad.steg) == ("sekretariat@trysil.example", "sekretariat.trysil", STEG)
    await verden.send(lenke, **BESTILL)
    assert len(await i_koe(verden)) == 1, "one a day"
    await verden.skjer(FerdigAnslaatt(steg=STEG, part="trysil", dato=date(2024, 12, 20)))
    assert len(await i_koe(verden)) == 1, "no new plan withdraws it"
    await send_posten(verden, tmp_path)
    post = [message_from_bytes(fil.read_bytes(), policy=default) for fil in (tmp_path / "new").iterdir()]
    [brev] = [m for m in post if "Du ba om en ny lenke" in str(m)]
    assert brev["To"].addresses[0].addr_spec == "sekretariat@trysil.example"
    assert await i_koe(verden) == []


async def test_enhver_lenke_i_posten_kan_fornyes_naar_den_er_utloept(verden: Svarverden, tmp_path: Path) -> None:
    lenker = {}
    for sti in await lenker_i_posten(verden, tmp_path):
        lest = les_token(NOEKKEL, sti.removeprefix(STI), verden.naa)
        assert lest is not None
        if lest.lenke.part == "trysil":
            lenker[lest.lenke.formaal] = sti
    assert {Formaal.VALG, Formaal.FERDIG, Formaal.SVAR} <= lenker.keys()
    verden.naa += UTLOEPT
    for sti in lenker.values():
        assert "Du har bedt om en ny lenke" in ordene(await verden.send(sti, **BESTILL))
    assert {rad.data["formaal"] for rad in await i_koe(verden)} == set(lenker)


async def test_den_som_ikke_er_kontakt_lenger_faar_samme_svar_men_ingen_lenke(verden: Svarverden) -> None:
    lenke, gammel = verden.lenke(Formaal.PAA_SAKEN), verden.lenke(Formaal.VALG, kontakt="ukjent")
    verden.naa += UTLOEPT
    kjent = await verden.send(lenke, **BESTILL)
    assert len(await i_koe(verden)) == 1
    flyttet = Kontakt(id="sekretariat.trysil", part="kdd", navn="sekretariat", epost="sekretariat@trysil.example")
    for hendelse in (
        KontaktRegistrert(kontakt=flyttet),
        KontaktRegistrert(kontakt=replace(flyttet, part="trysil", epost="ny@trysil.example")),
        KontaktSluttet(kontakt="sekretariat.trysil"),
    ):
        await verden.skjer(hendelse, register=True)
        verden.naa += timedelta(days=1)
        svar = await verden.send(lenke, **BESTILL)
        assert (svar.status_code, ordene(svar)) == (200, ordene(kjent))
    assert ordene(await verden.send(gammel, **BESTILL)) == ordene(kjent)
    assert len(await i_koe(verden)) == 1


async def test_bare_en_utloept_lenke_kan_fornyes_og_bare_med_knappen(verden: Svarverden) -> None:
    gyldig, avmeld = verden.lenke(Formaal.PAA_SAKEN), verden.lenke(Formaal.AVMELD)
    svar = await verden.send(gyldig, **BESTILL)
    assert (svar.status_code, "Vi er på saken" in ordene(svar)) == (200, True)
    verden.naa += UTLOEPT
    for felt in ({"List-Unsubscribe": "One-Click"}, {}):
        assert (await verden.klient.post(avmeld, data=felt)).status_code == 410, "a mail program asks for no mail"
    assert await i_koe(verden) == []
