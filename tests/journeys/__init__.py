"""The six stories of the portal, told in Chromium on its real processes."""
