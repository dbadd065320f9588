"""Digests: the week of a coordinator, and the month of a party. They oblige nobody, and go with what else there is."""
