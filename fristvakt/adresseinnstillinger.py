"""The addresses among the settings: of networks, pages and mail, each refused with what would be right."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit, urlunsplit

NETTVERT = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s\[\]@:\\]+)(:\d*)?")
"""A host with its port: no name or password before it, which every mail would tell."""
VERTSNAVN = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?")
LOKALDEL = re.compile(r"(?=.{1,64}$)[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*", re.ASCII)
IKKE_ASCII = re.compile(r"[^\x00-\x7f]")


def er_lokal(vert: str) -> bool:
    """Whether a host is this machine and no other."""
    try:
        return vert == "localhost" or ipaddress.ip_address(vert).is_loopback
    except ValueError:
        return False


def verten(nettadresse: str) -> str:
    """The host of a web address, in small letters."""
    return urlsplit(nettadresse).hostname or ""


def krev_bare_lokalt(adresse: str) -> str:
    """Until there is sign-in, whoever reaches the board can read everything: so nobody else may reach it."""
    if not er_lokal(adresse):
        raise ValueError(
            f"«{adresse}» er ikke en lokal adresse. Fristvakt har ikke pålogging ennå og kan derfor bare svare på "
            "denne maskinen. Bruk 127.0.0.1, ::1 eller localhost."
        )
    return adresse


def krev_nettadresse(adresse: str) -> str:
    """Links in mails and feeds are put together from it, so it must be one people can follow; its host as browsers
    send it, without æ, ø and å.
    """
    if (brukbar := _som_nettadresse(adresse)) is None:
        raise ValueError(f"«{adresse}» er ikke en nettadresse. Skriv for eksempel https://fristvakt.kommunen.example.")
    return brukbar


def _som_nettadresse(adresse: str) -> str | None:
    try:
        deler = urlsplit(adresse)
        rett_port, vert = deler.port != 0, deler.netloc.encode("idna").decode("ascii")
    except ValueError:  # a port that is no number, brackets that do not close, or a name with an empty part
        return None
    rett_vert = deler.scheme in {"http", "https"} and NETTVERT.fullmatch(vert) is not None
    if not rett_vert or not rett_port or deler.query or deler.fragment or re.search(r"\s", adresse):
        return None
    return urlunsplit(deler._replace(netloc=vert))


def krev_ip_adresse(adresse: str) -> str:
    """What a program can listen on."""
    try:
        ipaddress.ip_address("127.0.0.1" if adresse == "localhost" else adresse)
    except ValueError:
        raise ValueError(
            f"«{adresse}» er ikke en IP-adresse. Bruk for eksempel 127.0.0.1, eller 0.0.0.0 for alle nettverkskort."
        ) from None
    return adresse


def krev_svarnettadresse(adresse: str) -> str:
    """Signed links travel by it: over the network nobody on the way may read them."""
    brukbar = krev_nettadresse(adresse)
    deler = urlsplit(brukbar)
    if deler.path.strip("/"):
        raise ValueError(
            f"«{adresse}» har en sti. Svarsidene må ha et vertsnavn for seg selv, som https://svar.kommunen.example."
        )
    if deler.scheme == "http" and not er_lokal(verten(brukbar)):
        raise ValueError(
            f"«{adresse}» er ikke kryptert. Lenkene i e-postene er nøkler, så adressen må begynne med https://. La en "
            "omvendt proxy ta seg av krypteringen (deploy/README.md)."
        )
    return brukbar


def krev_vertsnavn(vert: str) -> str:
    """A host and nothing else: no port, no scheme, and no brackets about an address."""
    adresse = vert[1:-1] if vert.startswith("[") and vert.endswith("]") else vert
    try:
        ipaddress.ip_address(adresse)
    except ValueError:
        if not VERTSNAVN.fullmatch(_uten_norske_bokstaver(vert)):
            raise ValueError(
                f"«{vert}» er ikke navnet på en server. Skriv bare navnet, for eksempel smtp.kommunen.example. Porten "
                "skrives i FRISTVAKT_SMTP_PORT."
            ) from None
        return vert
    return adresse


def krev_epostadresse(adresse: str) -> str:
    """One address of ours that every server on the way can read; its domain as they write it, without æ, ø and å."""
    lokal, _, domene = adresse.rpartition("@")
    vert = _uten_norske_bokstaver(domene)
    if not VERTSNAVN.fullmatch(vert) or vert.endswith(".") or not LOKALDEL.fullmatch(IKKE_ASCII.sub("a", lokal)):
        raise ValueError(
            f"«{adresse}» er ikke en e-postadresse. Skriv én adresse og ikke noe mer, for eksempel "
            "navn@kommunen.example."
        )
    if not lokal.isascii():
        raise ValueError(
            f"«{adresse}» har andre bokstaver enn a til z foran @, og det er det ikke alle e-postservere som tar imot. "
            "Velg en annen adresse, for eksempel navn@kommunen.example."
        )
    return f"{lokal}@{vert}"


def krev_hel_epostadresse(adresse: str) -> str:
    """One that reaches its mailbox from anywhere, not by the name of a machine alone."""
    brukbar = krev_epostadresse(adresse)
    if "." not in brukbar.rpartition("@")[2]:
        raise ValueError(f"«{adresse}» er ikke en hel e-postadresse. Skriv for eksempel arkiv@kommunen.example.")
    return brukbar


def _uten_norske_bokstaver(vert: str) -> str:
    """A host as it is asked for; empty for what can be none: a part of it is empty or too long."""
    try:
        return vert.encode("idna").decode("ascii")
    except ValueError:
        return ""
