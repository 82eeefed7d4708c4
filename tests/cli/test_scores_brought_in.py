"""Scores brought in beside a meeting, by command."""

from people.console import MEETING, Console


def test_a_score_is_brought_in_and_corrected_with_a_reason(console: Console) -> None:
    number = console.ask("meeting", "create", console.write(MEETING, "meeting.toml"))
    words = ("meeting", "scores", number)
    why = ("--reason", "多写了一个 0")
    asked = console.run(*words, "1=1120", *why)
    assert (asked.code, "能得的最多 501 分还多" in asked.err) == (2, True)
    assert console.run(*words, "1=1120", *why, "--confirm-beyond").code == 0
    assert console.run(*words, "1=１１２").code == 2, "without a reason nothing is changed"
    corrected = console.run(*words, "1=１１２", *why)
    assert (corrected.code, "112" in corrected.out) == (0, True)
    assert '"text": "112"' in console.ask(*words, "--json")
    assert console.run(*words, "张某=112").code == 2
