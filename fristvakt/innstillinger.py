"""The installation's settings, read from the environment (`FRISTVAKT_…`) or an env file, checked at the edge."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import unquote

import typer
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, DotEnvSettingsSource, NoDecode, SettingsConfigDict

from fristvakt.adresseinnstillinger import (
    er_lokal,
    krev_bare_lokalt,
    krev_epostadresse,
    krev_hel_epostadresse,
    krev_ip_adresse,
    krev_nettadresse,
    krev_svarnettadresse,
    krev_vertsnavn,
    verten,
)
from fristvakt.varselinnstillinger import les_sendetid, les_stille
from modeller.tekst import oppramsing
from varsler.adresse import UgyldigAdresse, krev_mulig
from varsler.regler import STANDARDREGLER, Stilleperiode
from varsler.sendetid import KONTORTID, Sendetid

PROGRAM = "fristvakt"
INNSTILLINGSFIL = "fristvakt.env"
SQLITE = "sqlite+aiosqlite:///"
IKKE_EN_STI = re.compile(r"\s*|:memory:|file:.*")
"""What SQLite takes for no file at all, or for an address with a meaning of its own."""
SOM_SKREVET = {"mappe", "returpost", "smtp_passord"}
"""What may begin or end with a blank and mean it."""


class Motorvalg(StrEnum):
    """Which engine runs the flows."""

    LOKAL = "lokal"
    PREFECT = "prefect"


class Kryptering(StrEnum):
    """How the connection to the mail server is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    INGEN = "ingen"


class Innstillingsfeil(ValueError):
    """Settings that cannot be used; the message is for the operator, in bokmål."""


class IngenInstallasjon(Exception):
    """Nothing has been begun in the data folder; the message says how to begin, in bokmål."""

    def __init__(self, mappe: Path) -> None:
        super().__init__(
            f"Det er ingen avtaler i datamappen {mappe} ennå. Legg inn en avtale med «fristvakt les FIL», start "
            "tjenesten med «fristvakt start», eller velg en annen datamappe med --mappe."
        )


def _navngitt(mappe: object) -> object:
    """No name at all would be the working folder, whatever that happens to be."""
    if isinstance(mappe, str) and not mappe.strip():
        raise ValueError("Navnet på datamappen er tomt. Skriv hvilken mappe det er, eller fjern innstillingen.")
    return mappe


def _database(adresse: str) -> str:
    if not adresse.startswith((SQLITE, "postgresql+asyncpg://")):
        # What was written is not repeated: it may hold a password.
        raise ValueError(
            "Databaseadressen må begynne med postgresql+asyncpg:// (eller sqlite+aiosqlite:/// og en filsti)."
        )
    if adresse.startswith(SQLITE) and IKKE_EN_STI.fullmatch(_sqlitefil(adresse)):
        raise ValueError(
            "Adressen har ingen sti til en fil, så det som lagres, ville blitt borte. Skriv stien etter "
            f"{SQLITE}, for eksempel {SQLITE}/var/lib/fristvakt/fristvakt.db, eller fjern innstillingen."
        )
    return adresse


def _lesbar(verdi: SecretStr) -> SecretStr:
    """What the machine could not read it cannot tell a server either. It is not repeated: it is a secret."""
    try:
        verdi.get_secret_value().encode()
    except UnicodeError:
        raise ValueError("Tegnene kan ikke leses. Lagre innstillingene som UTF-8.") from None
    return verdi


def _sqlitefil(adresse: str) -> str:
    return unquote(adresse.removeprefix(SQLITE).partition("?")[0])


class Innstillinger(BaseSettings):
    """All settings with their defaults. The defaults send nothing and listen to nobody but this machine."""

    model_config = SettingsConfigDict(env_prefix="FRISTVAKT_", env_file=INNSTILLINGSFIL, extra="ignore")

    mappe: Annotated[Path, BeforeValidator(_navngitt)] = Field(default_factory=lambda: Path(typer.get_app_dir(PROGRAM)))
    """The data folder: database, Maildir, run-time files."""
    database: Annotated[str, AfterValidator(_database)] | None = None
    """SQLAlchemy address; SQLite in the data folder when left out."""
    adresse: Annotated[str, AfterValidator(krev_bare_lokalt)] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8710
    nettadresse: Annotated[str, AfterValidator(krev_nettadresse)] | None = None
    """The address people reach the board on, for links in mails and feeds."""
    svar_adresse: Annotated[str, AfterValidator(krev_ip_adresse)] | None = None
    """Where the pages that mails are answered on listen; unlike the board's it may be reached by others."""
    svar_port: Annotated[int, Field(ge=0, le=65535)] = 8711
    svar_nettadresse: Annotated[str, AfterValidator(krev_svarnettadresse)] | None = None
    """The address people reach these pages on, for the links in mails. With neither of the two there are none."""
    indre_adresser: bool = False
    """Whether meeting plans may be fetched from addresses inside the network."""
    motor: Motorvalg = Motorvalg.LOKAL
    avsender: Annotated[str, AfterValidator(krev_epostadresse)] = "fristvakt@localhost"
    smtp_vert: Annotated[str, AfterValidator(krev_vertsnavn)] | None = None
    """Without it mail is written to a Maildir in the data folder and never leaves the machine."""
    smtp_port: Annotated[int, Field(ge=1, le=65535)] = 587
    smtp_kryptering: Kryptering = Kryptering.STARTTLS
    smtp_bruker: str | None = None
    smtp_passord: Annotated[SecretStr, AfterValidator(_lesbar)] | None = None
    sendetid: Annotated[Sendetid, NoDecode, BeforeValidator(les_sendetid)] = KONTORTID
    """The hours of working days in which mail goes out: `07-16`."""
    stille: Annotated[tuple[Stilleperiode, ...], NoDecode, BeforeValidator(les_stille)] = STANDARDREGLER.stille
    """Periods in which only what must be acted on then is sent: `1.7-31.7, 23.12-1.1`, or `ingen`."""
    arkivadresse: Annotated[str, AfterValidator(krev_hel_epostadresse)] | None = None
    """Gets a copy of all that is sent, unseen by the recipients."""
    returpost: Path | None = None
    """A Maildir that mail to the sender's address is delivered into. Without it nothing that comes back is read."""

    @model_validator(mode="before")
    @classmethod
    def _tom_er_ikke_satt(cls, satt: dict[str, object]) -> dict[str, object]:
        uten_blanke = {n: v.strip() if isinstance(v, str) and n not in SOM_SKREVET else v for n, v in satt.items()}
        return {n: v for n, v in uten_blanke.items() if n == "mappe" or not isinstance(v, str) or v.strip()}

    @model_validator(mode="after")
    def _avsender_foelger_med_smtp(self) -> Self:
        if self.smtp_vert:
            self._krev_avsender()
        if bool(self.smtp_bruker) != bool(self.smtp_passord):
            mangler, satt = ("PASSORD", "BRUKER") if self.smtp_bruker else ("BRUKER", "PASSORD")
            raise ValueError(
                f"FRISTVAKT_SMTP_{mangler} mangler. Sett både den og FRISTVAKT_SMTP_{satt}, eller ingen av dem hvis "
                "e-postserveren ikke krever pålogging."
            )
        if self.arkivadresse and self.arkivadresse.lower() == self.avsender.lower():
            raise ValueError(
                f"FRISTVAKT_ARKIVADRESSE: «{self.arkivadresse}» er den samme som FRISTVAKT_AVSENDER, så kopiene ville "
                "komme tilbake blant svarene. Velg en adresse som ikke brukes til noe annet, eller fjern innstillingen."
            )
        if self.returpost and self.returpost.resolve() == self.maildir.resolve():
            raise ValueError(
                "FRISTVAKT_RETURPOST er mappen der Fristvakt legger kopier av det som sendes. Velg den mappen der post "
                "til FRISTVAKT_AVSENDER leveres."
            )
        return self

    def _krev_avsender(self) -> None:
        skriv = "Skriv adressen e-posten sendes fra, for eksempel FRISTVAKT_AVSENDER=fristvakt@kommunen.example."
        if "avsender" not in self.model_fields_set:
            raise ValueError(f"FRISTVAKT_AVSENDER mangler. Den må settes når FRISTVAKT_SMTP_VERT er satt. {skriv}")
        try:
            krev_mulig(self.avsender)
        except UgyldigAdresse:
            raise ValueError(
                f"FRISTVAKT_AVSENDER: «{self.avsender}» kan ikke få svar fra andre maskiner. {skriv}"
            ) from None

    @model_validator(mode="after")
    def _svarsidene_kan_naas(self) -> Self:
        if self.svar_nettadresse is None and self.svar_adresse is not None and not er_lokal(self.svar_adresse):
            raise ValueError(
                "Når FRISTVAKT_SVAR_ADRESSE er en annen enn denne maskinen, må FRISTVAKT_SVAR_NETTADRESSE settes til "
                "https-adressen folk når svarsidene på."
            )
        if self.nettadresse and self.svar_nettadresse and self._samme_vert(self.nettadresse, self.svar_nettadresse):
            raise ValueError(
                f"FRISTVAKT_NETTADRESSE og FRISTVAKT_SVAR_NETTADRESSE har samme vertsnavn, {verten(self.nettadresse)}. "
                "Svarsidene må ha et vertsnavn for seg selv, som https://svar.kommunen.example, så ingen når tavla "
                "gjennom dem."
            )
        if self.svaradresse is not None and self.svar_port == self.port != 0:
            raise ValueError(
                f"Tavla og svarsidene kan ikke bruke samme port, {self.port}. Velg en annen for svarsidene med "
                "FRISTVAKT_SVAR_PORT."
            )
        return self

    @staticmethod
    def _samme_vert(ett: str, annet: str) -> bool:
        return verten(ett) == verten(annet) and not er_lokal(verten(ett))

    @property
    def tavla_naas(self) -> bool:
        """Whether a link to the board can be followed where mail is read: not while it is on this machine alone, and
        those who answer come from others.
        """
        svar = self.svaradresse
        return svar is None or er_lokal(verten(svar)) or not er_lokal(verten(self.tavleadresse))

    @property
    def databaseadresse(self) -> str:
        """The database to open."""
        return self.database or f"{SQLITE}{self.mappe / 'fristvakt.db'}"

    @property
    def er_begynt(self) -> bool:
        """Whether there is an installation to look at. Raises `OSError` for a folder that cannot be looked into.

        A database server is asked when it is opened.
        """
        if not self.databaseadresse.startswith(SQLITE):
            return True
        try:
            Path(_sqlitefil(self.databaseadresse)).stat()
        except FileNotFoundError:
            return False
        return True

    @property
    def maildir(self) -> Path:
        """Where mail goes when SMTP is not configured."""
        return self.mappe / "post"

    @property
    def tavleadresse(self) -> str:
        """The board's address, without a closing slash."""
        return (self.nettadresse or _http(self.adresse, self.port)).rstrip("/")

    @property
    def svaradresse(self) -> str | None:
        """The address of the pages that mails are answered on, without a closing slash; None when there are none."""
        if self.svar_nettadresse is None and self.svar_adresse is None:
            return None
        return (self.svar_nettadresse or _http(self.svar_vert, self.svar_port)).rstrip("/")

    @property
    def svar_vert(self) -> str:
        """The network address these pages listen on: this machine's unless another is chosen."""
        return self.svar_adresse or "127.0.0.1"


def _http(adresse: str, port: int) -> str:
    vert = f"[{adresse}]" if ":" in adresse else adresse
    return f"http://{vert}:{port}"


def les_innstillinger(**valg: object) -> Innstillinger:
    """Settings from the environment or the env file, with what the command line chose on top (None means not chosen).

    Raises `Innstillingsfeil` with one line per fault, naming the setting and never its secret value.
    """
    try:
        fra_fil = DotEnvSettingsSource(Innstillinger).env_vars
    except UnicodeDecodeError:
        raise Innstillingsfeil(f"{INNSTILLINGSFIL} er ikke lagret som UTF-8. Lagre den slik.") from None
    if ukjente := list(_ukjente({*os.environ, *fra_fil})):
        raise Innstillingsfeil("\n".join(ukjente))
    try:
        return Innstillinger(**{navn: verdi for navn, verdi in valg.items() if verdi is not None})  # type: ignore[arg-type]  # checked by pydantic, which is the point
    except ValidationError as feil:
        raise Innstillingsfeil("\n".join(_i_ord(e) for e in feil.errors())) from None


ANDRES_NAVN = {
    "base_url": "nettadresse",
    "bcc": "arkivadresse",
    "data_dir": "mappe",
    "db": "database",
    "from": "avsender",
    "host": "adresse",
    "smtp_encryption": "smtp_kryptering",
    "smtp_from": "avsender",
    "smtp_host": "smtp_vert",
    "smtp_ssl": "smtp_kryptering",
    "smtp_starttls": "smtp_kryptering",
    "smtp_tls": "smtp_kryptering",
    "smtp_user": "smtp_bruker",
    "smtp_username": "smtp_bruker",
    "svar_host": "svar_adresse",
    "svar_url": "svar_nettadresse",
    "url": "nettadresse",
}
"""What others call them, where likeness finds nothing, or another setting."""
AV_KUBERNETES = re.compile(r"(\w+_)?(service_(host|port)(_\w+)?|port_\d+_(tcp|udp|sctp)(_(proto|port|addr))?)")
"""What Kubernetes sets in every pod beside a service that is called fristvakt, or something that begins so."""
EN_TJENESTES_PORT = re.compile(r"(tcp|udp|sctp)://\S+")
"""What it sets the name of a port to."""
UTEN_LENKER = "Sett «enableServiceLinks: false» i podden, eller gi tjenesten et navn som ikke begynner med «fristvakt»."
FOR_TESTENE = "test_"
"""How what the tests are told begins."""
SKAL_VAERE = {
    "port": "et tall fra 0 til 65535",
    "svar_port": "et tall fra 0 til 65535",
    "smtp_port": "et tall fra 1 til 65535",
    "indre_adresser": "true eller false",
    "motor": oppramsing([valg.value for valg in Motorvalg], "eller"),
    "smtp_kryptering": oppramsing([valg.value for valg in Kryptering], "eller"),
}


def _i_ord(feil: ErrorDetails) -> str:
    if not feil["loc"]:
        return feil["msg"].removeprefix("Value error, ")
    navn = str(feil["loc"][0])
    if navn.endswith("port") and EN_TJENESTES_PORT.fullmatch(str(feil["input"])):
        return (
            f"{_variabel(navn)}: «{feil['input']}» er adressen til en tjeneste og ingen port. Slikt setter Kubernetes. "
            f"{UTEN_LENKER}"
        )
    if navn in SKAL_VAERE:
        return f"{_variabel(navn)}: «{feil['input']}» kan ikke brukes. Verdien skal være {SKAL_VAERE[navn]}."
    return f"{_variabel(navn)}: {feil['msg'].removeprefix('Value error, ')}"


def _ukjente(miljoe: Iterable[str]) -> Iterator[str]:
    """What is no setting would else be passed over, and the service do something else than somebody meant."""
    forledd = _variabel("")
    egne = {n.upper().removeprefix(forledd).lower() for n in miljoe if n.upper().startswith(forledd)}
    ukjente = [n for n in sorted(egne - Innstillinger.model_fields.keys()) if not n.startswith(FOR_TESTENE)]
    av_kubernetes = [_variabel(navn) for navn in ukjente if AV_KUBERNETES.fullmatch(navn)]
    for navn in ukjente:
        if _variabel(navn) not in av_kubernetes:
            yield f"Innstillingen {_variabel(navn)} finnes ikke. {_det_som_finnes(navn)}"
    if av_kubernetes:
        er = "er ingen innstilling" if len(av_kubernetes) == 1 else "er ingen innstillinger"
        yield (
            f"{oppramsing(av_kubernetes)} {er}. Slikt setter Kubernetes i hver pod når en tjeneste heter «fristvakt». "
            f"{UTEN_LENKER}"
        )


def _det_som_finnes(navn: str) -> str:
    kjent = ANDRES_NAVN.get(navn)
    if naere := [kjent] if kjent else lignende(navn):
        return f"Mente du {oppramsing([_variabel(n) for n in naere], 'eller')}?"
    finnes = ", ".join(sorted(Innstillinger.model_fields)).upper()
    return f"Rett navnet, eller fjern den. Etter {_variabel('')} kan det stå {finnes}."


def lignende(navn: str) -> list[str]:
    """The settings whose names look like this one, or begin so."""
    finnes = sorted(Innstillinger.model_fields)
    return get_close_matches(navn, finnes, cutoff=0.75) or [n for n in finnes if navn and n.startswith(navn)]


def _variabel(navn: str) -> str:
    return f"FRISTVAKT_{navn.upper()}"
