"""Where the lines of a digest lead: to answering what is answered from a mail, else to the board's page about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from modeller.plan import Plan, Plansteg
from modeller.register import Organ
from modeller.tekst import Maalform, Tekst, lik
from varsler.oppsett import Meldingsoppsett
from varsler.regler import OM_REGISTERET, OVERSIKTER, Slag
from varsler.sak import Varselsak
from varsler.svarlenke import Formaal, Lenke
from varsler.svarmulighet import Svarmulighet, svarmuligheter
from varsler.svarord import NAVN
from varsler.svarvalg import Brev, steglenke

SVAR = lik("Svar")
JA_ELLER_NEI = lik("Svar ja eller nei")
SAKEN = Tekst("Se saken", "Sjå saka")
SAKENE = Tekst("Se sakene", "Sjå sakene")
AVTALEN = Tekst("Se avtalen", "Sjå avtalen")
KONTAKTENE = Tekst("Se kontaktene", "Sjå kontaktane")
MOETEPLANEN = Tekst("Se møteplanen", "Sjå møteplanen")
ALT_NYTT = Tekst("Se alt som er nytt", "Sjå alt som er nytt")
TAVLA = Tekst("Se alle på tavla", "Sjå alle på tavla")


@dataclass(frozen=True, slots=True, kw_only=True)
class Oversiktslenker:
    """Makes the links of one message's digests; none to a board that its reader cannot reach. `fortalt` is what its own
    items tell, which a digest says no more of: steps by agreement and id, and wishes for more time and what is missing
    in the register by kind and whose it is.
    """

    oppsett: Meldingsoppsett
    maalform: Maalform
    brev: Brev
    fortalt: frozenset[tuple[str, str]] = field(default=frozenset())

    def svar(self, sak: Varselsak, plan: Plan, steg: Plansteg, part: str) -> Lenke | None:
        """Where a party answers for a step that lies with it: the page with all the answers there are, where there are
        several. None where nothing can be answered.
        """
        if self.oppsett.svar is None:
            return None
        mulige = list(svarmuligheter(plan, steg, part, er_kontakt=sak.rad.kontakt is not None))
        if not mulige:
            return None
        valgt = mulige[0] if len(mulige) == 1 else Svarmulighet(Formaal.SVAR, "", SVAR)
        adresse = steglenke(sak, plan, steg, valgt, self.brev, self.oppsett.svar)
        return Lenke(SVAR.paa(self.maalform), adresse)

    def ja_eller_nei(self, sak: Varselsak, plan: Plan, steg: Plansteg, part: str) -> Lenke | None:
        """Where the coordinator answers a party that has asked for more time."""
        if self.oppsett.svar is None:
            return self.steget(plan, steg)
        mulighet = Svarmulighet(Formaal.SVAR_MER_TID, part, JA_ELLER_NEI)
        adresse = steglenke(sak, plan, steg, mulighet, self.brev, self.oppsett.svar)
        return Lenke(JA_ELLER_NEI.paa(self.maalform), adresse)

    def avklaringen(self, sak: Varselsak, plan: Plan, steg: Plansteg) -> Lenke | None:
        """Where the coordinator says, for her own party, that what a step rests for is cleared up."""
        if self.oppsett.svar is None:
            return self.steget(plan, steg)
        mulighet = Svarmulighet(Formaal.AVKLART, "", NAVN[Formaal.AVKLART])
        adresse = steglenke(sak, plan, steg, mulighet, self.brev, self.oppsett.svar)
        return Lenke(mulighet.navn.paa(self.maalform), adresse)

    def steget(self, plan: Plan, steg: Plansteg) -> Lenke | None:
        """The step on the board."""
        return self._paa_tavla(SAKEN, self.oppsett.lenke(plan.avtale, steg.id, self.maalform))

    def avtalen(self, plan: Plan) -> Lenke | None:
        """The agreement on the board."""
        return self._paa_tavla(AVTALEN, self.oppsett.avtalelenke(plan.avtale, self.maalform))

    def partens_saker(self, part: str) -> Lenke | None:
        """All that lies with a party, on the board."""
        return self._paa_tavla(SAKENE, self.oppsett.partslenke(part, self.maalform))

    def kontaktene(self, part: str) -> Lenke | None:
        """A party's contacts, on the board."""
        return self._paa_tavla(KONTAKTENE, self.oppsett.partslenke(part, self.maalform, "kontakter"))

    def moeteplanen(self, organ: Organ) -> Lenke | None:
        """Where the source of a body's meeting plan is looked at, and what it says is taken in, on the board."""
        return self._paa_tavla(MOETEPLANEN, self.oppsett.moeteplanlenke(organ.part, organ.id, self.maalform))

    def nytt(self, fra: date, koordinator: str | None) -> Lenke | None:
        """All that is new since a day in the agreements of a coordinator (None: in all), on the board."""
        return self._paa_tavla(ALT_NYTT, self.oppsett.nyttlenke(fra, koordinator, self.maalform))

    def tavla(self) -> Lenke | None:
        """The board's first page: who waits on whom."""
        return self._paa_tavla(TAVLA, self.oppsett.forside(self.maalform))

    def _paa_tavla(self, ordet: Tekst, adresse: str) -> Lenke | None:
        return Lenke(ordet.paa(self.maalform), adresse) if adresse else None


def fortalt_av(saker: Iterable[Varselsak]) -> frozenset[tuple[str, str]]:
    """What the items of a message tell, as its digests would have told it; a fresh link tells nothing of its step."""
    om = [sak for sak in saker if sak.slag not in OVERSIKTER | {Slag.NY_LENKE}]
    return frozenset(noekkel for sak in om for noekkel in _fortalt(sak))


def om_oensket(plan: Plan, steg: Plansteg, part: str) -> tuple[str, str]:
    """What it is called that a party's wish for more time is told: an item about the step may say nothing of it."""
    return Slag.KOORDINATOR_MER_TID.value, f"{plan.avtale} {steg.id} {part}"


def _fortalt(sak: Varselsak) -> Iterator[tuple[str, str]]:
    if sak.slag in OM_REGISTERET:
        yield sak.slag.value, str(sak.rad.data.get("adresse") or sak.rad.data.get("om_part") or "")
        return
    yield sak.plan.avtale, sak.steg.id
    if sak.slag is Slag.KOORDINATOR_MER_TID:
        yield om_oensket(sak.plan, sak.steg, str(sak.rad.data.get("om_part")))
