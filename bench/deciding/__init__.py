"""What people's decisions are worth: reports with known truth, decided in the queue's order."""
