"""Registering that a step is done by a decision: what the meeting came to, and which body it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flyter.innfoering import Hendt
from modeller.fakta import (
    Faktum,
    Utfall,
    VedtakFattet,
)
from modeller.plan import Status
from modeller.tekst import Tekst
from tavle.svar.felt import Felt, Feltslag, Utfylt
from tavle.svar.sak import Svarsak
from tavle.svar.skjema.ferdigfelt import (
    REGISTRER,
    SKRIV_FORBEHOLD,
    STOPPER_IKKE,
    TAKK,
    arkivfelt,
    datofelt,
    ferdigingress,
    merknadsfelt,
)
from tavle.svar.skjema.form import (
    Svarskjema,
    ferdig_fra_foer,
    hendt,
    siste,
    skjedd_dato,
)
from tavle.svar.skjema.moetedager import avgjoerende, foreslaatt_moetedag, om_moetedagene, uten_moete

UTFALL = {
    Utfall.VEDTATT: Tekst("Vedtatt", "Vedteke"),
    Utfall.VEDTATT_MED_ENDRINGER: Tekst("Vedtatt med endringer", "Vedteke med endringar"),
    Utfall.VEDTATT_MED_FORBEHOLD: Tekst("Vedtatt med forbehold", "Vedteke med atterhald"),
    Utfall.UTSATT: Tekst("Utsatt til et senere møte", "Utsett til eit seinare møte"),
    Utfall.AVSLAATT: Tekst("Avslått", "Avslått"),
}
VELG_UTFALL = Tekst("Velg hva møtet kom til.", "Vel kva møtet kom til.")
UTEN_MOETE = Felt(
    navn="uten_moete",
    etikett=Tekst("Ja, det var møte den dagen", "Ja, det var møte den dagen"),
    slag=Feltslag.KRYSS,
    spoerres_om=True,
)
VELG_ORGAN = Tekst("Velg organet som behandlet saken.", "Vel organet som behandla saka.")


def _organer(sak: Svarsak) -> tuple[tuple[str, Tekst], ...]:
    """The bodies of the parties that decide: those of the route first."""
    register = sak.register
    rute = [organ for part in sak.steg.parter if part in register.parter for organ in register.parter[part].rute]
    andre = sorted(o.id for o in register.organer.values() if o.part in sak.steg.parter)
    return tuple(
        (id_, register.organer[id_].navn.stor) for id_ in dict.fromkeys((*rute, *andre)) if id_ in register.organer
    )


def _vedtak_felter(sak: Svarsak) -> Sequence[Felt]:
    organer, ventet = _organer(sak), avgjoerende(sak)
    felter = [
        Felt(
            navn="utfall",
            etikett=Tekst("Hva kom møtet til?", "Kva kom møtet til?"),
            slag=Feltslag.VALG,
            valg=tuple((utfall.value, ord_) for utfall, ord_ in UTFALL.items()),
        )
    ]
    if len(organer) > 1:
        felter.append(
            Felt(
                navn="organ",
                etikett=Tekst("Hvem behandlet saken?", "Kven behandla saka?"),
                slag=Feltslag.VALG,
                valg=organer,
                verdi=ventet.id if ventet and ventet.id in dict(organer) else "",
            )
        )
    moetedag = foreslaatt_moetedag(sak)
    naar = datofelt(Tekst("Når var møtet?", "Når var møtet?"), moetedag)
    felter += [naar if moetedag else replace(naar, hjelp=om_moetedagene(sak)), UTEN_MOETE]
    merknad = merknadsfelt(
        Tekst("Merknad eller forbehold", "Merknad eller atterhald"),
        Tekst(
            "Har dere tatt forbehold, skriver du hva det er. Kan leses av alle partene.",
            "Har de teke atterhald, skriv du kva det er. Kan lesast av alle partane.",
        ),
    )
    return (*felter, *arkivfelt(sak), merknad)


def _les_vedtak(sak: Svarsak, utfylt: Utfylt) -> Sequence[Hendt]:
    valgt = utfylt.valg("utfall", [u.value for u in UTFALL], VELG_UTFALL)
    utfall = Utfall(valgt) if valgt else None
    organer = dict(_organer(sak))
    organ = utfylt.valg("organ", organer, VELG_ORGAN) if len(organer) > 1 else next(iter(organer), "")
    dag = skjedd_dato(utfylt, sak)
    if dag is not None and "dato" not in utfylt.feil and not utfylt.krysset(UTEN_MOETE.navn):
        spoersmaal = uten_moete(sak.register.organer.get(organ), dag)
        utfylt.feil |= {UTEN_MOETE.navn: spoersmaal} if spoersmaal else {}
    trengs = SKRIV_FORBEHOLD if utfall is Utfall.VEDTATT_MED_FORBEHOLD else None
    merknad = utfylt.lang("merknad", mangler=trengs)
    saksnummer, lenke = utfylt.linje("saksnummer") or None, utfylt.adresse("lenke")
    utfylt.krev()
    assert utfall is not None, "what was not chosen has been told"
    vedtak = VedtakFattet(
        steg=sak.steg.id,
        utfall=utfall,
        organ=organ or None,
        tekstversjon=sak.plan.tekstversjon if sak.mal.ny_tekst_aapner else None,
        saksnummer=saksnummer,
        lenke=lenke,
        merknad=merknad,
    )
    tidligere = siste(sak, lambda hendelse: hendelse == vedtak)
    if tidligere is not None and tidligere.skjedde == dag:  # put off, and told twice
        return ()
    return [hendt(sak, vedtak, dag)]


def _behandlet(sak: Svarsak) -> Faktum | None:
    """What a meeting has come to without the step being done by it: put off, or by a body on the way."""
    return siste(sak, lambda hendelse: isinstance(hendelse, VedtakFattet) and hendelse.steg == sak.steg.id)


VEDTAK = Svarskjema(
    hovedfelt="dato",
    tittel=lambda _: Tekst("Registrer vedtaket", "Registrer vedtaket"),
    ingress=ferdigingress,
    felter=_vedtak_felter,
    les=_les_vedtak,
    gjort=ferdig_fra_foer,
    staar=_behandlet,
    knapp=REGISTRER,
    takk=lambda sak: TAKK if sak.steg.status is Status.UTFOERT else STOPPER_IKKE,
)
