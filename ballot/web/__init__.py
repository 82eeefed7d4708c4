"""Pages: the voter's without script, cookie or session, the organizer's behind a sign-in."""
