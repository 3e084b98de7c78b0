"""Nothing is published that no test tells about, or that nobody can reach from the page without a reason."""

import ast
import json
import re
import tomllib
from pathlib import Path
from typing import Any

from contract.ui_addresses import named_addresses

TESTS = Path(__file__).parents[1]


def _operations() -> dict[str, str]:
    """Operation id → address."""
    document = json.loads(Path("frontend/openapi.json").read_text())
    return {op["operationId"]: path for path, ops in document["paths"].items() for op in ops.values()}


def _told() -> dict[str, dict[str, Any]]:
    rooms = tomllib.loads((TESTS / "contract" / "operations.toml").read_text()).values()
    return {operation: told for room in rooms for operation, told in room.items()}


def _shape(address: str) -> str:
    """Without query, and with every part that is put in alike."""
    return re.sub(r"\$?\{[^}]*\}", "{}", address.partition("?")[0])


def test_every_operation_is_told_about_and_no_other() -> None:
    assert sorted(_told()) == sorted(_operations())


def test_each_names_a_test_that_exists() -> None:
    for operation, told in _told().items():
        file, _, name = told["test"].partition("::")
        tree = ast.parse((TESTS / file).read_text())
        names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
        assert name in names, f"{operation}: {told['test']}"


def test_each_is_named_by_the_page_or_says_why_not() -> None:
    named = {_shape(address) for address in named_addresses()}
    told = _told()
    for operation, address in _operations().items():
        is_named = _shape(address) in named
        assert is_named or told[operation].get("no_view"), f"no view names {operation} at {address}"
