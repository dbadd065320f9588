"""What is true: facts, register, working-day arithmetic, rules and the plan (pure core); `lager` stores it."""
