"""What is said of shorter periods that go into a longer one."""
