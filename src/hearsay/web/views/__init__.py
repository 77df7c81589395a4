"""What each page shows, as plain frozen values: one file a page, nothing of HTTP or HTML in any."""
