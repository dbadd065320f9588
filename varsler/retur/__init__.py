"""Mail that comes back to the sender's address: returns, absences, people's answers."""
