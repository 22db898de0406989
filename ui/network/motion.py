"""Short motions of the network: the view gliding, actors moving to their new places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation

if TYPE_CHECKING:
    from explorer.drawing.network.camera import Camera
    from explorer.network.arrangement import Arrangement

CAMERA_MS = 180
PLACES_MS = 200

#: With more nodes than this a motion would only stutter.
_MOST_MOVING = 2_000


class CameraMotion(QObject):
    """Moves a camera to another one, geometrically in scale, easing out."""

    def __init__(self, take: Callable[[Camera, bool], None], parent: QObject) -> None:
        """Call `take` with each view on the way, and whether it is the last."""
        super().__init__(parent)
        self._take = take
        self._from: Camera | None = None
        self._to: Camera | None = None
        self._animation = _animation(self, CAMERA_MS, self._step)

    @property
    def goal(self) -> Camera | None:
        """Where a running motion ends, None when at rest."""
        running = self._animation.state() == QVariantAnimation.State.Running
        return self._to if running else None

    def go(self, start: Camera, goal: Camera, *, at_once: bool) -> None:
        """Move from one view to another."""
        self.stop()
        if at_once:
            self._take(goal, True)
            return
        self._from, self._to = start, goal
        self._animation.start()

    def stop(self) -> None:
        """Stay where the motion is now."""
        self._animation.stop()

    def _step(self, share: Any) -> None:
        if self._from is not None and self._to is not None:
            has_arrived = share >= 1.0
            view = self._to if has_arrived else self._from.blended(self._to, share)
            self._take(view, has_arrived)


class PlaceMotion(QObject):
    """Moves the nodes of one network from old places to new ones."""

    def __init__(self, take: Callable[[Arrangement], None], parent: QObject) -> None:
        super().__init__(parent)
        self._take = take
        self._from: Arrangement | None = None
        self._to: Arrangement | None = None
        self._animation = _animation(self, PLACES_MS, self._step)

    def go(self, start: Arrangement | None, goal: Arrangement, *, at_once: bool) -> None:
        """Move all nodes to their new places."""
        self._animation.stop()
        is_other = start is None or start.network is not goal.network
        if at_once or is_other or goal.network.n_nodes > _MOST_MOVING:
            self._take(goal)
            return
        self._from, self._to = start, goal
        self._animation.start()

    def _step(self, share: Any) -> None:
        start, goal = self._from, self._to
        if start is None or goal is None:
            return
        if share >= 1.0:
            self._take(goal)
        else:
            self._take(replace(goal, xy=start.xy + (goal.xy - start.xy) * share))


def _animation(parent: QObject, duration_ms: int, step: Callable[[Any], None]) -> QVariantAnimation:
    animation = QVariantAnimation(parent)
    animation.setDuration(duration_ms)
    animation.setStartValue(0.0)
    animation.setEndValue(1.0)
    animation.setEasingCurve(QEasingCurve.Type.OutCubic)
    animation.valueChanged.connect(step)
    return animation
