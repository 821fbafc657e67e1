"""How fast the portal is beside bare Django, in one run on one machine: `make bench`."""
