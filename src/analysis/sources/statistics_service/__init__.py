"""The Department for Education's public statistics service: what it offers, and how that comes into data/raw.

Nothing else in the workbench opens a connection beyond this machine, and this only for `workbench sources update`.
"""
