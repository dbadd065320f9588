"""The outbox: nothing queued twice, nothing claimed by two, nothing lost."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from modeller.lager.hovedboker import SendtMelding, SendtPost, les_sendt
from modeller.lager.lager import Lager, Tx
from modeller.lager.tabeller import Utbokstilstand
from modeller.lager.utboks import (
    LENGSTE_VENT,
    Koerad,
    bekreft,
    frigi,
    gaa_forbi,
    gi_opp,
    krev,
    legg_i,
    les_koe,
    neste_koedag,
    proev_igjen,
    send_det_proevde,
    send_paa_nytt,
    sett_skyldig,
    slipp,
    trekk,
    vent,
)
from tests.lager.lagerbygg import DAG, NAA, rad

LEIE = timedelta(minutes=10)
MORGENDAG = DAG + timedelta(days=1)


async def krev_naa(tx: Tx, av: str = "x", etter: timedelta = timedelta()) -> tuple[Koerad, ...]:
    naa = NAA + etter
    return await krev(tx, av=av, naa=naa, dag=DAG, til=naa + LEIE)


def melding(*noekler: str, message_id: str = "<1@fristvakt.example>") -> SendtMelding:
    poster = tuple(SendtPost(noekkel=n, avtale="a", steg="innsending", slag="ball", frist=DAG) for n in noekler)
    return SendtMelding(
        message_id=message_id,
        mottaker="post@aamot.example",
        kontakt=None,
        part="aamot",
        sendt_tid=NAA,
        dag=DAG,
        emne="Ballen er hos dere",
        poster=poster,
    )


async def test_samme_paaminnelse_koees_bare_en_gang(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await legg_i(tx, [rad("n1"), rad("n2")], NAA)
        await legg_i(tx, [rad("n1"), rad("n3")], NAA + LEIE)
        koe = await les_koe(tx)
    assert [k.rad.noekkel for k in koe] == ["n1", "n2", "n3"]
    assert koe[0].opprettet == NAA
    assert koe[0].rad == rad("n1")


async def test_alt_til_en_mottaker_kreves_samlet(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await legg_i(tx, [rad("n1"), rad("v1", "post@vaaler.example"), rad("n2")], NAA)
        foerst, saa, tomt = await krev_naa(tx), await krev_naa(tx), await krev_naa(tx)
    assert [k.rad.noekkel for k in foerst] == ["n1", "n2"]
    assert [k.rad.noekkel for k in saa] == ["v1"]
    assert tomt == ()
    assert (foerst[0].tilstand, foerst[0].krevd_av, foerst[0].forsoek) == (Utbokstilstand.KREVD, "x", 1)


async def test_det_som_ikke_har_forfalt_blir_liggende(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await legg_i(tx, [rad("n1", forfaller=MORGENDAG)], NAA)
        assert await krev_naa(tx) == ()
        assert await neste_koedag(tx) == MORGENDAG


async def test_det_som_foelger_med_kreves_foer_sin_dag_naar_noe_annet_skal_samme_sted(lager: Lager) -> None:
    senere = DAG + timedelta(days=7)
    async with lager.skriving() as tx:
        await legg_i(tx, [rad("n1"), rad("n2", slag="takk", forfaller=senere), rad("n3", forfaller=senere)], NAA)
        await legg_i(tx, [rad("n4", mottaker="post@vaaler.example", slag="takk", forfaller=senere)], NAA)
        krevd = await krev(tx, av="x", naa=NAA, dag=DAG, til=NAA + LEIE, mottakere=9, foelger_med=["takk"])
    assert [k.rad.noekkel for k in krevd] == ["n1", "n2"]


async def test_utloept_krav_kan_kreves_av_en_annen(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await legg_i(tx, [rad("n1")], NAA)
        await krev_naa(tx, "x")
        assert await krev_naa(tx, "y", LEIE - timedelta(seconds=1)) == ()
        (krevd,) = await krev_naa(tx, "y", LEIE)
    assert (krevd.krevd_av, krevd.forsoek) == ("y", 2)


@pytest.mark.parametrize("foran", [LENGSTE_VENT + LEIE, timedelta(days=400)])
async def test_det_en_klokke_som_gikk_feil_har_satt_paa_vent_er_ikke_glemt(lager: Lager, foran: timedelta) -> None:
    async with lager.skriving() as tx:
        await legg_i(tx, [rad("n1"), rad("v1", "post@vaaler.example")], NAA)
        await krev(tx, av="x", naa=NAA + foran, dag=DAG, til=NAA + foran + LEIE, mottakere=2)
        await proev_igjen(tx, ["n1"], av="x", neste_forsoek=NAA + foran + LEIE, merknad="421 busy")
        krevd = await krev(tx, av="y", naa=NAA, dag=DAG, til=NAA + LEIE, mottakere=2)
    assert [(k.rad.noekkel, k.krevd_av) for k in krevd] == [("n1", "y"), ("v1", "y")]


async def test_ny_rad_til_en_mottaker_under_sending_venter_til_sendingen_er_over(lager: Lager) -> None:
    """Else the one gathered message of the day would be two."""
    async with lager.skriving() as tx:
        await legg_i(tx, [rad("n1")], NAA)
        await krev_naa(tx, "x")
        await legg_i(tx, [rad("n2")], NAA)
        assert await krev_naa(tx, "y") == ()
        await bekreft(tx, melding("n1"))
        assert [k.rad.noekkel for k in await krev_naa(tx, "y")] == ["n2"]


async def test_to_som_krever_samtidig_faar_aldri_samme_rad(delt_adresse: str) -> None:
    async with await Lager.aapne(delt_adresse) as en, await Lager.aapne(delt_adresse) as to:
        async with en.skriving() as tx:
            await legg_i(tx, [rad(f"n{i}", f"post{i % 10}@aamot.example") for i in range(30)], NAA)

        async def krev_alt(lager: Lager, navn: str) -> list[tuple[str, ...]]:
            krav: list[tuple[str, ...]] = []
            while True:
                async with lager.skriving() as tx:
                    if not (krevd := await krev_naa(tx, navn)):
                        return krav
                krav.append(tuple(k.rad.noekkel for k in krevd))
                await asyncio.sleep(0)

        krav = [samlet for alle in await asyncio.gather(krev_alt(en, "x"), krev_alt(to, "y")) for samlet in alle]
    assert sorted(noekkel for samlet in krav for noekkel in samlet) == sorted(f"n{i}" for i in range(30))
    assert all(len(samlet) == 3 for samlet in krav)


async def test_bekreftet_sending_staar_i_hovedboken_og_er_ute_av_koeen(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await legg_i(tx, [rad("n1"), rad("n2")], NAA)
        await krev_naa(tx)
        await bekreft(tx, melding("n1", "n2"))
        await bekreft(tx, melding("n1", "n2"))  # told twice after a crash
        assert await krev_naa(tx, etter=LEIE * 2) == ()
        assert await les_sendt(tx) == (melding("n1", "n2"),)
        assert {k.tilstand for k in await les_koe(tx)} == {Utbokstilstand.SENDT}


async def test_det_som_er_sendt_koees_aldri_igjen_og_kan_ikke_trekkes(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await legg_i(tx, [rad("n1")], NAA)
        await krev_naa(tx)
        await bekreft(tx, melding("n1"))
        await trekk(tx, ["n1"], "utført")
        await legg_i(tx, [rad("n1")], NAA)
        assert await krev_naa(tx) == ()


async def test_trukket_paaminnelse_lever_opp_naar_den_skyldes_igjen(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await legg_i(tx, [rad("n1")], NAA)
        await trekk(tx, ["n1"], "utført")
        assert await krev_naa(tx) == ()
        await legg_i(tx, [rad("n1")], NAA)
        assert len(await krev_naa(tx)) == 1


async def test_midlertidig_feil_venter_til_avtalt_tid(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await legg_i(tx, [rad("n1")], NAA)
        await krev_naa(tx)
        await proev_igjen(tx, ["n1"], av="x", neste_forsoek=NAA + LEIE, merknad="451 prøv senere")
        assert await krev_naa(tx) == ()
        (krevd,) = await krev_naa(tx, etter=LEIE)
    assert (krevd.forsoek, krevd.merknad) == (2, "451 prøv senere")


async def test_den_som_har_mistet_kravet_slipper_ikke_raden_for_den_som_har_det(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await legg_i(tx, [rad("n1")], NAA)
        await krev_naa(tx, av="treg")
        await krev_naa(tx, av="ny", etter=2 * LEIE)
        await proev_igjen(tx, ["n1"], av="treg", neste_forsoek=NAA, merknad="for sent")
        await slipp(tx, ["n1"], av="treg")
        (krevd,) = await les_koe(tx)
    assert (krevd.tilstand, krevd.krevd_av, krevd.merknad) == (Utbokstilstand.KREVD, "ny", None)


async def test_det_som_slippes_er_som_om_det_aldri_var_krevd(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await legg_i(tx, [rad("n1")], NAA)
        (foer,) = await les_koe(tx)
        await krev_naa(tx)
        await slipp(tx, ["n1"], av="x")
        assert await les_koe(tx) == (foer,)


async def test_flere_mottakere_kreves_i_en_bolk_med_alt_som_er_deres(lager: Lager) -> None:
    async with lager.skriving() as tx:
        rader = [rad("n1", "a@x.example"), rad("n2", "b@x.example"), rad("n3", "a@x.example"), rad("n4", "c@x.example")]
        await legg_i(tx, rader, NAA)
        krevde = await krev(tx, av="x", naa=NAA, dag=DAG, til=NAA + LEIE, mottakere=2)
        resten = await krev(tx, av="x", naa=NAA, dag=DAG, til=NAA + LEIE, mottakere=2)
    assert {k.rad.noekkel for k in krevde} == {"n1", "n2", "n3"}
    assert {k.rad.noekkel for k in resten} == {"n4"}


async def test_det_som_er_gitt_opp_kan_sendes_paa_nytt_som_nytt(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await legg_i(tx, [rad("n1"), rad("n2")], NAA)
        (foer, _) = await les_koe(tx)
        await krev_naa(tx)
        await gi_opp(tx, ["n1"], "554 5.7.1 policy")
        assert await send_paa_nytt(tx, ["n1", "n2", "finnes ikke"]) == 1
        assert foer in await les_koe(tx)


async def test_oppgitt_paaminnelse_blir_staaende_med_grunnen(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await legg_i(tx, [rad("n1")], NAA)
        await gi_opp(tx, ["n1"], "550 ukjent")
        assert await krev_naa(tx) == ()
        (doed,) = await les_koe(tx, Utbokstilstand.DOED)
    assert doed.merknad == "550 ukjent"


@pytest.mark.parametrize("stilt", [timedelta(days=-1), timedelta(minutes=20), timedelta(days=20)])
async def test_den_som_har_krevd_noe_krever_det_ikke_igjen_hva_klokka_enn_blir_stilt_til(
    lager: Lager, stilt: timedelta
) -> None:
    """It is on its way, also when the lease looks as if it had run out, or been set by a clock that was wrong."""
    async with lager.skriving() as tx:
        await legg_i(tx, [rad("n1")], NAA)
        await krev(tx, av="x", naa=NAA, dag=DAG, til=NAA + stilt + LEIE)
        await legg_i(tx, [rad("n2")], NAA)
        assert await krev_naa(tx, "x") == ()
        if stilt != timedelta(minutes=20):
            assert [k.rad.noekkel for k in await krev_naa(tx, "y")] == ["n1"]


@pytest.mark.parametrize("frigis", [True, False])
async def test_det_som_kan_ha_gaatt_kreves_for_seg_og_det_nye_etterpaa(lager: Lager, frigis: bool) -> None:
    """It goes again as it was, and so with the same Message-ID."""
    async with lager.skriving() as tx:
        await legg_i(tx, [rad("n1"), rad("n2"), rad("v1", "post@vaaler.example")], NAA)
        await krev(tx, av="x/1", naa=NAA, dag=DAG, til=NAA + LEIE, mottakere=2)
        await legg_i(tx, [rad("n3"), rad("n4", slag="takk", forfaller=MORGENDAG)], NAA)
        if frigis:
            assert await frigi(tx, "x") == 3
        krevd = await krev(tx, av="y/1", naa=NAA + LEIE, dag=DAG, til=NAA + 2 * LEIE, mottakere=9, foelger_med=["takk"])
        assert [k.rad.noekkel for k in krevd] == ["n1", "n2", "v1"]
        await bekreft(tx, melding("n1", "n2"))
        krevd = await krev(tx, av="y/1", naa=NAA + LEIE, dag=DAG, til=NAA + 2 * LEIE, mottakere=9, foelger_med=["takk"])
        assert [k.rad.noekkel for k in krevd] == ["n3", "n4"]


async def test_det_som_ble_forbigaatt_venter_igjen_naar_det_faar_en_senere_dag(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await legg_i(tx, [rad("n1")], NAA)
        await gaa_forbi(tx, ["n1"], "forbi")
        await sett_skyldig(tx, "a", [rad("n1")], NAA, "uaktuelt")
        assert [k.tilstand for k in await les_koe(tx)] == [Utbokstilstand.FORBIGAATT]
        await sett_skyldig(tx, "a", [rad("n1", forfaller=MORGENDAG)], NAA, "uaktuelt")
        [igjen] = await les_koe(tx, Utbokstilstand.VENTER)
    assert (igjen.rad.forfaller, igjen.merknad) == (MORGENDAG, None)


async def test_det_som_venter_paa_en_dag_faar_den_naermere_naar_den_er_det_om_ingenting_er_proevd(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await legg_i(tx, [rad("n1", forfaller=MORGENDAG)], NAA)
        await sett_skyldig(tx, "a", [rad("n1")], NAA, "uaktuelt")
        [naermere] = await les_koe(tx)
        assert (naermere.rad.forfaller, naermere.tilstand) == (DAG, Utbokstilstand.VENTER)
        await sett_skyldig(tx, "a", [rad("n1", forfaller=MORGENDAG)], NAA, "uaktuelt")
        assert [k.rad.forfaller for k in await les_koe(tx)] == [DAG]
        [krevd] = await krev_naa(tx)
        await proev_igjen(tx, ["n1"], av=krevd.krevd_av or "", neste_forsoek=NAA + LEIE, merknad="421")
        await sett_skyldig(tx, "a", [rad("n1", forfaller=DAG - timedelta(days=1))], NAA, "uaktuelt")
        [proevd] = await les_koe(tx)
    assert (proevd.rad.forfaller, proevd.merknad) == (DAG, "421")


async def test_det_som_er_sluppet_uproevd_samles_med_det_nye(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await legg_i(tx, [rad("n1")], NAA)
        await krev_naa(tx, "x/1")
        await slipp(tx, ["n1"], av="x/1")
        await legg_i(tx, [rad("n2")], NAA)
        assert [k.rad.noekkel for k in await krev_naa(tx, "y/1")] == ["n1", "n2"]


async def test_det_noe_har_hindret_gaar_etter_det_andre(lager: Lager) -> None:
    """Else one message that a server hangs up on would stand before all others for good."""
    i_gaar = DAG - timedelta(days=1)
    async with lager.skriving() as tx:
        await legg_i(tx, [rad("n1", forfaller=i_gaar), rad("v1", "post@vaaler.example")], NAA)
        assert [k.rad.noekkel for k in await krev_naa(tx)] == ["n1"]
        await proev_igjen(tx, ["n1"], av="x", neste_forsoek=NAA, merknad="Connection lost", forsoekt=False)
        assert [k.rad.noekkel for k in await krev_naa(tx)] == ["v1"]
        assert [k.rad.noekkel for k in await krev_naa(tx)] == ["n1"]


async def test_etter_en_krasj_frigis_det_senderen_holdt_og_ikke_andres(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await legg_i(tx, [rad("n1")], NAA)
        await krev_naa(tx, "x/1")
        assert await frigi(tx, "y") == await frigi(tx, "x/1") == await frigi(tx, "_") == 0
        assert await frigi(tx, "x") == 1
        assert len(await krev_naa(tx)) == 1


async def test_det_som_er_vist_paa_proeve_venter_paa_nytt_og_koees_ikke_to_ganger(lager: Lager) -> None:
    vist = replace(melding("n1", "n2"), proeve_til="koordinator@kdd.example")
    async with lager.skriving() as tx:
        await legg_i(tx, [rad("n1"), rad("n2")], NAA)
        await krev_naa(tx)
        await bekreft(tx, vist)
        assert {k.tilstand for k in await les_koe(tx)} == {Utbokstilstand.PROEVD}
        assert await krev_naa(tx) == ()
        await sett_skyldig(tx, "a", [rad("n1")], NAA, "Ikke lenger aktuelt.")
        assert [k.tilstand for k in await les_koe(tx)] == [Utbokstilstand.PROEVD, Utbokstilstand.TRUKKET]
        assert await send_det_proevde(tx, "ingen") == 1
        [igjen] = await krev_naa(tx)
        assert (igjen.rad.noekkel, igjen.forsoek) == ("n1", 1)
        await bekreft(tx, melding("n1", message_id="<2@fristvakt.example>"))
        assert await send_det_proevde(tx, "ingen") == 0
        assert {m.proeve_til for m in await les_sendt(tx)} == {"", "koordinator@kdd.example"}


async def test_det_som_venter_paa_noe_annet_enn_serveren_teller_ikke_som_forsoek(lager: Lager) -> None:
    async with lager.skriving() as tx:
        await legg_i(tx, [rad("n1")], NAA)
        await krev_naa(tx)
        await vent(tx, ["n1"], av="en annen", til=NAA + LEIE, merknad="Ingen koordinator")
        assert [k.tilstand for k in await les_koe(tx)] == [Utbokstilstand.KREVD], "not theirs to let go of"
        await vent(tx, ["n1"], av="x", til=NAA + LEIE, merknad="Ingen koordinator")
        [venter] = await les_koe(tx)
        assert (venter.tilstand, venter.forsoek, venter.merknad) == (Utbokstilstand.VENTER, 0, "Ingen koordinator")
        assert await krev_naa(tx) == ()
        assert await send_det_proevde(tx, "Ingen koordinator") == 1
        assert len(await krev_naa(tx)) == 1
