"""The command `fristvakt`: its subcommands, and how faults are told."""

from __future__ import annotations

import sys

import typer

from fristvakt.hjelp import Kommando, Kommandogruppe
from fristvakt.kommandoer import (
    aarshjul,
    fakta,
    feed,
    filer,
    kjoeringer,
    koe,
    lager,
    livsloep,
    moeteplan,
    moeteplankilde,
    post,
    proevemodus,
    registrering,
    retur,
    simulering,
    start,
    svar,
    varsler,
)

app = typer.Typer(
    name="fristvakt",
    cls=Kommandogruppe,
    help="Fristvakt følger avtaler mellom offentlige parter: hvem har ballen, hvilke frister gjelder, hvem venter.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command(cls=Kommando)(start.start)
app.command(cls=Kommando)(svar.svar)
app.command(cls=Kommando)(lager.les)
app.command(cls=Kommando)(filer.plan)
app.command(cls=Kommando)(filer.hvem)
app.command(cls=Kommando)(filer.prognose)
app.command("frister", cls=Kommando)(filer.frister_)
app.command(cls=Kommando)(aarshjul.aarshjul)
app.command(cls=Kommando)(registrering.registrer)
app.command(cls=Kommando)(fakta.fakta)
app.command("hva-om", cls=Kommando)(registrering.hva_om)
app.command(cls=Kommando)(simulering.simuler)
app.command(cls=Kommando)(post.post)
app.add_typer(koe.app, name="koe")
app.add_typer(proevemodus.app, name="proevemodus")
app.command(cls=Kommando)(retur.retur)
app.command(cls=Kommando)(feed.feed)
app.command(cls=Kommando)(kjoeringer.kjoeringer)
app.add_typer(moeteplan.app, name="moeteplan")
moeteplan.app.command(cls=Kommando)(moeteplankilde.abonner)
moeteplan.app.command(cls=Kommando)(moeteplankilde.hent)
moeteplan.app.command(cls=Kommando)(moeteplankilde.stopp)
app.add_typer(varsler.app, name="varsler")
app.add_typer(livsloep.app, name="livsloep")
app.command(cls=Kommando)(filer.skjema)
app.command("bygg-om", cls=Kommando)(lager.bygg_om)

AVBRUTT = 130
KOMMANDOER = [k.name or getattr(k.callback, "__name__", "") for k in app.registered_commands]
KOMMANDOER += [gruppe.name for gruppe in app.registered_groups if gruppe.name]
UTILGJENGELIG = 1
UGYLDIG = 2
OPPTATT = 3


def main() -> None:
    """Run the command line. A fault is told in a line: what the user got wrong ends with 2, what is taken already
    with 3, and a folder or database that cannot be used with 1.
    """
    from fristvakt.utskrift import si_feil, tillat_alle_tegn

    tillat_alle_tegn()
    try:
        sys.exit(app(prog_name="fristvakt", standalone_mode=False) or 0)
    except typer.Abort:
        sys.exit(AVBRUTT)
    except Exception as feil:
        melding = _melding(feil)
        if melding is None:
            raise
        si_feil(melding[0])
        sys.exit(melding[1])


def _melding(feil: Exception) -> tuple[list[str], int] | None:
    """What to tell and the exit code, for the faults a user can do something about; None for our own."""
    from sqlalchemy.exc import DBAPIError

    from flyter.hvaom import UkjentSteg
    from flyter.moeteplan.lest import Planfeil
    from flyter.registrer import Avvist
    from fristvakt.brukerfeil import Bruksfeil, i_ord, systemfeil_i_ord
    from fristvakt.faktaord import Faktafeil
    from fristvakt.filer import Filfeil
    from fristvakt.innstillinger import IngenInstallasjon, Innstillingsfeil
    from fristvakt.kalenderadresser import UkjentMaal
    from fristvakt.livsloepmappe import TjenestenKjoerer
    from fristvakt.lytter import PortIBruk
    from fristvakt.noekkel import Noekkelfeil
    from modeller.lager.laas import MappeIBruk
    from modeller.lager.lager import LagerUtilgjengelig
    from modeller.lager.minne import UkjentLivsloep
    from modeller.tekst import Maalform

    if isinstance(feil, Bruksfeil):
        return i_ord(feil, KOMMANDOER).splitlines(), UGYLDIG
    match feil:
        case Filfeil():
            return [str(f) for f in feil.feil], UGYLDIG
        case Avvist():
            return [tekst.paa(Maalform.NB) for tekst in feil.innvendinger], UGYLDIG
        case Faktafeil() | Innstillingsfeil() | Planfeil() | UkjentMaal() | UkjentSteg():
            return str(feil).splitlines(), UGYLDIG
        case MappeIBruk() | PortIBruk() | TjenestenKjoerer():
            return [str(feil)], OPPTATT
        case LagerUtilgjengelig() | IngenInstallasjon() | UkjentLivsloep() | Noekkelfeil():
            return [str(feil)], UTILGJENGELIG
        case OSError() | DBAPIError() if (systemfeil := systemfeil_i_ord(feil)) is not None:
            return [systemfeil], UTILGJENGELIG
        case _:
            return None


if __name__ == "__main__":
    main()
