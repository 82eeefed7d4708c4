"""All kinds of job by their names, and from how many rows on something is one."""

from collections.abc import Mapping
from typing import Final

from ballot.jobs import (
    assessment_form,
    bulk_act,
    bundle_file,
    file_saved,
    files_read,
    forms_file,
    journal_file,
    parts_table,
    ranked,
    ranking_file,
    review_form,
)
from ballot.usecases.jobs.task import FileKind, JobKind

RANKING_FILE: Final = "ranking_file"
FORMS_FILE: Final = "forms_file"
BULK_ACT: Final = "bulk_act"
REVIEW_FORM: Final = "review_form"
FILE_READ: Final = "file_read"
FILE_SAVED: Final = "file_saved"
RANKED: Final = "ranked"
JOURNAL_FILE: Final = "journal_file"
BUNDLE_FILE: Final = "bundle_file"
ASSESSMENT_FORM: Final = "assessment_form"
PARTS_FILE: Final = "parts_file"

FILES: Mapping[str, FileKind] = {
    RANKING_FILE: FileKind(ranking_file.allow, ranking_file.title, ranking_file.make),
    FORMS_FILE: FileKind(forms_file.allow, forms_file.title, forms_file.make),
    REVIEW_FORM: FileKind(review_form.allow, review_form.title, review_form.make),
    JOURNAL_FILE: FileKind(journal_file.allow, journal_file.title, journal_file.make),
    BUNDLE_FILE: FileKind(bundle_file.allow, bundle_file.title, bundle_file.make),
    ASSESSMENT_FORM: FileKind(assessment_form.allow, assessment_form.title, assessment_form.make),
    PARTS_FILE: FileKind(parts_table.allow, parts_table.title, parts_table.make),
}
"""Those that make a file for whoever asked to keep."""
KINDS: Mapping[str, JobKind] = {
    **FILES,
    BULK_ACT: JobKind(
        bulk_act.allow, bulk_act.title, bulk_act.make, asks_password=bulk_act.asks_password
    ),
    FILE_READ: JobKind(files_read.allow, files_read.title, files_read.make),
    FILE_SAVED: JobKind(file_saved.allow, file_saved.title, file_saved.make),
    RANKED: JobKind(ranked.allow, ranked.title, ranked.make),
}

LONG = 500
"""Rows from which on a document is made beside the pages: below, it is there in half a second."""
MANY = 2_000
"""People from which on they are ranked beside the pages."""
