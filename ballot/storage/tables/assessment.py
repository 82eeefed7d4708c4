"""An assessment (考核): its scheme as it was, its people, scores, ranking, review and notice."""

from sqlalchemy import JSON, Boolean, Column, Index, Table, UniqueConstraint

from ballot.storage.tables.base import (
    day,
    long,
    metadata,
    moment,
    position,
    raw,
    reference,
    serial,
    text,
    whole,
)

assessment = Table(
    "assessment",
    metadata,
    serial(),
    reference("unit", "unit"),
    reference("previous", "assessment", empty=True),
    text("title"),
    text("period"),
    text("scheme_id"),
    text("scheme_text"),
    raw("scheme_sha256"),
    Column("overrides", JSON, nullable=False),
    moment("created_at"),
    moment("removed_at", empty=True),
    Index(None, "unit"),
    long("scheme_sha256", 32),
)
"""The text of the scheme is copied: editing a file never changes an assessment under way. One that
was removed stays as a row, for its journal does; nobody sees it any more. One without a title is no
assessment that anybody asked for: it holds policy, people and scores of a meeting that stands
alone, and of its second round, and is in no list."""

column_name = Table(
    "column_name",
    metadata,
    serial(),
    reference("unit", "unit"),
    text("ours"),
    text("theirs"),
    UniqueConstraint("unit", "ours", "theirs"),
)
"""What the lists of a unit call a column of ours, as somebody said at an import."""

person = Table(
    "person",
    metadata,
    serial(),
    reference("assessment", "assessment"),
    text("name"),
    text("unit_name"),
    text("village"),
    Column("groups", JSON, nullable=False),
    raw("entered_sha256", empty=True),
    UniqueConstraint("assessment", "name", "unit_name", "village"),
)
"""A person measured: 姓名 + 单位 + 村(社区); ``groups`` maps a group column to its value.
``entered_sha256`` is the digest of all that was entered of him (``people_digests``)."""

person_change = Table(
    "person_change",
    metadata,
    serial(),
    reference("person", "person"),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
    text("reason"),
    text("by"),
    moment("at"),
    Index(None, "person"),
)
"""A correction of a person, column → text as it was and as it became, or the day on which he left
his post. Entries are only added; the last one counts."""

people_import = Table(
    "people_import",
    metadata,
    serial(),
    reference("assessment", "assessment"),
    text("file"),
    Column("brought", JSON, nullable=False),
    raw("after_sha256"),
    text("by"),
    moment("at"),
    moment("undone_at", empty=True),
    raw("brought_sha256", empty=True),
    Index(None, "assessment"),
    long("after_sha256", 32),
)
"""A file that came in: whom it added, what stood before of those who were there, its digest, and
the digest of all of them afterwards, by which it is known whether anything was changed since."""

score_entry = Table(
    "score_entry",
    metadata,
    serial(),
    reference("person", "person"),
    text("item"),
    text("value"),
    text("source"),
    text("reason"),
    text("voucher"),
    text("by"),
    moment("at"),
    Index(None, "person", "item"),
)
"""A score as decimal text. Entries are only added: the last one of an item counts."""

flag = Table(
    "flag",
    metadata,
    serial(),
    reference("person", "person"),
    text("kind"),
    text("ground"),
    Column("lifted", Boolean, nullable=False),
    text("by"),
    moment("at"),
    Index(None, "person"),
)
"""A veto, a bar or a mark, with its written ground."""

combining = Table(
    "combining",
    metadata,
    serial(),
    reference("assessment", "assessment"),
    reference("person", "person"),
    text("item"),
    text("how"),
    text("reason"),
    text("by"),
    moment("at"),
    Index(None, "assessment"),
    Index(None, "person"),
)
"""What counts where several meetings measured one person in one item: all ballots together, the
mean, or one meeting by its number. Entries are only added: the last one counts."""

ranking = Table(
    "ranking",
    metadata,
    serial(),
    reference("assessment", "assessment"),
    raw("inputs_sha256"),
    Column("provisional", Boolean, nullable=False),
    Column("doubts", JSON, nullable=False),
    text("by"),
    moment("at"),
    Index(None, "assessment"),
    long("inputs_sha256", 32),
)
"""A ranking as it was concluded; a later change of an input makes a new one.

``doubts`` is what a person should have looked at, as it was told then.
"""

placing = Table(
    "placing",
    metadata,
    reference("ranking", "ranking", key=True),
    reference("person", "person", key=True),
    text("group_name"),
    whole("rank", empty=True),
    text("grade"),
    Column("figures", JSON, nullable=False),
    Column("why", JSON, nullable=False),
)

review = Table(
    "review",
    metadata,
    reference("assessment", "assessment", key=True),
    position(),
    text("kind"),
    text("step"),
    reference("ranking", "ranking", empty=True),
    reference("person", "person", empty=True),
    text("before", empty=True),
    text("after", empty=True),
    text("held_by"),
    text("held_on"),
    text("document"),
    text("opinion"),
    text("reason"),
    text("by"),
    moment("at"),
    Index(None, "ranking"),
    Index(None, "person"),
)
"""审核: what was done with an assessment, line after line, never changed: consents, steps of the
policy's chain, returns, and changes by hand with both grades and the reason."""

appeal = Table(
    "appeal",
    metadata,
    serial(),
    reference("person", "person"),
    reference("notice", "notice", empty=True),
    text("item"),
    text("appellant"),
    text("claim"),
    text("before", empty=True),
    text("after", empty=True),
    text("decision", empty=True),
    text("decided_by", empty=True),
    text("reason", empty=True),
    text("by"),
    moment("at"),
    moment("decided_at", empty=True),
    Index(None, "person"),
    Index(None, "notice"),
)
"""An appeal about an item, or an objection to a notice; a decision keeps both values."""

notice = Table(
    "notice",
    metadata,
    serial(),
    reference("ranking", "ranking"),
    text("code"),
    text("text"),
    text("publisher"),
    text("address"),
    text("telephone"),
    day("first"),
    day("last"),
    Column("rows", JSON, nullable=False),
    moment("posted_at", empty=True),
    moment("withdrawn_at", empty=True),
    moment("concluded_at", empty=True),
    text("reason"),
    Column("calendar", JSON(none_as_null=True), nullable=True),
    Column("published", JSON(none_as_null=True), nullable=True),
    text("hours", empty=True),
    text("wall", empty=True),
    Index(None, "ranking"),
    UniqueConstraint("code"),
)
"""公示: what hung there, word for word, its days and how they were counted, and how it ended.
``published`` are the columns of a step; the result has none."""
