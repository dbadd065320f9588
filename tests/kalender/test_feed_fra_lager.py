"""Feeds all the way from the store: subscriptions, versions and what happens when things change."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from modeller.abonnement import Abonnementsvalg, Detalj, Eier, Ferdige, Maalslag, lag_token
from modeller.fakta import FristUtsatt
from modeller.lager import faktalager
from modeller.lager.abonnementer import forny, les_abonnementer, opprett, trekk_tilbake, velg
from modeller.lager.lager import I_MINNET, Lager
from modeller.plan import Plan
from modeller.register import PartsMaalform, Register
from modeller.tekst import Maalform
from tavle.abonnement import Feedforesporsel
from tavle.abonnementskilde import Lagerabonnement
from tavle.feedsvar import Feed
from tests.kalendergull import les
from tests.lager.lagerbygg import nytt
from tests.rollebesetning import AVTALE, KOMMUNER, REGISTER, Historie
from varsler.kalender.oppfoering import uid_for

NAA = datetime(2024, 9, 2, 6, 15, 30, 999, tzinfo=UTC)
NOEKKEL = b"n" * 32
KOORDINATOR_ID = "sekretariat.innlandet"
VALG = Abonnementsvalg()
NYNORSK_UTEN_FERDIGE = Abonnementsvalg(maalform=Maalform.NN, ferdige=Ferdige.FJERN)
INNSENDING = uid_for(AVTALE, "innsending")


class Planer:
    """The cast's one agreement as the board's source would give it."""

    def __init__(self) -> None:
        self.historie = Historie()
        self.nede = False

    async def planer(self, dag: date) -> Sequence[Plan]:
        if self.nede:
            raise ConnectionError("lageret er nede")
        return [self.historie.plan(dag)]

    async def plan(self, avtale: str, dag: date) -> Plan | None:
        return self.historie.plan(dag) if avtale == AVTALE else None

    async def register(self, dag: date) -> Register:
        return self.historie.register


class Feeder:
    """What a client sees through one token."""

    def __init__(self, lager: Lager) -> None:
        self.lager = lager
        self.planer = Planer()
        self.ny_tjeneste()

    def ny_tjeneste(self) -> None:
        """What is asked next is not remembered from before."""
        self.kilde = Lagerabonnement(self.lager, self.planer, "https://fristvakt.example")

    async def hendt(self) -> None:
        """What the cast was told just now is stored too, as everything is that plans are made of."""
        async with self.lager.skriving() as tx:
            antall = await faktalager.antall(tx)
            await faktalager.tilfoey(tx, f"avtale/{antall}", [nytt(f"f{antall}")])

    async def nytt(self, slag: Maalslag, maal: str, valg: Abonnementsvalg = VALG, eier: Eier | None = None) -> str:
        async with self.lager.skriving() as tx:
            ny = await opprett(tx, slag, maal, NAA, noekkel=NOEKKEL, eier=eier, valg=valg)
        return lag_token(NOEKKEL, ny.id, 1)

    async def hent(self, token: str, naa: datetime = NAA) -> Feed | None:
        return await self.kilde.innhold(Feedforesporsel(token=token, klient="K" * 999), naa)

    async def les(self, token: str, naa: datetime = NAA) -> dict[str, Any]:
        svar = await self.hent(token, naa)
        assert svar is not None
        return {str(e["UID"]): e for e in les(svar.ics).walk("VEVENT")}


@pytest.fixture
async def feeder() -> AsyncIterator[Feeder]:
    async with await Lager.aapne(I_MINNET) as lager:
        yield Feeder(lager)


async def test_kontakt_part_og_avtale_har_hver_sin_feed_med_hvert_sitt_navn(feeder: Feeder) -> None:
    navn, uider = [], []
    for slag, maal in (
        (Maalslag.KONTAKT, "sekretariat.aamot"),
        (Maalslag.PART, "aamot"),
        (Maalslag.AVTALE, AVTALE),
    ):
        svar = await feeder.hent(await feeder.nytt(slag, maal))
        assert svar is not None
        kalender = les(svar.ics)
        navn.append(str(kalender["X-WR-CALNAME"]))
        uider.append({str(e["UID"]) for e in kalender.walk("VEVENT")})
    assert navn == [
        "Fristvakt – Åmot kommune (sekretariat)",
        "Fristvakt – Åmot kommune",
        "Fristvakt – Bygdevekstavtale for fire kommuner",
    ]
    assert uider[0] == uider[1] < uider[2]


async def test_to_hentinger_gir_samme_byte_og_samme_tidspunkt(feeder: Feeder) -> None:
    token = await feeder.nytt(Maalslag.PART, "aamot")
    foerste = await feeder.hent(token)
    assert foerste == await feeder.hent(token, NAA + timedelta(hours=5))


async def test_versjonen_er_den_samme_i_alle_feeder(feeder: Feeder) -> None:
    en = await feeder.nytt(Maalslag.PART, "aamot")
    to = await feeder.nytt(Maalslag.AVTALE, AVTALE, NYNORSK_UTEN_FERDIGE)
    foerst = (await feeder.les(en))[INNSENDING]
    senere = (await feeder.les(to, NAA + timedelta(days=1)))[INNSENDING]
    for felt in ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "DTSTART"):
        assert foerst[felt].to_ical() == senere[felt].to_ical()
    assert foerst["DTSTAMP"].dt == NAA.replace(microsecond=0)


async def test_en_flyttet_frist_faar_ny_sekvens_og_nytt_tidspunkt(feeder: Feeder) -> None:
    token = await feeder.nytt(Maalslag.PART, "aamot")
    foer = await feeder.hent(token)
    i_morgen = NAA + timedelta(days=1)
    feeder.planer.historie.den(
        i_morgen.date(), FristUtsatt(steg="innsending", til=date(2024, 12, 6), grunn="etter avtale")
    )
    await feeder.hendt()
    hendelse = (await feeder.les(token, i_morgen))[INNSENDING]
    assert (int(hendelse["SEQUENCE"]), hendelse["DTSTART"].dt) == (1, date(2024, 12, 6))
    assert hendelse["LAST-MODIFIED"].dt == hendelse["DTSTAMP"].dt == i_morgen.replace(microsecond=0)
    etter = await feeder.hent(token, i_morgen)
    assert foer is not None
    assert etter is not None
    assert (foer.endret, etter.endret) == (NAA, i_morgen)


async def test_noe_som_bare_forsvinner_flytter_ogsaa_tidspunktet(feeder: Feeder) -> None:
    token = await feeder.nytt(Maalslag.PART, "aamot")
    await feeder.hent(token)
    feeder.planer.historie.register = replace(
        REGISTER, organer={i: o for i, o in REGISTER.organer.items() if o.part != "aamot"}
    )
    await feeder.hendt()
    senere = NAA + timedelta(hours=2)
    etter = await feeder.hent(token, senere)
    assert etter is not None
    assert etter.endret == senere
    assert uid_for(AVTALE, "forankring.aamot", "saksframlegg") not in await feeder.les(token, senere)


async def test_den_som_vil_slippe_ferdige_faar_dem_ikke(feeder: Feeder) -> None:
    token = await feeder.nytt(Maalslag.PART, "aamot")
    feeder.planer.historie.vedtar(date(2024, 9, 1), "forankring", *KOMMUNER)
    await feeder.hendt()
    uid = uid_for(AVTALE, "forankring.aamot")
    assert str((await feeder.les(token))[uid]["SUMMARY"]).startswith("✓ ")
    assert uid not in await feeder.les(
        await feeder.nytt(Maalslag.PART, "aamot", Abonnementsvalg(ferdige=Ferdige.FJERN))
    )


async def test_maalformen_foelger_kontakten_og_parten(feeder: Feeder) -> None:
    token = await feeder.nytt(Maalslag.KONTAKT, "sekretariat.aamot")
    assert "Hvorfor" in str((await feeder.les(token))[INNSENDING]["DESCRIPTION"])
    aamot = replace(REGISTER.parter["aamot"], maalform=PartsMaalform.NYNORSK)
    feeder.planer.historie.register = replace(REGISTER, parter={**REGISTER.parter, "aamot": aamot})
    await feeder.hendt()
    assert "Kvifor" in str((await feeder.les(token))[INNSENDING]["DESCRIPTION"])
    bokmaal = await feeder.nytt(Maalslag.KONTAKT, "sekretariat.aamot", Abonnementsvalg(maalform=Maalform.NB))
    assert "Hvorfor" in str((await feeder.les(bokmaal))[INNSENDING]["DESCRIPTION"])


async def test_trukket_fornyet_og_gjettet_token_aapner_ingenting(feeder: Feeder) -> None:
    token = await feeder.nytt(Maalslag.PART, "aamot")
    assert len(token) >= 22  # 128 bits in base64
    assert await feeder.hent("gjetning") is None
    async with feeder.lager.skriving() as tx:
        (abonnement,) = await les_abonnementer(tx)
    assert await feeder.hent(token) is not None
    async with feeder.lager.skriving() as tx:
        assert await forny(tx, abonnement.id, NOEKKEL)
    nytt = lag_token(NOEKKEL, abonnement.id, 2)
    assert await feeder.hent(token) is None
    assert await feeder.hent(nytt) is not None
    async with feeder.lager.skriving() as tx:
        await trekk_tilbake(tx, abonnement.id, NAA)
    assert await feeder.hent(nytt) is None


async def test_en_kontakt_som_har_sluttet_faar_ikke_lenger_feeden(feeder: Feeder) -> None:
    token = await feeder.nytt(Maalslag.KONTAKT, "sekretariat.aamot")
    sluttet = replace(REGISTER.kontakter["sekretariat.aamot"], slutter=NAA.date())
    feeder.planer.historie.register = replace(REGISTER, kontakter={"sekretariat.aamot": sluttet})
    assert await feeder.hent(token) is None


async def test_en_kontakt_for_andre_avtaler_ser_ikke_denne(feeder: Feeder) -> None:
    token = await feeder.nytt(Maalslag.KONTAKT, "sekretariat.aamot")
    annen = replace(REGISTER.kontakter["sekretariat.aamot"], avtaler=("en-annen",))
    feeder.planer.historie.register = replace(REGISTER, kontakter={"sekretariat.aamot": annen})
    assert await feeder.les(token) == {}


async def test_en_stedfortreder_ser_avtalene_til_den_som_er_borte(feeder: Feeder) -> None:
    borte = replace(REGISTER.kontakter["sekretariat.aamot"], stedfortreder="vikar")
    vikar = replace(borte, id="vikar", avtaler=(), stedfortreder=None)
    feeder.planer.historie.register = replace(REGISTER, kontakter={borte.id: borte, vikar.id: vikar})
    egen = await feeder.les(await feeder.nytt(Maalslag.KONTAKT, borte.id))
    assert await feeder.les(await feeder.nytt(Maalslag.KONTAKT, vikar.id)) == egen != {}


async def test_kalenderen_til_en_kommune_som_er_slaatt_sammen_foelger_den_nye(feeder: Feeder) -> None:
    token = await feeder.nytt(Maalslag.PART, "aamot")
    foer = await feeder.les(token)
    ny = replace(REGISTER.parter["trysil"], id="nykommune")
    avloest = {"aamot": ("nykommune",), "trysil": ("nykommune",)}
    parter = {**REGISTER.parter, "nykommune": ny}
    feeder.planer.historie.register = replace(REGISTER, parter=parter, avloest=avloest)
    await feeder.hendt()
    etter = await feeder.les(token)
    assert {INNSENDING, uid_for(AVTALE, "forankring.nykommune")} <= set(etter)
    assert uid_for(AVTALE, "forankring.aamot") in set(foer) - set(etter)


async def test_det_som_ikke_lar_seg_lage_er_en_feil_og_ikke_en_tom_kalender(feeder: Feeder) -> None:
    for slag in (Maalslag.AVTALE, Maalslag.PART):
        with pytest.raises(LookupError):
            await feeder.hent(await feeder.nytt(slag, "borte"))
    feeder.planer.nede = True
    with pytest.raises(ConnectionError):
        await feeder.hent(await feeder.nytt(Maalslag.PART, "aamot"))


async def test_hentingen_noteres_med_klienten_men_ikke_hver_gang(feeder: Feeder) -> None:
    token = await feeder.nytt(Maalslag.PART, "aamot")
    for minutter in (0, 15, 75):
        await feeder.hent(token, NAA + timedelta(minutes=minutter))
        async with feeder.lager.lesing() as tx:
            (abonnement,) = await les_abonnementer(tx)
        assert abonnement.sist_hentet == NAA + timedelta(minutes={0: 0, 15: 0, 75: 75}[minutter])
        assert abonnement.klient == "K" * 200


async def test_demoens_kalendere_sier_at_de_er_demo(feeder: Feeder) -> None:
    token = await feeder.nytt(Maalslag.PART, "aamot")
    demo = Lagerabonnement(feeder.lager, feeder.planer, "https://fristvakt.example", demo=True)
    svar = await demo.innhold(Feedforesporsel(token=token), NAA)
    assert svar is not None
    assert "NAME:Fristvakt – Åmot kommune (demo)\r\n".encode() in svar.ics


async def test_en_ny_linje_i_valgene_viser_seg_uten_at_noe_faar_ny_versjon(feeder: Feeder) -> None:
    token = await feeder.nytt(Maalslag.PART, "aamot")
    foer = (await feeder.les(token))[INNSENDING]
    async with feeder.lager.skriving() as tx:
        (abonnement,) = await les_abonnementer(tx)
        await velg(tx, abonnement.id, Abonnementsvalg(varsel_dager=(7, 1), detalj=Detalj.KORT))
    etter = (await feeder.les(token, NAA + timedelta(minutes=1)))[INNSENDING]
    assert [v["TRIGGER"].to_ical().decode() for v in etter.walk("VALARM")] == ["-P6DT15H", "-PT15H"]
    assert foer.walk("VALARM") == []
    for felt in ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "SUMMARY"):
        assert foer[felt].to_ical() == etter[felt].to_ical()
    kort, full = str(etter["DESCRIPTION"]).splitlines(), str(foer["DESCRIPTION"]).splitlines()
    assert set(kort) < set(full)
    assert kort[0].startswith("Ballen ligger hos") or "kan ikke begynne" in kort[0] or "venter på" in kort[0]
    assert kort[-1].startswith("Mer i Fristvakt: ")
    assert any(linje.startswith("Hvorfor denne datoen") for linje in kort)


async def test_koordinatoren_faar_alt_i_avtalene_sine(feeder: Feeder) -> None:
    token = await feeder.nytt(Maalslag.KOORDINATOR, KOORDINATOR_ID)
    alt = await feeder.les(await feeder.nytt(Maalslag.AVTALE, AVTALE))
    assert await feeder.les(token) == alt != {}
    ingen = await feeder.nytt(Maalslag.KOORDINATOR, "sekretariat.aamot")
    assert await feeder.les(ingen) == {}


async def test_avtalen_til_en_som_ikke_lenger_er_med_stenges(feeder: Feeder) -> None:
    eier = Eier(Maalslag.KONTAKT, "sekretariat.aamot")
    token = await feeder.nytt(Maalslag.AVTALE, AVTALE, eier=eier)
    assert await feeder.hent(token) is not None
    for felt in ({"avtaler": ("en-annen",)}, {"slutter": NAA.date()}):
        endret = replace(REGISTER.kontakter[eier.id], **felt)
        feeder.planer.historie.register = replace(REGISTER, kontakter={**REGISTER.kontakter, eier.id: endret})
        await feeder.hendt()
        assert await feeder.hent(token) is None


async def test_det_som_huskes_er_det_som_ville_vaert_laget(tmp_path: Path) -> None:
    """A store in a file tells when it was written to, in another process too: nothing else has a feed made anew."""
    async with await Lager.aapne(f"sqlite+aiosqlite:///{tmp_path / 'f.db'}") as lager:
        feeder = Feeder(lager)
        token = await feeder.nytt(Maalslag.PART, "aamot")
        foerst = await feeder.hent(token)
        feeder.planer.nede = True
        for minutter in range(3):
            assert await feeder.hent(token, NAA + timedelta(minutes=minutter)) is foerst
        stand = lager.stand()
        async with lager.skriving() as tx:
            await tx.execute(text("CREATE TABLE annet (id TEXT)"))
        assert lager.stand() != stand
        assert await feeder.hent(token) is foerst, "written to, but not by anything a feed is made of"
        await feeder.hendt()
        with pytest.raises(ConnectionError):
            await feeder.hent(token)
        feeder.planer.nede = False
        assert await feeder.hent(token) == foerst
        feeder.planer.nede = True
        with pytest.raises(ConnectionError):
            await feeder.hent(token, NAA + timedelta(days=1))


async def test_en_feed_som_ville_blitt_for_stor_sier_mindre_i_hver_oppfoering(
    feeder: Feeder, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = await feeder.hent(await feeder.nytt(Maalslag.AVTALE, AVTALE))
    assert full is not None
    monkeypatch.setattr("tavle.abonnementskilde.MAKS_BYTE", len(full.ics) - 1)
    kort = await feeder.hent(await feeder.nytt(Maalslag.AVTALE, AVTALE))
    assert kort is not None
    assert len(kort.ics) < len(full.ics)
    assert kort.ics.count(b"BEGIN:VEVENT") == full.ics.count(b"BEGIN:VEVENT")


async def test_feil_trukket_og_forlatt_koster_like_mye_aa_svare_paa(feeder: Feeder) -> None:
    """The same questions to the store, so that the time tells no one which it was."""
    trukket = await feeder.nytt(Maalslag.PART, "aamot")
    forlatt = await feeder.nytt(Maalslag.KONTAKT, "sekretariat.aamot")
    async with feeder.lager.skriving() as tx:
        [en] = await les_abonnementer(tx, slag=Maalslag.PART)
        await trekk_tilbake(tx, en.id, NAA)
    sluttet = replace(REGISTER.kontakter["sekretariat.aamot"], slutter=NAA.date())
    feeder.planer.historie.register = replace(REGISTER, kontakter={"sekretariat.aamot": sluttet})
    assert await feeder.hent(forlatt) is None  # found out once
    spurt: list[str] = []
    event.listen(feeder.lager._motor.sync_engine, "before_cursor_execute", lambda *deler: spurt.append(deler[2]))
    svar = []
    for token in ("", "x", "x" * 43, "å" * 30, trukket, forlatt):
        spurt.clear()
        assert await feeder.hent(token) is None
        svar.append(tuple(spurt))
    assert len(set(svar)) == 1
    assert len(svar[0]) == 2
