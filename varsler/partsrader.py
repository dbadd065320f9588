"""The rows about a step that several parties have together, where one address may stand for more than one of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from modeller.varselrad import Jsonverdi, Utboksrad
from varsler.mottakere import Dekning
from varsler.trappeord import IKKE_MINNET, unntatt

FOR_PARTER = "for_parter"
"""The field of a row's data that names its parties, when its reader has to do with others of the step too."""


def for_partene(rader: Iterable[Utboksrad], dekkede: Collection[Dekning]) -> list[Utboksrad]:
    """The rows, each once: what an address is told in the same words for several parties is told as one. One that is
    for some alone of those the address stands for names them, and so does one that says another thing of some of them.
    """
    if len(dekkede) == 1:
        return list({rad.noekkel: rad for rad in rader}.values())
    samlet: dict[str, dict[str, Utboksrad]] = {}
    for rad in rader:
        samlet.setdefault(rad.noekkel, {}).setdefault(rad.part, rad)
    staar_for: dict[str, set[str]] = {}
    for dekket in dekkede:
        for mottaker in (*dekket.mottakere, *dekket.ledelse):
            staar_for.setdefault(mottaker.epost, set()).add(dekket.part)
    return [_for_alle(hver, staar_for) for hver in samlet.values()]


def _for_alle(hver: Mapping[str, Utboksrad], staar_for: Mapping[str, set[str]]) -> Utboksrad:
    """The one row for these, by party: what is said of all, and those of them that have not been reminded."""
    rad = next(iter(hver.values()))
    ikke_minnet = [part for part, en in hver.items() if IKKE_MINNET in en.data]
    om = unntatt(IKKE_MINNET, ikke_minnet)
    if hver.keys() != staar_for[rad.mottaker] or 0 < len(ikke_minnet) < len(hver):
        om = {**om, **navngi(hver)}
    return replace(rad, data={**rad.data, **om}) if om else rad


def navngi(parter: Iterable[str]) -> dict[str, Jsonverdi]:
    """What the data of a row about these parties alone says of that."""
    return {FOR_PARTER: list(parter)}


def partene_i(data: Mapping[str, object]) -> tuple[str, ...]:
    """The parties that a row with this data names; empty when it is about all who have the step."""
    navngitt = data.get(FOR_PARTER)
    return tuple(map(str, navngitt)) if isinstance(navngitt, list) else ()
