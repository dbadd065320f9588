"""`python -m tests.ytelse`: measure, and print beside the bars of the issue. A slow machine is never a failure."""

from __future__ import annotations

import asyncio

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from tests.ytelse.feeder import HENDELSER, skriving, svarevne
from tests.ytelse.maalinger import avledning, demostart, oppstart, simulering
from tests.ytelse.portefoelje import portefoelje
from tests.ytelse.post import Postevne, postevne
from tests.ytelse.referanse import referansesekunder

PORTEFOELJE = 10_000


def main() -> None:
    """Run all of it; about five minutes on two cores, most of them for the portfolio."""
    ut, si_fra = Console(), Console(stderr=True)
    with si_fra.status("Reference loop …") as status:
        foer = referansesekunder()
        status.update("Deriving plans …")
        plan = avledning()
        status.update("Starting the service …")
        start = oppstart()
        status.update("Starting the demo …")
        demo = demostart()
        status.update("Simulating four years …")
        sekunder, meldinger = simulering()
        status.update("Writing and serving feeds …")
        skrevet, svart = skriving(), svarevne()
        status.update("Sending mail …")
        sendt = postevne()
        status.stop()
        with Progress(console=si_fra, transient=True) as bar:
            oppgave = bar.add_task(f"Deriving {PORTEFOELJE:,} agreements", total=PORTEFOELJE)
            stor = asyncio.run(portefoelje(PORTEFOELJE, lambda gjort, _: bar.update(oppgave, completed=gjort)))
        status.start()
        status.update("Reference loop …")
        referanse = (foer + referansesekunder()) / 2
    tabell = Table(
        title="Fristvakt: benchmark",
        caption=f"reference loop: {referanse:.4f} s ({foer:.4f} s at the beginning); × is how many of it",
        caption_justify="left",
        title_justify="left",
    )
    tabell.add_column("what")
    for kolonne in ("measured", "×", "bar"):
        tabell.add_column(kolonne, justify="right")
    rader = (
        ("start to first page, median of 5", start.sekunder, "3 s"),
        ("start of the demo to first page, median of 5", demo.sekunder, "3 s"),
        (f"one bygdevekst plan ({plan.steg} steps), best", plan.beste, "5 ms"),
        (f"one bygdevekst plan ({plan.steg} steps), median of 200", plan.median, "5 ms"),
        (f"simuler 2024-09-01 to 2029-01-31 ({meldinger} messages)", sekunder, "10 s"),
    )
    for hva, tid, grense in rader:
        tabell.add_row(
            hva, f"{tid * 1000:.2f} ms" if "ms" in grense else f"{tid:.2f} s", f"{tid / referanse:.2f}", grense
        )
    tabell.add_row("peak memory at the first page", f"{start.megabyte:.0f} MB", "", "250 MB")
    hver = 1 / stor.per_sekund
    tabell.add_row(
        f"{stor.avtaler:,} agreements ({stor.steg:,} steps) derived and stored, each",
        f"{hver * 1000:.2f} ms",
        f"{hver / referanse:.2f}",
        "",
    )
    tabell.add_row("the same, agreements per second", f"{stor.per_sekund:.0f}", "", "")
    for hva, tid in (
        ("one fact of one of them registered", stor.ett_faktum),
        (f"a meeting moved that {stor.lener_seg_paa_moetet} of them lean on", stor.et_moete),
    ):
        tabell.add_row(hva, f"{tid * 1000:.0f} ms", f"{tid / referanse:.2f}", "")
    hilsen = svart.hilsen
    for hva, maalt, ganger, grense in (
        (f"a feed of {HENDELSER} events after one change", f"{skrevet.vi * 1000:.2f} ms", "", ""),
        ("… times faster than building it with icalendar", "", f"{skrevet.ganger:.0f}", "20"),
        ("a bare uvicorn saying hello, requests per second", f"{hilsen:.0f}", "", ""),
        (
            f"an unchanged feed ({svart.hendelser} events, {svart.byte / 1000:.0f} kB)",
            f"{svart.hel:.0f}",
            f"{svart.hel / hilsen:.2f}",
            "0.5",
        ),
        ("… packed", f"{svart.pakket:.0f}", f"{svart.pakket / hilsen:.2f}", "0.5"),
        ("… that the client has: 304, against 200", f"{svart.uendret:.0f}", f"{svart.uendret / svart.hel:.2f}", "1"),
    ):
        tabell.add_row(hva, maalt, ganger, grense)
    if sendt is not None:
        _vis_post(tabell, sendt)
    ut.print(tabell)


def _vis_post(tabell: Table, sendt: Postevne) -> None:
    for hva, kilde, vi, grense in (
        ("mail from outbox to accepted, 4,000 messages, a second", sendt.kilde, sendt.vi, "0.05"),
        ("… 10 ms from the server", sendt.treg_kilde, sendt.treg_vi, "0.9"),
        ("… a thousand of them", sendt.kilde, sendt.morgen, ""),
        ("… a thousand by one process", sendt.kilde, sendt.alene, ""),
    ):
        tabell.add_row(f"{hva}; smtp-source -d: {kilde:.0f}", f"{vi:.0f}", f"{vi / kilde:.3f}", grense)
    hele = 1 / sendt.alene
    for hva, sekunder in (
        ("… … of which one message takes to claim, look at, and enter in the ledger", sendt.regnskap),
        ("… … to write, text, HTML and calendar", sendt.skriving),
        ("… … to hand over", max(0.0, hele - sendt.regnskap - sendt.skriving)),
    ):
        tabell.add_row(hva, f"{sekunder * 1000:.2f} ms", f"{sekunder / hele:.0%}", "")


if __name__ == "__main__":
    main()
