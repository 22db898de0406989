"""Which part of a network is seen and how large: the one mapping between layout and pixels."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]

#: Pixels per layout unit beyond which zooming stops: two nodes side by side fill the view.
MOST_SCALE = 2_400.0
LEAST_SCALE = 0.02


@dataclass(frozen=True)
class Insets:
    """Pixels along the edges that are taken by something else, such as the legend."""

    left_px: float = 0.0
    top_px: float = 0.0
    right_px: float = 0.0
    bottom_px: float = 0.0


NO_INSETS = Insets()


@dataclass(frozen=True)
class Camera:
    """A view onto the layout; immutable.

    Attributes
    ----------
    x, y
        Layout point in the middle of the view; y grows downwards in both worlds.
    scale
        Logical pixels per layout unit.
    width_px, height_px
        Size of the view in logical pixels.
    """

    x: float
    y: float
    scale: float
    width_px: float
    height_px: float

    @property
    def size_px(self) -> tuple[float, float]:
        """Width and height of the view."""
        return self.width_px, self.height_px

    def to_px(self, xy: Points) -> Points:
        """Return pixels for layout points of shape (..., 2)."""
        # The origin is taken off in float64 first, so that deep zooms do not tremble.
        middle = np.array([self.x, self.y])
        return np.asarray(
            (xy - middle) * self.scale + np.array([self.width_px / 2, self.height_px / 2])
        )

    def to_layout(self, x_px: float, y_px: float) -> tuple[float, float]:
        """Return the layout point under a pixel."""
        return (
            self.x + (x_px - self.width_px / 2) / self.scale,
            self.y + (y_px - self.height_px / 2) / self.scale,
        )

    def zoomed(self, factor: float, x_px: float | None = None, y_px: float | None = None) -> Camera:
        """Return a view enlarged by a factor; the point under a pixel (the middle) stays."""
        at_x = self.width_px / 2 if x_px is None else x_px
        at_y = self.height_px / 2 if y_px is None else y_px
        x, y = self.to_layout(at_x, at_y)
        scale = min(MOST_SCALE, max(LEAST_SCALE, self.scale * factor))
        return replace(
            self,
            x=x - (at_x - self.width_px / 2) / scale,
            y=y - (at_y - self.height_px / 2) / scale,
            scale=scale,
        )

    def panned(self, dx_px: float, dy_px: float) -> Camera:
        """Return a view whose content is moved by some pixels."""
        return replace(self, x=self.x - dx_px / self.scale, y=self.y - dy_px / self.scale)

    def resized(self, width_px: float, height_px: float) -> Camera:
        """Return the same middle and scale in a view of another size."""
        return replace(self, width_px=max(1.0, width_px), height_px=max(1.0, height_px))

    def blended(self, other: Camera, share: float) -> Camera:
        """Return a view between this one (0) and another (1); scale moves geometrically."""
        return replace(
            other,
            x=self.x + (other.x - self.x) * share,
            y=self.y + (other.y - self.y) * share,
            scale=self.scale * (other.scale / self.scale) ** share,
        )

    @property
    def viewport(self) -> tuple[float, float, float, float]:
        """Visible part in layout units: x, y, width, height."""
        width, height = self.width_px / self.scale, self.height_px / self.scale
        return self.x - width / 2, self.y - height / 2, width, height

    @classmethod
    def on_viewport(
        cls, viewport: tuple[float, float, float, float], width_px: float, height_px: float
    ) -> Camera:
        """Return the view of a given size that shows all of a part of the layout."""
        x, y, width, height = viewport
        scale = min(width_px / width, height_px / height)
        return cls(
            x + width / 2,
            y + height / 2,
            min(MOST_SCALE, max(LEAST_SCALE, scale)),
            max(1.0, width_px),
            max(1.0, height_px),
        )


def fit(
    xy: Points,
    reach_px: Points,
    width_px: float,
    height_px: float,
    *,
    insets: Insets = NO_INSETS,
    most_scale: float = 200.0,
) -> Camera:
    """Return the largest view in which all nodes lie with what hangs on them.

    Parameters
    ----------
    xy : (n, 2)
        Layout units.
    reach_px : (n, 4)
        How far each node's glyph and name reach to the left, top, right and bottom.
    insets
        Edges that stay free.
    most_scale
        Pixels per layout unit that are not exceeded, so that two nodes do not fly apart.
    """
    width_px, height_px = max(1.0, width_px), max(1.0, height_px)
    room_x = max(40.0, width_px - insets.left_px - insets.right_px)
    room_y = max(40.0, height_px - insets.top_px - insets.bottom_px)
    if not len(xy):
        return Camera(0.0, 0.0, 120.0, width_px, height_px)
    x, y = xy[:, 0], xy[:, 1]

    def spread(scale: float) -> tuple[float, float, float, float]:
        return (
            float((x * scale - reach_px[:, 0]).min()),
            float((y * scale - reach_px[:, 1]).min()),
            float((x * scale + reach_px[:, 2]).max()),
            float((y * scale + reach_px[:, 3]).max()),
        )

    low, high = LEAST_SCALE, most_scale
    for _ in range(40):
        scale = (low + high) / 2
        left, top, right, bottom = spread(scale)
        if right - left <= room_x and bottom - top <= room_y:
            low = scale
        else:
            high = scale
    scale = low
    left, top, right, bottom = spread(scale)
    # The spread's middle goes to the middle of the room that is left between the insets.
    middle_x = (left + right) / 2 - (insets.left_px - insets.right_px) / 2
    middle_y = (top + bottom) / 2 - (insets.top_px - insets.bottom_px) / 2
    return Camera(middle_x / scale, middle_y / scale, scale, width_px, height_px)
