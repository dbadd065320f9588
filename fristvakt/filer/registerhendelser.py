"""What happens in the register, one model per kind of fact: told in fact files and on the command line alike."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from fristvakt.filer.faktumfelt import Faktumfelt
from fristvakt.filer.felter import Dato, Fritekst, Id, Tospraaklignavn, tekst
from modeller import fakta as f


class KontaktSluttet(Faktumfelt):
    """En kontakt sluttet."""

    hendelsestype = f.KontaktSluttet
    type: Literal["kontakt_sluttet"]
    kontakt: Id = Field(description="Id-en til kontakten i registeret.")
    etterfoelger: Id | None = Field(None, description="Id-en til kontakten som tar over.")
    grunn: Fritekst = Field("", description="Hvorfor.")


class StedfortrederSatt(Faktumfelt):
    """En kontakt er borte, og en annen får beskjed i stedet. Uten stedfortreder er kontakten tilbake."""

    hendelsestype = f.StedfortrederSatt
    type: Literal["stedfortreder_satt"]
    kontakt: Id = Field(description="Id-en til kontakten som er borte.")
    stedfortreder: Id | None = Field(None, description="Id-en til kontakten som får beskjed i stedet.")
    til: Dato | None = Field(None, description="Siste dagen kontakten er borte. Uten denne: til noe annet er sagt.")
    grunn: Fritekst = Field("", description="Hvorfor.")


class NavnEndret(Faktumfelt):
    """En part fikk nytt navn. Alt annet som står om den, gjelder som før."""

    hendelsestype = f.NavnEndret
    type: Literal["navn_endret"]
    part: Id = Field(description="Id-en til parten. Den er den samme som før.")
    navn: Tospraaklignavn = Field(description="Det nye navnet.")
    grunn: Fritekst = Field("", description="Hvorfor.")

    def hendelse(self) -> f.NavnEndret:
        """The core's fact."""
        return f.NavnEndret(part=self.part, navn=tekst(self.navn), grunn=self.grunn)


class KontaktlisteBekreftet(Faktumfelt):
    """Noen har sett over kontaktene hos en part, og de er riktige."""

    hendelsestype = f.KontaktlisteBekreftet
    type: Literal["kontaktliste_bekreftet"]
    part: Id = Field(description="Id-en til parten.")


class PartAvloest(Faktumfelt):
    """En part finnes ikke lenger, og andre har tatt plassen: kommuner som er slått sammen, et fylke som er delt."""

    hendelsestype = f.PartAvloest
    type: Literal["part_avloest"]
    part: Id = Field(description="Id-en til parten som ikke finnes lenger.")
    av: list[Id] = Field(description="Id-ene til de som tok plassen.", min_length=1)
    grunn: Fritekst = Field("", description="Hvorfor.")

    def hendelse(self) -> f.PartAvloest:
        """The core's fact."""
        return f.PartAvloest(part=self.part, av=tuple(self.av), grunn=self.grunn)


class MoeteAvlyst(Faktumfelt):
    """Et møte i et organ ble avlyst."""

    hendelsestype = f.MoeteAvlyst
    type: Literal["moete_avlyst"]
    organ: Id = Field(description="Id-en til organet.")
    moete: str = Field(description='Datoen møtet først var satt til, i hermetegn: "2026-06-18".')
    grunn: Fritekst = Field("", description="Hvorfor.")


class MoeteFlyttet(Faktumfelt):
    """Et møte i et organ fikk ny dato."""

    hendelsestype = f.MoeteFlyttet
    type: Literal["moete_flyttet"]
    organ: Id = Field(description="Id-en til organet.")
    moete: str = Field(description='Datoen møtet først var satt til, i hermetegn: "2026-06-18".')
    til: Dato = Field(description="Ny dato.")
    grunn: Fritekst = Field("", description="Hvorfor.")
