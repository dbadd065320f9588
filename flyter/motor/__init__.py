"""The engine: `Flyt` and `Oppgave`, run here by the local engine or elsewhere as Prefect flow and task runs.

This package is empty on purpose: `flyter.motor.flyt` and `flyter.motor.oppgave` import Prefect, which takes a second
or more and 45 MB, so nothing that must be up before the first page may import them.
"""
