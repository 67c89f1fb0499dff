"""What changed between two warehouses."""
