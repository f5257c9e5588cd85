"""The store: one tidy table, dated; written once, indexed, and read as it was known on any day."""

from analysis.store.build import build_store
from analysis.store.newest import newest
from analysis.store.opening import open_store
from analysis.store.stamp import STAMP, is_fresh
from analysis.store.table import Store

__all__ = ["STAMP", "Store", "build_store", "is_fresh", "newest", "open_store"]
