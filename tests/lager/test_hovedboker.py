"""The ledgers, the subscriptions and the run history."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from modeller.lager import hovedboker
from modeller.lager.abonnementer import finn_abonnement, forny, les_abonnementer, merk_hentet, opprett, trekk_tilbake
from modeller.lager.hovedboker import SendtMelding, SendtPost, bokfoer, fortalt, les_publisert, les_sendt, publiser
from modeller.lager.kjoeringer import Kjoeringsbok, avbryt_uferdige, les_kjoeringer, slett_eldre
from modeller.lager.lager import Lager
from modeller.lager.projeksjon import slett_alt
from modeller.lager.tabeller import ABONNEMENT, Maalslag
from tests.lager.lagerbygg import DAG, NAA

TIME = timedelta(hours=1)


def melding(nr: int, frist: date | None, mottaker: str = "post@aamot.example", steg: str = "s") -> SendtMelding:
    return SendtMelding(
        message_id=f"<{nr}@fristvakt.example>",
        mottaker=mottaker,
        kontakt="aamot-1",
        part="aamot",
        sendt_tid=NAA + nr * TIME,
        dag=DAG + timedelta(days=nr),
        emne="Frist",
        poster=(SendtPost(noekkel=f"n{nr}", avtale="a", steg=steg, slag="ball", frist=frist),),
        fil="cur/1",
        svar="250 OK",
    )


async def test_hovedboken_svarer_paa_hva_en_mottaker_fikk_en_dag(lager: Lager) -> None:
    meldinger = [melding(1, DAG), melding(2, DAG), melding(3, DAG, "post@vaaler.example")]
    async with lager.skriving() as tx:
        for m in meldinger:
            await bokfoer(tx, m)
        assert await les_sendt(tx) == tuple(meldinger)
        assert await hovedboker.har_faatt(tx, "post@aamot.example", DAG + timedelta(days=2))
        assert not await hovedboker.har_faatt(tx, "post@aamot.example", DAG + timedelta(days=9))
        assert not await hovedboker.har_faatt(tx, "en.annen@aamot.example", DAG + timedelta(days=2))
        assert await les_sendt(tx, hoeyst=2) == tuple(meldinger[1:])
        assert await les_sendt(tx, avtale="b") == ()


async def test_sist_fortalte_frist_gjelder_hver_mottaker_for_seg(lager: Lager) -> None:
    ny = DAG + timedelta(days=30)
    async with lager.skriving() as tx:
        for m in (melding(1, DAG), melding(2, DAG, "post@vaaler.example"), melding(3, ny), melding(4, None, steg="t")):
            await bokfoer(tx, m)
        assert await fortalt(tx, "a") == {("s", "post@aamot.example"): ny, ("s", "post@vaaler.example"): DAG}


async def test_foerste_avvisning_av_en_adresse_gjelder_til_den_rettes(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await hovedboker.merk_uleverbar(tx, "x@aamot.example", DAG, "550")
        await hovedboker.merk_uleverbar(tx, "x@aamot.example", DAG + timedelta(days=1), "550")
        assert await hovedboker.uleverbare(tx) == {"x@aamot.example": DAG}
        await hovedboker.merk_leverbar(tx, "x@aamot.example")
        assert await hovedboker.uleverbare(tx) == {}


async def test_sekvensen_stiger_bare_naar_innholdet_er_endret(lager: Lager) -> None:
    async with lager.skriving() as tx:
        foerst = await publiser(tx, "a", {"u1": "h1", "u2": "h2"}, NAA)
        uendret = await publiser(tx, "a", {"u1": "h1", "u2": "h2"}, NAA + TIME)
        endret = await publiser(tx, "a", {"u1": "h1b", "u2": "h2"}, NAA + 2 * TIME)
    assert uendret == foerst
    assert (endret["u1"].sekvens, endret["u1"].endret, endret["u1"].foerst) == (1, NAA + 2 * TIME, NAA)
    assert endret["u2"] == foerst["u2"]


async def test_oppfoering_som_kommer_tilbake_faar_nytt_loepenummer(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await publiser(tx, "a", {"u1": "h1"}, NAA)
        await hovedboker.fjern(tx, ["u1"], NAA + TIME)
        assert (await les_publisert(tx, "a"))["u1"].fjernet == NAA + TIME
        tilbake = await publiser(tx, "a", {"u1": "h1"}, NAA + 2 * TIME)
        assert await les_publisert(tx) == tilbake
    assert (tilbake["u1"].sekvens, tilbake["u1"].fjernet) == (1, None)


async def test_hovedboekene_overlever_at_projeksjonen_slettes(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await bokfoer(tx, melding(1, DAG))
        publisert = await publiser(tx, "a", {"u1": "h1"}, NAA)
        await slett_alt(tx)
        assert await les_sendt(tx) == (melding(1, DAG),)
        assert await les_publisert(tx) == publisert


async def test_bare_tokenets_avtrykk_lagres(lager: Lager) -> None:
    async with lager.skriving() as tx:
        abonnement, token = await opprett(tx, Maalslag.KONTAKT, "aamot-1", NAA)
        assert await finn_abonnement(tx, token) == abonnement
        lagret = str((await tx.execute(select(ABONNEMENT))).all())
    assert len(token) >= 43  # 32 bytes
    assert token not in lagret


async def test_fornyet_og_trukket_token_aapner_ingenting(lager: Lager) -> None:
    async with lager.skriving() as tx:
        gammelt, gammelt_token = await opprett(tx, Maalslag.PART, "aamot", NAA)
        fornyet = await forny(tx, gammelt.id, NAA + TIME)
        assert fornyet is not None
        nytt, nytt_token = fornyet
        assert await finn_abonnement(tx, gammelt_token) is None
        assert await finn_abonnement(tx, nytt_token) == nytt
        assert await forny(tx, gammelt.id, NAA) is None
        assert await trekk_tilbake(tx, nytt.id, NAA + TIME)
        assert not await trekk_tilbake(tx, nytt.id, NAA + TIME)
        assert await finn_abonnement(tx, nytt_token) is None
        assert await finn_abonnement(tx, "gjettet") is None
        assert await les_abonnementer(tx, slag=Maalslag.PART, maal="aamot") == ()
        assert len(await les_abonnementer(tx, med_trukne=True)) == 2


async def test_hentingen_av_en_feed_merkes(lager: Lager) -> None:
    async with lager.skriving() as tx:
        abonnement, token = await opprett(tx, Maalslag.AVTALE, "a", NAA)
        await merk_hentet(tx, abonnement.id, NAA + TIME, "Kalender/1.0")
        funnet = await finn_abonnement(tx, token)
    assert funnet is not None
    assert (funnet.sist_hentet, funnet.klient) == (NAA + TIME, "Kalender/1.0")


async def test_kjoeringene_huskes(lager: Lager) -> None:
    bok = Kjoeringsbok(lager)
    foerste = await bok.start("bygdevekst", {"dag": "2024-09-02"}, NAA)
    await bok.slutt(foerste, "fullfoert", None, [{"navn": "forslag", "forsoek": 2}], NAA + TIME)
    feilet = await bok.start("bygdevekst", {}, NAA + 2 * TIME)
    await bok.slutt(feilet, "feilet", "ValueError", [], NAA + 3 * TIME)
    await bok.start("send", {}, NAA + 4 * TIME)
    assert await bok.siste_fullfoerte("bygdevekst") == NAA
    assert await bok.siste_fullfoerte("natt") is None
    async with lager.skriving() as tx:
        assert await avbryt_uferdige(tx, NAA + 5 * TIME) == 1
        send, andre, en = await les_kjoeringer(tx)
        assert await les_kjoeringer(tx, jobb="send", hoeyst=1) == (send,)
    assert (send.tilstand, send.slutt) == ("avbrutt", NAA + 5 * TIME)
    assert (andre.tilstand, andre.feil) == ("feilet", "ValueError")
    assert (en.forsoek, en.parametre, en.oppgaver) == (2, {"dag": "2024-09-02"}, [{"navn": "forslag", "forsoek": 2}])


async def test_gamle_kjoeringer_slettes_men_aldri_den_siste_fullfoerte(lager: Lager) -> None:
    bok = Kjoeringsbok(lager)
    for nr, (jobb, tilstand) in enumerate(
        [("send", "fullfoert"), ("send", "feilet"), ("natt", "fullfoert"), ("natt", "fullfoert"), ("send", "feilet")]
    ):
        kjoering = await bok.start(jobb, {}, NAA + nr * TIME)
        await bok.slutt(kjoering, tilstand, None, [], NAA + nr * TIME)
    async with lager.skriving() as tx:
        assert await slett_eldre(tx, NAA + 4 * TIME) == 2
        igjen = [(k.jobb, k.start) for k in await les_kjoeringer(tx)]
    assert igjen == [("send", NAA + 4 * TIME), ("natt", NAA + 3 * TIME), ("send", NAA)]
    assert await bok.siste_fullfoerte("send") == NAA, "etter den regnes det hva som er forsømt"


@pytest.mark.parametrize("noekler", [[], ["u1"]])
async def test_publisering_av_ingenting_er_ingenting(lager: Lager, noekler: list[str]) -> None:
    async with lager.skriving() as tx:
        await hovedboker.fjern(tx, noekler, NAA)
        assert await publiser(tx, "a", {}, NAA) == {}
