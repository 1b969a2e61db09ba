"""A drawn face for a persona: a flat portrait, the same for the same seed, whoever the persona is.

Nothing of the picture follows from age, sex, work or origin: skin, hair, clothes and glasses are drawn by lot from
the seed, so that no group gets a face of its own. Drawn three times as large and made smaller, which smooths its edges.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from hashlib import sha256
from random import Random

from PIL import Image, ImageDraw

from personas.hairstyles import STYLES, Head, Pen, shade
from personas.schema import Persona

BACKGROUNDS = ("#dfe7dc", "#e8e0d3", "#d9e3ea", "#eadfe2", "#e3dfec", "#f0e4cf", "#d5e4e1", "#ece7d8")
SKINS = ("#f6d9c4", "#eec3a2", "#dfa679", "#c68a5e", "#a86c44", "#8a5434", "#6d4028", "#f2cdb4", "#d39b72")
HAIRS = ("#2a211d", "#46312a", "#6e4a2f", "#96623a", "#c29353", "#8e8a86", "#c9c5bf", "#1d1d22", "#7c3b26")
CLOTHES = ("#3d5a6c", "#7a4b58", "#4f6d4e", "#b0753c", "#5b5478", "#2f4858", "#a04f45", "#56756e", "#8b7a4b", "#444a52")
INK = "#2c2624"
COLLAR = ((204, 388), (256, 452), (308, 388), (334, 408), (256, 492), (178, 408))
_HE = re.compile(r"\b(?:he|him|his|man|father|husband)\b", re.I)
_SHE = re.compile(r"\b(?:she|her|hers|woman|mother|wife)\b", re.I)
GRID, LARGER = 512, 3
"""The picture is thought of on a grid of 512 by 512."""


def drawn(seed: str, size: int = 512, *, beard: bool = False) -> bytes:
    """-> a PNG of `size` by `size` pixels; the same seed always gives the same picture. `beard`: it may have one."""
    lot = Random(f"face {seed}")
    picture = Image.new("RGB", (GRID * LARGER, GRID * LARGER), lot.choice(BACKGROUNDS))
    pen = Pen(ImageDraw.Draw(picture), LARGER)
    head = Head(skin=lot.choice(SKINS), hair=lot.choice(HAIRS), cloth=lot.choice(CLOTHES), lot=lot)
    style = lot.choice(STYLES)
    style.behind(pen, head)
    _shoulders(pen, head)
    _face(pen, head)
    _features(pen, head)
    bearded = beard and style.beard_fits and lot.random() < 0.4
    if bearded:
        _beard(pen, head)
    _mouth(pen, head, lips=shade(head.skin, 0.58))
    style.before(pen, head)
    if lot.random() < 0.3:
        _glasses(pen, lot)
    smaller = picture.resize((size, size), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    smaller.quantize(192, method=Image.Quantize.MEDIANCUT).save(out, "PNG", optimize=True)
    return out.getvalue()


def key_of(png: bytes) -> str:
    """The name of a picture: the same bytes, the same name."""
    return sha256(png).hexdigest()[:32]


def may_wear_a_beard(persona: Persona) -> bool:
    """Whether the card speaks of a man: a beard on anybody else would only puzzle."""
    said = " ".join([persona.brief, *(each.text for each in persona.statements)])
    return len(_HE.findall(said)) > len(_SHE.findall(said))


def _shoulders(pen: Pen, head: Head) -> None:
    """Neck, clothes, and one of three necklines."""
    pen.ellipse(256, 540, 196, 172, head.cloth)
    pen.box(222, 300, 290, 400, shade(head.skin, 0.86))
    pen.ellipse(256, 396, 46, 34, shade(head.skin, 0.86))
    collar: Callable[[], None] = head.lot.choice(
        (
            lambda: pen.ring(256, 392, 52, 40, 12, shade(head.cloth, 1.18), 0, 180),
            lambda: pen.polygon(COLLAR, shade(head.cloth, 1.2)),
            lambda: pen.ring(256, 378, 58, 48, 26, shade(head.cloth, 0.85), 10, 170),
        )
    )
    collar()


def _face(pen: Pen, head: Head) -> None:
    for side in (-1, 1):
        pen.ellipse(256 + side * 92, 252, 18, 26, shade(head.skin, 0.95))
    pen.ellipse(256, 240, 92, 112, head.skin)
    if head.lot.random() < 0.35:
        for side in (-1, 1):
            pen.ellipse(256 + side * 98, 286, 5, 7, head.lot.choice(("#d8b45a", "#c7c9cc", "#b35f4a")))


def _features(pen: Pen, head: Head) -> None:
    """Eyes, brows, nose and mouth: small differences make another person."""
    lot = head.lot
    apart, eye_y, brow_y = lot.randint(34, 41), lot.randint(238, 248), lot.randint(206, 216)
    tall, tilt = lot.randint(7, 10), lot.randint(-5, 2)
    brow = shade(head.hair, 0.8) if head.hair not in HAIRS[5:7] else "#77716c"
    for side in (-1, 1):
        pen.ellipse(256 + side * apart, eye_y, 7, tall, INK)
        pen.ellipse(256 + side * apart + 2, eye_y - 3, 2, 2, "#ffffff")
        inner, outer = (256 + side * (apart - 17), brow_y + tilt), (256 + side * (apart + 17), brow_y - tilt // 2)
        pen.line([inner, (256 + side * apart, brow_y - 6), outer], brow, lot.choice((5, 7, 8)))
        pen.ellipse(256 + side * (apart + 20), 286, 17, 11, shade(head.skin, 0.94))
    nose = lot.randint(12, 19)
    pen.arc(256, 264, nose // 2 + 2, nose, 20, 160, shade(head.skin, 0.72), 5)


def _mouth(pen: Pen, head: Head, lips: str) -> None:
    lot = head.lot
    wide, deep = lot.randint(20, 32), lot.randint(8, 18)
    lot.choice(
        (
            lambda: pen.arc(256, 306, wide, deep, 15, 165, lips, 6),
            lambda: pen.arc(258, 308, wide, deep // 2, 5, 150, lips, 6),
            lambda: pen.smile(256, 304, wide, deep + 6, lips),
        )
    )()


def _beard(pen: Pen, head: Head) -> None:
    colour = shade(head.hair, 0.9)
    if head.lot.random() < 0.5:
        pen.chord(256, 242, 93, 111, 22, 158, colour)
        pen.ellipse(256, 288, 62, 16, colour)
        pen.ellipse(256, 308, 36, 17, head.skin)
    else:
        pen.arc(256, 298, 34, 14, 195, 345, colour, 11)


def _glasses(pen: Pen, lot: Random) -> None:
    frame, round_ones = lot.choice((INK, "#7a3b2e", "#3f5566", "#8a6d2f")), lot.random() < 0.5
    for side in (-1, 1):
        if round_ones:
            pen.ring(256 + side * 39, 246, 30, 30, 6, frame)
        else:
            pen.frame(256 + side * 39 - 31, 222, 256 + side * 39 + 31, 270, 12, frame, 6)
    pen.line([(248, 242), (264, 242)], frame, 6)
    for side in (-1, 1):
        pen.line([(256 + side * 69, 240), (256 + side * 94, 234)], frame, 6)
