"""Subjects for tests of the snapshot: the sample, and any small store."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from explorer.model.view import ViewFacts
from explorer.network.arrangement import arrange
from explorer.session import Session
from ui.snapshot.subject import Subject, subject_of

EVERYTHING = ViewFacts()

_ARRANGED: dict[tuple[int, str], Any] = {}


def subject(session: Session, facts: ViewFacts = EVERYTHING, **changed: Any) -> Subject:
    """Return a session's network under a view; laid out once per session and projection."""
    network = session.network(facts.projection)
    key = (id(session), facts.projection)
    if key not in _ARRANGED:
        _ARRANGED[key] = (session, arrange(network, aspect=1.6))
    values: Mapping[str, Any] = {"title": session.title, "store_name": session.path.stem, **changed}
    return subject_of(values["title"], values["store_name"], network, _ARRANGED[key][1], facts)


def loaded(path: Path) -> Session:
    """Open a store for reading."""
    return Session.load(path, writable=False)
