"""What may still be corrected after the draft: 应参加, with its reason."""
