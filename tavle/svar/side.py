"""The pages of the answer app, rendered with the board's templates and style in the written standard of the reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fastapi.responses import HTMLResponse
from jinja2 import Environment

from modeller.tekst import Maalform, Tekst, dato_kort, maaned_ord
from tavle.svar.felt import Felt, Feltslag
from tavle.svar.hinder import Hinder
from tavle.svar.leser import Leser
from tavle.svar.sak import Svarsak
from tavle.svar.tjeneste import Bestilt, Kvittering, Utfylling
from tavle.visning import OSLO, spraakfunksjoner
from varsler.stegord import fristlinje, stegtittel
from varsler.svarlenke import Formaal, Lenke
from varsler.vedtaksgang import satt_paa_vent

DU_SVARER = Tekst("Du svarer som", "Du svarer som")
UGYLDIG = 422
BORTE = 410
NY_LENKE = "ny_lenke"
"""The field that asks for a fresh link in place of one that has run out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Svarinfo:
    """What every page says: whether the clock is one somebody set, and whether the data are examples."""

    demoklokke: bool = False
    eksempeldata: bool = False


@dataclass(frozen=True, slots=True)
class Sider:
    """Makes the pages of an installation."""

    env: Environment
    info: Svarinfo = Svarinfo()

    def skjema(self, utfylling: Utfylling, naa: datetime) -> HTMLResponse:
        """The form; 422 when it came back with faults."""
        sak, skjema = utfylling.sak, utfylling.skjema
        aapent = skjema.aapent(sak)
        felter = [_med(felt, utfylling) for felt in skjema.felter(sak) if aapent and _vises(felt, utfylling)]
        # An objection to a field that is not there is told first.
        kjente = {felt.navn for felt, *_ in felter}
        feil = {navn: tekst for navn, tekst in utfylling.feil.items() if navn in kjente}
        return self._vis(
            "svar/skjema.html",
            leseren(sak).maalform,
            naa,
            status=UGYLDIG if utfylling.feil else 200,
            tittel=skjema.tittel(sak),
            ingress=skjema.ingress(sak),
            knapp=skjema.knapp,
            aapent=aapent,
            felter=felter,
            linjer=skjema.linjer(sak, leseren(sak).maalform),
            staar=utfylling.staar,
            feil=feil,
            andre_feil=[tekst for navn, tekst in utfylling.feil.items() if navn not in kjente],
            om=_om(sak),
        )

    def kvittering(self, kvittering: Kvittering, naa: datetime, angre: Lenke | None = None) -> HTMLResponse:
        """What is registered now, or was before; `angre` is where the reader can undo it."""
        sak = kvittering.sak
        hennes = isinstance(sak, Svarsak) and sak.er_koordinators
        return self._vis(
            "svar/kvittering.html",
            leseren(sak).maalform,
            naa,
            kvittering=kvittering,
            feil_her="svar_feil_lenken"
            if kvittering.kan_endres
            else "svar_feil_koordinator"
            if hennes
            else "svar_feil_her",
            angre=angre,
            om=_om(sak),
        )

    def liste(self, sak: Svarsak, lenker: Sequence[Lenke], naa: datetime) -> HTMLResponse:
        """The answers that can be given."""
        return self._vis("svar/liste.html", sak.leser.maalform, naa, lenker=lenker, om=_om(sak))

    def hinder(self, hinder: Hinder, naa: datetime) -> HTMLResponse:
        """Why the link cannot be used any more."""
        return self._vis("svar/hinder.html", hinder.maalform, naa, status=BORTE, hinder=hinder, ny_lenke=NY_LENKE)

    def bestilt(self, bestilt: Bestilt, naa: datetime) -> HTMLResponse:
        """That a fresh link is on its way, if there is anybody to send it to."""
        return self._vis("svar/bestilt.html", bestilt.maalform, naa)

    def feil(self, kode: int, naa: datetime, maalform: Maalform = Maalform.NB) -> HTMLResponse:
        """The same for whatever was asked for that is not there; nothing of what it was."""
        return self._vis("svar/feil.html", maalform, naa, status=kode, kode=kode)

    def _vis(self, mal: str, maalform: Maalform, naa: datetime, *, status: int = 200, **felt: object) -> HTMLResponse:
        naa = naa.astimezone(OSLO)
        innhold = self.env.get_template(mal).render(
            info=self.info, naa=naa, dag=naa.date(), **spraakfunksjoner(maalform), **felt
        )
        return HTMLResponse(innhold, status_code=status, headers={"Content-Language": maalform.value})


def _vises(felt: Felt, utfylling: Utfylling) -> bool:
    return not felt.spoerres_om or felt.navn in utfylling.feil or bool(utfylling.skrevet.get(felt.navn))


def _med(felt: Felt, utfylling: Utfylling) -> tuple[Felt, str, str, Tekst | None]:
    """A field with what stands in it, the kind of box it has, and what was wrong."""
    verdi = utfylling.skrevet.get(felt.navn, felt.verdi) if utfylling.feil else felt.verdi
    boks = felt.slag.value
    if felt.slag in {Feltslag.DATO, Feltslag.KLOKKE} and verdi and not _kan_vises(verdi, felt.slag):
        boks = Feltslag.TEKST.value  # a date box would empty itself of what was typed
    return felt, verdi, boks, utfylling.feil.get(felt.navn)


def _kan_vises(verdi: str, slag: Feltslag) -> bool:
    try:
        if slag is Feltslag.DATO:
            return date.fromisoformat(verdi).isoformat() == verdi
        return bool(datetime.strptime(verdi, "%H:%M"))  # noqa: DTZ007 - a clock time is of no zone
    except ValueError:
        return False


def leseren(sak: Svarsak | Leser) -> Leser:
    """Whose page it is."""
    return sak if isinstance(sak, Leser) else sak.leser


def _om(sak: Svarsak | Leser) -> list[tuple[Tekst, Tekst]]:
    """What the mail said it was about, and no more: name and words."""
    if isinstance(sak, Leser):
        return [(DU_SVARER, sak.hvem)]
    steg, plan, register = sak.steg, sak.plan, sak.register
    avklares = satt_paa_vent(steg) is not None
    gjelder = steg.parter if avklares or sak.lenke.formaal is Formaal.AVKLART else sak.parter
    rader = [
        (Tekst("Avtale", "Avtale"), plan.navn),
        (Tekst("Steg", "Steg"), stegtittel(plan, steg)),
        (Tekst("Gjelder", "Gjeld"), register.navnene(gjelder)),
    ]
    if avklares:
        rader.append((Tekst("Venter på", "Ventar på"), register.navnene(steg.ball)))
    if steg.frist is not None:
        # As the mail calls it.
        nb, nn = (fristlinje(steg, maalform) for maalform in Maalform)
        dag = maaned_ord(steg.frist) if steg.bare_maaned else dato_kort(steg.frist)
        rader.append((Tekst(nb.navn if nb else "", nn.navn if nn else ""), Tekst(dag, dag)))
    rader.append((DU_SVARER, sak.leser.hvem))
    return rader
