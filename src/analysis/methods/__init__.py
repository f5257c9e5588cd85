"""Pure statistics: arrays and frames in, frozen results out; no files, no plots, no globals.

Import what is needed by name: `from analysis.methods import rates, control_charts, decomposition`.
"""
