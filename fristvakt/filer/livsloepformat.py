"""The lifecycle file, as a strict model. Descriptions are what `fristvakt skjema livsloep` shows."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from fristvakt.filer.felter import Format, Id, Tospraaklig, Tospraaklignavn, Tospraakligprosa, avvis, tekst
from fristvakt.filer.regelformat import Noekkel, Regelvalg
from fristvakt.filer.varselfakta import Varselavstand
from modeller import regler
from modeller.fakta import Fristart, Rolle
from modeller.livsloep import Fullfoeres, Krav
from modeller.regelvalg import Regelvalg as Kjernevalg
from modeller.register import Partsslag
from varsler.regler.kontroll import regelinnvendinger

Dokumentid = Annotated[str, Field(pattern=r"^\w+$")]


class Betingelse(StrEnum):
    """In which years a step of a yearly phase is one."""

    IKKE_SISTE_AAR = "ikke_siste_aar"
    BARE_SISTE_AAR = "bare_siste_aar"
    BARE_VALGAAR = "bare_valgaar"


BETINGELSER: Mapping[Betingelse, regler.Betingelse] = {
    Betingelse.IKKE_SISTE_AAR: regler.IkkeSisteAar(),
    Betingelse.BARE_SISTE_AAR: regler.BareSisteAar(),
    Betingelse.BARE_VALGAAR: regler.BareValgaar(),
}


class Dokumentfelt(Format):
    """Et dokument reglene står i."""

    id: Dokumentid = Field(description="Kort id, for eksempel «vedtekter». Kilder begynner med den.")
    tittel: Tospraaklignavn = Field(description="Det dokumentet kalles når det vises som kilde.")
    for_alle: bool = Field(
        default=False,
        description="Om dokumentet bare forteller hvordan slike avtaler virker. Da gjelder det alltid, men setter "
        "ingen frister.",
    )

    def verdi(self) -> regler.Dokument:
        """The core's document."""
        return regler.Dokument(self.id, tekst(self.tittel), self.for_alle)


class Utvalgfelt(Format):
    """Et utvalg av partene, som steg kan legges til."""

    navn: Tospraaklignavn = Field(description="Det en setning kaller dem, i bestemt form: «kommunene».")
    slag: list[Annotated[Partsslag, Field(strict=False)]] | None = Field(
        None, description="Hva slags parter. Uten denne: alle slag."
    )
    roller: list[Annotated[Rolle, Field(strict=False)]] = Field(
        [Rolle.HOVEDPART], description="Hvilke roller i avtalen. Uten denne: hovedpart."
    )
    leder: bool = Field(default=False, description="Bare parten som leder på lokal side (piloten).")
    under_delmaal: bool = Field(default=False, description="Bare partene som er nevnt under delmålet.")
    navngitte: list[Id] = Field([], description="Bare partene med disse id-ene, uansett slag og rolle.")

    def verdi(self) -> regler.Utvalg:
        """The core's choice."""
        return regler.Utvalg(
            tekst(self.navn),
            slag=frozenset(Partsslag if self.slag is None else self.slag),
            roller=frozenset(self.roller),
            leder=self.leder,
            under_delmaal=self.under_delmaal,
            navngitte=tuple(self.navngitte),
        )


class Stegvarsel(Format):
    """En varselregel som er en annen enn ellers for dette steget."""

    regel: str = Field(description="Navnet på regelen. «fristvakt varsler» viser dem.")
    paa: bool | None = Field(None, description="Om regelen gjelder: true eller false.")
    avstand: Varselavstand | None = Field(None, description="En annen avstand, for eksempel { uker = 8 }.")

    @model_validator(mode="after")
    def _kan_vaere(self) -> Stegvarsel:
        if self.paa is None and self.avstand is None:
            raise avvis(f"Varselregelen «{self.regel}» sier ingenting.", "Skriv «paa» eller «avstand».")
        for grunn in regelinnvendinger(self.verdi(), None):
            raise avvis(grunn.nb, "")
        return self

    def verdi(self) -> Kjernevalg:
        """The core's choice."""
        return Kjernevalg(regel=self.regel, paa=self.paa, avstand=self.avstand.verdi() if self.avstand else None)


class Stegfelt(Format):
    """Ett steg: noe som skal gjøres, av hvem og når."""

    noekkel: Noekkel = Field(description="Fast nøkkel. Den inngår i lenker og kalendere og må aldri endres.")
    tittel: Tospraaklignavn = Field(
        description="Navnet på steget. I en årlig fase kan {neste_aar} stå for året etter stegets eget."
    )
    omtale: Tospraaklignavn | None = Field(
        None, description="Det en setning kaller steget: «innsendingen». Uten denne: tittelen med liten bokstav."
    )
    forventet: Tospraakligprosa = Field(description="Det som ventes av den som har ballen, som en oppfordring.")
    hver: Noekkel | None = Field(None, description="Utvalget der hver part har steget for seg.")
    felles: Noekkel | None = Field(None, description="Utvalget der partene har steget sammen.")
    deltar: Noekkel | None = Field(None, description="Utvalget som er med uten å ha ballen.")
    etter: list[Noekkel] = Field([], description="Stegene som må være gjort først.")
    frist: Regelvalg | None = Field(None, description="Regelen for når steget skal være gjort.")
    art: Annotated[Fristart, Field(strict=False)] = Field(
        Fristart.VEILEDENDE, description="Hva slags dato det er. Uten denne: veiledende, virksomhetens eget forslag."
    )
    ventet_av: Tospraaklignavn | None = Field(None, description="Hvem som venter det, når «art» er «ventet».")
    aapner: Regelvalg | None = Field(None, description="Regelen for når en tidligst kan begynne.")
    bortfaller: list[Noekkel] = Field([], description="Stegene som gjør at dette bortfaller når de er gjort.")
    kilde: Tospraaklig | None = Field(
        None, description="Hvor regelen står. Begynner med id-en til dokumentet: «vedtekter punkt 3»."
    )
    ellers: Tospraaklig | None = Field(
        None, description="Hvor steget, men ikke datoen, står i avtaler der kilden ikke gjelder."
    )
    krav: Annotated[Krav, Field(strict=False)] = Field(
        Krav.PAAKREVD, description="Bare et påkrevd steg holder andre igjen."
    )
    paakrevd_for: Noekkel | None = Field(
        None, description="Utvalget steget er påkrevd for. For andre er det anbefalt. I stedet for «krav»."
    )
    fullfoeres: Annotated[Fullfoeres, Field(strict=False)] = Field(
        Fullfoeres.UTFOERT, description="Hva slags faktum som gjør steget ferdig."
    )
    moete: bool = Field(default=False, description="Om steget er et møte mellom partene.")
    setter: Noekkel | None = Field(None, description="Møtet som får dato når dette steget gjøres.")
    betinget: Annotated[Betingelse, Field(strict=False)] | None = Field(
        None, description="Hvilke år steget er med, i en årlig fase."
    )
    per_delmaal: bool = Field(default=False, description="Om hvert delmål har sitt eget steg.")
    ny_tekst_aapner: bool = Field(default=False, description="Om en ny avtaletekst gjør at steget må gjøres om igjen.")
    kan_ha_forbehold: bool = Field(
        default=False, description="Om steget kan gjøres med forbehold før andre er ferdige."
    )
    i_foerste_organ: bool = Field(
        default=False, description="Om det første organet i partens rute vedtar, ikke det siste."
    )
    krever: list[Noekkel] = Field([], description="Stegene som må være gjort før noe om dette kan registreres.")
    varer_arbeidsdager: int = Field(0, ge=0, le=250, description="Anslag over arbeidet, i arbeidsdager.")

    varsler: list[Stegvarsel] = Field([], description="Varselregler som er andre enn ellers for steget.")

    @model_validator(mode="after")
    def _henger_sammen(self) -> Stegfelt:
        if self.hver is not None and self.felles is not None:
            raise avvis(f"Steget «{self.noekkel}» har både «hver» og «felles».", "Behold den ene.")
        if self.paakrevd_for is not None and "krav" in self.model_fields_set:
            raise avvis(f"Steget «{self.noekkel}» har både «krav» og «paakrevd_for».", "Behold den ene.")
        if self.frist is None and "art" in self.model_fields_set:
            raise avvis(
                f"Steget «{self.noekkel}» har «art», men ingen frist.", "Legg til «frist», eller ta bort «art»."
            )
        if self.ventet_av is not None and self.art is not Fristart.VENTET:
            raise avvis(f"Steget «{self.noekkel}» har «ventet_av».", "Da må «art» være «ventet».")
        return self


class Fasefelt(Format):
    """En fase: steg som hører sammen."""

    noekkel: Noekkel = Field(description="Fast nøkkel.")
    tittel: Tospraaklignavn = Field(description="Navnet på fasen.")
    hvert_aar: int = Field(
        0, ge=0, le=20, description="Hvor ofte fasen gjentas: 1 er hvert år, 2 annethvert. Uten denne: én gang."
    )
    steg: list[Stegfelt] = Field(description="Stegene, ett [[fase.steg]] for hvert.", min_length=1)


class Hullfelt(Format):
    """Noe slike avtaler burde si, men som kildene ikke sier."""

    noekkel: Noekkel = Field(description="Fast nøkkel.")
    tekst: Tospraakligprosa = Field(description="Det som mangler, som en setning.")
    kilde: Tospraaklig = Field(description="Hvor det ville stått, eller hvem som sier at det mangler.")
    dato: Noekkel | None = Field(None, description="Datoen som fyller hullet når avtalen gir den.")


class Livsloepformat(Format):
    """Et livsløp virksomheten har laget selv: fasene og stegene i en slags avtaler."""

    navn: Id = Field(description="Fast navn, det avtalefilene skriver under «livsloep».")
    tittel: Tospraaklignavn = Field(description="Hva slags avtale det er: «Næringshageavtale».")
    ikraft: Noekkel = Field(description="Steget som gjør at avtalen gjelder. Det må være beregnet.")
    rolleavgjoerelse: Noekkel | None = Field(None, description="Steget der en part avgjør rollen sin.")
    signering: Noekkel | None = Field(None, description="Steget der partene signerer.")
    slutt: Noekkel = Field("avtaleslutt", description="Datoen avtalen slutter.")
    datoer: dict[Noekkel, Tospraaklignavn] = Field(
        {}, description="Datoene en avtale kan gi, og det en setning kaller dem. «avtaleslutt» er alltid med."
    )
    dokument: list[Dokumentfelt] = Field([], description="Dokumentene reglene står i, ett [[dokument]] for hvert.")
    utvalg: dict[Noekkel, Utvalgfelt] = Field(description="Utvalgene av parter, én tabell for hvert.", min_length=1)
    fase: list[Fasefelt] = Field(description="Fasene i rekkefølge, én [[fase]] for hver.", min_length=1)
    hull: list[Hullfelt] = Field([], description="Det kildene ikke sier, ett [[hull]] for hvert.")
