"""Files that people and the app upload: streamed to disk, named safely, shown to members only.

Shapes follow https://docs.slack.dev/reference/objects/file-object; the app's way of uploading is
https://docs.slack.dev/messaging/working-with-files#upload
"""

from __future__ import annotations

import mimetypes
import re
import secrets
import shutil
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from aiohttp import web

from playground.people import BOT_USER
from playground.workspace import Workspace

LARGEST = 100 * 1024 * 1024 - 1
TOO_LARGE = "files here have less than 100 MB; share a link instead"
LONGEST_NAME = 255
_TYPES = {"txt": "text", "md": "markdown", "htm": "html", "jpeg": "jpg", "yml": "yaml"}
_SHOWN = re.compile(r"image/(?:png|jpeg|gif|webp)|audio/[\w.+-]+|text/plain")
"""What a browser may show; everything else is handed over as a download."""


class Files:
    """The files of one workspace, kept beside its store; with `:memory:` until the playground ends."""

    def __init__(self, workspace: Workspace, store_path: str, url: Callable[[], str]) -> None:
        self._workspace, self._url = workspace, url
        self._temporary = None if store_path != ":memory:" else tempfile.TemporaryDirectory(prefix="playground-")
        self._folder = Path(self._temporary.name) if self._temporary else Path(f"{store_path}-files")
        self._waiting: dict[str, dict[str, Any]] = {}
        self._given: set[str] = set()
        """Ids of files that somebody filled into a form: the app may read them, though they stand in no channel."""
        self._forget_unsent()

    def close(self) -> None:
        if self._temporary is not None:
            self._temporary.cleanup()

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_post("/playground/upload", self._upload)
        router.add_post("/playground/upload/{id}", self._upload_for_app)
        router.add_get("/files-pri/{id}/{name}", self._download)

    # For people and the app

    def announce(self, user: str, name: str) -> dict[str, Any]:
        """A file that is about to be uploaded. -> its file object, without size"""
        name = safe_name(name)
        mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if mimetype == "video/webm":  # what a browser's recorder makes of a voice
            mimetype = "audio/webm"
        ending = Path(name).suffix.lstrip(".").lower()
        id = f"F0{secrets.token_hex(5).upper()[:9]}"
        private = f"{self._url()}/files-pri/{id}/{re.sub(r'[^A-Za-z0-9._-]', '_', name)[-80:]}"
        file = {
            "id": id,
            "created": int(time.time()),
            "timestamp": int(time.time()),
            "name": name,
            "title": name,
            "mimetype": mimetype,
            "filetype": _TYPES.get(ending, ending or "binary"),
            "user": user,
            "mode": "hosted",
            "is_external": False,
            "size": 0,
            "url_private": private,
            "url_private_download": private,
            "permalink": private,
        }
        if mimetype.startswith("audio/") and name.startswith("audio_message"):
            file |= {"subtype": "slack_audio", "media_display_type": "audio"}
        self._waiting[id] = file
        return file

    def take(self, user: str, ids: Iterable[Any]) -> list[dict[str, Any]]:
        """The uploaded files that go with a message. Raises KeyError for one that is not there or not theirs."""
        files = [self._waiting[str(id)] for id in ids]
        for file in files:
            if file["user"] != user or not self._path(file["id"]).exists():
                raise KeyError(file["id"])
        return files

    def taken(self, files: Iterable[dict[str, Any]]) -> None:
        """They stand in a message now, and go with no other."""
        for file in files:
            self._waiting.pop(file["id"], None)

    def give(self, user: str, values: Mapping[str, Mapping[str, Any]]) -> None:
        """What somebody's form hands over to the app. `values`: block id -> action id -> state"""
        states = [state for actions in values.values() for state in actions.values() if isinstance(state, dict)]
        ids = [file.get("id") for state in states for file in state.get("files") or () if isinstance(file, dict)]
        self._given |= {id for id in ids if id in self._waiting and self._waiting[id]["user"] == user}

    def find(self, id: str) -> tuple[dict[str, Any], str] | None:
        """-> (file object, the channel it was shared in), None for one nobody shared."""
        for channel in self._workspace.channels:
            for message in self._workspace.said_in(channel):
                for file in message.files or []:
                    if file.get("id") == id and not message.deleted:
                        return file, channel
        return None

    # HTTP

    async def _upload(self, request: web.Request) -> web.Response:
        """Somebody's file, as the request's body."""
        user, name = request.query.get("as", ""), request.query.get("name", "")
        if user not in self._workspace.users or user == BOT_USER:
            return web.json_response({"error": "nobody here has this id"}, status=404)
        if (request.content_length or 0) > LARGEST:
            return web.json_response({"error": TOO_LARGE}, status=413)
        file = self.announce(user, name)
        if not await self._receive(request, file):
            return web.json_response({"error": TOO_LARGE}, status=413)
        return web.json_response({"ok": True, "file": file})

    async def _upload_for_app(self, request: web.Request) -> web.Response:
        """The body for a file the app has announced by files.getUploadURLExternal."""
        file = self._waiting.get(request.match_info["id"])
        if file is None or file["user"] != BOT_USER:
            return web.Response(status=404, text="no such upload")
        if not await self._receive(request, file):
            return web.Response(status=413, text=TOO_LARGE)
        return web.Response(text=f"OK - {file['size']}")

    async def _receive(self, request: web.Request, file: dict[str, Any]) -> bool:
        """Stream the body to disk; nothing is left of one that is too large or breaks off."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path, done = self._path(file["id"]), False
        try:
            with path.open("wb") as target:
                async for chunk in _content(request):
                    file["size"] += len(chunk)
                    if file["size"] > LARGEST:
                        return False
                    target.write(chunk)
            done = True
        finally:
            if not done:
                path.unlink(missing_ok=True)
                self._waiting.pop(file["id"], None)
        return True

    async def _download(self, request: web.Request) -> web.StreamResponse:
        id, token = request.match_info["id"], request.headers.get("Authorization", "").removeprefix("Bearer ")
        who = BOT_USER if token.startswith("xoxb-") else request.query.get("as", "")
        given = self._waiting.get(id) if id in self._given and who == BOT_USER else None
        found = (given, "") if given is not None else self.find(id)
        if found is None or not self._path(id).exists():
            return web.Response(status=404, text="There is no such file.")
        file, channel = found
        if channel and who not in self._workspace.channels[channel].members:
            return web.Response(status=403, text="Only members of its channel may see this file.")
        shown = _SHOWN.fullmatch(file["mimetype"]) and not token
        headers = {
            "Content-Type": file["mimetype"] if shown else "application/octet-stream",
            "Content-Disposition": "inline" if shown else "attachment",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
        }
        return web.FileResponse(self._path(file["id"]), headers=headers)

    def _path(self, id: str) -> Path:
        return self._folder / id

    def _forget_unsent(self) -> None:
        """What was uploaded before the last end and never sent goes."""
        channels = self._workspace.channels
        sent = {file.get("id") for one in channels for m in self._workspace.said_in(one) for file in m.files or []}
        for path in self._folder.glob("F0*") if self._folder.exists() else ():
            if path.name not in sent:
                path.unlink()
        if self._folder.exists() and not sent:
            shutil.rmtree(self._folder, ignore_errors=True)


async def _content(request: web.Request) -> Any:
    """The bytes of a body, or of the first file of a form."""
    if request.content_type == "multipart/form-data":
        async for part in await request.multipart():
            if getattr(part, "filename", None):
                while chunk := await part.read_chunk(1 << 16):  # type: ignore[union-attr]
                    yield chunk
                return
        return
    async for chunk in request.content.iter_chunked(1 << 16):
        yield chunk


def safe_name(name: str) -> str:
    """A file's name without ways to other folders, control and direction characters; at most 255 bytes."""
    name = re.split(r"[/\\]", name)[-1]
    name = "".join(c for c in name if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn")).strip(" .")
    while len(name.encode()) > LONGEST_NAME:
        stem, dot, ending = name.rpartition(".")
        name = f"{stem[:-1]}.{ending}" if dot and stem and len(ending) < 20 else name[:-1]
    return name or "file"
