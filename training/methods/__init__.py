"""What answers three picks."""
