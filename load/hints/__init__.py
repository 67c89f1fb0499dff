"""What names, manifests and people say of documents, and what is known of them already: before anything is read."""
