"""A fault of a lifecycle as data: which step, what kind of fault, what names it is about. Words come later."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Feilslag(StrEnum):
    """The kinds of fault. What is written after each is what `Livsloepsfeil.navn` holds."""

    LIK_NOEKKEL = "lik_noekkel"
    OPPTATT_NOEKKEL = "opptatt_noekkel"
    """The key, which the steps that coordinators add have."""
    UKJENT_STEG = "ukjent_steg"
    """The name that is no step."""
    UKJENT_DATO = "ukjent_dato"
    """The name that is neither a step nor a named date."""
    UKJENT_DOKUMENT = "ukjent_dokument"
    """The document."""
    RING = "ring"
    """The steps that wait for each other, the first again at the end."""
    DATORING = "datoring"
    """The steps whose dates are counted from each other, likewise."""
    UTEN_KILDE = "uten_kilde"
    """The kind of date."""
    KILDEN_KREVER_IKKE = "kilden_krever_ikke"
    """The kind of date, and the document."""
    INGEN_GJOER_DET = "ingen_gjoer_det"
    TOMT_UTVALG = "tomt_utvalg"
    """The choice of parties, as a sentence speaks of it."""
    IKKE_EN_PARTS = "ikke_en_parts"
    IKRAFT_ER_FLERE = "ikraft_er_flere"
    AARLIG_UTEN_AAPNING = "aarlig_uten_aapning"
    ALDRI_AKTUELT = "aldri_aktuelt"
    BORTFALLER_FOERST = "bortfaller_foerst"
    """The step that makes it lapse, which is done before it can begin."""
    FRIST_FOER_AAPNING = "frist_foer_aapning"
    """The step before it that opens too late, when it is not its own window."""
    FRIST_FOER_FORGJENGER = "frist_foer_forgjenger"
    """The step that must be done first, and has the later date."""
    INGEN_MOETE = "ingen_moete"
    """The step that was to be the meeting, when one is named."""
    ANDRE_MOETER = "andre_moeter"
    """The meeting, of which there are more or fewer than of the step that calls it."""
    KALLER_IKKE_INN = "kaller_ikke_inn"
    KOMMER_ALDRI = "kommer_aldri"
    IKKE_ROLLE = "ikke_rolle"
    NESTE_AAR_UTENFOR = "neste_aar_utenfor"
    NESTE_AAR_UTEN_OMTALE = "neste_aar_uten_omtale"
    KROELLPARENTES = "kroellparentes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Livsloepsfeil:
    """One fault. `plass` is the place of the phase and of the step in it, from 0; None for the lifecycle itself.
    `felt` is the attribute of step or lifecycle that is wrong.
    """

    slag: Feilslag
    felt: str
    plass: tuple[int, int] | None = None
    steg: str | None = None
    navn: tuple[str, ...] = ()
