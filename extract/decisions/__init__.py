"""What people decided, as CSV beside the warehouse: lines to rows, each looked at by itself."""
