"""Telling that the clarification a paused step waits for is given, so that it goes on."""

from __future__ import annotations

from collections.abc import Sequence

from flyter.innfoering import Hendt
from modeller.fakta import StegGjenopptatt
from modeller.tekst import Tekst
from tavle.svar.felt import Felt, Feltslag, Utfylt, med
from tavle.svar.sak import Svarsak
from tavle.svar.skjema.form import Gjort, Svarskjema, ferdig_fra_foer, hendt, siste
from varsler.svarlenke import Formaal
from varsler.svarord import NAVN
from varsler.vedtaksgang import pausens_grunn

VIDERE = Tekst(
    "Når den er registrert, går saken videre, og de som har den, leser om det i neste melding om saken.",
    "Når ho er registrert, går saka vidare, og dei som har ho, les om det i neste melding om saka.",
)


def venter_paa_avklaring(sak: Svarsak) -> Tekst:
    """Who waits, and for what."""
    andre = [part for part in sak.steg.parter if part != sak.part] or sak.steg.parter
    grunn = pausens_grunn(sak.steg)
    return med(
        Tekst("{hvem} venter på en avklaring fra dere{grunn}.", "{hvem} ventar på ei avklaring frå dykk{grunn}."),
        hvem=sak.register.navnene(andre),
        grunn=f": «{grunn}»" if grunn else "",
    )


def _ingress(sak: Svarsak) -> Tekst:
    venter = venter_paa_avklaring(sak)
    return Tekst(f"{venter.nb} {VIDERE.nb}", f"{venter.nn} {VIDERE.nn}")


def _les(sak: Svarsak, utfylt: Utfylt) -> Sequence[Hendt]:
    merknad = utfylt.lang("merknad")
    utfylt.krev()
    return [hendt(sak, StegGjenopptatt(steg=sak.steg.id, merknad=merknad))]


def _gjenopptatt(sak: Svarsak) -> Gjort | None:
    if (gjort := ferdig_fra_foer(sak)) is not None or sak.steg.hvilende:
        return gjort
    return Gjort(siste(sak, lambda h: isinstance(h, StegGjenopptatt) and h.steg == sak.steg.id))


AVKLART = Svarskjema(
    hovedfelt="merknad",
    tittel=lambda _: NAVN[Formaal.AVKLART],
    ingress=_ingress,
    felter=lambda _: (
        Felt(
            navn="merknad",
            etikett=Tekst("Hva kom dere til?", "Kva kom de til?"),
            slag=Feltslag.LANG,
            hjelp=Tekst("Kan leses av alle partene.", "Kan lesast av alle partane."),
            valgfritt=True,
        ),
    ),
    les=_les,
    gjort=_gjenopptatt,
    knapp=Tekst("Registrer", "Registrer"),
    takk=lambda _: Tekst("Takk. Saken kan gå videre.", "Takk. Saka kan gå vidare."),
)
