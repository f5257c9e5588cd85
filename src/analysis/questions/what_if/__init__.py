"""What if a step of the pathway changed: scenarios, and what they would do to children and to cost."""
