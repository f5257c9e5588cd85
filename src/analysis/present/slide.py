"""An answer for a slide or an e-mail: its headline, a picture and a table, to be pasted.

In JupyterLab two buttons copy it, because the clipboard is that of the browser and not of the machine the notebook runs
on. Elsewhere the words go to the clipboard of this machine; where there is none, everything goes into files.
"""

import base64
import html
import io
import json
import sys
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from analysis.catalogue.errors import UnknownNameError, WorkbenchError
from analysis.catalogue.workspace import Workspace
from analysis.language.phrases import texts
from analysis.present import charts, tables
from analysis.present.answer_workbook import footer
from analysis.present.charts.chart import DPI
from analysis.present.tables.printed_table import marks_explained
from analysis.questions.answer import Answer

FOLDER = "slides"  # in the workspace's build, where nobody names another
TITLE_SIZE = 13  # points
LINE = 0.26  # inches, of the title above a picture
LETTERS = 8.5  # of the title, to an inch
TABLE_ROWS = 12  # more than these no slide can show
STYLE = "border-collapse:collapse;font-family:Arial,sans-serif;font-size:12pt"
CELL = "border:1px solid #b1b4b6;padding:4px 8px;text-align:{align};vertical-align:top"
COPY = """
(function (button, kind) {
  const done = (words) => { button.textContent = words; };
  const failed = () => done("This browser does not let pages copy: select it and press Ctrl+C");
  const box = button.closest("[data-slide]");
  const words = JSON.parse(box.dataset.slide);
  try {
    const items = kind === "picture"
      ? { "image/png": fetch(box.querySelector("img").src).then((answer) => answer.blob()) }
      : { "text/html": new Blob([words.html], { type: "text/html" }),
          "text/plain": new Blob([words.text], { type: "text/plain" }) };
    navigator.clipboard.write([new ClipboardItem(items)]).then(() => done("Copied: paste it with Ctrl+V"), failed);
  } catch (error) { failed(); }
})(this, "%s")"""


@dataclass(frozen=True, slots=True)
class Slide:
    """What is pasted. html: title, table and footer; text: the same as plain text; png: the picture under its title.

    where: what was done with it, in words; files: where it was written.
    """

    title: str
    html: str
    text: str
    png: bytes | None = field(default=None, repr=False)
    alt: str = ""
    where: str = ""
    files: tuple[Path, ...] = ()

    def __repr__(self) -> str:
        """Return what was done, and the words."""
        return f"{self.where}\n\n{self.text}".strip()

    def _repr_html_(self) -> str:
        """Return the slide with a button that copies its picture and one that copies its words and table."""
        data = html.escape(json.dumps({"html": self.html, "text": self.text}))
        return f'<div data-slide="{data}">{"".join(self._buttons())}{self._picture()}{self.html}</div>'

    def _buttons(self) -> Iterator[str]:
        offered = (("picture", "Copy the picture"),) if self.png else ()
        for kind, words in (*offered, ("words", "Copy the words and the table")):
            yield f'<button type="button" onclick="{html.escape(COPY % kind)}">{words}</button> '

    def _picture(self) -> str:
        if self.png is None:
            return ""
        data = base64.b64encode(self.png).decode("ascii")
        return f'<p><img style="max-width:100%" src="data:image/png;base64,{data}" alt="{html.escape(self.alt)}"/></p>'


def slide_of(answer: Answer, name: str | None = None) -> Slide:
    """Return an answer for a slide. name: one figure or table of it; its first figure and first table where left out.

    Raises UnknownNameError with the names there are.
    """
    figure, sheet = _chosen(answer, name)
    table = None if sheet is None else tables.sheet(answer, sheet)
    title = texts(answer)["headline"]
    if name is not None:
        title = charts.caption(answer, name) if table is None else tables.caption(answer, name)
    foot = footer(answer)
    frame = table.frame.head(TABLE_ROWS) if table is not None else None
    rows = [] if frame is None else [[str(cell) for cell in row] for row in [list(frame.columns), *frame.to_numpy()]]
    numbers = () if table is None else tuple(column in table.numbers for column in table.frame.columns)
    if table is not None and len(table.frame) > TABLE_ROWS:
        foot = f"The first {TABLE_ROWS} of {len(table.frame)} lines. {foot}"
    if frame is not None:
        foot = " ".join([*marks_explained(frame), foot])
    return Slide(
        title,
        f'<p style="{STYLE}"><b>{html.escape(title)}</b></p>{_as_html(rows, numbers)}'
        f'<p style="{STYLE};font-size:9pt">{html.escape(foot)}</p>',
        "\n".join([title, *("\t".join(row) for row in rows), foot]),
        None if figure is None else with_title(answer, figure, charts.caption(answer, figure)),
        "" if figure is None else charts.alt(answer, figure),
    )


def delivered(slide: Slide, name: str, to: Path | str | None, workspace: Workspace | None) -> Slide:
    """Return a slide once it is where it can be pasted from: in a notebook by its buttons, else clipboard or files.

    to: a folder, where files are wanted in any case. Raises WorkbenchError where they cannot be written.
    """
    if to is not None:
        return _written(slide, name, Path(to))
    if _in_a_notebook():
        return slide
    if _on_clipboard(slide.text):
        return replace(slide, where="The words and the table are on the clipboard: paste them with Ctrl+V.")
    return _written(slide, name, (workspace or Workspace.find()).build / FOLDER)


def with_title(answer: Answer, name: str, title: str) -> bytes:
    """Return a figure as PNG with a title above it, as a slide needs it."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - loads when a picture is drawn
    from matplotlib.image import imread  # noqa: PLC0415

    drawn = imread(io.BytesIO(charts.figure(answer, name).png()), format="png")
    height, width = drawn.shape[0] / DPI, drawn.shape[1] / DPI
    lines = textwrap.wrap(title, int(width * LETTERS))
    band = LINE * (len(lines) + 0.5)
    page = Figure(figsize=(width, height + band), dpi=DPI)
    page.figimage(drawn, 0, 0)
    top = 1 - 0.25 * LINE / (height + band)
    page.text(0.01, top, "\n".join(lines), fontsize=TITLE_SIZE, fontweight="bold", va="top")
    held = io.BytesIO()
    page.savefig(held, format="png", dpi=DPI, metadata={"Software": None})
    return held.getvalue()


def _chosen(answer: Answer, name: str | None) -> tuple[str | None, str | None]:
    """Return which figure and which table go on a slide."""
    figures, sheets = charts.figure_names(answer), tables.table_names(answer)
    if name is None:
        own = [sheet for sheet in sheets if sheet not in ("verdicts", "evidence")]
        return next(iter(figures), None), next(iter(own), None)
    if name not in (*figures, *sheets):
        raise UnknownNameError.from_name_and_known("figure or table", name, (*figures, *sheets))
    return (name, None) if name in figures else (None, name)


def _as_html(rows: Sequence[Sequence[str]], numbers: Sequence[bool]) -> str:
    if not rows:
        return ""
    aligned = [CELL.format(align="right" if number else "left") for number in numbers]
    head = _line("th", rows[0], aligned)
    body = "".join(f"<tr>{_line('td', row, aligned)}</tr>" for row in rows[1:])
    return f'<table style="{STYLE}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _line(tag: str, row: Sequence[str], styles: Sequence[str]) -> str:
    cells = zip(styles, row, strict=True)
    return "".join(f'<{tag} style="{style}">{html.escape(cell)}</{tag}>' for style, cell in cells)


def _written(slide: Slide, name: str, folder: Path) -> Slide:
    files = {"html": slide.html.encode(), "txt": slide.text.encode()} | ({"png": slide.png} if slide.png else {})
    paths = tuple(folder / f"{name}.{ending}" for ending in files)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in zip(paths, files.values(), strict=True):
            path.write_bytes(content)
    except OSError as error:
        raise WorkbenchError(f"The slide cannot be written: {error.strerror}.", where=str(folder)) from None
    names = ", ".join(path.name for path in paths)
    return replace(slide, where=f"Written to {folder}: {names}.", files=paths)


def _in_a_notebook() -> bool:
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    return hasattr(shell, "kernel")


def _on_clipboard(text: str) -> bool:
    """Put a text on the clipboard of this machine; say whether there is one."""
    from pandas.io.clipboard import PyperclipException, clipboard_set  # noqa: PLC0415 - only where a person copies

    try:
        clipboard_set(text)
    except PyperclipException:
        return False
    return True
