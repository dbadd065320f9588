"""What has been said about the reminder rules, by whom and when, and what then holds: read from the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from fristvakt.husregler import LAGENE
from modeller.fakta import INSTALLASJON, Faktum, VarselregelSatt, VarselvalgTatt, avtalestroem
from modeller.faktaliste import gjeldende
from modeller.lager import faktalager
from modeller.lager.faktalager import AVTALEPREFIKS
from modeller.lager.lager import Tx
from modeller.lager.minne import MINNE
from modeller.regelfold import brett_regler
from modeller.regelvalg import SattRegel
from modeller.register import Register
from modeller.tekst import dato_kort, lik
from varsler.forklaringsord import hvem_satte, naar_i_ord
from varsler.logg.registerord import hvem_regelen_gjelder
from varsler.logg.varselord import valgsetning, varselsetning
from varsler.regler import STANDARDREGLER, Varselregel, Varselregler
from varsler.regler.ord import regel_i_ord
from varsler.regler.valg import Lagvalg, gjeldende_regel, opphavet, valg_for

REGLENE = {regel.navn: nr for nr, regel in enumerate(STANDARDREGLER.regler)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Regelstand:
    """The rules of an installation as they hold on a day, and the facts that have changed any of them for anybody."""

    regler: Varselregler
    register: Register
    endringer: tuple[Faktum, ...] = ()

    def rader(self) -> list[dict[str, Any]]:
        """The contract of `varsler --json`: each rule as it holds for all, with the changes of it there are."""
        return [
            {
                "regel": regel.navn,
                "kalt": regel_i_ord(regel.navn).nb,
                "naar": naar_i_ord(regel).nb,
                "paa": regel.paa,
                "hvem": hvem,
                "endringer": [_endringsrad(f) for f in self.endringer if _valget(f).regel == regel.navn],
            }
            for regel, hvem in self._som_gjelder()
        ]

    def linjer(self) -> Iterator[str]:
        """The same for people."""
        for regel, hvem in self._som_gjelder():
            satt = "" if hvem == "standard" else f" ({hvem})"
            yield f"{regel.navn}: {regelen_i_ord(regel)}{satt}."
        yield ""
        if not self.endringer:
            yield "Ingen har endret reglene. «fristvakt varsler sett» endrer en av dem."
            return
        yield "Endringer:"
        yield from (f"  {_i_ord(faktum)}." for faktum in self.endringer)
        yield "En endring tas tilbake med «fristvakt varsler sett REGEL som-ellers --for HVEM»."

    def _som_gjelder(self) -> Iterator[tuple[Varselregel, str]]:
        valgene = valg_for(self.register, INSTALLASJON)
        for standard in self.regler.regler:
            yield gjeldende_regel(standard, valgene), satt_av(standard, valgene, self.register, "")


async def les_regelstand(tx: Tx, regler: Varselregler, dag: date) -> Regelstand:
    """How the rules stand on `dag`."""
    registeret = await faktalager.les_register(tx)
    endringer = list(_som_staar(registeret, dag))
    for avtale in await faktalager.avtaler(tx):
        endringer += _som_staar(await faktalager.les_stroem(tx, avtalestroem(avtale)), dag)
    return Regelstand(
        regler=regler, register=MINNE.register(registeret, dag), endringer=tuple(sorted(endringer, key=_rekkefoelge))
    )


async def naa_gjelder(tx: Tx, hendelse: VarselregelSatt | VarselvalgTatt, regler: Varselregler, dag: date) -> str:
    """What holds on `dag` for those a choice was made for, in a sentence: others may have made choices too."""
    register = MINNE.register(await faktalager.les_register(tx), dag)
    if isinstance(hendelse, VarselvalgTatt):
        return f"{valgsetning(hendelse, hvem_regelen_gjelder(f'kontakt/{hendelse.kontakt}', register)).nb}."
    avtalens: Sequence[SattRegel] = ()
    if hendelse.gjelder.startswith(AVTALEPREFIKS):
        avtalens = brett_regler(await faktalager.les_stroem(tx, hendelse.gjelder), dag)
    valgene = valg_for(register, hendelse.gjelder, steg=hendelse.steg or "", avtalens=avtalens)
    standard = next(regel for regel in regler.regler if regel.navn == hendelse.regel)
    steg = f", steget «{hendelse.steg}»" if hendelse.steg else ""
    satt = satt_av(standard, valgene, register, hendelse.gjelder)
    return f"Nå gjelder for {hendelse.gjelder}{steg}: {regelen_i_ord(gjeldende_regel(standard, valgene))} ({satt})."


def regelen_i_ord(regel: Varselregel) -> str:
    """`«like før», 3 arbeidsdager før fristen …`, or that it is off."""
    return f"«{regel_i_ord(regel.navn).nb}», {naar_i_ord(regel).nb if regel.paa else 'slått av'}"


def satt_av(standard: Varselregel, valgene: Sequence[Lagvalg], register: Register, gjelder: str) -> str:
    """Who decided how the rule is, for those in a scope."""
    opphav = opphavet(standard.navn, valgene)
    slag, _, id_ = gjelder.partition("/")
    part = register.kontakter[id_].part if slag == "kontakt" else id_
    av = opphav.paa is not None and opphav.paa.valg.paa is False
    return hvem_satte(opphav.paa if av or opphav.avstand is None else opphav.avstand, register, part).nb


def _som_staar(fakta: Iterable[Faktum], dag: date) -> Iterator[Faktum]:
    """The last choice of each rule and step of a stream, without those that were taken back."""
    siste: dict[tuple[str, str, str | None], Faktum] = {}
    for faktum in gjeldende(fakta, dag):
        if isinstance(valg := faktum.hendelse, VarselregelSatt):
            siste[valg.gjelder, valg.regel, valg.steg] = faktum
    yield from (f for f in siste.values() if _valget(f).paa is not None or _valget(f).avstand is not None)


def _rekkefoelge(faktum: Faktum) -> tuple[int, str, int, str]:
    valg = _valget(faktum)
    lag = LAGENE.index(valg.gjelder.partition("/")[0])
    return lag, valg.gjelder, REGLENE.get(valg.regel, len(REGLENE)), valg.steg or ""


def _i_ord(faktum: Faktum) -> str:
    valg = _valget(faktum)
    hva = varselsetning(valg, lik(valg.gjelder), lik(valg.steg) if valg.steg else None).nb
    grunn = f": {' '.join(valg.grunn.split()).rstrip('.')}" if valg.grunn else ""
    return f"{hva}. Satt {dato_kort(faktum.skjedde)} av {faktum.av}{grunn}"


def _endringsrad(faktum: Faktum) -> dict[str, Any]:
    valg = _valget(faktum)
    return {
        "gjelder": valg.gjelder,
        "steg": valg.steg,
        "paa": valg.paa,
        "avstand": {enhet: antall for enhet, antall in asdict(valg.avstand).items() if antall}
        if valg.avstand
        else None,
        "satt": faktum.skjedde.isoformat(),
        "av": faktum.av,
        "grunn": valg.grunn,
        "faktum": faktum.id,
    }


def _valget(faktum: Faktum) -> VarselregelSatt:
    assert isinstance(faktum.hendelse, VarselregelSatt), "what is no choice of rule is not among them"
    return faktum.hendelse
