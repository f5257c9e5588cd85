"""A table of great_tables whose cells are all text: apart from the sheet, because great_tables takes long to load."""

import html
from typing import Self, cast

import great_tables as gt

HTML = "html"


class TextTable(gt.GT):  # type: ignore[misc]  # it has no types of its own
    """A table of text, made ready as a whole.

    great_tables puts its cells into the page one after another, each with an assignment to a pandas frame: that was a
    third of the notebook of the report card. Where somebody formats cells, and for LaTeX, it does so here too.
    """

    def _render_formats(self, context: str) -> Self:
        if context != HTML or self._formats or self._substitutions:
            return cast("Self", super()._render_formats(context))
        body = self._body.copy()
        body.body = self._tbl_data.astype(object).map(lambda cell: html.escape(str(cell)), na_action="ignore")
        made = self._replace(_body=body)
        labels = self._stub.update_group_row_labels(body, self._tbl_data, self._boxhead)
        return cast("Self", made._replace(_stub=labels))
