"""What an installation has decided of its reminders, for agreement files to be simulated by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from flyter.innfoering import Hendt
from flyter.registrer import registerstroem
from flyter.varselinnvendinger import varselinnvendinger
from fristvakt.filer import Innlest
from fristvakt.innstillinger import Innstillinger
from fristvakt.installasjon import aapne_begynt, klokke_i, varselregler
from modeller.fakta import VarselregelSatt, VarselvalgTatt, avtalestroem
from modeller.lager import faktalager
from modeller.lager.faktalager import AVTALEPREFIKS
from modeller.livsloep import Livsloep
from modeller.regelfold import brett_regler
from modeller.regelvalg import SattRegel, Varselvalg
from modeller.registerfold import brett_register
from modeller.tekst import lik
from varsler.forklaringsord import stille, utsending
from varsler.logg.registerord import hvem_regelen_gjelder
from varsler.logg.varselord import valgsetning, varselsetning
from varsler.regler import STANDARDREGLER, Varselregler
from varsler.sendetid import KONTORTID, Sendetid

AV_INSTALLASJONEN = "installasjonen"
"""Who has said it, where it is taken into a store of files."""
LAGENE = ("installasjon", "avtale", "part", "kontakt")
"""From what is for all to what is for one."""
Varselhendelse = VarselregelSatt | VarselvalgTatt


@dataclass(frozen=True, slots=True, kw_only=True)
class Husregler:
    """The rules and sending hours of the settings, and what has been said of being told, as it stands now."""

    regler: Varselregler = STANDARDREGLER
    sendetid: Sendetid = KONTORTID
    valg: tuple[Varselhendelse, ...] = ()

    def som_hendt(self, innlest: Innlest, dag: date) -> list[Hendt]:
        """The choices about those in the files, as if they had been made on `dag`."""
        return [Hendt(stroem=_stroem(valg), hendelse=valg, skjedde=dag) for valg in self._om(innlest)]

    def avvik(self, innlest: Innlest, *, sendetid: bool = True) -> Iterator[str]:
        """What is otherwise here than in the standard, about those in the files: sentences in bokmål. Not of the hours,
        without `sendetid`: where only days are told.
        """
        if sendetid and self.sendetid != KONTORTID:
            yield utsending(self.sendetid).nb
        if self.regler.stille != STANDARDREGLER.stille:
            yield stille(self.regler.stille).nb
        yield from (f"{_i_ord(valg, innlest)}." for valg in self._om(innlest))

    def _om(self, innlest: Innlest) -> Iterator[Varselhendelse]:
        """Those that could be said where there is nothing but the files."""
        for valg in self.valg:
            stroem = _stroem(valg)
            livsloep: Iterable[Livsloep] = innlest.livsloep.values()
            if stroem.startswith(AVTALEPREFIKS):
                fil = innlest.avtaler.get(stroem.removeprefix(AVTALEPREFIKS))
                if fil is None:
                    continue
                livsloep = (innlest.livsloep[fil.avtale.livsloep],)
            if not any(varselinnvendinger(valg, stroem, innlest.register, livsloep)):
                yield valg


STANDARDEN = Husregler()
"""Where nothing is otherwise."""


async def les_husregler(innstillinger: Innstillinger, avtaler: Iterable[str]) -> Husregler:
    """The rules of the settings and, where an installation has been begun, what has been said there for everybody, for
    parties and contacts, and for these agreements.
    """
    regler, sendetid = varselregler(innstillinger), innstillinger.sendetid
    if not innstillinger.er_begynt:
        return Husregler(regler=regler, sendetid=sendetid)
    async with aapne_begynt(innstillinger, klokke_i(innstillinger)) as installasjon, installasjon.lager.lesing() as tx:
        dag = installasjon.klokke.dag()
        register = brett_register(await faktalager.les_register(tx), dag)
        satt = [valg for valgene in register.varselregler.values() for valg in valgene]
        for avtale in avtaler:
            satt += brett_regler(await faktalager.les_stroem(tx, avtalestroem(avtale)), dag)
    samlet = (
        VarselvalgTatt(kontakt=kontakt, samling=valgt.samling, oversikter=valgt.oversikter)
        for kontakt, valgt in sorted(register.varselvalg.items(), key=itemgetter(0))
        if valgt != Varselvalg(satt=valgt.satt)  # as nobody had chosen
    )
    return Husregler(regler=regler, sendetid=sendetid, valg=(*_gjeldende(satt), *samlet))


def _gjeldende(satt: Iterable[SattRegel]) -> Iterator[VarselregelSatt]:
    for en in sorted(satt, key=lambda en: (LAGENE.index(en.gjelder.partition("/")[0]), en.gjelder, en.regel)):
        if en.paa is not None or en.avstand is not None:  # otherwise it was taken back
            yield VarselregelSatt(gjelder=en.gjelder, regel=en.regel, steg=en.steg, paa=en.paa, avstand=en.avstand)


def _stroem(valg: Varselhendelse) -> str:
    return valg.gjelder if isinstance(valg, VarselregelSatt) else registerstroem(valg)


def _i_ord(valg: Varselhendelse, innlest: Innlest) -> str:
    stroem = _stroem(valg)
    fil = innlest.avtaler.get(stroem.removeprefix(AVTALEPREFIKS)) if stroem.startswith(AVTALEPREFIKS) else None
    hvem = fil.avtale.navn if fil else hvem_regelen_gjelder(stroem, innlest.register)
    if isinstance(valg, VarselvalgTatt):
        return valgsetning(valg, hvem).nb
    mal = innlest.livsloep[fil.avtale.livsloep].finn(valg.steg) if fil and valg.steg else None
    return varselsetning(valg, hvem, mal.tittel if mal else lik(valg.steg) if valg.steg else None).nb
