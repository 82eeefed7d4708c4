"""``FILE.keys``: the key set apart from the backup, in one file for its owner alone.

It holds the four secrets and the marks. The keys of boxes in custody ``server`` are in it only on
request: with them and the backup every ballot of those meetings can be read.
"""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ballot.domain.errors import BackupRefused, KeysDoNotMatch
from ballot.keyring import keys
from ballot.keyring.keys import SECRETS, SIZE, BoxKeyFiles, Keys
from ballot.keyring.marks import NAME, MarkFiles
from ballot.storage.key_set import SHOWN

FORMAT = "ballot-keys-1"


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A key set as it was read from a file."""

    secrets: dict[str, bytes] = field(repr=False)
    marks: dict[str, str]
    box: dict[str, bytes] = field(repr=False)

    @property
    def fingerprint(self) -> bytes:
        """What the manifest of its backup names."""
        return keys.fingerprint(self.secrets)

    @property
    def backup(self) -> bytes:
        """The key of the HMAC of its backups."""
        return keys.backup_key(self.secrets)


def content(folder: Path, found: Keys, *, box_keys: bool) -> bytes:
    """The file of the key set in ``folder``."""
    facts: dict[str, Any] = {
        "format": FORMAT,
        "secrets": {name: (folder / name).read_bytes().hex() for name in SECRETS},
        "marks": found.marks.all(),
        "box": {},
    }
    if box_keys:
        facts["box"] = {run: secret.hex() for run, secret in found.box_keys.all().items()}
    text = _text(facts)
    return f"{text}\n{hashlib.sha256(text.encode()).hexdigest()}\n".encode()


def read(path: Path) -> KeyFile:
    """The keys in a file. Raises BackupRefused ``keys``, OSError."""
    try:
        text, digest, rest = path.read_bytes().decode("ascii").split("\n")
        facts = json.loads(text)
        if rest or hashlib.sha256(text.encode()).hexdigest() != digest:
            raise ValueError("digest")
        made = KeyFile(
            {name: _secret(facts["secrets"][name]) for name in SECRETS},
            {name: text for name, text in facts["marks"].items() if NAME.fullmatch(name)},
            {bytes.fromhex(run).hex(): _secret(it) for run, it in facts["box"].items()},
        )
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise BackupRefused(file=str(path), broken="keys") from error
    return made


def put(found: KeyFile, folder: Path, data: Path) -> None:
    """Put the secrets into an empty key folder; the same ones there are no fault.

    What a process that was killed left half done is completed. Raises SettingWrong, and
    KeysDoNotMatch where another set lies there: then nothing has changed.
    """
    keys.require_apart(folder.absolute(), data.absolute())
    keys.make_folder(folder)
    for name, secret in found.secrets.items():
        path = folder / name
        if path.exists() and path.read_bytes() != secret:
            there = hashlib.sha256(path.read_bytes()).hexdigest()
            raise KeysDoNotMatch(found=there[:SHOWN], wanted=found.fingerprint.hex()[:SHOWN])
    for name, secret in found.secrets.items():
        if not (folder / name).exists():
            keys.write_new(folder / name, secret)


def put_beside(found: KeyFile, marks: MarkFiles, box: BoxKeyFiles) -> None:
    """Put marks and box keys beside the secrets; no mark is lowered, no key replaced."""
    marks.take_over(found.marks)
    there = box.all()
    for run, secret in found.box.items():
        if run not in there:
            box.put(bytes.fromhex(run), secret)


def _secret(text: str) -> bytes:
    secret = bytes.fromhex(text)
    if len(secret) != SIZE:
        raise ValueError("secret")
    return secret


def _text(facts: dict[str, Any]) -> str:
    return json.dumps(facts, sort_keys=True, separators=(",", ":"))
