"""Who is told: reminder rules, message composition, the calendar, delivery."""
