"""A meeting plan in any format we read, known by its content: iCalendar, CSV, Excel, Fiks Politisk Behandling."""

from __future__ import annotations

from datetime import date

from flyter.moeteplan.fiks import les_fiks
from flyter.moeteplan.ics import les_ics
from flyter.moeteplan.lest import Lest, Planfeil
from flyter.moeteplan.regneark import les_csv, les_xlsx
from flyter.moeteplan.tegn import STOERST, som_utf8
from modeller.tekst import Tekst

_ZIP, _GAMMEL_EXCEL, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"


def les_moeteplan(innhold: bytes, dag: date) -> Lest:
    """Everything the content holds, as of `dag` (a day in Oslo). Raises `Planfeil` when nothing of it can be used."""
    if len(innhold) <= STOERST:
        if innhold.startswith(_ZIP):
            return les_xlsx(innhold)
        if innhold.startswith((_GAMMEL_EXCEL, _PDF)):
            raise Planfeil(
                Tekst(
                    "Gamle Excel-filer (.xls) og PDF kan ikke leses. Lagre møteplanen som .xlsx, .csv eller .ics.",
                    "Gamle Excel-filer (.xls) og PDF kan ikkje lesast. Lagre møteplanen som .xlsx, .csv eller .ics.",
                )
            )
    tekst = som_utf8(innhold)
    begynnelse = tekst.lstrip()[:100].upper()
    if begynnelse.startswith((b"{", b"[")):
        return les_fiks(tekst)
    if begynnelse.startswith((b"BEGIN:", b"END:")) or b"BEGIN:VCALENDAR" in tekst[:2_000].upper():
        return les_ics(tekst, dag)
    return les_csv(tekst)
