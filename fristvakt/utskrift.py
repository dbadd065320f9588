"""What commands print: tables for people, JSON for programs, and faults on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from io import TextIOWrapper

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from modeller.fakta import Fristart
from modeller.plan import Plan, Plansteg, Status, Venting
from modeller.prognose import prognose
from modeller.register import Register
from modeller.setninger import i_ord
from modeller.tekst import Maalform, Tekst, dager, dato_kort, lik, maaned_ord, oppramsing
from modeller.ventesum import Parsum, Partssum

NB = Maalform.NB
UT = Console(markup=False, emoji=False)
"""What is printed holds names and paths as somebody wrote them: brackets and colons in them are text."""
FEIL = Console(stderr=True, style="red", markup=False, emoji=False)

STATUSORD = {
    Status.KOMMENDE: "kommende",
    Status.VENTER: "venter",
    Status.AAPEN: "åpen",
    Status.UTFOERT: "utført",
    Status.IKKE_AKTUELL: "ikke aktuell",
    Status.BORTFALT: "bortfalt",
}
ARTSORD = {
    Fristart.FRIST: lik("frist"),
    Fristart.VENTET: Tekst("ventet", "venta"),
    Fristart.TENTATIV: lik("tentativt"),
    Fristart.VEILEDENDE: Tekst("veiledende", "rettleiande"),
}
_FORFALT = Tekst("forfalt", "forfalle")
_SENERE = Tekst("senere enn ventet", "seinare enn venta")


def tillat_alle_tegn() -> None:
    """Let a terminal without Norwegian letters show a question mark for them, instead of the command ending there."""
    for stroem in (sys.stdout, sys.stderr):
        if isinstance(stroem, TextIOWrapper):
            stroem.reconfigure(errors="replace")


def skriv_json(verdi: object) -> None:
    """One JSON document on standard output, UTF-8, nothing else."""
    # Flushed: who reads it through a pipe waits for it while a service goes on running.
    # Where the stream is not UTF-8 the letters are escaped: ASCII is UTF-8 wherever it is read.
    i_utf8 = (sys.stdout.encoding or "utf-8").lower().startswith("utf")
    print(json.dumps(verdi, ensure_ascii=not i_utf8, indent=2), flush=True)  # noqa: T201 - the product of the command


@contextmanager
def framdrift(hva: str, *, vis: bool) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error for long work, told how much is done and of how much; nothing where it is not seen."""
    with Progress(
        TextColumn(hva),
        BarColumn(),
        MofNCompleteColumn(),
        console=FEIL,
        transient=True,
        disable=not (vis and FEIL.is_terminal),
    ) as bar:
        oppgave = bar.add_task(hva, total=None)
        yield lambda gjort, alle: bar.update(oppgave, completed=gjort, total=alle)


def si_feil(linjer: Iterable[str]) -> None:
    """Faults, one a line, unwrapped so that a path stays whole."""
    for linje in linjer:
        # What was written may be told again in the fault: it must not steer the terminal.
        synlig = "".join(tegn if tegn.isprintable() else "\N{REPLACEMENT CHARACTER}" for tegn in linje)
        FEIL.print(Text(synlig), soft_wrap=True)


def fristord(steg: Plansteg, dag: date, maalform: Maalform = NB) -> str:
    """The date with its kind, and whether it is past: only a deadline is ever overdue."""
    if steg.frist is None:
        return "–"
    naar = maaned_ord(steg.frist) if steg.bare_maaned else dato_kort(steg.frist)
    if steg.forfalt(dag):
        return f"{naar}, {_FORFALT.paa(maalform)}"
    if steg.dager_etter_ventet(dag):
        return f"{naar}, {_SENERE.paa(maalform)}"
    return naar if steg.art is Fristart.FRIST else f"{naar} ({ARTSORD[steg.art].paa(maalform)})"


def stegnavn(plan: Plan, steg: Plansteg, maalform: Maalform = NB) -> str:
    """The step's name, with its year and its delmål where it has one."""
    return f"{steg.navn.paa(maalform)}{_delmaal(plan, steg, maalform)}"


def _delmaal(plan: Plan, steg: Plansteg, maalform: Maalform = NB) -> str:
    return f" ({plan.delmaal[steg.delmaal].navn.paa(maalform)})" if steg.delmaal else ""


def plantabell(plan: Plan, register: Register) -> Table:
    """The steps of one agreement."""
    tabell = _tabell(f"{plan.navn.paa(NB)} – per {dato_kort(plan.dag)}", "Fase", "Steg", "Hvem", "Dato", "Status")
    for steg in plan:
        aar = f" {steg.aar}" if steg.aar else ""
        tabell.add_row(
            steg.fasetittel.paa(NB) + aar,
            f"{steg.tittel.nb}{_delmaal(plan, steg)}",
            _navn(steg.parter, register),
            fristord(steg, plan.dag),
            STATUSORD[steg.status],
        )
    return tabell


def merknader(plan: Plan, register: Register) -> list[str]:
    """What the reader should know beyond the dates, a line per step: a route that has run out and whom it delays."""
    return [
        f"{_navn(s.parter, register)}, {stegnavn(plan, s)}: {i_ord(s.merknader, NB, plan.dag.year)}."
        for s in plan
        if s.merknader
    ]


def hull(plan: Plan) -> list[str]:
    """What the sources leave unsaid about the agreement, a line each, with where it would have stood."""
    return [f"Ikke bestemt: {h.tekst.paa(NB)} ({h.kilde.tittel.paa(NB)})" for h in plan.hull]


def hvemtabell(ventinger: Sequence[Venting], planer: Iterable[Plan], register: Register) -> Table:
    """Who has the ball, on what, since when, and who waits: one line per open step and holder of the ball."""
    dager = {plan.avtale: plan.dag for plan in planer}
    flere_avtaler = len({venting.avtale for venting in ventinger}) > 1
    tabell = _tabell("Hvem venter på hvem", "Ballen er hos", "Steg", "Siden", "Dato", "Som venter")
    samlet: dict[tuple[str, str, str], list[Venting]] = {}
    for venting in ventinger:
        samlet.setdefault((venting.paa, venting.avtale, venting.steg.id), []).append(venting)
    for (paa, avtale, _), rader in samlet.items():
        steg, over = rader[0].steg, rader[0].dager_over
        tabell.add_row(
            register.kortnavn(paa).paa(NB),
            steg.navn.nb + (f" ({avtale})" if flere_avtaler else ""),
            dato_kort(rader[0].siden),
            fristord(steg, dager[avtale]) + (f" {over} {'dag' if over == 1 else 'dager'}" if over else ""),
            oppramsing([register.kortnavn(v.venter).paa(NB) for v in rader if v.venter]) or "ingen",
        )
    return tabell


def partstabell(summer: Iterable[Partssum], register: Register) -> Table:
    """What each party owes, over all agreements."""
    tabell = _tabell("Hva hver part skylder", "Part", "Åpne steg", "I avtaler", "Forfalt", "Som venter", "Lengst siden")
    for en in summer:
        tabell.add_row(
            register.kortnavn(en.part).nb,
            str(en.steg),
            str(en.avtaler),
            str(en.forfalt),
            oppramsing([register.kortnavn(part).nb for part in en.venter]) or "ingen",
            f"{dato_kort(en.lengst.siden)}: {en.lengst.steg.navn.nb}",
        )
    return tabell


def partabell(summer: Iterable[Parsum], register: Register) -> Table:
    """What each party waits for from another, over all agreements."""
    tabell = _tabell("Hvem venter på hvem", "Venter", "På", "Siden", "Med")
    for en in summer:
        tabell.add_row(
            register.kortnavn(en.venter).nb,
            register.kortnavn(en.paa).nb,
            dato_kort(en.siden),
            oppramsing(list(dict.fromkeys(v.steg.navn.nb for v in en.ventinger))),
        )
    return tabell


def prognosetabell(plan: Plan, register: Register) -> Table:
    """When each open phase can be finished."""
    tabell = _tabell(f"{plan.navn.nb} – per {dato_kort(plan.dag)}", "Fase", "Tidligst ferdig", "Med", "Avgjøres i")
    for en in prognose(plan):
        organ = register.organer.get(en.vedtak.avgjoeres_i or "") if en.vedtak else None
        moete = f" {dato_kort(en.vedtak.tidligst)}" if en.vedtak and en.vedtak.tidligst else ""
        for_sent = f" ({dager(-en.slakk).nb} for sent)" if en.slakk is not None and en.slakk < 0 else ""
        tabell.add_row(
            en.tittel.nb + (f" {en.aar}" if en.aar else ""),
            dato_kort(en.ferdig) + for_sent,
            en.sist.navn.nb,
            f"{organ.navn.nb}{moete}" if organ else "–",
        )
    return tabell


def uten_prognose(plan: Plan) -> str | None:
    """That nothing is under way in an agreement, and what comes next; None when some phase has a prognosis."""
    if prognose(plan):
        return None
    ord_ = f"{plan.navn.nb}: Ingen fase er i gang {dato_kort(plan.dag)}, så det er ingenting å regne ut."
    kommer = [(s.aapner, s) for s in plan if s.status is Status.KOMMENDE and s.parter and s.aapner]
    if not kommer:
        return ord_
    dag, steg = min(kommer, key=lambda par: par[0])
    return f"{ord_} Det neste som åpner, er «{steg.navn.nb}» {dato_kort(dag)}."


def fristtabell(planer: Sequence[Plan], register: Register, til: date) -> Table:
    """What falls due up to `til`, by date, over all agreements."""
    tabell = _tabell(f"Datoer fram til {dato_kort(til)}", "Dato", "Steg", "Avtale", "Hvem", "Status")
    for plan, steg in frister(planer, til):
        tabell.add_row(
            fristord(steg, plan.dag),
            steg.navn.nb,
            plan.avtale,
            _navn(steg.parter, register),
            STATUSORD[steg.status],
        )
    return tabell


def frister(planer: Iterable[Plan], til: date) -> list[tuple[Plan, Plansteg]]:
    """Unfinished steps with a date up to `til`, the earliest first."""
    uferdige = {Status.AAPEN, Status.VENTER, Status.KOMMENDE}
    treff = [(p, s) for p in planer for s in p if s.status in uferdige and s.frist and s.frist <= til]
    return sorted(treff, key=lambda par: (par[1].frist or til, par[0].avtale, par[1].id))


def _navn(parter: Iterable[str], register: Register) -> str:
    return oppramsing([register.navn(p).paa(NB) for p in parter])


BREDDE = {"Siden": 10, "Dato": 12}
"""A date is never broken over two lines, whatever the width of the terminal."""


def _tabell(tittel: str, *kolonner: str) -> Table:
    tabell = Table(title=tittel, title_justify="left", header_style="bold")
    for kolonne in kolonner:
        tabell.add_column(kolonne, overflow="fold", min_width=BREDDE.get(kolonne))
    return tabell


def skriv_avvik(avvik: Sequence[str]) -> None:
    """Print what the reminder rules gone by have that is not standard, when there is anything."""
    if avvik:
        UT.print("Reglene er slik de er satt her. Dette er annerledes enn standard:")
    for linje in avvik:
        UT.print(f"• {linje}", highlight=False, soft_wrap=True)
