"""Facts in words: for the logs of the board, the command line and the digests."""
