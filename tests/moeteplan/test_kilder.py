"""Subscribed meeting plans: fetched, told as facts, kept when the source fails, and not believed when it goes mad."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest

from flyter.grunnlag import Grunnlag
from flyter.livsloep import LIVSLOEP
from flyter.moeteplan.henting import Henter, Hentet
from flyter.moeteplan.kilder import AV, hent_moeteplaner, ta_inn
from flyter.moeteplan.les import les_moeteplan
from flyter.registrer import registrer
from modeller.fakta import KalenderkildeFjernet, KalenderkildeSatt, MoeteAvlyst, MoeteFlyttet, MoeteplanFastsatt
from modeller.kildestand import Kildetilstand, Ulage, er_foreldet, ulagen
from modeller.lager import faktalager
from modeller.lager.lager import I_MINNET, Lager
from modeller.lager.moeteplankilder import les_kilde
from modeller.register import Moete
from modeller.registerfold import brett_register
from tests.flyter.avtaleverden import fyll, ingen_varsler
from tests.moeteplan.kalenderfil import hendelse, kalender
from tests.rollebesetning import KALENDER

NAA = datetime(2026, 1, 5, 3, 10, tzinfo=UTC)
ORGAN = "trysil-kommunestyre"
ADRESSE = "https://trysil.example/hemmelig/moeter.ics"
PLANEN = ("2026-02-26", "2026-04-23", "2026-06-11", "2026-09-24", "2026-11-05")
GRUNNLAG = Grunnlag(livsloep=LIVSLOEP, kalender=KALENDER, varsle=ingen_varsler)


class Kilde:
    """A council's calendar on the net, as it is when it is asked."""

    def __init__(self) -> None:
        self.spurt: list[httpx.Request] = []
        self.status = 200
        self.innhold = b""
        self.si(*PLANEN)

    def si(self, *dager: str, uid: str = "u") -> None:
        deler = [
            hendelse(f"DTSTART;TZID=Europe/Oslo:{dag.replace('-', '')}T180000", uid=f"{uid}{nr}@trysil.example")
            for nr, dag in enumerate(dager)
        ]
        self.innhold = kalender(*deler)

    def __call__(self, spoersmaal: httpx.Request) -> httpx.Response:
        self.spurt.append(spoersmaal)
        etag = f'"{hash(self.innhold)}"'
        if self.status == 200 and spoersmaal.headers.get("If-None-Match") == etag:
            return httpx.Response(304)
        return httpx.Response(self.status, content=self.innhold, headers={"ETag": etag})


class Verden:
    """A store with the cast in it, and the nights that pass."""

    def __init__(self, lager: Lager, kilde: Kilde) -> None:
        self.lager, self.kilde, self.naa = lager, kilde, NAA

    async def natt(self) -> int:
        async def oppslag(*_: object) -> list[str]:
            return ["93.184.215.14"]

        self.naa += timedelta(days=1)
        henter = Henter(oppslag=oppslag, overfoering=httpx.MockTransport(self.kilde))
        return await hent_moeteplaner(self.lager, henter, GRUNNLAG, self.naa)

    async def tilstand(self) -> Kildetilstand:
        async with self.lager.lesing() as tx:
            funnet = await les_kilde(tx, ORGAN)
        assert funnet is not None
        return funnet

    async def datoer(self) -> list[str]:
        async with self.lager.lesing() as tx:
            register = brett_register(await faktalager.les_register(tx), date.max)
        fram = (m.dato for m in register.organer[ORGAN].moeter if not m.avlyst and m.dato.year == 2026)
        return [dato.isoformat() for dato in fram]

    async def fortell(
        self, *hendelser: KalenderkildeSatt | KalenderkildeFjernet | MoeteAvlyst | MoeteplanFastsatt
    ) -> None:
        dag = self.naa.date()
        await registrer(self.lager, hendelser, skjedde=dag, av="test", naa=self.naa, grunnlag=GRUNNLAG)


@pytest.fixture
async def verden() -> AsyncIterator[Verden]:
    async with await Lager.aapne(I_MINNET) as lager:
        await fyll(lager)
        verden = Verden(lager, Kilde())
        await verden.fortell(KalenderkildeSatt(organ=ORGAN, adresse=ADRESSE))
        yield verden


async def test_det_kilden_sier_blir_fakta_av_kilden(verden: Verden) -> None:
    assert await verden.natt() == 1
    verden.kilde.si("2026-02-26", "2026-04-30", *PLANEN[2:])
    assert await verden.natt() == 1
    assert await verden.datoer() == ["2026-02-26", "2026-04-30", *PLANEN[2:]]
    async with verden.lager.lesing() as tx:
        sist = (await faktalager.les_stroem(tx, f"organ/{ORGAN}"))[-1]
    assert isinstance(sist.hendelse, MoeteFlyttet)
    assert (sist.av, sist.kilde) == (AV, "trysil.example"), "the rest of the address may be a key"


async def test_en_uendret_kilde_spoerres_betinget_og_skriver_ingenting(verden: Verden) -> None:
    await verden.natt()
    foer = await verden.tilstand()
    assert await verden.natt() == 0
    etter = await verden.tilstand()
    assert "If-None-Match" in verden.kilde.spurt[-1].headers
    assert etter.hentet == verden.naa
    assert etter.kopi == foer.kopi


async def test_en_serie_uten_slutt_gaar_videre_naar_aaret_er_nytt_ogsaa_om_kilden_er_uendret(verden: Verden) -> None:
    verden.kilde.innhold = kalender(hendelse("DTSTART;VALUE=DATE:20260226", "RRULE:FREQ=YEARLY"))
    assert await verden.natt() == 1
    verden.naa = datetime(2026, 12, 31, 3, 10, tzinfo=UTC)
    assert await verden.natt() == 1
    assert "If-None-Match" in verden.kilde.spurt[-1].headers
    async with verden.lager.lesing() as tx:
        register = brett_register(await faktalager.les_register(tx), date.max)
    assert register.organer[ORGAN].moeter[-1].dato == date(2029, 2, 26)
    assert await verden.natt() == 0


async def test_naar_kilden_svikter_staar_siste_gode_kopi_og_feilen_vises(verden: Verden) -> None:
    await verden.natt()
    god = await verden.tilstand()
    for status, innhold, hvorfor in (
        (503, b"", "Kilden svarte 503."),
        (200, b"<html>Logg inn</html>", "Dette er en nettside"),
        (200, kalender(), "Ingen av oppføringene er et møte"),
        (200, kalender(hendelse("DTSTART:20260226"))[:-15], "Filen er avkortet"),
    ):
        verden.kilde.status, verden.kilde.innhold = status, innhold
        assert await verden.natt() == 0
        naa = await verden.tilstand()
        assert naa.feil is not None
        assert hvorfor in naa.feil.nb
        assert (naa.kopi, naa.hentet, naa.forsoekt) == (god.kopi, god.hentet, verden.naa)
        assert (ulagen(naa), naa.siden) == (Ulage.SVIKTER, god.forsoekt + timedelta(days=1))
        assert await verden.datoer() == list(PLANEN)
    assert er_foreldet(await verden.tilstand(), verden.naa)
    verden.kilde.status = 200
    verden.kilde.si(*PLANEN)
    await verden.natt()
    frisk = await verden.tilstand()
    assert (frisk.feil, er_foreldet(frisk, verden.naa)) == (None, False)


async def test_en_kilde_som_mister_det_meste_tros_ikke_uten_videre(verden: Verden) -> None:
    await verden.natt()
    verden.kilde.si("2026-02-26")
    assert await verden.natt() == 0
    tilstand = await verden.tilstand()
    assert tilstand.feil is not None
    assert tilstand.feil.nb.startswith("Kilden mangler eller avlyser 4 av 5 møter i 2026 som står i planen. Planen er")
    assert f"«fristvakt moeteplan hent {ORGAN}»" in tilstand.feil.nb
    assert (ulagen(tilstand), tilstand.siden) == (Ulage.HOLDT, verden.naa)
    assert await verden.datoer() == list(PLANEN)


NESTE_AAR = ("2027-02-25", "2027-04-22", "2027-06-10", "2027-09-23")


async def test_en_kilde_som_mister_det_meste_av_neste_aar_tros_heller_ikke(verden: Verden) -> None:
    verden.kilde.si(*PLANEN, *NESTE_AAR)
    await verden.natt()
    god = await verden.tilstand()
    verden.kilde.si(*PLANEN, NESTE_AAR[0])
    assert await verden.natt() == 0
    tilstand = await verden.tilstand()
    assert tilstand.feil is not None
    assert "Kilden mangler eller avlyser 3 av 4 møter i 2027" in tilstand.feil.nb
    assert tilstand.kopi == god.kopi
    verden.kilde.si(*PLANEN, *NESTE_AAR[:3])
    assert await verden.natt() == 1, "one meeting less is nothing to wonder at"


async def test_moeter_som_ikke_er_fra_kilden_gjoer_ikke_frafallet_i_den_mindre(verden: Verden) -> None:
    egne = ("2026-01-15", "2026-03-12", "2026-05-07", "2026-08-20", "2026-10-08", "2026-12-10")
    await verden.natt()
    moeter = tuple(Moete(id=dag, dato=date.fromisoformat(dag)) for dag in egne)
    async with verden.lager.lesing() as tx:
        register = brett_register(await faktalager.les_register(tx), date.max)
    staar = tuple(m for m in register.organer[ORGAN].moeter if m.dato.year == 2026 and not m.avlyst)
    await verden.fortell(MoeteplanFastsatt(organ=ORGAN, aar=2026, moeter=(*staar, *moeter)))
    foer = await verden.datoer()
    verden.kilde.si(PLANEN[0])
    assert await verden.natt() == 0
    feil = (await verden.tilstand()).feil
    assert feil is not None
    assert "4 av 5 møter" in feil.nb
    assert await verden.datoer() == foer


async def test_en_kilde_som_avlyser_det_meste_tros_ikke_uten_videre(verden: Verden) -> None:
    await verden.natt()
    verden.kilde.innhold = verden.kilde.innhold.replace(b"VERSION:2.0", b"VERSION:2.0\r\nMETHOD:CANCEL")
    assert await verden.natt() == 0
    assert await verden.datoer() == list(PLANEN)


ANDRE = (
    ("2026-05-17", "17. mai"),
    ("2026-09-08", "Valgdag"),
    ("2026-10-01", "Frist for innspill"),
    ("2026-12-18", "Julebord"),
    ("2026-12-11", "Budsjett 2027"),
)


async def test_det_som_ikke_er_moeter_i_kalenderen_blir_ikke_moeter(verden: Verden) -> None:
    verden.kilde.innhold = kalender(
        *(hendelse(f"DTSTART;VALUE=DATE:{dag.replace('-', '')}", uid=tittel, tittel=tittel) for dag, tittel in ANDRE)
    )
    verden.kilde.innhold += kalender(
        *(hendelse(f"DTSTART;VALUE=DATE:{dag.replace('-', '')}", uid=dag) for dag in PLANEN),
        hode=["X-WR-CALNAME:Kommunestyret i Trysil"],
    )
    await verden.natt()
    assert await verden.datoer() == sorted([*PLANEN, "2026-12-11"])
    assert (await verden.tilstand()).uforstaatt == 1, "nobody can tell whether «Julebord» is a meeting"

    verden.kilde.innhold = verden.kilde.innhold.replace(b"20260423", b"20260430").replace(
        b"UID:2026-06-11", b"STATUS:CANCELLED\r\nUID:2026-06-11"
    )
    await verden.natt()
    assert await verden.datoer() == ["2026-02-26", "2026-04-30", "2026-09-24", "2026-11-05", "2026-12-11"]


async def test_det_som_har_staatt_der_hele_tiden_holder_ikke_igjen_et_moete_som_forsvinner(verden: Verden) -> None:
    ukjent = kalender(hendelse("DTSTART;VALUE=DATE:20261218", uid="j", tittel="Julebord"))
    verden.kilde.innhold += ukjent
    await verden.natt()
    verden.kilde.si(*PLANEN[:4])
    verden.kilde.innhold += ukjent
    await verden.natt()
    assert await verden.datoer() == list(PLANEN[:4])
    verden.kilde.si(*PLANEN[:3])
    verden.kilde.innhold += ukjent.replace(b"20261218", b"20260917")
    await verden.natt()
    assert await verden.datoer() == list(PLANEN[:4]), "it may be the meeting, moved"


async def test_noen_kan_si_at_alt_i_kalenderen_er_moeter(verden: Verden) -> None:
    verden.kilde.innhold += kalender(hendelse("DTSTART;VALUE=DATE:20261218", uid="j", tittel="Samling"))
    await verden.fortell(KalenderkildeSatt(organ=ORGAN, adresse=ADRESSE, bare_moeter=True))
    await verden.natt()
    assert await verden.datoer() == [*PLANEN, "2026-12-18"]
    await verden.fortell(KalenderkildeSatt(organ=ORGAN, adresse=ADRESSE))
    verden.kilde.innhold = verden.kilde.innhold.replace(b"20261218", b"20261217")
    await verden.natt()
    assert await verden.datoer() == [*PLANEN, "2026-12-17"], "what we know as a meeting is one, whatever it is called"


async def test_ett_moete_som_forsvinner_trekkes_tilbake(verden: Verden) -> None:
    await verden.natt()
    verden.kilde.si(*PLANEN[:4])
    assert await verden.natt() == 1
    assert await verden.datoer() == list(PLANEN[:4])


async def test_et_moete_folk_har_avlyst_blir_ikke_holdt_fordi_kilden_henger_etter(verden: Verden) -> None:
    await verden.natt()
    await verden.fortell(MoeteAvlyst(organ=ORGAN, moete="2026-04-23"))
    verden.kilde.si(*PLANEN, "2026-12-10")
    assert await verden.natt() == 1
    assert await verden.datoer() == ["2026-02-26", *PLANEN[2:], "2026-12-10"]


async def test_et_moete_folk_har_lagt_til_staar_ogsaa_den_dagen_et_annet_organ_moetes(verden: Verden) -> None:
    annet = hendelse("DTSTART;VALUE=DATE:20261210", uid="f", tittel="Formannskapet")
    verden.kilde.innhold = verden.kilde.innhold + kalender(annet)
    await verden.natt()
    moeter = tuple(Moete(id=dag, dato=date.fromisoformat(dag)) for dag in (*PLANEN, "2026-12-10"))
    await verden.fortell(MoeteplanFastsatt(organ=ORGAN, aar=2026, moeter=moeter))
    verden.kilde.si(*PLANEN[:4], "2026-11-12")
    assert await verden.natt() == 1
    assert await verden.datoer() == [*PLANEN[:4], "2026-11-12", "2026-12-10"]


async def test_et_moete_om_hundre_aar_stopper_ingen(verden: Verden) -> None:
    verden.kilde.si(*PLANEN, "2126-12-10")
    await verden.natt()
    tilstand = await verden.tilstand()
    assert (tilstand.feil, tilstand.uforstaatt) == (None, 1)


async def test_en_kilde_som_er_fjernet_hentes_ikke(verden: Verden) -> None:
    await verden.natt()
    await verden.fortell(KalenderkildeFjernet(organ=ORGAN))
    antall = len(verden.kilde.spurt)
    assert await verden.natt() == 0
    assert len(verden.kilde.spurt) == antall


async def test_en_ny_adresse_begynner_forfra(verden: Verden) -> None:
    await verden.natt()
    await verden.fortell(KalenderkildeSatt(organ=ORGAN, adresse="https://ny.example/moeter.ics"))
    await verden.natt()
    assert "If-None-Match" not in verden.kilde.spurt[-1].headers
    assert (await verden.tilstand()).adresse == "https://ny.example/moeter.ics"


async def test_det_noen_har_sett_paa_blir_ingen_bedt_om_aa_se_paa_igjen(verden: Verden) -> None:
    def ukjent(tittel: str) -> bytes:
        return kalender(hendelse("DTSTART;VALUE=DATE:20261218", uid=tittel, tittel=tittel))

    verden.kilde.innhold += ukjent("Julebord")
    await verden.natt()
    tilstand = await verden.tilstand()
    assert tilstand.uforstaatt == 1
    async with verden.lager.skriving() as tx:
        lest = les_moeteplan(verden.kilde.innhold, verden.naa.date())
        hentet = Hentet(innhold=verden.kilde.innhold, etag=None, sist_endret=None)
        await ta_inn(tx, tilstand, hentet, lest, lest.oppfoeringer, GRUNNLAG, verden.naa, bekreftet=True)
    assert (await verden.tilstand()).uforstaatt == 0
    verden.kilde.si(*PLANEN, "2026-12-10")
    verden.kilde.innhold += ukjent("Julebord")
    await verden.natt()
    assert (await verden.tilstand()).uforstaatt == 0
    verden.kilde.innhold += ukjent("Samling")
    await verden.natt()
    assert (await verden.tilstand()).uforstaatt == 1
