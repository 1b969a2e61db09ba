"""Hair and headwear of drawn faces, in two layers: what lies behind the head, and what lies before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from PIL import ImageDraw

Point = tuple[float, float]


@dataclass(frozen=True)
class Head:
    """Colours of one face (`#rrggbb`), and the lots that are drawn for it."""

    skin: str
    hair: str
    cloth: str
    lot: Random


class Pen:
    """Draws on a grid of 512, `scale` pixels to a unit."""

    def __init__(self, draw: ImageDraw.ImageDraw, scale: int) -> None:
        self._draw, self._scale = draw, scale

    def ellipse(self, x: float, y: float, rx: float, ry: float, colour: str) -> None:
        self._draw.ellipse(self._around(x, y, rx, ry), fill=colour)

    def chord(self, x: float, y: float, rx: float, ry: float, start: float, end: float, colour: str) -> None:
        self._draw.chord(self._around(x, y, rx, ry), start, end, fill=colour)

    def arc(
        self, x: float, y: float, rx: float, ry: float, start: float, end: float, colour: str, width: float
    ) -> None:
        self._draw.arc(self._around(x, y, rx, ry), start, end, fill=colour, width=self._by(width))

    def ring(
        self, x: float, y: float, rx: float, ry: float, width: float, colour: str, start: float = 0, end: float = 360
    ) -> None:
        self._draw.arc(self._around(x, y, rx, ry), start, end, fill=colour, width=self._by(width))

    def smile(self, x: float, y: float, wide: float, deep: float, colour: str) -> None:
        self._draw.chord(self._around(x, y, wide, deep), 0, 180, fill=colour)
        self._draw.chord(self._around(x, y - 1, wide - 5, deep * 0.45), 0, 180, fill="#ffffff")

    def box(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        self._draw.rectangle([self._by(each) for each in (left, top, right, bottom)], fill=colour)

    def rounded(self, left: float, top: float, right: float, bottom: float, radius: float, colour: str) -> None:
        box = [self._by(each) for each in (left, top, right, bottom)]
        self._draw.rounded_rectangle(box, self._by(radius), fill=colour)

    def frame(
        self, left: float, top: float, right: float, bottom: float, radius: float, colour: str, width: float
    ) -> None:
        box = [self._by(each) for each in (left, top, right, bottom)]
        self._draw.rounded_rectangle(box, self._by(radius), outline=colour, width=self._by(width))

    def polygon(self, points: Sequence[Point], colour: str) -> None:
        self._draw.polygon([(self._by(x), self._by(y)) for x, y in points], fill=colour)

    def line(self, points: Sequence[Point], colour: str, width: float) -> None:
        scaled = [(self._by(x), self._by(y)) for x, y in points]
        self._draw.line(scaled, fill=colour, width=self._by(width), joint="curve")
        for x, y in points:
            self.ellipse(x, y, width / 2, width / 2, colour)

    def _around(self, x: float, y: float, rx: float, ry: float) -> list[int]:
        return [self._by(each) for each in (x - rx, y - ry, x + rx, y + ry)]

    def _by(self, units: float) -> int:
        return round(units * self._scale)


Layer = Callable[[Pen, Head], None]


@dataclass(frozen=True)
class Style:
    behind: Layer
    before: Layer
    beard_fits: bool = True


def shade(colour: str, factor: float) -> str:
    """The colour made darker (below 1) or lighter."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{min(255, round(part * factor)):02x}" for part in parts)


def _nothing(pen: Pen, head: Head) -> None:
    pass


def _cap(pen: Pen, head: Head) -> None:
    """Close to the head, down to the temples, parted somewhere."""
    part = head.lot.randint(-44, 44)
    pen.chord(256, 220, 97, 108, 202, 338, head.hair)
    _temples(pen, head)
    pen.polygon([(168, 182), (344, 182), (256 + part, 164)], head.hair)


def _swept(pen: Pen, head: Head) -> None:
    """Over to one side, with some height."""
    side = head.lot.choice((-1, 1))
    pen.chord(256, 222, 98, 120, 202, 338, head.hair)
    _temples(pen, head)
    pen.polygon([(256 - side * 88, 176), (256 + side * 92, 176), (256 + side * 84, 200)], head.hair)
    pen.ellipse(256 + side * 30, 128, 62, 30, head.hair)


def _temples(pen: Pen, head: Head) -> None:
    for side in (-1, 1):
        pen.polygon([(256 + side * 90, 178), (256 + side * 70, 178), (256 + side * 93, 238)], head.hair)


def _fringe(pen: Pen, head: Head) -> None:
    pen.chord(256, 222, 98, 110, 200, 340, head.hair)
    pen.rounded(164, 172, 348, 202, 14, head.hair)
    for side in (-1, 1):
        pen.rounded(256 + side * 90 - 9, 200, 256 + side * 90 + 9, 268, 9, head.hair)


def _curls(pen: Pen, head: Head) -> None:
    crown = ((170, 190), (186, 156), (214, 136), (256, 128), (298, 136), (326, 156), (342, 190))
    for x, y in (*crown, (232, 158), (280, 158)):
        pen.ellipse(x, y, 34, 32, head.hair)


def _cloud(pen: Pen, head: Head) -> None:
    pen.ellipse(256, 196, 146, 138, head.hair)


def _long(pen: Pen, head: Head) -> None:
    pen.ellipse(256, 222, 120, 122, head.hair)
    pen.rounded(136, 220, 376, 426, 52, head.hair)


def _bob(pen: Pen, head: Head) -> None:
    pen.ellipse(256, 226, 118, 122, head.hair)
    pen.rounded(138, 224, 374, 338, 46, head.hair)


def _waves(pen: Pen, head: Head) -> None:
    pen.ellipse(256, 216, 118, 118, head.hair)
    for step, y in enumerate(range(210, 420, 34)):
        for side in (-1, 1):
            pen.ellipse(256 + side * (110 + 8 * (step % 2)), y, 34, 32, head.hair)
    pen.box(150, 220, 362, 400, head.hair)


def _bun(pen: Pen, head: Head) -> None:
    pen.ellipse(256, 104, 46, 42, shade(head.hair, 1.12))


def _tail(pen: Pen, head: Head) -> None:
    side = head.lot.choice((-1, 1))
    pen.ellipse(256 + side * 104, 270, 44, 118, shade(head.hair, 1.1))


def _stubble(pen: Pen, head: Head) -> None:
    pen.chord(256, 230, 94, 106, 206, 334, shade(head.hair, 1.25))


def _scarf_behind(pen: Pen, head: Head) -> None:
    pen.ellipse(256, 234, 130, 146, _cloth(head))
    pen.polygon([(140, 280), (372, 280), (400, 470), (112, 470)], _cloth(head))


def _scarf(pen: Pen, head: Head) -> None:
    cloth = _cloth(head)
    pen.ring(256, 236, 116, 132, 34, cloth)
    pen.chord(256, 196, 108, 100, 192, 348, cloth)
    pen.arc(256, 300, 96, 92, 20, 160, shade(cloth, 0.86), 6)
    pen.chord(256, 366, 92, 52, 0, 180, shade(cloth, 0.94))


def _beanie(pen: Pen, head: Head) -> None:
    cloth = _cloth(head)
    pen.chord(256, 190, 106, 112, 180, 360, cloth)
    pen.rounded(146, 160, 366, 200, 18, shade(cloth, 0.85))


def _cloth(head: Head) -> str:
    return shade(head.cloth, 1.45)


STYLES = (
    Style(_nothing, _cap),
    Style(_nothing, _swept),
    Style(_nothing, _curls),
    Style(_nothing, _stubble),
    Style(_nothing, _nothing),
    Style(_nothing, _beanie),
    Style(_bob, _fringe, beard_fits=False),
    Style(_long, _cap, beard_fits=False),
    Style(_waves, _swept, beard_fits=False),
    Style(_bun, _cap, beard_fits=False),
    Style(_tail, _swept, beard_fits=False),
    Style(_cloud, _curls),
    Style(_scarf_behind, _scarf, beard_fits=False),
)
