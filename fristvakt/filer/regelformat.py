"""How a lifecycle file writes its rules: a kind (`type`) and what that kind counts from."""

from __future__ import annotations

import calendar
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from fristvakt.filer.felter import Format, avvis
from modeller import regler
from modeller.arbeidskalender import Rull
from modeller.avstand import Avstand as Spenn

ET_AAR_UTEN_SKUDDAG = 2023


def _noekkel(verdi: str) -> str:
    deler = verdi.split("_")
    if not all(del_.isascii() and del_.isalnum() and del_ == del_.lower() for del_ in deler):
        # Keys become parts of step ids (joined by full stops), links and calendar UIDs.
        raise avvis(
            f"«{verdi}» kan ikke være en nøkkel.",
            "En nøkkel har bare små bokstaver a–z, sifre og understrek, for eksempel «politisk_dialog».",
        )
    return verdi


Noekkel = Annotated[str, AfterValidator(_noekkel)]
_Antall = Annotated[int, Field(ge=1, le=1000)]


class Gitt(Format):
    """En dato avtalen selv gir, med det slaget avtalen gir den."""

    type: Literal["gitt"]
    dato: Noekkel = Field(description="Navnet på datoen, et av dem under [datoer].")

    def regel(self) -> regler.Gitt:
        """The core's rule."""
        return regler.Gitt(self.dato)


class Avstand(Format):
    """Hvor langt noe er fra noe annet. Uten avstand er det samtidig."""

    anker: Noekkel = Field(description="Steget eller datoen det regnes fra.")
    dager: _Antall | None = Field(None, description="Avstanden i dager.")
    arbeidsdager: _Antall | None = Field(None, description="Avstanden i arbeidsdager.")
    uker: _Antall | None = Field(None, description="Avstanden i uker.")
    maaneder: _Antall | None = Field(None, description="Avstanden i måneder.")

    @model_validator(mode="after")
    def _en_enhet(self) -> Avstand:
        oppgitt = [n for n in ("dager", "arbeidsdager", "uker", "maaneder") if getattr(self, n) is not None]
        if len(oppgitt) > 1:
            raise avvis(f"Avstanden er oppgitt både i {' og '.join(oppgitt)}.", "Velg én av dem.")
        return self

    def avstand(self) -> Spenn:
        """The core's span."""
        return Spenn(
            dager=self.dager or 0,
            arbeidsdager=self.arbeidsdager or 0,
            uker=self.uker or 0,
            maaneder=self.maaneder or 0,
        )


class Foer(Avstand):
    """En tid før et annet steg eller en dato."""

    type: Literal["foer"]
    rull: Annotated[Rull, Field(strict=False)] = Field(
        Rull.TILBAKE, description="Hvor datoen flyttes når den faller på en fridag. Uten denne: til dagen før."
    )

    def regel(self) -> regler.Foer:
        """The core's rule."""
        return regler.Foer(self.anker, self.avstand(), self.rull)


class Etter(Avstand):
    """En tid etter et annet steg eller en dato."""

    type: Literal["etter"]
    rull: Annotated[Rull, Field(strict=False)] = Field(
        Rull.FRAM, description="Hvor datoen flyttes når den faller på en fridag. Uten denne: til dagen etter."
    )

    def regel(self) -> regler.Etter:
        """The core's rule."""
        return regler.Etter(self.anker, self.avstand(), self.rull)


class SisteMoete(Format):
    """Det siste møtet i partens organ før noe annet, med tid til saksutskrift."""

    type: Literal["siste_moete"]
    foer: Noekkel = Field(description="Steget eller datoen møtet må være før.")

    def regel(self) -> regler.SisteMoete:
        """The core's rule."""
        return regler.SisteMoete(self.foer)


class FoerPaaske(Format):
    """Siste arbeidsdag før påskeuken, den første påsken etter noe annet."""

    type: Literal["foer_paaske"]
    etter: Noekkel = Field(description="Steget eller datoen påsken skal være etter.")

    def regel(self) -> regler.FoerPaaske:
        """The core's rule."""
        return regler.FoerPaaske(self.etter)


class HvertAar(Format):
    """En dag i stegets eget år, eller bare en måned."""

    type: Literal["hvert_aar"]
    maaned: int = Field(ge=1, le=12, description="Måneden, fra 1 til 12.")
    dag: int | None = Field(None, ge=1, le=31, description="Dagen i måneden. Uten denne gjelder bare måneden.")
    aar_etter: int = Field(0, ge=0, le=20, description="Så mange år etter stegets eget år.")

    @model_validator(mode="after")
    def _dagen_finnes(self) -> HvertAar:
        if self.dag is not None and self.dag > self._siste():
            raise avvis(
                f"Måned {self.maaned} har ingen dag {self.dag} hvert år.",
                f"Den siste som alltid finnes, er {self._siste()}.",
            )
        return self

    def _siste(self) -> int:
        return calendar.monthrange(ET_AAR_UTEN_SKUDDAG, self.maaned)[1]

    def regel(self) -> regler.HvertAar:
        """The core's rule; a month is its last day."""
        return regler.HvertAar(self.maaned, self.dag or self._siste(), self.aar_etter, bare_maaned=self.dag is None)


Regelvalg = Annotated[Gitt | Foer | Etter | SisteMoete | FoerPaaske | HvertAar, Field(discriminator="type")]
"""A date rule, told apart by `type`."""
