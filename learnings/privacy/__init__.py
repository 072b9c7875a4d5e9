"""What must not be in a log: secrets, internal addresses, account numbers, personal data."""
