"""The rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("db", "explorer", "ui", "resources")
LONGEST_FILE_LINES = 400

MAY_IMPORT = {
    "db": {"db"},
    "explorer": {"explorer", "db", "resources"},
    "ui": {"ui", "explorer", "db", "resources"},
    "resources": {"resources"},
}
QT = {"PySide6", "shiboken6", "pyqtgraph", "pytestqt"}
SQL = {"sqlite3", "sqlite_utils", "apsw"}
MAY_NOT_IMPORT = {
    "db": QT | {"networkx", "numba"},
    "explorer": QT | SQL,
    "ui": SQL,
    "resources": QT | SQL,
}
THREAD_STARTERS = {
    "Process",
    "ProcessPoolExecutor",
    "QRunnable",
    "QThread",
    "QThreadPool",
    "Thread",
    "ThreadPoolExecutor",
    "start_new_thread",
}


def sources(*rooms: str) -> list[Path]:
    """List the Python files of the rooms, relative to the root."""
    return sorted(path.relative_to(ROOT) for room in rooms for path in (ROOT / room).rglob("*.py"))


@cache
def tree_of(path: Path) -> ast.Module:
    """Parse a file, once per run."""
    return ast.parse((ROOT / path).read_text("utf-8"), filename=str(path))


def imported_modules(tree: ast.Module) -> list[tuple[int, str]]:
    """List every import with its line, also those for types only and those inside functions."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import in line {node.lineno}"
            found.append((node.lineno, node.module or ""))
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute | ast.Name)
            and (node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id)
            in {"import_module", "__import__"}
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            found.append((node.lineno, str(node.args[0].value)))
    return found


def called_names(tree: ast.Module) -> list[tuple[int, str]]:
    """List what is called, and what is subclassed, by the last part of its name."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(tree):
        named: list[ast.expr] = []
        if isinstance(node, ast.Call):
            named = [node.func]
        elif isinstance(node, ast.ClassDef):
            named = list(node.bases)
        for name in named:
            if isinstance(name, ast.Attribute):
                found.append((name.lineno, name.attr))
            elif isinstance(name, ast.Name):
                found.append((name.lineno, name.id))
    return found


def owner_of(path: Path, allowed: str) -> bool:
    """Tell whether a file is the module named, or lies in the package of that name."""
    module = path.with_suffix("").as_posix()
    return module == allowed or module.startswith(allowed + "/")


def is_public(name: str) -> bool:
    """Tell whether a name is meant for others."""
    return not name.startswith("_")


@pytest.mark.parametrize("room", ROOMS)
def test_room_imports_only_what_lies_below_it(room: str) -> None:
    wrong = [
        f"{path}:{line} imports {module}"
        for path in sources(room)
        for line, module in imported_modules(tree_of(path))
        if (top := module.partition(".")[0]) in MAY_NOT_IMPORT[room]
        or (top in {*ROOMS, "tests", "tools"} and top not in MAY_IMPORT[room])
    ]
    assert [] == wrong


def test_no_file_is_longer_than_can_be_read_in_one_go() -> None:
    lengths = {
        path: len((ROOT / path).read_text("utf-8").splitlines())
        for path in sources(*ROOMS, "tests", "tools")
    }
    too_long = [
        f"{path} has {lines} lines: find the second subject and give it its own module"
        for path, lines in lengths.items()
        if lines > LONGEST_FILE_LINES
    ]
    assert [] == too_long


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path)
        for path in sources(*ROOMS, "tests", "tools")
        if not ast.get_docstring(tree_of(path))
    ]
    assert [] == silent


@pytest.mark.parametrize("room", ["db", "explorer"])
def test_public_names_are_documented(room: str) -> None:
    undocumented = [
        f"{path}:{node.lineno} {node.name}"
        for path in sources(room)
        if all(is_public(part) or part == "__init__" for part in path.with_suffix("").parts)
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and is_public(node.name)
        and not ast.get_docstring(node)
    ]
    assert [] == undocumented


def test_settings_are_constructed_in_one_place() -> None:
    elsewhere = [
        f"{path}:{line}"
        for path in sources(*ROOMS)
        if not owner_of(path, "ui/settings")
        for line, name in called_names(tree_of(path))
        if name == "QSettings"
    ]
    assert [] == elsewhere


#: Beside the lanes: the one thread that draws what is wanted last, those who share its work, and
#: the one that listens to the process in which a large feed is read.
OWN_THREADS = (
    "db/moment",
    "ui/jobs",
    "ui/network/raster_worker",
    "explorer/drawing/raster/render",
    "explorer/exchange/feeds/apart",
)


def test_only_those_who_may_start_threads() -> None:
    elsewhere = [
        f"{path}:{line} {name}"
        for path in sources(*ROOMS)
        if not any(owner_of(path, own) for own in OWN_THREADS)
        for line, name in called_names(tree_of(path))
        if name in THREAD_STARTERS
    ]
    assert [] == elsewhere


def test_statements_number_no_placeholders() -> None:
    # Python 3.12 warns of ?1 with a sequence and 3.14 refuses it: ask by name or by ? alone.
    numbered = [
        f"{path}:{node.lineno}"
        for path in sources("db")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.search(r"[=(,<>]\s*\?\d", node.value)
    ]
    assert [] == numbered


def test_no_module_is_named_for_nothing_in_particular() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
    named_so = [str(path) for path in sources(*ROOMS) if path.stem in vague]
    assert [] == named_so
