"""Files sent by people and by the bot, kept in memory."""

import hashlib
import struct
from dataclasses import dataclass
from typing import Final

from sandbox.model import Attachment, Json
from sandbox.refusals import bad_request

MAX_DOWNLOAD: Final = 20 * 1024 * 1024
MAX_UPLOAD: Final = 50 * 1024 * 1024
MAX_PHOTO: Final = 10 * 1024 * 1024
_MAX_SIDES: Final = 10_000
_MAX_RATIO: Final = 20
_PREVIEW_SIDE: Final = 320
# JPEG frame headers that carry the size: SOF0..SOF15 without DHT, JPG and DAC.
_JPEG_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True)
class StoredFile:
    """A file Telegram holds."""

    file_id: str
    path: str
    attachment: Attachment

    def as_json(self) -> Json:
        """Return the fields every kind of file shares."""
        unique = hashlib.sha256(self.attachment.content).hexdigest()[:16]
        return {
            "file_id": self.file_id,
            "file_unique_id": unique,
            "file_size": len(self.attachment.content),
        }


class Files:
    """All files by id and by path."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}

    def add(self, attachment: Attachment, *, folder: str) -> StoredFile:
        """Store a file and give it an id and a path."""
        number = len(self._by_id) + 1
        suffix = attachment.filename.rpartition(".")[2] if "." in attachment.filename else "bin"
        stored = StoredFile(f"sandbox-file-{number}", f"{folder}/file_{number}.{suffix}", attachment)
        self._by_id[stored.file_id] = stored
        return stored

    def get(self, file_id: str) -> StoredFile:
        """Return a file by id, or refuse as Telegram does."""
        if file_id not in self._by_id:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return self._by_id[file_id]

    def at(self, path: str) -> StoredFile | None:
        """Return the file with this download path."""
        return next((stored for stored in self._by_id.values() if stored.path == path), None)

    def photo(self, attachment: Attachment) -> list[Json]:
        """Store a picture and return Telegram's sizes of it, the largest last."""
        width, height = checked_size(attachment.content)
        scale = min(1.0, _PREVIEW_SIDE / max(width, height))
        preview = self.add(attachment, folder="thumbnails")
        full = self.add(attachment, folder="photos")
        small = {"width": max(1, int(width * scale)), "height": max(1, int(height * scale))}
        sizes = [{**preview.as_json(), **small}, {**full.as_json(), "width": width, "height": height}]
        sizes[0]["file_unique_id"] += "s"
        return sizes

    def recording(self, attachment: Attachment, kind: str) -> Json:
        """Store a `voice` or a `video` and return Telegram's description of it, one second long."""
        told = {**self.document(attachment), "duration": 1}
        if kind == "voice":
            told.pop("file_name")
            return told
        return {**told, "width": _PREVIEW_SIDE, "height": _PREVIEW_SIDE}

    def document(self, attachment: Attachment) -> Json:
        """Store a file and return Telegram's `Document`."""
        if len(attachment.content) > MAX_UPLOAD:
            raise bad_request("file is too big")
        if not attachment.content:
            raise bad_request("file must be non-empty")
        stored = self.add(attachment, folder="documents")
        return {**stored.as_json(), "file_name": attachment.filename, "mime_type": attachment.content_type}


def checked_size(content: bytes) -> tuple[int, int]:
    """Return width and height of a picture that Telegram accepts as a photo."""
    if not content:
        raise bad_request("file must be non-empty")
    if len(content) > MAX_PHOTO:
        raise bad_request("file is too big")
    size = image_size(content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > _MAX_SIDES or max(size) > _MAX_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return size


def image_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG, GIF or JPEG, or None for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content.startswith((b"GIF87a", b"GIF89a")) and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    return _jpeg_size(content) if content.startswith(b"\xff\xd8") else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
