"""The register file and the agreement file, as strict models. Descriptions are what `fristvakt skjema` shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from pydantic import Field

from fristvakt.filer.felter import (
    Dato,
    Datovalg,
    Delmaalfelt,
    Epost,
    Format,
    Id,
    Linje,
    Navnelinje,
    Orgnr,
    Tospraaklignavn,
    Tospraakligprosa,
    tekst,
)
from modeller.fakta import AvtaleOpprettet, Avtalepart, Rolle
from modeller.register import Kontakt, Moete, Organ, Part, PartsMaalform, Partsslag
from modeller.tekst import Maalform

Aarstall = Annotated[str, Field(pattern=r"^(19|20)\d{2}$")]
Dager = Annotated[int, Field(ge=0, le=120)]


class Partsfelt(Format):
    """Et offentlig organ som kan være part i avtaler."""

    id: Id = Field(description="Fast id, for eksempel «trysil».")
    navn: Tospraaklignavn = Field(description="Navnet slik det skal stå i e-poster og på tavla.")
    slag: Annotated[Partsslag, Field(strict=False)] = Field(description="Hva slags organ parten er.")
    organisasjonsnummer: Orgnr | None = Field(None, description="Ni sifre, i hermetegn.")
    maalform: Annotated[PartsMaalform, Field(strict=False)] = Field(
        PartsMaalform.NOEYTRAL, description="Partens målvedtak. «nøytral» gir bokmål der kontakten ikke har valgt selv."
    )
    postmottak: Epost | None = Field(None, description="Adressen som brukes når ingen kontakt kan nås.")
    rute: list[Id] = Field([], description="Organene en sak går gjennom, i rekkefølge. Det siste vedtar.")
    saksframlegg_dager: Dager = Field(7, description="Dager fra ferdig saksframlegg til sakspapirene i første organ.")
    saksutskrift_dager: Dager = Field(5, description="Dager fra vedtaket til det kan sendes videre.")

    def verdi(self) -> Part:
        """The core's party."""
        return Part(
            id=self.id,
            navn=tekst(self.navn),
            slag=self.slag,
            organisasjonsnummer=self.organisasjonsnummer,
            maalform=self.maalform,
            postmottak=self.postmottak,
            rute=tuple(self.rute),
            saksframlegg_dager=self.saksframlegg_dager,
            saksutskrift_dager=self.saksutskrift_dager,
        )


class Kontaktfelt(Format):
    """En rolle hos en part, som får e-post og kan abonnere på kalenderen."""

    id: Id = Field(description="Fast id, for eksempel «trysil-prosjektleder».")
    part: Id = Field(description="Id-en til parten kontakten hører til.")
    navn: Navnelinje = Field(description="Rollen eller navnet, for eksempel «Prosjektleder».")
    epost: Epost = Field(description="E-postadressen.")
    maalform: Annotated[Maalform, Field(strict=False)] | None = Field(
        None, description="Målformen kontakten vil ha. Uten denne følges parten."
    )
    avtaler: list[Id] | None = Field(None, description="Bare disse avtalene. Uten denne gjelder det alle parten har.")
    slutter: Dato | None = Field(None, description="Første dag kontakten er borte.")
    ledelse: bool = Field(
        default=False,
        description="Om kontakten er ledelsen hos parten: får bare beskjed når noe er over fristen, og én "
        "oversikt i måneden.",
    )

    def verdi(self) -> Kontakt:
        """The core's contact."""
        return Kontakt(
            id=self.id,
            part=self.part,
            navn=self.navn,
            epost=self.epost,
            maalform=self.maalform,
            avtaler=None if self.avtaler is None else tuple(self.avtaler),
            slutter=self.slutter,
            ledelse=self.ledelse,
        )


class Organopplysninger(Format):
    """Et organ som behandler saker."""

    id: Id = Field(description="Fast id, for eksempel «trysil-kommunestyre».")
    part: Id = Field(description="Id-en til parten organet hører til.")
    navn: Tospraaklignavn = Field(description="Navnet på organet.")
    papirer_dager: Dager = Field(7, description="Dager fra sakspapirene er sendt ut til møtet.")
    oppdiktet: bool = Field(
        default=False, description="Om møteplanen er diktet opp. Det vises overalt der datoene brukes."
    )

    def verdi(self) -> Organ:
        """The core's body, without meetings."""
        return Organ(
            id=self.id,
            part=self.part,
            navn=tekst(self.navn),
            papirer_dager=self.papirer_dager,
            oppdiktet=self.oppdiktet,
        )


class Organfelt(Organopplysninger):
    """Et organ som behandler saker, med møteplanen år for år."""

    moeter: dict[Aarstall, list[Dato]] = Field({}, description="Møtedatoene, ett år per linje.")

    def verdi(self) -> Organ:
        """The core's body, with its meetings in order."""
        moeter = [moete for aar in self.moeter for moete in self.moeteplan(aar)]
        return replace(Organopplysninger.verdi(self), moeter=tuple(sorted(moeter, key=lambda m: m.dato)))

    def moeteplan(self, aar: str) -> tuple[Moete, ...]:
        """One year's meetings. A meeting's id is the date it was first set to."""
        return tuple(Moete(id=dag.isoformat(), dato=dag) for dag in sorted(self.moeter[aar]))


class Registerfil(Format):
    """Registeret: parter, kontakter og organer med møteplaner."""

    gjelder_fra: Dato | None = Field(
        None,
        description="Dagen opplysningene gjelder fra når de er nye. Uten denne: dagen den første avtalen begynner.",
    )
    part: list[Partsfelt] = Field([], description="Partene, én [[part]] for hver.")
    kontakt: list[Kontaktfelt] = Field([], description="Kontaktene, én [[kontakt]] for hver.")
    organ: list[Organfelt] = Field([], description="Organene, ett [[organ]] for hvert.")


class Avtalepartfelt(Format):
    """En part i avtalen."""

    id: Id = Field(description="Id-en til parten i registeret.")
    rolle: Annotated[Rolle, Field(strict=False)] = Field(
        description="Rollen i avtalen. «uavklart» betyr at parten selv ikke har avgjort det ennå."
    )
    kilde: Linje | None = Field(None, description="Hvor det står.")

    def verdi(self) -> Avtalepart:
        """The core's party with its role."""
        return Avtalepart(self.id, self.rolle, self.kilde)


class Avtaleformat(Format):
    """Avtalen: parter, delmål og datoer, og hvor registeret og faktafilen ligger."""

    id: Id = Field(description="Fast id for avtalen. Den inngår i lenker og kalendere og må aldri endres.")
    navn: Tospraaklignavn = Field(description="Navnet på avtalen.")
    livsloep: str = Field(description="Hvilket livsløp avtalen følger, for eksempel «bygdevekst».")
    opprettet: Dato | None = Field(
        None, description="Dagen avtalen begynte å gjelde som sak. Uten denne: dagen for det første som har hendt."
    )
    registerfil: Linje = Field(alias="register", description="Registerfilen, regnet fra mappen denne filen ligger i.")
    fakta: Linje | None = Field(None, description="Faktafilen, regnet fra mappen denne filen ligger i.")
    pilot: Id | None = Field(None, description="Parten som leder på lokal side og sender inn.")
    koordinator: Id | None = Field(None, description="Id-en til kontakten som koordinerer.")
    part: list[Avtalepartfelt] = Field(description="Partene, én [[part]] for hver.", min_length=1)
    delmaal: list[Delmaalfelt] = Field([], description="Delmålene, ett [[delmaal]] for hvert.")
    datoer: dict[str, Datovalg] = Field({}, description="Datoene avtalen gir, med navnene livsløpet kjenner.")
    saksnumre: dict[str, Linje] = Field({}, description="Saksnummeret hos hver part.")
    merknad: Tospraakligprosa | None = Field(
        None, description="Noe leseren bør vite, for eksempel hva kildene ikke sier."
    )
    kilde: Linje | None = Field(None, description="Hvor avtalen er hentet fra.")
    kilder: list[str] | None = Field(
        None,
        description="Id-ene til dokumentene som gjelder for avtalen. Regler fra andre dokumenter blir veiledende. "
        "Uten denne gjelder alle dokumentene livsløpet bygger på.",
    )

    def verdi(self) -> AvtaleOpprettet:
        """The core's fact that enters the agreement."""
        return AvtaleOpprettet(
            navn=tekst(self.navn),
            livsloep=self.livsloep,
            parter=tuple(p.verdi() for p in self.part),
            pilot=self.pilot,
            koordinator=self.koordinator,
            delmaal=tuple(d.verdi() for d in self.delmaal),
            datoer={navn: dato.verdi() for navn, dato in self.datoer.items()},
            saksnumre=dict(self.saksnumre),
            merknad=tekst(self.merknad) if self.merknad else None,
            kilder=None if self.kilder is None else tuple(sorted(set(self.kilder))),
            kilde=self.kilde,
        )
