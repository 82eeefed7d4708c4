"""What an ended meeting leaves on the disk, taken away."""
