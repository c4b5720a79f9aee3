"""What a project imports beside what it asks for."""
