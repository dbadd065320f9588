"""The fields of a form: what they are called, what was typed, and reading that with errors next to each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from urllib.parse import urlsplit

from modeller.tekst import Tekst
from varsler.adresse import UgyldigAdresse, krev_mulig, rett_fram

LINJE_MAKS = 200
TEKST_MAKS = 2000


class Feltslag(StrEnum):
    """What kind of thing is typed or chosen."""

    DATO = "date"
    KLOKKE = "time"
    TEKST = "text"
    EPOST = "email"
    ADRESSE = "url"
    LANG = "lang"
    VALG = "valg"
    KRYSS = "kryss"


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """One field. `verdi` is what stands in it, `valg` the alternatives (value and words) of a choice."""

    navn: str
    etikett: Tekst
    slag: Feltslag = Feltslag.TEKST
    hjelp: Tekst | None = None
    verdi: str = ""
    valg: tuple[tuple[str, Tekst], ...] = ()
    valgfritt: bool = False
    spoerres_om: bool = False
    """Shown only when something that was filled in calls for it."""


class Skjemafeil(Exception):
    """Fields that cannot be used, by name, with what would be right."""

    def __init__(self, feil: Mapping[str, Tekst]) -> None:
        super().__init__(" ".join(tekst.nb for tekst in feil.values()))
        self.feil = dict(feil)


JA = "ja"
SKRIV_DATO = Tekst("Datoen mangler. Skriv den slik: 7.11.2024.", "Datoen manglar. Skriv han slik: 7.11.2024.")
UGYLDIG_DATO = Tekst(
    "«{hva}» er ikke en dato. Skriv den slik: 7.11.2024.", "«{hva}» er ikkje ein dato. Skriv han slik: 7.11.2024."
)
UGYLDIG_KLOKKE = Tekst(
    "«{hva}» er ikke et klokkeslett. Skriv det slik: 09:30.",
    "«{hva}» er ikkje eit klokkeslett. Skriv det slik: 09:30.",
)
FOR_LANGT = Tekst("Dette er for langt. Bruk høyst {maks} tegn.", "Dette er for langt. Bruk høgst {maks} teikn.")
VELG = Tekst("Velg et av alternativene.", "Vel eitt av alternativa.")
UGYLDIG_ADRESSE = Tekst(
    "«{hva}» er ikke en nettadresse. Den skal begynne med https://.",
    "«{hva}» er ikkje ei nettadresse. Ho skal byrje med https://.",
)
UGYLDIG_EPOST = Tekst(
    "«{hva}» er ikke en e-postadresse. Skriv for eksempel navn@{domene}.",
    "«{hva}» er ikkje ei e-postadresse. Skriv til dømes namn@{domene}.",
)


class Utfylt:
    """What was typed in a form, read field by field; the faults are gathered till `krev` tells them all at once."""

    def __init__(self, verdier: Mapping[str, str]) -> None:
        self._verdier = verdier
        self.feil: dict[str, Tekst] = {}

    def dato(self, navn: str, *, mangler: Tekst | None = SKRIV_DATO) -> date | None:
        """The day in a field, as `2024-11-07` or `7.11.2024`; `mangler` None when it may be empty."""
        skrevet = self._verdier.get(navn, "").strip()
        if not skrevet:
            if mangler is not None:
                self.feil[navn] = mangler
            return None
        dag = _les_dato(skrevet)
        if dag is None:
            self.feil[navn] = med(UGYLDIG_DATO, hva=skrevet[:40])
        return dag

    def klokke(self, navn: str) -> time | None:
        """The clock time in a field; None when it is empty."""
        skrevet = self._verdier.get(navn, "").strip().replace(".", ":")
        if not skrevet:
            return None
        try:
            klokka = time.fromisoformat(skrevet if ":" in skrevet else f"{skrevet}:00").replace(second=0, microsecond=0)
        except ValueError:
            klokka = None
        if klokka is None or klokka.tzinfo is not None:  # a meeting is held by the clock on the wall
            self.feil[navn] = med(UGYLDIG_KLOKKE, hva=skrevet[:40])
            return None
        return klokka

    def linje(self, navn: str, *, mangler: Tekst | None = None) -> str:
        """A line of text; `mangler` is what to say when it must be there and is not."""
        skrevet = " ".join(self._ren(navn).split())
        return self._passer(navn, skrevet, LINJE_MAKS, mangler)

    def lang(self, navn: str, *, mangler: Tekst | None = None) -> str:
        """Text of several lines."""
        return self._passer(navn, self._ren(navn).strip(), TEKST_MAKS, mangler)

    def valg(self, navn: str, gyldige: Collection[str], mangler: Tekst = VELG) -> str:
        """One of the alternatives."""
        valgt = self._verdier.get(navn, "")
        if valgt not in gyldige:
            self.feil[navn] = mangler
            return ""
        return valgt

    def krysset(self, navn: str) -> bool:
        """Whether a box is ticked."""
        return self._verdier.get(navn) == JA

    def adresse(self, navn: str) -> str | None:
        """A web address that can be opened from the board; None when the field is empty."""
        skrevet = self.linje(navn)
        if not skrevet:
            return None
        try:
            deler = urlsplit(skrevet)
        except ValueError:
            deler = None
        if deler is None or deler.scheme not in {"http", "https"} or not deler.hostname or " " in skrevet:
            self.feil.setdefault(navn, med(UGYLDIG_ADRESSE, hva=skrevet[:60]))
        return skrevet

    def epost(self, navn: str, *, mangler: Tekst, domene: str) -> str:
        """An e-mail address that can exist."""
        skrevet = self._ren(navn).strip()
        if not skrevet:
            self.feil[navn] = mangler
            return ""
        try:
            krev_mulig(skrevet)
        except UgyldigAdresse:
            self.feil[navn] = med(UGYLDIG_EPOST, hva=skrevet[:60], domene=domene)
        return skrevet

    def krev(self) -> None:
        """Raises `Skjemafeil` when anything was wrong."""
        if self.feil:
            raise Skjemafeil(self.feil)

    def _ren(self, navn: str) -> str:
        tekst = rett_fram(self._verdier.get(navn, "").replace("\r\n", "\n"))
        return "".join(tegn for tegn in tekst if tegn == "\n" or tegn.isprintable())

    def _passer(self, navn: str, skrevet: str, maks: int, mangler: Tekst | None) -> str:
        if len(skrevet) > maks:
            self.feil[navn] = med(FOR_LANGT, maks=maks)
        elif not skrevet and mangler is not None:
            self.feil[navn] = mangler
        return skrevet


def med(tekst: Tekst, **felt: object) -> Tekst:
    """The text with its blanks filled in; a text in both written standards fills each with its own."""
    nb = {navn: verdi.nb if isinstance(verdi, Tekst) else verdi for navn, verdi in felt.items()}
    nn = {navn: verdi.nn if isinstance(verdi, Tekst) else verdi for navn, verdi in felt.items()}
    return Tekst(tekst.nb.format(**nb), tekst.nn.format(**nn))


def _les_dato(skrevet: str) -> date | None:
    try:
        return date.fromisoformat(skrevet)
    except ValueError:
        pass
    ledd = skrevet.replace(" ", "").rstrip(".").split(".")
    try:
        dag, maaned, aar = map(int, ledd)
        return date(aar if aar > 99 else 2000 + aar, maaned, dag)
    except ValueError:
        return None
