"""From a profile to its page, and from the dataset to a head for the moment before."""

from __future__ import annotations

from dataclasses import replace

from explorer.model.citation import citations, passage_citation
from explorer.model.dataset import Dataset
from explorer.model.plain_text import shown_line
from explorer.model.profile.actor import ActorProfile
from explorer.model.profile.entries import Evidence, Quote
from explorer.model.profile.interaction import InteractionProfile
from explorer.model.profile.overview import StoreProfile
from explorer.model.profile.request import Profile
from explorer.model.profile.several import SeveralProfile
from explorer.model.profile.source import SourceProfile
from explorer.model.profile.tie import TieProfile
from explorer.model.profile.window import WindowProfile
from explorer.model.view import Selection
from ui.details.amending_head import amended_head
from ui.details.intents import Retry
from ui.details.page import ActionsContent, Head, Page, SectionPage, TextContent
from ui.details.pages.actor_page import actor_page
from ui.details.pages.interaction_page import interaction_page
from ui.details.pages.overview_page import overview_page, window_page
from ui.details.pages.several_page import several_page
from ui.details.pages.source_page import source_page
from ui.details.pages.tie_page import tie_page
from ui.details.rows.row import Sign, Span


def page_of(
    profile: Profile,
    selection: Selection,
    *,
    choices: dict[str, str],
    is_pinned: bool = False,
    has_window: bool = False,
) -> Page:
    """Return the page that shows a profile.

    Parameters
    ----------
    choices
        Chosen order or side by section, as `Resort` gives them.
    """
    page = _page_of(profile, selection, choices=choices, is_pinned=is_pinned, has_window=has_window)
    head = amended_head(page.head, selection)
    return page if head is None else replace(page, head=head)


def _page_of(
    profile: Profile,
    selection: Selection,
    *,
    choices: dict[str, str],
    is_pinned: bool,
    has_window: bool,
) -> Page:
    match profile:
        case ActorProfile():
            return actor_page(profile, is_pinned=is_pinned, choices=choices, has_window=has_window)
        case InteractionProfile():
            return interaction_page(profile, has_window=has_window)
        case TieProfile():
            return tie_page(profile, choices=choices)
        case SeveralProfile():
            return several_page(profile, all_actor_ids=selection.actors)
        case SourceProfile():
            return source_page(profile)
        case WindowProfile():
            return window_page(profile)
        case StoreProfile():
            return overview_page(profile)


def first_page(dataset: Dataset, selection: Selection) -> Page | None:
    """Return what the dataset alone says of a selection; None where it says nothing worth it."""
    actor, interaction = selection.sole_actor, selection.sole_interaction
    if actor is not None and (row := dataset.actor_row(actor)) >= 0:
        kind = dataset.columns.actor_kinds[int(dataset.columns.actor_kind[row])]
        unnamed = bool(dataset.columns.actor_is_unnamed[row])
        sign = Sign("actor", kind.name, is_hollow=unnamed)
        return Page(Head(shown_line(dataset.actor_name(row)), (Span(kind.label),), sign=sign))
    if interaction is not None and (row := dataset.interaction_row(interaction)) >= 0:
        term = dataset.columns.interaction_kinds[int(dataset.columns.interaction_kind[row])]
        sign = Sign("diamond", term.name, term.family)
        return Page(Head(shown_line(dataset.title(row)), (Span(term.label),), sign=sign))
    return None


def gone_page() -> Page:
    """Return the page for something that is no longer in the store."""
    words = TextContent("It is no longer in this store.", is_faint=True)
    return Page(Head("Not here any more"), sections=(SectionPage("gone", contents=(words,)),))


def failure_page(words: str) -> Page:
    """Return the page for what could not be read."""
    retry = ActionsContent((("arrow-counter-clockwise", "Try again", Retry()),))
    section = SectionPage("failed", contents=(TextContent(words), retry))
    return Page(Head("This could not be read"), sections=(section,))


def citation_of(profile: Profile) -> str:
    """Return the words of a page, or else its passages, with their citations; may be empty."""
    quotes: tuple[Quote, ...] = ()
    passages: tuple[Evidence, ...] = ()
    match profile:
        case ActorProfile():
            quotes, passages = profile.quotes_by, profile.evidence
        case InteractionProfile():
            quotes, passages = (*profile.accounts, *profile.quotes), profile.evidence
        case TieProfile():
            passages = tuple(e for p in profile.passings for e in p.passages[:3])
            quotes = tuple(q for p in profile.passings for q in (*p.quotes, *p.accounts))
        case SourceProfile():
            quotes, passages = profile.quotes, tuple(p.evidence for p in profile.passages)
    if quotes and not isinstance(profile, TieProfile):
        return citations(quotes)
    texts = dict.fromkeys(passage_citation(passage) for passage in passages)
    return "\n\n".join([*texts, *([citations(quotes)] if quotes else [])])
