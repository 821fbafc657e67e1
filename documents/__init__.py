"""Files: kept byte for byte, served to those who may see them; PDF making."""
