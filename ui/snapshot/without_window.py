"""Draws a store's snapshot without a window: for the command line, and where no display is."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication

from db.edtf import day_number
from explorer.errors import ExplorerError, ExportFailed, OutputExists
from explorer.model.timespan import day_words
from explorer.model.view import Projection, ViewFacts
from explorer.network.arrangement import arrange, known_places
from explorer.sample import create_sample
from explorer.session import Session
from ui.memory import ViewMemory
from ui.settings import APPLICATION, ORGANISATION
from ui.snapshot.asked import actor_of, window_of
from ui.snapshot.carried_view import NoViewInPicture, carried_text, read_carried, store_near
from ui.snapshot.known_stores import KnownStores
from ui.snapshot.layout import lay_out
from ui.snapshot.spec import INCH_PX, PageTheme, SnapshotSpec, format_of
from ui.snapshot.subject import subject_of
from ui.snapshot.writing import Written, write_picture
from ui.theme.fonts import Fonts

#: Share of a page that its network has for itself, across and down.
_NETWORK_ACROSS, _NETWORK_DOWN = 0.8, 0.75
#: Above this many actors positions would cover the ties; the window leaves them out too.
_MOST_WITH_POSITIONS = 200
_MOST_NAMES = 1000
_SAMPLE_NAME = "us-karabakh-2023-09"


class NoRememberedView(ExplorerError):
    """The window has not shown this store yet."""


def snapshot(
    store: Path,
    out: Path,
    *,
    width: int = 1600,
    height: int = 1000,
    scale: float | None = None,
    dpi: float | None = None,
    theme: PageTheme = "light",
    first: str | None = None,
    last: str | None = None,
    actors: tuple[str, ...] = (),
    hops: int | None = None,
    least: int | None = None,
    projection: Projection | None = None,
    whole: bool = True,
    legend: bool = True,
    title: str | None = None,
    overwrite: bool = False,
) -> Written:
    """Draw a store to a file as the window would.

    Parameters
    ----------
    dpi
        Another way to say `scale`: 96 is 1.
    first, last
        EDTF dates between which the time window lies.
    actors, hops
        Names of the actors whose surroundings alone are drawn, and how far those reach.
    least
        Interactions that a tie needs to be drawn.
    whole
        False: the view last seen in the window, with its places.
    title
        None: the store's own; "": none.

    Raises
    ------
    db.StoreError, explorer.errors.ExplorerError
        For every expected fault; nothing is written then.
    """
    if scale is None:
        scale = 1.0 if dpi is None else dpi / INCH_PX
    spec = SnapshotSpec(
        width,
        height,
        scale,
        theme,
        is_whole=whole,
        has_title=title != "",
        has_legend=legend,
        title=title or None,
        drawn_on=day_words(day_number(date.today())),
    )
    # What can be refused without reading the store is refused first.
    is_png = format_of(out) == "png"
    if is_png:
        spec.check()
    if not overwrite and os.path.lexists(out):
        raise OutputExists(out)
    with _loaded(store) as session:
        facts, places = _view(session, whole)
        facts = _narrowed(session, facts, first, last, actors, hops)
        if least is not None:
            facts = replace(facts, filter=replace(facts.filter, least_behind_tie=least))
        if projection is not None:
            facts = replace(facts, projection=projection)
        return _draw(session, facts, places, spec, out, overwrite=overwrite)


def snapshot_instead(store: Path | None) -> Path:
    """Draw a store, the store of a picture, or the sample to a free name; return the file.

    The file is put into the current folder, or among the temporary ones where that may not be
    written; nothing is ever replaced.
    """
    spec = SnapshotSpec(drawn_on=day_words(day_number(date.today())))
    if store is None:
        with tempfile.TemporaryDirectory(prefix="actor-explorer-") as folder:
            path = Path(folder) / f"{_SAMPLE_NAME}.actors"
            create_sample(path).close()
            with _loaded(path) as session:
                return _draw_beside(session, ViewFacts(), {}, spec, is_lasting=False)
    if store.suffix.lower() == ".png":
        carried = read_carried(store)
        found = store_near(store, carried) or KnownStores().find(carried.store_uuid)
        if found is None:
            raise NoViewInPicture(
                f"{store.name} shows the store {carried.shown_name}, which is not beside it. "
                "Put it there, or name the store itself."
            )
        spec = replace(spec, is_whole=False)
        with _loaded(found) as session:
            return _draw_beside(session, carried.facts, carried.places, spec)
    with _loaded(store) as session:
        facts, places = _view(session, True)
        return _draw_beside(session, facts, places, spec)


@contextmanager
def _loaded(path: Path) -> Iterator[Session]:
    session = Session.load(path, writable=False)
    try:
        yield session
    finally:
        session.close()


def _view(session: Session, whole: bool) -> tuple[ViewFacts, dict[str, Any]]:
    if whole:
        few = session.dataset.n_actors <= _MOST_WITH_POSITIONS
        return ViewFacts(show_positions=few), {}
    kept = ViewMemory().read(session.uuid)
    if kept is None:
        raise NoRememberedView(
            f"The window has not shown {session.path.name} yet, so there is no view of it. "
            "Open it there first, or leave --view out."
        )
    return kept


def _narrowed(
    session: Session,
    facts: ViewFacts,
    first: str | None,
    last: str | None,
    actors: tuple[str, ...],
    hops: int | None,
) -> ViewFacts:
    window = window_of(session.dataset, first, last)
    if window is not None:
        facts = replace(facts, window=window)
    if actors:
        focus = frozenset(actor_of(session.store, session.dataset, name) for name in actors)
        # Another part of the network is asked for than the one last looked at.
        facts = replace(facts, focus=focus, hops=hops or 1, viewport=None)
    return facts


def _draw(
    session: Session,
    facts: ViewFacts,
    places: dict[str, Any],
    spec: SnapshotSpec,
    out: Path,
    *,
    overwrite: bool = False,
    is_lasting: bool = True,
) -> Written:
    """Draw a session; `is_lasting`: its store will still be there when the picture is opened."""
    fonts = system_fonts()
    network = session.network(facts.projection)
    start = pinned = None
    if facts.projection in places:
        start, pinned = known_places(network, places[facts.projection])
    aspect = _NETWORK_ACROSS * spec.width / (_NETWORK_DOWN * spec.height)
    arrangement = arrange(
        network, start=start, is_pinned=pinned, aspect=aspect, communities=facts.communities
    )
    name = session.path.stem
    sized = None if facts.size_by == "interactions" else session.measure(facts.size_by)
    subject = subject_of(session.title, name, network, arrangement, facts, sized)
    page = lay_out(subject, spec, fonts)
    carried = ""
    if format_of(out) == "png" and is_lasting:
        kept = {**places, facts.projection: arrangement.to_json()}
        uuid = session.uuid
        carried = carried_text(out, session.path, uuid, facts, kept)
        KnownStores().note(uuid, session.path)
    return write_picture(page, out, overwrite=overwrite, carried=carried)


def _draw_beside(
    session: Session,
    facts: ViewFacts,
    places: dict[str, Any],
    spec: SnapshotSpec,
    *,
    is_lasting: bool = True,
) -> Path:
    stem = session.path.stem
    folders = [Path.cwd(), Path(tempfile.gettempdir())]
    for folder in folders:
        for n in range(1, _MOST_NAMES):
            out = folder / f"{stem if n == 1 else f'{stem}-{n}'}.png"
            if os.path.lexists(out):
                continue
            try:
                return _draw(session, facts, places, spec, out, is_lasting=is_lasting).path
            except OutputExists:
                continue
            except ExportFailed:
                if folder is folders[-1]:
                    raise
                break
    raise ExportFailed(f"There is no free name for a picture in {folders[-1]}.", folders[-1])


def system_fonts() -> Fonts:
    """Return the fonts of this system, with an application without a display if there is none."""
    app = QGuiApplication.instance()
    if app is None:
        if sys.platform not in ("win32", "darwin"):
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
        app = QGuiApplication(sys.argv[:1])
        app.setApplicationName(APPLICATION)
        app.setOrganizationName(ORGANISATION)
        # Kept: without a reference the application would be gone at the end of this line.
        _kept.append(app)
    return Fonts.of_system()


_kept: list[object] = []
