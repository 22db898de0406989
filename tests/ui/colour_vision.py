"""Colour differences as people with each kind of colour vision see them, for the palette tests."""

from __future__ import annotations

import math

import numpy as np

from ui.theme.tokens import linear_rgb

# Machado, Oliveira and Fernandes 2009, severity 1.0, applied to linear RGB.
SIMULATIONS: dict[str, np.ndarray] = {
    "normal": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
_XYZ_OF_RGB = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
_WHITE = np.array([0.95047, 1.0, 1.08883])


def lab_as_seen(colour: str, vision: str) -> tuple[float, float, float]:
    """Return CIELAB (D65) of "#RRGGBB" under a simulated colour vision."""
    seen = np.clip(SIMULATIONS[vision] @ np.array(linear_rgb(colour)), 0.0, 1.0)
    ratio = (_XYZ_OF_RGB @ seen) / _WHITE
    epsilon, kappa = 216 / 24389, 24389 / 27
    fx, fy, fz = np.where(ratio > epsilon, np.cbrt(ratio), (kappa * ratio + 16) / 116)
    return float(116 * fy - 16), float(500 * (fx - fy)), float(200 * (fy - fz))


def ciede2000(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """Return the CIEDE2000 difference, after Sharma, Wu and Dalal 2005."""
    l1, a1, b1 = one
    l2, a2, b2 = other
    mean_c = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(mean_c**7 / (mean_c**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = math.degrees(math.atan2(b1, a1)) % 360, math.degrees(math.atan2(b2, a2)) % 360
    d_l, d_c = l2 - l1, c2 - c1
    if c1 * c2 == 0:
        d_h, mean_h = 0.0, h1 + h2
    else:
        d_h = (h2 - h1 + 180) % 360 - 180
        mean_h = (h1 + h2) / 2
        if abs(h1 - h2) > 180:
            mean_h += 180 if h1 + h2 < 360 else -180
    d_big_h = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(d_h / 2))
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    t = (
        1
        - 0.17 * math.cos(math.radians(mean_h - 30))
        + 0.24 * math.cos(math.radians(2 * mean_h))
        + 0.32 * math.cos(math.radians(3 * mean_h + 6))
        - 0.20 * math.cos(math.radians(4 * mean_h - 63))
    )
    turn = 30 * math.exp(-(((mean_h - 275) / 25) ** 2))
    r_c = 2 * math.sqrt(mean_c**7 / (mean_c**7 + 25**7))
    s_l = 1 + 0.015 * (mean_l - 50) ** 2 / math.sqrt(20 + (mean_l - 50) ** 2)
    s_c = 1 + 0.045 * mean_c
    s_h = 1 + 0.015 * mean_c * t
    r_t = -math.sin(math.radians(2 * turn)) * r_c
    return math.sqrt(
        (d_l / s_l) ** 2
        + (d_c / s_c) ** 2
        + (d_big_h / s_h) ** 2
        + r_t * (d_c / s_c) * (d_big_h / s_h)
    )


def smallest_distance(colours: dict[str, str], vision: str) -> tuple[float, frozenset[str]]:
    """Return the smallest CIEDE2000 within a set of colours, and between which two."""
    seen = {name: lab_as_seen(colour, vision) for name, colour in colours.items()}
    names = sorted(seen)
    return min(
        (ciede2000(seen[one], seen[other]), frozenset({one, other}))
        for index, one in enumerate(names)
        for other in names[index + 1 :]
    )
