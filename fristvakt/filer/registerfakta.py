"""What can be registered about the register: the records of the register file, and what happens to them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from fristvakt.filer import faktaformat as ff, registerhendelser as rh, varselfakta as vf
from fristvakt.filer.felter import Dato, Format, Id, Linje, avvis
from fristvakt.filer.formater import Kontaktfelt, Organopplysninger, Partsfelt
from modeller import fakta as f
from modeller.register import Moete


def _hver_dag_en_gang(dager: list[date]) -> list[date]:
    for plass, dag in enumerate(dager):
        if dag in dager[:plass]:
            raise avvis(f"Møtet {dag.isoformat()} står to ganger.", "Behold bare det ene.")
    return dager


class Registeropplysning(Format):
    """What is told with every record; there is no id for the fact itself, for the record has its own."""

    skjedde: Dato = Field(description="Dagen det gjelder fra, uten hermetegn: 2024-11-07.")
    oppdiktet: bool = Field(default=False, description="Om opplysningen er diktet opp for et eksempel.")
    kilde: Linje | None = Field(None, description="Hvor det står.")


class PartRegistrert(Partsfelt, Registeropplysning):
    """En part kom til, eller opplysningene om den er nye."""

    type: Literal["part_registrert"]

    def hendelse(self) -> f.PartRegistrert:
        """The core's fact."""
        return f.PartRegistrert(part=self.verdi())


class KontaktRegistrert(Kontaktfelt, Registeropplysning):
    """En kontakt kom til, eller opplysningene om den er nye."""

    type: Literal["kontakt_registrert"]

    def hendelse(self) -> f.KontaktRegistrert:
        """The core's fact."""
        return f.KontaktRegistrert(kontakt=self.verdi())


class OrganRegistrert(Organopplysninger, Registeropplysning):
    """Et organ kom til, eller opplysningene om det er nye. Møteplanen blir stående."""

    type: Literal["organ_registrert"]

    def hendelse(self) -> f.OrganRegistrert:
        """The core's fact."""
        return f.OrganRegistrert(organ=self.verdi())


class MoeteplanFastsatt(Registeropplysning):
    """Møteplanen til et organ for ett år. Møter samme år som ikke er med, er trukket tilbake."""

    type: Literal["moeteplan_fastsatt"]
    organ: Id = Field(description="Id-en til organet.")
    aar: int = Field(ge=1990, le=2100, description="Året møteplanen gjelder.")
    moeter: Annotated[list[Dato], AfterValidator(_hver_dag_en_gang)] = Field(
        description="Alle møtedatoene i året: [2025-02-13, 2025-04-10]."
    )

    def hendelse(self) -> f.MoeteplanFastsatt:
        """The core's fact; a meeting's id is the date it was first set to."""
        moeter = tuple(Moete(id=dag.isoformat(), dato=dag) for dag in sorted(self.moeter))
        return f.MoeteplanFastsatt(organ=self.organ, aar=self.aar, moeter=moeter, oppdiktet=self.oppdiktet)


Registervalg = (
    PartRegistrert
    | KontaktRegistrert
    | OrganRegistrert
    | MoeteplanFastsatt
    | rh.KontaktSluttet
    | rh.StedfortrederSatt
    | rh.NavnEndret
    | rh.PartAvloest
    | rh.KontaktlisteBekreftet
    | rh.MoeteAvlyst
    | rh.MoeteFlyttet
    | vf.VarselregelSatt
    | vf.VarselvalgTatt
    | ff.FaktumAngret
)


class Registerfakta(Format):
    """Facts about the register, told apart by `type` as in the fact file."""

    faktum: list[Annotated[Registervalg, Field(discriminator="type")]]
