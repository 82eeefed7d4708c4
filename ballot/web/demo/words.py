"""The steps of a played hall in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass

from ballot.demo.play_state import End, Scene, Stage
from ballot.domain.meeting import Custody
from ballot.words.language import Sentence
from ballot.words.language import lazy_gettext as _

WORDS: Mapping[Stage, Sentence] = {
    Stage.PRINTING: _("建会，印 46 张测评票"),
    Stage.KEYS: _("三位监票人在自己的手机上领密钥"),
    Stage.OPENING: _("票样锁定，开始投票"),
    Stage.VOTING: _("46 人一个接一个扫码、投票"),
    Stage.CLOSING: _("截止投票，清点票数"),
    Stage.FIRST_KEY: _("第一位监票人交出密钥：还打不开"),
    Stage.SECOND_KEY: _("第二位监票人交出密钥：凑齐两把，票箱打开"),
    Stage.COUNTED: _("只打开总数，算出结果"),
}
"""What happens at each stage."""


@dataclass(frozen=True, slots=True)
class PlayStep:
    """A line of the play: ``how`` is done, here, ahead, or cut where the play ended at it."""

    stage: Stage
    said: str
    how: str


def steps(scene: Scene | None, custody: Custody) -> list[PlayStep]:
    """All lines of a play as it stands; without one, of the play that comes."""
    if scene is None:
        return [
            PlayStep(stage, str(WORDS[stage]), "ahead") for stage in Scene(custody=custody).stages
        ]
    here = scene.stages.index(scene.stage)
    return [
        PlayStep(stage, str(WORDS[stage]), _how(place - here, scene.end))
        for place, stage in enumerate(scene.stages)
    ]


def _how(behind: int, end: End | None) -> str:
    if behind < 0 or end is End.DONE:
        return "done"
    if behind > 0:
        return "ahead"
    return "here" if end is None else "cut"
