"""Answer to tables: plain headers, units, and numbers ready to read, by great_tables."""

from analysis.present.tables.shelf import caption, sheet, table, table_names

__all__ = ["caption", "sheet", "table", "table_names"]
