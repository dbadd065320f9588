"""Registering that a step is done: plainly, as a milestone, by choosing a role."""

from __future__ import annotations

from collections.abc import Sequence

from flyter.innfoering import Hendt
from modeller.fakta import (
    MilepaelNaadd,
    Rolle,
    RolleEndret,
    StegUtfoert,
)
from modeller.plan import Milepael, Status
from modeller.tekst import Tekst, dato_kort
from tavle.svar.felt import Felt, Feltslag, Utfylt, med
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
    Gjort,
    Svarskjema,
    ferdig_fra_foer,
    hendt,
    siste,
    skjedd_dato,
)
from varsler.logg.begrepsord import ROLLEORD

VELG_ROLLE = Tekst("Velg rollen dere har bestemt dere for.", "Vel rolla de har bestemt dykk for.")
ROLLER = (Rolle.HOVEDPART, Rolle.SAMARBEIDSPART, Rolle.SAERLIG)


# --- plainly ------------------------------------------------------------------------------------------------------


def _utfoert_felter(sak: Svarsak) -> Sequence[Felt]:
    holdt = sak.steg.frist if sak.steg.moete and sak.steg.frist is not None and sak.steg.frist <= sak.dag else None
    spoersmaal = Tekst("Når ble møtet holdt?", "Når vart møtet halde?") if sak.steg.moete else DATO_GJORT
    felter = [datofelt(spoersmaal, holdt or sak.dag)]
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
    return (*felter, *arkivfelt(sak), merknadsfelt())


def _moetet_kommer(sak: Svarsak) -> Tekst | None:
    """That the meeting is still ahead, when it is: it cannot have been held."""
    steg = sak.steg
    if not steg.er_innkalt or steg.frist is None or steg.frist <= sak.dag:
        return None
    return med(
        Tekst(
            "Møtet er {dag}, så det er for tidlig å registrere at det er holdt. Bruk lenken når møtet er over.",
            "Møtet er {dag}, så det er for tidleg å registrere at det er halde. Bruk lenka når møtet er over.",
        ),
        dag=dato_kort(steg.frist),
    )


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
    ingress=lambda sak: _moetet_kommer(sak) or ferdigingress(sak),
    aapent=lambda sak: _moetet_kommer(sak) is None,
    felter=_utfoert_felter,
    les=_les_utfoert,
    gjort=ferdig_fra_foer,
    knapp=REGISTRER,
    takk=lambda _: TAKK,
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
    felter=lambda sak: (datofelt(DATO_GJORT, sak.dag),),
    les=_les_milepael,
    gjort=_milepael_gjort,
    knapp=REGISTRER,
    takk=lambda _: STOPPER_IKKE,
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
        datofelt(Tekst("Når ble det bestemt?", "Når vart det bestemt?"), sak.dag),
        merknadsfelt(),
    ),
    les=_les_rolle,
    gjort=ferdig_fra_foer,
    knapp=REGISTRER,
    takk=lambda _: TAKK,
)
