"""That there is no such thing, in words, with the nearest there is."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from modeller.plan import IKKE_AKTUELL, Plan
from modeller.tekst import Tekst, oppramsing


def finnes_ikke(hva: str, navn: str, kjente: Iterable[str]) -> Tekst:
    """There is no such thing; `hva` in definite form, the nearest of `kjente` are suggested."""
    mente = _mente(navn, kjente)
    return Tekst(f"Finner ikke {hva} «{navn}».{mente.nb}", f"Finn ikkje {hva} «{navn}».{mente.nn}")


def _mente(navn: str, kjente: Iterable[str]) -> Tekst:
    naere = " eller ".join(f"«{n}»" for n in get_close_matches(navn, list(kjente), n=3, cutoff=0.5))
    return Tekst(f" Mente du {naere}?", f" Meinte du {naere}?") if naere else Tekst("", "")


def ukjent_steg(steg_id: str, plan: Plan) -> Tekst:
    """No step has this id. Where others have the step, the reason is that the one named has no part in it; else the
    nearest ones are suggested.
    """
    steg, _, part = steg_id.rpartition(".")
    andre = [s for s in plan if s.status is not IKKE_AKTUELL and s.parter and s.id == f"{steg}.{s.parter[0]}"]
    if andre and not get_close_matches(part, [s.parter[0] for s in andre], n=1):
        tittel, har = andre[0].navn, [f"«{s.parter[0]}»" for s in andre]
        hvem = Tekst("", "") if part in plan.parter else ikke_part(part, plan.parter)
        return Tekst(
            f"{hvem.nb} «{tittel.nb}» er et steg for {oppramsing(har)}, ikke for «{part}».".strip(),
            f"{hvem.nn} «{tittel.nn}» er eit steg for {oppramsing(har)}, ikkje for «{part}».".strip(),
        )
    return finnes_ikke("steget", steg_id, [s.id for s in plan])


def ukjent_part(part: str, kjente: Iterable[str]) -> Tekst:
    """No party has this id; the nearest ones are suggested."""
    return finnes_ikke("parten", part, kjente)


def ikke_part(part: str, parter: Iterable[str]) -> Tekst:
    """The agreement has no such party; the nearest of its own are suggested."""
    mente = _mente(part, parter)
    return Tekst(f"«{part}» er ikke part i avtalen.{mente.nb}", f"«{part}» er ikkje part i avtalen.{mente.nn}")
