"""Fetching a meeting plan from an address somebody gave, without letting it reach what lies inside our own network."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx

from flyter.moeteplan.lest import Planfeil
from flyter.moeteplan.tegn import STOERST
from modeller.tekst import Tekst

FLEST_VIDERESENDINGER = 3
TIDSGRENSE = 60.0
"""Seconds for all of it, redirects and slow answers included."""
STILLE = 15.0
"""Seconds without a byte."""
LENGST = 2_000
"""Characters of an address."""
LENGSTE_MERKE = 500
PORTER = {"http": 80, "https": 443}
VIDERE = {301, 302, 303, 307, 308}
Oppslag = Callable[[str, int], Awaitable[Sequence[str]]]
"""The addresses of a host, as its name server has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hentet:
    """What came: the content, or None when it is as it was, with what to ask by next time."""

    innhold: bytes | None
    etag: str | None
    sist_endret: str | None


async def slaa_opp(vert: str, port: int) -> Sequence[str]:
    """Ask the machine's resolver. Raises `OSError` for a host nobody knows."""
    svar = await asyncio.get_running_loop().getaddrinfo(vert, port, type=socket.SOCK_STREAM)
    return [str(adresse[0]) for *_, adresse in svar]


def sjekk_adresse(adresse: str) -> str:
    """The address as it is fetched: `webcal:` is `https:`, and letters like å are written as the net has them.

    Raises `Planfeil` for what cannot be one.
    """
    adresse = adresse.strip()
    for begynnelse in ("webcal://", "webcals://"):
        if adresse.lower().startswith(begynnelse):
            adresse = "https://" + adresse[len(begynnelse) :]
    try:
        adresse = adresse if adresse.isascii() else str(httpx.URL(adresse))
        deler = urlsplit(adresse)
        vert, _ = deler.hostname, deler.port
    except (ValueError, httpx.InvalidURL):
        vert, deler = None, urlsplit("")
    if deler.scheme not in PORTER or not vert or len(adresse) > LENGST or not adresse.isascii() or " " in adresse:
        raise Planfeil(
            Tekst(
                "Adressen må begynne med https:// (eller webcal://) og være en nettadresse.",
                "Adressa må byrje med https:// (eller webcal://) og vere ei nettadresse.",
            )
        )
    if deler.username or deler.password:
        raise Planfeil(
            Tekst(
                "Adressen kan ikke ha brukernavn og passord i seg: den vises i loggen.",
                "Adressa kan ikkje ha brukarnamn og passord i seg: ho blir vist i loggen.",
            )
        )
    return adresse


class Henter:
    """Fetches by our rules. `indre` lets it reach addresses inside the network; `overfoering` carries the requests."""

    def __init__(
        self, *, indre: bool = False, oppslag: Oppslag = slaa_opp, overfoering: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._indre = indre
        self._oppslag = oppslag
        self._overfoering = overfoering

    async def hent(self, adresse: str, *, etag: str | None = None, sist_endret: str | None = None) -> Hentet:
        """Ask for the address, unless it is as when it had that ETag and was last changed then. Raises `Planfeil`."""
        try:
            async with asyncio.timeout(TIDSGRENSE):
                return await self._hent(sjekk_adresse(adresse), _betingelser(etag, sist_endret))
        except (TimeoutError, httpx.TimeoutException):
            raise Planfeil(Tekst("Kilden svarte ikke i tide.", "Kjelda svara ikkje i tide.")) from None
        except (httpx.DecodingError, httpx.RemoteProtocolError, httpx.ReadError):
            raise Planfeil(
                Tekst(
                    f"Svaret fra kilden er ikke helt. {_HOS_KILDEN.nb}",
                    f"Svaret frå kjelda er ikkje heilt. {_HOS_KILDEN.nn}",
                )
            ) from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as feil:
            if "CERTIFICATE_VERIFY_FAILED" in str(feil):
                raise Planfeil(_UGYLDIG_SERTIFIKAT) from None
            raise Planfeil(
                Tekst(
                    "Får ikke kontakt med kilden. Sjekk at adressen er riktig.",
                    "Får ikkje kontakt med kjelda. Sjekk at adressa er rett.",
                )
            ) from None

    async def _hent(self, adresse: str, betingelser: dict[str, str]) -> Hentet:
        klient = httpx.AsyncClient(
            transport=self._overfoering,
            timeout=STILLE,
            trust_env=False,  # a proxy of the machine's would go round the check of where we are sent
            follow_redirects=False,
        )
        async with klient:
            for _ in range(FLEST_VIDERESENDINGER + 1):
                spoersmaal = await self._festet(klient, adresse, betingelser)
                svar = await klient.send(spoersmaal, stream=True)
                try:
                    if svar.status_code not in VIDERE:
                        return await _svaret(svar, betinget=bool(betingelser))
                    adresse = _videre(adresse, svar.headers.get("location", ""))
                finally:
                    await svar.aclose()
        raise Planfeil(
            Tekst(
                "Adressen sender videre for mange ganger. Bruk den siste av adressene.",
                "Adressa sender vidare for mange gonger. Bruk den siste av adressene.",
            )
        )

    async def _festet(self, klient: httpx.AsyncClient, adresse: str, betingelser: dict[str, str]) -> httpx.Request:
        """The request, fixed to an address that was checked: a name that answers otherwise next time leads nowhere."""
        url = httpx.URL(adresse)
        port = url.port or PORTER[url.scheme]
        adresser = await self._oppslag(url.host, port)
        if not adresser or not (self._indre or all(_er_ute(ip) for ip in adresser)):
            raise Planfeil(
                Tekst(
                    "Adressen ligger i et indre nett eller på denne maskinen, og hentes derfor ikke. Skal den det, må "
                    "drift sette FRISTVAKT_INDRE_ADRESSER.",
                    "Adressa ligg i eit indre nett eller på denne maskina, og blir derfor ikkje henta. Skal ho det, må "
                    "drift setje FRISTVAKT_INDRE_ADRESSER.",
                )
            )
        hoder = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": "Fristvakt",
            "Accept": "text/calendar, application/json, text/csv, */*;q=0.5",
            **betingelser,
        }
        return klient.build_request(
            "GET", url.copy_with(host=adresser[0]), headers=hoder, extensions={"sni_hostname": url.host}
        )


def _er_ute(ip: str) -> bool:
    """Whether an address is on the open internet. One that carries another inside it is judged by that too."""
    adresse = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(adresse, ipaddress.IPv6Address):
        inni = [adresse.ipv4_mapped, adresse.sixtofour, *(adresse.teredo or ())]
        if adresse in _NAT64:
            inni.append(ipaddress.IPv4Address(int(adresse) & 0xFFFFFFFF))
        if any(not en.is_global for en in inni if en is not None):
            return False
    return adresse.is_global and not adresse.is_multicast


def _videre(fra: str, til: str) -> str:
    """Where an answer sends us. Raises `Planfeil` when that is no address on the net."""
    try:
        return sjekk_adresse(urljoin(fra, til))
    except (Planfeil, ValueError):
        raise Planfeil(
            Tekst(
                "Adressen sender videre til noe som ikke er en nettadresse. Finn den riktige adressen til kalenderen.",
                "Adressa sender vidare til noko som ikkje er ei nettadresse. Finn den rette adressa til kalenderen.",
            )
        ) from None


_HOS_KILDEN = Tekst(
    "Feilen er hos kilden. Varer den, si fra til dem som driver nettstedet.",
    "Feilen er hos kjelda. Varer han, sei frå til dei som driv nettstaden.",
)
_UGYLDIG_SERTIFIKAT = Tekst(
    "Sertifikatet til kilden er ikke gyldig, så den hentes ikke. Si fra til dem som driver nettstedet.",
    "Sertifikatet til kjelda er ikkje gyldig, så ho blir ikkje henta. Sei frå til dei som driv nettstaden.",
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def _betingelser(etag: str | None, sist_endret: str | None) -> dict[str, str]:
    hoder = {"If-None-Match": etag, "If-Modified-Since": sist_endret}
    return {navn: verdi for navn, verdi in hoder.items() if verdi is not None}


async def _svaret(svar: httpx.Response, *, betinget: bool) -> Hentet:
    merker = {"etag": _merke(svar, "etag"), "sist_endret": _merke(svar, "last-modified")}
    if svar.status_code == httpx.codes.NOT_MODIFIED and betinget:  # else it is no answer: we have nothing to keep
        return Hentet(innhold=None, **merker)
    if svar.status_code != httpx.codes.OK:
        raise Planfeil(
            Tekst(
                f"Kilden svarte {svar.status_code}. {_hva_da(svar.status_code).nb}",
                f"Kjelda svara {svar.status_code}. {_hva_da(svar.status_code).nn}",
            )
        )
    innhold = bytearray()
    async for bit in svar.aiter_bytes():
        innhold += bit
        if len(innhold) > STOERST:  # said by the reader, in its words
            break
    return Hentet(innhold=bytes(innhold), **merker)


def _merke(svar: httpx.Response, navn: str) -> str | None:
    """What the source wants back next time, when it can be sent."""
    verdi = svar.headers.get(navn)
    return verdi if verdi and verdi.isascii() and verdi.isprintable() and len(verdi) <= LENGSTE_MERKE else None


def _hva_da(kode: int) -> Tekst:
    if kode in {401, 403}:
        return Tekst("Kalenderen må deles åpent for å kunne hentes.", "Kalenderen må delast ope for å kunne hentast.")
    if kode in {404, 410}:
        return Tekst(
            "Kalenderen er flyttet eller borte. Finn den nye adressen.",
            "Kalenderen er flytta eller borte. Finn den nye adressa.",
        )
    return _HOS_KILDEN
