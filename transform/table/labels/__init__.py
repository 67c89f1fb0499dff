"""Printed texts to the labels of the form and its editions."""
