"""What a file given on the board and its form must be, and the reasons for turning it away, in words."""

from __future__ import annotations

from pathlib import PureWindowsPath

from starlette.datastructures import FormData, UploadFile

from flyter.moeteplan.lest import Planfeil
from flyter.registrer import Avvist
from fristvakt.moeteplankildeside import Hentevalg
from fristvakt.moeteplanlesing import partens_organer
from fristvakt.moeteplanside import STOERST, Opplastet, UkjentInnhold, pakk_ut
from fristvakt.skjemafelt import LENGST, Skjemafeil, felt, rollen
from modeller.register import Register
from modeller.tekst import Tekst
from modeller.ukjent import finnes_ikke
from tavle.skjemavern import ForStort

UGYLDIG, FOR_STORT = 422, 413
UTLOEPT = Tekst("Siden har stått åpen for lenge. Prøv på nytt.", "Sida har stått open for lenge. Prøv på nytt.")
INGEN_FIL = Tekst("Velg en fil først.", "Vel ei fil først.")
UKJENT_INNHOLD = Tekst("Filen kom ikke fram hel. Velg den på nytt.", "Fila kom ikkje fram heil. Vel ho på nytt.")
ENDRET = Tekst(
    "Noe i planen er endret siden du så på den. Se over på nytt før du lagrer.",
    "Noko i planen er endra sidan du såg på han. Sjå over på nytt før du lagrar.",
)
FOR_STOR = Tekst(
    f"Filen er over {STOERST // 1_000_000} MB. Eksporter bare møteplanen, eller les den inn med "
    "«fristvakt moeteplan les».",
    f"Fila er over {STOERST // 1_000_000} MB. Eksporter berre møteplanen, eller les han inn med "
    "«fristvakt moeteplan les».",
)


async def opplastet_i(skjema: FormData, part: str, register: Register) -> Opplastet:
    """The file of a form, new or come back from its preview. Raises `Skjemafeil` or `ForStort`."""
    organ = felt(skjema, "organ")
    if organ:
        _krev_partens(organ, part, register)
    fil = skjema.get("fil")
    if isinstance(fil, UploadFile):
        innhold, navn = await fil.read(), PureWindowsPath(fil.filename or "").name
        if not innhold and not navn:
            raise Skjemafeil(INGEN_FIL)
    elif pakket := felt(skjema, "innhold"):
        try:
            innhold, navn = pakk_ut(pakket), felt(skjema, "navn")
        except UkjentInnhold:
            raise Skjemafeil(UKJENT_INNHOLD) from None
    else:
        raise Skjemafeil(INGEN_FIL)
    if len(innhold) > STOERST:
        raise ForStort
    av = rollen(felt(skjema, "av") or "tavla")
    return Opplastet(
        part=part,
        organ=organ or None,
        innhold=innhold,
        navn=en_linje(navn),
        av=av,
        alt_er_moeter=felt(skjema, "alt_er_moeter") == "ja",
        resten_er_ikke_moeter=felt(skjema, "resten_er_ikke_moeter") == "ja",
    )


def hentevalg_i(skjema: FormData, part: str, register: Register) -> Hentevalg:
    """The body of a form that asks for what its address says. Raises `Skjemafeil`."""
    organ = felt(skjema, "organ")
    _krev_partens(organ, part, register)
    return Hentevalg(
        organ=organ,
        alt_er_moeter=felt(skjema, "alt_er_moeter") == "ja",
        resten_er_ikke_moeter=felt(skjema, "resten_er_ikke_moeter") == "ja",
    )


def _krev_partens(organ: str, part: str, register: Register) -> None:
    if organ not in register.organer or register.organer[organ].part != part:
        raise Skjemafeil(finnes_ikke("organet", organ, [o.id for o in partens_organer(register, part)]))


def en_linje(navn: str) -> str:
    """A file's name as it can be shown."""
    return "".join(tegn for tegn in navn if tegn.isprintable())[:LENGST].strip()


def grunner(nei: Planfeil | Avvist | Skjemafeil) -> list[Tekst]:
    """What was wrong, where, and what to do."""
    if isinstance(nei, Avvist):
        return list(nei.innvendinger)
    if isinstance(nei, Planfeil) and nei.linje:
        return [Tekst(f"Linje {nei.linje}: {nei.grunn.nb}", f"Linje {nei.linje}: {nei.grunn.nn}")]
    return [nei.grunn]
