"""The rows about a step that several parties have together, where one address may stand for more than one of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from modeller.varselrad import Jsonverdi, Utboksrad
from varsler.mottakere import Dekning

FOR_PARTER = "for_parter"
"""The field of a row's data that names its parties, when its reader has to do with others of the step too."""


def for_partene(rader: Iterable[Utboksrad], dekkede: Collection[Dekning]) -> list[Utboksrad]:
    """The rows, each once: what an address is told in the same words for several parties is told as one. One that is
    for some alone of those the address stands for names them.
    """
    if len(dekkede) == 1:
        return list({rad.noekkel: rad for rad in rader}.values())
    samlet: dict[str, Utboksrad] = {}
    parter: dict[str, dict[str, None]] = {}
    for rad in rader:
        samlet.setdefault(rad.noekkel, rad)
        parter.setdefault(rad.noekkel, {})[rad.part] = None
    staar_for: dict[str, set[str]] = {}
    for dekket in dekkede:
        for mottaker in (*dekket.mottakere, *dekket.ledelse):
            staar_for.setdefault(mottaker.epost, set()).add(dekket.part)
    return [
        rad
        if parter[noekkel].keys() == staar_for[rad.mottaker]
        else replace(rad, data={**rad.data, **navngi(parter[noekkel])})
        for noekkel, rad in samlet.items()
    ]


def navngi(parter: Iterable[str]) -> dict[str, Jsonverdi]:
    """What the data of a row about these parties alone says of that."""
    return {FOR_PARTER: list(parter)}


def partene_i(data: Mapping[str, object]) -> tuple[str, ...]:
    """The parties that a row with this data names; empty when it is about all who have the step."""
    navngitt = data.get(FOR_PARTER)
    return tuple(map(str, navngitt)) if isinstance(navngitt, list) else ()
