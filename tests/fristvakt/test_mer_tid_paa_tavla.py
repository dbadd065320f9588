"""A party has asked for more time: the board shows it, and the coordinator answers there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import httpx
import pytest

from flyter.livsloep import LIVSLOEP
from flyter.registrer import registrer
from fristvakt.installasjon import grunnlag_med
from fristvakt.mertid import mertidruter
from modeller.fakta import (
    FerdigAnslaatt,
    FristUtsatt,
    Hendelse,
    MerTidAvslaatt,
    MerTidOensket,
    avtalestroem,
)
from modeller.lager.faktalager import les_stroem
from modeller.lager.lager import I_MINNET, Lager
from tavle.app import lag_app
from tavle.kilde import Tavleinfo
from tavle.lagerkilde import Lagerkilde
from tavle.side import Sidevisning
from tavle.visning import miljoe
from tests.fristvakt.fyltlager import fyll
from tests.fristvakt.test_moeteplan_paa_tavla import skjult, tekst
from tests.rollebesetning import AVTALE

NAA = datetime(2024, 10, 1, 6, 15, tzinfo=UTC)
NOEKKEL = b"n" * 32
STEG = "forankring.trysil"
SIDE = f"/avtale/{AVTALE}/mertid?steg={STEG}&part=trysil"
OENSKE = MerTidOensket(steg=STEG, part="trysil", til=date(2024, 12, 19), grunn="Møtet er <flyttet>")


class Tavla:
    def __init__(self, lager: Lager) -> None:
        self.lager, self.grunnlag = lager, grunnlag_med(LIVSLOEP)
        kilde = Lagerkilde(lager, self.grunnlag, naa=lambda: NAA, info=Tavleinfo(versjon="1"))
        ruter = mertidruter(Sidevisning(kilde, miljoe()), lager, self.grunnlag, lambda: NAA, NOEKKEL)
        self.klient = httpx.AsyncClient(
            transport=httpx.ASGITransport(lag_app(kilde, rutere=[ruter])), base_url="http://localhost"
        )

    async def sier(self, *hendelser: Hendelse) -> None:
        await registrer(
            self.lager, hendelser, avtale=AVTALE, skjedde=NAA.date(), av="test", naa=NAA, grunnlag=self.grunnlag
        )

    async def svar(self, svar: str, til: str = "2024-12-19", **felt: str) -> httpx.Response:
        token = skjult((await self.klient.get(SIDE)).text)["token"]
        utfylt = {"token": token, "svar": svar, "til": til, "grunn": "", "av": "KDD, rådgiver", **felt}
        return await self.klient.post(SIDE, data=utfylt)

    async def siste(self) -> Hendelse:
        async with self.lager.lesing() as tx:
            return (await les_stroem(tx, avtalestroem(AVTALE)))[-1].hendelse


@pytest.fixture
async def tavla() -> AsyncIterator[Tavla]:
    async with await Lager.aapne(I_MINNET) as lager:
        await fyll(lager, NAA)
        yield Tavla(lager)


async def test_oensket_staar_paa_tavla_med_lenke_til_svaret(tavla: Tavla) -> None:
    await tavla.sier(OENSKE)
    for side in ("/", f"/avtale/{AVTALE}"):
        svar = await tavla.klient.get(side)
        assert "Ber om mer tid, til 19.12.2024: «Møtet er <flyttet>»" in tekst(svar)
        assert f'href="{SIDE.replace("&", "&amp;")}"' in svar.text
    assert "Bed om meir tid, til 19.12.2024" in tekst(await tavla.klient.get("/?maal=nn"))


async def test_anslaget_staar_paa_tavla(tavla: Tavla) -> None:
    await tavla.sier(FerdigAnslaatt(steg=STEG, part="trysil", dato=date(2024, 10, 20), merknad="Saken er skrevet"))
    assert "På saken, regner med å være ferdig 20.10.2024. «Saken er skrevet»" in tekst(await tavla.klient.get("/"))


async def test_ja_flytter_datoen_til_den_som_staar_i_skjemaet(tavla: Tavla) -> None:
    await tavla.sier(OENSKE)
    svar = await tavla.svar("ja", til="2024-12-12", grunn="Greit")
    assert svar.status_code == 303
    assert await tavla.siste() == FristUtsatt(steg=STEG, til=date(2024, 12, 12), grunn="Greit")
    assert "Datoen er flyttet til 12.12.2024." in tekst(await tavla.klient.get(svar.headers["location"]))


async def test_et_ja_til_en_dag_som_ikke_er_en_arbeidsdag_sier_det(tavla: Tavla) -> None:
    await tavla.sier(OENSKE)
    svar = await tavla.svar("ja", til="2024-12-14", grunn="Greit")
    assert "Merk at 14.12.2024 er en lørdag." in tekst(await tavla.klient.get(svar.headers["location"]))


async def test_nei_lar_datoen_staa_og_et_svar_til_gjoer_ingenting(tavla: Tavla) -> None:
    await tavla.sier(OENSKE)
    token = skjult((await tavla.klient.get(SIDE)).text)["token"]
    assert (await tavla.svar("nei", grunn="Fristen er felles")).status_code == 303
    assert await tavla.siste() == MerTidAvslaatt(steg=STEG, part="trysil", grunn="Fristen er felles")
    igjen = await tavla.klient.post(SIDE, data={"token": token, "svar": "ja", "til": "2024-12-19", "av": "x"})
    assert "Kanskje har noen allerede svart" in tekst(await tavla.klient.get(SIDE))
    assert igjen.status_code == 400
    assert isinstance(await tavla.siste(), MerTidAvslaatt)


@pytest.mark.parametrize(
    ("maal", "grunn"), [("", "Skriv hvorfor datoen må stå."), ("&maal=nn", "Skriv kvifor datoen må stå.")]
)
async def test_et_nei_uten_begrunnelse_blir_spurt_om_den_ved_feltet(tavla: Tavla, maal: str, grunn: str) -> None:
    """As the form that the mail leads to asks for it: the party is told why."""
    await tavla.sier(OENSKE)
    token = skjult((await tavla.klient.get(SIDE)).text)["token"]
    utfylt = {"token": token, "svar": "nei", "til": "2024-12-12", "grunn": " ", "av": "KDD, rådgiver"}
    svar = await tavla.klient.post(SIDE + maal, data=utfylt)
    assert svar.status_code == 422
    assert await tavla.siste() == OENSKE
    _, feltet = svar.text.split('<textarea class="ds-input" id="grunn"')
    assert 'aria-invalid="true"' in feltet.partition(">")[0]
    assert f'id="grunn-feil">{grunn}' in svar.text
    assert f'<a class="ds-link" href="#grunn">{grunn}</a>' in svar.text
    for valgt in ('value="nei" required checked', 'value="2024-12-12"', 'value="KDD, rådgiver"'):
        assert valgt in svar.text


async def test_et_ja_trenger_ingen_begrunnelse(tavla: Tavla) -> None:
    await tavla.sier(OENSKE)
    assert (await tavla.svar("ja")).status_code == 303


@pytest.mark.parametrize(
    ("felt", "grunn"),
    [
        ({"svar": ""}, "Velg om svaret er ja eller nei."),
        ({"svar": "ja", "til": "i morgen"}, "Skriv datoen steget skal flyttes til."),
        ({"svar": "ja", "til": "3024-12-19"}, "mer enn 30 år unna"),
        ({"svar": "ja", "til": "2024-11-07"}, "datoen er nå 7.11.2024. Skriv en senere dag, eller svar nei."),
        ({"svar": "ja", "til": "2024-09-30"}, "datoen er nå 7.11.2024. Skriv en senere dag, eller svar nei."),
        ({"svar": "nei", "grunn": "x" * 1001}, "Begrunnelsen er for lang"),
        ({"svar": "nei", "grunn": "Felles", "av": "x\ny"}, "Skriv rollen din med noen få ord"),
        ({"svar": "nei", "grunn": "x" * 30_000}, "Begrunnelsen er for lang"),
        ({"svar": "nei", "token": "tull"}, "Siden har stått åpen for lenge"),
    ],
)
async def test_det_som_ikke_kan_brukes_blir_avvist_og_staar_i_skjemaet(
    tavla: Tavla, felt: dict[str, str], grunn: str
) -> None:
    await tavla.sier(OENSKE)
    svar = await tavla.svar(**felt)
    assert svar.status_code in {400, 422}
    assert grunn in tekst(svar)
    assert await tavla.siste() == OENSKE


async def test_et_ukjent_steg_eller_en_fremmed_side_faar_ikke_svare(tavla: Tavla) -> None:
    await tavla.sier(OENSKE)
    assert (await tavla.klient.get(SIDE.replace("trysil", "oslo"))).status_code == 404
    assert (await tavla.klient.post(SIDE, headers={"Origin": "https://andre.example"})).status_code == 403
