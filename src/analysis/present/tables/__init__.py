"""Answer to tables: plain headers, units, and numbers ready to read, by great_tables."""

from analysis.present.tables.registry import SHEETS, caption, sheet, table, table_names

__all__ = ["SHEETS", "caption", "sheet", "table", "table_names"]
