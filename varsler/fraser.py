"""How messages speak of dates: weekdays, distances from today and kinds of date, in bokmål and nynorsk."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from modeller.fakta import Fristart
from modeller.tekst import Maalform, Tekst, lik

ART = {
    Fristart.FRIST: lik("frist"),
    Fristart.VENTET: Tekst("ventet", "venta"),
    Fristart.TENTATIV: Tekst("foreløpig dato", "førebels dato"),
    Fristart.VEILEDENDE: Tekst("veiledende dato", "rettleiande dato"),
}
"""The kind of date as a subject line says it."""

ART_BESTEMT = {
    Fristart.FRIST: lik("Fristen"),
    Fristart.VENTET: Tekst("Ventet dato", "Venta dato"),
    Fristart.TENTATIV: Tekst("Foreløpig dato", "Førebels dato"),
    Fristart.VEILEDENDE: Tekst("Veiledende dato", "Rettleiande dato"),
}
"""The kind of date as a sentence begins with it."""

ART_FORKLART = {
    Fristart.FRIST: lik(""),
    Fristart.VENTET: Tekst("det kilden regner med, ikke en frist", "det kjelda reknar med, ikkje ein frist"),
    Fristart.TENTATIV: Tekst("ikke endelig satt", "ikkje endeleg sett"),
    Fristart.VEILEDENDE: Tekst("et forslag, ikke et krav", "eit forslag, ikkje eit krav"),
}
"""What the reader should know about the kind of date; nothing where it is an ordinary deadline."""

ANBEFALT = Tekst("anbefalt", "tilrådd")
ANBEFALT_INNEN = Tekst("anbefalt innen", "tilrådd innan")
ANBEFALT_DATO = Tekst("Anbefalt dato", "Tilrådd dato")
IKKE_FRIST = Tekst("ikke en frist", "ikkje ein frist")
"""The same of what is only recommended: its date is a deadline for nobody, whatever it is counted from."""

MOETE = lik("møte")
MOETE_BESTEMT = lik("Møtedagen")
MOETEDAG = lik("Møtedag")
"""The same of a meeting whose date is set: its day is no deadline for anyone."""

UKE = 7
BARE_DAGER_UNDER = 14
BARE_UKER_UNDER = 13 * UKE
DAGER_I_MAANEDEN = 30.4
MAANEDER_I_AARET = 12


def dag_i_ord(dag: date, maalform: Maalform, *, bare_maaned: bool = False) -> str:
    """`torsdag 7. november 2024`, or `januar 2025` where only the month is known."""
    return _datoen(dag, "MMMM y" if bare_maaned else "EEEE d. MMMM y", maalform)


def ukedag_i_ord(dag: date, maalform: Maalform) -> str:
    """`torsdag 7. november`, of a day so near that nobody asks which year."""
    return _datoen(dag, "EEEE d. MMMM", maalform)


@lru_cache(maxsize=4096)  # the same days stand in mail after mail
def _datoen(dag: date, moenster: str, maalform: Maalform) -> str:
    """The date as the Unicode consortium's tables write it; the pattern is theirs too (UTS 35)."""
    from babel.dates import format_date  # noqa: PLC0415 - takes a while, and only those who write mail need it

    return format_date(dag, moenster, locale=maalform.value)


def naar_i_ord(dag: date, i_dag: date, maalform: Maalform, *, bare_maaned: bool = False) -> str:
    """How far `dag` is from `i_dag`: `i morgen`, `om 3 dager`, `om nesten 6 uker`, `for 11 dager siden`.

    Where only the month is known, `dag` is its last day: the month is counted to from before it, and from after it.
    """
    nn = maalform is Maalform.NN
    if bare_maaned and i_dag <= dag:
        foerste = dag.replace(day=1)
        if foerste <= i_dag:
            return "denne månaden" if nn else "denne måneden"
        if (foerste - i_dag).days < BARE_DAGER_UNDER:
            return "neste månad" if nn else "neste måned"
        dag = foerste
    dager = (dag - i_dag).days
    match dager:
        case 0:
            return "i dag"
        case 1:
            return "i morgon" if nn else "i morgen"
        case -1:
            return "i går"
        case _:
            lengde = _lengde(abs(dager), nn=nn)
            return f"om {lengde}" if dager > 0 else f"for {lengde} {'sidan' if nn else 'siden'}"


def _lengde(dager: int, *, nn: bool) -> str:
    if dager < BARE_DAGER_UNDER:
        return f"{dager} {'dagar' if nn else 'dager'}"
    if dager >= BARE_UKER_UNDER:
        maaneder = round(dager / DAGER_I_MAANEDEN)
        if maaneder % MAANEDER_I_AARET == 0:
            return f"omtrent {maaneder // MAANEDER_I_AARET} år"
        return f"omtrent {maaneder} {'månader' if nn else 'måneder'}"
    uker, rest = divmod(dager, UKE)
    naer = "" if not rest else "vel " if rest <= UKE // 2 else "nesten "
    return f"{naer}{uker + (rest > UKE // 2)} {'veker' if nn else 'uker'}"
