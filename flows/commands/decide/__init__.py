"""The commands `gongkai decide ...`: what people decide, and what deserves it most."""
