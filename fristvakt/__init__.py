"""The entry point: settings, wiring, input files and the command line. Knows every room; no room knows it."""
