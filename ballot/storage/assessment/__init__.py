"""Statements about assessments: people, what came in, rankings, reviews, notices."""
