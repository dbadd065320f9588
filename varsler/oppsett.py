"""What an installation decides about its mail: who sends, where links lead, and whether this is a demonstration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from modeller.tekst import Maalform
from varsler.adresse import som_adresse
from varsler.kalender.lenker import tavlelenker
from varsler.svarlenke import Svaradresser


@dataclass(frozen=True, slots=True, kw_only=True)
class Meldingsoppsett:
    """Settings of messages. `avsender` is a bare e-mail address, `nettadresse` the board's address.

    `demo` labels every message as sent on a demonstration's clock, `svar` makes the links that mails are answered with
    (None: there are none). Where mail is read the board may be out of reach: unless `tavla_naas`, all links to it are
    left out, as empty addresses. Raises `UgyldigAdresse` for a bad sender.
    """

    avsender: str
    nettadresse: str
    avsendernavn: str = "Fristvakt"
    demo: bool = False
    svar: Svaradresser | None = None
    tavla_naas: bool = True

    def __post_init__(self) -> None:
        som_adresse(self.avsender)  # raises: a bad sender must not look like every recipient's fault

    @property
    def domene(self) -> str:
        """The domain Message-IDs are made in: the sender's."""
        return self.avsender.rpartition("@")[2]

    def lenke(self, avtale: str, steg: str, maalform: Maalform) -> str:
        """The step's place on the agreement's page of the board."""
        return tavlelenker(self.nettadresse)(avtale, steg, maalform) if self.tavla_naas else ""

    def avtalelenke(self, avtale: str, maalform: Maalform) -> str:
        """The agreement's page of the board."""
        return self._paa_tavla(f"/avtale/{quote(avtale, safe='')}{_nynorsk(maalform)}")

    def partslenke(self, part: str, maalform: Maalform, del_: str = "") -> str:
        """The party's page of the board, or a part of it."""
        return self._paa_tavla(f"/part/{quote(part, safe='')}{_nynorsk(maalform)}{'#' if del_ else ''}{del_}")

    def moeteplanlenke(self, part: str, organ: str, maalform: Maalform) -> str:
        """The page where the meeting plans of the party's bodies are fetched and looked at, with one of them chosen."""
        ledd = urlencode({"organ": organ} | _maal(maalform))
        return self._paa_tavla(f"/part/{quote(part, safe='')}/moeteplan?{ledd}#kilder")

    def nyttlenke(self, fra: date, koordinator: str | None, maalform: Maalform) -> str:
        """The board's page of what is new since a day, in the agreements of a coordinator (None: in all)."""
        ledd = {"siden": fra.isoformat()} | ({"koordinator": koordinator} if koordinator else {})
        return self._paa_tavla(f"/nytt?{urlencode(ledd | _maal(maalform))}")

    def forside(self, maalform: Maalform) -> str:
        """The board's first page."""
        return self._paa_tavla(f"/{_nynorsk(maalform)}")

    def _paa_tavla(self, sti: str) -> str:
        return f"{self.nettadresse.rstrip('/')}{sti}" if self.tavla_naas else ""


def _nynorsk(maalform: Maalform) -> str:
    ledd = _maal(maalform)
    return f"?{urlencode(ledd)}" if ledd else ""


def _maal(maalform: Maalform) -> dict[str, str]:
    return {"maal": Maalform.NN.value} if maalform is Maalform.NN else {}
