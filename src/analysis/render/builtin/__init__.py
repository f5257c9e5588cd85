"""The built-in renderer: a written-down subset of Quarto with Quarto's own engines, pandoc and Typst (SUBSET.md)."""
