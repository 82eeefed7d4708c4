CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

INSERT INTO alembic_version (version_num) VALUES ('0001');

CREATE TABLE account (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    created_at DATETIME NOT NULL,
    CONSTRAINT pk_account PRIMARY KEY (id),
    CONSTRAINT uq_account_name UNIQUE (name)
);

CREATE TABLE journal (
    sequence INTEGER NOT NULL,
    at DATETIME NOT NULL,
    meeting VARCHAR(6),
    actor TEXT NOT NULL,
    act TEXT NOT NULL,
    detail TEXT NOT NULL,
    tag BLOB NOT NULL,
    CONSTRAINT pk_journal PRIMARY KEY (sequence),
    CONSTRAINT ck_journal_tag_length CHECK (length(tag) = 32)
);

CREATE INDEX ix_journal_meeting ON journal (meeting);

CREATE TABLE key_set (
    one INTEGER NOT NULL,
    fingerprint BLOB NOT NULL,
    CONSTRAINT pk_key_set PRIMARY KEY (one),
    CONSTRAINT ck_key_set_fingerprint_length CHECK (length(fingerprint) = 32),
    CONSTRAINT ck_key_set_one CHECK (one = 1)
);

CREATE TABLE outbox (
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    payload JSON NOT NULL,
    due_at DATETIME NOT NULL,
    leased_until DATETIME,
    tries INTEGER NOT NULL,
    CONSTRAINT pk_outbox PRIMARY KEY (id)
);

CREATE INDEX ix_outbox_due_at ON outbox (due_at);

CREATE TABLE sealed_vote (
    meeting VARCHAR(6) NOT NULL,
    subject INTEGER NOT NULL,
    question INTEGER NOT NULL,
    voter_class INTEGER NOT NULL,
    id BLOB NOT NULL,
    ct BLOB NOT NULL,
    proof BLOB NOT NULL,
    tag BLOB NOT NULL,
    CONSTRAINT pk_sealed_vote PRIMARY KEY (meeting, subject, question, voter_class, id),
    CONSTRAINT ck_sealed_vote_id_length CHECK (length(id) = 16),
    CONSTRAINT ck_sealed_vote_tag_length CHECK (length(tag) = 32)
)
 WITHOUT ROWID;

CREATE TABLE slip (
    meeting VARCHAR(6) NOT NULL,
    h BLOB NOT NULL,
    code_h BLOB NOT NULL,
    voter_class INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    st SMALLINT NOT NULL,
    CONSTRAINT pk_slip PRIMARY KEY (meeting, h),
    CONSTRAINT ck_slip_code_h_length CHECK (length(code_h) = 32),
    CONSTRAINT ck_slip_h_length CHECK (length(h) = 32),
    CONSTRAINT ck_slip_st CHECK (st BETWEEN 2 AND 7),
    CONSTRAINT uq_slip_meeting_code_h UNIQUE (meeting, code_h)
)
 WITHOUT ROWID;

CREATE TABLE unit (
    id INTEGER NOT NULL,
    parent INTEGER,
    name TEXT NOT NULL,
    CONSTRAINT pk_unit PRIMARY KEY (id),
    CONSTRAINT fk_unit_parent FOREIGN KEY(parent) REFERENCES unit (id),
    CONSTRAINT uq_unit_parent_name UNIQUE (parent, name)
);

CREATE TABLE api_key (
    id INTEGER NOT NULL,
    account INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest BLOB NOT NULL,
    created_at DATETIME NOT NULL,
    revoked_at DATETIME,
    CONSTRAINT pk_api_key PRIMARY KEY (id),
    CONSTRAINT ck_api_key_digest_length CHECK (length(digest) = 32),
    CONSTRAINT fk_api_key_account FOREIGN KEY(account) REFERENCES account (id),
    CONSTRAINT uq_api_key_digest UNIQUE (digest)
);

CREATE TABLE assessment (
    id INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    previous INTEGER,
    title TEXT NOT NULL,
    period TEXT NOT NULL,
    scheme_id TEXT NOT NULL,
    scheme_text TEXT NOT NULL,
    scheme_sha256 BLOB NOT NULL,
    overrides JSON NOT NULL,
    created_at DATETIME NOT NULL,
    CONSTRAINT pk_assessment PRIMARY KEY (id),
    CONSTRAINT ck_assessment_scheme_sha256_length CHECK (length(scheme_sha256) = 32),
    CONSTRAINT fk_assessment_previous FOREIGN KEY(previous) REFERENCES assessment (id),
    CONSTRAINT fk_assessment_unit FOREIGN KEY(unit) REFERENCES unit (id)
);

CREATE INDEX ix_assessment_unit ON assessment (unit);

CREATE TABLE invitation (
    digest BLOB NOT NULL,
    purpose TEXT NOT NULL,
    unit INTEGER NOT NULL,
    role TEXT NOT NULL,
    expires_at DATETIME NOT NULL,
    used_at DATETIME,
    CONSTRAINT pk_invitation PRIMARY KEY (digest),
    CONSTRAINT ck_invitation_digest_length CHECK (length(digest) = 32),
    CONSTRAINT fk_invitation_unit FOREIGN KEY(unit) REFERENCES unit (id)
);

CREATE TABLE membership (
    account INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    role TEXT NOT NULL,
    CONSTRAINT pk_membership PRIMARY KEY (account, unit, role),
    CONSTRAINT ck_membership_role CHECK (role IN ('administrator', 'organizer', 'scrutineer', 'teller', 'observer')),
    CONSTRAINT fk_membership_account FOREIGN KEY(account) REFERENCES account (id),
    CONSTRAINT fk_membership_unit FOREIGN KEY(unit) REFERENCES unit (id)
);

CREATE TABLE idempotency (
    api_key INTEGER NOT NULL,
    digest BLOB NOT NULL,
    request_sha256 BLOB NOT NULL,
    status INTEGER,
    answer TEXT,
    at DATETIME NOT NULL,
    CONSTRAINT pk_idempotency PRIMARY KEY (api_key, digest),
    CONSTRAINT ck_idempotency_digest_length CHECK (length(digest) = 32),
    CONSTRAINT ck_idempotency_request_sha256_length CHECK (length(request_sha256) = 32),
    CONSTRAINT fk_idempotency_api_key FOREIGN KEY(api_key) REFERENCES api_key (id)
);

CREATE TABLE meeting (
    number VARCHAR(6) NOT NULL,
    unit INTEGER NOT NULL,
    assessment INTEGER NOT NULL,
    title TEXT NOT NULL,
    place TEXT NOT NULL,
    custody TEXT NOT NULL,
    announce TEXT NOT NULL,
    transport TEXT,
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    round INTEGER NOT NULL,
    follows VARCHAR(6),
    run BLOB NOT NULL,
    pk BLOB,
    frozen TEXT,
    frozen_tag BLOB,
    sealed BOOLEAN NOT NULL,
    created_at DATETIME NOT NULL,
    opened_at DATETIME,
    closed_at DATETIME,
    erased_at DATETIME,
    CONSTRAINT pk_meeting PRIMARY KEY (number),
    CONSTRAINT ck_meeting_announce CHECK (announce IN ('hall', 'sealed')),
    CONSTRAINT ck_meeting_custody CHECK (custody IN ('server', 'scrutineers')),
    CONSTRAINT ck_meeting_state CHECK (state IN ('draft', 'rehearsal', 'frozen', 'open', 'closed', 'opened', 'no_quorum', 'invalid', 'paused', 'cancelled')),
    CONSTRAINT ck_meeting_transport CHECK (transport IN ('local', 'https', 'plain')),
    CONSTRAINT ck_meeting_number_length CHECK (length(number) = 6),
    CONSTRAINT ck_meeting_pk_length CHECK (length(pk) = 32),
    CONSTRAINT ck_meeting_run_length CHECK (length(run) = 16),
    CONSTRAINT ck_meeting_round CHECK (round BETWEEN 1 AND 2),
    CONSTRAINT fk_meeting_assessment FOREIGN KEY(assessment) REFERENCES assessment (id),
    CONSTRAINT fk_meeting_follows FOREIGN KEY(follows) REFERENCES meeting (number),
    CONSTRAINT fk_meeting_unit FOREIGN KEY(unit) REFERENCES unit (id),
    CONSTRAINT uq_meeting_follows UNIQUE (follows)
);

CREATE INDEX ix_meeting_assessment ON meeting (assessment);

CREATE INDEX ix_meeting_unit ON meeting (unit);

CREATE TABLE person (
    id INTEGER NOT NULL,
    assessment INTEGER NOT NULL,
    name TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    village TEXT NOT NULL,
    groups JSON NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (id),
    CONSTRAINT fk_person_assessment FOREIGN KEY(assessment) REFERENCES assessment (id),
    CONSTRAINT uq_person_assessment_name_unit_name_village UNIQUE (assessment, name, unit_name, village)
);

CREATE TABLE ranking (
    id INTEGER NOT NULL,
    assessment INTEGER NOT NULL,
    inputs_sha256 BLOB NOT NULL,
    provisional BOOLEAN NOT NULL,
    "by" TEXT NOT NULL,
    at DATETIME NOT NULL,
    CONSTRAINT pk_ranking PRIMARY KEY (id),
    CONSTRAINT ck_ranking_inputs_sha256_length CHECK (length(inputs_sha256) = 32),
    CONSTRAINT fk_ranking_assessment FOREIGN KEY(assessment) REFERENCES assessment (id)
);

CREATE INDEX ix_ranking_assessment ON ranking (assessment);

CREATE TABLE appeal (
    id INTEGER NOT NULL,
    person INTEGER NOT NULL,
    claim TEXT NOT NULL,
    decision TEXT,
    reason TEXT,
    "by" TEXT NOT NULL,
    at DATETIME NOT NULL,
    decided_at DATETIME,
    CONSTRAINT pk_appeal PRIMARY KEY (id),
    CONSTRAINT fk_appeal_person FOREIGN KEY(person) REFERENCES person (id)
);

CREATE INDEX ix_appeal_person ON appeal (person);

CREATE TABLE batch (
    meeting VARCHAR(6) NOT NULL,
    number INTEGER NOT NULL,
    voter_class INTEGER NOT NULL,
    count INTEGER NOT NULL,
    state TEXT NOT NULL,
    CONSTRAINT pk_batch PRIMARY KEY (meeting, number),
    CONSTRAINT ck_batch_state CHECK (state IN ('issued', 'confirmed', 'void')),
    CONSTRAINT ck_batch_count CHECK (count BETWEEN 1 AND 100000),
    CONSTRAINT fk_batch_meeting FOREIGN KEY(meeting) REFERENCES meeting (number)
);

CREATE TABLE bundle (
    meeting VARCHAR(6) NOT NULL,
    sha256 BLOB NOT NULL,
    file TEXT NOT NULL,
    at DATETIME NOT NULL,
    CONSTRAINT pk_bundle PRIMARY KEY (meeting, sha256),
    CONSTRAINT ck_bundle_sha256_length CHECK (length(sha256) = 32),
    CONSTRAINT fk_bundle_meeting FOREIGN KEY(meeting) REFERENCES meeting (number)
);

CREATE TABLE credential (
    meeting VARCHAR(6) NOT NULL,
    position INTEGER NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    digest BLOB,
    pin_hash TEXT,
    page_key BLOB,
    vk BLOB,
    sealed_share BLOB,
    confirmed BOOLEAN NOT NULL,
    CONSTRAINT pk_credential PRIMARY KEY (meeting, position),
    CONSTRAINT ck_credential_role CHECK (role IN ('scrutineer', 'teller', 'kiosk')),
    CONSTRAINT fk_credential_meeting FOREIGN KEY(meeting) REFERENCES meeting (number),
    CONSTRAINT uq_credential_digest UNIQUE (digest)
);

CREATE TABLE eligible (
    meeting VARCHAR(6) NOT NULL,
    position INTEGER NOT NULL,
    category TEXT NOT NULL,
    voter_class INTEGER NOT NULL,
    persons INTEGER NOT NULL,
    reason TEXT,
    CONSTRAINT pk_eligible PRIMARY KEY (meeting, position),
    CONSTRAINT ck_eligible_persons CHECK (persons >= 0),
    CONSTRAINT fk_eligible_meeting FOREIGN KEY(meeting) REFERENCES meeting (number)
);

CREATE TABLE flag (
    id INTEGER NOT NULL,
    person INTEGER NOT NULL,
    kind TEXT NOT NULL,
    ground TEXT NOT NULL,
    lifted BOOLEAN NOT NULL,
    "by" TEXT NOT NULL,
    at DATETIME NOT NULL,
    CONSTRAINT pk_flag PRIMARY KEY (id),
    CONSTRAINT fk_flag_person FOREIGN KEY(person) REFERENCES person (id)
);

CREATE INDEX ix_flag_person ON flag (person);

CREATE TABLE ledger_entry (
    meeting VARCHAR(6) NOT NULL,
    position INTEGER NOT NULL,
    line TEXT NOT NULL,
    amount INTEGER NOT NULL,
    reason TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at DATETIME NOT NULL,
    CONSTRAINT pk_ledger_entry PRIMARY KEY (meeting, position),
    CONSTRAINT fk_ledger_entry_meeting FOREIGN KEY(meeting) REFERENCES meeting (number)
);

CREATE TABLE notice (
    id INTEGER NOT NULL,
    ranking INTEGER NOT NULL,
    text TEXT NOT NULL,
    telephone TEXT NOT NULL,
    begins_at DATETIME NOT NULL,
    ends_at DATETIME NOT NULL,
    CONSTRAINT pk_notice PRIMARY KEY (id),
    CONSTRAINT fk_notice_ranking FOREIGN KEY(ranking) REFERENCES ranking (id)
);

CREATE INDEX ix_notice_ranking ON notice (ranking);

CREATE TABLE opening (
    meeting VARCHAR(6) NOT NULL,
    root BLOB NOT NULL,
    fallbacks JSON NOT NULL,
    CONSTRAINT pk_opening PRIMARY KEY (meeting),
    CONSTRAINT ck_opening_root_length CHECK (length(root) = 32),
    CONSTRAINT fk_opening_meeting FOREIGN KEY(meeting) REFERENCES meeting (number)
);

CREATE TABLE paper_total (
    meeting VARCHAR(6) NOT NULL,
    subject INTEGER NOT NULL,
    question INTEGER NOT NULL,
    voter_class INTEGER NOT NULL,
    teller INTEGER NOT NULL,
    counts JSON NOT NULL,
    blank INTEGER NOT NULL,
    invalid INTEGER NOT NULL,
    sheets INTEGER NOT NULL,
    CONSTRAINT pk_paper_total PRIMARY KEY (meeting, subject, question, voter_class, teller),
    CONSTRAINT fk_paper_total_meeting FOREIGN KEY(meeting) REFERENCES meeting (number)
);

CREATE TABLE placing (
    ranking INTEGER NOT NULL,
    person INTEGER NOT NULL,
    group_name TEXT NOT NULL,
    rank INTEGER,
    grade TEXT NOT NULL,
    figures JSON NOT NULL,
    why JSON NOT NULL,
    CONSTRAINT pk_placing PRIMARY KEY (ranking, person),
    CONSTRAINT fk_placing_person FOREIGN KEY(person) REFERENCES person (id),
    CONSTRAINT fk_placing_ranking FOREIGN KEY(ranking) REFERENCES ranking (id)
);

CREATE TABLE question (
    meeting VARCHAR(6) NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    options JSON NOT NULL,
    blank BOOLEAN NOT NULL,
    CONSTRAINT pk_question PRIMARY KEY (meeting, position),
    CONSTRAINT fk_question_meeting FOREIGN KEY(meeting) REFERENCES meeting (number)
);

CREATE TABLE result (
    meeting VARCHAR(6) NOT NULL,
    text TEXT NOT NULL,
    sha256 BLOB NOT NULL,
    signature BLOB,
    at DATETIME NOT NULL,
    CONSTRAINT pk_result PRIMARY KEY (meeting),
    CONSTRAINT ck_result_sha256_length CHECK (length(sha256) = 32),
    CONSTRAINT ck_result_signature_length CHECK (length(signature) = 64),
    CONSTRAINT fk_result_meeting FOREIGN KEY(meeting) REFERENCES meeting (number)
);

CREATE TABLE review (
    ranking INTEGER NOT NULL,
    position INTEGER NOT NULL,
    step TEXT NOT NULL,
    person INTEGER,
    "before" TEXT,
    "after" TEXT,
    reason TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at DATETIME NOT NULL,
    CONSTRAINT pk_review PRIMARY KEY (ranking, position),
    CONSTRAINT fk_review_person FOREIGN KEY(person) REFERENCES person (id),
    CONSTRAINT fk_review_ranking FOREIGN KEY(ranking) REFERENCES ranking (id)
);

CREATE TABLE roster (
    id INTEGER NOT NULL,
    meeting VARCHAR(6) NOT NULL,
    name TEXT NOT NULL,
    category TEXT NOT NULL,
    voter_class INTEGER NOT NULL,
    id_tail TEXT NOT NULL,
    checked_in BOOLEAN NOT NULL,
    CONSTRAINT pk_roster PRIMARY KEY (id),
    CONSTRAINT fk_roster_meeting FOREIGN KEY(meeting) REFERENCES meeting (number),
    CONSTRAINT uq_roster_meeting_name_category_id_tail UNIQUE (meeting, name, category, id_tail)
);

CREATE TABLE score_entry (
    id INTEGER NOT NULL,
    person INTEGER NOT NULL,
    item TEXT NOT NULL,
    value TEXT NOT NULL,
    source TEXT NOT NULL,
    reason TEXT NOT NULL,
    voucher TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at DATETIME NOT NULL,
    CONSTRAINT pk_score_entry PRIMARY KEY (id),
    CONSTRAINT fk_score_entry_person FOREIGN KEY(person) REFERENCES person (id)
);

CREATE INDEX ix_score_entry_person_item ON score_entry (person, item);

CREATE TABLE signed_scan (
    meeting VARCHAR(6) NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 BLOB NOT NULL,
    at DATETIME NOT NULL,
    CONSTRAINT pk_signed_scan PRIMARY KEY (meeting, position),
    CONSTRAINT ck_signed_scan_sha256_length CHECK (length(sha256) = 32),
    CONSTRAINT fk_signed_scan_meeting FOREIGN KEY(meeting) REFERENCES meeting (number)
);

CREATE TABLE subject (
    meeting VARCHAR(6) NOT NULL,
    position INTEGER NOT NULL,
    person INTEGER NOT NULL,
    CONSTRAINT pk_subject PRIMARY KEY (meeting, position),
    CONSTRAINT fk_subject_meeting FOREIGN KEY(meeting) REFERENCES meeting (number),
    CONSTRAINT fk_subject_person FOREIGN KEY(person) REFERENCES person (id),
    CONSTRAINT uq_subject_meeting_person UNIQUE (meeting, person)
);

CREATE TABLE turnout (
    meeting VARCHAR(6) NOT NULL,
    voter_class INTEGER NOT NULL,
    phone INTEGER NOT NULL,
    kiosk INTEGER NOT NULL,
    paper INTEGER NOT NULL,
    CONSTRAINT pk_turnout PRIMARY KEY (meeting, voter_class),
    CONSTRAINT fk_turnout_meeting FOREIGN KEY(meeting) REFERENCES meeting (number)
);

CREATE TABLE voter_class (
    meeting VARCHAR(6) NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    weight TEXT,
    CONSTRAINT pk_voter_class PRIMARY KEY (meeting, position),
    CONSTRAINT fk_voter_class_meeting FOREIGN KEY(meeting) REFERENCES meeting (number)
);

CREATE TABLE partial (
    meeting VARCHAR(6) NOT NULL,
    scrutineer INTEGER NOT NULL,
    subject INTEGER NOT NULL,
    question INTEGER NOT NULL,
    voter_class INTEGER NOT NULL,
    points BLOB NOT NULL,
    proof BLOB NOT NULL,
    CONSTRAINT pk_partial PRIMARY KEY (meeting, scrutineer, subject, question, voter_class),
    CONSTRAINT fk_partial_meeting FOREIGN KEY(meeting) REFERENCES opening (meeting)
);

