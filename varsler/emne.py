"""The subject of a message: what it is about in the few words that a list of mail shows, in an order that sorts."""

from __future__ import annotations

from collections.abc import Sequence

from modeller.tekst import Maalform, stor
from varsler.adresse import en_linje
from varsler.maler import mal
from varsler.regler import OVERSIKTER, Slag
from varsler.sak import Varselsak
from varsler.samlesak import Samlesak

EMNE_MAKS = 180
ETT_OG_ETT_TIL = 2
FLERE_SAKER = {
    (Maalform.NB, True): "og én sak til",
    (Maalform.NB, False): "og {} saker til",
    (Maalform.NN, True): "og éi sak til",
    (Maalform.NN, False): "og {} saker til",
}


def emne_for(
    saker: Sequence[Varselsak], samlesaker: Sequence[Samlesak], maalform: Maalform, *, proeve: bool = False
) -> str:
    """The subject. What matters most stands first, since a phone shows some 40 characters and a list of mail some 70:
    what it is and of which step, then the date, last the agreement. On trial whom it was for comes before all else, so
    that a coordinator's list sorts by it.
    """
    foerste = samlesaker[0].i_emnet(maalform)
    emne = mal(f"{foerste.slag}/emne.{maalform}.txt").render(s=foerste).strip()
    if samlesaker[0].egne:
        emne = stor(emne)
    # Thanks beside a matter are none: whoever sorts mail counts what there is to do.
    alle = [en.felles for en in samlesaker]
    antall = sum(s.oversikt is None and (s.slag is foerste.slag or s.slag is not Slag.TAKK) for s in alle)
    if antall > 1:
        emne = f"{emne}, {FLERE_SAKER[maalform, antall == ETT_OG_ETT_TIL].format(antall - 1)}"
    # A digest, which may be of several agreements, says which they are itself.
    if len({s.plan.avtale for s in saker if s.slag not in OVERSIKTER}) == 1 and foerste.avtale:
        emne = f"{emne} – {foerste.avtale}"
    numre = dict.fromkeys(s.saksnummer for en in samlesaker for s in (en.felles, *en.egne) if s.saksnummer)
    if saker[0].rad.kontakt is None and numre:  # a postmottak sorts and files by it
        emne = f"Sak {', '.join(numre)}: {emne}"
    if proeve:
        hvem = saker[0].register.kortnavn(saker[0].rad.part).paa(maalform)
        emne = f"[Prøve: til {hvem}] {emne}"
    return _forkort(en_linje(emne))


def _forkort(tekst: str) -> str:
    return tekst if len(tekst) <= EMNE_MAKS else f"{tekst[: EMNE_MAKS - 1].rstrip()}…"
