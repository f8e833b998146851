"""Time: periods, escalations, and how metrics moved; pure functions of a plan and a date."""
