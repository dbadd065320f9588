"""Storage: SQLModel tables, migrations and plain async functions over one transaction."""
