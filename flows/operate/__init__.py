"""What an operator asks: journal, logs, status, doctor."""
