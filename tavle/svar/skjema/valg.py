"""What a contact says of itself and its party: how often mail comes, whether digests do and in which written standard,
and who the contacts are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flyter.innfoering import Hendt
from modeller.fakta import Faktum, KontaktlisteBekreftet, KontaktRegistrert, VarselvalgTatt
from modeller.regelvalg import Samling, Varselvalg
from modeller.register import PartsMaalform
from modeller.tekst import Maalform, Tekst
from tavle.svar.felt import VELG, Felt, Feltslag, Utfylt, med
from tavle.svar.leser import Leser
from tavle.svar.skjema.form import Gjort, Svarskjema
from varsler.saerord import kontaktlinjer

JA, NEI, SOM_PARTEN = "ja", "nei", "parten"
MAALFORMER = {Maalform.NB: Tekst("Bokmål", "Bokmål"), Maalform.NN: Tekst("Nynorsk", "Nynorsk")}
PARTENS = {
    PartsMaalform.BOKMAAL: Tekst("bokmål", "bokmål"),
    PartsMaalform.NYNORSK: Tekst("nynorsk", "nynorsk"),
    PartsMaalform.NOEYTRAL: Tekst("nøytral, altså bokmål", "nøytral, altså bokmål"),
}
SAMLING = {
    Samling.DAGLIG: Tekst("Den dagen det gjelder", "Den dagen det gjeld"),
    Samling.UKENTLIG: Tekst("Samlet én gang i uka", "Samla éin gong i veka"),
}
OVERSIKTER = (
    (JA, Tekst("Ja", "Ja")),
    (NEI, Tekst("Nei, bare det som er vår tur", "Nei, berre det som er vår tur")),
)
MANDAGER = Tekst(
    "Det som ikke haster i avtaler du koordinerer, kommer samlet på mandager uansett.",
    "Det som ikkje hastar i avtalar du koordinerer, kjem samla på måndagar uansett.",
)
OVERSIKTENE = {
    (True, True): Tekst(
        "Én i uka, om avtalene du koordinerer, og én i måneden, om de andre avtalene dere er part i.",
        "Éi i veka, om avtalane du koordinerer, og éi i månaden, om dei andre avtalane de er part i.",
    ),
    (True, False): Tekst("Én i uka, om avtalene du koordinerer.", "Éi i veka, om avtalane du koordinerer."),
    (False, True): Tekst("Én i måneden, om avtalene dere er part i.", "Éi i månaden, om avtalane de er part i."),
}
"""Which digests there are for the reader, who coordinates agreements or has part in others."""


def valget(leser: Leser) -> Varselvalg:
    """What the contact has chosen by now."""
    valgt = leser.register.varselvalg.get(leser.kontakt.id) if leser.kontakt else None
    return valgt or Varselvalg()


def _sist_valgt(leser: Leser) -> Faktum | None:
    return next((f for f in reversed(leser.fakta) if isinstance(f.hendelse, VarselvalgTatt)), None)


def _felter(leser: Leser) -> Sequence[Felt]:
    return (
        Felt(
            navn="samling",
            etikett=Tekst("Når vil du ha påminnelser?", "Når vil du ha påminningar?"),
            slag=Feltslag.VALG,
            hjelp=MANDAGER if leser.koordinerer else None,
            valg=tuple((samling.value, ord_) for samling, ord_ in SAMLING.items()),
            verdi=valget(leser).samling.value,
        ),
        Felt(
            navn="oversikter",
            etikett=Tekst("Vil du ha oversiktene også?", "Vil du ha oversiktene også?"),
            slag=Feltslag.VALG,
            hjelp=OVERSIKTENE.get((leser.koordinerer, leser.er_part)),
            valg=OVERSIKTER,
            verdi=JA if valget(leser).oversikter else NEI,
        ),
        Felt(
            navn="maalform",
            etikett=Tekst("Hvilken målform vil du ha e-posten på?", "Kva målform vil du ha e-posten på?"),
            slag=Feltslag.VALG,
            valg=_maalformene(leser),
            verdi=_valgt_maalform(leser),
        ),
    )


def _maalformene(leser: Leser) -> tuple[tuple[str, Tekst], ...]:
    """What can be chosen, and in which one the party is written to."""
    part = leser.register.parter.get(leser.part)
    return (
        *((m.value, MAALFORMER[m]) for m in Maalform),
        (SOM_PARTEN, med(Tekst("Som parten ({hva})", "Som parten ({hva})"),
                         hva=PARTENS[part.maalform if part else PartsMaalform.NOEYTRAL])),
    )  # fmt: skip


def _valgt_maalform(leser: Leser) -> str:
    egen = leser.kontakt.maalform if leser.kontakt else None
    return egen.value if egen is not None else SOM_PARTEN


def _les(leser: Leser, utfylt: Utfylt) -> Sequence[Hendt]:
    samling = utfylt.valg("samling", [s.value for s in Samling])
    oversikter = utfylt.valg("oversikter", (JA, NEI))
    # A page that was open before there was such a choice has not the field.
    maalform = utfylt.linje("maalform") or _valgt_maalform(leser)
    if maalform not in dict(_maalformene(leser)):
        utfylt.feil["maalform"] = VELG
    utfylt.krev()
    return [*_tatt(leser, Samling(samling), oversikter=oversikter == JA), *_ny_maalform(leser, maalform)]


def _ny_maalform(leser: Leser, maalform: str) -> Iterator[Hendt]:
    """The contact's record with another written standard, which is what a register has it in."""
    if leser.kontakt is not None and maalform != _valgt_maalform(leser):
        valgt = None if maalform == SOM_PARTEN else Maalform(maalform)
        registrert = KontaktRegistrert(kontakt=replace(leser.kontakt, maalform=valgt))
        yield Hendt(stroem=f"kontakt/{leser.kontakt.id}", hendelse=registrert, skjedde=leser.dag)


def _tatt(leser: Leser, samling: Samling, *, oversikter: bool) -> Sequence[Hendt]:
    """The choice as a fact; none when it stands so already."""
    kontakt, foer = leser.kontakt, valget(leser)
    assert kontakt is not None, "the link is given to contacts only"
    if (foer.samling, foer.oversikter) == (samling, oversikter):
        return ()
    tatt = VarselvalgTatt(kontakt=kontakt.id, samling=samling, oversikter=oversikter)
    return [Hendt(stroem=f"kontakt/{kontakt.id}", hendelse=tatt, skjedde=leser.dag)]


VALG: Svarskjema[Leser] = Svarskjema(
    hovedfelt="samling",
    tittel=lambda _: Tekst("Hvordan du får e-post", "Korleis du får e-post"),
    ingress=lambda _: Tekst(
        "Det som haster, kommer uansett med en gang: når noe forfaller snart, og når du kalles inn til møte.",
        "Det som hastar, kjem uansett med ein gong: når noko forfell snart, og når du blir kalla inn til møte.",
    ),
    felter=_felter,
    les=_les,
    gjort=lambda _: None,
    staar=_sist_valgt,
    knapp=Tekst("Lagre", "Lagre"),
    takk=lambda _: Tekst("Valget gjelder fra neste utsending.", "Valet gjeld frå neste utsending."),
)

AVMELD: Svarskjema[Leser] = Svarskjema(
    hovedfelt="",
    tittel=lambda _: Tekst("Meld deg av oversiktene", "Meld deg av oversiktene"),
    ingress=lambda _: Tekst(
        "Du får fortsatt beskjed når noe er deres tur, og når en frist nærmer seg.",
        "Du får framleis beskjed når noko er dykkar tur, og når ein frist nærmar seg.",
    ),
    felter=lambda _: (),
    les=lambda leser, _: _tatt(leser, valget(leser).samling, oversikter=False),
    gjort=lambda leser: None if valget(leser).oversikter else Gjort(_sist_valgt(leser)),
    knapp=Tekst("Meld meg av", "Meld meg av"),
    takk=lambda _: Tekst("Du får ikke flere oversikter.", "Du får ikkje fleire oversikter."),
)
"""What a mail program does by itself, with one POST, when its reader wants no more digests (RFC 8058)."""


def _sist_bekreftet(leser: Leser) -> Faktum | None:
    return next((f for f in reversed(leser.fakta) if isinstance(f.hendelse, KontaktlisteBekreftet)), None)


def _les_bekreftet(leser: Leser) -> Sequence[Hendt]:
    """That the list is right; nothing when somebody has said so today already."""
    if (foer := _sist_bekreftet(leser)) is not None and foer.skjedde == leser.dag:
        return ()
    bekreftet = KontaktlisteBekreftet(part=leser.part)
    return [Hendt(stroem=f"part/{leser.part}", hendelse=bekreftet, skjedde=leser.dag)]


KONTAKTENE = Tekst(
    "Her er de som får e-post fra Fristvakt. Er noe feil, svarer du på e-posten og skriver hva som skal endres.",
    "Her er dei som får e-post frå Fristvakt. Er noko feil, svarer du på e-posten og skriv kva som skal endrast.",
)
KONTAKTENE_SELV = Tekst(
    "Her er de som får e-post fra Fristvakt. Er noe feil, retter du det med «fristvakt registrer».",
    "Her er dei som får e-post frå Fristvakt. Er noko feil, rettar du det med «fristvakt registrer».",
)
"""To one who coordinates an agreement: her answer may go to nobody but herself."""
KONTAKTLISTE: Svarskjema[Leser] = Svarskjema(
    hovedfelt="",
    tittel=lambda leser: med(
        Tekst("Stemmer kontaktlisten for {part}?", "Stemmer kontaktlista for {part}?"),
        part=leser.register.navn(leser.part),
    ),
    ingress=lambda leser: KONTAKTENE_SELV if leser.koordinerer else KONTAKTENE,
    felter=lambda _: (),
    les=lambda leser, _: _les_bekreftet(leser),
    gjort=lambda _: None,
    staar=_sist_bekreftet,
    knapp=Tekst("Kontaktlisten stemmer", "Kontaktlista stemmer"),
    takk=lambda _: Tekst("Vi spør igjen neste år.", "Vi spør igjen neste år."),
    linjer=lambda leser, maalform: kontaktlinjer(leser.part, leser.register, leser.dag, maalform),
)
