"""Why did it change: is it real, which step, only here, which explanation."""
