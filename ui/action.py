"""What an action is, and what decides whether it makes sense now."""

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
    can_join: bool = False
    can_split: bool = False
    can_tell: bool = False


Condition = Callable[[Situation], bool]


def _always(_: Situation) -> bool:
    return True


def with_store(now: Situation) -> bool:
    """Whether a store is open."""
    return now.has_store


def can_edit(now: Situation) -> bool:
    """Whether the open store may be changed."""
    return now.can_edit


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

    @property
    def words_alone(self) -> str:
        """Its text where no submenu stands above it: `Add actor…` for `Actor…` under *Add*."""
        _, _, submenu = self.menu.partition("/")
        if submenu != "Add":
            return self.text
        return f"{submenu} {self.text[0].lower()}{self.text[1:]}"
