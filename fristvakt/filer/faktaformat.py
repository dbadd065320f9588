"""The fact file: one model per kind of fact, told apart by `type` (the fact class's name in snake_case)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from fristvakt.filer import oppfoelgingsfakta as of, registerhendelser as rh, varselfakta as vf
from fristvakt.filer.faktumfelt import Faktumfelt, Stegid
from fristvakt.filer.felter import (
    Dato,
    Datovalg,
    Delmaalfelt,
    Format,
    Fritekst,
    Id,
    Klokkeslett,
    Linje,
    Ord,
    Tospraaklig,
    Tospraaklignavn,
    tekst,
)
from modeller import fakta as f


class RolleEndret(Faktumfelt):
    """En part fikk en rolle i avtalen, eller gikk ut av den."""

    hendelsestype = f.RolleEndret
    type: Literal["rolle_endret"]
    part: Id = Field(description="Id-en til parten.")
    rolle: Literal["hovedpart", "samarbeidspart", "særlig rolle", "uavklart", "ingen"] = Field(
        description="Den nye rollen. «ingen» betyr at parten har gått ut av avtalen."
    )
    grunn: Fritekst = Field("", description="Hvorfor.")

    def hendelse(self) -> f.RolleEndret:
        """The core's fact; `ingen` is its None."""
        rolle = None if self.rolle == "ingen" else f.Rolle(self.rolle)
        return f.RolleEndret(part=self.part, rolle=rolle, grunn=self.grunn)


class DelmaalEndret(Faktumfelt):
    """Et delmål kom til eller ble endret."""

    hendelsestype = f.DelmaalEndret
    type: Literal["delmaal_endret"]
    delmaal: Delmaalfelt = Field(description="Hele delmålet slik det nå er.")

    def hendelse(self) -> f.DelmaalEndret:
        """The core's fact."""
        return f.DelmaalEndret(delmaal=self.delmaal.verdi())


class DatoSatt(Faktumfelt):
    """En av avtalens datoer ble satt, eller tatt tilbake når «verdi» mangler."""

    hendelsestype = f.DatoSatt
    type: Literal["dato_satt"]
    navn: str = Field(description="Navnet på datoen, for eksempel «forslagsfrist».")
    verdi: Datovalg | None = Field(None, description="Datoen.")

    def hendelse(self) -> f.DatoSatt:
        """The core's fact."""
        return f.DatoSatt(navn=self.navn, verdi=self.verdi.verdi() if self.verdi else None)


class AvtaleForlenget(Faktumfelt):
    """Avtaleperioden ble forlenget."""

    hendelsestype = f.AvtaleForlenget
    type: Literal["avtale_forlenget"]
    til: Dato = Field(description="Ny siste dag.")
    grunn: Fritekst = Field("", description="Hvorfor.")


class AvtaleAvsluttet(Faktumfelt):
    """Avtalen blir avsluttet før tiden."""

    hendelsestype = f.AvtaleAvsluttet
    type: Literal["avtale_avsluttet"]
    til: Dato = Field(description="Ny siste dag.")
    grunn: Fritekst = Field("", description="Hvorfor.")


class FristUtsatt(Faktumfelt):
    """Fristen for ett steg ble flyttet av noen som kan det."""

    hendelsestype = f.FristUtsatt
    type: Literal["frist_utsatt"]
    steg: Stegid
    til: Dato = Field(description="Ny dato.")
    grunn: Fritekst = Field("", description="Hvorfor.")
    art: Annotated[f.Fristart, Field(strict=False)] | None = Field(
        None, description="Hva slags dato det nå er. Uten denne som før."
    )


class StegUtfoert(Faktumfelt):
    """Et steg ble gjort."""

    hendelsestype = f.StegUtfoert
    type: Literal["steg_utfoert"]
    steg: Stegid
    forbehold: Ord | None = Field(None, description="Det steget er gjort med forbehold om.")
    vedtaksdato: Dato | None = Field(None, description="Dato for politisk vedtak, ved signering.")
    saksnummer: Linje | None = Field(None, description="Saksnummeret hos parten.")
    lenke: Linje | None = Field(None, description="Lenke til saken.")
    merknad: Fritekst = Field("", description="Noe leseren bør vite.")


class MilepaelNaadd(Faktumfelt):
    """En milepæl på veien til et vedtak ble nådd."""

    hendelsestype = f.MilepaelNaadd
    type: Literal["milepael_naadd"]
    steg: Stegid
    milepael: str = Field(
        description="«saksframlegg», eller «papirer:», «behandling:» eller «vedtak:» fulgt av organets id.",
        pattern=r"^(saksframlegg|(papirer|behandling|vedtak):[a-z0-9-]+)$",
    )


class VedtakFattet(Faktumfelt):
    """Et organ behandlet saken."""

    hendelsestype = f.VedtakFattet
    type: Literal["vedtak_fattet"]
    steg: Stegid
    utfall: Annotated[f.Utfall, Field(strict=False)] = Field(description="Hva organet gjorde med saken.")
    organ: Id | None = Field(None, description="Id-en til organet. Uten denne: det siste i partens rute.")
    tekstversjon: int | None = Field(None, ge=1, description="Nummeret på avtaleteksten som ble godkjent.")
    saksnummer: Linje | None = Field(None, description="Saksnummeret hos parten.")
    lenke: Linje | None = Field(None, description="Lenke til vedtaket.")
    merknad: Fritekst = Field("", description="Noe leseren bør vite, for eksempel hvorfor saken ble utsatt.")


class MoeteInnkalt(Faktumfelt):
    """Datoen for et møte mellom partene ble satt eller flyttet, eller møtet ble avlyst når «dato» mangler."""

    hendelsestype = f.MoeteInnkalt
    type: Literal["moete_innkalt"]
    steg: Stegid
    dato: Dato | None = Field(None, description="Møtedatoen. Uten denne er møtet avlyst.")
    fra: Klokkeslett | None = Field(None, description="Når møtet begynner, for eksempel «13:00».")
    til: Klokkeslett | None = Field(None, description="Når møtet slutter.")
    sted: Linje | None = Field(None, description="Hvor møtet er, eller lenken til det.")
    grunn: Fritekst = Field("", description="Hvorfor.")

    def hendelse(self) -> f.MoeteInnkalt:
        """The core's fact."""
        return f.MoeteInnkalt(
            steg=self.steg, dato=self.dato, grunn=self.grunn, fra=self.fra, til=self.til, sted=self.sted or ""
        )


class TekstversjonLaget(Faktumfelt):
    """Partene ble enige om en nummerert avtaletekst."""

    hendelsestype = f.TekstversjonLaget
    type: Literal["tekstversjon_laget"]
    nummer: int = Field(ge=1, le=999, description="Nummeret på teksten, fra 1.")
    redaksjonell: bool = Field(default=False, description="Om endringen bare er redaksjonell, så godkjenninger står.")
    grunn: Fritekst = Field("", description="Hvorfor endringen er redaksjonell.")


class OrganValgt(Faktumfelt):
    """En part valgte hvilket organ som vedtar i ett steg."""

    hendelsestype = f.OrganValgt
    type: Literal["organ_valgt"]
    steg: Stegid
    organ: Id | None = Field(None, description="Id-en til organet. Uten denne: det siste i partens rute.")


class StegIkkeAktuelt(Faktumfelt):
    """Et steg er ikke aktuelt i denne avtalen."""

    hendelsestype = f.StegIkkeAktuelt
    type: Literal["steg_ikke_aktuelt"]
    steg: Stegid
    grunn: Ord = Field(description="Hvorfor.")


class StegGjenaapnet(Faktumfelt):
    """Et steg som var gjort, må gjøres på nytt."""

    hendelsestype = f.StegGjenaapnet
    type: Literal["steg_gjenaapnet"]
    steg: Stegid
    grunn: Ord = Field(description="Hvorfor.")


class StegLagtTil(Faktumfelt):
    """Koordinatoren la til et steg som bare denne avtalen har."""

    hendelsestype = f.StegLagtTil
    type: Literal["steg_lagt_til"]
    id: Id = Field(description="Kort, fast id. Steget får id-en «tillegg.» fulgt av denne.")
    tittel: Tospraaklignavn = Field(description="Hva steget heter.")
    parter: list[Id] = Field(description="Id-ene til partene som gjør det sammen.", min_length=1)
    forventet: Tospraaklig | None = Field(None, description="Hva som er ventet av dem, i én setning.")
    frist: Dato | None = Field(None, description="Datoen.")
    art: Annotated[f.Fristart, Field(strict=False)] = Field(f.Fristart.FRIST, description="Hva slags dato det er.")
    etter: list[str] = Field([], description="Nøklene til steg som må være gjort først.")
    fyller: str | None = Field(None, description="Nøkkelen til hullet i avtalen som steget fyller.")
    grunn: Fritekst = Field("", description="Hvorfor.")

    def hendelse(self) -> f.StegLagtTil:
        """The core's fact."""
        return f.StegLagtTil(
            id=self.id,
            tittel=tekst(self.tittel),
            parter=tuple(self.parter),
            forventet=tekst(self.forventet) if self.forventet else None,
            frist=self.frist,
            art=self.art,
            etter=tuple(self.etter),
            fyller=self.fyller,
            grunn=self.grunn,
        )


class StegPauset(Faktumfelt):
    """Et steg venter på en avklaring hos en annen part."""

    hendelsestype = f.StegPauset
    type: Literal["steg_pauset"]
    steg: Stegid
    hos: Id = Field(description="Id-en til parten som skal avklare.")
    grunn: Ord = Field(description="Hva som må avklares.")


class StegGjenopptatt(Faktumfelt):
    """Et pauset steg går videre."""

    hendelsestype = f.StegGjenopptatt
    type: Literal["steg_gjenopptatt"]
    steg: Stegid
    merknad: Fritekst = Field("", description="Hva avklaringen kom til.")


class FaktumAngret(Faktumfelt):
    """Et tidligere faktum i samme fil er angret."""

    hendelsestype = f.FaktumAngret
    type: Literal["faktum_angret"]
    faktum: str = Field(description="Id-en til faktumet som angres.")
    grunn: Fritekst = Field("", description="Hvorfor.")


Faktumvalg = Annotated[
    RolleEndret
    | DelmaalEndret
    | DatoSatt
    | AvtaleForlenget
    | AvtaleAvsluttet
    | FristUtsatt
    | StegUtfoert
    | MilepaelNaadd
    | VedtakFattet
    | MoeteInnkalt
    | TekstversjonLaget
    | OrganValgt
    | StegIkkeAktuelt
    | StegGjenaapnet
    | StegLagtTil
    | StegPauset
    | StegGjenopptatt
    | FaktumAngret
    | of.FerdigAnslaatt
    | of.PaaminnelserUtsatt
    | of.MerTidOensket
    | of.MerTidAvslaatt
    | of.StegOverlatt
    | vf.VarselregelSatt
    | vf.VarselvalgTatt
    | rh.KontaktSluttet
    | rh.StedfortrederSatt
    | rh.NavnEndret
    | rh.KontaktlisteBekreftet
    | rh.MoeteAvlyst
    | rh.MoeteFlyttet,
    Field(discriminator="type"),
]


class Faktafil(Format):
    """Faktafilen: det som har hendt i én avtale, i den rekkefølgen det hendte."""

    faktum: list[Faktumvalg] = Field([], description="Det som har hendt, ett [[faktum]] for hver hendelse.")
