"""From a selection to its dossier."""

from __future__ import annotations

from datetime import date

from db.edtf import day_number
from explorer.errors import ExplorerError
from explorer.exchange.dossier.content import Dossier
from explorer.exchange.dossier.of_actor import actor_dossier
from explorer.exchange.dossier.of_interaction import interaction_dossier
from explorer.model.timespan import day_words
from explorer.model.view import Selection
from explorer.progress import CancelToken, Progress, no_progress
from explorer.session import Session


class NothingToTell(ExplorerError):
    """A dossier is of one actor or one interaction, and that is not what was asked for."""


def gather_dossier(
    session: Session,
    selection: Selection,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Dossier:
    """Gather the dossier of the one actor or interaction that is selected; store lane.

    Raises
    ------
    NothingToTell
        If the selection is something else, or is no longer in the store.
    explorer.progress.Cancelled
        When the token was cancelled.
    """
    token = token or CancelToken()
    made_on = day_words(day_number(date.today()))
    found: Dossier | None = None
    if selection.sole_actor is not None:
        found = actor_dossier(session, selection.sole_actor, made_on, token, progress)
    elif selection.sole_interaction is not None:
        found = interaction_dossier(session, selection.sole_interaction, made_on, token, progress)
    else:
        raise NothingToTell("A dossier is of one actor or one interaction. Select it first.")
    if found is None:
        raise NothingToTell("What was selected is no longer in the store. Select something else.")
    return found
