"""The send job against the real store: claims, the last check, one message a day, temporary and final refusals."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar, Event
from jinja2 import UndefinedError

from modeller.arbeidskalender import EN_DAG
from modeller.lager import hovedboker, publisertbok, utboks
from modeller.lager.lager import I_MINNET, Lager, Tx
from modeller.lager.tabeller import Utbokstilstand
from modeller.moeteramme import Moeteramme
from modeller.plan import Plansteg, Status
from modeller.register import Register
from modeller.varselrad import Fortalt
from tests.varsler.varselbygg import (
    KALENDER,
    KOORDINATOR,
    OM_STEG,
    OPPSETT,
    POSTMOTTAK,
    REGISTER,
    TRYSIL,
    VAALER,
    aapnet,
    plan,
    steg,
)
from varsler import utsending
from varsler.bilde import Avtalebilde
from varsler.bryter import PAUSER, Bryter
from varsler.ekspedering import VAAR_FEIL
from varsler.konvolutt import i_konvolutt
from varsler.levering import Avvist, Hvem, Leveringssvar, MaildirLevering, Nektet, Sendt, Senere
from varsler.levering.svar import FULL, TRAVEL
from varsler.melding import Melding, skriv
from varsler.sak import Varselsak
from varsler.utsending import SENDER, Utsending
from varsler.utsendingsresultat import Utsendingsresultat
from varsler.utsikt import varselsutsikt


def kl(dag: date, timen: int = 6) -> datetime:
    return datetime(dag.year, dag.month, dag.day, timen, 0, tzinfo=UTC)


class Postkasse:
    """A delivery that keeps what it gets, and answers what it is told to for an address."""

    def __init__(self, svar: dict[str, Leveringssvar] | None = None) -> None:
        self.svar = svar or {}
        self.sendt: list[EmailMessage] = []
        self.forsoek: list[str] = []
        self.sluppet = 0

    async def lever(self, melding: Melding) -> Leveringssvar:
        konvolutt = i_konvolutt(melding)
        self.forsoek.append(konvolutt.til)
        svar = self.svar.get(konvolutt.til, Sendt(svar="250 OK"))
        if not isinstance(svar, Sendt):
            return svar
        self.sendt.append(aapnet(konvolutt))
        return replace(svar, konvolutt=konvolutt)

    async def slipp(self) -> None:
        self.sluppet += 1

    @property
    def til(self) -> list[str]:
        return [m["To"].addresses[0].addr_spec for m in self.sendt]


class Drept(BaseException):
    """The process died here."""


@dataclass
class Verden:
    """A store, an agreement of some steps that tests may change, and a delivery."""

    lager: Lager
    steg: list[Plansteg] = field(default_factory=lambda: [steg()])
    postkasse: Postkasse = field(default_factory=Postkasse)
    register: Register = REGISTER
    bryter: Bryter = field(default_factory=Bryter)
    naa: datetime = datetime(2024, 9, 2, 6, 0, tzinfo=UTC)

    async def ta_bilder(self, tx: Tx, avtaler: Collection[str], naa: datetime) -> Mapping[str, Avtalebilde]:
        return {avtale: await self.ta_bilde(tx, avtale, naa) for avtale in avtaler}

    async def ta_bilde(self, tx: Tx, avtale: str, naa: datetime) -> Avtalebilde:
        avtalen = plan(*self.steg, dag=naa.date(), avtale=avtale)
        utsikt = varselsutsikt(
            plan=avtalen,
            register=self.register,
            kalender=KALENDER,
            fortalt=await hovedboker.fortalt(tx, avtale),
            uleverbare=await hovedboker.uleverbare(tx),
            regler=OM_STEG,
        )
        publisert = await publisertbok.les_publisert(tx, avtale)
        return Avtalebilde(plan=avtalen, register=self.register, utsikt=utsikt, publisert=publisert)

    async def utled(self, naa: datetime) -> None:
        """What the lifecycle flows do in the morning."""
        async with self.lager.skriving() as tx:
            bilde = await self.ta_bilde(tx, "hedmark", naa)
            await utboks.legg_i(tx, bilde.utsikt.rader, naa)

    def utsending(self, sender: str = SENDER) -> Utsending:
        return Utsending(
            lager=self.lager,
            levering=self.postkasse,
            ta_bilder=self.ta_bilder,
            kalender=KALENDER,
            oppsett=OPPSETT,
            klokke=lambda: self.naa,
            sender=sender,
            bryter=self.bryter,
        )

    async def send(self, naa: datetime) -> Utsendingsresultat:
        self.naa = naa
        return await self.utsending().send(naa)

    async def morgen(self, naa: datetime) -> Utsendingsresultat:
        await self.utled(naa)
        return await self.send(naa)

    async def neste_forsoek(self) -> datetime:
        async with self.lager.lesing() as tx:
            (koerad,) = await utboks.les_koe(tx, Utbokstilstand.VENTER)
        assert koerad.neste_forsoek is not None
        return koerad.neste_forsoek

    async def tilstander(self, mottaker: str | None = None) -> list[str]:
        async with self.lager.lesing() as tx:
            return [k.tilstand.value for k in await utboks.les_koe(tx, mottaker=mottaker)]


@pytest.fixture
async def verden() -> AsyncIterator[Verden]:
    async with await Lager.aapne(I_MINNET) as lager:
        yield Verden(lager)


DAG = date(2024, 9, 2)


async def test_det_skyldige_sendes_en_gang_og_bokfoeres(verden: Verden) -> None:
    assert await verden.morgen(kl(DAG)) == Utsendingsresultat(sendt=1)
    assert await verden.morgen(kl(DAG, 7)) == Utsendingsresultat()
    async with verden.lager.lesing() as tx:
        (bokfoert,) = await hovedboker.les_sendt(tx)
        assert await hovedboker.fortalt(tx, "hedmark") == {
            ("innsending.vaaler", VAALER): Fortalt(date(2024, 11, 29), "", (("ball", DAG),))
        }
    assert bokfoert.message_id == verden.postkasse.sendt[0]["Message-ID"]
    assert (bokfoert.mottaker, bokfoert.dag, bokfoert.emne) == (VAALER, DAG, verden.postkasse.sendt[0]["Subject"])


MOETE = steg(
    id="dialog",
    parter=("kdd",),
    deltar=("vaaler", "kdd"),
    ball=(),
    moete=True,
    status=Status.KOMMENDE,
    aapnet=None,
    frist=date(2024, 12, 5),
    ramme=Moeteramme(time(13), time(15), "Kommunehuset i Våler"),
)


def kalenderen(melding: EmailMessage) -> tuple[Event, str]:
    """The one event of the message's calendar, which must ask what its MIME part says, and what that is."""
    [del_] = [d for d in melding.walk() if d.get_content_type() == "text/calendar"]
    kalender = Calendar.from_ical(del_.get_content())
    assert del_["Content-Type"].params["method"] == kalender["METHOD"]
    [hendelse] = kalender.events
    return hendelse, str(kalender["METHOD"])


async def test_en_innkalling_er_en_melding_for_seg_selv_og_foelges_av_endring_og_avlysning(verden: Verden) -> None:
    verden.steg = [steg(), MOETE]
    assert await verden.morgen(kl(DAG)) == Utsendingsresultat(sendt=2)
    til_vaaler, innkalling = verden.postkasse.sendt
    assert til_vaaler.get_content_type() == "multipart/mixed"
    assert kalenderen(til_vaaler)[1] == "PUBLISH"
    assert innkalling.get_content_type() == "multipart/alternative"
    assert [del_.get_content_type() for del_ in innkalling.iter_parts()] == ["text/plain", "text/html", "text/calendar"]
    foerst, metode = kalenderen(innkalling)
    tekst = innkalling.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert (metode, foerst.sequence, foerst["LOCATION"]) == ("REQUEST", 0, "Kommunehuset i Våler")
    assert "Møtet er kl. 13.00–15.00, Kommunehuset i Våler." in tekst

    verden.steg = [steg(), MOETE._replace(ramme=Moeteramme(time(9), time(10), "Rådhuset"))]
    assert await verden.morgen(kl(DAG + EN_DAG)) == Utsendingsresultat(sendt=1)
    flyttet, metode = kalenderen(verden.postkasse.sendt[-1])
    assert verden.postkasse.sendt[-1]["Subject"].startswith("Ny tid eller nytt sted 5.12.2024: ")
    assert (metode, flyttet["UID"], flyttet.sequence) == ("REQUEST", foerst["UID"], 1)
    assert await verden.morgen(kl(DAG + EN_DAG, 9)) == Utsendingsresultat(), "told once"

    verden.steg = [steg(), MOETE._replace(status=Status.IKKE_AKTUELL)]
    assert await verden.morgen(kl(DAG + 2 * EN_DAG)) == Utsendingsresultat(sendt=1)
    avlyst, metode = kalenderen(verden.postkasse.sendt[-1])
    assert (metode, avlyst["UID"], avlyst.sequence, avlyst["STATUS"]) == ("CANCEL", foerst["UID"], 2, "CANCELLED")


async def test_en_innkalling_venter_ikke_paa_at_mottakeren_har_faatt_dagens_melding(verden: Verden) -> None:
    assert await verden.morgen(kl(DAG)) == Utsendingsresultat(sendt=1)
    verden.steg = [steg(), MOETE]
    assert await verden.morgen(kl(DAG, 9)) == Utsendingsresultat(sendt=1)
    assert kalenderen(verden.postkasse.sendt[-1])[1] == "REQUEST"


async def test_det_som_ble_gjort_i_mellomtiden_sendes_ikke(verden: Verden) -> None:
    await verden.utled(kl(DAG))
    verden.steg = [steg(status=Status.UTFOERT, utfoert=DAG)]
    assert await verden.send(kl(DAG, 8)) == Utsendingsresultat(trukket=1)
    assert verden.postkasse.sendt == []
    assert await verden.tilstander() == ["trukket"]


async def test_en_frist_flyttet_etter_at_varselet_ble_lagt_i_koe_erstatter_det(verden: Verden) -> None:
    await verden.morgen(kl(DAG))
    await verden.utled(kl(date(2024, 11, 15)))
    verden.steg = [steg(frist=date(2024, 12, 20), runde=2)]
    await verden.morgen(kl(date(2024, 11, 15), 9))
    siste = verden.postkasse.sendt[-1]
    assert len(verden.postkasse.sendt) == 2
    assert siste["Subject"].startswith("Ny dato 20.12.2024 i stedet for 29.11.2024")
    await verden.morgen(kl(date(2024, 11, 18)))
    assert len(verden.postkasse.sendt) == 2


async def test_det_sendes_ikke_paa_fridager(verden: Verden) -> None:
    await verden.utled(kl(DAG))
    assert await verden.send(kl(date(2024, 9, 7))) == Utsendingsresultat()
    assert (await verden.send(kl(date(2024, 9, 9)))).sendt == 1


async def test_oslodagen_avgjoer_og_ikke_utc(verden: Verden) -> None:
    await verden.utled(kl(DAG))
    # Sunday 23:30 UTC is Monday in Oslo.
    assert (await verden.send(datetime(2024, 9, 8, 23, 30, tzinfo=UTC))).sendt == 1


async def test_flere_saker_blir_en_melding(verden: Verden) -> None:
    verden.steg = [steg(), steg(steg="respons")]
    assert await verden.morgen(kl(DAG)) == Utsendingsresultat(sendt=1)
    assert await verden.tilstander() == ["sendt", "sendt"]


async def test_den_som_har_faatt_en_melding_i_dag_faar_den_neste_neste_arbeidsdag(verden: Verden) -> None:
    fredag = date(2024, 9, 6)
    verden.steg = [steg(aapnet=fredag, aapnet_registrert=fredag)]
    await verden.morgen(kl(fredag))
    verden.steg.append(steg(steg="respons", aapnet=fredag, aapnet_registrert=fredag))
    assert await verden.morgen(kl(fredag, 10)) == Utsendingsresultat(utsatt=1)
    assert await verden.morgen(kl(date(2024, 9, 7))) == Utsendingsresultat()
    assert await verden.morgen(kl(date(2024, 9, 9))) == Utsendingsresultat(sendt=1)


async def test_midlertidig_nei_proeves_igjen_med_stadig_lengre_ventetid(verden: Verden) -> None:
    verden.postkasse.svar[VAALER] = Senere(svar="451 later", kode=451)
    naa = kl(DAG)
    await verden.utled(naa)
    ventetider = []
    for _ in range(6):
        assert (await verden.send(naa)).utsatt == 1
        neste = await verden.neste_forsoek()
        ventetider.append(neste - naa)
        assert (await verden.send(neste - timedelta(seconds=1))).utsatt == 0
        naa = neste
    assert ventetider == sorted(ventetider)
    assert ventetider[0] == timedelta(minutes=5)
    del verden.postkasse.svar[VAALER]
    assert (await verden.send(naa)).sendt == 1


async def test_naar_tjeneren_er_nede_proeves_bare_en_mottaker(verden: Verden) -> None:
    nede = Senere(svar="connection refused", hvem=Hvem.TJENEREN)
    verden.postkasse.svar = {VAALER: nede, TRYSIL: nede}
    verden.steg = [steg(), steg(part="trysil")]
    await verden.utled(kl(DAG))
    assert (await verden.send(kl(DAG))).tjeneren_nede
    assert len(verden.postkasse.forsoek) == 1


async def test_en_server_som_er_nede_faar_vaere_i_fred_og_proeves_saa_med_en_melding(verden: Verden) -> None:
    nede = Senere(svar="connection refused", hvem=Hvem.TJENEREN)
    verden.postkasse.svar = {VAALER: nede, TRYSIL: nede}
    verden.steg = [steg(), steg(part="trysil")]
    await verden.utled(kl(DAG))
    await verden.send(kl(DAG))
    assert await verden.send(kl(DAG) + timedelta(minutes=1)) == Utsendingsresultat(), "left alone"
    assert len(verden.postkasse.forsoek) == 1
    assert (await verden.send(kl(DAG) + timedelta(minutes=2))).tjeneren_nede
    assert len(verden.postkasse.forsoek) == 2
    verden.postkasse.svar = {}
    assert (await verden.send(kl(DAG) + timedelta(minutes=20))).sendt == 2
    assert not verden.bryter.stengt(kl(DAG))


async def test_en_melding_serveren_bryter_paa_stanser_ikke_de_andre_og_legges_til_slutt_bort(
    verden: Verden,
) -> None:
    """Nothing else is wrong with the server, nor with the address."""
    brudd = Senere(svar="Connection lost", hvem=Hvem.TJENEREN, underveis=True)
    verden.postkasse.svar = {TRYSIL: brudd}
    verden.steg = [steg(), steg(part="trysil")]
    naa = kl(DAG)
    await verden.utled(naa)
    assert (await verden.send(naa)).tjeneren_nede, "it comes first, and who can know"
    naa += PAUSER[0]
    resultat = await verden.send(naa)
    assert (verden.postkasse.til, resultat.tjeneren_nede) == ([VAALER], False)
    while await verden.tilstander(TRYSIL) == ["venter"]:
        assert not verden.bryter.stengt(naa), "others are not kept waiting"
        naa = await verden.neste_forsoek()
        await verden.send(naa)
        assert naa < kl(DAG) + timedelta(days=14), "it is given up"
    assert await verden.tilstander(TRYSIL) == ["doed"]
    async with verden.lager.lesing() as tx:
        [doed] = await utboks.les_koe(tx, Utbokstilstand.DOED)
        assert await hovedboker.uleverbare(tx) == {}
    assert doed.merknad is not None
    assert doed.merknad.startswith("Serveren bryter av på denne meldingen: Connection lost (ga opp etter")


async def test_en_server_som_bryter_midt_i_en_melding_regnes_ikke_mot_noen_som_ikke_er_stanset_foer(
    verden: Verden,
) -> None:
    verden.postkasse.svar = {VAALER: Senere(svar="Connection lost", hvem=Hvem.TJENEREN, underveis=True)}
    verden.steg = [steg(), steg(part="trysil")]
    await verden.utled(kl(DAG))
    assert (await verden.send(kl(DAG))).tjeneren_nede
    assert verden.postkasse.til == [TRYSIL]
    async with verden.lager.lesing() as tx:
        [venter] = await utboks.les_koe(tx, Utbokstilstand.VENTER)
    assert venter.forsoek == 0


async def test_en_server_som_bryter_av_paa_alt_er_ikke_en_feil_i_meldingene(verden: Verden) -> None:
    """Also for those that have been tried before, and for one that only came too late in the day."""
    verden.postkasse.svar = dict.fromkeys((VAALER, TRYSIL), Senere(svar="450 greylisted", kode=450))
    verden.steg = [steg(), steg(part="trysil")]
    await verden.utled(kl(DAG))
    await verden.send(kl(DAG))
    await verden.send(kl(DAG) + TRAVEL[0])
    verden.postkasse.svar = dict.fromkeys(
        (VAALER, TRYSIL), Senere(svar="Connection lost", hvem=Hvem.TJENEREN, underveis=True)
    )
    naa = kl(DAG) + timedelta(hours=1)
    for _ in range(20):
        assert (await verden.send(naa)).tjeneren_nede
        naa = max(naa + timedelta(minutes=1), verden.bryter.stengt_til or naa)
    async with verden.lager.lesing() as tx:
        koe = await utboks.les_koe(tx)
    assert {(k.tilstand, k.forsoek) for k in koe} == {(Utbokstilstand.VENTER, 2)}


async def test_en_pause_som_en_klokke_som_gikk_feil_har_satt_holder_ingen_tilbake(verden: Verden) -> None:
    verden.bryter.feilet(kl(DAG) + timedelta(days=364))
    assert (await verden.morgen(kl(DAG))).sendt == 1


async def test_et_domene_som_er_travelt_faar_vaere_i_fred_resten_av_runden(verden: Verden) -> None:
    travelt = Senere(svar="421 4.7.0 slow down", kode=421, hvem=Hvem.DOMENET)
    verden.postkasse.svar = {TRYSIL: travelt, VAALER: travelt}
    verden.steg = [steg(), steg(part="trysil")]
    await verden.utled(kl(DAG))
    resultat = await verden.send(kl(DAG))
    assert (resultat.utsatt, resultat.tjeneren_nede) == (2, False)
    assert len(verden.postkasse.forsoek) == 1, "both are at kontakt.example"


async def test_den_som_aldri_er_proevd_blir_ikke_avvist_fordi_domenet_er_travelt(verden: Verden) -> None:
    """For as long as it takes: the first is given up after its days, and the other's own days begin then."""
    travelt = Senere(svar="421 4.7.0 slow down", kode=421, hvem=Hvem.DOMENET)
    verden.postkasse.svar = {TRYSIL: travelt, VAALER: travelt}
    verden.steg = [steg(), steg(part="trysil")]
    naa = kl(DAG)
    await verden.utled(naa)
    while not (await verden.send(naa)).avvist:
        async with verden.lager.lesing() as tx:
            begge = await utboks.les_koe(tx, Utbokstilstand.VENTER)
        assert len({k.neste_forsoek for k in begge}) == 1, "both wait equally long"
        naa = begge[0].neste_forsoek or naa
    assert set(verden.postkasse.forsoek[:-3]) == {TRYSIL}, "one asks, and the other need not"
    assert verden.postkasse.forsoek.count(VAALER) <= 1
    async with verden.lager.lesing() as tx:
        assert set(await hovedboker.uleverbare(tx)) == {TRYSIL}
        [uproevd] = await utboks.les_koe(tx, Utbokstilstand.VENTER, mottaker=VAALER)
    assert uproevd.forsoek <= 1
    verden.postkasse.svar = {}
    await verden.send(kl(date(2024, 9, 16)))
    assert VAALER in verden.postkasse.til


async def test_at_vaar_egen_server_er_borte_regnes_ikke_mot_noen(verden: Verden) -> None:
    verden.postkasse.svar = {VAALER: Senere(svar="connection refused", hvem=Hvem.TJENEREN)}
    naa = kl(DAG)
    await verden.utled(naa)
    for _ in range(30):
        assert (await verden.send(naa)).tjeneren_nede
        neste = await verden.neste_forsoek()
        assert neste - naa <= PAUSER[-1], "when the server is back, nobody waits for long"
        naa = neste
    verden.postkasse.svar = {VAALER: Senere(svar="450 4.2.0 greylisted", kode=450)}
    assert (await verden.send(naa)).avvist == 0
    assert await verden.neste_forsoek() - naa == TRAVEL[0]


async def test_en_som_aldri_kan_ta_imot_gis_opp_og_postmottaket_tar_over(verden: Verden) -> None:
    verden.postkasse.svar[VAALER] = Senere(svar="452 4.2.2 full", kode=452, full=True)
    naa = kl(DAG)
    await verden.utled(naa)
    for _ in range(len(FULL)):
        assert (await verden.send(naa)).utsatt == 1
        naa = await verden.neste_forsoek()
    assert naa - kl(DAG) < timedelta(days=10)
    resultat = await verden.send(naa)
    assert (resultat.avvist, resultat.sendt) == (1, 2)
    assert sorted(verden.postkasse.til) == sorted([POSTMOTTAK, KOORDINATOR])


async def test_en_melding_som_nektes_legges_til_side_og_merker_ikke_adressen(verden: Verden) -> None:
    verden.postkasse.svar[VAALER] = Nektet(svar="554 5.7.1 spam", kode=554)
    verden.steg = [steg(), steg(part="trysil")]
    assert await verden.morgen(kl(DAG)) == Utsendingsresultat(sendt=1, nektet=1)
    async with verden.lager.lesing() as tx:
        (doed,) = await utboks.les_koe(tx, Utbokstilstand.DOED)
        assert await hovedboker.uleverbare(tx) == {}
    assert doed.merknad == "554 5.7.1 spam"
    assert await verden.morgen(kl(DAG, 9)) == Utsendingsresultat(), "not tried again by itself"
    verden.postkasse.svar = {}
    async with verden.lager.skriving() as tx:
        assert await utboks.send_paa_nytt(tx, [doed.rad.noekkel]) == 1
    assert await verden.send(kl(DAG, 10)) == Utsendingsresultat(sendt=1)


async def test_en_feil_i_en_mal_stanser_bare_den_ene_meldingen(verden: Verden, monkeypatch: pytest.MonkeyPatch) -> None:
    ekte = skriv

    def feil(saker: Sequence[Varselsak], **valg: Any) -> Melding:  # noqa: ANN401 - as `skriv`
        if saker[0].rad.mottaker == VAALER:
            raise UndefinedError("'s' has no attribute 'tittl'")
        return ekte(saker, **valg)

    monkeypatch.setattr("varsler.ekspedering.skriv", feil)
    verden.steg = [steg(), steg(part="trysil")]
    assert await verden.morgen(kl(DAG)) == Utsendingsresultat(sendt=1, nektet=1)
    async with verden.lager.lesing() as tx:
        (doed,) = await utboks.les_koe(tx, Utbokstilstand.DOED)
    assert (doed.rad.mottaker, doed.merknad) == (
        VAALER,
        f"{VAAR_FEIL} UndefinedError: 's' has no attribute 'tittl'",
    )


async def test_den_som_det_gikk_galt_for_tas_i_neste_forsoek_og_venter_ikke_til_kravet_er_ute(verden: Verden) -> None:
    """The others have theirs, and the next attempt, seconds later, has the one that is left."""
    verden.steg = [steg(), steg(part="trysil")]
    await verden.utled(kl(DAG))
    galt = iter((False, True))

    async def ustoe(tx: Tx, avtaler: Collection[str], naa: datetime) -> Mapping[str, Avtalebilde]:
        if next(galt, False):
            raise OSError("disk I/O error")
        return await verden.ta_bilder(tx, avtaler, naa)

    verden.naa = kl(DAG)
    ut = replace(verden.utsending(), ta_bilder=ustoe)
    with pytest.raises(OSError, match="disk"):
        await ut.send(kl(DAG))
    assert sorted(await verden.tilstander()) == ["sendt", "venter"]
    assert await ut.send(kl(DAG)) == Utsendingsresultat(sendt=1)
    assert await verden.tilstander() == ["sendt", "sendt"]


async def test_det_som_gikk_galt_i_selve_sendingen_tas_ogsaa_i_neste_forsoek(verden: Verden) -> None:
    class Ustoe:
        async def lever(self, melding: Melding) -> Leveringssvar:
            raise OSError("disk I/O error")

        async def slipp(self) -> None: ...

    await verden.utled(kl(DAG))
    verden.naa = kl(DAG)
    with pytest.raises(OSError, match="disk"):
        await replace(verden.utsending(), levering=Ustoe(), parkerer=False).send(kl(DAG))
    assert await verden.tilstander() == ["venter"]
    assert await verden.send(kl(DAG)) == Utsendingsresultat(sendt=1)


async def test_forbindelsene_slippes_naar_runden_er_over(verden: Verden) -> None:
    await verden.morgen(kl(DAG))
    assert verden.postkasse.sluppet == 1


async def test_endelig_nei_gaar_til_postmottaket_og_koordinatoren_samme_morgen(verden: Verden) -> None:
    verden.postkasse.svar[VAALER] = Avvist(svar="550 no such user", kode=550)
    resultat = await verden.morgen(kl(DAG))
    assert (resultat.avvist, resultat.sendt) == (1, 2)
    assert sorted(verden.postkasse.til) == sorted([POSTMOTTAK, KOORDINATOR])
    assert await verden.tilstander(VAALER) == ["doed"]
    til_koordinator = next(m for m in verden.postkasse.sendt if m["To"].addresses[0].addr_spec == KOORDINATOR)
    assert "kommer ikke fram" in til_koordinator["Subject"]
    # The dead address is not tried again, and the coordinator is told once.
    await verden.morgen(kl(date(2024, 10, 18)))
    assert verden.postkasse.forsoek.count(VAALER) == 1
    assert verden.postkasse.til.count(KOORDINATOR) == 1
    assert verden.postkasse.til.count(POSTMOTTAK) == 2


async def test_postmottaket_faar_det_samme_morgen_ogsaa_naar_de_siste_i_koen_avvises(verden: Verden) -> None:
    """The queue is empty before the server has said no: what the no leads to is due all the same."""
    verden.postkasse.svar[VAALER] = Avvist(svar="550 no such user", kode=550)
    verden.steg = [steg(part="trysil"), steg()]
    resultat = await verden.morgen(kl(DAG))
    assert verden.postkasse.til[0] == TRYSIL, "not the first, which goes alone"
    assert (resultat.avvist, resultat.sendt) == (1, 3)
    assert sorted(verden.postkasse.til[1:]) == sorted([POSTMOTTAK, KOORDINATOR])


@pytest.mark.parametrize("nytt_forsoek", [kl(DAG, 7), kl(date(2024, 9, 3))])
async def test_drept_mellom_levering_og_bekreftelse_gir_samme_message_id(
    verden: Verden, tmp_path: Path, nytt_forsoek: datetime
) -> None:
    maildir = MaildirLevering(tmp_path)

    class DoerEtterpaa:
        async def lever(self, melding: Melding) -> Leveringssvar:
            await maildir.lever(melding)
            raise Drept

        async def slipp(self) -> None: ...

    await verden.utled(kl(DAG))
    ut = verden.utsending()
    with pytest.raises(Drept):
        await replace(ut, levering=DoerEtterpaa()).send(kl(DAG))
    assert await verden.tilstander() == ["krevd"]
    igjen = replace(ut, levering=maildir, sender="neste")
    assert (await igjen.send(nytt_forsoek)).sendt == 1
    assert len(list((tmp_path / "new").iterdir())) == 1
    async with verden.lager.lesing() as tx:
        (bokfoert,) = await hovedboker.les_sendt(tx)
    assert bokfoert.fil is not None
    assert maildir.les(bokfoert.fil) is not None


async def test_det_som_kan_ha_gaatt_gaar_igjen_som_det_var_ogsaa_naar_noe_nytt_har_kommet_til(verden: Verden) -> None:
    """Another item in it would be another Message-ID, and nobody's mail program would see that it came twice."""

    class DoerEtterpaa(Postkasse):
        async def lever(self, melding: Melding) -> Leveringssvar:
            await super().lever(melding)
            raise Drept

    doed = DoerEtterpaa()
    await verden.utled(kl(DAG))
    with pytest.raises(Drept):
        await replace(verden.utsending(), levering=doed).send(kl(DAG))
    neste_dag = date(2024, 9, 3)
    verden.steg = [steg(), steg(steg="ny", aapnet=neste_dag, aapnet_registrert=neste_dag)]
    async with verden.lager.skriving() as tx:
        await utboks.frigi(tx, SENDER)
    assert (await verden.morgen(kl(neste_dag))).sendt == 1
    assert [m["Message-ID"] for m in verden.postkasse.sendt] == [m["Message-ID"] for m in doed.sendt]
    assert (await verden.send(kl(date(2024, 9, 4)))).sendt == 1, "the new one, the day after"
    assert len({m["Message-ID"] for m in verden.postkasse.sendt}) == 2


@pytest.mark.parametrize("prosessen_lever", [True, False])
async def test_det_som_gikk_og_ikke_ble_bokfoert_bokfoeres_eller_gaar_igjen_som_det_var(
    verden: Verden, monkeypatch: pytest.MonkeyPatch, *, prosessen_lever: bool
) -> None:
    async def laast(*_: object, **__: object) -> None:
        raise RuntimeError("database is locked")

    ut = verden.utsending()
    await verden.utled(kl(DAG))
    with monkeypatch.context() as m:
        m.setattr(utsending, "bekreft", laast)
        with pytest.raises(RuntimeError, match="locked"):
            await ut.send(kl(DAG))
    neste_dag = date(2024, 9, 3)
    verden.steg = [steg(), steg(steg="ny", aapnet=neste_dag, aapnet_registrert=neste_dag)]
    await verden.utled(kl(neste_dag))
    verden.naa = kl(neste_dag)
    if not prosessen_lever:
        async with verden.lager.skriving() as tx:
            await utboks.frigi(tx, SENDER)
        ut = verden.utsending()
    await ut.send(kl(neste_dag))
    foerste, siste = verden.postkasse.sendt[0], verden.postkasse.sendt[-1]
    assert len(verden.postkasse.sendt) == 2
    assert (foerste["Message-ID"] == siste["Message-ID"]) is not prosessen_lever


async def test_det_som_gikk_og_ikke_ble_bokfoert_bokfoeres_ogsaa_paa_en_fridag(
    verden: Verden, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def laast(*_: object, **__: object) -> None:
        raise RuntimeError("database is locked")

    ut, loerdag = verden.utsending(), date(2024, 9, 7)
    await verden.utled(kl(DAG))
    with monkeypatch.context() as m:
        m.setattr(utsending, "bekreft", laast)
        with pytest.raises(RuntimeError, match="locked"):
            await ut.send(kl(DAG))
    assert await ut.send(kl(loerdag)) == Utsendingsresultat()
    async with verden.lager.lesing() as tx:
        assert len(await hovedboker.les_sendt(tx)) == 1


async def test_det_en_annen_har_krevd_roeres_ikke(verden: Verden) -> None:
    await verden.utled(kl(DAG))
    async with verden.lager.skriving() as tx:
        await utboks.krev(tx, av="annen", naa=kl(DAG), dag=DAG, til=kl(DAG) + timedelta(minutes=10))
    assert await verden.send(kl(DAG)) == Utsendingsresultat()
    assert (await verden.send(kl(DAG) + timedelta(minutes=11))).sendt == 1


async def test_en_avtale_som_er_borte_trekker_radene(verden: Verden) -> None:
    await verden.utled(kl(DAG))
    ut = verden.utsending()

    async def ingen(tx: Tx, avtaler: Collection[str], naa: datetime) -> Mapping[str, Avtalebilde]:
        return {}

    borte = replace(ut, ta_bilder=ingen)
    assert await borte.send(kl(DAG)) == Utsendingsresultat(trukket=1)
    async with verden.lager.lesing() as tx:
        assert await utboks.les_koe(tx, Utbokstilstand.VENTER) == ()


async def test_en_umulig_adresse_er_en_avvisning_og_ikke_et_krasj(verden: Verden) -> None:
    gal = replace(REGISTER.kontakter["vaaler.leder"], epost="ikke en adresse")
    verden.register = replace(REGISTER, kontakter={**REGISTER.kontakter, "vaaler.leder": gal})
    resultat = await verden.morgen(kl(DAG))
    assert (resultat.avvist, resultat.sendt) == (1, 2)
    assert sorted(verden.postkasse.til) == sorted([POSTMOTTAK, KOORDINATOR])


async def test_takken_gaar_med_det_andre_som_skal_samme_sted_og_ikke_alene_foer_mandagen(verden: Verden) -> None:
    gjort = steg(steg="respons", status=Status.UTFOERT, utfoert=DAG, ball=(), aapnet=None, aapnet_registrert=None)
    kommer = steg(status=Status.KOMMENDE, ball=(), aapnet=None, aapnet_registrert=None)
    verden.steg = [gjort._replace(status=Status.AAPEN, utfoert=None, ball=("vaaler",), aapnet=DAG)]
    await verden.morgen(kl(DAG))
    verden.steg = [gjort, kommer]
    assert await verden.morgen(kl(date(2024, 9, 4))) == Utsendingsresultat()
    # What it could have gone with is withdrawn at the last moment: the thanks wait on.
    dag = date(2024, 9, 5)
    verden.steg = [gjort, steg(aapnet=dag, aapnet_registrert=dag)]
    await verden.utled(kl(dag))
    verden.steg = [gjort, kommer]
    assert await verden.send(kl(dag)) == Utsendingsresultat(trukket=1)
    dag = date(2024, 9, 6)
    verden.steg = [gjort, steg(aapnet=dag, aapnet_registrert=dag, runde=2)]
    assert await verden.morgen(kl(dag)) == Utsendingsresultat(sendt=1)
    async with verden.lager.lesing() as tx:
        sist = (await hovedboker.les_sendt(tx))[-1]
    assert sorted(p.slag for p in sist.poster) == ["ball", "takk"]


async def test_takken_gaar_alene_paa_mandagen(verden: Verden) -> None:
    gjort = steg(steg="respons", status=Status.UTFOERT, utfoert=DAG, ball=(), aapnet=None, aapnet_registrert=None)
    verden.steg = [gjort._replace(status=Status.AAPEN, utfoert=None, ball=("vaaler",), aapnet=DAG)]
    await verden.morgen(kl(DAG))
    verden.steg = [gjort, steg(status=Status.KOMMENDE, ball=(), aapnet=None, aapnet_registrert=None)]
    for dag in (date(2024, 9, 3), date(2024, 9, 6)):
        assert await verden.morgen(kl(dag)) == Utsendingsresultat()
    assert await verden.morgen(kl(date(2024, 9, 9))) == Utsendingsresultat(sendt=1)
    assert await verden.morgen(kl(date(2024, 9, 10))) == Utsendingsresultat()
