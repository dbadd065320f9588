"""Trial mode: which messages go to the coordinators instead, whether it is on, and what waits for it to end."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from modeller.avtalefold import UkjentAvtale, brett_avtale
from modeller.fakta import INSTALLASJON, avtalestroem
from modeller.lager import utboks
from modeller.lager.faktalager import les_register, les_stroem
from modeller.lager.lager import Tx
from modeller.lager.tabeller import Utbokstilstand
from modeller.lager.utboks import Koerad
from modeller.register import Kontakt
from modeller.registerfold import brett_register
from varsler.bilde import TaBilder
from varsler.etterkontroll import sjekk
from varsler.fordeling import fordel
from varsler.melding import OSLO
from varsler.sak import Varselsak

PAA_PROEVE = "Prøvemodus: "
"""How what was stopped on trial begins to say why: it was never tried with its own recipient."""
UTEN_KOORDINATOR = f"{PAA_PROEVE}Avtalen har ingen koordinator som kan ta imot e-posten."
VENT_PAA_KOORDINATOR = timedelta(hours=1)
"""How long until we look again for a coordinator who can be shown what is held back on trial."""


class Brev(NamedTuple):
    """The items of one message, and the coordinator who gets it on trial; None when it goes to its own recipient."""

    saker: list[Varselsak]
    proeve_til: Kontakt | None = None

    @property
    def adresse(self) -> str:
        """Where the message goes."""
        return self.proeve_til.epost if self.proeve_til else self.saker[0].rad.mottaker

    @property
    def domene(self) -> str:
        """Whose server takes it."""
        return self.adresse.rpartition("@")[2].lower()


class Fordelt(NamedTuple):
    """The messages that can go, and the items that wait, since on trial nobody can be shown them."""

    brev: list[Brev]
    venter: list[Varselsak]


class Utestaaende(NamedTuple):
    """What goes to its own recipients once trial mode is off: so many messages, to so many."""

    meldinger: int
    mottakere: int


def fordel_til(saker: Iterable[Varselsak], uleverbare: Collection[str]) -> Fordelt:
    """The items of one recipient as messages.

    On trial those of each agreement go to its coordinator, in a message of their own for each coordinator; what is to
    the coordinator anyway goes as ever. `uleverbare` are addresses known to turn mail away.
    """
    direkte: list[Varselsak] = []
    venter: list[Varselsak] = []
    paa_proeve: dict[str, tuple[Kontakt, list[Varselsak]]] = {}
    for sak in saker:
        koordinator = sak.register.kontakt_naa(sak.plan.koordinator, sak.plan.dag)
        if not sak.register.proevemodus or (koordinator and koordinator.epost == sak.rad.mottaker):
            direkte.append(sak)
        elif koordinator is None or koordinator.epost in uleverbare:
            venter.append(sak)
        else:
            paa_proeve.setdefault(koordinator.epost, (koordinator, []))[1].append(sak)
    brev = [Brev(sammen) for sammen in fordel(direkte)]
    brev += [Brev(sammen, til) for til, egne in paa_proeve.values() for sammen in fordel(egne)]
    return Fordelt(brev, venter)


async def er_paa(tx: Tx, dag: date) -> bool:
    """Whether trial mode is on that day in Oslo."""
    return brett_register(await les_stroem(tx, INSTALLASJON), dag).proevemodus


async def avslutt_hvis_av(tx: Tx, dag: date) -> None:
    """Unless trial mode is on, what has been shown on trial waits for its own recipients.

    Asked before each round and not done as it is turned off: so it holds however that came about (an undo, a date
    that was reached), and for what another sender was just showing.
    """
    if not await er_paa(tx, dag):
        await utboks.send_det_proevde(tx, PAA_PROEVE)


def avvist_paa_proeve(adresse: str, svar: str) -> str:
    """Why a message is stopped that the server of the coordinator at `adresse` has said no to."""
    return f"{PAA_PROEVE}{adresse} tok ikke imot e-posten: {svar}"


def kan_sendes_paa_nytt(koerad: Koerad) -> bool:
    """Whether somebody can let it go again: it was laid aside, or waits since nobody could be shown it on trial."""
    venter = koerad.tilstand is Utbokstilstand.VENTER and (koerad.merknad or "").startswith(PAA_PROEVE)
    return venter or koerad.tilstand is Utbokstilstand.DOED


async def koordinatorenes_adresser(tx: Tx, avtaler: Collection[str], dag: date) -> set[str]:
    """Where what is shown on trial of these agreements goes on that day; none while trial mode is off."""
    register = brett_register(await les_register(tx), dag)
    if not register.proevemodus:
        return set()
    adresser = set()
    for avtale in avtaler:
        try:
            utnevnt = brett_avtale(await les_stroem(tx, avtalestroem(avtale)), dag).koordinator
        except UkjentAvtale:  # undone meanwhile: nobody is told of it
            continue
        if koordinator := register.kontakt_naa(utnevnt, dag):
            adresser.add(koordinator.epost)
    return adresser


async def utestaaende(tx: Tx, ta_bilder: TaBilder, naa: datetime) -> Utestaaende:
    """What would go to its own recipients, were trial mode turned off at `naa` (aware UTC)."""
    dag = naa.astimezone(OSLO).date()
    koe = await utboks.les_koe(tx, Utbokstilstand.PROEVD, Utbokstilstand.VENTER)
    rader = sorted((k for k in koe if k.rad.forfaller <= dag), key=attrgetter("rad.mottaker"))
    hver = [list(egne) for _, egne in groupby(rader, key=attrgetter("rad.mottaker"))]
    brev = [fordel(en.saker) for en in await sjekk(tx, hver, ta_bilder, naa, dag)]
    return Utestaaende(meldinger=sum(map(len, brev)), mottakere=sum(map(bool, brev)))
