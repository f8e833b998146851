"""Pictures on the command line: their formats, and a diagram in one of them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from mvpplan.output.diagrams import Diagram


class PictureFormat(StrEnum):
    """How to write what can be drawn: to read, as a picture, or for programs."""

    TEXT = "text"
    MERMAID = "mermaid"
    DOT = "dot"
    SVG = "svg"
    JSON = "json"


PictureFormatOption = Annotated[
    PictureFormat, typer.Option("--format", help="How to write the result.")
]


def drawn(diagram: Diagram, format: PictureFormat) -> str:
    """A diagram as Mermaid, DOT or SVG; raises CannotRunError if Graphviz is needed and missing."""
    from mvpplan.output.dot import dot
    from mvpplan.output.mermaid import mermaid
    from mvpplan.output.svg import finished
    from mvpplan.store import graphviz

    if format is PictureFormat.MERMAID:
        return mermaid(diagram)
    text = dot(diagram)
    return text if format is PictureFormat.DOT else finished(graphviz.svg(text), diagram)
