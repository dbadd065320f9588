"""Days as people write them in lists and sheets; one that can be read in two ways is not read at all."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from flyter.moeteplan.lest import Uleselig
from modeller.tekst import MAANEDER, Tekst, dato_kort

UKEDAGER = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_NYNORSK = {"måndag": "mandag", "tysdag": "tirsdag", "laurdag": "lørdag", "sundag": "søndag"}
_DAG = re.compile(r"(?:([a-zæøå]+)\.?,?\s+)?(\d{1,2})\.\s?(?:(\d{1,2})\.|([a-z]+)\.?)\s?(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[t ]\d{2}:\d{2}(?::\d{2})?)?")
_VED_DAGEN = re.compile(
    r"(?:,\s*|\s+)(?:kl\.?\s*(\d{1,2}(?:[:.]?\d{2})?)|(\d{1,2}(?::\d{2}|\.(?:00|1[3-9]|[2-5]\d))))(?::\d{2})?"
    r"(?:\s*[-–]\s*[\d.:]+)?$"
)
"""A time of day after the day, in the same cell; «11.02» may as well be another day."""
UKEDAG = r"(?:man|mån|tir|tys|ons|tor|fre|lør|lau|søn|sun)[a-zæøå]*|ma|må|ti|ty|on|to|fr|lø|la|sø|su"
"""A weekday or its beginning, as one alternative of a pattern."""
_KLOKKE = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[:.]?(\d{2}))?(?::00)?(?:\s*[-–].*)?")
AAR = range(1990, 2100)


def les_dag(verdi: object) -> date:
    """A cell or a field as a day: a date, `7.11.2026`, `7. november 2026`, `2026-11-07`, with or without weekday.

    Raises `Uleselig` for anything else, a weekday that is another, or a year out of reach.
    """
    if isinstance(verdi, datetime):
        dag = verdi.date()
    elif isinstance(verdi, date):
        dag = verdi
    else:
        dag = _fra_tekst(" ".join(str(verdi).lower().split()))
    if dag.year not in AAR:
        raise Uleselig(
            Tekst(
                f"{dato_kort(dag)} er for langt unna. Sjekk årstallet.",
                f"{dato_kort(dag)} er for langt unna. Sjekk årstalet.",
            )
        )
    return dag


def les_klokke(verdi: object) -> time | None:
    """A cell or a field as a time of day, its beginning where it is a span; None when it is empty or says none."""
    if isinstance(verdi, datetime):
        return verdi.time()
    if isinstance(verdi, time):
        return verdi
    treff = _KLOKKE.fullmatch(str(verdi or "").strip().lower())
    if treff is None or int(treff[1]) > 23 or int(treff[2] or 0) > 59:
        return None
    return time(int(treff[1]), int(treff[2] or 0))


def les_klokke_ved_dagen(verdi: object) -> time | None:
    """The time of day that stands in the cell of the day; None when none does, or midnight."""
    if isinstance(verdi, datetime):
        return verdi.time() if verdi.time() != time() else None
    treff = _VED_DAGEN.search(" ".join(str(verdi).lower().split()))
    return les_klokke(treff[1] or treff[2]) if treff else None


def uten_klokke(tekst: str) -> str:
    """The text of a cell without the time of day that ends it."""
    return _VED_DAGEN.sub("", tekst)


def _fra_tekst(tekst: str) -> date:
    ukedag = None
    if not tekst:
        raise mangler()
    bare_dagen = uten_klokke(tekst)
    if treff := _ISO.fullmatch(tekst):
        tall = (int(treff[1]), int(treff[2]), int(treff[3]))
    elif treff := _DAG.fullmatch(bare_dagen):
        maaned = int(treff[3]) if treff[3] else maaned_av(treff[4])
        tall, ukedag = (int(treff[5]), maaned, int(treff[2])), treff[1]
    else:
        raise ikke_en_dag(tekst)
    try:
        dag = date(*tall)
    except ValueError:
        raise ikke_en_dag(tekst) from None
    if ukedag is not None:
        sjekk_ukedagen(ukedag, dag)
    return dag


def maaned_av(ord_: str) -> int:
    """`nov` and `november`; 0, which is no month, for other words."""
    treff = [nr for nr, navn in enumerate(MAANEDER, 1) if len(ord_) >= 3 and navn.startswith(ord_)]
    return treff[0] if len(treff) == 1 else 0


def sjekk_ukedagen(ord_: str, dag: date) -> None:
    """Raise `Uleselig` when the weekday as written, or its beginning, is not the day's."""
    skrevet = [d for d in (*UKEDAGER, *_NYNORSK) if len(ord_) >= 2 and d.startswith(ord_)]
    riktig = UKEDAGER[dag.weekday()]
    if riktig not in {_NYNORSK.get(d, d) for d in skrevet}:
        raise Uleselig(
            Tekst(
                f"{dato_kort(dag)} er en {riktig}, ikke «{ord_}». Én av dem er feil.",
                f"{dato_kort(dag)} er ein {riktig}, ikkje «{ord_}». Éin av dei er feil.",
            )
        )


def mangler() -> Uleselig:
    """For a cell without a day."""
    return Uleselig(
        Tekst(
            "Datoen mangler. Står den i en celle som er slått sammen med andre, skriv den i hver rad.",
            "Datoen manglar. Står han i ei celle som er slått saman med andre, skriv han i kvar rad.",
        )
    )


def ikke_en_dag(tekst: str) -> Uleselig:
    """For a cell whose text is no day, or may be several."""
    vist = tekst[:40]
    return Uleselig(
        Tekst(
            f"«{vist}» er ikke en dato. Skriv for eksempel 7.11.2026 eller 2026-11-07.",
            f"«{vist}» er ikkje ein dato. Skriv til dømes 7.11.2026 eller 2026-11-07.",
        )
    )
