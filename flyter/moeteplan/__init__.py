"""Meeting plans from where they are published: read, held against what is known, fetched."""
