"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create all tables of the first version."""
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("name", name=op.f("uq_account_name")),
    )
    op.create_table(
        "journal",
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("tag", sa.LargeBinary(), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(head) = 32", name=op.f("ck_journal_head_length")),
        sa.CheckConstraint("length(tag) = 32", name=op.f("ck_journal_tag_length")),
        sa.PrimaryKeyConstraint("chain", "sequence", name=op.f("pk_journal")),
    )
    op.create_table(
        "key_set",
        sa.Column("one", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(fingerprint) = 32", name=op.f("ck_key_set_fingerprint_length")),
        sa.CheckConstraint("one = 1", name=op.f("ck_key_set_one")),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_key_set")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index(op.f("ix_outbox_due_at"), "outbox", ["due_at"], unique=False)
    op.create_table(
        "sealed_vote",
        sa.Column("meeting", sa.String(length=6), nullable=False),
        sa.Column("subject", sa.Integer(), nullable=False),
        sa.Column("question", sa.Integer(), nullable=False),
        sa.Column("voter_class", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("ct", sa.LargeBinary(), nullable=False),
        sa.Column("proof", sa.LargeBinary(), nullable=False),
        sa.Column("tag", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(id) = 16", name=op.f("ck_sealed_vote_id_length")),
        sa.CheckConstraint("length(tag) = 32", name=op.f("ck_sealed_vote_tag_length")),
        sa.PrimaryKeyConstraint(
            "meeting", "subject", "question", "voter_class", "id", name=op.f("pk_sealed_vote")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "slip",
        sa.Column("meeting", sa.String(length=6), nullable=False),
        sa.Column("h", sa.LargeBinary(), nullable=False),
        sa.Column("code_h", sa.LargeBinary(), nullable=False),
        sa.Column("voter_class", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("st", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("length(code_h) = 32", name=op.f("ck_slip_code_h_length")),
        sa.CheckConstraint("length(h) = 32", name=op.f("ck_slip_h_length")),
        sa.CheckConstraint("st BETWEEN 2 AND 7", name=op.f("ck_slip_st")),
        sa.PrimaryKeyConstraint("meeting", "h", name=op.f("pk_slip")),
        sa.UniqueConstraint("meeting", "code_h", name=op.f("uq_slip_meeting_code_h")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parent", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["parent"], ["unit.id"], name=op.f("fk_unit_parent")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("parent", "name", name=op.f("uq_unit_parent_name")),
    )
    op.create_table(
        "api_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(digest) = 32", name=op.f("ck_api_key_digest_length")),
        sa.CheckConstraint("role IN ('organizer', 'observer')", name=op.f("ck_api_key_role")),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name=op.f("fk_api_key_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_key")),
        sa.UniqueConstraint("digest", name=op.f("uq_api_key_digest")),
        sa.UniqueConstraint("name", name=op.f("uq_api_key_name")),
    )
    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("previous", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("scheme_id", sa.Text(), nullable=False),
        sa.Column("scheme_text", sa.Text(), nullable=False),
        sa.Column("scheme_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("overrides", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "length(scheme_sha256) = 32", name=op.f("ck_assessment_scheme_sha256_length")
        ),
        sa.ForeignKeyConstraint(
            ["previous"], ["assessment.id"], name=op.f("fk_assessment_previous")
        ),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name=op.f("fk_assessment_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    op.create_index(op.f("ix_assessment_unit"), "assessment", ["unit"], unique=False)
    op.create_table(
        "invitation",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("unit", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(digest) = 32", name=op.f("ck_invitation_digest_length")),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name=op.f("fk_invitation_unit")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_invitation")),
    )
    op.create_table(
        "membership",
        sa.Column("account", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("unit", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "role IN ('administrator', 'organizer', 'scrutineer', 'teller', 'observer')",
            name=op.f("ck_membership_role"),
        ),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_membership_account")),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name=op.f("fk_membership_unit")),
        sa.PrimaryKeyConstraint("account", "unit", "role", name=op.f("pk_membership")),
    )
    op.create_table(
        "idempotency",
        sa.Column("api_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("request_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(digest) = 32", name=op.f("ck_idempotency_digest_length")),
        sa.CheckConstraint(
            "length(request_sha256) = 32", name=op.f("ck_idempotency_request_sha256_length")
        ),
        sa.ForeignKeyConstraint(["api_key"], ["api_key.id"], name=op.f("fk_idempotency_api_key")),
        sa.PrimaryKeyConstraint("api_key", "digest", name=op.f("pk_idempotency")),
    )
    op.create_table(
        "meeting",
        sa.Column("number", sa.String(length=6), nullable=False),
        sa.Column("unit", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("assessment", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("custody", sa.Text(), nullable=False),
        sa.Column("announce", sa.Text(), nullable=False),
        sa.Column("transport", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("follows", sa.String(length=6), nullable=True),
        sa.Column("run", sa.LargeBinary(), nullable=False),
        sa.Column("pk", sa.LargeBinary(), nullable=True),
        sa.Column("frozen", sa.Text(), nullable=True),
        sa.Column("frozen_tag", sa.LargeBinary(), nullable=True),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("announce IN ('hall', 'sealed')", name=op.f("ck_meeting_announce")),
        sa.CheckConstraint("custody IN ('server', 'scrutineers')", name=op.f("ck_meeting_custody")),
        sa.CheckConstraint(
            "state IN ('draft', 'rehearsal', 'frozen', 'open', 'closed', "
            "'opened', 'no_quorum', 'invalid', 'paused', 'cancelled')",
            name=op.f("ck_meeting_state"),
        ),
        sa.CheckConstraint(
            "transport IN ('local', 'https', 'plain')", name=op.f("ck_meeting_transport")
        ),
        sa.CheckConstraint("length(number) = 6", name=op.f("ck_meeting_number_length")),
        sa.CheckConstraint("length(pk) = 32", name=op.f("ck_meeting_pk_length")),
        sa.CheckConstraint("length(run) = 16", name=op.f("ck_meeting_run_length")),
        sa.CheckConstraint("round BETWEEN 1 AND 2", name=op.f("ck_meeting_round")),
        sa.ForeignKeyConstraint(
            ["assessment"], ["assessment.id"], name=op.f("fk_meeting_assessment")
        ),
        sa.ForeignKeyConstraint(["follows"], ["meeting.number"], name=op.f("fk_meeting_follows")),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name=op.f("fk_meeting_unit")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_meeting")),
        sa.UniqueConstraint("follows", name=op.f("uq_meeting_follows")),
    )
    op.create_index(op.f("ix_meeting_assessment"), "meeting", ["assessment"], unique=False)
    op.create_index(op.f("ix_meeting_unit"), "meeting", ["unit"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("village", sa.Text(), nullable=False),
        sa.Column("groups", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment"], ["assessment.id"], name=op.f("fk_person_assessment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint(
            "assessment",
            "name",
            "unit_name",
            "village",
            name=op.f("uq_person_assessment_name_unit_name_village"),
        ),
    )
    op.create_table(
        "combining",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment"], ["assessment.id"], name=op.f("fk_combining_assessment")
        ),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_combining_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_combining")),
    )
    op.create_index(op.f("ix_combining_assessment"), "combining", ["assessment"], unique=False)
    op.create_index(op.f("ix_combining_person"), "combining", ["person"], unique=False)
    op.create_table(
        "ranking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("inputs_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("doubts", sa.JSON(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "length(inputs_sha256) = 32", name=op.f("ck_ranking_inputs_sha256_length")
        ),
        sa.ForeignKeyConstraint(
            ["assessment"], ["assessment.id"], name=op.f("fk_ranking_assessment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ranking")),
    )
    op.create_index(op.f("ix_ranking_assessment"), "ranking", ["assessment"], unique=False)
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ranking", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("telephone", sa.Text(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("concluded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["ranking"], ["ranking.id"], name=op.f("fk_notice_ranking")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("code", name=op.f("uq_notice_code")),
    )
    op.create_index(op.f("ix_notice_ranking"), "notice", ["ranking"], unique=False)
    op.create_table(
        "appeal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("notice", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("appellant", sa.Text(), nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["notice"], ["notice.id"], name=op.f("fk_appeal_notice")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_appeal_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal")),
    )
    op.create_index(op.f("ix_appeal_notice"), "appeal", ["notice"], unique=False)
    op.create_index(op.f("ix_appeal_person"), "appeal", ["person"], unique=False)
    op.create_table(
        "review",
        sa.Column("assessment", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("ranking", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("person", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("held_by", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment"], ["assessment.id"], name=op.f("fk_review_assessment")
        ),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_review_person")),
        sa.ForeignKeyConstraint(["ranking"], ["ranking.id"], name=op.f("fk_review_ranking")),
        sa.PrimaryKeyConstraint("assessment", "position", name=op.f("pk_review")),
    )
    op.create_index(op.f("ix_review_person"), "review", ["person"], unique=False)
    op.create_index(op.f("ix_review_ranking"), "review", ["ranking"], unique=False)
    op.create_table(
        "batch",
        sa.Column("meeting", sa.String(length=6), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("voter_class", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('issued', 'confirmed', 'void')", name=op.f("ck_batch_state")),
        sa.CheckConstraint("count BETWEEN 1 AND 100000", name=op.f("ck_batch_count")),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.number"], name=op.f("fk_batch_meeting")),
        sa.PrimaryKeyConstraint("meeting", "number", name=op.f("pk_batch")),
    )
    op.create_table(
        "bundle",
        sa.Column("meeting", sa.String(length=6), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(sha256) = 32", name=op.f("ck_bundle_sha256_length")),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.number"], name=op.f("fk_bundle_meeting")),
        sa.PrimaryKeyConstraint("meeting", "sha256", name=op.f("pk_bundle")),
    )
    op.create_table(
        "credential",
        sa.Column("meeting", sa.String(length=6), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=True),
        sa.Column("pin_hash", sa.Text(), nullable=True),
        sa.Column("page_key", sa.LargeBinary(), nullable=True),
        sa.Column("vk", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_share", sa.LargeBinary(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("wait_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role IN ('scrutineer', 'teller', 'kiosk')", name=op.f("ck_credential_role")
        ),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meeting.number"], name=op.f("fk_credential_meeting")
        ),
        sa.PrimaryKeyConstraint("meeting", "position", name=op.f("pk_credential")),
        sa.UniqueConstraint("digest", name=op.f("uq_credential_digest")),
    )
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting", sa.String(length=6), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.CheckConstraint("answer IN ('agreed', 'refused')", name=op.f("ck_consent_answer")),
        sa.CheckConstraint("length(digest) = 32", name=op.f("ck_consent_digest_length")),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.number"], name=op.f("fk_consent_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index(op.f("ix_consent_meeting"), "consent", ["meeting"], unique=False)
    op.create_table(
        "eligible",
        sa.Column("meeting", sa.String(length=6), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("voter_class", sa.Integer(), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint("persons >= 0", name=op.f("ck_eligible_persons")),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.number"], name=op.f("fk_eligible_meeting")),
        sa.PrimaryKeyConstraint("meeting", "position", name=op.f("pk_eligible")),
    )
    op.create_table(
        "flag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("lifted", sa.Boolean(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_flag_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag")),
    )
    op.create_index(op.f("ix_flag_person"), "flag", ["person"], unique=False)
    op.create_table(
        "ledger_entry",
        sa.Column("meeting", sa.String(length=6), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meeting.number"], name=op.f("fk_ledger_entry_meeting")
        ),
        sa.PrimaryKeyConstraint("meeting", "position", name=op.f("pk_ledger_entry")),
    )
    op.create_table(
        "opening",
        sa.Column("meeting", sa.String(length=6), nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(root) = 32", name=op.f("ck_opening_root_length")),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.number"], name=op.f("fk_opening_meeting")),
        sa.PrimaryKeyConstraint("meeting", name=op.f("pk_opening")),
    )
    op.create_table(
        "paper_total",
        sa.Column("meeting", sa.String(length=6), nullable=False),
        sa.Column("subject", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("question", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("voter_class", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("teller", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("blank", sa.Integer(), nullable=False),
        sa.Column("invalid", sa.Integer(), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(salt) = 32", name=op.f("ck_paper_total_salt_length")),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meeting.number"], name=op.f("fk_paper_total_meeting")
        ),
        sa.PrimaryKeyConstraint(
            "meeting", "subject", "question", "voter_class", "teller", name=op.f("pk_paper_total")
        ),
    )
    op.create_table(
        "placing",
        sa.Column("ranking", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("group_name", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_placing_person")),
        sa.ForeignKeyConstraint(["ranking"], ["ranking.id"], name=op.f("fk_placing_ranking")),
        sa.PrimaryKeyConstraint("ranking", "person", name=op.f("pk_placing")),
    )
    op.create_table(
        "question",
        sa.Column("meeting", sa.String(length=6), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("blank", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.number"], name=op.f("fk_question_meeting")),
        sa.PrimaryKeyConstraint("meeting", "position", name=op.f("pk_question")),
    )
    op.create_table(
        "result",
        sa.Column("meeting", sa.String(length=6), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(sha256) = 32", name=op.f("ck_result_sha256_length")),
        sa.CheckConstraint("length(signature) = 64", name=op.f("ck_result_signature_length")),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.number"], name=op.f("fk_result_meeting")),
        sa.PrimaryKeyConstraint("meeting", name=op.f("pk_result")),
    )
    op.create_table(
        "roster",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting", sa.String(length=6), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("voter_class", sa.Integer(), nullable=False),
        sa.Column("id_tail", sa.Text(), nullable=False),
        sa.Column("checked_in", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.number"], name=op.f("fk_roster_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster")),
        sa.UniqueConstraint(
            "meeting",
            "name",
            "category",
            "id_tail",
            name=op.f("uq_roster_meeting_name_category_id_tail"),
        ),
    )
    op.create_table(
        "score_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("voucher", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_score_entry_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_entry")),
    )
    op.create_index(
        op.f("ix_score_entry_person_item"), "score_entry", ["person", "item"], unique=False
    )
    op.create_table(
        "signed_scan",
        sa.Column("meeting", sa.String(length=6), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(sha256) = 32", name=op.f("ck_signed_scan_sha256_length")),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meeting.number"], name=op.f("fk_signed_scan_meeting")
        ),
        sa.PrimaryKeyConstraint("meeting", "position", name=op.f("pk_signed_scan")),
    )
    op.create_table(
        "subject",
        sa.Column("meeting", sa.String(length=6), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.number"], name=op.f("fk_subject_meeting")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_subject_person")),
        sa.PrimaryKeyConstraint("meeting", "position", name=op.f("pk_subject")),
        sa.UniqueConstraint("meeting", "person", name=op.f("uq_subject_meeting_person")),
    )
    op.create_table(
        "turnout",
        sa.Column("meeting", sa.String(length=6), nullable=False),
        sa.Column("voter_class", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("phone", sa.Integer(), nullable=False),
        sa.Column("kiosk", sa.Integer(), nullable=False),
        sa.Column("paper", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.number"], name=op.f("fk_turnout_meeting")),
        sa.PrimaryKeyConstraint("meeting", "voter_class", name=op.f("pk_turnout")),
    )
    op.create_table(
        "voter_class",
        sa.Column("meeting", sa.String(length=6), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("weight", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meeting.number"], name=op.f("fk_voter_class_meeting")
        ),
        sa.PrimaryKeyConstraint("meeting", "position", name=op.f("pk_voter_class")),
    )
    op.create_table(
        "partial",
        sa.Column("meeting", sa.String(length=6), nullable=False),
        sa.Column("scrutineer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("subject", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("question", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("voter_class", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("points", sa.LargeBinary(), nullable=False),
        sa.Column("proof", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["opening.meeting"], name=op.f("fk_partial_meeting")),
        sa.PrimaryKeyConstraint(
            "meeting",
            "scrutineer",
            "subject",
            "question",
            "voter_class",
            name=op.f("pk_partial"),
        ),
    )
    op.create_table(
        "seal_try",
        sa.Column("meeting", sa.String(length=6), nullable=False),
        sa.Column("rewritten", sa.Integer(), nullable=True),
        sa.Column("held_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.number"], name=op.f("fk_seal_try_meeting")),
        sa.PrimaryKeyConstraint("meeting", name=op.f("pk_seal_try")),
    )
    op.create_table(
        "column_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ours", sa.Text(), nullable=False),
        sa.Column("theirs", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name=op.f("fk_column_name_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_column_name")),
        sa.UniqueConstraint("unit", "ours", "theirs", name=op.f("uq_column_name_unit_ours_theirs")),
    )
