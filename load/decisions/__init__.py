"""The folder of decisions beside a warehouse: what people decided, read whole and written a line at a time."""
