"""Fetching by our rules: not into inner networks, not for ever, not too much, and what went wrong is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import httpx
import pytest

from flyter.moeteplan.henting import Henter, Hentet, sjekk_adresse
from flyter.moeteplan.lest import Planfeil

UTE, INNE = "93.184.215.14", "10.0.0.7"
ADRESSE = "https://trysil.example/moeter.ics"


def henter(
    svar: Callable[[httpx.Request], httpx.Response], *ip: str, indre: bool = False, verter: dict[str, str] | None = None
) -> Henter:
    async def oppslag(vert: str, _: int) -> Sequence[str]:
        return ip or [(verter or {}).get(vert, UTE)]

    return Henter(indre=indre, oppslag=oppslag, overfoering=httpx.MockTransport(svar))


def alltid(status: int, innhold: bytes = b"", **hoder: str) -> Callable[[httpx.Request], httpx.Response]:
    return lambda _: httpx.Response(status, content=innhold, headers=hoder)


async def avvist(fra: Henter, adresse: str = ADRESSE) -> str:
    with pytest.raises(Planfeil) as feil:
        await fra.hent(adresse)
    assert feil.value.grunn.nn
    return feil.value.grunn.nb


async def test_innholdet_kommer_med_det_som_trengs_for_aa_spoerre_igjen() -> None:
    fra = henter(alltid(200, b"BEGIN:VCALENDAR", ETag='"1"', **{"Last-Modified": "today"}))
    assert await fra.hent(ADRESSE) == Hentet(innhold=b"BEGIN:VCALENDAR", etag='"1"', sist_endret="today")


async def test_et_betinget_spoersmaal_kan_faa_svaret_at_alt_er_som_foer() -> None:
    sett: list[httpx.Request] = []

    def svar(spoersmaal: httpx.Request) -> httpx.Response:
        sett.append(spoersmaal)
        return httpx.Response(304, headers={"ETag": '"1"'})

    hentet = await henter(svar).hent(ADRESSE, etag='"1"', sist_endret="yesterday")
    assert (hentet.innhold, hentet.etag) == (None, '"1"')
    assert (sett[0].headers["If-None-Match"], sett[0].headers["If-Modified-Since"]) == ('"1"', "yesterday")


async def test_forbindelsen_er_festet_til_adressen_som_ble_sjekket() -> None:
    sett: list[httpx.Request] = []

    def svar(spoersmaal: httpx.Request) -> httpx.Response:
        sett.append(spoersmaal)
        return httpx.Response(200, content=b"x")

    await henter(svar).hent("webcal://trysil.example:8443/a?b=c")
    [spoersmaal] = sett
    assert str(spoersmaal.url) == f"https://{UTE}:8443/a?b=c"
    assert spoersmaal.headers["Host"] == "trysil.example:8443"
    assert spoersmaal.extensions["sni_hostname"] == "trysil.example"


@pytest.mark.parametrize(
    "ip",
    ["127.0.0.1", "10.0.0.7", "172.16.1.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1",  # noqa: S104
     "224.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.7", "64:ff9b::a00:7",
     "2002:a00:7::1", "ff02::1"],
)  # fmt: skip
async def test_indre_nett_naas_ikke(ip: str) -> None:
    assert "indre nett" in await avvist(henter(alltid(200, b"hemmelig"), ip))
    assert "indre nett" in await avvist(henter(alltid(200, b"hemmelig"), UTE, ip))


async def test_indre_nett_naas_naar_drift_har_sagt_det() -> None:
    assert (await henter(alltid(200, b"x"), INNE, indre=True).hent("http://internt.example/a")).innhold == b"x"


async def test_en_videresending_innover_stoppes() -> None:
    fra = henter(alltid(302, Location="http://internt.example/"), verter={"internt.example": INNE})
    assert "indre nett" in await avvist(fra)
    for videre in ("file:///etc/passwd", "https://bruker:passord@trysil.example/"):
        assert "sender videre til noe som ikke er" in await avvist(henter(alltid(302, Location=videre)))


async def test_faa_videresendinger_foelges_og_ikke_flere() -> None:
    def svar(spoersmaal: httpx.Request) -> httpx.Response:
        nr = int(spoersmaal.url.path.strip("/"))
        return (
            httpx.Response(200, content=b"framme")
            if nr == 3
            else httpx.Response(301, headers={"Location": f"/{nr + 1}"})
        )

    assert (await henter(svar).hent("https://trysil.example/0")).innhold == b"framme"
    assert "for mange ganger" in await avvist(henter(alltid(301, Location="/rundt")))


@pytest.mark.parametrize(
    ("status", "hvorfor"),
    [
        (401, "deles åpent"),
        (403, "deles åpent"),
        (404, "flyttet eller borte"),
        (410, "borte"),
        (500, "Feilen er hos kilden"),
    ],
)
async def test_et_nei_fra_kilden_sies_med_hva_som_kan_gjoeres(status: int, hvorfor: str) -> None:
    svar = await avvist(henter(alltid(status)))
    assert svar.startswith(f"Kilden svarte {status}. ")
    assert hvorfor in svar


async def test_et_merke_som_ikke_kan_sendes_tilbake_glemmes() -> None:
    hentet = await henter(lambda _: httpx.Response(200, content=b"x", headers=[(b"ETag", "«æ»".encode())])).hent(
        ADRESSE
    )
    assert hentet.etag is None


async def test_uendret_er_ikke_noe_svar_til_en_som_ikke_har_spurt_foer() -> None:
    assert (await avvist(henter(alltid(304)))).startswith("Kilden svarte 304. ")


async def test_et_svar_som_ikke_er_helt_sies_som_det_er() -> None:
    def brudd(_: httpx.Request) -> httpx.Response:
        raise httpx.RemoteProtocolError("peer closed connection without sending complete message body")

    for svar in (brudd, alltid(200, b"ikke pakket", **{"Content-Encoding": "gzip"})):
        assert "Svaret fra kilden er ikke helt." in await avvist(henter(svar))


async def test_et_ugyldig_sertifikat_sies_som_det_er() -> None:
    def svar(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired")

    assert "Sertifikatet til kilden er ikke gyldig" in await avvist(henter(svar))


async def test_for_mye_leses_ikke_til_ende() -> None:
    hentet = await henter(alltid(200, b"x" * 30_000_000)).hent(ADRESSE)
    assert hentet.innhold is not None
    assert 10_000_000 < len(hentet.innhold) <= 30_000_000


async def test_en_kilde_som_ikke_svarer_er_en_feil_med_ord() -> None:
    def svar(_: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("too slow")

    def brudd(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    assert await avvist(henter(svar)) == "Kilden svarte ikke i tide."
    assert "Får ikke kontakt med kilden." in await avvist(henter(brudd))


def test_en_adresse_kan_ha_norske_bokstaver() -> None:
    assert sjekk_adresse("https://www.våler.example/møteplan.ics?år=2027") == (
        "https://www.xn--vler-qoa.example/m%C3%B8teplan.ics?%C3%A5r=2027"
    )


@pytest.mark.parametrize(
    "adresse",
    ["", "https://-å-/x", "https://våler.example:99999/", "våler.example/a", "file:///etc/passwd",
     "ftp://trysil.example/a", "trysil.example/a", "https://", "https://[::1", "https://a b/",
     "https://trysil.example:99999/", "gopher://x", "https://trysil.example/" + "a" * 3000],
)  # fmt: skip
def test_det_som_ikke_er_en_nettadresse_avvises(adresse: str) -> None:
    with pytest.raises(Planfeil, match="må begynne med https://"):
        sjekk_adresse(adresse)


def test_passord_i_adressen_avvises() -> None:
    with pytest.raises(Planfeil, match="brukernavn og passord"):
        sjekk_adresse("https://bruker:passord@trysil.example/a.ics")
