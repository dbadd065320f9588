"""The board: who is waiting on whom, agreement pages, JSON and feeds over HTTP."""
