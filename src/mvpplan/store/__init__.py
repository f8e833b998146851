"""Files and git to plans: finding a plan, reading every file under it, placing what is wrong."""
