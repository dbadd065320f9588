"""That there is no such thing, in words, with the nearest there is."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from modeller.plan import Plan
from modeller.tekst import Tekst


def finnes_ikke(hva: str, navn: str, kjente: Iterable[str]) -> Tekst:
    """There is no such thing; `hva` in definite form, the nearest of `kjente` are suggested."""
    naere = get_close_matches(navn, list(kjente), n=3, cutoff=0.5)
    mente = " eller ".join(f"«{n}»" for n in naere)
    return Tekst(
        f"Finner ikke {hva} «{navn}»." + (f" Mente du {mente}?" if naere else ""),
        f"Finn ikkje {hva} «{navn}»." + (f" Meinte du {mente}?" if naere else ""),
    )


def ukjent_steg(steg_id: str, plan: Plan) -> Tekst:
    """No step has this id; the nearest ones are suggested."""
    return finnes_ikke("steget", steg_id, [s.id for s in plan])


def ukjent_part(part: str, kjente: Iterable[str]) -> Tekst:
    """No party has this id; the nearest ones are suggested."""
    return finnes_ikke("parten", part, kjente)
