"""What an ended vote leaves behind, and how it is cleaned away."""
