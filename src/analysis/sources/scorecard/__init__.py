"""A council's own scorecard, in whatever shape it is kept: its tables found, its rows matched, its figures read."""
