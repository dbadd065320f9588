"""The engine: `Flyt` and `Oppgave`, run here by the local engine or elsewhere as Prefect flow and task runs.

Only `flyter.motor.prefekt` imports Prefect, which takes a second or more and 45 MB: it is loaded where Prefect is the
chosen engine, and nowhere else.
"""
