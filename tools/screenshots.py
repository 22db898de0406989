"""Takes the README's pictures from the real window: `make screenshots`.

They go to docs/images/. The window runs on whatever platform Qt is told to use, the offscreen
one if there is no display, with a home of its own: nobody's settings or stores are touched.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from ui.app import Program

_FOLDER = Path(__file__).resolve().parent.parent / "docs" / "images"
_SMALL, _LARGE = (1280, 800), (1920, 1080)
_SETTLED_AFTER_MS = 900
_WAIT_S = 60.0
_CALL_WINDOW = ("2023-09-25", "2023-09-26")


@dataclass(frozen=True)
class Shot:
    """One picture: a size, a theme, and what is done before it is taken."""

    name: str
    theme: str
    size: tuple[int, int]
    prepare: Callable[[Program], None]
    has_store: bool = True


def main() -> int:
    """Take all pictures, or those whose names are given; returns the exit code."""
    wanted = {Path(name).stem for name in sys.argv[1:]}
    _FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="actor-explorer-") as home:
        _live_in(Path(home))
        for shot in _shots():
            if not wanted or shot.name in wanted:
                # What the program remembers of one picture must not be seen in the next.
                os.environ["XDG_DATA_HOME"] = str(Path(home) / shot.name)
                print(f"{shot.name}.png, {_take(shot):,} bytes")
        if not wanted or "snapshot" in wanted:
            print(f"snapshot.png, {_snapshot(Path(home)):,} bytes")
    return 0


def _shots() -> tuple[Shot, ...]:
    return (
        Shot("first-run", "light", _SMALL, lambda _: None, has_store=False),
        Shot("main-light", "light", _SMALL, lambda _: None),
        Shot("main-dark-tie", "dark", _SMALL, _select_tie),
        Shot("actor-selected", "light", _LARGE, _select_actor),
        Shot("accounts", "light", _SMALL, _select_call),
        Shot("window-two-days", "light", _SMALL, _narrow),
    )


def _live_in(home: Path) -> None:
    """Give the program a home of its own, before Qt reads where its home is."""
    from ui.display import display_problem

    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA"):
        os.environ[name] = str(home)
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        os.environ[f"XDG_{name}_HOME"] = str(home / name.lower())
    if display_problem() is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def _take(shot: Shot) -> int:
    """Take one picture with a fresh program; return the size of the file."""
    from ui.app import Program, make_application
    from ui.settings import Settings, SettingsStore

    app = make_application(sys.argv[:1])
    SettingsStore().write(Settings(theme=shot.theme, reduced_motion=True))
    program = Program(app)
    program.window.resize(*shot.size)
    program.start(is_sample=shot.has_store)
    if shot.has_store:
        _wait(lambda: program.arranger.arrangement is not None and program.jobs.is_idle)
    else:
        _wait(lambda: program.first_run.preview.accessibleDescription() != "")
    _settle()
    shot.prepare(program)
    _settle()
    _wait(lambda: program.jobs.is_idle)
    image = program.window.grab().toImage()
    program.window.close()
    program.window.deleteLater()
    program.deleteLater()
    app.processEvents()
    return _save(image, _FOLDER / f"{shot.name}.png")


def _snapshot(home: Path) -> int:
    from explorer.sample import create_sample
    from ui.snapshot.without_window import snapshot

    store = home / "us-karabakh-2023-09.actors"
    create_sample(store).close()
    out = _FOLDER / "snapshot.png"
    snapshot(store, out, overwrite=True)
    return out.stat().st_size


def _select_tie(program: Program) -> None:
    from explorer.model.view import Selection

    program.state.select(
        Selection.tie(_actor(program, "Samantha Power"), _actor(program, "Yuri Kim"))
    )


def _select_actor(program: Program) -> None:
    from explorer.model.view import Selection

    program.state.change(projection="interactions")
    _wait(lambda: program.arranger.arrangement is not None and program.jobs.is_idle)
    program.state.select(Selection.actor(_actor(program, "Samantha Power")))


def _select_call(program: Program) -> None:
    from explorer.model.view import Selection

    session = program.document.session
    if session is None:
        raise RuntimeError("The sample was not opened.")
    dataset = session.dataset
    row = int(dataset.accounts_differ.argmax())
    program.state.select(Selection.interaction(dataset.interaction_id(row)))


def _narrow(program: Program) -> None:
    from db.edtf import parse_edtf
    from explorer.network.filters import TimeWindow

    first, last = (parse_edtf(text).earliest for text in _CALL_WINDOW)
    if first is not None and last is not None:
        program.state.change(window=TimeWindow(first, last))


def _actor(program: Program, name: str) -> int:
    session = program.document.session
    if session is None:
        raise RuntimeError("The sample was not opened.")
    dataset = session.dataset
    names = [dataset.actor_name(row) for row in range(dataset.n_actors)]
    return dataset.actor_id(names.index(name))


def _save(image: QImage, out: Path) -> int:
    """Write a picture as small as PNG gets."""
    from PySide6.QtGui import QImageWriter

    from tools.palette import with_palette

    writer = QImageWriter(str(out))
    writer.setQuality(0)
    if not writer.write(with_palette(image)):
        raise RuntimeError(f"{out} was not written: {writer.errorString()}")
    return out.stat().st_size


def _wait(is_so: Callable[[], bool]) -> None:
    """Let the program live until something is so."""
    from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer

    deadline = QDeadlineTimer(int(_WAIT_S * 1000))
    while not is_so():
        if deadline.hasExpired():
            raise TimeoutError("The window did not come to rest.")
        loop = QEventLoop()
        QTimer.singleShot(30, loop.quit)
        loop.exec()


def _settle() -> None:
    """Let what moves and what is drawn later come to its end."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(_SETTLED_AFTER_MS, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
