"""What came of a message: every answer, also as part of another; the use of its links; what was returned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from modeller.lager import lenkebruk, leveringsforsoek, returpost, utboks
from modeller.lager.hovedboker import SendtMelding, SendtPost, bokfoer, les_sendt, sist_sendt_til
from modeller.lager.lager import Lager
from modeller.lager.lenkebruk import Lenkebruk
from modeller.lager.leveringsforsoek import Klasse, Leveringsforsoek
from modeller.lager.postjournal import Journalpost, les_journal, med_ord
from modeller.lager.returpost import Returpost, Returslag
from modeller.varselgrunn import Varselgrunn

NAA = datetime(2024, 9, 2, 6, tzinfo=UTC)
MIN = timedelta(minutes=1)
TIL = "Leder@vaaler.example"
GRUNN = Varselgrunn(
    regel="to_uker",
    anker="foerste_milepael",
    talt_fra=date(2024, 9, 16),
    forfaller=date(2024, 9, 2),
    fakta=("f2", "f7"),
    siste_faktum=9,
)


def melding(nr: int, *noekler: str, tid: datetime = NAA) -> SendtMelding:
    return SendtMelding(
        message_id=f"<{nr}@f.example>",
        mottaker=TIL,
        kontakt="leder",
        part="vaaler",
        sendt_tid=tid,
        dag=tid.date(),
        emne="Frist",
        poster=tuple(SendtPost(noekkel=n, avtale="a", steg="s", slag="ball", frist=None, grunn=GRUNN) for n in noekler),
    )


def svar(nr: int, klasse: Klasse, *noekler: str, etter: int = 0) -> Leveringsforsoek:
    return Leveringsforsoek(
        message_id=f"<{nr}@f.example>",
        mottaker=TIL,
        tid=NAA + etter * MIN,
        klasse=klasse,
        kode="450",
        tekst="4.2.1 later",
        saker=tuple(map(utboks.kort_id, noekler)),
    )


async def klasser(lager: Lager) -> Sequence[Sequence[Klasse]]:
    async with lager.lesing() as tx:
        return [[f.klasse for f in en.forsoek] for en in await les_journal(tx, await les_sendt(tx))]


async def test_grunnen_staar_slik_den_var_da_meldingen_gikk(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await bokfoer(tx, melding(1, "n"))
    async with lager.lesing() as tx:
        [lest] = await les_sendt(tx)
    assert lest.poster[0].grunn == GRUNN


async def test_svar_som_sakene_fikk_i_en_melding_som_aldri_gikk_hoerer_med(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await leveringsforsoek.noter(tx, svar(1, Klasse.SENERE, "n1"))
        await leveringsforsoek.noter(tx, svar(2, Klasse.SENDT, "n1", "n2", etter=5))
        await leveringsforsoek.noter(tx, svar(3, Klasse.SENDT, "n3", etter=6))
        await bokfoer(tx, melding(2, "n1", "n2", tid=NAA + 5 * MIN))
        await bokfoer(tx, melding(3, "n3", tid=NAA + 6 * MIN))
    assert await klasser(lager) == [[Klasse.SENERE, Klasse.SENDT], [Klasse.SENDT]]


async def test_lenkebruk_er_foerste_aapning_antall_og_siste_bruk(lager: Lager) -> None:
    om: Any = {"message_id": "<1@f.example>", "avtale": "a", "steg": "s", "formaal": "utfoert"}
    async with lager.skriving() as tx:
        for nr in (2, 1):
            await lenkebruk.noter(tx, **om, naa=NAA + nr * MIN)
        await lenkebruk.noter(tx, **om, naa=NAA + 3 * MIN, brukt=True)
        await lenkebruk.noter(tx, **om, naa=NAA + 4 * MIN)
        await lenkebruk.noter(tx, message_id="<1@f.example>", formaal="valg", naa=NAA + 9 * MIN)
        await lenkebruk.noter(tx, message_id="<2@f.example>", formaal="valg", naa=NAA)
    async with lager.lesing() as tx:
        bruk = await lenkebruk.les_lenkebruk(tx, {"<1@f.example>"})
    assert bruk == {
        "<1@f.example>": (
            Lenkebruk(**om, aapnet=NAA + MIN, aapninger=3, brukt=NAA + 3 * MIN),
            Lenkebruk(
                message_id="<1@f.example>", avtale="", steg="", formaal="valg", aapnet=NAA + 9 * MIN, aapninger=1
            ),
        )
    }


async def test_returpost_noteres_en_gang_og_leses_nyest_foerst(lager: Lager) -> None:
    foerst = Returpost(id="1", tid=NAA, dag=NAA.date(), slag=Returslag.SVAR, fil="f", emne="æøå")
    saa = Returpost(id="2", tid=NAA + MIN, dag=NAA.date(), slag=Returslag.FRAVAER, fil="g", melding="<1@f.example>")
    async with lager.skriving() as tx:
        assert await returpost.noter(tx, foerst)
        assert not await returpost.noter(tx, Returpost(id="1", tid=NAA, dag=NAA.date(), slag=Returslag.FRAMME, fil="h"))
        assert await returpost.noter(tx, saa)
    async with lager.lesing() as tx:
        assert await returpost.les_returpost(tx) == (saa, foerst)
        assert await returpost.les_returpost(tx, slag=[Returslag.SVAR]) == (foerst,)
        assert await returpost.les_returpost(tx, melding="<1@f.example>") == (saa,)
        assert await returpost.les_returpost(tx, hoeyst=1) == (saa,)
        assert await returpost.er_notert(tx, "2")


async def test_den_siste_meldingen_til_en_adresse_finnes_uansett_store_bokstaver(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await bokfoer(tx, melding(1, "n1"))
        await bokfoer(tx, melding(2, "n2", tid=NAA + MIN))
    async with lager.lesing() as tx:
        funnet = await sist_sendt_til(tx, "leder@VAALER.example")
        assert funnet is not None and funnet.message_id == "<2@f.example>"
        assert await sist_sendt_til(tx, "ingen@vaaler.example") is None


def test_teksten_leses_bare_naar_resten_ikke_har_ordene() -> None:
    journal = [
        Journalpost(melding=replace(melding(nr), emne=emne, fil=f"{nr}"), forsoek=(), lenker=(), retur=())
        for nr, emne in enumerate(["Møtet i Åmot", "Frist", "Møtet"])
    ]
    lest: list[str | None] = []

    def tekst(fil: str | None) -> str:
        lest.append(fil)
        return "Saksnummer 24/1234 i ÅMOT"

    assert med_ord(journal, "møtet åmot", {}, tekst) == [journal[0], journal[2]]
    assert lest == ["1", "2"]
    assert med_ord(journal, "24/1234 frist", {}, tekst) == [journal[1]]
    assert med_ord(journal, "24/9999", {}, tekst) == []
    assert med_ord(journal, " ", {}, tekst) == journal
