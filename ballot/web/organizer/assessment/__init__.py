"""The pages of an assessment: who is measured, files coming in, the score sheets, the ranking."""
