"""What a page's reader sees of its text: nothing hidden, struck out or of a watermark."""
