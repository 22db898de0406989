"""Files the program ships with: the sample, icons, and parts of written pages."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["icon_names", "icon_svg", "page_part", "style_sheet_template"]


@cache
def icon_svg(name: str) -> str:
    """Return the SVG text of an icon by its Phosphor name; filled ones end in "-fill".

    Raises
    ------
    KeyError
        If no icon of this name is shipped.
    """
    file = files("resources").joinpath("icons", f"{name}.svg")
    if not file.is_file():
        raise KeyError(f"no icon named {name!r} is shipped")
    return file.read_text(encoding="utf-8")


def icon_names() -> tuple[str, ...]:
    """Return the names of all shipped icons, sorted."""
    folder = files("resources").joinpath("icons")
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name.removesuffix(".svg") for name in names if name.endswith(".svg")))


def style_sheet_template() -> str:
    """Return the style sheet with @names in place of colours."""
    return files("resources").joinpath("application.qss").read_text(encoding="utf-8")


def page_part(name: str) -> str:
    """Return a part of the pages that are written for a browser: a style sheet, a script."""
    return files("resources").joinpath("pages", name).read_text(encoding="utf-8")
