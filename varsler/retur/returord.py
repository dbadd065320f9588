"""What came back, in words, in bokmål and nynorsk."""

from __future__ import annotations

from datetime import date

from modeller.lager.returpost import Returpost, Returslag
from modeller.tekst import MAANEDER, Datoform, Tekst, dato_kort
from varsler.retur.innkommet import Uforstaatt

HVA = {
    Returslag.IKKE_LEVERT: Tekst("Adressen tar ikke imot post.", "Adressa tek ikkje imot post."),
    Returslag.NEKTET: Tekst(
        "Meldingen ble avvist og er lagt til side. Adressen er like god.",
        "Meldinga vart avvist og er lagd til side. Adressa er like god.",
    ),
    Returslag.PROEVES_IGJEN: Tekst("Ikke levert ennå. Prøves igjen.", "Ikkje levert enno. Blir prøvd igjen."),
    Returslag.FORSINKET: Tekst(
        "Forsinket. E-postserveren prøver fortsatt.", "Forseinka. E-posttenaren prøver framleis."
    ),
    Returslag.FRAMME: Tekst("Levert eller sendt videre.", "Levert eller send vidare."),
    Returslag.AUTOSVAR: Tekst("Automatisk svar.", "Automatisk svar."),
    Returslag.SVAR: Tekst("Svar fra et menneske.", "Svar frå eit menneske."),
    Returslag.UFORSTAATT: Tekst("Ikke forstått.", "Ikkje forstått."),
}
HVORFOR = {
    Uforstaatt.FOR_DYP: Tekst(
        "Rapporten har for mange deler i hverandre.", "Rapporten har for mange delar i kvarandre."
    ),
    Uforstaatt.IKKE_EPOST: Tekst("Filen er ikke en e-post.", "Fila er ikkje ein e-post."),
    Uforstaatt.RAPPORT_UTEN_STATUS: Tekst(
        "Rapporten sier ikke hva som er skjedd.", "Rapporten seier ikkje kva som har skjedd."
    ),
    Uforstaatt.LESEKVITTERING: Tekst("Det er en lesekvittering.", "Det er ei lesekvittering."),
    Uforstaatt.KLAGE: Tekst("Mottakeren har meldt e-posten som uønsket.", "Mottakaren har meldt e-posten som uønskt."),
    Uforstaatt.UTEN_AVSENDER: Tekst(
        "Den er fra en e-postserver, men er ingen rapport som kan leses.",
        "Han er frå ein e-posttenar, men er ingen rapport som kan lesast.",
    ),
    Uforstaatt.AUTOMATIKK: Tekst("Den er skrevet av et program.", "Han er skriven av eit program."),
    Uforstaatt.UKJENT_MELDING: Tekst(
        "Rapporten gjelder ingen melding som er sendt herfra.", "Rapporten gjeld inga melding som er send herifrå."
    ),
    Uforstaatt.ANNEN_ADRESSE: Tekst(
        "Rapporten gjelder en annen adresse enn meldingen ble sendt til:",
        "Rapporten gjeld ei anna adresse enn meldinga vart send til:",
    ),
    Uforstaatt.UKJENT_HANDLING: Tekst(
        "Rapporten sier noe som ikke er kjent:", "Rapporten seier noko som ikkje er kjent:"
    ),
    Uforstaatt.FEIL: Tekst("Fristvakt klarte ikke å lese den.", "Fristvakt klarte ikkje å lese han."),
    Uforstaatt.ULESELIG: Tekst("Fristvakt har ikke tilgang til filen.", "Fristvakt har ikkje tilgang til fila."),
}


def i_ord(post: Returpost, dag: Datoform = dato_kort) -> Tekst:
    """What the mail says or means, in a sentence or two; the words of a report are not among them."""
    if post.slag is Returslag.FRAVAER:
        return _fravaer(post, dag)
    hva = HVA[post.slag]
    if post.slag is not Returslag.UFORSTAATT or post.kode not in set(Uforstaatt):
        return hva
    hvorfor = HVORFOR[Uforstaatt(post.kode)]
    om = f" {post.svar}" if post.svar else ""
    return Tekst(f"{hva.nb} {hvorfor.nb}{om}", f"{hva.nn} {hvorfor.nn}{om}")


def _fravaer(post: Returpost, dag: Datoform) -> Tekst:
    nb, nn = ("Kontakten svarer at hen er borte",) * 2
    if post.kontakt is None:
        nb, nn = "Avsenderen svarer at hen er borte", "Avsendaren svarer at hen er borte"
    if post.borte_til:
        nb, nn = f"{nb} til {dag_i_ord(post.borte_til, dag)}", f"{nn} til {dag_i_ord(post.borte_til, dag)}"
    if post.tilbake:
        nb, nn = f"{nb}, tilbake {dag_i_ord(post.tilbake, dag)}", f"{nn}, tilbake {dag_i_ord(post.tilbake, dag)}"
    return Tekst(f"{nb}.", f"{nn}.")


def dag_i_ord(sagt: str, dag: Datoform = dato_kort) -> str:
    """`12.8.2024`, or `12. august` where no year was given."""
    if sagt.startswith("--"):
        maaned, dagen = sagt.removeprefix("--").split("-")
        return f"{int(dagen)}. {MAANEDER[int(maaned) - 1]}"
    return dag(date.fromisoformat(sagt))
