"""The commands, by what they work on: files, the store, or the running service."""
