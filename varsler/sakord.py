"""One item of a message in words: everything the templates may say of it, in the recipient's målform."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from varsler.oversikt.ord import Oversikt
from varsler.regler import Slag
from varsler.stegord import Linje, Milepaelord


@dataclass(frozen=True, slots=True, kw_only=True)
class Sakord:
    """Everything the templates may say of an item. Empty strings are things there is nothing to say about."""

    slag: Slag
    avtale: str
    steget: str
    delmaal: str
    forventet: str
    anbefalt: str
    hvem: str
    hvem_kort: str
    til_koordinator: bool
    egen: bool
    har_koordinator: bool
    har_svarlenker: bool
    selv: bool
    """Whether the reader registers what happens: there is no coordinator to tell it to, and no link to tell it by."""
    aapent: bool
    art: str
    arten: str
    er: Literal["er", "var"]
    passert: bool
    dato: str
    kort: str
    naar: str
    naar_stor: str
    vedtaksdag: str
    gammel_dato: str
    gammel_kort: str
    ble_frist: bool
    """Whether whoever moved the date made it a deadline."""
    anslag: str
    ramme: str
    punkt: str
    hva: str
    aar: str
    organ: str
    eiere: str
    grunn: str
    oensket: str
    moetedag: bool
    forfalt: bool
    aapnet_for_sent: bool
    uaktuelt: bool
    holder_opp: str
    foer_moetet: str
    maa_foer_moetet: bool
    faller_bort: str
    foerste: Milepaelord | None
    utloep: str
    merk: str
    fristlinje: Linje | None
    milepaeler: tuple[Milepaelord, ...]
    veien_er_ute: bool
    moetet_gikk: str
    utsatt: str
    """The day the body put the decision off, until the meeting that was to take it up again is past too."""
    utsatt_til: str
    """The day of that meeting."""
    utregning: str
    venter: str
    mangler: str
    kilde: str
    saksnummer: str
    oppdiktet: bool
    lenke: str
    kontaktlenke: str
    om_part: str
    postmottak: str
    navn: str
    adresse: str
    ber_om_tid: str = ""
    """To the coordinator: the day that has been asked for, while nobody has answered."""
    minnes_igjen: str = ""
    """To the coordinator: the day those who have the step want to hear of it again, when none of them will before."""
    minnes: str = ""
    """To the coordinator: which of them are reminded by the week."""
    minnet: str = ""
    """To those above a party: which have been reminded; to the coordinator, in several weeks."""
    ikke_minnet: str = ""
    """To those above several parties: which have not been reminded, when the others have."""
    venter_naa: str = ""
    """Of thanks: whom all wait for now."""
    neste: str = ""
    """Of thanks: the party's own next step, where it is told here."""
    ingenting_mer: bool = False
    """Of thanks: whether its reader has nothing more to do."""
    linjer: tuple[str, ...] = ()
    """The contacts as the register has them, for the one who is asked whether they are right."""
    besvares: bool = False
    """Of a fresh link: whether there is anything to answer."""
    kilde_neste: int = 0
    """Of one told with others: for how many of those after it the source is the same, and not said again."""
    oversikt: Oversikt | None = None
    paa_vegne_av: str = ""
    """The recipient's parties that the item is for, where the message is for several."""

    @property
    def tittel(self) -> str:
        """What the item is called: the step, with its delmål where it has one."""
        return f"{self.steget}: {self.delmaal}" if self.delmaal else self.steget

    @property
    def overskrift(self) -> str:
        """The item's heading; a coordinator sees whose step it is, and so does whoever is told for several parties."""
        hvem = self.hvem if self.til_koordinator else self.paa_vegne_av
        return f"{hvem}: {self.tittel}" if hvem else self.tittel
