"""What people say of being told, one model per kind of fact: in fact files and on the command line alike."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from fristvakt.filer.faktumfelt import Faktumfelt
from fristvakt.filer.felter import Format, Fritekst, Id, avvis
from modeller import fakta as f
from modeller.avstand import Avstand as Spenn
from modeller.regelvalg import Samling

_Antall = Annotated[int, Field(ge=1, le=366)]


class Varselavstand(Format):
    """Hvor lenge før eller etter dagen det regnes fra."""

    dager: _Antall | None = Field(None, description="Avstanden i dager.")
    arbeidsdager: _Antall | None = Field(None, description="Avstanden i arbeidsdager.")
    uker: _Antall | None = Field(None, description="Avstanden i uker.")

    @model_validator(mode="after")
    def _en_enhet(self) -> Varselavstand:
        if len(self.model_fields_set) != 1:
            raise avvis(
                "Avstanden må ha én enhet.", "Velg dager, arbeidsdager eller uker, for eksempel «{ uker = 3 }»."
            )
        return self

    def verdi(self) -> Spenn:
        """The core's span."""
        return Spenn(dager=self.dager or 0, arbeidsdager=self.arbeidsdager or 0, uker=self.uker or 0)


class VarselregelSatt(Faktumfelt):
    """En varselregel ble slått av eller på, eller fikk en annen avstand. Uten begge deler gjelder det som ellers."""

    hendelsestype = f.VarselregelSatt
    type: Literal["varselregel_satt"]
    gjelder: str = Field(
        description="Hvem det gjelder: «installasjon», eller «avtale/», «part/» eller «kontakt/» fulgt av id-en.",
        pattern=r"^(installasjon|(avtale|part|kontakt)/[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*)$",
    )
    regel: str = Field(description="Navnet på regelen. «fristvakt varsler» viser dem.")
    steg: str | None = Field(None, description="Nøkkelen til steget i livsløpet. Uten denne: alle steg.")
    paa: bool | None = Field(None, description="Om regelen gjelder: true eller false.")
    avstand: Varselavstand | None = Field(None, description="En annen avstand, for eksempel { uker = 3 }.")
    grunn: Fritekst = Field("", description="Hvorfor.")

    def hendelse(self) -> f.VarselregelSatt:
        """The core's fact."""
        return f.VarselregelSatt(
            gjelder=self.gjelder,
            regel=self.regel,
            steg=self.steg,
            paa=self.paa,
            avstand=self.avstand.verdi() if self.avstand else None,
            grunn=self.grunn,
        )


class VarselvalgTatt(Faktumfelt):
    """En kontakt valgte hvor ofte det som ikke haster, skal samles."""

    hendelsestype = f.VarselvalgTatt
    type: Literal["varselvalg_tatt"]
    kontakt: Id = Field(description="Id-en til kontakten i registeret.")
    samling: Annotated[Samling, Field(strict=False)] = Field(
        description="«daglig», eller «ukentlig»: det som ikke haster, samles til mandager."
    )
    grunn: Fritekst = Field("", description="Hvorfor.")
