"""Reduces a picture to 256 colours, so that PNGs of windows stay small in the repository."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

_MOST = 256
#: Below 0.5 small icons keep their hue at the cost of even steps in large gradients.
_RARITY = 0.3
#: Where two colours of the palette stand in for one between them, they alternate in this order.
_ORDER = (
    np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]], dtype=np.float64) + 0.5
) / 16

Colours = npt.NDArray[np.int64]


def with_palette(image: QImage) -> QImage:
    """Return the picture with the 256 colours that suit it best; flat grounds keep theirs."""
    picture = image.convertToFormat(QImage.Format.Format_RGB32)
    height, width = picture.height(), picture.width()
    pixels = np.frombuffer(picture.constBits(), dtype=np.uint32).reshape(height, -1)[:, :width]
    values, inverse, counts = np.unique(
        pixels & np.uint32(0xFFFFFF), return_inverse=True, return_counts=True
    )
    parts = [values >> 16 & 255, values >> 8 & 255, values & 255]
    colours = np.stack(parts, axis=1).astype(np.int64)
    palette = _palette(colours, counts)
    first, second, share = _stand_ins(colours, palette)
    at = inverse.reshape(height, width)
    threshold = np.tile(_ORDER, (height // 4 + 1, width // 4 + 1))[:height, :width]
    rows = np.zeros((height, (width + 3) // 4 * 4), dtype=np.uint8)
    rows[:, :width] = np.where(share[at] > threshold, second[at], first[at])
    result = QImage(rows.tobytes(), width, height, rows.shape[1], QImage.Format.Format_Indexed8)
    table = 0xFF000000 | palette[:, 0] << 16 | palette[:, 1] << 8 | palette[:, 2]
    result.setColorTable([int(value) for value in table])
    # The bytes belong to this function; the copy owns its own.
    return result.copy()


def _palette(colours: Colours, counts: Colours) -> Colours:
    """Cut the colours into boxes, always the one that costs most, each with its usual colour."""
    boxes = [np.arange(len(colours))]
    costs = [_cost(colours, counts, boxes[0])]
    while len(boxes) < _MOST:
        at = int(np.argmax(costs))
        if costs[at] <= 0:
            break
        one, other = _cut(colours, counts, boxes[at])
        boxes[at], costs[at] = one, _cost(colours, counts, one)
        boxes.append(other)
        costs.append(_cost(colours, counts, other))
    # The commonest colour rather than the mean: grounds keep their exact value.
    return np.array([colours[box[np.argmax(counts[box])]] for box in boxes])


def _stand_ins(
    colours: Colours, palette: Colours
) -> tuple[Colours, Colours, npt.NDArray[np.float64]]:
    """Return for each colour the nearest of the palette, another, and how often that one."""
    away = ((colours[:, None, :] - palette[None, :, :]) ** 2).sum(axis=2)
    nearest = np.argsort(away, axis=1, kind="stable")[:, : min(2, len(palette))]
    first, second = nearest[:, 0], nearest[:, -1]
    way = (palette[second] - palette[first]).astype(np.float64)
    along = ((colours - palette[first]) * way).sum(axis=1)
    share = along / np.maximum(1.0, (way**2).sum(axis=1))
    return first, second, np.clip(share, 0.0, 0.5)


def _cost(colours: Colours, counts: Colours, box: Colours) -> float:
    if len(box) < 2:
        return 0.0
    spread = colours[box].max(axis=0) - colours[box].min(axis=0)
    return float((spread**2).max() * counts[box].sum() ** _RARITY)


def _cut(colours: Colours, counts: Colours, box: Colours) -> tuple[Colours, Colours]:
    axis = int(np.argmax(colours[box].max(axis=0) - colours[box].min(axis=0)))
    order = box[np.argsort(colours[box, axis], kind="stable")]
    weight = np.cumsum(counts[order] ** _RARITY)
    at = int(np.clip(np.searchsorted(weight, weight[-1] / 2), 1, len(order) - 1))
    return order[:at], order[at:]
