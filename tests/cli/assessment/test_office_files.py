"""A list as an office has it, by command."""

from makers.county import a_list
from people.console import Console

ASSESSMENT = 'title = "2026年度考核"\nscheme = "jiaozhou-village"\n'


def test_a_list_comes_in_with_what_was_left_out_told(console: Console) -> None:
    id = console.ask("assessment", "create", console.write(ASSESSMENT, "a.toml"))
    (console.folder / "list.xls").write_bytes(a_list("派驻村", also=("王晓明",)))
    bring = ("assessment", "people", id, "list.xls")
    unsaid = console.run(*bring)
    assert (unsaid.code, "派驻村" in unsaid.err) == (2, True)
    asked = console.run(*bring, "--column", "村(社区)=派驻村")
    assert (asked.code, "疑似同一人" in asked.err) == (2, True)
    done = console.run(*bring, "--column", "村(社区)=派驻村", "--distinct")
    assert done.code == 0
    for said in ("序号、联系电话", "合计", "已导入 5 人"):
        assert said in done.err
