"""An officer who carries an assessment through its pages, from the list of people to 办结."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape

from makers.meetings import Clock
from people.desk import NAME, PASSWORD
from people.programs import Program
from whole.walks.tab import Tab
from whole.walks.voters import Answers, vote

from ballot.exports import people_table

Row = Mapping[str, str]
ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
SURE = ("distinct", "confirm_beyond", "agreed")
"""What a preview asks for where something in the file is doubtful."""
DIGITS = re.compile(r'class="digits">([\d ]{14})<')


@dataclass
class Officer:
    """Somebody at the desk, the clock of the house, and a program that asks the interface."""

    tab: Tab
    stranger: Tab
    program: Program
    clock: Clock
    at: str = field(default="", init=False)
    """The address of the assessment in hand."""

    @classmethod
    def comes(cls, tab: Tab, stranger: Tab, program: Program, clock: Clock, link: str) -> Officer:
        """By the one-time link of the first account."""
        tab.look(f"/setup/{link}")
        tab.send(f"/setup/{link}", name=NAME, password=PASSWORD, again=PASSWORD)
        return cls(tab, stranger, program, clock)

    @property
    def today(self) -> str:
        """The day of the house."""
        return (self.clock.now + timedelta(hours=8)).date().isoformat()

    def wait(self, days: int) -> None:
        """So many days pass."""
        self.clock.now += timedelta(days=days)
        self.sign_in()

    def sign_in(self) -> None:
        """Again, after days: nobody is kept signed in so long."""
        self.tab.look("/sign-in")
        if "/sign-in" in self.tab.path:
            self.tab.send("/sign-in", name=NAME, password=PASSWORD)

    # ---- the assessment and its people --------------------------------------------------------

    def begins(self, scheme: str, title: str, period: str, **more: str) -> str:
        """A new assessment; its address."""
        self.tab.look(f"/assessments/new/{scheme}")
        self.tab.send(f"/assessments/new/{scheme}", title=title, period=period, **more)
        self.at = re.match(r"/assessments/\d+", self.tab.path)[0]
        return self.at

    def imports(self, what: str, rows: Sequence[Row]) -> str:
        """A file as an office has it: previewed, then kept; what is said then."""
        path = f"{self.at}/import/{what}"
        heading = tuple(dict.fromkeys(name for row in rows for name in row))
        wide = [{name: row.get(name, "") for name in heading} for row in rows]
        self.tab.look(path)
        self.tab.attach(path, "file.xlsx", people_table.write("file.xlsx", heading, wide))
        form = self.tab.form(f"{path}/save")
        ticks = {each: "on" for each in SURE if each in form.empty}
        return self.tab.send(f"{path}/save", **ticks)

    def takes_over(self) -> None:
        """What finished months say goes into this quarter."""
        self.tab.look(f"{self.at}/parts")
        self.tab.send("/parts")
        assert "已转入" in self.tab.page, self.tab.page

    def person(self, name: str, also: str) -> str:
        """The address of a person: that of the line with his name and his 单位 or 村."""
        return self.persons([(name, also)])[0]

    def persons(self, wanted: Iterable[tuple[str, str]]) -> list[str]:
        """The same of several, by one look through the list."""
        rows = ROW.findall(self.tab.look_through(f"{self.at}/people"))
        return [self._person(rows, name, also) for name, also in wanted]

    def _person(self, rows: Iterable[str], name: str, also: str) -> str:
        link = re.compile(rf'href="({self.at}/people/\d+)"[^>]*>\s*{name}\s*<')
        whose = re.compile(rf">\s*{also}\s*<")
        found = [link.search(row) for row in rows if whose.search(row)]
        (address,) = [each[1] for each in found if each]
        return address

    def marks_left(self, person: str, day: str, reason: str = "调任某局") -> None:
        """Somebody has left his post."""
        self.tab.look(person)
        self.tab.send(f"{person}/left", day=day, **self._agreed(f"{person}/left", reason=reason))

    def _agreed(self, ending: str, **given: str) -> dict[str, str]:
        form = self.tab.form(ending)
        ticks = {name: "on" for name in form.empty if name.endswith("agreed")}
        return given | ticks

    def scores(self, person: str, parts: Sequence[Row], months: str = "") -> None:
        """The score sheet where there is anything to mark; its last section says it is done."""
        for at, marks in enumerate(parts, start=1):
            is_last = at == len(parts)
            if not marks and not is_last and not (at == 1 and months):
                continue
            sheet = f"{person}/sheet/{at}"
            self.tab.look(sheet)
            then = {"then": "done" if is_last else "next"}
            if at == 1 and months:
                then["months"] = months
            self.tab.send(sheet, **marks, **then)

    # ---- meetings -----------------------------------------------------------------------------

    def meets(
        self,
        people: Iterable[str],
        eligible: int | Mapping[str, int],
        answers: Iterable[Answers],
        **more: str,
    ) -> str:
        """A meeting about these people from its making to its opened box; its number. ``eligible``
        is how many may vote, in all or by category."""
        chosen = "&".join(f"person={each.rpartition('/')[2]}" for each in people)
        path = f"{self.at}/meetings/new?{chosen}"
        self.tab.look(path)
        by_category = {} if isinstance(eligible, int) else eligible
        many = eligible if isinstance(eligible, int) else sum(eligible.values())
        self.tab.send("/meetings/new", eligible=str(many), **more)
        number = re.match(r"/meetings/(\d+)", self.tab.path)[1]
        if by_category:
            self._entitles(f"/meetings/{number}/voters", by_category)
        self.holds(number, many, answers)
        return number

    def _entitles(self, path: str, by_category: Mapping[str, int]) -> None:
        self.tab.look(path)
        named = {words: name for name, words in self._labels().items()}
        self.tab.send(path, **{named[each]: str(many) for each, many in by_category.items()})

    def holds(self, number: str, slips: int, answers: Iterable[Answers]) -> None:
        """A meeting that is made: slips, the vote, the box."""
        at = f"/meetings/{number}"
        self.tab.look(f"{at}/slips")
        self.tab.send(f"{at}/slips", count=str(slips))
        codes = DIGITS.findall(self.tab.page)
        self.tab.look(f"{at}/slips")
        self.tab.send("/confirm")
        for act in ("freeze", "open"):
            self.tab.look(at)
            self.tab.send(f"{at}/{act}")
        for code, answer in zip(codes, answers, strict=False):
            vote(Tab(self.stranger.client), number, code, answer)
        self.tab.look(f"{at}/close")
        self.tab.send(f"{at}/close", everyone="y", boxes="y", unused="y", password=PASSWORD)
        self.tab.look(at)
        self.tab.send(f"{at}/box")

    # ---- from the ranking to the end ----------------------------------------------------------

    def ranks(self) -> str:
        """排名定档; the page of the ranking."""
        self.tab.look(f"{self.at}/ranking")
        self.tab.send("/rank")
        return self.tab.page

    def passes(self, **said: str) -> bool:
        """What the page of the review says is to be done now, if it is a step of the road."""
        self._at_review()
        there = {each.address for each in self.tab.forms()}
        if f"{self.at}/review/thresholds" in there:
            self.tab.send("/review/thresholds")
            there = {each.address for each in self.tab.forms()}
        if f"{self.at}/rank" in there:
            self.tab.send("/rank")
            return self.passes(**said)
        if f"{self.at}/review/step" not in there:
            return False
        form = self.tab.form("/review/step")
        held = {"held_on": self.today, "held_by": form.fields["held_by"] or "县委组织部"}
        self.tab.send("/review/step", **(held | said))
        return True

    def _at_review(self) -> None:
        """At that page, which stands there already where the last form led to it."""
        if self.tab.path != f"{self.at}/review":
            self.tab.look(f"{self.at}/review")

    def consents(self, document: str) -> None:
        """The authorisation that a policy asks for."""
        self.tab.look(f"{self.at}/review")
        by = "县直牵头单位提出,组织部门审核,县委主要领导同意"
        self.tab.send("/review/consent", held_by=by, held_on=self.today, document=document)

    def next_is(self) -> str:
        """What the page of the review says is to be done now."""
        self._at_review()
        found = re.search(r'<h2 id="next">(.*?)</h2>', self.tab.page)
        return found[1] if found else ""

    def walks_to(self, step: str) -> None:
        """All steps before this one."""
        while self.next_is() != step:
            assert self.passes(), (step, self.next_is())

    def walks_on(self, **said: str) -> None:
        """All steps that are left."""
        while self.passes(**said):
            pass

    def decides(self, person: str, grade: str, reason: str = "会议研究", **more: str) -> None:
        """Another grade than the rules gave."""
        self.tab.look(f"{person}/grade")
        self.tab.send(f"{person}/grade", grade=grade, reason=reason, **more)

    def returns(self, step: str, reason: str = "有异议,复核") -> None:
        """退回."""
        self.tab.look(f"{self.at}/review")
        self.tab.send("/review/return", step=step, reason=reason)

    def posts_notice(self, **said: str) -> str:
        """The 公示, written and hung up today; its public address."""
        self.tab.look(f"{self.at}/notice")
        first = {"publisher": "中共某市委组织部", "telephone": "0532-12345678", "first": self.today}
        self.tab.send(f"{self.at}/notice", **(first | said))
        self.tab.send("/notice/post")
        found = re.search(r"/notice/[0-9a-f]{12}", self.tab.page)
        assert found, self.tab.page
        return found[0]

    def ends_notice(self) -> None:
        """Its days are over."""
        self.tab.look(f"{self.at}/notice")
        self.tab.send("/notice/conclude")
        assert "公示已结束" in self.tab.page, self.tab.page

    def outlasts(self, notice: str, days: int = 8) -> None:
        """A 公示 hangs until its days are over; it is taken down, and the assessment concluded."""
        self.wait(days)
        self.ends_notice()
        assert self.stranger.client.get(notice).status_code == 410
        self.concludes()

    def corrects(self, person: str, reason: str, **columns: str) -> None:
        """更正: a column of somebody's, by its heading."""
        self.tab.look(person)
        form = self.tab.form(person)
        named = {name: columns[label] for name, label in self._labels().items() if label in columns}
        assert len(named) == len(columns), (columns, self._labels(), form)
        self.tab.send(person, **self._agreed(person, reason=reason, **named))

    def _labels(self) -> dict[str, str]:
        """By the name of a field what stands beside it."""
        said = re.findall(r'<label for="([^"]+)">\s*([^<]*?)\s*</label>', self.tab.page)
        return {name: unescape(words) for name, words in said}

    def hears(self, person: str, item: str, after: str, kind: str = "objection") -> str:
        """An objection to what hangs (or an appeal) is taken in and granted; what is said."""
        at = f"{self.at}/appeals"
        claim = {"person": person.rpartition("/")[2], "item": item}
        told = claim | {"appellant": "某镇", "claim": "事实有出入,请核实"}
        self.tab.look(at)
        self.tab.send(f"{at}/{kind}", **{f"{kind}-{name}": text for name, text in told.items()})
        form = self.tab.form("/decide")
        prefix = next(name.partition("-")[0] for name in form.fields if name.endswith("-reason"))
        yes = {"granted": "支持", "decided_by": "考核组", "reason": "已查实", "after": after}
        self.tab.send("/decide", **{f"{prefix}-{name}": text for name, text in yes.items()})
        return self.tab.page

    def concludes(self) -> None:
        """办结."""
        self.tab.look(f"{self.at}/review")
        self.tab.send("/review/conclude")
        assert "这次考核已办结" in self.tab.page, self.tab.page

    def said(self) -> str:
        """The page as it reads."""
        return unescape(self.tab.page)
