"""What the panel asks of the store lane: one immutable request, one profile as the answer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from explorer.model.dataset import Dataset
from explorer.model.profile.actor import ActorProfile, build_actor
from explorer.model.profile.interaction import InteractionProfile, build_interaction
from explorer.model.profile.overview import StoreProfile, build_overview
from explorer.model.profile.reading import StoreReader
from explorer.model.profile.several import SeveralProfile, build_several
from explorer.model.profile.source import SourceProfile, build_source
from explorer.model.profile.tie import TieProfile, build_tie
from explorer.model.profile.window import WindowProfile, build_window
from explorer.model.view import Selection
from explorer.network.filters import Shown, TimeWindow
from explorer.progress import CancelToken, Progress, no_progress
from explorer.session import Session

Profile = (
    ActorProfile
    | InteractionProfile
    | TieProfile
    | SeveralProfile
    | SourceProfile
    | StoreProfile
    | WindowProfile
)


@dataclass(frozen=True, eq=False)
class ProfileRequest:
    """What is selected, and what filter and window leave of the store."""

    selection: Selection
    shown: Shown
    window: TimeWindow | None = None
    include_undated: bool = False


def build_profile(
    session: Session,
    request: ProfileRequest,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Profile | None:
    """Read the profile of what is selected; store lane.

    Returns
    -------
    Profile or None
        None where the selected thing is no longer in the store.
    """
    reader = StoreReader(session)
    shown = request.shown
    chosen = _as_shown(request.selection, session.dataset)
    mask = shown.is_shown if shown.is_narrowed else None
    if token is not None:
        token.raise_if_cancelled()
    if chosen.source is not None:
        return build_source(reader, chosen.source)
    if chosen.sole_interaction is not None:
        return build_interaction(reader, chosen.sole_interaction, mask)
    if chosen.sole_actor is not None:
        return build_actor(reader, chosen.sole_actor, mask)
    if len(chosen.actors) == 2 and not chosen.interactions:
        return build_tie(reader, chosen.actors[0], chosen.actors[1], mask)
    if not chosen.is_empty:
        return build_several(reader, chosen.actors, chosen.interactions, mask)
    if request.window is not None:
        return build_window(reader, shown, request.window, undated_included=request.include_undated)
    return build_overview(reader, mask)


def _as_shown(selection: Selection, dataset: Dataset) -> Selection:
    """Name each actor by the one that it is shown as, once; those that are gone stay."""
    if not dataset.columns.member_id.size:
        return selection
    rows = ((one, dataset.actor_row(one)) for one in selection.actors)
    shown = (one if row < 0 else int(dataset.actor_id(row)) for one, row in rows)
    return replace(selection, actors=tuple(dict.fromkeys(shown)))
