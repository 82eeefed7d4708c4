"""The key files lie apart, for their owner alone, and a set is whole or refused."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ballot.domain.errors import BoxKeyMissing, SettingWrong
from ballot.domain.journal_line import HOUSE, End
from ballot.keyring import keys
from ballot.keyring.keys import SECRETS, Keys

RUN = bytes(range(16))


def load(folder: Path) -> Keys:
    return Keys.load_or_make(folder / "keys", folder / "data")


def test_a_set_is_made_once_and_read_again(tmp_path: Path) -> None:
    one, two = load(tmp_path), load(tmp_path)
    assert (one.session, one.tags, one.pepper, one.sign) == (
        two.session,
        two.tags,
        two.pepper,
        two.sign,
    )
    assert one.fingerprint == two.fingerprint
    assert load(tmp_path / "elsewhere").fingerprint != one.fingerprint


def test_every_key_has_one_purpose(tmp_path: Path) -> None:
    made = load(tmp_path)
    derived = [made.session, made.tags.row, made.tags.frozen, made.tags.journal]
    derived += [made.pepper, made.sign, made.fingerprint]
    assert len(set(derived)) == 7
    assert all(len(each) == 32 for each in derived)
    on_disk = [(tmp_path / "keys" / name).read_bytes() for name in SECRETS]
    assert set(on_disk) & set(derived) == {made.sign}


def test_folder_and_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        load(tmp_path).box_keys.put(RUN, b"x" * 32)
        load(tmp_path).marks.note_journal({HOUSE: End(1, b"t", b"h")})
    finally:
        os.umask(old)
    folder = tmp_path / "keys"
    for each in (folder, *folder.rglob("*")):
        assert each.stat().st_mode & 0o777 == (0o700 if each.is_dir() else 0o600), each


def test_no_secret_shows_in_a_repr(tmp_path: Path) -> None:
    made = load(tmp_path)
    shown = repr(made)
    for secret in (made.session, made.pepper, made.sign, made.tags.row):
        assert repr(secret)[2:10] not in shown
        assert secret.hex() not in shown


def test_keys_inside_the_data_are_refused(tmp_path: Path) -> None:
    data = tmp_path / "data"
    for inside in (data, data / "keys", data / "a" / "b"):
        with pytest.raises(SettingWrong) as refused:
            Keys.load_or_make(inside, data)
        assert refused.value.name == "BALLOT_KEYS"
    assert not data.exists()


def test_a_link_that_leads_into_the_data_is_refused(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (tmp_path / "keys").symlink_to(data / "keys")
    with pytest.raises(SettingWrong):
        Keys.load_or_make(tmp_path / "keys", data)


@pytest.mark.parametrize("name", ["", "tag", "box", "marks"])
@pytest.mark.parametrize("extra", [0o040, 0o004, 0o020, 0o001])
def test_what_others_may_read_write_or_enter_is_refused(
    tmp_path: Path, name: str, extra: int
) -> None:
    load(tmp_path)
    path = tmp_path / "keys" / name
    path.chmod(path.stat().st_mode & 0o777 | extra)
    with pytest.raises(SettingWrong) as refused:
        load(tmp_path)
    assert str(path) in refused.value.found


@pytest.mark.parametrize("name", SECRETS)
def test_a_set_with_a_part_missing_is_refused_and_never_completed(
    tmp_path: Path, name: str
) -> None:
    load(tmp_path)
    (tmp_path / "keys" / name).unlink()
    with pytest.raises(SettingWrong) as refused:
        load(tmp_path)
    assert refused.value.found.endswith(name)
    assert not (tmp_path / "keys" / name).exists()


@pytest.mark.parametrize("content", [b"", b"x" * 31, b"x" * 33])
def test_a_secret_of_another_length_is_refused(tmp_path: Path, content: bytes) -> None:
    load(tmp_path)
    (tmp_path / "keys" / "pepper").write_bytes(content)
    with pytest.raises(SettingWrong):
        load(tmp_path)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("")
    with pytest.raises(SettingWrong):
        load(tmp_path)


def test_a_folder_in_the_place_of_a_secret_is_refused(tmp_path: Path) -> None:
    load(tmp_path)
    (tmp_path / "keys" / "pepper").unlink()
    (tmp_path / "keys" / "pepper").mkdir(mode=0o600)
    with pytest.raises(SettingWrong):
        load(tmp_path)


def test_many_who_start_at_once_make_one_set(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _index: load(tmp_path).fingerprint, range(16)))
    assert len(set(made)) == 1


def test_a_file_is_never_written_over(tmp_path: Path) -> None:
    keys.write_new(tmp_path / "file", b"one")
    with pytest.raises(FileExistsError):
        keys.write_new(tmp_path / "file", b"two")
    assert (tmp_path / "file").read_bytes() == b"one"


def test_a_box_key_is_put_once_got_and_forgotten(tmp_path: Path) -> None:
    box = load(tmp_path).box_keys
    with pytest.raises(BoxKeyMissing):
        box.get(RUN)
    box.put(RUN, b"x" * 32)
    with pytest.raises(FileExistsError):
        box.put(RUN, b"y" * 32)
    assert load(tmp_path).box_keys.get(RUN) == b"x" * 32
    box.forget(RUN)
    box.forget(RUN)
    with pytest.raises(BoxKeyMissing):
        box.get(RUN)


def test_a_box_key_that_was_cut_short_is_missing(tmp_path: Path) -> None:
    box = load(tmp_path).box_keys
    box.put(RUN, b"x" * 32)
    (tmp_path / "keys" / "box" / RUN.hex()).write_bytes(b"x" * 31)
    with pytest.raises(BoxKeyMissing):
        box.get(RUN)
