"""A contact's own choice of how often mail comes."""

from __future__ import annotations

from collections.abc import Sequence

from flyter.innfoering import Hendt
from modeller.fakta import VarselvalgTatt
from modeller.regelvalg import Samling
from modeller.tekst import Tekst
from tavle.svar.felt import Felt, Feltslag, Utfylt
from tavle.svar.sak import Leser
from tavle.svar.skjema.form import Svarskjema

SAMLING = {
    Samling.DAGLIG: Tekst("Den dagen det gjelder", "Den dagen det gjeld"),
    Samling.UKENTLIG: Tekst("Samlet én gang i uka", "Samla éin gong i veka"),
}


def valgt_samling(leser: Leser) -> Samling:
    """How the contact has its mail gathered now."""
    valgt = leser.register.varselvalg.get(leser.kontakt.id) if leser.kontakt else None
    return valgt.samling if valgt else Samling.DAGLIG


def _felter(leser: Leser) -> Sequence[Felt]:
    return (
        Felt(
            navn="samling",
            etikett=Tekst("Når vil du ha påminnelser?", "Når vil du ha påminningar?"),
            slag=Feltslag.VALG,
            valg=tuple((samling.value, ord_) for samling, ord_ in SAMLING.items()),
            verdi=valgt_samling(leser).value,
        ),
    )


def _les(leser: Leser, utfylt: Utfylt) -> Sequence[Hendt]:
    valgt = utfylt.valg("samling", [s.value for s in Samling])
    utfylt.krev()
    kontakt = leser.kontakt
    assert kontakt is not None, "the link is given to contacts only"
    if Samling(valgt) is valgt_samling(leser):
        return ()
    tatt = VarselvalgTatt(kontakt=kontakt.id, samling=Samling(valgt))
    return [Hendt(stroem=f"kontakt/{kontakt.id}", hendelse=tatt, skjedde=leser.dag)]


VALG: Svarskjema[Leser] = Svarskjema(
    hovedfelt="samling",
    tittel=lambda _: Tekst("Hvor ofte du får e-post", "Kor ofte du får e-post"),
    ingress=lambda _: Tekst(
        "Det som haster, kommer uansett med en gang: når noe forfaller snart, og når du kalles inn til møte.",
        "Det som hastar, kjem uansett med ein gong: når noko forfell snart, og når du blir kalla inn til møte.",
    ),
    felter=_felter,
    les=_les,
    gjort=lambda _: None,
    knapp=Tekst("Lagre", "Lagre"),
    takk=lambda _: Tekst("Valget gjelder fra neste utsending.", "Valet gjeld frå neste utsending."),
)
