"""The entry point: settings, wiring, input files and the command line. Knows every room; no room knows it."""

import gc

# Most of what starting makes is modules, which stay: with the ordinary threshold, looking through them again and again
# for garbage took a fifth of the time to the first page.
gc.set_threshold(50_000, 20, 20)
