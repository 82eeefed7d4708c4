"""The key files: outside the database, outside its folder, readable by their owner alone.

A folder ``BALLOT_KEYS`` (0700) holds the secrets ``session tag pepper sign`` (32 random bytes
each, 0600), ``box/`` with the keys of boxes in custody ``server``, and ``marks/``.
"""

import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from ballot.box.tags import TagKeys
from ballot.domain.errors import BoxKeyMissing, SettingWrong
from ballot.keyring.marks import MarkFiles, locked, sync_folder

SECRETS = ("session", "tag", "pepper", "sign")
SIZE = 32


class BoxKeyFiles:
    """The secret keys of boxes in custody ``server``, one file a run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, run: bytes, secret: bytes) -> None:
        """Keep a 32-byte secret; raises FileExistsError rather than overwrite one."""
        write_new(self._folder / run.hex(), secret)

    def get(self, run: bytes) -> bytes:
        """The 32-byte secret. Raises BoxKeyMissing."""
        try:
            secret = (self._folder / run.hex()).read_bytes()
        except FileNotFoundError:
            raise BoxKeyMissing() from None
        if len(secret) != SIZE:
            raise BoxKeyMissing()
        return secret

    def all(self) -> dict[str, bytes]:
        """Every secret by the name of its file."""
        return {each.name: each.read_bytes() for each in sorted(self._folder.iterdir())}

    def forget(self, run: bytes) -> None:
        """Overwrite and remove a secret; no fault where there is none."""
        path = self._folder / run.hex()
        try:
            with path.open("r+b") as file:
                file.write(bytes(SIZE))
                file.flush()
                os.fsync(file.fileno())
        except FileNotFoundError:
            return
        path.unlink()
        sync_folder(self._folder)


@dataclass(frozen=True, slots=True)
class Keys:
    """The key set of one installation. Its repr shows no secret."""

    session: bytes = field(repr=False)
    """Signs the organizers' cookies and one-time links."""
    tags: TagKeys = field(repr=False)
    pepper: bytes = field(repr=False)
    """Key of the HMAC under which typed codes are stored."""
    sign: bytes = field(repr=False)
    """Seed of the Ed25519 key that signs results and bundles."""
    backup: bytes = field(repr=False)
    """Key of the HMAC that every backup ends with."""
    fingerprint: bytes
    """32 bytes that name this key set and tell nothing of it; the database keeps them."""
    box_keys: BoxKeyFiles
    marks: MarkFiles

    @classmethod
    def load_or_make(cls, folder: Path, data: Path) -> Self:
        """Read the key set in ``folder``, or make one where the folder is absent or empty.

        Raises SettingWrong when the folder lies inside ``data``, when it or a file in it can be
        read by others, or when a part of a set is missing: half a set is a loss to be noticed.
        """
        require_apart(folder.absolute(), data.absolute())
        make_folder(folder)
        with locked(folder):
            if not any((folder / name).exists() for name in SECRETS):
                for name in SECRETS:
                    write_new(folder / name, secrets.token_bytes(SIZE))
        for name in ("box", "marks"):
            make_folder(folder / name)
        found = {name: _read(folder / name) for name in SECRETS}
        return cls(
            session=derive(found["session"], "session"),
            tags=TagKeys(*(derive(found["tag"], each) for each in ("row", "frozen", "journal"))),
            pepper=derive(found["pepper"], "code"),
            sign=found["sign"],
            backup=backup_key(found),
            fingerprint=fingerprint(found),
            box_keys=BoxKeyFiles(folder / "box"),
            marks=MarkFiles(folder / "marks"),
        )


def are_there(folder: Path) -> bool:
    """Whether the folder holds a key set, or a part of one."""
    return any((folder / name).exists() for name in SECRETS)


def fingerprint(secrets_: Mapping[str, bytes]) -> bytes:
    """32 bytes that name a key set and tell nothing of it."""
    return derive(b"".join(secrets_[name] for name in SECRETS), "fingerprint")


def backup_key(secrets_: Mapping[str, bytes]) -> bytes:
    """The key of the HMAC that every backup under this key set ends with."""
    return derive(secrets_["tag"], "backup")


def derive(secret: bytes, purpose: str) -> bytes:
    """A 32-byte key for one purpose, by HKDF-Expand over SHA-256."""
    return HKDFExpand(SHA256(), SIZE, f"ballot-v1|{purpose}".encode()).derive(secret)


def write_new(path: Path, content: bytes) -> None:
    """Write a file that must not be there yet, for the owner alone, down to the disk."""
    number = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    with os.fdopen(number, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)


def require_apart(folder: Path, data: Path) -> None:
    """A copy of the data must never carry the keys along. Raises SettingWrong."""
    real, inside = folder.resolve(), data.resolve()
    if real == inside or inside in real.parents:
        raise SettingWrong(name="BALLOT_KEYS", found=str(folder), wanted="outside BALLOT_DATA")


def make_folder(folder: Path) -> None:
    """A folder for its owner alone. Raises SettingWrong."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingWrong("BALLOT_KEYS", str(folder), error.strerror or "") from None
    _require_mode(folder, 0o700)


def _read(path: Path) -> bytes:
    try:
        _require_mode(path, 0o600)
        secret = path.read_bytes()
    except OSError:
        raise SettingWrong(name="BALLOT_KEYS", found=str(path), wanted="32 bytes") from None
    if len(secret) != SIZE:
        raise SettingWrong(name="BALLOT_KEYS", found=str(path), wanted="32 bytes")
    return secret


def _require_mode(path: Path, most: int) -> None:
    """Refuse what others may read, write or enter."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & ~most:
        raise SettingWrong(name="BALLOT_KEYS", found=f"{path} {mode:04o}", wanted=f"{most:04o}")
