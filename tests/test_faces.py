"""Drawn faces, and the one path at which Slack can fetch them."""

from __future__ import annotations

import io
import socket

import aiohttp
import pytest
from PIL import Image

from bot.faces import Faces, face_url
from bot.http.server import HttpServer
from personas.avatar import drawn, key_of, may_wear_a_beard
from tests.personas.cards import alice


def test_the_same_seed_is_the_same_picture_and_another_is_another() -> None:
    faces = {key_of(drawn(f"seed {number}", 128)) for number in range(60)}
    assert len(faces) == 60
    assert drawn("Alice", 128) == drawn("Alice", 128)


def test_a_picture_is_a_small_png_of_the_size_asked_for() -> None:
    png = drawn("Alice", 512)
    assert Image.open(io.BytesIO(png)).size == (512, 512)
    assert len(png) < 60_000


@pytest.mark.parametrize(
    ("brief", "beard"), [("a driver who lost his licence", True), ("a nurse and her sister", False), ("a cook", False)]
)
def test_a_beard_is_only_for_cards_that_speak_of_a_man(brief: str, beard: bool) -> None:
    assert may_wear_a_beard(alice().model_copy(update={"brief": brief, "statements": ()})) is beard


async def test_only_pictures_are_served() -> None:
    key = key_of(b"a picture")

    async def face(asked: str) -> bytes | None:
        return b"a picture" if asked == key else None

    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port = tried.getsockname()[1]
    server = HttpServer("127.0.0.1", port, [Faces(face).add_routes])
    await server.start()
    here = f"http://127.0.0.1:{port}"
    try:
        async with aiohttp.ClientSession() as web:
            async with web.get(face_url(here, key)) as answer:
                assert (answer.status, await answer.read()) == (200, b"a picture")
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
            for path in ("/", "/faces/", f"/faces/{key}", f"/faces/{key[:-1]}0.png", "/faces/..%2fapp.png", "/metrics"):
                async with web.get(here + path) as answer:
                    assert answer.status == 404
    finally:
        await server.stop()


def test_without_a_public_address_there_is_none() -> None:
    assert face_url("", "abc") == ""
    assert face_url("https://segue.example.com/", "abc") == "https://segue.example.com/faces/abc.png"
