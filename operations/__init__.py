"""What keeps an installation going: backup, restore, health, the roles of the database."""
