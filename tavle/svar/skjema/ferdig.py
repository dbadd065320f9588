"""Registering that a step is done: plainly, as a decision, as a milestone, by calling a meeting, by choosing a role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from flyter.innfoering import Hendt
from modeller.fakta import (
    MilepaelNaadd,
    MoeteInnkalt,
    Rolle,
    RolleEndret,
    StegUtfoert,
    Utfall,
    VedtakFattet,
)
from modeller.plan import Milepael, Status
from modeller.tekst import Tekst, lik
from tavle.svar.felt import Felt, Feltslag, Utfylt, med
from tavle.svar.sak import Svarsak
from tavle.svar.skjema.form import (
    Gjort,
    Svarskjema,
    ferdig_fra_foer,
    hendt,
    moetet_som_settes,
    siste,
    skjedd_dato,
)
from varsler.logg.begrepsord import ROLLEORD

REGISTRER = lik("Registrer")
TAKK = Tekst("Påminnelsene om dette slutter nå.", "Påminningane om dette sluttar no.")
STOPPER_IKKE = Tekst(
    "Fristvakt følger saken videre. Er det noe nytt, får dere beskjed.",
    "Fristvakt følgjer saka vidare. Er det noko nytt, får de beskjed.",
)
UTFALL = {
    Utfall.VEDTATT: Tekst("Vedtatt", "Vedteke"),
    Utfall.VEDTATT_MED_ENDRINGER: Tekst("Vedtatt med endringer", "Vedteke med endringar"),
    Utfall.VEDTATT_MED_FORBEHOLD: Tekst("Vedtatt med forbehold", "Vedteke med atterhald"),
    Utfall.UTSATT: Tekst("Utsatt til et senere møte", "Utsett til eit seinare møte"),
    Utfall.AVSLAATT: Tekst("Avslått", "Avslått"),
}
VELG_UTFALL = Tekst("Velg hva møtet kom til.", "Vel kva møtet kom til.")
VELG_ORGAN = Tekst("Velg organet som behandlet saken.", "Vel organet som behandla saka.")
SKRIV_FORBEHOLD = Tekst("Skriv hva forbeholdet er.", "Skriv kva atterhaldet er.")
VELG_ROLLE = Tekst("Velg rollen dere har bestemt dere for.", "Vel rolla de har bestemt dykk for.")
ROLLER = (Rolle.HOVEDPART, Rolle.SAMARBEIDSPART, Rolle.SAERLIG)


def _arkivfelt(sak: Svarsak) -> Iterator[Felt]:
    yield Felt(
        navn="saksnummer",
        etikett=Tekst("Saksnummer i arkivet deres", "Saksnummer i arkivet dykkar"),
        verdi=sak.plan.saksnumre.get(sak.part, ""),
        valgfritt=True,
    )
    yield Felt(
        navn="lenke",
        etikett=Tekst("Lenke til vedtaket eller dokumentet", "Lenke til vedtaket eller dokumentet"),
        slag=Feltslag.ADRESSE,
        hjelp=Tekst("For eksempel til møteprotokollen.", "Til dømes til møteprotokollen."),
        valgfritt=True,
    )


def _merknad(etikett: Tekst | None = None, hjelp: Tekst | None = None) -> Felt:
    return Felt(
        navn="merknad",
        etikett=etikett or Tekst("Merknad", "Merknad"),
        slag=Feltslag.LANG,
        hjelp=hjelp or Tekst("Kan leses av alle partene.", "Kan lesast av alle partane."),
        valgfritt=True,
    )


def _dato(etikett: Tekst, dag: date) -> Felt:
    return Felt(navn="dato", etikett=etikett, slag=Feltslag.DATO, verdi=dag.isoformat())


# --- plainly ------------------------------------------------------------------------------------------------------


def _utfoert_felter(sak: Svarsak) -> Sequence[Felt]:
    holdt = sak.steg.frist if sak.steg.moete and sak.steg.frist is not None and sak.steg.frist <= sak.dag else None
    spoersmaal = Tekst("Når ble møtet holdt?", "Når vart møtet halde?") if sak.steg.moete else DATO_GJORT
    felter = [_dato(spoersmaal, holdt or sak.dag)]
    if _krever_forbehold(sak):
        felter.append(
            Felt(
                navn="forbehold",
                etikett=Tekst("Forbehold", "Atterhald"),
                slag=Feltslag.LANG,
                hjelp=Tekst(
                    "Andre er ikke ferdige med sitt. Skriv hvilket forbehold dette ble gjort med.",
                    "Andre er ikkje ferdige med sitt. Skriv kva atterhald dette vart gjort med.",
                ),
            )
        )
    if _er_signering(sak):
        felter.append(
            Felt(
                navn="vedtaksdato",
                etikett=Tekst("Når ble vedtaket bak signaturen fattet?", "Når vart vedtaket bak signaturen gjort?"),
                slag=Feltslag.DATO,
                valgfritt=True,
            )
        )
    return (*felter, *_arkivfelt(sak), _merknad())


DATO_GJORT = Tekst("Når ble det gjort?", "Når vart det gjort?")


def _er_signering(sak: Svarsak) -> bool:
    return sak.steg.steg == sak.livsloep.signering


def _krever_forbehold(sak: Svarsak) -> bool:
    return sak.steg.kan_ha_forbehold and sak.steg.status is Status.VENTER


def _les_utfoert(sak: Svarsak, utfylt: Utfylt) -> Sequence[Hendt]:
    dag = skjedd_dato(utfylt, sak)
    forbehold = utfylt.lang("forbehold", mangler=SKRIV_FORBEHOLD) if _krever_forbehold(sak) else ""
    gjort = StegUtfoert(
        steg=sak.steg.id,
        forbehold=forbehold or None,
        vedtaksdato=utfylt.dato("vedtaksdato", mangler=None) if _er_signering(sak) else None,
        saksnummer=utfylt.linje("saksnummer") or None,
        lenke=utfylt.adresse("lenke"),
        merknad=utfylt.lang("merknad"),
    )
    utfylt.krev()
    return [hendt(sak, gjort, dag)]


UTFOERT = Svarskjema(
    hovedfelt="dato",
    tittel=lambda sak: (
        Tekst("Registrer at møtet er holdt", "Registrer at møtet er halde")
        if sak.steg.moete
        else Tekst("Registrer at det er gjort", "Registrer at det er gjort")
    ),
    ingress=lambda sak: sak.steg.forventet,
    felter=_utfoert_felter,
    les=_les_utfoert,
    gjort=ferdig_fra_foer,
    knapp=REGISTRER,
    takk=lambda _: TAKK,
)


# --- as a decision ------------------------------------------------------------------------------------------------


def _organer(sak: Svarsak) -> tuple[tuple[str, Tekst], ...]:
    """The bodies of the parties that decide: those of the route first."""
    register = sak.register
    rute = [organ for part in sak.steg.parter if part in register.parter for organ in register.parter[part].rute]
    andre = sorted(o.id for o in register.organer.values() if o.part in sak.steg.parter)
    return tuple(
        (id_, _stor(register.organer[id_].navn)) for id_ in dict.fromkeys((*rute, *andre)) if id_ in register.organer
    )


def _vedtakspunkt(sak: Svarsak) -> Milepael | None:
    return next((m for m in sak.steg.milepaeler if m.noekkel.startswith("vedtak:")), None)


def _vedtak_felter(sak: Svarsak) -> Sequence[Felt]:
    organer, punkt = _organer(sak), _vedtakspunkt(sak)
    felter = [
        Felt(
            navn="utfall",
            etikett=Tekst("Hva kom møtet til?", "Kva kom møtet til?"),
            slag=Feltslag.VALG,
            valg=tuple((utfall.value, ord_) for utfall, ord_ in UTFALL.items()),
        )
    ]
    if len(organer) > 1:
        ventet = punkt.noekkel.partition(":")[2] if punkt else ""
        felter.append(
            Felt(
                navn="organ",
                etikett=Tekst("Hvem behandlet saken?", "Kven behandla saka?"),
                slag=Feltslag.VALG,
                valg=organer,
                verdi=ventet if ventet in dict(organer) else "",
            )
        )
    moetedag = punkt.dato if punkt and punkt.dato <= sak.dag else sak.dag
    felter.append(_dato(Tekst("Når var møtet?", "Når var møtet?"), moetedag))
    merknad = _merknad(
        Tekst("Merknad eller forbehold", "Merknad eller atterhald"),
        Tekst(
            "Har dere tatt forbehold, skriver du hva det er. Kan leses av alle partene.",
            "Har de teke atterhald, skriv du kva det er. Kan lesast av alle partane.",
        ),
    )
    return (*felter, *_arkivfelt(sak), merknad)


def _les_vedtak(sak: Svarsak, utfylt: Utfylt) -> Sequence[Hendt]:
    valgt = utfylt.valg("utfall", [u.value for u in UTFALL], VELG_UTFALL)
    utfall = Utfall(valgt) if valgt else None
    organer = dict(_organer(sak))
    organ = utfylt.valg("organ", organer, VELG_ORGAN) if len(organer) > 1 else next(iter(organer), "")
    dag = skjedd_dato(utfylt, sak)
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


VEDTAK = Svarskjema(
    hovedfelt="dato",
    tittel=lambda _: Tekst("Registrer vedtaket", "Registrer vedtaket"),
    ingress=lambda sak: sak.steg.forventet,
    felter=_vedtak_felter,
    les=_les_vedtak,
    gjort=ferdig_fra_foer,
    knapp=REGISTRER,
    takk=lambda sak: TAKK if sak.steg.status is Status.UTFOERT else STOPPER_IKKE,
)


# --- as a milestone -----------------------------------------------------------------------------------------------


def _milepael(sak: Svarsak) -> Milepael | None:
    return next((m for m in sak.steg.milepaeler if m.noekkel == sak.lenke.gjelder), None)


def _milepael_gjort(sak: Svarsak) -> Gjort | None:
    punkt = _milepael(sak)
    if (ferdig := ferdig_fra_foer(sak)) is not None:
        return ferdig
    if punkt is not None and punkt.naadd is None:
        return None
    naadd = MilepaelNaadd(steg=sak.steg.id, milepael=sak.lenke.gjelder)
    return Gjort(siste(sak, lambda hendelse: hendelse == naadd))


def _milepael_tittel(sak: Svarsak) -> Tekst:
    punkt = _milepael(sak)
    return med(Tekst("Registrer: {hva}", "Registrer: {hva}"), hva=punkt.tittel) if punkt else REGISTRER


def _les_milepael(sak: Svarsak, utfylt: Utfylt) -> Sequence[Hendt]:
    dag = skjedd_dato(utfylt, sak)
    utfylt.krev()
    return [hendt(sak, MilepaelNaadd(steg=sak.steg.id, milepael=sak.lenke.gjelder), dag)]


MILEPAEL = Svarskjema(
    hovedfelt="dato",
    tittel=_milepael_tittel,
    ingress=lambda _: Tekst(
        "Da minner Fristvakt om det neste på veien mot vedtaket, og ikke lenger om dette.",
        "Då minner Fristvakt om det neste på vegen mot vedtaket, og ikkje lenger om dette.",
    ),
    felter=lambda sak: (_dato(DATO_GJORT, sak.dag),),
    les=_les_milepael,
    gjort=_milepael_gjort,
    knapp=REGISTRER,
    takk=lambda _: STOPPER_IKKE,
)


# --- by calling a meeting -----------------------------------------------------------------------------------------


def _innkalling_felter(sak: Svarsak) -> Sequence[Felt]:
    moete = moetet_som_settes(sak)
    foreslaatt = moete.frist if moete and moete.frist and moete.frist > sak.dag and not moete.bare_maaned else None
    return (
        Felt(
            navn="moetedag",
            etikett=Tekst("Hvilken dag er møtet?", "Kva dag er møtet?"),
            slag=Feltslag.DATO,
            verdi=foreslaatt.isoformat() if foreslaatt else "",
        ),
        Felt(navn="fra", etikett=Tekst("Fra klokka", "Frå klokka"), slag=Feltslag.KLOKKE, valgfritt=True),
        Felt(navn="til", etikett=Tekst("Til klokka", "Til klokka"), slag=Feltslag.KLOKKE, valgfritt=True),
        Felt(
            navn="sted",
            etikett=Tekst("Sted eller lenke til møtet", "Stad eller lenke til møtet"),
            valgfritt=True,
        ),
    )


def _les_innkalling(sak: Svarsak, utfylt: Utfylt) -> Sequence[Hendt]:
    dag, fra, til = utfylt.dato("moetedag"), utfylt.klokke("fra"), utfylt.klokke("til")
    sted, moete = utfylt.linje("sted"), moetet_som_settes(sak)
    if dag is not None and dag < sak.dag:
        utfylt.feil["moetedag"] = Tekst(
            "Dagen er passert. Skriv dagen møtet skal være.", "Dagen er passert. Skriv dagen møtet skal vere."
        )
    utfylt.krev()
    assert moete is not None, "the link is given only for a step that calls a meeting"
    return [hendt(sak, MoeteInnkalt(steg=moete.id, dato=dag, fra=fra, til=til, sted=sted))]


INNKALLING = Svarskjema(
    hovedfelt="moetedag",
    tittel=lambda _: Tekst("Kall inn til møtet", "Kall inn til møtet"),
    ingress=lambda _: Tekst(
        "Fristvakt sender innkallingen til dem som skal delta, med møtet til kalenderen.",
        "Fristvakt sender innkallinga til dei som skal delta, med møtet til kalenderen.",
    ),
    felter=_innkalling_felter,
    les=_les_innkalling,
    gjort=ferdig_fra_foer,
    knapp=Tekst("Kall inn", "Kall inn"),
    takk=lambda _: Tekst("Innkallingen går ut med neste utsending.", "Innkallinga går ut med neste utsending."),
)


# --- by choosing a role -------------------------------------------------------------------------------------------


def _les_rolle(sak: Svarsak, utfylt: Utfylt) -> Sequence[Hendt]:
    valgt = utfylt.valg("rolle", [r.value for r in ROLLER], VELG_ROLLE)
    dag = skjedd_dato(utfylt, sak)
    grunn = utfylt.lang("merknad")
    utfylt.krev()
    return [hendt(sak, RolleEndret(part=sak.part, rolle=Rolle(valgt), grunn=grunn), dag)]


ROLLE = Svarskjema(
    hovedfelt="rolle",
    tittel=lambda _: Tekst("Registrer rollen dere har valgt", "Registrer rolla de har valt"),
    ingress=lambda sak: sak.steg.forventet,
    felter=lambda sak: (
        Felt(
            navn="rolle",
            etikett=Tekst("Hvilken rolle tar dere?", "Kva rolle tek de?"),
            slag=Feltslag.VALG,
            valg=tuple((rolle.value, ROLLEORD[rolle].stor) for rolle in ROLLER),
        ),
        _dato(Tekst("Når ble det bestemt?", "Når vart det bestemt?"), sak.dag),
        _merknad(),
    ),
    les=_les_rolle,
    gjort=ferdig_fra_foer,
    knapp=REGISTRER,
    takk=lambda _: TAKK,
)
