"""The ledgers, the subscriptions and the run history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from modeller.abonnement import Abonnementsvalg, Detalj, Eier, Ferdige, Maalslag, lag_token, tokensum
from modeller.lager import hovedboker, publisertbok
from modeller.lager.abonnementer import (
    finn_abonnement,
    forny,
    kan_vises,
    les_abonnementer,
    merk_hentet,
    opprett,
    trekk_tilbake,
    velg,
)
from modeller.lager.hovedboker import SendtMelding, SendtPost, bokfoer, fortalt, les_sendt
from modeller.lager.kjoeringer import Kjoeringsbok, avbryt_uferdige, les_kjoeringer, slett_eldre
from modeller.lager.lager import Lager
from modeller.lager.projeksjon import slett_alt
from modeller.lager.publisertbok import les_publisert, publiser
from modeller.lager.tabeller import ABONNEMENT
from modeller.tekst import Maalform
from modeller.varselrad import Fortalt
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
        begge = {"post@aamot.example", "en.annen@aamot.example"}
        assert await hovedboker.har_faatt(tx, begge, DAG + timedelta(days=2)) == {"post@aamot.example"}
        assert await hovedboker.har_faatt(tx, begge, DAG + timedelta(days=9)) == set()
        assert await les_sendt(tx, hoeyst=2) == tuple(meldinger[1:])
        assert await les_sendt(tx, avtale="b") == ()


async def test_det_telles_hvor_mange_som_ikke_har_en_kopi(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await bokfoer(tx, melding(1, DAG))
        assert await hovedboker.uten_kopi(tx) is None
        await bokfoer(tx, *(replace(melding(nr, DAG), fil=None) for nr in (2, 3)), melding(4, DAG))
        assert await hovedboker.uten_kopi(tx) == (2, DAG + timedelta(days=3))


async def test_en_proeve_er_ikke_sendt_til_den_det_skulle_gaatt_til(lager: Lager) -> None:
    vist = replace(melding(1, None), proeve_til="koordinator@kdd.example", svar=None)
    async with lager.skriving() as tx:
        await bokfoer(tx, vist)
        dag = vist.dag
        assert await les_sendt(tx) == (vist,)
        assert not await hovedboker.har_faatt(tx, {vist.mottaker}, dag)
        assert await hovedboker.har_faatt(tx, {vist.mottaker}, dag, i_proeve=True)
        assert not await hovedboker.har_faatt(tx, {vist.proeve_til}, dag, i_proeve=True)
        assert not await hovedboker.har_sendt_med_smtp(tx)
        await bokfoer(tx, melding(2, DAG))
        assert await hovedboker.har_sendt_med_smtp(tx)


async def test_det_som_kom_tilbake_og_gikk_igjen_staar_som_det_gikk_sist(lager: Lager) -> None:
    """So nobody gets another message on that day, and the record has what the recipient was told."""
    foerst, senere = melding(1, DAG), timedelta(days=3)
    igjen = replace(
        foerst,
        sendt_tid=foerst.sendt_tid + senere,
        dag=foerst.dag + senere,
        emne="Ny frist",
        fil="ny.fristvakt",
        svar="250 again",
        poster=tuple(replace(post, frist=DAG + senere) for post in foerst.poster),
    )
    async with lager.skriving() as tx:
        await bokfoer(tx, foerst)
        await bokfoer(tx, igjen)
        assert await les_sendt(tx) == (replace(igjen, sendt_tid=foerst.sendt_tid),)
        assert await hovedboker.har_faatt(tx, {igjen.mottaker}, igjen.dag)


async def test_sist_fortalte_frist_gjelder_hver_mottaker_for_seg(lager: Lager) -> None:
    ny = DAG + timedelta(days=30)
    async with lager.skriving() as tx:
        for m in (melding(1, DAG), melding(2, DAG, "post@vaaler.example"), melding(3, ny), melding(4, None, steg="t")):
            await bokfoer(tx, m)
        sagt = await fortalt(tx, "a")
    assert sagt == {
        ("s", "post@aamot.example"): Fortalt(ny, "", (("ball", DAG + timedelta(days=3)),)),
        ("s", "post@vaaler.example"): Fortalt(DAG, "", (("ball", DAG + timedelta(days=2)),)),
        ("t", "post@aamot.example"): Fortalt(None, "", (("ball", DAG + timedelta(days=4)),)),
    }


async def test_at_et_steg_uten_dato_er_noens_er_ogsaa_fortalt(lager: Lager) -> None:
    """Not what is no word on whose it is, nor on trial; and a date that was told is not forgotten."""
    proeve = replace(melding(3, None, "post@vaaler.example", steg="u"), proeve_til="koordinator@kdd.example", svar=None)
    annet = melding(4, None, "post@vaaler.example", steg="v")
    annet = replace(annet, poster=tuple(replace(post, slag="ukesoversikt") for post in annet.poster))
    async with lager.skriving() as tx:
        for m in (melding(1, None, steg="t"), proeve, annet, melding(5, DAG), melding(6, None)):
            await bokfoer(tx, m)
        sagt = await fortalt(tx, "a")
    assert sagt == {
        ("t", "post@aamot.example"): Fortalt(None, "", (("ball", DAG + timedelta(days=1)),)),
        ("s", "post@aamot.example"): Fortalt(DAG, "", (("ball", DAG + timedelta(days=5)),)),
    }


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
        await publisertbok.fjern(tx, ["u1"], NAA + TIME)
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


NOEKKEL = b"n" * 32


async def test_bare_tokenets_avtrykk_lagres(lager: Lager) -> None:
    async with lager.skriving() as tx:
        abonnement = await opprett(tx, Maalslag.KONTAKT, "aamot-1", NAA, noekkel=NOEKKEL)
        token = lag_token(NOEKKEL, abonnement.id, 1)
        assert await finn_abonnement(tx, tokensum(token)) == abonnement
        assert await finn_abonnement(tx, token) is None, "the sum opens, the token itself is not in the store"
        lagret = str((await tx.execute(select(ABONNEMENT))).all())
    assert len(token) >= 43  # 32 bytes
    assert token not in lagret


async def test_fornyet_og_trukket_token_aapner_ingenting(lager: Lager) -> None:
    async with lager.skriving() as tx:
        en = await opprett(tx, Maalslag.PART, "aamot", NAA, noekkel=NOEKKEL, valg=Abonnementsvalg(detalj=Detalj.KORT))
        gammel, ny = (tokensum(lag_token(NOEKKEL, en.id, utgave)) for utgave in (1, 2))
        fornyet = await forny(tx, en.id, NOEKKEL)
        assert fornyet is not None
        assert (fornyet.id, fornyet.valg, fornyet.utgave) == (en.id, en.valg, 2)
        assert await finn_abonnement(tx, gammel) is None
        assert await finn_abonnement(tx, ny) == fornyet
        assert await trekk_tilbake(tx, en.id, NAA + TIME)
        assert not await trekk_tilbake(tx, en.id, NAA + TIME)
        assert await finn_abonnement(tx, ny) is None
        assert await forny(tx, en.id, NOEKKEL) is None
        assert await finn_abonnement(tx, "gjettet") is None
        assert await les_abonnementer(tx, slag=Maalslag.PART, maal="aamot") == ()
        assert len(await les_abonnementer(tx, med_trukne=True)) == 1


async def test_adressen_kan_bare_vises_av_den_som_har_noekkelen_den_er_laget_med(lager: Lager) -> None:
    async with lager.skriving() as tx:
        en = await opprett(tx, Maalslag.PART, "aamot", NAA, noekkel=NOEKKEL)
        assert await kan_vises(tx, en.id, NOEKKEL) == lag_token(NOEKKEL, en.id, 1)
        assert await kan_vises(tx, en.id, b"annen") is None
        await trekk_tilbake(tx, en.id, NAA)
        assert await kan_vises(tx, en.id, NOEKKEL) is None


async def test_en_adresse_fra_foer_virker_men_kan_bare_fornyes(lager: Lager) -> None:
    async with lager.skriving() as tx:
        en = await opprett(tx, Maalslag.PART, "aamot", NAA, noekkel=NOEKKEL)
        await tx.execute(update(ABONNEMENT).values(utgave=None, token_hash=tokensum("tilfeldig")))
        gammel = await finn_abonnement(tx, tokensum("tilfeldig"))
        assert gammel is not None
        assert gammel.utgave is None
        assert await kan_vises(tx, en.id, NOEKKEL) is None
        await forny(tx, en.id, NOEKKEL)
        assert await finn_abonnement(tx, tokensum("tilfeldig")) is None
        assert await kan_vises(tx, en.id, NOEKKEL) == lag_token(NOEKKEL, en.id, 1)


async def test_valg_og_eier_leses_som_de_ble_satt(lager: Lager) -> None:
    valg = Abonnementsvalg(maalform=Maalform.NN, ferdige=Ferdige.FJERN, varsel_dager=(1, 7), detalj=Detalj.KORT)
    eier = Eier(Maalslag.KONTAKT, "leder/med/skraastrek")
    async with lager.skriving() as tx:
        en = await opprett(tx, Maalslag.AVTALE, "a", NAA, noekkel=NOEKKEL, eier=eier)
        assert await velg(tx, en.id, valg)
        [lest] = await les_abonnementer(tx, eier=eier)
        assert (lest.valg, lest.eier) == (valg, eier)
        assert lest.valg.varsel_dager == (7, 1)
        assert not await velg(tx, "finnes-ikke", valg)


async def test_hentingen_av_en_feed_merkes(lager: Lager) -> None:
    async with lager.skriving() as tx:
        abonnement = await opprett(tx, Maalslag.AVTALE, "a", NAA, noekkel=NOEKKEL)
        await merk_hentet(tx, abonnement.id, NAA + TIME, "Kalender/1.0")
        funnet = await finn_abonnement(tx, tokensum(lag_token(NOEKKEL, abonnement.id, 1)))
    assert funnet is not None
    assert (funnet.sist_hentet, funnet.klient) == (NAA + TIME, "Kalender/1.0")


async def test_kjoeringene_huskes(lager: Lager) -> None:
    bok = Kjoeringsbok(lager, "x")
    foerste = await bok.start("bygdevekst", {"dag": "2024-09-02"}, NAA)
    await bok.slutt(foerste, "fullfoert", None, [{"navn": "forslag", "forsoek": 2}], NAA + TIME)
    feilet = await bok.start("bygdevekst", {}, NAA + 2 * TIME)
    await bok.slutt(feilet, "feilet", "ValueError", [], NAA + 3 * TIME)
    await bok.start("send", {}, NAA + 4 * TIME)
    assert await bok.siste_fullfoerte("bygdevekst") == NAA
    assert await bok.siste_fullfoerte("natt") is None
    async with lager.skriving() as tx:
        assert await avbryt_uferdige(tx, "x", NAA + 5 * TIME) == 1
        send, andre, en = await les_kjoeringer(tx)
        assert await les_kjoeringer(tx, jobb="send", hoeyst=1) == (send,)
    assert (send.tilstand, send.slutt) == ("avbrutt", NAA + 5 * TIME)
    assert (andre.tilstand, andre.feil) == ("feilet", "ValueError")
    assert (en.forsoek, en.parametre, en.oppgaver) == (2, {"dag": "2024-09-02"}, [{"navn": "forslag", "forsoek": 2}])


async def test_bare_senderens_egne_kjoeringer_avbrytes(lager: Lager) -> None:
    egen, tidligere, annens = [await Kjoeringsbok(lager, av).start("send", {}, NAA) for av in ("x", "", "y")]
    async with lager.skriving() as tx:
        assert await avbryt_uferdige(tx, "x", NAA + TIME) == 2
        tilstander = {k.id: k.tilstand for k in await les_kjoeringer(tx)}
    assert tilstander == {egen: "avbrutt", tidligere: "avbrutt", annens: "kjoerer"}


async def test_gamle_kjoeringer_slettes_men_aldri_den_siste_fullfoerte(lager: Lager) -> None:
    bok = Kjoeringsbok(lager, "x")
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
        await publisertbok.fjern(tx, noekler, NAA)
        assert await publiser(tx, "a", {}, NAA) == {}
