"""The shape of the source: who may import whom, and how long things may be."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import mvpplan

SOURCE = Path(mvpplan.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))

# From the bottom up: a module imports only what stands before its own layer, or from its folder.
LAYERS = (
    "errors",
    "resources",
    "text",
    "model",
    "store",
    "journeys",
    "rules",
    "ranking",
    "timeline",
    "gates",
    "output",
    "reports",
    "cli",
    "__main__",
)
# Pure layers, which do not see each other, nor files and git.
APART = {
    "journeys": {"store"},
    "rules": {"store", "ranking", "timeline"},
    "ranking": {"store", "rules", "timeline"},
    "timeline": {"store", "rules", "ranking"},
    "gates": {"store", "rules"},
}
# Where each library has its home.
HOMES = {
    "yaml": {"text"},
    "ruamel": {"text"},
    "jinja2": {"reports"},
    "rich": {"output", "cli"},
    "typer": {"cli"},
    "subprocess": {"store", "reports"},
}
LONGEST_MODULE = 300
LONGEST_FUNCTION = 50


def layer_of(name: str) -> str:
    """The layer of a dotted module name below ``mvpplan``; "" for the package itself."""
    return name.split(".")[1] if "." in name else ""


def imports(module: Path) -> list[str]:
    """Every module that a module imports anywhere in it, as a dotted name."""
    found: list[str] = []
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "mvpplan":
            found += [f"mvpplan.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
    return found


def own_layer(module: Path) -> str:
    return module.relative_to(SOURCE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_imports_only_from_below(module: Path) -> None:
    layer = own_layer(module)
    if layer == "__init__":
        assert imports(module) == []
        return
    allowed = set(LAYERS[: LAYERS.index(layer) + 1]) - APART.get(layer, set())
    for name in imports(module):
        top = name.split(".")[0]
        if top == "mvpplan":
            assert layer_of(name) in {*allowed, "", "__version__"}, name
        assert layer in HOMES.get(top, {layer}), name


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_modules_and_functions_are_short(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    if "_found_on_reading" not in text and "@error(" not in text:  # their length is that of pages
        assert text.count("\n") <= LONGEST_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            docstring = ast.get_docstring(node, clean=False) or ""
            assert length - docstring.count("\n") <= LONGEST_FUNCTION, node.name


def test_every_layer_is_named_once() -> None:
    folders = {own_layer(module) for module in MODULES} - {"__init__"}
    assert folders == set(LAYERS)
