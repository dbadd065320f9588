"""Handing a step over to a colleague: one who is registered, or a new one at the same domain."""

from __future__ import annotations

from collections.abc import Sequence

from flyter.innfoering import Hendt
from modeller.fakta import Faktum, Hendelse, KontaktSluttet, StegOverlatt
from modeller.register import Kontakt
from modeller.tekst import Tekst, lik, oppramsing
from tavle.svar.felt import Felt, Feltslag, Utfylt, med
from tavle.svar.sak import Svarsak
from tavle.svar.skjema.form import UENDRET, Svarskjema, ferdig_fra_foer, hendt, siste
from tavle.svar.skjema.nykontakt import (
    ALT,
    DETTE,
    KOMMER_IKKE_FRAM,
    SLUTTET,
    domener,
    har_avtalen,
    kontakten_med,
    ny_kontakt,
)
from varsler.svarmulighet import svarmuligheter

NY = "ny"
OMFANG = (
    (DETTE, Tekst("Bare dette steget", "Berre dette steget")),
    (ALT, Tekst("Alt som ligger hos oss nå i denne avtalen", "Alt som ligg hos oss no i denne avtalen")),
    (SLUTTET, Tekst("Alt – jeg har sluttet i denne rollen", "Alt – eg har slutta i denne rolla")),
)
BARE_DETTE = Tekst(
    "Overlater du bare dette steget til en ny kontakt, er det den eneste saken kontakten får e-post om. Ellers "
    "gjelder det hele avtalen.",
    "Overlèt du berre dette steget til ein ny kontakt, er det den einaste saka kontakten får e-post om. Elles "
    "gjeld det heile avtalen.",
)
VELG_KOLLEGA = Tekst("Velg hvem som tar over.", "Vel kven som tek over.")
BAADE_VALGT_OG_SKREVET = Tekst(
    "Du har valgt {navn}, men skrevet en annen adresse under. Velg den nye kontakten, eller ta bort adressen.",
    "Du har valt {navn}, men skrive ei anna adresse under. Vel den nye kontakten, eller ta bort adressa.",
)
IKKE_NAADD = Tekst("{navn} (e-posten kommer ikke fram)", "{navn} (e-posten kjem ikkje fram)")
KJENT_KONTAKT = Tekst(
    "{navn} ({epost}) er allerede kontakt for avtalen. Ingenting er endret.",
    "{navn} ({epost}) er allereie kontakt for avtalen. Ingenting er endra.",
)


def kollegaer(sak: Svarsak) -> list[Kontakt]:
    """Those the party has for the agreement or a step of it besides the reader, in order of what they are called."""
    egen = sak.leser.kontakt
    har_noe = {til for steg in sak.plan for til in steg.oppfoelging.overlatt.values()}
    andre = (
        k
        for k in sak.register.kontakter.values()
        if k.part == sak.part
        and (egen is None or (k.id != egen.id and k.epost.lower() != egen.epost.lower()))
        and not k.har_sluttet(sak.dag)
        and (k.avtaler is None or sak.plan.avtale in k.avtaler or k.id in har_noe)
    )
    return sorted(andre, key=lambda k: (k.navn, k.id)) if egen is not None else []


def _kollegaens_navn(kollega: Kontakt, sak: Svarsak) -> Tekst:
    """A colleague in the list to choose from, with a word when mail does not get there."""
    return med(IKKE_NAADD, navn=kollega.navn) if kollega.epost in sak.uleverbare else lik(kollega.navn)


def _felter(sak: Svarsak) -> Sequence[Felt]:
    kjente = kollegaer(sak)
    felter = []
    if kjente:
        felter.append(
            Felt(
                navn="kollega",
                etikett=Tekst("Hvem tar over?", "Kven tek over?"),
                slag=Feltslag.VALG,
                valg=(
                    *((k.id, _kollegaens_navn(k, sak)) for k in kjente),
                    (NY, Tekst("En ny kontakt, som jeg skriver inn under", "Ein ny kontakt, som eg skriv inn under")),
                ),
                verdi=_har_det(sak),
            )
        )
    felter += [
        Felt(
            navn="epost",
            etikett=Tekst("E-postadressen til den nye kontakten", "E-postadressa til den nye kontakten")
            if kjente
            else Tekst("E-postadressen til den som tar over", "E-postadressa til den som tek over"),
            slag=Feltslag.EPOST,
            hjelp=med(
                Tekst("Den må slutte på {domener}.", "Ho må slutte på {domener}."),
                domener=oppramsing([f"@{d}" for d in domener(sak)], "eller"),
            ),
            valgfritt=bool(kjente),
        ),
        Felt(
            navn="rolle",
            etikett=Tekst("Rollen til den nye kontakten", "Rolla til den nye kontakten")
            if kjente
            else Tekst("Rollen til den som tar over", "Rolla til den som tek over"),
            hjelp=Tekst("For eksempel «saksbehandler». Ikke navn.", "Til dømes «saksbehandlar». Ikkje namn."),
            valgfritt=bool(kjente),
        ),
    ]
    if sak.leser.kontakt is not None:
        felter.append(
            Felt(
                navn="omfang",
                etikett=Tekst("Hva tar kollegaen over?", "Kva tek kollegaen over?"),
                slag=Feltslag.VALG,
                hjelp=BARE_DETTE,
                valg=_omfang(sak),
                verdi=DETTE,
            )
        )
    return felter


def _omfang(sak: Svarsak) -> tuple[tuple[str, Tekst], ...]:
    """How much the reader can hand over: all that lies with the party only where it has all of it."""
    return tuple(en for en in OMFANG if en[0] != ALT or har_avtalen(sak))


def _les(sak: Svarsak, utfylt: Utfylt) -> Sequence[Hendt]:
    egen, kjente = sak.leser.kontakt, {k.id: k for k in kollegaer(sak)}
    valgt = utfylt.valg("kollega", (*kjente, NY), VELG_KOLLEGA) if kjente else NY
    omfang = utfylt.valg("omfang", [verdi for verdi, _ in _omfang(sak)]) if egen is not None else DETTE
    if valgt in kjente and (skrevet := utfylt.linje("epost")) and skrevet.lower() != kjente[valgt].epost.lower():
        utfylt.feil["kollega"] = med(BAADE_VALGT_OG_SKREVET, navn=kjente[valgt].navn)
    if valgt in kjente and kjente[valgt].epost in sak.uleverbare:
        utfylt.feil["kollega"] = med(KOMMER_IKKE_FRAM, epost=kjente[valgt].epost)
    til, ny = ny_kontakt(sak, utfylt, omfang) if valgt == NY else (valgt, [])
    utfylt.krev()
    if egen is None:
        return ny
    if omfang == SLUTTET:
        slutter = KontaktSluttet(kontakt=egen.id, etterfoelger=til)
        return [*ny, Hendt(stroem=f"kontakt/{egen.id}", hendelse=slutter, skjedde=sak.dag)]
    stegene = [sak.steg.id] if omfang == DETTE else _det_som_ligger_her(sak)
    return [
        *ny,
        *(
            hendt(sak, StegOverlatt(steg=steg, kontakt=egen.id, til_kontakt=til))
            for steg in stegene
            if not _er_overlatt(sak, steg, egen.id, til)
        ),
    ]


def _det_som_ligger_her(sak: Svarsak) -> list[str]:
    """The steps of the agreement that lie with the party now."""
    return [s.id for s in sak.plan if any(svarmuligheter(sak.plan, s, sak.part, er_kontakt=True))]


def _er_overlatt(sak: Svarsak, steg_id: str, fra: str, til: str) -> bool:
    steg = sak.plan.finn(steg_id)
    return steg is not None and steg.oppfoelging.overlatt.get(fra) == til


def _har_det(sak: Svarsak) -> str:
    """The colleague the reader has handed the step to; empty when there is none."""
    egen = sak.leser.kontakt
    return sak.steg.oppfoelging.overlatt.get(egen.id, "") if egen is not None else ""


def _kollegaen(sak: Svarsak) -> Kontakt | None:
    return sak.register.kontakter.get(_har_det(sak))


def _overlatt(sak: Svarsak) -> Faktum | None:
    """The reader's own handover of the step: to another colleague it takes the place of the first."""
    egen = sak.leser.kontakt
    if egen is None or not _har_det(sak):
        return None

    def overlot(hendelse: Hendelse) -> bool:
        return isinstance(hendelse, StegOverlatt) and (hendelse.steg, hendelse.kontakt) == (sak.steg.id, egen.id)

    return siste(sak, overlot)


def _tittel(sak: Svarsak) -> Tekst:
    if sak.leser.kontakt is None:
        return Tekst("Hvem har saken hos dere?", "Kven har saka hos dykk?")
    return Tekst("Overlat til en kollega", "Overlat til ein kollega")


def _ingress(sak: Svarsak) -> Tekst:
    if sak.leser.kontakt is None:
        return Tekst(
            "Den dere oppgir, blir kontakt for avtalen og får e-postene om den i stedet for postmottaket.",
            "Den de oppgir, blir kontakt for avtalen og får e-postane om han i staden for postmottaket.",
        )
    if (har := _kollegaen(sak)) is not None:
        return med(
            Tekst(
                "Velger du en annen enn {har} nå, får den du velger, e-postene i stedet. Si fra til {har} også.",
                "Vel du ein annan enn {har} no, får den du vel, e-postane i staden. Sei frå til {har} òg.",
            ),
            har=har.navn,
        )
    return Tekst(
        "Kollegaen får e-postene om saken fra nå av, og ikke du.",
        "Kollegaen får e-postane om saka frå no av, og ikkje du.",
    )


def _takk(sak: Svarsak) -> Tekst:
    if (har := _kollegaen(sak)) is None:
        return Tekst(
            "Den som har tatt over, får e-postene om dette fra nå av.",
            "Den som har teke over, får e-postane om dette frå no av.",
        )
    return med(
        Tekst(
            "{navn} ({epost}) får e-postene om dette fra nå av.", "{navn} ({epost}) får e-postane om dette frå no av."
        ),
        navn=har.navn,
        epost=har.epost,
    )


def _uendret(sak: Svarsak, utfylt: Utfylt) -> Tekst:
    kjent = kontakten_med(sak, utfylt.linje("epost")) if sak.leser.kontakt is None else None
    if kjent is None:
        return UENDRET
    return med(KJENT_KONTAKT, navn=kjent.navn, epost=kjent.epost)


OVERLAT = Svarskjema(
    hovedfelt="epost",
    tittel=_tittel,
    ingress=_ingress,
    felter=_felter,
    les=_les,
    gjort=ferdig_fra_foer,
    staar=_overlatt,
    uendret=_uendret,
    knapp=Tekst("Overlat", "Overlat"),
    takk=_takk,
)
