"""No renderer is given a paper that runs something, or that takes in what lies outside its folder."""

import json
import os
import sys
from pathlib import Path

import pytest

from analysis.render import RenderError, render, write_project
from analysis.render.builtin.settings import Project
from analysis.render.safety.papers import stop_at_unsafe, unsafe_paper

UNSAFE = {
    "a cell": ("```{python}\nopen('ran', 'w')\n```", "A cell of code to run"),
    "a cell in a quote": ("> ```{python}\n> 1\n> ```", "A cell of code to run"),
    "a cell of R": ("````{r}\n1\n````", "A cell of code to run"),
    "a sentence": ("The sum is `{python} 1 + 1`.", "Code to run within a sentence"),
    "a sentence in R": ("The sum is `r 1 + 1`.", "Code to run within a sentence"),
    "an include": ("{{< include ../secret.md >}}", "leads out of the folder"),
    "an absolute include": ("{{< include /../secret.md >}}", "leads out of the folder"),
    "an include by a link": ("{{< include linked.md >}}", "a place outside the folder"),
    "an include within one": ("{{< include _inner.md >}}", "_inner.md, line 1"),
    "the environment": ("By {{< env USER >}}.", "prints what the machine keeps"),
    "an embed": ("{{< embed /../other.ipynb#fig-x >}}", "leads out of the folder"),
    "a picture": ('![x](../secret.png){fig-alt="x"}', "not in the folder of the papers"),
    "a picture by reference": ("![x][y]\n\n[y]: ../../secret.png", "not in the folder of the papers"),
    "a picture by file": ('![x](file:///etc/secret.png){fig-alt="x"}', "not in the folder of the papers"),
    "a script": ("```{=html}\n<script>x</script>\n```", "`<script>` in HTML"),
    "an event": ("```{=html}\n<p onclick='x'>y</p>\n```", "the attribute `onclick`"),
    "inline html": ("a <b onmouseover=x>b</b>", "the attribute `onmouseover`"),
    "an attribute": ("[a]{onclick=x}", "The attribute `onclick`"),
    "a style that fetches": ("```{=html}\n<p style='background:url(//x)'>y</p>\n```", "a style that fetches"),
    "a sheet that fetches": ("```{=html}\n<style>@import 'x';</style>\n```", "a style that fetches"),
    "a frame": ("`<iframe srcdoc=x>`{=html}", "`<iframe>`"),
    "a picture in html": ("```{=html}\n<img src='../secret.png'>\n```", "a link to `../secret.png`"),
    "a link": ("[a](javascript:x)", "A link to `javascript:x`"),
    "a link to a file": ("[a](file:///etc/passwd)", "A link to `file:///etc/passwd`"),
    "a link in html": ("```{=html}\n<a href='java\tscript:x'>y</a>\n```", "a link to `javascript:x`"),
    "a link in the title": ('---\ntitle: "[a](javascript:x)"\n---\n', "A link to `javascript:x`"),
    "typst that reads": ('```{=typst}\n#read("/secret")\n```', "`#read(` in Typst"),
    "typst that fetches": ('```{=typst}\n#import "@preview/x:1.0.0"\n```', "in Typst"),
    "a field of Word": ("```{=openxml}\n<w:p><w:instrText>DDE</w:instrText></w:p>\n```", "`<w:instrText>`"),
    "a filter": ("---\ntitle: A\nfilters: [x.lua]\n---\n", "`filters`"),
    "a filter of a format": ("---\ntitle: A\nformat:\n  html:\n    filters: [x.lua]\n---\n", "`filters`"),
    "execution": ("---\ntitle: A\nexecute:\n  enabled: true\n---\n", "`execute`"),
    "another engine": ("---\ntitle: A\njupyter: python3\n---\n", "`jupyter`"),
    "a file of settings": ("---\ntitle: A\ncss: ../secret.css\n---\n", "`css` names a file outside"),
    "a script in a setting": ("---\ntitle: A\ninclude-in-header:\n  text: <script>x</script>\n---\n", "`<script>`"),
    "an output elsewhere": ("---\ntitle: A\noutput-file: ../../x\n---\n", "`output-file`"),
}  # fmt: skip

# Does what Quarto does with a paper: takes in what it includes, and runs the cells.
RUNS = """\
#!/bin/sh
"exec" "{python}" "$0" "$@"
import pathlib, re, sys
if sys.argv[1:] == ["--version"]:
    print("1.8.24")
    sys.exit(0)
project = pathlib.Path(sys.argv[2])
def whole(path):
    text = path.read_text("utf-8")
    return re.sub(r"\\{{\\{{<\\s*include\\s+(\\S+?)\\s*>\\}}\\}}", lambda match: whole(path.parent / match[1]), text)
(project / "papers").mkdir(exist_ok=True)
for paper in project.glob("[!_]*.qmd"):
    text = whole(paper)
    for code in re.findall(r"^[> ]*`{{3,}}\\{{python\\}}\\n(.*?)`{{3,}}", text, re.DOTALL | re.MULTILINE):
        exec(code)
    (project / "papers" / (paper.stem + ".html")).write_text(text, "utf-8")
"""


@pytest.fixture
def build(root, tmp_path):
    folder = tmp_path / "build"
    write_project(folder, root)
    (tmp_path / "secret.md").write_text("SECRET\n", "utf-8")
    (tmp_path / "other.ipynb").write_text('{"cells": []}', "utf-8")
    (folder / "_inner.md").write_text("{{< include ../secret.md >}}\n", "utf-8")
    return folder


@pytest.fixture
def quarto(tmp_path, monkeypatch):
    program = tmp_path / "bin" / "quarto"
    program.parent.mkdir()
    program.write_text(RUNS.format(python=sys.executable), "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")


def write(build, text):
    front = "" if text.startswith("---") else "---\ntitle: A\nformat: html\n---\n\n"
    (build / "paper.qmd").write_text(f"{front}{text}\n\nAfter.\n", "utf-8")
    if "linked" in text:
        (build / "linked.md").symlink_to(build.parent / "secret.md")


@pytest.mark.usefixtures("quarto")
@pytest.mark.parametrize("renderer", ["quarto", "builtin"])
@pytest.mark.parametrize("name", UNSAFE)
def test_what_would_act_or_leak_stops_with_either_renderer(build, name, renderer):
    text, said = UNSAFE[name]
    write(build, text)
    with pytest.raises(RenderError) as stopped:
        render(build, renderer)
    assert said in str(stopped.value)
    assert not list(Path(build.parent).rglob("ran"))
    assert not (build / "papers").exists()


@pytest.mark.usefixtures("quarto")
def test_a_paper_that_is_only_text_is_given_to_quarto(build):
    (build / "_part.md").write_text("Included.\n", "utf-8")
    write(build, "{{< include _part.md >}}\n\n```python\nshown\n```\n\n[a](https://x.org) [b](#c) <a@b.org>\n")
    (paper,) = render(build, "quarto").papers
    assert "Included." in paper.read_text("utf-8")


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ({"text/html": "<table><tr><td onclick=x>1</td></tr></table>"}, "the attribute `onclick`"),
        ({"text/html": "<script>x</script><table></table>"}, "`<script>`"),
        ({"text/html": "<table><tr><td>{{< env USER >}}</td></tr></table>"}, "a shortcode"),
        ({"text/markdown": "{{< include ../secret.md >}}"}, "a shortcode"),
        ({"text/markdown": ["```{python}\n", "1\n", "```"]}, "A cell of code to run"),
        ({"text/markdown": "[a](javascript:x)"}, "A link to `javascript:x`"),
    ],
)
def test_what_a_notebook_shows_is_looked_at_too(build, output, said):
    cell = {
        "cell_type": "code", "id": "a", "metadata": {}, "execution_count": 1, "source": "#| label: x\nshow()",
        "outputs": [{"output_type": "display_data", "metadata": {}, "data": output}],
    }  # fmt: skip
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (build / "notebooks").mkdir()
    (build / "notebooks" / "n.ipynb").write_text(json.dumps(notebook), "utf-8")
    write(build, "{{< embed notebooks/n.ipynb#x >}}")
    with pytest.raises(RenderError) as stopped:
        render(build, "builtin")
    assert said in str(stopped.value)
    assert "paper.qmd, line 6" in str(stopped.value)


def test_everything_unsafe_in_all_papers_is_said_at_once_and_once(tmp_path):
    write_project(tmp_path, Path(__file__).parents[3])
    texts = {"a": "Fine.", "b": "By {{< env USER >}}.", "c": "```{python}\n1\n```"}
    papers = [tmp_path / f"{name}.qmd" for name in texts]
    for path, text in zip(papers, texts.values(), strict=True):
        path.write_text(f"---\ntitle: A\n---\n\n{text}\n", "utf-8")
    assert [len(unsafe_paper(path, tmp_path)) for path in papers] == [0, 1, 1]
    with pytest.raises(RenderError) as stopped:
        stop_at_unsafe(Project.open(tmp_path), [*papers, papers[1]])
    assert stopped.value.what.startswith("2 things stop this paper")
    stop_at_unsafe(Project.open(tmp_path), papers[:1])
