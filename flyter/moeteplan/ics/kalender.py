"""iCalendar to meeting entries: series written out within bounds, changed occurrences in their place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta

from flyter.moeteplan.ics.gjentakelser import Regel, dager
from flyter.moeteplan.ics.hendelser import Hendelse, les_hendelse, uid_i
from flyter.moeteplan.ics.linjer import Komponent, kalendere
from flyter.moeteplan.ics.soner import Soner
from flyter.moeteplan.ics.tider import Tid, les_slutt
from flyter.moeteplan.lest import Lest, Planfeil, Uforstaatt, Uleselig, hoeyst
from modeller.moeteplan import Moeteoppfoering
from modeller.tekst import Tekst

AAR_TILBAKE, AAR_FRAM = 1, 2
"""Series are written out from the beginning of last year through the end of the year after next."""
DAGER_I_SERIER = 400_000
"""Days that the series of a file may span in all; the search costs as many steps."""
UKJENT_TITTEL = "uten tittel"


def les_ics(innhold: bytes, dag: date) -> Lest:
    """The meetings of the calendars in a file (`flyter.moeteplan.tegn.som_utf8`), as of `dag`.

    Raises `Planfeil` for a file that is no calendar, is cut off, or would take too long.
    """
    leser = _Leser(date(dag.year - AAR_TILBAKE, 1, 1), date(dag.year + AAR_FRAM, 12, 31))
    for kalender in kalendere(innhold):
        leser.ta(kalender)
    leser.gjoer_ferdig()
    return Lest(oppfoeringer=tuple(leser.oppfoeringer), uforstaatt=tuple(leser.uforstaatt))


class _Leser:
    """Takes calendars in; then puts each event with what else has its UID, in whichever of them it stands."""

    def __init__(self, fra: date, til: date) -> None:
        self._fra, self._til = fra, til
        self._dager_igjen = DAGER_I_SERIER
        self._uten_uid: list[tuple[Hendelse, str]] = []
        self._med_uid: dict[str, list[tuple[Hendelse, str]]] = {}
        self._ulest: set[str] = set()
        self.oppfoeringer: list[Moeteoppfoering] = []
        self.uforstaatt: list[Uforstaatt] = []

    def ta(self, kalender: Komponent) -> None:
        """Read the events of one calendar."""
        soner = Soner([k for k in kalender.barn if k.navn == "VTIMEZONE"], kalender.verdi("X-WR-TIMEZONE"))
        navn = kalender.verdi("X-WR-CALNAME") or kalender.verdi("NAME")
        avlyst = kalender.verdi("METHOD").upper() == "CANCEL"
        hoeyst(len(kalender.barn))
        for komponent in kalender.barn:
            if komponent.navn == "VEVENT":
                try:
                    hendelse = les_hendelse(komponent, soner, avlyst=avlyst)
                except Uleselig as feil:
                    self._si_fra(komponent.nr, komponent.verdi("SUMMARY"), feil.grunn, uid_i(komponent))
                else:
                    samme = self._med_uid.setdefault(hendelse.uid, []) if hendelse.uid else self._uten_uid
                    samme.append((hendelse, navn))
            elif komponent.navn in {"VTODO", "VJOURNAL"}:
                hva = komponent.verdi("SUMMARY")
                self._si_fra(
                    komponent.nr,
                    hva,
                    Tekst("Dette er ikke et møte i kalenderen.", "Dette er ikkje eit møte i kalenderen."),
                )

    def gjoer_ferdig(self) -> None:
        """Write out everything taken in."""
        for hendelse, navn in self._uten_uid:
            self._skriv(hendelse, navn, {})
        for uid, samme in self._med_uid.items():
            serier = [en for en in samme if en[0].erstatter is None]
            endret = _nyeste([en for en in samme if en[0].erstatter is not None])
            serie = _nyeste(serier)
            if uid in self._ulest and (endret or any(en[0].regel or en[0].ekstra for en in serier)):
                # A change that could not be read may have moved any of them.
                self._si_fra_om_alle(samme, _ANNET_ULEST, uid)
                continue
            if serie is None or endret is None or len(serie) > 1:
                self._si_fra_om_alle(samme, _SAMME_UID, uid)
                continue
            erstattet = {en[0].erstatter.noekkel(): en for en in endret.values() if en[0].erstatter}
            i_serien: set[str] | None = None
            for hendelse, navn in serie.values():
                i_serien = self._skriv(hendelse, navn, erstattet)
            for noekkel, (hendelse, navn) in erstattet.items():
                if i_serien is not None and noekkel not in i_serien and self._er_i_rekkevidde(hendelse.erstatter):
                    self._si_fra(hendelse.nr, hendelse.tittel, _IKKE_I_SERIEN, uid)
                else:
                    self._legg_til(hendelse, navn, hendelse.begynner, f"{uid}/{noekkel}")

    def _er_i_rekkevidde(self, tid: Tid | None) -> bool:
        """Whether a series would have been written out that day."""
        return tid is not None and self._fra < tid.dag < self._til

    def _skriv(self, hendelse: Hendelse, navn: str, erstattet: dict[str, tuple[Hendelse, str]]) -> set[str] | None:
        """A single event, or a series less what stands elsewhere; the keys of all of it, None when it is not known."""
        if hendelse.regel is None and not hendelse.ekstra:
            if hendelse.begynner.noekkel() not in erstattet:
                self._legg_til(hendelse, navn, hendelse.begynner, hendelse.uid)
            return {hendelse.begynner.noekkel()}
        unntatt = {tid.noekkel() for tid in hendelse.unntatt}
        try:
            tider = {tid.noekkel(): tid for tid in self._tider(hendelse)}
        except Uleselig as feil:
            self._si_fra(hendelse.nr, hendelse.tittel, feil.grunn, hendelse.uid)
            return None
        for noekkel, tid in tider.items():
            if noekkel not in unntatt and noekkel not in erstattet:
                self._legg_til(hendelse, navn, tid, f"{hendelse.uid}/{noekkel}" if hendelse.uid else None)
        return set(tider)

    def _tider(self, hendelse: Hendelse) -> Iterator[Tid]:
        start = hendelse.begynner
        yield from hendelse.ekstra
        regel = hendelse.regel
        if regel is None:
            yield start
            return
        if any(int(verdi) != del_ if verdi.isdigit() else True for verdi, del_ in _klokka(regel, start)):
            raise Uleselig(
                Tekst(
                    "Gjentakelsen har et annet klokkeslett enn det første møtet.",
                    "Gjentakinga har eit anna klokkeslett enn det første møtet.",
                )
            )
        til, klokke = les_slutt(regel.slutt, start.sone) if regel.slutt else (self._til, None)
        self._dager_igjen -= max((min(til, self._til) - start.dag).days, 0)
        if self._dager_igjen < 0:
            raise Planfeil(
                Tekst(
                    "Filen har for mange eller for lange gjentakelser. Eksporter bare møtene i ett eller to år.",
                    "Fila har for mange eller for lange gjentakingar. Eksporter berre møta i eitt eller to år.",
                ),
                hendelse.nr,
            )
        if klokke is not None and start.klokke is not None and klokke < start.klokke:
            til -= timedelta(days=1)
        alle = list(dager(regel, start.dag, min(til, self._til)))
        if start.dag <= self._til and alle[:1] != [start.dag]:
            raise Uleselig(
                Tekst(
                    "Det første møtet passer ikke med gjentakelsen, så det er uklart når møtene er.",
                    "Det første møtet passar ikkje med gjentakinga, så det er uklart når møta er.",
                )
            )
        yield from (Tid(dag, start.klokke, start.sone) for dag in alle if dag >= self._fra)

    def _legg_til(self, hendelse: Hendelse, navn: str, tid: Tid, kilde_id: str | None) -> None:
        dag, klokke = tid.i_oslo()
        self.oppfoeringer.append(
            Moeteoppfoering(
                kilde_id=kilde_id,
                dato=dag,
                klokkeslett=klokke,
                tittel=hendelse.tittel,
                utvalg=hendelse.kategori,
                kalender=navn,
                avlyst=hendelse.avlyst,
                hvor=hendelse.nr,
            )
        )
        hoeyst(len(self.oppfoeringer))

    def _si_fra_om_alle(self, samme: Sequence[tuple[Hendelse, str]], grunn: Tekst, uid: str) -> None:
        for hendelse, _ in samme:
            self._si_fra(hendelse.nr, hendelse.tittel, grunn, uid)

    def _si_fra(self, nr: int, tittel: str, grunn: Tekst, uid: str | None = None) -> None:
        self.uforstaatt.append(Uforstaatt(hvor=nr, hva=tittel or UKJENT_TITTEL, grunn=grunn, kilde_id=uid))
        if uid is not None:
            self._ulest.add(uid)


def _nyeste(samme: Sequence[tuple[Hendelse, str]]) -> dict[str, tuple[Hendelse, str]] | None:
    """By what they replace, the event of the highest SEQUENCE; None where two say different things of equal rank."""
    ut: dict[str, tuple[Hendelse, str]] = {}
    uenige: set[str] = set()
    for en in samme:
        noekkel = en[0].erstatter.noekkel() if en[0].erstatter else ""
        foer = ut.setdefault(noekkel, en)
        if foer is en or en[0].sekvens < foer[0].sekvens:
            continue
        if en[0].sekvens > foer[0].sekvens:
            ut[noekkel] = en
            uenige.discard(noekkel)
        elif _det_den_sier(en[0]) != _det_den_sier(foer[0]):
            uenige.add(noekkel)
    return None if uenige else ut


def _det_den_sier(hendelse: Hendelse) -> tuple[object, ...]:
    return (hendelse.begynner.i_oslo(), hendelse.avlyst, hendelse.regel, hendelse.ekstra, hendelse.unntatt)


def _klokka(regel: Regel, start: Tid) -> Iterator[tuple[str, int]]:
    klokke = start.klokke or time()
    egne = {"BYHOUR": klokke.hour, "BYMINUTE": klokke.minute, "BYSECOND": klokke.second}
    return ((verdi, egne[navn]) for navn, verdi in regel.klokkeslett)


_SAMME_UID = Tekst(
    "Flere oppføringer har samme UID, men sier ikke det samme. Det er uklart hvilken som gjelder.",
    "Fleire oppføringar har same UID, men seier ikkje det same. Det er uklart kva for ei som gjeld.",
)
_IKKE_I_SERIEN = Tekst(
    "Oppføringen endrer et møte som ikke er i serien, så det er uklart om det er flyttet eller nytt.",
    "Oppføringa endrar eit møte som ikkje er i serien, så det er uklart om det er flytta eller nytt.",
)
_ANNET_ULEST = Tekst(
    "En annen oppføring i samme serie kan ikke leses, så det er uklart når møtene er.",
    "Ei anna oppføring i same serien kan ikkje lesast, så det er uklart når møta er.",
)
