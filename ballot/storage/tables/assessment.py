"""An assessment (考核): its scheme as it was, its people, scores, ranking, review and notice."""

from sqlalchemy import JSON, Boolean, Column, Index, Table, UniqueConstraint

from ballot.storage.tables.base import (
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
    Index(None, "unit"),
    long("scheme_sha256", 32),
)
"""The text of the scheme is copied: editing a file never changes an assessment under way."""

person = Table(
    "person",
    metadata,
    serial(),
    reference("assessment", "assessment"),
    text("name"),
    text("unit_name"),
    text("village"),
    Column("groups", JSON, nullable=False),
    UniqueConstraint("assessment", "name", "unit_name", "village"),
)
"""A person measured: 姓名 + 单位 + 村(社区); ``groups`` maps a group column to its value."""

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

ranking = Table(
    "ranking",
    metadata,
    serial(),
    reference("assessment", "assessment"),
    raw("inputs_sha256"),
    Column("provisional", Boolean, nullable=False),
    text("by"),
    moment("at"),
    Index(None, "assessment"),
    long("inputs_sha256", 32),
)
"""A ranking as it was concluded; a later change of an input makes a new one."""

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
    reference("ranking", "ranking", key=True),
    position(),
    text("step"),
    reference("person", "person", empty=True),
    text("before", empty=True),
    text("after", empty=True),
    text("reason"),
    text("by"),
    moment("at"),
)
"""A step of the policy's chain; a change by hand keeps both grades and the reason."""

appeal = Table(
    "appeal",
    metadata,
    serial(),
    reference("person", "person"),
    text("claim"),
    text("decision", empty=True),
    text("reason", empty=True),
    text("by"),
    moment("at"),
    moment("decided_at", empty=True),
    Index(None, "person"),
)

notice = Table(
    "notice",
    metadata,
    serial(),
    reference("ranking", "ranking"),
    text("text"),
    text("telephone"),
    moment("begins_at"),
    moment("ends_at"),
    Index(None, "ranking"),
)
"""公示: the text as it was posted, and its days."""
