"""`avled`: facts, lifecycle and register folded into a plan."""

from modeller.avledning.avled import avled

__all__ = ["avled"]
