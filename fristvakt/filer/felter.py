"""The field types that the three file formats share, with the Norwegian messages for what they refuse."""

from __future__ import annotations

import calendar
import re
from datetime import date, time
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from modeller.fakta import Datoverdi, Delmaal, Fristart
from modeller.tekst import MAANEDER, Tekst
from varsler.adresse import UgyldigAdresse, krev_mulig

FOERSTE_AAR, SISTE_AAR = 1990, 2100
NAVN_MAKS = 200
TIMER, MINUTTER = 24, 60

_MAANED = re.compile(r"\d{4}-\d{2}")
_VEKTER = (3, 2, 7, 6, 5, 4, 3, 2, 1)


def avvis(hva: str, riktig: str) -> PydanticCustomError:
    """A fault in our own words: what is wrong and what would be right."""
    return PydanticCustomError("egen", "{hva} {riktig}", {"hva": hva, "riktig": riktig})


class Format(BaseModel):
    """A part of a file: no unknown keys, no silent conversion."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _id(verdi: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", verdi):
        # Ids become parts of step ids (joined by full stops), links and calendar UIDs.
        raise avvis(
            f"«{verdi}» kan ikke være en id.",
            "En id har bare små bokstaver a–z, sifre og bindestrek, for eksempel «trysil-kommunestyre».",
        )
    return verdi


def _epost(verdi: str) -> str:
    try:
        krev_mulig(verdi)
    except UgyldigAdresse:
        raise avvis(f"«{verdi}» er ikke en e-postadresse.", "Skriv den som «navn@sted.example».") from None
    return verdi.lower()  # one mailbox, written in two ways, is told things once


def _orgnr(verdi: str) -> str:
    siffer = [int(tegn) for tegn in verdi] if verdi.isascii() and verdi.isdigit() else []
    # Control digit, modulus 11, as Brønnøysundregistrene describe it.
    if len(siffer) != len(_VEKTER) or sum(s * v for s, v in zip(siffer, _VEKTER, strict=True)) % 11:
        raise avvis(
            f"«{verdi}» er ikke et gyldig organisasjonsnummer.",
            "Et organisasjonsnummer har ni sifre, og det siste er et kontrollsiffer.",
        )
    return verdi


def _rimelig(verdi: date) -> date:
    if not FOERSTE_AAR <= verdi.year <= SISTE_AAR:
        raise avvis(
            f"Datoen {verdi.isoformat()} ligger utenfor det Fristvakt regner med.",
            f"Årstallet må være fra {FOERSTE_AAR} til {SISTE_AAR}.",
        )
    return verdi


def _klokkeslett(verdi: object) -> object:
    """As people write it: 13:00, 13.00 or 13."""
    treff = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?", verdi) if isinstance(verdi, str) else None
    if treff is None:
        return verdi
    time_, minutt = int(treff[1]), int(treff[2] or 0)
    if time_ >= TIMER or minutt >= MINUTTER:
        raise avvis(f"«{verdi}» er ikke et klokkeslett.", "Skriv for eksempel «13:00».")
    return time(time_, minutt)


def _lesbar(verdi: str) -> str:
    if any(not tegn.isprintable() and tegn != "\n" for tegn in verdi):
        raise avvis("Teksten har tegn som ikke kan vises.", "Skriv teksten på nytt uten dem.")
    return verdi


def _ikke_tom(verdi: str) -> str:
    if not verdi.strip():
        raise avvis("Teksten er tom.", "Skriv noe, eller ta bort linjen hvis den ikke trengs.")
    return _lesbar(verdi)


def _en_linje(verdi: str) -> str:
    if "\n" in verdi:
        raise avvis("Teksten går over flere linjer.", "Her må den stå på én linje.")
    return verdi


def _som_navn(verdi: str) -> str:
    if len(verdi) > NAVN_MAKS:
        raise avvis(f"Navnet er på {len(verdi)} tegn.", f"Et navn eller en tittel kan ha høyst {NAVN_MAKS} tegn.")
    return verdi


Id = Annotated[str, AfterValidator(_id)]
Fritekst = Annotated[str, AfterValidator(_lesbar)]
"""A text that may be empty and go over several lines."""
Ord = Annotated[str, AfterValidator(_ikke_tom)]
Linje = Annotated[Ord, AfterValidator(_en_linje)]
"""A text on one line: what ends up in e-mail headers, subjects and paths."""
Navnelinje = Annotated[Linje, AfterValidator(_som_navn)]
"""What something or somebody is called, which stands whole in subjects, sentences and calendars."""
Epost = Annotated[str, AfterValidator(_epost)]
Orgnr = Annotated[str, AfterValidator(_orgnr)]
Dato = Annotated[date, AfterValidator(_rimelig)]
Klokkeslett = Annotated[time, BeforeValidator(_klokkeslett)]


class _Tospraaklig(Format):
    nb: Linje = Field(description="Teksten på bokmål.")
    nn: Linje = Field(description="Teksten på nynorsk.")


class _Tospraaklignavn(Format):
    nb: Navnelinje = Field(description="Navnet på bokmål.")
    nn: Navnelinje = Field(description="Navnet på nynorsk.")


class _Tospraakligprosa(Format):
    nb: Ord = Field(description="Teksten på bokmål.")
    nn: Ord = Field(description="Teksten på nynorsk.")


def _begge(verdi: object) -> object:
    return {"nb": verdi, "nn": verdi} if isinstance(verdi, str) else verdi


_TOSPRAAKLIG_SKJEMA = WithJsonSchema(
    {
        "anyOf": [
            {"type": "string", "minLength": 1},
            {
                "type": "object",
                "properties": {
                    "nb": {"type": "string", "description": "Teksten på bokmål."},
                    "nn": {"type": "string", "description": "Teksten på nynorsk."},
                },
                "required": ["nb", "nn"],
                "additionalProperties": False,
            },
        ]
    }
)
Tospraaklig = Annotated[_Tospraaklig, BeforeValidator(_begge), _TOSPRAAKLIG_SKJEMA]
"""Either one text for both written standards, or `{ nb = "…", nn = "…" }`. On one line."""
Tospraaklignavn = Annotated[_Tospraaklignavn, BeforeValidator(_begge), _TOSPRAAKLIG_SKJEMA]
"""The same for a name or title: no longer than one can be."""
Tospraakligprosa = Annotated[_Tospraakligprosa, BeforeValidator(_begge), _TOSPRAAKLIG_SKJEMA]
"""The same, over as many lines as it takes."""


def tekst(verdi: _Tospraaklig | _Tospraaklignavn | _Tospraakligprosa) -> Tekst:
    """The core's text."""
    return Tekst(verdi.nb, verdi.nn)


class Datofelt(Format):
    """En dato i avtalen: på dagen (`dato`) eller bare måneden (`maaned`)."""

    dato: Dato | None = Field(None, description="Dagen, uten hermetegn: 2024-11-29.")
    maaned: str | None = Field(
        None, description='Måneden når dagen ikke er satt, i hermetegn: "2025-01".', pattern=r"^\d{4}-\d{2}$"
    )
    art: Annotated[Fristart, Field(strict=False)] | None = Field(
        None,
        description="Hva slags dato det er. Uten denne er en dato «frist» og en måned «tentativ».",
    )
    kilde: Linje | None = Field(None, description="Hvor datoen står.")

    @model_validator(mode="after")
    def _en_av_to(self) -> Datofelt:
        if (self.dato is None) == (self.maaned is None):
            raise avvis(
                "Her må det stå enten «dato» eller «maaned», og bare én av dem.",
                'Skriv for eksempel { dato = 2024-11-29 } eller { maaned = "2025-01" }.',
            )
        if self.maaned and not (
            FOERSTE_AAR <= int(self.maaned[:4]) <= SISTE_AAR and 1 <= int(self.maaned[5:]) <= len(MAANEDER)
        ):
            raise avvis(f"Måneden «{self.maaned}» finnes ikke.", 'Skriv år og måned slik: "2025-01".')
        return self

    def verdi(self) -> Datoverdi:
        """The core's date; a month is its last day."""
        if self.dato is not None:
            return Datoverdi(self.dato, self.art or Fristart.FRIST, kilde=self.kilde)
        aar, maaned = (int(del_) for del_ in (self.maaned or "").split("-"))
        siste = date(aar, maaned, calendar.monthrange(aar, maaned)[1])
        return Datoverdi(siste, self.art or Fristart.TENTATIV, bare_maaned=True, kilde=self.kilde)


def _bare_dato(verdi: object) -> object:
    if isinstance(verdi, dict):
        return verdi
    if isinstance(verdi, str) and _MAANED.fullmatch(verdi):
        return {"maaned": verdi}
    return {"dato": verdi}


Datovalg = Annotated[Datofelt, BeforeValidator(_bare_dato)]
"""A date or month, bare or with its kind and source."""


class Delmaalfelt(Format):
    """Et delmål med partene som forplikter seg under det."""

    id: Id = Field(description="Kort, fast id, for eksempel «d1». Den inngår i steg-id-er og må aldri endres.")
    navn: Tospraaklignavn = Field(description="Navnet på delmålet.")
    parter: list[Id] = Field(description="Id-ene til partene under delmålet.", min_length=1)
    kilde: Linje | None = Field(None, description="Hvor delmålet står.")

    def verdi(self) -> Delmaal:
        """The core's delmål."""
        return Delmaal(self.id, tekst(self.navn), tuple(self.parter), self.kilde)
