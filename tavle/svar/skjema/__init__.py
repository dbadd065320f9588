"""The forms of the answer app, one for each thing a link is for."""

from tavle.svar.skjema.avklaring import AVKLART
from tavle.svar.skjema.ferdig import MILEPAEL, ROLLE, UTFOERT
from tavle.svar.skjema.form import Svarskjema
from tavle.svar.skjema.innkalling import INNKALLING
from tavle.svar.skjema.moetet import MOETET
from tavle.svar.skjema.overlat import OVERLAT
from tavle.svar.skjema.tid import MER_TID, PAA_SAKEN, UTSETT
from tavle.svar.skjema.tidsvar import SVAR_MER_TID
from tavle.svar.skjema.valg import AVMELD, KONTAKTLISTE, VALG
from tavle.svar.skjema.vedtak import VEDTAK

__all__ = [
    "AVKLART",
    "AVMELD",
    "INNKALLING",
    "KONTAKTLISTE",
    "MER_TID",
    "MILEPAEL",
    "MOETET",
    "OVERLAT",
    "PAA_SAKEN",
    "ROLLE",
    "SVAR_MER_TID",
    "UTFOERT",
    "UTSETT",
    "VALG",
    "VEDTAK",
    "Svarskjema",
]
