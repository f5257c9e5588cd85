"""Counts in messages: one row is, three rows are."""


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return `1 row`, `3 rows`; many: where an s does not make the plural."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def is_or_are(number: int) -> str:
    """Return the verb that goes with a count."""
    return "is" if number == 1 else "are"
