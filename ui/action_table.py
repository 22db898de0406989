"""The table of actions: what can be done, by which keys, in which menu, and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Scope = Literal["window", "canvas"]


@dataclass(frozen=True)
class Situation:
    """What decides whether an action makes sense now."""

    has_store: bool = False
    can_go_back: bool = False
    can_go_forward: bool = False
    has_selection: bool = False
    has_actors_selected: bool = False
    is_narrowed: bool = False
    can_broker: bool = False
    can_edit: bool = False
    can_undo: bool = False
    can_redo: bool = False
    can_delete: bool = False


Condition = Callable[[Situation], bool]


def _always(_: Situation) -> bool:
    return True


def _with_store(now: Situation) -> bool:
    return now.has_store


@dataclass(frozen=True)
class Action:
    """One thing that the user can do.

    Attributes
    ----------
    menu
        Menu it stands in; `""` for none. A submenu is written `View/Theme`.
    scope
        `canvas`: its keys are letters, which act only while network or timeline has the keyboard.
    group
        Checkable actions of one group exclude each other.
    is_first_step
        Offered where a store has no actors yet, in the order of the table.
    """

    id: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    hint: str = ""
    scope: Scope = "window"
    enabled: Condition = _always
    is_checkable: bool = False
    group: str = ""
    begins_section: bool = False
    is_first_step: bool = False


MENUS = ("File", "Edit", "View", "Go", "Help")

ACTIONS: tuple[Action, ...] = (
    Action("store.new", "New store…", "File", ("Ctrl+N",), "Make an empty store"),
    Action(
        "store.open", "Open a store…", "File", ("Ctrl+O",), "Open a store or a snapshot picture"
    ),
    Action("store.sample", "Explore the sample", "File", (), "Open the sample that comes along"),
    Action("store.reload", "Reload", "File", ("F5",), "Read the store anew", enabled=_with_store),
    Action(
        "store.close", "Close store", "File", ("Ctrl+W",), "Close the store", enabled=_with_store
    ),
    Action(
        "snapshot.export",
        "Export snapshot…",
        "File",
        ("Ctrl+E",),
        "Save the network as a picture",
        enabled=_with_store,
        begins_section=True,
    ),
    Action(
        "store.export_json",
        "Export as JSON…",
        "File",
        (),
        "Save everything in the store as readable text",
        enabled=_with_store,
    ),
    Action("app.quit", "Quit", "File", ("Ctrl+Q",), "Close the program", begins_section=True),
    Action(
        "edit.undo",
        "Undo",
        "Edit",
        ("Ctrl+Z",),
        "Take the last change back",
        enabled=lambda now: now.can_undo,
    ),
    Action(
        "edit.redo",
        "Redo",
        "Edit",
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        "Do again what was taken back",
        enabled=lambda now: now.can_redo,
    ),
    Action(
        "edit.delete",
        "Delete…",
        "Edit",
        ("Del",),
        "Delete what is selected",
        scope="canvas",
        enabled=lambda now: now.can_delete,
        begins_section=True,
    ),
    Action(
        "edit.find",
        "Find…",
        "Edit",
        ("Ctrl+F",),
        "Search names, titles and quotes",
        enabled=_with_store,
        begins_section=True,
    ),
    Action(
        "edit.copy_citation",
        "Copy with citation",
        "Edit",
        ("Ctrl+Shift+C",),
        "Copy the quotes in the panel with their sources",
        enabled=lambda now: now.has_selection,
    ),
    Action(
        "edit.select_all",
        "Select all visible",
        "Edit",
        ("Ctrl+A",),
        "Select every actor in sight",
        scope="canvas",
        enabled=_with_store,
        begins_section=True,
    ),
    Action(
        "edit.clear_selection",
        "Clear selection",
        "Edit",
        ("Ctrl+Shift+A",),
        "Select nothing",
        enabled=lambda now: now.has_selection,
    ),
    Action(
        "edit.reset_filters",
        "Reset filters",
        "Edit",
        (),
        "Show everything again",
        enabled=lambda now: now.is_narrowed,
    ),
    Action(
        "view.ties",
        "Actors and ties",
        "View",
        (),
        "Ties between actors",
        enabled=_with_store,
        is_checkable=True,
        group="projection",
    ),
    Action(
        "view.interactions",
        "Interactions as nodes",
        "View",
        (),
        "A meeting of many is one meeting",
        enabled=_with_store,
        is_checkable=True,
        group="projection",
    ),
    Action(
        "view.switch",
        "Switch ties and interactions",
        "",
        ("T",),
        "Switch the projection",
        scope="canvas",
        enabled=_with_store,
    ),
    Action(
        "view.positions",
        "Positions",
        "View",
        ("P",),
        "Show positions and memberships",
        scope="canvas",
        enabled=_with_store,
        is_checkable=True,
    ),
    Action(
        "view.ghosts",
        "Ghosts",
        "View",
        (),
        "Leave a trace of what is filtered out",
        enabled=_with_store,
        is_checkable=True,
    ),
    Action(
        "view.no_dimming",
        "Do not dim",
        "View",
        (),
        "Keep all in full colour while selecting",
        enabled=_with_store,
        is_checkable=True,
    ),
    Action(
        "view.fit",
        "Fit",
        "View",
        ("F",),
        "Bring the whole network into sight",
        scope="canvas",
        enabled=_with_store,
        begins_section=True,
    ),
    Action("view.zoom_in", "Zoom in", "View", ("+", "="), "", scope="canvas", enabled=_with_store),
    Action("view.zoom_out", "Zoom out", "View", ("-",), "", scope="canvas", enabled=_with_store),
    Action(
        "view.arrange",
        "Arrange anew",
        "View",
        (),
        "Lay the network out again; pinned stay",
        enabled=_with_store,
    ),
    Action(
        "view.size_interactions",
        "Interactions",
        "View/Size by",
        (),
        "How many interactions an actor took part in",
        enabled=_with_store,
        is_checkable=True,
        group="size",
        begins_section=True,
    ),
    Action(
        "view.size_contacts",
        "Contacts",
        "View/Size by",
        (),
        "How many other actors an actor shares interactions with",
        enabled=_with_store,
        is_checkable=True,
        group="size",
    ),
    Action(
        "view.size_brokerage",
        "Brokerage",
        "View/Size by",
        (),
        "How often an actor lies on the shortest way between two others (betweenness)",
        enabled=lambda now: now.can_broker,
        is_checkable=True,
        group="size",
    ),
    Action(
        "view.reduced_motion",
        "Reduce motion",
        "View",
        (),
        "Change the picture at once, without gliding",
        is_checkable=True,
    ),
    Action(
        "view.theme_system",
        "As the system",
        "View/Theme",
        (),
        "",
        is_checkable=True,
        group="theme",
        begins_section=True,
    ),
    Action("view.theme_light", "Light", "View/Theme", (), "", is_checkable=True, group="theme"),
    Action("view.theme_dark", "Dark", "View/Theme", (), "", is_checkable=True, group="theme"),
    Action("view.text_larger", "Larger text", "View/Text size", ("Ctrl++", "Ctrl+="), ""),
    Action("view.text_smaller", "Smaller text", "View/Text size", ("Ctrl+-",), ""),
    Action("view.text_normal", "Normal text", "View/Text size", ("Ctrl+0",), ""),
    Action(
        "view.filters",
        "Filters",
        "View",
        ("Ctrl+B",),
        "Show or hide search and filters",
        enabled=_with_store,
        is_checkable=True,
        begins_section=True,
    ),
    Action(
        "view.timeline",
        "Timeline",
        "View",
        ("Ctrl+T",),
        "Show or hide the timeline",
        enabled=_with_store,
        is_checkable=True,
    ),
    Action(
        "view.panel",
        "Details",
        "View",
        ("Ctrl+I",),
        "Show or hide the details",
        enabled=_with_store,
        is_checkable=True,
    ),
    Action(
        "go.back",
        "Back",
        "Go",
        ("Alt+Left",),
        "The view before",
        enabled=lambda now: now.can_go_back,
    ),
    Action(
        "go.forward",
        "Forward",
        "Go",
        ("Alt+Right",),
        "The view that Back left",
        enabled=lambda now: now.can_go_forward,
    ),
    Action(
        "go.previous",
        "Previous interaction",
        "Go",
        ("[",),
        "The one before in time",
        scope="canvas",
        enabled=_with_store,
        begins_section=True,
    ),
    Action(
        "go.next",
        "Next interaction",
        "Go",
        ("]",),
        "The one after in time",
        scope="canvas",
        enabled=_with_store,
    ),
    Action(
        "go.focus",
        "Focus on neighbours",
        "Go",
        ("Shift+Return",),
        "Show the selected and their contacts alone",
        scope="canvas",
        enabled=lambda now: now.has_actors_selected,
        begins_section=True,
    ),
    Action(
        "go.all",
        "All actors",
        "Go",
        ("Alt+Home",),
        "Leave focus, filters and time window",
        enabled=lambda now: now.is_narrowed or now.has_selection,
    ),
    Action(
        "go.filters",
        "To the filters",
        "Go",
        ("Ctrl+1",),
        "",
        enabled=_with_store,
        begins_section=True,
    ),
    Action("go.network", "To the network", "Go", ("Ctrl+2",), "", enabled=_with_store),
    Action("go.timeline", "To the timeline", "Go", ("Ctrl+3",), "", enabled=_with_store),
    Action("go.panel", "To the details", "Go", ("Ctrl+4",), "", enabled=_with_store),
    Action("go.next_pane", "Next pane", "Go", ("F6",), "", enabled=_with_store),
    Action("go.previous_pane", "Previous pane", "Go", ("Shift+F6",), "", enabled=_with_store),
    Action("help.shortcuts", "Shortcuts", "Help", ("F1",), "Every key in one list"),
    Action("help.about", "About Actor Explorer", "Help", (), "Versions and licences"),
)
