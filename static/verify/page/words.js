// Every sentence of the page, Chinese and English.
const words = (() => {
  const STEPS = {
    file: {
      zh: ["文件", "一个字节也没有改过，签名对得上。"],
      en: ["The file", "Not one byte was altered, and its signature fits."],
    },
    notice: {
      zh: ["公告和办法", "问的什么、多少人可以投、几票才算数、怎样计分，都和公告锁定的一样。"],
      en: ["Notice and policy", "Questions, entitled persons, quorum and rules are those of the notice."],
    },
    slips: {
      zh: ["测评票", "印了哪些票，和公告锁定的一样，一张不多，一张不少。"],
      en: ["Slips", "The printed slips are those of the notice, none more and none fewer."],
    },
    journal: {
      zh: ["全程记录", "每一步都前后相接；印制、发出、收回、作废的票重新算过，对得上账。"],
      en: ["Journal", "Every step follows on the one before; printed, returned and void slips add up."],
    },
    state: {
      zh: ["收回", "收回多少票、够不够法定人数，重新算过。"],
      en: ["Returned", "How many came back and whether that is a quorum was computed again."],
    },
    answers: {
      zh: ["每一张密封的票", "就是截止时封存的那些；每一张的证明都核验过。一张也没有打开。"],
      en: ["Every sealed answer", "They are those sealed at the close; the proof of each was checked. None was opened."],
    },
    sums: {
      zh: ["开箱", "打开的只是总数，是这些票之和，用的是公告上的密钥。"],
      en: ["The opening", "Only sums were opened: those of these answers, by the key of the notice."],
    },
    paper: {
      zh: ["纸质票", "总数和两位计票人开箱前各自定下的一样。"],
      en: ["Paper", "The totals are those on which both tellers were fixed before the opening."],
    },
    record: {
      zh: ["开箱记录", "开箱时签名的数，和重新算出来的一样。"],
      en: ["The record", "What was signed at the opening is what was computed again."],
    },
    result: {
      zh: ["结果", "每个百分数、每个得分，都由这些票数按办法算出来。"],
      en: ["The result", "Every figure and score follows from these counts by the policy."],
    },
  };

  const BROKEN = {
    file: ["这不是一份完整的审计包，或者有字节被改过。", "This is no whole audit bundle, or a byte of it was altered."],
    size: ["文件里有一部分大得不合规定。", "A part of the file is larger than any may be."],
    form: ["文件里有一部分的写法不合规定。", "A part of the file is not written as it must be."],
    parts: ["文件里少了一部分，或者多了一部分。", "A part of the file is missing, or there is one too many."],
    digest: ["文件里有一部分和清单对不上。", "A part of the file is not the one that the manifest names."],
    signature: ["签名不对，或者签名的不是公告上的公钥。", "The signature is wrong, or not by the key of the notice."],
    scheme: ["考核办法和公告锁定的不一样。", "The policy is not the one that the notice froze."],
    slips: ["测评票和公告上印制的不一样。", "The slips are not those that were printed by the notice."],
    journal: ["全程记录前后接不上，或者有一步不该那样发生。", "The journal does not hang together, or a step in it was not lawful."],
    ledger: ["票据对不上账。", "The ledger of slips does not balance as it says."],
    counts: ["密封的票和投了票的张数不一样。", "There are not as many sealed answers as slips that voted."],
    reused: ["有一份密文出现了两次。", "A ciphertext occurs twice."],
    roots: ["密封的票不是截止时封存的那些。", "The sealed answers are not those that were sealed at the close."],
    proof: ["有一张密封的票不是一张有效的票，或者按无效计的不该是那几张。", "A sealed answer is not a lawful one, or others are invalid than those left out."],
    opening: ["打开的总数不是这些票之和，或者用的不是公告上的密钥。", "What was opened is not the sum of these answers, or not by the key of the notice."],
    early: ["没有达到法定人数，却打开了。", "Something was opened below the quorum."],
    state: ["结论和收回的票数不符。", "The outcome does not follow from the number of ballots."],
    paper: ["纸质票的总数，和两位计票人开箱前定下的不一样。", "The totals of the papers are not those on which the tellers were fixed."],
    record: ["开箱时签名的数，和重新算出来的不一样。", "What was signed at the opening is not what was computed again."],
    result: ["结果里有一个数，和重新算出来的不一样。", "A figure of the result is not what was computed again."],
  };

  const VALUES = {
    fingerprint: ["会议指纹", "墙上的公告", "Fingerprint", "the notice on the wall"],
    key: ["签名公钥", "公告、截止单、报告单", "Key", "notice, close sheet and report"],
    sheet: ["封存核对码", "签字的投票截止单", "Sheet value", "the sheet signed at the close"],
    code: ["报告校验码", "签字的结果报告单", "Code", "the signed report"],
  };

  const SAID = {
    title: ["核验一场测评", "Verify a meeting"],
    intro: [
      "在您自己的设备上，把结果从头再算一遍。不联网，文件不离开这台设备。",
      "Computes the result again from the beginning, on your own device. Without a network: the file stays here.",
    ],
    choose: ["选择审计包（.bundle 文件）", "Choose the audit bundle (.bundle)"],
    steps: ["核对了什么", "What was checked"],
    values: ["和签字的纸核对", "Compare with the signed paper"],
    valuesHow: [
      "从纸上抄进来，空格和大小写不要紧。一样的，这场会才是您那场会。没有的可以空着。",
      "Type them from the paper; blanks and capitals do not matter. Only where they are the same is it your meeting. What you do not have may stay empty.",
    ],
    on: ["在%1上", "on %1"],
    same: ["✓ 一样", "✓ the same"],
    different: ["✗ 不一样：这不是纸上的那一份", "✗ different: this is not what was signed"],
    found: ["文件里是：", "The file has:"],
    working: ["正在核对……", "Checking …"],
    progress: ["第 %1 / %2 张", "%1 of %2"],
    holds: ["核验通过：结果就是这些票算出来的。", "It holds: the result follows from these ballots."],
    compare: [
      "最后一步由您来做：把下面四个值和签字的纸对一对。",
      "The last step is yours: compare the four values below with the signed paper.",
    ],
    allSame: ["四个值都和纸上一样：这就是那场会，一处也没有改过。", "All four values are those of the paper: this is that meeting, unaltered."],
    someSame: ["填了的都和纸上一样；空着的还没有核对。", "What you typed is the same; what is empty was not compared."],
    notSigned: ["和签字的纸不一样", "Not what was signed"],
    notSame: [
      "这份文件自己没有矛盾，却不是纸上签字的那一份。先看有没有抄错；没有抄错，就不要相信它。",
      "The file does not contradict itself, but it is not the one that was signed. See first whether " +
        "you mistyped; if not, do not believe it.",
    ],
    refused: ["核验不通过", "It does not hold"],
    at: ["停在“%1”这一步。", "It stopped at “%1”."],
    failed: ["这个浏览器没能算完，没有得出结论。请换一个新一些的浏览器再试。", "This browser could not finish, so there is no answer. Please try a newer browser."],
    unread: ["文件没有读出来，请再选一次。", "The file could not be read; please choose it again."],
    skipped: ["没有开箱，不需要这一步。", "The box was not opened: nothing to check."],
    result: ["重新算出来的结果", "The result, computed again"],
    returned: ["应参加 %1 人，收回 %2 张", "%1 entitled, %2 returned"],
    answers: ["核对了 %1 份密封的答案", "%1 sealed answers were checked"],
    no_quorum: ["没有达到法定人数，票箱没有打开，没有任何得票数。", "Below the quorum: the box was not opened and there are no counts."],
    invalid: ["收回的票多于可以收回的，本场无效，没有打开。", "More came back than can: the round is invalid and was not opened."],
    blank: ["弃权", "Blank"],
    void: ["无效", "Invalid"],
    number: ["%1 人打分，合计 %2 分", "%1 gave points, %2 in all"],
    final: ["总分", "Final score"],
    waiting: ["待测评", "Not assessed yet"],
    small_class: ["有一类人收回不足 8 张，不单独计算。", "A class returned fewer than 8, so it is not counted for itself."],
    nobody_voted: ["没有可以作分母的票。", "There is no ballot to divide by."],
    plain: ["本场网络未加密。", "The network of this meeting was not encrypted."],
    excludedProof: ["手机密封的答案有 %1 份没有通过核验，按无效计，不在总数里。", "%1 answers sealed by phones did not hold: they count as invalid and are in no sum."],
    excludedTwice: ["手机密封的答案有 %1 份用了同一个随机数，按无效计，不在总数里。", "%1 answers sealed by phones share their randomness: they count as invalid and are in no sum."],
    other: ["English", "中文"],
    more: ["这一页证明什么、不证明什么", "What this proves, and what it does not"],
    proves: [
      "它证明：这些密封的票就是截止时封存的；每一张有效；得票数是它们之和；百分数和得分由它们算出。" +
        "它不证明：票发给了该发的人（那由签到、清点和监票人保证）；投票时服务器没有偷看（密封是服务器做的）。",
      "It proves that these answers are those sealed at the close, that each is lawful, that the counts are " +
        "their sum, and that the figures follow. It does not prove that slips went to those entitled (the " +
        "hall sees to that), nor that the server, which seals, did not look while people voted.",
    ],
  };

  const REMARKS = {
    unbalanced: ["票据对不上：%equation（%left，%right）。", "The slips do not balance: %equation (%left, %right)."],
    more_than_present: ["收回 %returned 张，实到只有 %present 人。", "%returned came back, %present persons were present."],
    not_counted: [
      "发出多少张没有人数过；剩下的票只核验了 %unissued 张。",
      "Nobody counted what was handed out; %unissued unused slips were checked.",
    ],
    paper_missing: ["换了 %exchanged 张纸质票，一张也没有录入。", "%exchanged slips were exchanged for paper; none was entered."],
    paper_by_one: ["%sheets 张纸质票，两遍都是 %name 一个人录的。", "%sheets papers were entered twice by one person, %name."],
    corrected: ["%state把应参加从 %before 人改成 %after 人，原因：%reason。", "Eligible was corrected from %before to %after %state: %reason."],
    reprinted: ["公告以后，票从 %before 张变成 %after 张。", "After the notice the slips went from %before to %after."],
    voided: ["投票中作废了 %count 张票（%spoiled），原因：%reason。", "%count slips were voided during the vote (%spoiled): %reason."],
    restored: ["这场会从备份恢复过，少了 %missing 张票。", "This meeting was put back from a backup; %missing ballots were missing."],
    gone_over: ["票据不平衡，%number 号监票人%name签字放行：%reason。", "The ledger did not balance; scrutineer %number, %name, went on over it: %reason."],
    also_measured: ["%subject 的同一项还有别的测评会：%meetings。", "Other meetings measure %subject in the same item: %meetings."],
    unanimous: [
      "%subject，第 %question 项：人人都选了“%option”，等于公开了每个人的选择。",
      "%subject, question %question: everybody chose “%option”, so each one's choice is known.",
    ],
    single: ["%subject，第 %question 项：“%options”只有一张票。", "%subject, question %question: “%options” has one ballot."],
  };

  const CODES = {
    issued: ["印制 = 发出 + 未发 + 发前损坏", "printed = handed out + unissued + spoiled before"],
    handed_out: ["发出 = 收回 + 领后损坏 + 未收回", "handed out = returned + spoiled after + not returned"],
    returned_of_handed_out: ["收回 ≤ 发出", "returned ≤ handed out"],
    paper: ["纸质收回 ≤ 换发纸质票", "paper ≤ exchanged for paper"],
    paper_of_class: ["各类：纸质收回 ≤ 这一类换发纸质票", "each class: paper ≤ exchanged for paper of the class"],
    returned_of_eligible: ["收回 ≤ 应参加", "returned ≤ eligible"],
    returned_of_class: ["各类：收回 ≤ 这一类应参加", "each class: returned ≤ eligible of the class"],
    before: ["发前损坏", "spoiled before it was handed out"],
    after: ["领后损坏", "spoiled after it was handed out"],
    frozen: ["投票前", "before the vote"],
    open: ["投票中", "during the vote"],
    closed: ["截止后", "after the close"],
  };
  const ONE_SIDED = ["票据对不上：%equation。", "The slips do not balance: %equation."];
  const CODED = ["equation", "spoiled", "state"];

  /** A value of a remark in words; null is 弃权. */
  function valueOf(name, value, at) {
    if (Array.isArray(value)) return value.map((each) => valueOf(name, each, at)).join(at ? ", " : "、");
    if (value === null) return SAID.blank[at];
    return CODED.includes(name) ? CODES[value][at] : String(value);
  }

  const remarkOf = ({ kind, ...values }, at) =>
    (kind === "unbalanced" && !("left" in values) ? ONE_SIDED : REMARKS[kind])[at].replace(/%([a-z]+)/g, (_, name) => valueOf(name, values[name], at));

  const languageOf = ({ search, languages }) => {
    const asked = /[?&]lang=(zh|en)\b/.exec(search);
    if (asked) return asked[1];
    return (languages[0] || "zh").toLowerCase().startsWith("en") ? "en" : "zh";
  };

  const filled = (sentence, values) =>
    values.reduce((text, value, at) => text.replace(`%${at + 1}`, value), sentence);

  /** The sentences in a language. */
  function speaking(language) {
    const at = language === "en" ? 1 : 0;
    return {
      language,
      say: (name, ...values) => filled(SAID[name][at], values),
      step: (name) => STEPS[name][language],
      broken: (name) => BROKEN[name][at],
      remark: (remark) => remarkOf(remark, at),
      value: (name) => ({ name: VALUES[name][2 * at], paper: VALUES[name][2 * at + 1] }),
    };
  }

  return { speaking, languageOf, steps: Object.keys(STEPS), values: Object.keys(VALUES) };
})();
