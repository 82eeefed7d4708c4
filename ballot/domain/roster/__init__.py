"""名册: who may vote at a meeting, each person once; who of them has come; how one is found."""
