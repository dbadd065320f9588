"""Feeds all the way from the store: subscriptions, versions and what happens when things change."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from modeller.fakta import FristUtsatt
from modeller.lager.abonnementer import forny, les_abonnementer, opprett, trekk_tilbake
from modeller.lager.lager import I_MINNET, Lager
from modeller.lager.tabeller import Maalslag
from modeller.plan import Plan
from modeller.register import PartsMaalform, Register
from modeller.tekst import Maalform
from tavle.abonnement import Abonnementsinnhold, Feedforesporsel
from tavle.abonnementskilde import Lagerabonnement
from tests.kalendergull import les
from tests.rollebesetning import AVTALE, KOMMUNER, REGISTER, Historie
from varsler.kalender.abonnent import Ferdige
from varsler.kalender.oppfoering import uid_for

NAA = datetime(2024, 9, 2, 6, 15, 30, 999, tzinfo=UTC)
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
        self.kilde = Lagerabonnement(lager, self.planer, "https://fristvakt.example")

    async def nytt(self, slag: Maalslag, maal: str) -> str:
        async with self.lager.skriving() as tx:
            return (await opprett(tx, slag, maal, NAA))[1]

    async def hent(
        self, token: str, naa: datetime = NAA, maalform: Maalform | None = None, ferdige: Ferdige = Ferdige.MERK
    ) -> Abonnementsinnhold | None:
        spoersmaal = Feedforesporsel(token=token, maalform=maalform, ferdige=ferdige, klient="K" * 999)
        return await self.kilde.innhold(spoersmaal, naa)

    async def les(
        self, token: str, naa: datetime = NAA, maalform: Maalform | None = None, ferdige: Ferdige = Ferdige.MERK
    ) -> dict[str, Any]:
        svar = await self.hent(token, naa, maalform, ferdige)
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
    to = await feeder.nytt(Maalslag.AVTALE, AVTALE)
    foerst = (await feeder.les(en))[INNSENDING]
    senere = (await feeder.les(to, NAA + timedelta(days=1), maalform=Maalform.NN, ferdige=Ferdige.FJERN))[INNSENDING]
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
    senere = NAA + timedelta(hours=2)
    etter = await feeder.hent(token, senere)
    assert etter is not None
    assert etter.endret == senere
    assert uid_for(AVTALE, "forankring.aamot", "saksframlegg") not in await feeder.les(token, senere)


async def test_den_som_vil_slippe_ferdige_faar_dem_ikke(feeder: Feeder) -> None:
    token = await feeder.nytt(Maalslag.PART, "aamot")
    feeder.planer.historie.vedtar(date(2024, 9, 1), "forankring", *KOMMUNER)
    uid = uid_for(AVTALE, "forankring.aamot")
    assert str((await feeder.les(token))[uid]["SUMMARY"]).startswith("✓ ")
    assert uid not in await feeder.les(token, ferdige=Ferdige.FJERN)


async def test_maalformen_foelger_kontakten_og_parten(feeder: Feeder) -> None:
    token = await feeder.nytt(Maalslag.KONTAKT, "sekretariat.aamot")
    assert "Hvorfor" in str((await feeder.les(token))[INNSENDING]["DESCRIPTION"])
    aamot = replace(REGISTER.parter["aamot"], maalform=PartsMaalform.NYNORSK)
    feeder.planer.historie.register = replace(REGISTER, parter={**REGISTER.parter, "aamot": aamot})
    assert "Kvifor" in str((await feeder.les(token))[INNSENDING]["DESCRIPTION"])
    assert "Hvorfor" in str((await feeder.les(token, maalform=Maalform.NB))[INNSENDING]["DESCRIPTION"])


async def test_trukket_fornyet_og_gjettet_token_aapner_ingenting(feeder: Feeder) -> None:
    token = await feeder.nytt(Maalslag.PART, "aamot")
    assert len(token) >= 22  # 128 bits in base64
    assert await feeder.hent("gjetning") is None
    async with feeder.lager.skriving() as tx:
        (abonnement,) = await les_abonnementer(tx)
        fornyet = await forny(tx, abonnement.id, NAA)
    assert fornyet is not None
    assert await feeder.hent(token) is None
    assert await feeder.hent(fornyet[1]) is not None
    async with feeder.lager.skriving() as tx:
        await trekk_tilbake(tx, fornyet[0].id, NAA)
    assert await feeder.hent(fornyet[1]) is None


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
