"""The machine-readable annual cycle: the one place where the contract of `fristvakt aarshjul` is built."""

from __future__ import annotations

from modeller.aarshjul import Aarshjul
from modeller.kollisjoner import Innslag, Kollisjon
from modeller.register import Register
from modeller.tekst import Tekst
from tavle.aarshjulord import kollisjon, tittel
from tavle.rader import Rad


def aarshjulrad(hjul: Aarshjul, register: Register) -> Rad:
    """The year as data: twelve months with their entries, collisions, and what is not wholly in it."""
    return {
        "aar": hjul.aar,
        "per": hjul.dag.isoformat(),
        "part": hjul.part,
        "avtaler": [{"avtale": avtale, "navn": _begge(navn)} for avtale, navn in hjul.avtaler.items()],
        "maaneder": [
            {"maaned": maaned, "innslag": [_innslagrad(hjul, en) for en in hjul.maaned(maaned)]}
            for maaned in range(1, 13)
        ],
        "kollisjoner": [_kollisjonsrad(k, register) for k in hjul.kollisjoner],
        "utenfor": [{"avtale": u.avtale, "grunn": u.grunn.value, "aar": u.aar} for u in hjul.utenfor],
        "uten_dato": [
            {"avtale": avtale, "id": steg.id, "tittel": _begge(steg.navn), "parter": list(steg.parter)}
            for avtale, steg in hjul.uten_dato
        ],
    }


def _innslagrad(hjul: Aarshjul, en: Innslag) -> Rad:
    steg = en.steg
    return {
        "avtale": en.avtale,
        "id": steg.id,
        "steg": steg.steg,
        "slag": en.slag.value,
        "tittel": _begge(tittel(en)),
        "parter": list(steg.parter),
        "deltar": list(steg.deltar),
        "organ": en.organ,
        "dato": en.dag.isoformat(),
        "bare_maaned": en.bare_maaned,
        "frist_art": steg.art.value,
        "krav": steg.krav.value,
        "delmaal": steg.delmaal,
        "uavklart": steg.uavklart,
        "status": steg.status.value,
        "utfoert": en.utfoert.isoformat() if en.utfoert else None,
        "forfalt": steg.forfalt(hjul.dag) and en.utfoert is None,
        "naas": en.naas,
        "prognose": en.prognose,
    }


def _kollisjonsrad(k: Kollisjon, register: Register) -> Rad:
    return {
        "slag": k.slag.value,
        "part": k.part,
        "organ": k.organ,
        "fra": k.fra.isoformat(),
        "til": k.til.isoformat(),
        "antall": len(k.innslag),
        "forklaring": _begge(kollisjon(k, register)),
        "innslag": [
            {"avtale": en.avtale, "id": en.steg.id, "slag": en.slag.value, "dato": en.dag.isoformat()}
            for en in k.innslag
        ],
    }


def _begge(tekst: Tekst) -> Rad:
    return {"nb": tekst.nb, "nn": tekst.nn}
