"""Help by task, in the order of a meeting and of a year; who looks for something finds it here."""

from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from ballot.words.help.terms import TERMS
from ballot.words.language import LANGUAGES, Sentence, speaking
from ballot.words.language import lazy_gettext as _


@dataclass(frozen=True, slots=True)
class Task:
    """Something that is done: its ``anchor`` in the address, who does it, how, in few sentences."""

    anchor: str
    who: Sentence
    title: Sentence
    says: tuple[Sentence, ...]


ORGANIZER, SCRUTINEER = _("组织者"), _("监票人")
ADMINISTRATOR, OBSERVER = _("管理员"), _("观察员")

TASKS = (
    Task(
        "begin",
        ORGANIZER,
        _("开一场测评会"),
        (
            _("在“测评会”页新建，写名称、谁被测评、应参加多少人，选考核办法，大约五分钟。"),
            _("会议页面上“现在该做”只有一件事，照着做就到下一步；准备清单可以随时回来补。"),
            _("同样的会再开一场，用“照这场再做一场”；很多村一起开，在考核里用表格一次建好。"),
        ),
    ),
    Task(
        "rehearse",
        ORGANIZER,
        _("演练一遍"),
        (
            _("正式票打印以前，先演练一遍：打印几张演练票，扫一扫，投一投，看看大屏。"),
            _(
                "可以一直练到底：截止、清点、开箱、看结果。投够法定票数才开得了箱，不够就练“未达到”。"
            ),
            _("演练的票和纸都印着“演练”，结束时连票带结果全部清空，和正式的不会混。"),
            _("监票人保管密钥的，演练的钥匙在服务器上，由组织者开箱；监票人交钥匙要到正式时才做。"),
        ),
    ),
    Task(
        "slips",
        ORGANIZER,
        _("制票、发票"),
        (
            _("一人一张，每页 12 张。裁开、打乱、当众发，谁拿哪张没有人记。"),
            _("数过纸上的票再按“全部打印出来了”；确认以前，这批票扫了也不能投。"),
            _("打坏了整批作废，重新打印；发出以前坏了一张，在“测评票”页作废那一张。"),
            _("票丢了不补：谁也不知道是哪一张。发出的、没用的、损坏的，清点时都要对上。"),
        ),
    ),
    Task(
        "keys",
        SCRUTINEER,
        _("领密钥、开箱"),
        (
            _("三位监票人各扫一个二维码，设一个 6 位 PIN，核对数字。"),
            _("把密钥条抄下或打印，各自收好。"),
            _("截止并清点以后，两位监票人各在自己的手机上用密钥条开箱；两把到齐，票箱自动打开。"),
            _("锁定、开始、作废等要监票人同意的，手机上会问：同意一次，只管这一件事。"),
            _("手机坏了或人换了，组织者在“监票人”页换一位；已确认的密钥作废，重新领。"),
        ),
    ),
    Task(
        "lock",
        ORGANIZER,
        _("锁定和投票前公告"),
        (
            _(
                "锁定以后，被测评对象、选项、应参加人数都不再改，并得出一个校验码，抄在公告上签名上墙。"
            ),
            _("投票的人手机上的校验码和墙上的一样，就是同一张票面。"),
            _("确实写错了，可以写明原因解除锁定；公告随之作废，重新打印。"),
        ),
    ),
    Task(
        "roster",
        ORGANIZER,
        _("名册、门口签到"),
        (
            _("在会议页“名册和签到”导入名册；一个人在几类里的，逐个确认，只算一次。"),
            _("应参加人数从此随名册走；锁定以后补人、去掉人，要写原因，会印在报告上。"),
            _(
                "门口放一两台平板：点“添一台签到平板”，扫一下就能用。写姓名或者拼音首字母，点“已到”。"
            ),
            _("到的人不够法定人数，发票以前会提醒；签到不记时间和先后，不连着任何一张票。"),
            _("网断了也能接着点，连上以后自动补送，平板上的网页不要关。"),
        ),
    ),
    Task(
        "cards",
        ORGANIZER,
        _("各人的卡片、主持词"),
        (
            _("会前在“打印”里印“会场卡片”：组织者到门口，一人一张，沿虚线对折成 A5。"),
            _("正面是他要做的几步，背面是出了问题怎么办；卡片上没有密码，也没有密钥。"),
            _("主持词照着念，最后是当众复算：用第二台电脑打开核验页 verify.html，不用联网。"),
        ),
    ),
    Task(
        "vote",
        ORGANIZER,
        _("开始、截止"),
        (
            _(
                "人到齐、须知宣读、被测评人离场、票发到手，再开始。大屏上只有收回多少，没有谁投了什么。"
            ),
            _("没有手机的用现场平板，或者换成纸质票。不识字的可以请自己信得过的人代写。"),
            _("都投完了再截止。截止不能撤回，要再写一次密码。"),
            _("断电断网票还开着；30 分钟不恢复就中止，不开箱，用纸质票开第二轮。"),
        ),
    ),
    Task(
        "many",
        ORGANIZER,
        _("一晚许多场：成批办理"),
        (
            _(
                "在“测评会”页勾选几场，或者先筛选、一场也不勾，再按要办的事；办之前先看哪些能办、哪些不能。"
            ),
            _("许多村的票做成一个 PDF：每个村一张封面，后面是这个村的票；数过再按“印全了”。"),
            _("一场一场分开办：一场没办成不影响别的，写着原因，按一下再试。"),
            _("密钥由三位监票人保管的，锁定和开始到各场页面上办，监票人在自己的手机上同意。"),
        ),
    ),
    Task(
        "quorum",
        ORGANIZER,
        _("没有达到法定人数、第二轮"),
        (
            _("收回的票不够，票箱就不打开，谁也看不到任何票数，这一轮没有结果，不是零分。"),
            _(
                "先按“结束本轮”，再按“举行第二轮”：应参加人数和票面不变；第一轮留作记录，旧票不能再用。"
            ),
            _(
                "监票人、计票人的手机和数字密码、投票平板都跟过去，在手机上点“去第二轮”；密钥要重新领，票要重新打印。"
            ),
        ),
    ),
    Task(
        "ledger",
        ORGANIZER,
        _("票据清点"),
        (
            _("印制 = 发出 + 未发 + 发前损坏；发出 = 收回 + 领后损坏 + 未收回。两边对上才能开箱。"),
            _("未用的票当众扫一遍核验，其余自动作废。对不上的，写明原因，由监票人同意带差额开箱。"),
            _("有人说票被别人投了，登记异议，写下怎样处理。"),
        ),
    ),
    Task(
        "paper",
        ORGANIZER,
        _("纸质票"),
        (
            _("想用纸投的，在“换发纸质票”把他的票换成一张纸质票；换掉的票就作废了。"),
            _("纸质票混在一起，由两位计票人各数各录；不一致时只说是谁的不一致，各自重数。"),
            _("少于 8 张纸质票容易认出是谁投的，请改用平板。"),
        ),
    ),
    Task(
        "result",
        ORGANIZER,
        _("结果、导出、核验"),
        (
            _("结果页上每个数旁边都有算法和条款。报告单打印出来，用笔签名。"),
            _("可以存成 PDF、Word、Excel、CSV、JSON。"),
            _("审计包给上级或别人：他们打开“核验”页，不用联网，也不用相信这台机器。"),
        ),
    ),
    Task(
        "ranking",
        ORGANIZER,
        _("考核、评分、排名"),
        (
            _("先建考核、选办法，再用表格导入人员；有错的行会指出来，没有改好什么也不存。"),
            _("评分表逐条填，两栏都留着。排名里点“为什么”，看每个人的分、名次、等次是怎样来的。"),
            _("办法没有规定的，标着“文件未规定，采用默认”，可以在“默认”页改，写明原因。"),
        ),
    ),
    Task(
        "review",
        ORGANIZER,
        _("审核、公示、申诉"),
        (
            _("审核按办法的步骤一步一步做，写明由谁；改等次要写原因，原来的和改后的都留着。"),
            _("公示先存稿再张贴，到期结束。有人提出异议，在“申诉和异议”登记、作出决定，再办结。"),
        ),
    ),
    Task(
        "people",
        ADMINISTRATOR,
        _("账户、单位、记录"),
        (
            _("在“账户”给人一个一次性链接，他打开后自己设密码，别人都不知道。"),
            _("单位可以从表格整列粘贴；上级单位的人也管下面的单位。空的单位可以删除。"),
            _(
                "“记录”里是每一步操作，只增不改；少一条、改一条都会被发现。投票的人做了什么，一条也没有。"
            ),
        ),
    ),
    Task(
        "look-on",
        OBSERVER,
        _("看，不动手"),
        (
            _("观察员看得到会议走到哪一步、结果、排名和记录，什么也改不了，也没有要做的事。"),
            _("应参加不满 30 人的，截止以前谁也看不到收回多少，只说达到没有。"),
        ),
    ),
    Task(
        "secret",
        ORGANIZER,
        _("保密：谁看得到什么"),
        (
            _("正式的测评由三位监票人保管密钥：服务器上只有密文，只打开总数，不打开单张票。"),
            _("密钥由服务器保管的，能进入这台机器的人可以打开每一张票，只适合演练和非正式测评。"),
            _("选的时候被人看着，程序管不了：请安排能背着人选的地方。"),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Found:
    """What the page shows: tasks and words, all of them where nothing is looked for."""

    tasks: tuple[Task, ...]
    terms: tuple[tuple[Sentence, Sentence], ...]


def find(words: tuple[str, ...]) -> Found:
    """The tasks and words that have every one of these words, in either language."""
    wanted = [_plain(each) for each in words]

    def has(*said: Sentence) -> bool:
        text = "".join(_in_both(said))
        return all(each in text for each in wanted)

    return Found(
        tuple(task for task in TASKS if has(task.who, task.title, *task.says)),
        tuple((term, meaning) for term, meaning in TERMS if has(term, meaning)),
    )


def _in_both(said: tuple[Sentence, ...]) -> Iterator[str]:
    for code in LANGUAGES:
        with speaking(code):
            yield from (_plain(str(each)) for each in said)


def _plain(text: str) -> str:
    """Wide digits and letters as narrow ones, capitals as small ones."""
    return normalize("NFKC", text).casefold()
