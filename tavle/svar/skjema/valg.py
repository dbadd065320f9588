"""What a contact says of itself and its party: how often mail comes, whether digests do, who the contacts are."""

from __future__ import annotations

from collections.abc import Sequence

from flyter.innfoering import Hendt
from modeller.fakta import Faktum, KontaktlisteBekreftet, VarselvalgTatt
from modeller.regelvalg import Samling, Varselvalg
from modeller.tekst import Tekst
from tavle.svar.felt import Felt, Feltslag, Utfylt, med
from tavle.svar.leser import Leser
from tavle.svar.skjema.form import Gjort, Svarskjema
from varsler.saerord import kontaktlinjer

JA, NEI = "ja", "nei"
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
    )


def _les(leser: Leser, utfylt: Utfylt) -> Sequence[Hendt]:
    samling = utfylt.valg("samling", [s.value for s in Samling])
    oversikter = utfylt.valg("oversikter", (JA, NEI))
    utfylt.krev()
    return _tatt(leser, Samling(samling), oversikter=oversikter == JA)


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
    tittel=lambda _: Tekst("Hvor ofte du får e-post", "Kor ofte du får e-post"),
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
