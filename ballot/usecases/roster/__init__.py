"""名册和签到: who may vote comes in from a file, and is checked in at the door without a time."""
