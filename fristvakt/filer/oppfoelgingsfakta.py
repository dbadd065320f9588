"""What parties and contacts say of a step while it lies with them, one model per kind of fact."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from fristvakt.filer.faktumfelt import Faktumfelt, Stegid
from fristvakt.filer.felter import Dato, Fritekst, Id, Ord
from modeller import fakta as f


class FerdigAnslaatt(Faktumfelt):
    """En part er på saken og har sagt når den regner med å være ferdig. Den får ingen påminnelser før det."""

    hendelsestype = f.FerdigAnslaatt
    type: Literal["ferdig_anslaatt"]
    steg: Stegid
    part: Id = Field(description="Id-en til parten som har ballen.")
    dato: Dato | None = Field(
        None, description="Dagen parten regner med å være ferdig. Uten denne: anslaget er tatt tilbake."
    )
    merknad: Fritekst = Field("", description="Det som ellers er sagt.")


class PaaminnelserUtsatt(Faktumfelt):
    """En kontakt vil ikke ha påminnelser om steget før en dag. De andre kontaktene får dem som før."""

    hendelsestype = f.PaaminnelserUtsatt
    type: Literal["paaminnelser_utsatt"]
    steg: Stegid
    kontakt: Id = Field(description="Id-en til kontakten.")
    til: Dato = Field(description="Første dag kontakten vil ha påminnelser igjen.")


class MerTidOensket(Faktumfelt):
    """En part ba om å få flyttet datoen. Koordinatoren svarer med frist_utsatt eller mer_tid_avslaatt."""

    hendelsestype = f.MerTidOensket
    type: Literal["mer_tid_oensket"]
    steg: Stegid
    part: Id = Field(description="Id-en til parten som ber om mer tid.")
    til: Dato = Field(description="Datoen parten ber om.")
    grunn: Ord = Field(description="Hvorfor.")


class MerTidAvslaatt(Faktumfelt):
    """Koordinatoren sa nei til å flytte datoen."""

    hendelsestype = f.MerTidAvslaatt
    type: Literal["mer_tid_avslaatt"]
    steg: Stegid
    part: Id = Field(description="Id-en til parten som ba om mer tid.")
    grunn: Fritekst = Field("", description="Hvorfor.")


class StegOverlatt(Faktumfelt):
    """En kontakt overlot steget til en kollega hos samme part, som får beskjed om det fra nå av."""

    hendelsestype = f.StegOverlatt
    type: Literal["steg_overlatt"]
    steg: Stegid
    kontakt: Id = Field(description="Id-en til kontakten som hadde steget.")
    til_kontakt: Id = Field(description="Id-en til kontakten som tar over steget.")
    grunn: Fritekst = Field("", description="Hvorfor.")
